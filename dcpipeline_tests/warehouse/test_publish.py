"""What a publication leaves behind, and what a failed one leaves alone."""

import errno
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dcpipeline.checks import SqlCheck
from dcpipeline.schema import TABLES, conform
from dcpipeline.schema.ddl import comment_text
from dcpipeline.warehouse import (
    MissingWarehouseError,
    PublishError,
    TargetError,
    current_snapshot,
    files,
    kept_snapshots,
    publish,
    published_frame,
    query,
)
from dcpipeline.warehouse.views import VIEWS
from dcpipeline_tests.warehouse import samples
from dcpipeline_tests.warehouse.conftest import small_world

MAY_DIFFER = {"meta.runs.parquet", "meta.checks.parquet"}
FAILING = SqlCheck(
    name="rule/never",
    table="ref.divisions",
    description="There are no divisions.",
    violations_sql="SELECT adcode FROM ref.divisions",
    checked_sql="SELECT count(*) FROM ref.divisions",
)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def state(target: Path) -> dict[str, str]:
    """Every file and link of a target folder with what it holds."""
    return {
        str(p.relative_to(target)): str(p.readlink()) if p.is_symlink() else files.sha256(p)
        for p in target.rglob("*")
        if (p.is_file() or p.is_symlink()) and p.suffix != ".lock"
    }


class TestTheFile:
    """The database itself."""

    def test_tables_hold_the_frames(self, published):
        for name, frame in samples.world().items():
            found = query(published.database, f"FROM {name}")
            assert_frame_equal(found, conform(frame, TABLES[name]), check_row_order=False)

    def test_every_table_view_and_column_has_its_comment(self, published):
        empty = query(
            published.database,
            "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL "
            "UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal "
            "UNION ALL SELECT column_name FROM duckdb_columns() "
            "WHERE comment IS NULL AND NOT internal",
        )
        assert empty.is_empty()
        found = query(
            published.database,
            "SELECT comment FROM duckdb_columns() "
            "WHERE table_name = 'projects_strict' AND column_name = 'it_load_mw'",
        )
        assert found.item() == comment_text(TABLES["core.projects"]["it_load_mw"])

    def test_meta_tables_count_every_table(self, published):
        stated = dict(
            query(
                published.database,
                "SELECT table_schema || '.' || table_name, row_count FROM meta.tables",
            ).iter_rows()
        )
        assert stated == dict(published.rows)
        assert stated.keys() == TABLES.keys()
        for name, rows in stated.items():
            assert query(published.database, f"SELECT count(*) FROM {name}").item() == rows

    def test_snapshot_row(self, published):
        row = query(published.database, "FROM meta.snapshot").row(0, named=True)
        assert row == {
            "snapshot_id": "2026-11-01-aaaaaaaa",
            "as_of": date(2026, 11, 1),
            "input_digest": samples.DIGEST,
            "previous_snapshot_id": None,
            "release": "0.1.0",
        }
        assert query(published.database, "FROM meta.changes").is_empty()

    def test_checks_are_recorded_and_looked_at_something(self, published):
        rows = query(published.database, "FROM meta.checks").to_dicts()
        assert {row["check_name"] for row in rows} == {check.name for check in published.checks}
        assert all(row["passed"] for row in rows)
        rules = {row["check_name"]: row["checked"] for row in rows if row["checked"] > 0}
        assert rules["rule/facts_reproduce_cells"] == 21
        assert rules["references/core.projects.city_adcode"] == 1

    def test_strict_views_leave_out_weak_tiers(self, published):
        for view in VIEWS:
            found = query(published.database, f"FROM {view.full_name}")
            assert found.columns == list(TABLES[view.base].column_names)
        query_ = "SELECT count(*) FROM core.projects_strict"
        assert query(published.database, query_).item() == 3

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            ("2023-12-31", None),
            ("2024-01-01", "under_construction"),
            ("2025-02-28", "under_construction"),
            ("2025-03-01", "operational"),
            ("2026-11-01", "operational"),
        ],
    )
    def test_projects_as_of_a_day(self, published, day, status):
        found = query(
            published.database,
            f"SELECT status FROM core.projects_as_of('{day}') "
            f"WHERE project_id = '{samples.OPERATIONAL}'",
        )["status"].to_list()
        assert found == ([status] if status else [])

    def test_status_counts_leave_programmes_out(self, published):
        found = query(published.database, "FROM core.status_counts_as_of(DATE '2026-01-01')")
        assert found.rows() == [("announced", 1), ("operational", 1)]

    def test_storage_version_is_the_named_one(self, published):
        with duckdb.connect(published.database, read_only=True) as connection:
            tags = connection.execute(
                "SELECT tags FROM duckdb_databases() WHERE NOT internal"
            ).fetchone()
        assert "v1.2.0" in str(tags)


class TestFilesBeside:
    """Parquet, CSV, dictionary, receipt, pointer."""

    def test_parquet_csv_and_dictionary(self, published):
        target = published.database.parent
        assert {p.name for p in (target / "parquet").iterdir()} == {
            f"{name}.parquet" for name in TABLES
        }
        marts = {f"{name}.csv" for name, table in TABLES.items() if table.schema == "mart"}
        assert {p.name for p in (target / "csv").iterdir()} == marts
        page = (target / "latest" / "dictionary.md").read_text(encoding="utf-8")
        assert "### `core.projects`" in page
        assert "core.projects_as_of(day)" in page

    def test_receipt_names_rows_and_digests(self, published):
        folder = published.snapshot.folder
        receipt = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
        assert receipt["rows"] == dict(published.rows)
        assert receipt["input_digest"] == samples.DIGEST
        assert receipt["as_of"] == "2026-11-01"
        assert receipt["sha256"].keys() >= {f"parquet/{name}.parquet" for name in TABLES}
        for path, digest in receipt["sha256"].items():
            assert files.sha256(folder / path) == digest

    def test_pointer_leads_to_the_current_snapshot(self, published):
        target = published.database.parent
        pointer = json.loads((target / "latest.json").read_text(encoding="utf-8"))
        assert (target / pointer["database"]).samefile(published.database)
        assert (target / pointer["parquet"]).samefile(target / "parquet")
        assert current_snapshot(target) == published.snapshot

    def test_published_frame(self, published):
        frame = published_frame(published.database.parent, "core.projects")
        assert frame.height == 3
        with pytest.raises(MissingWarehouseError, match=r"no\.table is not published"):
            published_frame(published.database.parent, "no.table")

    def test_without_symbolic_links_the_pointer_still_leads(
        self, publish_small, target, monkeypatch
    ):
        def refuse(*_: object, **__: object) -> None:
            raise NotImplementedError

        monkeypatch.setattr(files.os, "symlink", refuse)
        monkeypatch.setattr(files.os, "link", refuse_link)
        published = publish_small()
        monkeypatch.undo()
        assert not (target / "parquet").exists()
        assert current_snapshot(target) == published.snapshot
        assert query(published.database, "FROM ref.observation_kinds").height == 3


def refuse_link(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no links here")


class TestSameInputs:
    """Equal inputs give equal exports."""

    def test_row_order_does_not_matter_to_a_single_byte(self, published, tmp_path):
        shuffled = {
            n: f.sample(fraction=1, shuffle=True, seed=7) for n, f in samples.world().items()
        }
        again = publish(
            shuffled,
            target_dir=tmp_path / "again",
            as_of=samples.AS_OF,
            input_digest=samples.DIGEST,
            run=samples.RUN,
        )
        first, second = published.snapshot.folder, again.snapshot.folder
        assert tree(first / "parquet") == tree(second / "parquet")
        assert tree(first / "csv") == tree(second / "csv")

    def test_publishing_again_keeps_snapshot_changes_and_bytes(self, publish_small, target):
        publish_small("one")
        second = publish_small("two", samples.OTHER_DIGEST)
        before = tree(second.snapshot.folder / "parquet")
        third = publish_small("two", samples.OTHER_DIGEST)
        after = tree(third.snapshot.folder / "parquet")
        assert third.snapshot == second.snapshot
        assert {n: b for n, b in after.items() if n not in MAY_DIFFER} == {
            n: b for n, b in before.items() if n not in MAY_DIFFER
        }
        assert third.rows["meta.changes"] == 3
        assert len(kept_snapshots(target)) == 2


class TestSnapshots:
    """What is kept, and what changed since."""

    def test_the_last_five_stay(self, publish_small, target):
        made = [publish_small(str(n), f"{n:064x}".replace("0", "c", 8)[::-1]) for n in range(7)]
        names = [snapshot.snapshot_id for snapshot in kept_snapshots(target)]
        assert sorted(names) == sorted(p.snapshot_id for p in made[2:])
        assert sorted(p.name for p in (target / "snapshots").iterdir()) == sorted(names)
        assert query(made[2].snapshot.database, "FROM meta.snapshot").height == 1

    def test_changes_name_old_and_new_value(self, publish_small):
        publish_small("one")
        second = publish_small("two", samples.OTHER_DIGEST)
        rows = query(second.database, "FROM meta.changes ORDER BY row_key").rows()
        assert rows == [
            ("ref.observation_kinds", f'{{"kind":"kind-{n}"}}', "note", "changed", "one", "two")
            for n in range(3)
        ]
        previous = query(second.database, "SELECT previous_snapshot_id FROM meta.snapshot")
        assert previous.item() == "2026-11-01-aaaaaaaa"

    def test_a_lost_snapshot_folder_starts_changes_anew(self, publish_small, target, caplog):
        first = publish_small("one")
        (first.snapshot.folder / "receipt.json").unlink()
        second = publish_small("two", samples.OTHER_DIGEST)
        assert second.rows["meta.changes"] == 0
        assert "cannot be followed" in caplog.text

    def test_retired_aliases_stay(self, tmp_path):
        def run(frames, digest):
            return publish(
                frames,
                target_dir=tmp_path,
                as_of=samples.AS_OF,
                input_digest=digest,
                run=samples.RUN,
                declared={n: t for n, t in TABLES.items() if n in frames or t.schema == "meta"},
                checks=[],
            )

        meta = {n: f for n, f in samples.world().items() if n.startswith("meta.")}
        aliases = samples.world()["core.project_aliases"]
        name = "core.project_aliases"
        run({**meta, name: aliases}, "1" * 64)
        fewer = aliases.filter(pl.col("project_id") != samples.PLANNED)
        for digest in ("2" * 64, "2" * 64, "3" * 64):
            found = query(run({**meta, name: fewer}, digest).database, f"FROM {name}")
            assert dict(found.select("project_id", "retired").iter_rows()) == {
                samples.OPERATIONAL: False,
                samples.PLANNED: True,
                samples.PROGRAMME: False,
            }
        back = query(run({**meta, name: aliases}, "4" * 64).database, f"FROM {name}")
        assert not back["retired"].any()


class TestFailures:
    """What fails leaves the last good state."""

    def test_a_failing_check_keeps_every_byte(self, publish_small, target):
        publish_small("one")
        before = state(target)
        with pytest.raises(PublishError) as caught:
            publish_small("two", samples.OTHER_DIGEST, checks=[FAILING])
        assert str(caught.value) == (
            "not published, 1 blocking check fails: rule/never: 4 of 4 break the rule "
            "(There are no divisions); first: adcode=100000"
        )
        assert [failure.name for failure in caught.value.failures] == ["rule/never"]
        assert state(target) == before

    def test_a_warning_is_published(self, publish_small):
        published = publish_small(checks=[replace(FAILING, blocking=False)])
        row = query(published.database, "FROM meta.checks").row(0, named=True)
        assert (row["passed"], row["violations"], row["detail"]) == (False, 4, "adcode=100000")

    def test_one_broken_value_keeps_every_byte(self, tmp_path):
        def run(frames):
            return publish(
                frames,
                target_dir=tmp_path,
                as_of=samples.AS_OF,
                input_digest=samples.DIGEST,
                run=samples.RUN,
            )

        run(samples.world())
        before = state(tmp_path)
        world = samples.world()
        world["core.projects"] = world["core.projects"].with_columns(
            compute_pflops_installed=pl.col("compute_pflops_installed") + 1
        )
        with pytest.raises(PublishError, match="facts_reproduce_cells: 1 of 21") as caught:
            run(world)
        assert "column_name=compute_pflops_installed, cell=101.0, fact=100.0" in str(caught.value)
        assert state(tmp_path) == before

    def test_a_frame_that_does_not_fit(self, publish_small, target):
        frames = {"ref.divisions": pl.DataFrame({"adcode": ["1"]})}
        with pytest.raises(PublishError, match=r"ref\.divisions: columns missing"):
            publish_small(frames={**small_world(), **frames})
        assert not (target / "dcpipeline.duckdb").exists()

    def test_missing_and_unknown_frames_are_named(self, publish_small):
        frames = small_world()
        frames["core.nothing"] = frames.pop("ref.divisions")
        with pytest.raises(
            PublishError, match=r"missing \['ref.divisions'\], unknown \['core.nothing'\]"
        ):
            publish_small(frames=frames)

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (errno.ENOSPC, "no space is left on the device"),
            (errno.EROFS, "the file system is read-only"),
            (errno.EACCES, "permission is denied"),
        ],
    )
    def test_a_full_or_unwritable_disk_is_one_sentence(
        self, publish_small, target, monkeypatch, number, words
    ):
        publish_small("one")
        before = state(target)

        def fail(descriptor: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(TargetError) as caught:
            publish_small("two", samples.OTHER_DIGEST)
        assert str(caught.value) == (
            f"cannot write to {target}: {words}; the last good warehouse, if there is one, "
            "is untouched"
        )
        assert state(target) == before

    def test_a_file_in_place_of_the_folder(self, publish_small, tmp_path):
        (tmp_path / "taken").write_text("", encoding="utf-8")
        for path in (tmp_path / "taken", tmp_path / "taken" / "below"):
            with pytest.raises(TargetError, match="folder"):
                publish_small(target_dir=path)

    def test_a_read_only_folder(self, publish_small, target, monkeypatch):
        target.mkdir()
        target.chmod(0o500)
        if os.geteuid() == 0:  # root writes everywhere: refuse as the system refuses others

            def refuse(path, *_, **__):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))

            monkeypatch.setattr(Path, "mkdir", refuse)
        with pytest.raises(TargetError, match="permission is denied"):
            publish_small()

    @pytest.mark.parametrize("kind", [duckdb.IOException, duckdb.TransactionException])
    def test_a_full_disk_inside_duckdb(self, kind, publish_small, monkeypatch):
        def fail(*_: object) -> None:
            raise kind('Could not write file "x": No space left on device\n…')

        monkeypatch.setattr("dcpipeline.warehouse.database.insert", fail)
        with pytest.raises(TargetError, match="No space left on device; the last good"):
            publish_small()

    def test_a_defect_inside_duckdb_is_not_taken_for_a_full_disk(self, publish_small, monkeypatch):
        def fail(*_: object) -> None:
            raise duckdb.BinderException("no such column")

        monkeypatch.setattr("dcpipeline.warehouse.database.insert", fail)
        with pytest.raises(duckdb.BinderException):
            publish_small()
