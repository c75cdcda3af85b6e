"""The validator of Frictionless accepts the descriptors and every row of every CSV."""

import json
import shutil
from pathlib import Path

import pytest

from dcpipeline_tests.clients.environments import output, python
from dcpipeline_tests.conftest import Refreshed

pytestmark = pytest.mark.ci

VALIDATOR = "frictionless==5.21.0"
# runs in another environment: the validator, nothing of ours
CLIENT = """
import json, sys
from frictionless import Package

found = {}
for folder in sys.argv[1:]:
    package = Package(folder + "/datapackage.json")
    # it reads neither Parquet nor GeoJSON; their digests are looked at elsewhere
    for name in [r.name for r in package.resources if not r.name.endswith(".csv")]:
        package.remove_resource(name)
    report = package.validate()
    rows = sum(task.stats["rows"] for task in report.tasks)
    types = sorted({error[0] for error in report.flatten(["type"])})
    found[folder] = [report.valid, len(report.tasks), rows, types]
print(json.dumps(found))
"""


def validated(*folders: Path) -> list[list[object]]:
    """For each folder: whether it is valid, its tables, its rows, the kinds of errors."""
    found = json.loads(output([*python(VALIDATOR), "-c", CLIENT, *map(str, folders)]))
    return [found[str(folder)] for folder in folders]


def test_both_packages_are_valid_and_a_missing_row_is_not(
    refreshed: Refreshed, tmp_path: Path
) -> None:
    whole = (refreshed.data / "warehouse" / "latest").resolve()
    damaged = tmp_path / "damaged"
    (damaged / "csv").mkdir(parents=True)
    for path in ("datapackage.json", "csv/core.projects.csv", "csv/core.project_parts.csv"):
        shutil.copy(whole / "open" / path, damaged / path)
    descriptor = json.loads((damaged / "datapackage.json").read_text(encoding="utf-8"))
    kept = {"core.projects.csv", "core.project_parts.csv"}
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] in kept]
    for resource in descriptor["resources"]:
        keys = resource["schema"].get("foreignKeys", [])
        targets = {"", *kept}
        resource["schema"]["foreignKeys"] = [
            key for key in keys if key["reference"]["resource"] in targets
        ]
    (damaged / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    projects = damaged / "csv" / "core.projects.csv"
    part = (damaged / "csv" / "core.project_parts.csv").read_text(encoding="utf-8").split("\n")[1]
    lines = projects.read_text(encoding="utf-8").split("\n")
    missing = part.split(",")[0]
    projects.write_text(
        "\n".join(line for line in lines if not line.startswith(missing)), encoding="utf-8"
    )

    marts, opened, broken = validated(whole, whole / "open", damaged)
    assert (marts[0], marts[3]) == (True, [])
    assert int(str(marts[1])) > 10 and int(str(marts[2])) > 5000
    assert (opened[0], opened[3]) == (True, [])
    assert int(str(opened[1])) > 30 and int(str(opened[2])) > 20000
    assert broken[0] is False
    assert {"byte-count", "hash-count", "foreign-key"} <= set(broken[3])
