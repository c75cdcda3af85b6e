"""Copies of one story share an origin; siblings of one template do not."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from dcpipeline.extract.copies import Fingerprint, candidates, fingerprint, is_copy, keys, origins
from dcpipeline.extract.document import Block, BlockKind, Document
from dcpipeline.extract.reading import read_document

TITLE = "青川湖智算中心一期投用"
LINES = (
    "中新网青川湖6月3日电(记者 林某)青川湖智算中心一期日前投入使用,"
    "标志着当地算力底座再添一块重要拼图。",
    "该中心由远岭科技投资兴建,总投资8.36亿元,占地42亩,一期部署3000P智能算力,设1200个标准机架。",
    "记者在机房看到,液冷管线沿着机柜整齐铺开,值守人员正在核对温度和能耗数据,设计电能利用效率为1.15。",
    "远岭科技负责人说,首批用户包括两家汽车企业和一所高校,用来训练自动驾驶模型和材料模拟程序。",
    "当地发展改革部门介绍,二期工程计划2026年动工,建成后总规模将达到12000P,并接入新建的110千伏变电站。",
    "业内人士认为,中部城市电价较低,若能提高上架率,算力服务的价格还有下降空间。",
)
ENGLISH_TITLE = "Qingchuan Lake opens first phase of computing centre"
ENGLISH = (
    "QINGCHUAN LAKE, June 3 (Wire) -- The first phase of a computing centre on the shore of "
    "Qingchuan Lake went into service this week, "
    "adding 3,000 PFLOPS to the capacity of the county.",
    "The builder, Yuanling Technology, spent 836 million yuan on the site, which has 1,200 racks "
    "and is cooled by water drawn from a nearby reservoir and returned downstream.",
    "Two makers of cars and a university are the first customers, according to a manager of the "
    "company who guided reporters through the halls on Tuesday afternoon.",
    "Officials said that a second phase would break ground in 2026 and bring the total to 12,000 "
    "PFLOPS once a new substation of 110 kilovolts has been connected.",
    "Analysts noted that power is cheap in the region but that many halls nearby stand half empty.",
)
FRENCH_TITLE = "Un centre de calcul mis en service à Qingchuan"
FRENCH = (
    "PÉKIN, 3 juin (Agence) - "
    "La première tranche d'un centre de calcul a été mise en service cette "
    "semaine au bord du lac Qingchuan, avec une puissance de 3 000 pétaflops.",
    "Le promoteur, Yuanling Technologie, a consacré 836 millions de yuans à ce site qui compte "
    "1 200 baies et que refroidit l'eau tirée d'un réservoir voisin.",
    "Deux constructeurs d'automobiles et une université figurent parmi les premiers clients, selon "
    "un responsable qui a guidé la presse mardi dans les salles.",
    "Une seconde tranche doit porter l'ensemble à 12 000 pétaflops, dès que le poste électrique de "
    "110 kilovolts aura été raccordé au réseau de la province.",
    "L'électricité est bon marché dans la région, mais bien des salles y restent à moitié vides.",
)
STORIES = {"zh": (TITLE, LINES), "en": (ENGLISH_TITLE, ENGLISH), "fr": (FRENCH_TITLE, FRENCH)}
META = {
    "zh": "发布时间:2025-06-03 来源:青川湖日报",
    "en": "By A. Writer, June 3, 2025",
    "fr": "Publié le 3 juin 2025 par la rédaction",
}
EDITORS = {
    "zh": "责任编辑:王某",
    "en": "Editor: B. Reader",
    "fr": "Rédaction : C. Lecteur",
}


def page(title: str | None, lines: tuple[str, ...], meta: str | None = None) -> Fingerprint:
    """A page of news in markup, read as any page is."""
    head = f"<h1>{title}</h1>" if title else ""
    info = f'<div class="info">{meta}</div>' if meta else ""
    body = "".join(f"<p>{line}</p>" for line in lines)
    markup = (
        f"<html><head><title>{title or ''}</title></head><body><div class='main'>{head}{info}"
        f"<div class='article'>{body}</div></div></body></html>"
    )
    return fingerprint(read_document(markup.encode()))


def written(*blocks: tuple[BlockKind, str], title: str | None = None) -> Document:
    """A document of given blocks."""
    found: list[Block] = []
    start = 0
    for kind, text in blocks:
        found.append(Block(kind, start, start + len(text)))
        start += len(text) + 1
    text = "\n".join(text for _, text in blocks)
    return Document(text, tuple(found), "news", "zh", title=title)


def paragraphs(*lines: str, title: str | None = None) -> Fingerprint:
    return fingerprint(written(*(("paragraph", line) for line in lines), title=title))


def same(one: Fingerprint, other: Fingerprint) -> bool:
    found = origins({"one": one, "other": other})
    assert (found["one"] == found["other"]) == is_copy(one, other) == is_copy(other, one)
    return found["one"] == found["other"]


# --- copies


@cache
def converter(table: str) -> OpenCC:
    return OpenCC(table)


def traditional(text: str, table: str = "s2tw") -> str:
    return converter(table).convert(text)


def with_readings(text: str) -> str:
    return re.sub(
        "[\u4e00-\u9fff]",
        lambda found: f"{found[0]}({('shù', 'ju', 'zhōng', 'lü')[ord(found[0]) % 4]})",
        text,
    )


def with_hidden(text: str) -> str:
    return "\u200b".join(text).replace("\u200b、", "、\ufeff")


def spaced(text: str) -> str:
    wide = str.maketrans("0123456789,:()", "０１２３４５６７８９，：（）")
    return "　　" + re.sub(" ", "\u00a0 ", text).translate(wide).replace("，", "， ")


CHANGES: dict[str, Callable[[str], str]] = {
    "traditional of Taiwan": traditional,
    "traditional of Hong Kong": lambda text: traditional(text, "s2hk"),
    "readings in brackets": with_readings,
    "hidden characters": with_hidden,
    "blanks and width": spaced,
    "upper case": str.upper,
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("language", STORIES)
def test_a_mirror_in_another_dress_has_the_same_text(language: str, change: str) -> None:
    title, lines = STORIES[language]
    if change == "upper case":
        lines = lines[1:]
    original = page(title, lines, META[language])
    mirror = page(CHANGES[change](title), tuple(map(CHANGES[change], lines)))
    assert mirror.exact == original.exact
    assert mirror.length > 200


def test_readings_go_from_short_runs_too() -> None:
    assert paragraphs("总投(tou)资3亿(yi)元,数(shu)据(ju)中(zhong)心").words == tuple(
        ["总", "投", "资", "3", "亿", "元", *"数据中心"]
    )


def test_a_unit_in_brackets_is_no_reading() -> None:
    assert paragraphs("功率(kw)为300,机架(rack)为20").words[2] == "kw"


@pytest.mark.parametrize("language", STORIES)
def test_another_title_and_an_editor_leave_the_text_equal(language: str) -> None:
    title, lines = STORIES[language]
    original = page(title, lines, META[language])
    without_dateline = re.sub(r"^.*?(?:\(记者 林某\)|-- |\) - )", "", lines[0])
    for changed in (
        page("另一个标题 another title", lines),
        page(None, lines),
        page(title, (*lines, EDITORS[language]), META[language]),
        page(title, (without_dateline, *lines[1:])),
        paragraphs(title, *lines, title=title),
        paragraphs(*lines, EDITORS[language]),
        paragraphs(*lines[:-1], lines[-1] + f"({EDITORS[language]})"),
    ):
        assert changed.exact == original.exact


@pytest.mark.parametrize(
    "closing",
    [
        "来源:远岭日报",
        "(来源:远岭日报 作者:林某)",
        "【编辑:某某】",
        "原标题:远岭投用",
        "责编:林某 审核:王某",
        "免责声明:本文仅代表作者观点",
        "(完)",
    ],
)
def test_closing_lines_are_no_text(closing: str) -> None:
    original = paragraphs(*LINES)
    assert paragraphs(*LINES, closing).exact == original.exact
    assert (
        paragraphs(*LINES[:-1], LINES[-1] + closing).exact == original.exact or closing[0] == "免"
    )


def test_opening_lines_of_editors_are_no_text() -> None:
    original = paragraphs(*LINES[1:])
    assert paragraphs("原标题:远岭投用", "来源:某报", *LINES[1:]).exact == original.exact


def test_a_cut_copy_without_figures_is_found() -> None:
    text = "".join(re.sub("[0-9.]+", "数", line) for line in LINES)
    whole = paragraphs(text)
    assert not whole.anchors
    assert same(whole, paragraphs(text[: int(len(text) * 0.65)]))


@pytest.mark.ci
def test_a_copy_is_found_among_many_siblings() -> None:
    source = random.Random(9)
    siblings = [
        [*sibling_lines(source, 0)[:-2], *LINES, *digest(FIRST_WEEK), *digest(SECOND_WEEK)]
        for _ in range(150)
    ]
    marks = {str(number): paragraphs(*lines) for number, lines in enumerate(siblings)}
    cuts = {f"cut{number}": paragraphs(*siblings[number][:-6]) for number in range(0, 150, 5)}
    found = origins(marks | cuts)
    assert len({found[name] for name in marks}) == 150
    # The rare words of a text may not be among its keys.
    assert sum(found[name] == found[name[3:]] for name in cuts) >= 28


@pytest.mark.parametrize("language", STORIES)
def test_a_cut_copy_is_a_copy(language: str) -> None:
    title, lines = STORIES[language]
    original = page(title, lines)
    whole = "\n".join(lines)
    for share in (0.95, 0.8, 0.65):
        cut = whole[: int(len(whole) * share)]
        assert same(original, paragraphs(*cut.split("\n")))
    assert not same(original, paragraphs(whole[: int(len(whole) * 0.4)]))


@pytest.mark.parametrize("language", STORIES)
def test_a_copy_may_gain_a_line_or_lose_a_paragraph(language: str) -> None:
    title, lines = STORIES[language]
    original = page(title, lines)
    gained = {
        "zh": "更多算力行业资讯欢迎持续关注本站公众号栏目",
        "en": "Follow our channel for more news about computing and power",
        "fr": "Retrouvez toute notre actualité sur le calcul et les réseaux",
    }[language]
    assert same(original, paragraphs(*lines, gained))
    assert same(original, paragraphs(*lines[:-1], gained))
    assert same(original, paragraphs(*lines[:2], *lines[3:]))
    assert same(original, paragraphs("编者按 各地算力建设提速", *lines))


def test_a_cut_within_a_figure_is_a_copy() -> None:
    text = "".join(LINES)
    cut = text[: text.index("12000P") + 2]
    assert cut.endswith("12")
    assert same(paragraphs(text), paragraphs(cut))


def test_a_changed_word_or_an_added_year_is_a_copy() -> None:
    original = paragraphs(*LINES)
    assert same(original, paragraphs(*(line.replace("日前投入", "近日投入") for line in LINES)))
    assert same(original, paragraphs(*(line.replace("业内人士认为,", "") for line in LINES)))
    dated = paragraphs(*(line.replace("首批用户", "2026年首批用户") for line in LINES))
    assert same(original, dated)


@pytest.mark.parametrize("words", ["近日", "日前", "今天", ""])
def test_a_day_that_an_editor_left_open_is_a_copy(words: str) -> None:
    days = ("6月16日", "2025年6月16日")
    told = [paragraphs(f"{day},{LINES[0]}", *LINES[1:]) for day in days]
    open_day = paragraphs(f"{words},{LINES[0]}", *LINES[1:])
    assert all(same(open_day, one) for one in told)
    inside = [line.replace("日前投入", f"{day}投入") for line in LINES for day in days[:1]]
    assert same(paragraphs(*LINES), paragraphs(*inside))


def test_another_day_is_another_story() -> None:
    told = [paragraphs(f"6月{day}日,{LINES[0]}", *LINES[1:]) for day in (16, 17)]
    assert not same(*told)
    count = paragraphs(*(line.replace("日前投入", "16个月内投入") for line in LINES))
    assert not same(paragraphs(*LINES), count)


# --- no copies


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8.36亿元", "9.36亿元"),
        ("3000P", "2000P"),
        ("二期工程", "三期工程"),
        ("8.36亿元", "8.36万元"),
        ("两家汽车企业", "三家汽车企业"),
        ("42亩", "142亩"),
        ("远岭科技", "近海科技"),
        ("青川湖", "白石滩"),
    ],
)
def test_another_figure_or_name_is_another_story(old: str, new: str) -> None:
    assert old in "".join(LINES)
    original = paragraphs(*LINES)
    sibling = paragraphs(*(line.replace(old, new) for line in LINES))
    assert not same(original, sibling)


@pytest.mark.parametrize(
    ("lines", "old", "new"),
    [
        (ENGLISH, "836 million", "386 million"),
        (ENGLISH, "Qingchuan Lake", "Shanxi"),
        (FRENCH, "3 000", "5 000"),
        (FRENCH, "836 millions", "863 millions"),
    ],
)
def test_so_it_is_in_other_languages(lines: tuple[str, ...], old: str, new: str) -> None:
    assert old in "".join(lines)
    sibling = paragraphs(*(line.replace(old, new) for line in lines))
    assert not same(paragraphs(*lines), sibling)


def test_shanxi_is_not_shaanxi() -> None:
    lines = ("Officials of Shanxi toured the halls, and Shanxi will pay for the racks.", *ENGLISH)
    sibling = paragraphs(*(line.replace("Shanxi", "Shaanxi") for line in lines))
    assert not same(paragraphs(*lines), sibling)


def test_a_figure_at_the_very_beginning_counts() -> None:
    one, other = (f"{phase}期工程进展顺利," + "".join(LINES) for phase in "二三")
    assert not same(paragraphs(one), paragraphs(other))


def test_an_added_figure_is_another_story() -> None:
    added = paragraphs(*(line.replace("一所高校", "一所高校的25个院系") for line in LINES))
    assert not same(paragraphs(*LINES), added)


def test_a_name_exchanged_throughout_a_long_text_is_another_story() -> None:
    long = [*LINES, *digest(FIRST_WEEK), *digest(SECOND_WEEK), *notice(), *STORIES["en"][1]]
    assert sum(line.count("远岭") for line in long) >= 3
    other = [line.replace("远岭", "近海") for line in long]
    assert not same(paragraphs(*long), paragraphs(*other))


def test_a_year_exchanged_for_one_printed_elsewhere_makes_another_story() -> None:
    years = "园区2024年立项,2025年通电,2027年全部建成。"
    lines = (*LINES, years, "首批机柜于2025年交付,现已满载运行。", *notice())
    other = (*LINES, years, "首批机柜于2027年交付,现已满载运行。", *notice())
    assert not same(paragraphs(*lines), paragraphs(*other))


NOTICE = (
    "本公司董事会及全体董事保证公告内容不存在任何虚假记载、误导性陈述或者重大遗漏,并对其内容的真实性、准确性和完整性承担责任。",
    "公司与{partner}签订算力服务合同,合同金额为{amount}万元,服务期限自{day}起{years}年。",
    "本合同的签订无需提交股东会审议,不构成关联交易,也不构成重大资产重组。",
    "合同双方已就履约方式、结算安排、违约责任及争议解决作出约定,合同自双方签字盖章之日起生效。",
    "合同履行期间可能受到政策变化、市场环境、不可抗力等因素影响,存在不能按期履行的可能,敬请投资者注意风险。",
    "特此公告。",
    "{company}董事会",
    "{day}",
)


def notice(**words: str) -> tuple[str, ...]:
    defaults = {
        "partner": "青川算力公司",
        "amount": "48384",
        "day": "2025年5月24日",
        "years": "5",
        "company": "远岭科技股份有限公司",
    }
    return tuple(line.format(**defaults | words) for line in NOTICE)


def test_two_notices_of_one_company_are_two_stories() -> None:
    first = paragraphs(*notice())
    assert same(first, paragraphs(*map(traditional, notice())))
    assert not same(first, paragraphs(*notice(amount="12600")))
    assert not same(first, paragraphs(*notice(day="2025年6月24日")))
    assert not same(first, paragraphs(*notice(partner="白石网络公司", company="近海软件有限公司")))


def test_the_day_under_a_notice_tells_two_apart() -> None:
    lines = tuple(line for line in notice() if "合同金额" not in line)
    assert not same(paragraphs(*lines), paragraphs(*lines[:-1], "2025年7月2日"))


def digest(items: list[tuple[str, str, str]]) -> tuple[str, ...]:
    return (
        "本周智算中心招投标信息汇总如下,供各位同行参考,信息以公开公告为准,如有遗漏欢迎补充指正。",
        *(
            f"{number}、{place}智算中心项目中标结果公布,中标单位为{firm},中标价{price}万元。"
            for number, (place, firm, price) in enumerate(items, 1)
        ),
        "以上内容由本刊根据公开渠道整理,仅供行业交流使用,不构成任何投资建议,转载请联系本刊编辑部。",
    )


FIRST_WEEK = [
    ("青川湖", "远岭科技", "8360"),
    ("白石滩", "近海软件", "4200"),
    ("乌兰坝", "南屿通信", "15100"),
    ("临溪", "北辰云", "930"),
    ("苍岭", "云麓数据", "2718"),
]
SECOND_WEEK = [
    ("松江口", "远岭科技", "7700"),
    ("红柳园", "海纳算力", "5130"),
    ("乌兰坝", "南屿通信", "1900"),
    ("枫桥", "星槎智能", "640"),
    ("金牛山", "北辰云", "3141"),
]


def test_two_weeks_of_a_digest_are_two_stories() -> None:
    first, second = (paragraphs(*digest(week)) for week in (FIRST_WEEK, SECOND_WEEK))
    assert not same(first, second)
    half = paragraphs(*digest([*FIRST_WEEK[:3], *SECOND_WEEK[:2]]))
    assert not same(first, half)
    assert same(first, paragraphs(*map(with_readings, digest(FIRST_WEEK))))


def test_a_cut_digest_is_a_copy_of_the_digest() -> None:
    lines = digest([*FIRST_WEEK, *SECOND_WEEK])
    assert same(paragraphs(*lines), paragraphs(*lines[:8]))


def test_a_story_in_a_digest_is_not_the_digest() -> None:
    story = paragraphs(*LINES)
    other = paragraphs(*notice())
    before = paragraphs(*notice()[:4], *LINES)
    long = paragraphs(*LINES, *notice(), *digest(FIRST_WEEK))
    found = origins({"story": story, "other": other, "before": before, "long": long})
    assert len(set(found.values())) == 4


def test_short_texts_are_copies_only_where_equal() -> None:
    text = (
        "青川湖智算中心一期今日投入使用,总投资8亿元,部署算力3000P,设有1200个标准机架,"
        "首批用户已经入驻,园区运行平稳有序"
    )
    assert paragraphs(text).length < keys.SHORTEST_NEAR
    assert same(paragraphs(text), paragraphs(traditional(text)))
    assert not same(paragraphs(text), paragraphs(text + "。二"))


def test_short_bodies_under_different_titles_differ() -> None:
    one, other = (
        paragraphs("详见附件。", title=f"{place}节能审查意见") for place in ("青川", "白石")
    )
    assert not same(one, other)


def test_pages_without_text_are_origins_of_their_own() -> None:
    empty = fingerprint(read_document(b""))
    assert empty.length == 0
    assert not is_copy(empty, empty)
    found = origins({"a": empty, "b": empty})
    assert found["a"] != found["b"]
    assert origins({"a": empty})["a"] == found["a"]


# --- the id


ID = re.compile(r"or[0-9a-f]{12}")


def test_no_captures_have_no_origins() -> None:
    assert origins({}) == {}


def test_a_later_copy_leaves_the_id() -> None:
    days: dict[str, date | None] = {"first": date(2025, 6, 3)}
    marks = {"first": paragraphs(*LINES)}
    before = origins(marks, days)["first"]
    assert ID.fullmatch(before)
    for number, lines in enumerate(
        (LINES[:-1], LINES[:-2], (*LINES, "更多资讯欢迎关注本站公众号"))
    ):
        marks[f"later{number}"] = paragraphs(*lines)
        days[f"later{number}"] = date(2025, 6, 4 + number) if number else None
    assert set(origins(marks, days).values()) == {before}
    days["later1"] = date(2020, 1, 1)
    assert set(origins(marks, days).values()) == {origins({"x": marks["later1"]})["x"]} != {before}


def test_the_same_text_has_the_same_id_on_every_day() -> None:
    mark = paragraphs(*LINES)
    found = origins({"a": mark, "b": mark}, {"b": date(2024, 1, 1)})
    assert found["a"] == found["b"] == origins({"c": mark})["c"]


# --- order and quality, on generated pages


PLACES = [
    "青川湖",
    "白石滩",
    "乌兰坝",
    "临溪",
    "苍岭",
    "松江口",
    "红柳园",
    "枫桥",
    "金牛山",
    "云栖谷",
    "望海",
    "鹿鸣",
    "沙坪",
    "雁门",
    "桃源",
    "碧潭",
]
FIRMS = [
    "远岭科技",
    "近海软件",
    "南屿通信",
    "北辰云",
    "云麓数据",
    "海纳算力",
    "星槎智能",
    "智衡网络",
    "天枢信息",
    "瀚海电子",
]
SENTENCES = (
    "{place}智算中心{month}月{day}日举行奠基仪式,{firm}负责建设,总投资{money}亿元。",
    "项目规划用地{area}亩,分{few}栋机房,计划部署{racks}个标准机架。",
    "一期算力规模{compute}P,全部建成后将达到{more}P,面向周边城市提供训练和推理服务。",
    "{firm}表示,设备采购已经启动,首批{cards}张加速卡将在{month}月底前到货。",
    "{place}供电公司同步推进{volt}千伏变电站改造,保障{power}兆瓦负荷需求。",
    "据介绍,机房采用液冷技术,设计电能利用效率不高于1.{pue}。",
    "当地还出台算力券政策,每年安排{vouchers}万元,支持中小企业用算。",
    "园区已经吸引{guests}家企业入驻,涵盖自动驾驶、气象预报和影视渲染等领域。",
    "{place}相关负责人认为,低廉的绿电和凉爽的气候是项目落户的主要原因。",
    "有分析人士提醒,部分地区机房上架率偏低,建设节奏应当与需求相匹配。",
    "{firm}此前在{other}参与建设的数据中心于{year}年投入运行,目前上架率约{share}%。",
    "按照计划,主体结构将于{year}年封顶,随后进入机电安装和联合调试阶段。",
    "记者了解到,{other}也在筹划同类项目,两地有意共享{compute}P的调度平台。",
    "项目建成后预计年产值{money}亿元,带动就业{guests}人以上。",
)
NAMES = ("place", "other", "firm")


def slots(source: random.Random) -> dict[str, str]:
    place, other = source.sample(PLACES, 2)
    return {
        "place": place,
        "other": other,
        "firm": source.choice(FIRMS),
        "month": str(source.randint(1, 12)),
        "day": str(source.randint(1, 28)),
        "money": f"{source.randint(10, 990) / 10}",
        "area": str(source.randint(20, 400)),
        "few": str(source.randint(2, 9)),
        "racks": str(source.randint(5, 200) * 100),
        "compute": str(source.randint(1, 90) * 100),
        "more": str(source.randint(100, 400) * 100),
        "cards": str(source.randint(10, 900) * 8),
        "volt": source.choice(("110", "220", "330")),
        "power": str(source.randint(10, 300)),
        "pue": str(source.randint(10, 30)),
        "vouchers": str(source.randint(2, 90) * 100),
        "guests": str(source.randint(12, 400)),
        "year": str(source.randint(2022, 2027)),
        "share": str(source.randint(15, 95)),
    }


def story(source: random.Random) -> list[str]:
    """Paragraphs of two sentences, chosen and ordered by chance."""
    words = slots(source)
    told = [form.format(**words) for form in source.sample(SENTENCES, source.randint(8, 12))]
    return ["".join(told[place : place + 2]) for place in range(0, len(told), 2)]


def namesake(lines: list[str]) -> list[str]:
    """The same story with the same figures of another place and company."""
    text = "\n".join(lines)
    for names in (PLACES, FIRMS):
        for name, other in zip(names, names[1:] + names[:1], strict=True):
            text = text.replace(name, f"<{other}>")
    return text.replace("<", "").replace(">", "").split("\n")


def cut(source: random.Random, lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    return text[: int(len(text) * source.uniform(0.62, 0.95))].split("\n")


def edited(source: random.Random, lines: list[str]) -> list[str]:
    swaps = [("据介绍,", ""), ("目前上架率", "如今上架率"), ("记者了解到,", "")]
    old, new = source.choice(swaps)
    return [line.replace(old, new, 1) for line in lines]


def noisy_copies(source: random.Random, lines: list[str]) -> list[Fingerprint]:
    trailer = source.choice(
        ("更多算力资讯请持续关注本站的官方账号", "点击下方链接可以查看往期全部精彩内容")
    )
    dropped = source.randrange(1, len(lines))
    return [
        paragraphs(*(with_hidden(traditional(line)) for line in cut(source, lines))),
        paragraphs(*map(with_readings, lines), "责任编辑:某某"),
        paragraphs(*cut(source, lines), trailer),
        paragraphs(*edited(source, [spaced(line) for line in lines]), trailer),
        paragraphs(*lines[:dropped], *lines[dropped + 1 :], "来源:某报"),
    ]


def sibling_lines(source: random.Random, family: int) -> list[str]:
    words = slots(source)
    if family == 0:
        return list(
            notice(
                partner=words["place"] + "算力公司",
                amount=str(source.randint(1000, 99999)),
                day=f"{words['year']}年{words['month']}月{words['day']}日",
                company=words["firm"] + "股份有限公司",
            )
        )
    if family == 1:
        week = [
            (source.choice(PLACES), source.choice(FIRMS), str(source.randint(300, 30000)))
            for _ in range(5)
        ]
        return list(digest(week))
    return [form.format(**words) for form in SENTENCES]


SEED = 20261121


@cache
def generated() -> tuple[dict[str, Fingerprint], dict[str, str]]:
    """Fingerprints and true stories by capture.

    300 stories of six captures, 100 namesakes of one, 300 siblings of two.
    """
    source = random.Random(SEED)
    marks: dict[str, Fingerprint] = {}
    truth: dict[str, str] = {}

    def add(name: str, found: list[Fingerprint]) -> None:
        for number, mark in enumerate(found):
            marks[f"{name}/{number}"] = mark
            truth[f"{name}/{number}"] = name

    for number in range(300):
        lines = story(source)
        add(f"story{number}", [paragraphs(*lines), *noisy_copies(source, lines)])
        if number < 100:
            add(f"namesake{number}", [paragraphs(*namesake(lines))])
    for number in range(300):
        lines = sibling_lines(source, number % 3)
        add(f"sibling{number}", [paragraphs(*lines), paragraphs(*map(traditional, lines[:-1]))])
    return marks, truth


def pairs(groups: dict[str, str]) -> Iterator[tuple[str, str]]:
    members: dict[str, list[str]] = {}
    for capture, group in sorted(groups.items()):
        members.setdefault(group, []).append(capture)
    for captures in members.values():
        yield from combinations(captures, 2)


def test_copies_are_found_and_siblings_are_not() -> None:
    marks, truth = generated()
    found, true = set(pairs(origins(marks))), set(pairs(truth))
    assert len(true) == 300 * 15 + 300
    assert len(found & true) / len(true) > 0.98
    assert len(found & true) / len(found) > 0.99
    # A name printed once may pass for a typing error; a figure never does.
    assert not [pair for pair in found - true if not pair[0].startswith("namesake")]


def test_few_pairs_are_compared() -> None:
    marks, _ = generated()
    texts = list(marks.values())
    assert len(candidates(texts)) < 3 * len(texts)


def test_siblings_without_end_cost_no_more_each(monkeypatch: pytest.MonkeyPatch) -> None:
    source = random.Random(5)
    marks = [paragraphs(*sibling_lines(source, 0)) for _ in range(800)]
    met = 0

    def count(shorter: Fingerprint, longer: Fingerprint) -> bool:
        nonlocal met
        met += 1
        return may_be_copy(shorter, longer)

    may_be_copy = keys._may_be_copy
    monkeypatch.setattr(keys, "_may_be_copy", count)
    each = []
    for size in (200, 400, 800):
        met = 0
        read = len(candidates(marks[:size]))
        assert read < 3 * size
        each.append(met / size)
    assert each[2] < keys.NEXT * (keys.BANDS + keys.ANCHORS)
    assert each[2] < each[1] * 1.5
    assert len(set(origins(dict(zip(map(str, range(800)), marks, strict=True))).values())) == 800


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_captures_does_not_matter(source: random.Random) -> None:
    marks, _ = generated()
    chosen = sorted(marks)[:60]
    days: dict[str, date | None] = {
        name: date(2025, 1, 1 + number % 9) if number % 3 else None
        for number, name in enumerate(chosen)
    }
    expected = origins({name: marks[name] for name in chosen}, days)
    source.shuffle(chosen)
    shuffled = origins(
        {name: marks[name] for name in chosen}, dict(sorted(days.items(), reverse=True))
    )
    assert shuffled == expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_fingerprint(text: str) -> None:
    lines = text.split("\n")
    mark = paragraphs(*lines)
    assert mark == paragraphs(*lines)
    assert mark.length == sum(map(len, mark.words))
