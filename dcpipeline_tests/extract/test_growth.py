"""Pages that repeat one thing are read in time that grows with their length, not its square."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from dcpipeline.extract.pages import extract_page
from dcpipeline_tests.extract.soundness import assert_claims_sound
from dcpipeline_tests.extract.test_mutations import gazetteer

# Four times the length takes four times as long, sixteen times if every thing is compared with
# every other.
MOST_GROWTH = 10.0
# Seconds of the processor; below these the clock says nothing.
FLOOR = 0.05
# Characters; the longest are 100 kB of Chinese.
SHORT, LONG = 2_000, 33_000
LONG_LIST = 20_000
# Many times the longest real page.
VERY_LONG = 240_000
PATIENCE = 120

REPEATED = [
    "由", "(", "（(", "第一期", "中心", "智算中心", "数据中心项目", "7", "1,", "1.", "万", "三千",
    "A ", "A", "A-", "a", "Data Center ", "的项目", "该项目", "一期投产。", "中心建成。",
    "芜湖智算中心建成。", "()", "(中心)", "“", "“中心”", "《", "、", "，", "。", "-", "1~", "1/",
    "2024年", "2024年5月3日", "5月", "2024年至", "有限公司", "中国移动", "安徽省芜湖市、",
    "鼓楼区", "智算中心及", "12亿元", "3000P", "3000架", "开工", "项目一期", "数(shu)", "$1 ",
    "phase 1 ", "一期、二期、三期", "尚未", "其中", "1号楼", "中国", "全国智算中心项目", "（一）",
    "项目名称：", "中\u200b", "\u202e中", "½", "①", "９９", "ﷺ", "|", "&amp;", "́", "İ",
    "centre de la ", "the data center and campus of ", "30 MW ",
    "某地智算中心项目由公司投资建设采用先进技术部署服务器",
    "芜湖智算中心总投资12亿元,由甲乙科技有限公司建设,一期2024年5月开工",
    "The Wuhu Data Center campus of Acme Corp will cost $3 billion and open in 2026. ",
    "Le centre de données de Wuhu, d'une puissance de 30 MW, a été inauguré en mai 2024. ",
]  # fmt: skip


def repeated(unit: str) -> Callable[[int], str]:
    return lambda length: unit * max(1, length // len(unit))


def listed(piece: str, joint: str = "", head: str = "", tail: str = "") -> Callable[[int], str]:
    """Pieces that each carry a number of their own."""
    return lambda length: (
        head + joint.join(piece.format(i) for i in range(length // (len(piece) + 4))) + tail
    )


# Each is compared with those of the site, of the line, or beside it.
EVENTS: dict[str, Callable[[int], str]] = {
    "events of two sites": repeated(
        "<p>5月10日,云湖智算中心在甘肃庆阳开工,总投资3亿元,续建的有云岭智算中心。</p>"
    ),
    "dates above a short line": repeated(
        "<p>公司于2016年5月20日签订了投资协议书,2020年10月15日终止合同。</p><p>特此公告</p>"
    ),
    "status words": repeated(
        "<p>该中心已建成投产,机房正式启用,二期加快推进建设,具备通电条件。</p>"
    ),
}
# Every name could be one of those before it.
NAMES: dict[str, Callable[[int], str]] = {
    "entries": listed("<li><a href=/{0}.html>算力要闻{0}号</a> 2024-05-01</li>", head="<ul>"),
    "names in one list": listed("云岭{0}号智算中心", "、", tail="集中开工,总投资50亿元。"),
    "numbered names": listed("{0}.云岭{0}智算中心项目。"),
    "named paragraphs": listed("<p>{0}.云岭{0}智算中心项目总投资3亿元。</p>", head="<h1>清单</h1>"),
    "headings": listed("<h2>云岭{0}智算中心</h2><p>总投资{0}亿元，已开工。</p>"),
}
SHAPES: dict[str, Callable[[int], str]] = {
    **{repr(unit): repeated(unit) for unit in REPEATED},
    "nested brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "blanks": lambda n: f"x{' ' * n}x",
    "short paragraphs": listed("<p>{0}号机房楼投产。</p>"),
    "rows": listed("<tr><td>{0}<td>{0}<td>芜湖市</tr>", head="<table><tr><th>序号<th>投资<th>地点"),
    "columns": listed("<td>栏{0}", head="<table><tr>"),
    "labels": listed("<p>建设单位：甲{0}有限公司</p>"),
    "companies": listed("甲{0}有限公司", "、"),
}


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Ends what takes longer, with an error."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def seconds(text: str) -> float:
    """Time of the processor for a page."""
    content = text.encode()
    started = time.process_time()
    extract_page(content, gazetteer())
    return time.process_time() - started


def growth(shape: Callable[[int], str], length: int) -> float:
    """How many times as long a page takes as one of a quarter of its length."""
    with patience(PATIENCE):
        whole = seconds(shape(length))
        if whole < MOST_GROWTH * FLOOR:
            # few enough whatever the quarter takes
            return whole / FLOOR
        return whole / max(seconds(shape(length // 4)), FLOOR)


def grows_with_the_length(shape: Callable[[int], str], length: int) -> bool:
    """A page is read to its end, and in time; a second measurement counts for a disturbed one."""
    return any(growth(shape, length) < MOST_GROWTH for _turn in range(2))


@pytest.mark.parametrize(
    "shape",
    [*SHAPES.values(), *NAMES.values(), *EVENTS.values()],
    ids=[*SHAPES, *NAMES, *EVENTS],
)
def test_claims_of_repeated_words_are_sound(shape: Callable[[int], str]) -> None:
    with patience(PATIENCE):
        assert_claims_sound(extract_page(shape(SHORT).encode(), gazetteer()), gazetteer())


@pytest.mark.ci
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_long_pages_are_read_in_time_that_grows_with_the_length(
    shape: Callable[[int], str],
) -> None:
    gazetteer()
    assert grows_with_the_length(shape, LONG)


@pytest.mark.ci
@pytest.mark.parametrize("shape", NAMES.values(), ids=NAMES)
def test_time_grows_with_the_number_of_names(shape: Callable[[int], str]) -> None:
    gazetteer()
    assert grows_with_the_length(shape, LONG_LIST)


@pytest.mark.ci
@pytest.mark.parametrize("shape", EVENTS.values(), ids=EVENTS)
def test_time_grows_with_the_number_of_events(shape: Callable[[int], str]) -> None:
    gazetteer()
    assert grows_with_the_length(shape, VERY_LONG)


def test_growth_with_the_square_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        f"{__name__}.extract_page", lambda content, _: sum(1 for _a in content for _b in content)
    )
    assert not grows_with_the_length(repeated("a"), 6_000)


def test_what_never_ends_is_ended() -> None:
    with pytest.raises(TimeoutError, match="longer than 1 s"), patience(1):
        while True:
            pass
