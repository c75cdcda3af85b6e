"""Whatever a crash leaves, opening the archive makes it whole and loses nothing earlier."""

import gzip
import shutil
from pathlib import Path

import pytest

from dcpipeline.archive import Archive, ArchiveError, DamagedCaptureError, members, repair
from dcpipeline_tests.archive.samples import (
    everything,
    not_modified,
    numbered,
    plain_records,
    reading,
    refusal,
    response,
    round_of,
    warc_paths,
)

MARKED = 16


@pytest.fixture
def root(tmp_path):
    return tmp_path / "captures"


def the_file(root: Path) -> Path:
    (path,) = warc_paths(root)
    return path


def removed_index(root: Path) -> None:
    for path in root.glob("captures.sqlite*"):
        path.unlink()


class Crash:
    """An archive of three captures as it stood after two of them, with a longer or shorter file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        whole = folder / "whole"
        with Archive.open(whole) as archive:
            archive.store("news", numbered(0))
            archive.store("news", numbered(1))
            archive.refuse("news", refusal())
        self._index_before = (whole / "captures.sqlite").read_bytes()
        self.before = the_file(whole).stat().st_size
        with Archive.open(whole) as archive:
            self.last = archive.store("news", numbered(2))
        self._index_after = (whole / "captures.sqlite").read_bytes()
        self._name = the_file(whole).name
        self.content = the_file(whole).read_bytes()

    def left(self, content: bytes, *, receipt: bool) -> Path:
        """A folder as the crash left it."""
        root = self._folder / "left"
        shutil.rmtree(root, ignore_errors=True)
        (root / "warc").mkdir(parents=True)
        (root / "warc" / self._name).write_bytes(content)
        index = self._index_after if receipt else self._index_before
        (root / "captures.sqlite").write_bytes(index)
        return root


def cut_points(begin: int, end: int) -> list[int]:
    """Every byte near the ends, every 17th between."""
    near = {*range(begin, begin + MARKED), *range(end - MARKED, end + 1)}
    return sorted({*near, *range(begin, end, 17)})


def check_whole(root: Path, crash: Crash, cut: int) -> None:
    with Archive.open(root) as archive:
        kept = 3 if cut == len(crash.content) else 2
        assert archive.captures().height == kept, cut
        assert archive.refusals().height == 1
        for number in range(kept):
            url = numbered(number).url
            found = archive.last_good(url)
            assert found is not None
            assert archive.body(found.capture_id) == numbered(number).body
        # what was torn can be stored again, and nothing is left of it
        assert archive.store("news", numbered(2)).capture_id == crash.last.capture_id
        assert archive.body(crash.last.capture_id) == numbered(2).body
        assert list(archive.verify()) == []
    kinds = [kind for kind, _, _ in plain_records(the_file(root))]
    pair = ["request", "response"]
    assert kinds == ["warcinfo", *pair, *pair, "metadata", *pair]


@pytest.mark.parametrize("receipt", [False, True])
def test_a_file_cut_anywhere_in_its_last_capture_keeps_all_before(tmp_path, receipt):
    crash = Crash(tmp_path)
    end = len(crash.content)
    for cut in cut_points(crash.before, end):
        root = crash.left(crash.content[:cut], receipt=receipt)
        with Archive.open(root) as archive:
            if cut == crash.before and not receipt:
                assert archive.repairs == ()
            elif cut == end:
                assert ["receipts rebuilt" in told for told in archive.repairs] == (
                    [] if receipt else [True]
                )
            else:
                assert archive.repairs
                assert any("torn capture cut off" in t for t in archive.repairs) == (
                    cut != crash.before
                )
                assert any("shorter than known: 1 receipts" in t for t in archive.repairs) == (
                    receipt
                )
            assert the_file(root).stat().st_size == (end if cut == end else crash.before)
        check_whole(root, crash, cut)


def test_a_request_without_its_answer_is_cut_off(tmp_path):
    crash = Crash(tmp_path)
    offset = crash.last.warc_offset
    root = crash.left(crash.content[:offset], receipt=False)
    check_whole(root, crash, offset)
    root = crash.left(crash.content[: offset + 1], receipt=False)
    check_whole(root, crash, offset + 1)


@pytest.mark.parametrize("tail", [b"\0" * 5000, b"\x1f\x8b\x08" * 9, b"WARC/1.1\r\n", b"\xff"])
def test_a_tail_of_other_bytes_is_cut_off(tmp_path, tail):
    crash = Crash(tmp_path)
    for receipt in (False, True):
        root = crash.left(crash.content + tail, receipt=receipt)
        check_whole(root, crash, len(crash.content))


def test_pages_of_zeros_before_a_whole_record_do_not_hide_it(tmp_path):
    # a power failure may keep a later page of a file and lose an earlier one
    crash = Crash(tmp_path)
    with Archive.open(crash.left(crash.content, receipt=True)) as archive:
        archive.store("news", numbered(3))
    path = the_file(tmp_path / "left")
    begin, end = crash.last.warc_offset, len(crash.content)
    content = path.read_bytes()
    content = content[:begin] + b"\0" * (end - begin) + content[end:]
    root = crash.left(content, receipt=False)
    with Archive.open(root) as archive:
        assert archive.captures().height == 3
        assert archive.last_good(numbered(3).url) is not None
        assert archive.last_good(numbered(2).url) is None
        assert any(f"@{begin} is damaged and left as it is" in told for told in archive.repairs)
    with Archive.open(root) as archive:
        assert archive.repairs == ()


@pytest.mark.parametrize("cut", range(0, 420, 7))
def test_a_first_file_that_never_got_a_record_is_set_aside(root, cut):
    with Archive.open(root) as archive:
        archive.refuse("news", refusal())
    path = the_file(root)
    content = path.read_bytes()
    removed_index(root)
    path.write_bytes(content[:cut])
    with Archive.open(root) as archive:
        assert archive.store("news", numbered(1)).warc_offset > 0
        assert list(archive.verify()) == []
    assert plain_records(the_file(root))[0][0] == "warcinfo"


def test_bit_rot_hits_one_capture_and_verify_names_it(root):
    with Archive.open(root) as archive:
        receipts = [archive.store("news", numbered(n)) for n in range(5)]
        archive.store("news", not_modified(url=numbered(2).url, seconds=99))
        path = the_file(root)
        content = bytearray(path.read_bytes())
        hit = receipts[2]
        content[hit.warc_offset + hit.warc_length // 2] ^= 0xFF
        path.write_bytes(content)
        (problem,) = archive.verify()
        assert (problem.file, problem.offset) == (path.name, hit.warc_offset)
        assert problem.capture_id == hit.capture_id
        with pytest.raises(DamagedCaptureError, match=rf"{hit.capture_id} cannot be read from .*@"):
            archive.body(hit.capture_id)
        for number in (0, 1, 3, 4):
            assert archive.body(receipts[number].capture_id) == numbered(number).body
    with Archive.open(root) as archive:
        assert archive.repairs == ()
    removed_index(root)
    with Archive.open(root) as archive:
        assert archive.captures().height == 5
        assert any(f"@{hit.warc_offset} is damaged" in told for told in archive.repairs)
        revisit = archive.captures().filter(status=304)["capture_id"][0]
        with pytest.raises(DamagedCaptureError, match=f"{hit.capture_id}, which is gone"):
            archive.body(revisit)
    assert path.stat().st_size == len(content)


def test_every_flipped_byte_of_a_record_is_noticed(root):
    with Archive.open(root) as archive:
        receipt = archive.store("news", numbered(1))
        archive.store("news", numbered(2))
        path = the_file(root)
        content = path.read_bytes()
        for place in range(0, receipt.warc_length, 5):
            damaged = bytearray(content)
            damaged[receipt.warc_offset + place] ^= 0x10
            path.write_bytes(damaged)
            problems = list(archive.verify())
            try:
                same = archive.body(receipt.capture_id) == numbered(1).body
            except DamagedCaptureError:
                same = False
            # bytes 4 to 9 of a gzip header say when and where it was made, no more
            assert (len(problems) == 1 and not same) or (4 <= place < 10 and same), place


def test_a_changed_body_in_a_sound_gzip_member_is_noticed(root):
    with Archive.open(root) as archive:
        receipt = archive.store("news", numbered(1))
        path = the_file(root)
        content = path.read_bytes()
        record = gzip.decompress(content[receipt.warc_offset :])
        changed = gzip.compress(record.replace(b"began", b"ended"))
        path.write_bytes(content[: receipt.warc_offset] + changed)
        (problem,) = archive.verify()
        assert (problem.capture_id, problem.reason) == (
            receipt.capture_id,
            "the block is not what was stored",
        )
        archive._index.connection.execute("UPDATE captures SET warc_length = ?", [len(changed)])
        with pytest.raises(DamagedCaptureError, match="is not what was stored"):
            archive.body(receipt.capture_id)


@pytest.mark.parametrize(("step", "output"), [(1, 1), (7, 3), (1000, 1), (1, 1000)])
def test_pieces_may_end_anywhere(tmp_path, monkeypatch, step, output):
    crash = Crash(tmp_path)
    path = the_file(tmp_path / "whole")
    torn = path.with_name("torn.gz")
    torn.write_bytes(crash.content[:-9])
    before = [list(members.scan(file)) for file in (path, torn)]
    assert [len(items) for items in before] == [8, 8]
    monkeypatch.setattr(members, "_STEP", step)
    monkeypatch.setattr(members, "_OUTPUT", output)
    assert list(members.scan(path)) == before[0]
    monkeypatch.setattr(members, "_STEP", max(step, 3))
    assert list(members.scan(torn)) == before[1]


def test_a_receipt_that_states_another_place_is_told(root):
    with Archive.open(root) as archive:
        first, second = (archive.store("news", numbered(n)) for n in (1, 2))
        archive._index.connection.execute(
            "UPDATE captures SET warc_offset = warc_offset + 1 WHERE capture_id = ?",
            [first.capture_id],
        )
        archive._index.connection.execute(
            "UPDATE captures SET warc_length = 5 WHERE capture_id = ?", [second.capture_id]
        )
        reasons = {problem.capture_id: problem.reason for problem in archive.verify()}
    assert reasons == {
        first.capture_id: "no record begins where the receipt says",
        second.capture_id: "the receipt states another length",
    }


def test_a_file_that_is_gone_takes_its_receipts_and_brings_them_back(root, tmp_path):
    with Archive.open(root, max_file_bytes=1) as archive:
        for number in range(3):
            archive.store("news", numbered(number))
        archive.put_reading(reading(archive.captures()["capture_id"][0]))
        before = everything(archive)
    path = warc_paths(root)[1]
    path.rename(tmp_path / path.name)
    with Archive.open(root) as archive:
        assert archive.repairs == (f"{path.name} is gone: 1 receipts removed",)
        assert archive.captures().height == 2
    with Archive.open(root) as archive:
        assert archive.repairs == ()
    (tmp_path / path.name).rename(path)
    with Archive.open(root) as archive:
        assert archive.repairs == (f"{path.name}: 1 receipts rebuilt from their records",)
        assert everything(archive) == before
        assert len(list(archive.readings("7"))) == 1


def test_files_of_another_archive_can_be_added_and_foreign_files_are_left_alone(root, tmp_path):
    with Archive.open(tmp_path / "other") as other:
        other.store("news", numbered(1))
    with Archive.open(root) as archive:
        archive.store("news", numbered(2))
    added = the_file(tmp_path / "other")
    shutil.copy(added, root / "warc" / added.name.replace("00000", "00007"))
    foreign = root / "warc" / "CC-MAIN.warc.gz"
    foreign.write_bytes(b"not ours")
    with Archive.open(root) as archive:
        assert archive.captures().height == 2
        assert archive.body(archive.captures()["capture_id"][0])
        archive.store("news", numbered(3))
    assert foreign.read_bytes() == b"not ours"


def test_a_captured_body_that_looks_like_our_record_is_not_taken_for_one(tmp_path):
    crash = Crash(tmp_path)
    with Archive.open(tmp_path / "forged") as archive:
        forged = archive.store("news", response(b"forged", url="https://www.example.cn/forged"))
    evil = the_file(tmp_path / "forged").read_bytes()[forged.warc_offset :]
    root = crash.left(crash.content, receipt=True)
    with Archive.open(root) as archive:
        # a gzip member that does not get smaller stands in the record as it is
        stored = archive.store("news", response(b"", wire_body=evil, seconds=9))
        assert stored.wire_bytes == len(evil)
        head = the_file(root).stat().st_size
    path = the_file(root)
    removed_index(root)
    path.write_bytes(path.read_bytes() + b"\x1f\x8b\x08 torn" + evil)
    with Archive.open(root) as archive:
        assert archive.last_good("https://www.example.cn/forged") is None
        assert path.stat().st_size == head


def test_an_index_that_is_none_is_told_and_not_touched(root):
    root.mkdir()
    (root / "captures.sqlite").write_bytes(b"these are no tables" * 100)
    with pytest.raises(ArchiveError, match="move it away"):
        Archive.open(root)
    assert (root / "captures.sqlite").read_bytes() == b"these are no tables" * 100
    (root / "captures.sqlite").unlink()
    with Archive.open(root) as archive:
        archive.store("news", numbered(1))
        archive._index.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="has version 99, this release reads version 1"):
        Archive.open(root)


def test_an_interrupted_rebuild_goes_on(root, monkeypatch):
    with Archive.open(root, max_file_bytes=1) as archive:
        for number in range(4):
            archive.store("news", numbered(number))
        archive.put_round(round_of(1))
        before = everything(archive)
    removed_index(root)
    real = repair._repair_file
    calls = []

    def stopped(*given):
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(repair, "_repair_file", stopped)
    with pytest.raises(KeyboardInterrupt):
        Archive.open(root)
    monkeypatch.undo()
    with Archive.open(root) as archive:
        assert everything(archive) == before


def test_only_what_can_be_hit_is_read(root, monkeypatch):
    with Archive.open(root, max_file_bytes=1) as archive:
        for number in range(4):
            archive.store("news", numbered(number))
    paths = warc_paths(root)
    known = paths[-1].stat().st_size
    paths[-1].write_bytes(paths[-1].read_bytes() + b"torn")
    real = members.scan
    read = []

    def watched(path, start=0):
        read.append((path, start))
        return real(path, start)

    monkeypatch.setattr(members, "scan", watched)
    with Archive.open(root):
        pass
    assert read == [(paths[-1], known)]


def test_members_end_where_pieces_end(tmp_path):
    """Record boundaries may fall on any boundary of the reader's pieces."""
    path = tmp_path / "a.warc.gz"
    for length in (0, 1, (1 << 20) - 40, (1 << 20) - 33, 1 << 20, (1 << 21) + 5):
        head = f"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: {length}\r\n\r\n".encode()
        record = head + b"x" * length + b"\r\n\r\n"
        path.write_bytes(gzip.compress(record) + gzip.compress(record))
        first, second = members.scan(path)
        assert isinstance(first, members.Member) and isinstance(second, members.Member)
        assert second.offset == first.end and second.end == path.stat().st_size
        short = gzip.compress(head + b"x" * length + b"\r\n")
        path.write_bytes(short)
        (damage,) = members.scan(path)
        assert isinstance(damage, members.Damage) and "not as long" in damage.reason
    path.write_bytes(gzip.compress(b"x" * (5 << 20)))
    (damage,) = members.scan(path)
    assert isinstance(damage, members.Damage) and "no end of headers" in damage.reason
