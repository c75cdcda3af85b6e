"""What the import says when Superset answers otherwise than hoped."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dcpipeline.bi import (
    SupersetError,
    SupersetRefusedError,
    SupersetUnreachableError,
    import_dashboard,
)
from dcpipeline.bi.bundle import identifier

URI = "duckdb:////srv/dcpipeline.duckdb?access_mode=read_only"
Answer = tuple[int, object]
GOOD: dict[str, Answer] = {
    "/api/v1/security/login": (200, {"access_token": "token"}),
    "/api/v1/security/csrf_token/": (200, {"result": "forgery"}),
    "/api/v1/assets/import/": (200, {"message": "OK"}),
    "/api/v1/database/": (200, {"result": [{"id": 7, "uuid": identifier("database")}]}),
    "/api/v1/sqllab/execute/": (200, {"data": [{"snapshot_id": "2026-11-01-aaaaaaaa"}]}),
}


@pytest.fixture
def superset() -> Iterator[Callable[..., tuple[str, list[tuple[str, bytes]]]]]:
    """Starts a server that answers as told; gives its address and what it was asked."""
    started: list[ThreadingHTTPServer] = []

    def start(**changed: Answer) -> tuple[str, list[tuple[str, bytes]]]:
        answers = {path: changed.get(path.strip("/").split("/")[2], GOOD[path]) for path in GOOD}
        asked: list[tuple[str, bytes]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path = self.path.split("?")[0]
                asked.append((path, body))
                status, document = answers[path]
                text = document if isinstance(document, str) else json.dumps(document)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(text.encode())

            do_GET = do_POST  # noqa: N815

            def log_message(self, *words: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}/", asked

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def run(url: str):
    return import_dashboard(url, user="admin", password="secret", database_uri=URI)


def test_it_imports_and_says_what_superset_reads(superset) -> None:
    url, asked = superset()
    done = run(url)
    assert done.snapshot_id == "2026-11-01-aaaaaaaa"
    assert done.address == f"{url}superset/dashboard/dcpipeline/"
    assert [path for path, _ in asked] == list(GOOD)
    assert b"PK" in dict(asked)["/api/v1/assets/import/"]
    assert json.loads(dict(asked)["/api/v1/sqllab/execute/"])["database_id"] == 7


def test_nothing_answers() -> None:
    with pytest.raises(SupersetUnreachableError, match="nothing answers at http://127.0.0.1:9:"):
        run("http://127.0.0.1:9")


def test_no_superset(superset) -> None:
    url, _ = superset(security=(404, "<html>not here</html>"))
    with pytest.raises(SupersetUnreachableError, match="answers 404 without JSON: no Superset?"):
        run(url)


def test_wrong_password(superset) -> None:
    url, _ = superset(security=(401, {"message": "Not authorized"}))
    with pytest.raises(SupersetRefusedError, match="refuses the user: Not authorized"):
        run(url)


def test_a_superset_without_the_driver(superset) -> None:
    words = "Failed to execute query: Can't load plugin: sqlalchemy.dialects:duckdb"
    url, _ = superset(sqllab=(422, {"errors": [{"message": words, "extra": None}]}))
    with pytest.raises(SupersetError, match="install duckdb and duckdb-engine where Superset runs"):
        run(url)


def test_reasons_below_the_parts_are_told(superset) -> None:
    extra = {"charts/risk_map.yaml": {"viz_type": ["unknown"]}, "issue_codes": [{"code": 1010}]}
    answer = {"errors": [{"message": "Error importing assets", "extra": extra}]}
    url, _ = superset(assets=(422, answer))
    with pytest.raises(SupersetError, match="Error importing assets charts/risk_map.yaml: .*unkn"):
        run(url)


def test_superset_does_not_see_the_file(superset) -> None:
    words = 'IO Error: Cannot open database "/srv/x" in read-only mode: database does not exist'
    url, _ = superset(sqllab=(422, {"message": words}))
    with pytest.raises(SupersetError, match="with --database give its path as Superset sees it"):
        run(url)


def test_a_database_that_is_not_listed(superset) -> None:
    url, _ = superset(database=(200, {"result": []}))
    with pytest.raises(SupersetError, match="doesn't list its database"):
        run(url)
