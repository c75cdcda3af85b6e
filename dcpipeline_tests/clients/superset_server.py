"""A Superset of its own, on this machine only: ``python superset_server.py FOLDER PORT PASSWORD``.

Runs in the environment of ``superset.txt``, where nothing of ours is installed. It prepares the
metadata database, makes the user ``admin``, and serves until it is ended.
"""

import os
import sys
from pathlib import Path

folder, port, password = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
CONFIG = f"""
SECRET_KEY = "only for a test on this machine, with 42 letters or more"
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/superset.db"
"""
(folder / "superset_config.py").write_text(CONFIG, encoding="utf-8")
os.environ["SUPERSET_CONFIG_PATH"] = str(folder / "superset_config.py")
os.environ["SUPERSET_HOME"] = str(folder)

from flask_migrate import upgrade  # noqa: E402
from superset.app import create_app  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

app = create_app()
with app.app_context():
    upgrade(directory=str(Path(sys.modules["superset"].__file__).parent / "migrations"))
    app.appbuilder.add_permissions(update_perms=True)
    manager = app.appbuilder.sm
    manager.sync_role_definitions()
    role = manager.find_role("Admin")
    assert manager.add_user("admin", "A", "Tester", "admin@example.org", role, password)
server = make_server("127.0.0.1", port, app, threaded=True)
print("serving", flush=True)
server.serve_forever()
