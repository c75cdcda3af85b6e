"""Which subjects are one project: names taken apart, evidence, groups."""

from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.normalize.company_names import abbreviates, companies_of, share_a_stem
from dcpipeline.normalize.site_names import qualifiers, read_name, variants
from dcpipeline.reference import load_table
from dcpipeline.resolve.matching import Decisions, Places, Record, match, place_words
from dcpipeline.resolve.matching.described import describe
from dcpipeline.resolve.matching.evidence import JUDGED, LEVELS
from dcpipeline.schema import table
from dcpipeline.schema.vocabularies import MATCH_LEVEL
from dcpipeline_tests.conftest import DATA

DAY = date(2025, 1, 1)
QINGYANG, HARBIN, WUHAN, XUZHOU, SUZHOU_AH = "621000", "230100", "420100", "320300", "341300"


@lru_cache(maxsize=1)
def places() -> Places:
    names = ("ref.divisions", "ref.division_aliases", "ref.counties")
    return place_words(*(load_table(table(name), DATA) for name in names))


def record(key, name, city=QINGYANG, operator=None, **more):
    """A record with one name."""
    known = {"names": (name,) if isinstance(name, str) else name}
    if operator:
        known["operators"] = (operator,)
    if "district" in more:
        known["districts"] = (more.pop("district"),)
    if "compute" in more:
        known["compute"] = (float(more.pop("compute")),)
    if city is not None:
        known |= {"city": city, "province": city[:2] + "0000"}
    return Record(key, DAY, **(known | more))


def level(one, other):
    """Level of the pair and whether it is one group."""
    found = match([one, other], places())
    names = [pair.level.name for pair in found.pairs]
    return (names[0] if names else None), len(set(found.groups.values())) == 1


# names


def read(text, city=QINGYANG):
    return read_name(variants(text)[0], places().around(city[:2] + "0000", city))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("云帆智算中心", "yunfan"),
        ("庆阳市云帆人工智能计算中心二期项目", "yunfan"),
        ("甘肃云帆（庆阳）绿色算力中心", "yunfan"),
        ("「云帆」智算中心", "yunfan"),
        ("雲帆智算中心", "yunfan"),
        ("Qingyang Yunfan AI Computing Centre, phase 2", "yunfan"),
        ("Centre de calcul intelligent Yunfan de Qingyang", "yunfan"),
        ("Yun Fan 1,000P AI computing center", "yunfan"),
        ("云帆智算中心B1/B2号楼", "yunfan"),
        ("三峡清能智算中心", "sanxiaqingneng"),
        ("Three Gorges Qingneng AI center", "sanxiaqingneng"),
        ("庆阳智算中心", ""),
        ("中国移动（甘肃·庆阳）数据中心", ""),
        ("China Mobile Qingyang data center", ""),
        ("京津冀大数据中心", ""),
    ],
)
def test_the_words_of_its_own_are_what_is_left_of_a_name(text, own):
    assert read(text).core == own


def test_a_name_says_company_kind_county_and_mark():
    name = read("中国移动西峰区二号智算中心")
    assert (name.companies, name.districts, name.kinds, name.marks) == (
        {"china_mobile"}, {"xifeng"}, {"ai"}, {"2"},
    )  # fmt: skip
    english = read("China Mobile Xifeng No. 2 AI computing center")
    assert (english.companies, english.districts, english.marks) == (
        name.companies, name.districts, name.marks,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("云脑Ⅱ", "2"), ("Cloud Brain II", "2"), ("第二数据中心", "2"), ("second data centre", "2"),
        ("西园区智算中心", "west"), ("West Park AI Center", "west"), ("A区智算中心", "a"),
        ("Yunfan-1 computing center", "1"),
    ],
)  # fmt: skip
def test_numbers_letters_and_sides_are_marks(text, mark):
    assert read(text).marks == {mark}


def test_brackets_slashes_and_dashes_give_further_names():
    assert variants("北京云帆人工智能计算中心(京西智谷)")[1:] == (
        "北京云帆人工智能计算中心", "京西智谷",
    )  # fmt: skip
    assert "长三角 芜湖 智算中心" in variants("中国电信芜湖集群大数据中心暨长三角 芜湖 智算中心")
    assert qualifiers("云帆智算中心（光谷）（二期）") == {"guanggu"}
    assert variants("—") == ()


def test_the_prefecture_comes_before_the_county_of_its_name():
    assert read("阿勒泰智算中心", "654300").districts == frozenset()
    assert read("恩施州智算中心", "422800").core == ""


@pytest.mark.parametrize(
    ("short", "long", "is_short"),
    [
        ("南沙数科", "广州南沙数字科技", True),
        ("唐投集团", "唐山投资控股集团", True),
        ("吉数集团", "吉林省数字产业集团", True),
        ("宁数集团", "宁波数字产业集团", True),
        ("天投集团", "唐山投资集团", False),
        ("云帆数科", "启航数字科技", False),
        ("数", "数字科技", False),
        ("abc", "a b c", False),
    ],
)
def test_abbreviations_of_chinese_companies(short, long, is_short):
    assert abbreviates(short, long) is is_short


def test_companies_of_one_stem():
    assert share_a_stem("马钢数智", "宝武马钢集团")
    assert not share_a_stem("云帆数智科技", "启航数智科技集团")


def test_a_government_a_supplier_and_the_centre_itself_are_no_owners():
    around = places().around("620000", QINGYANG)
    cell = "庆阳市政府; 华为; 庆阳超算中心; 西峰区; 庆阳云创智慧大数据有限公司"
    owners = [company.written for company in companies_of(cell, around) if company.is_owner]
    assert owners == ["庆阳云创智慧大数据"]


# what joins


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"name": "云帆智算中心"}, {"name": "云帆智算中心一期"}, "same_name"),
        ({"name": "云帆智算中心"}, {"name": "庆阳云帆人工智能计算中心"}, "same_own_words"),
        ({"name": "云帆智算中心"}, {"name": "Yunfan AI computing center"}, "same_own_words"),
        (
            {"name": "云帆算力中心", "operator": "云帆科技有限公司"},
            {"name": "云帆数据中心", "operator": "云帆科技"},
            "same_own_words",
        ),
        ({"name": "庆阳智算中心"}, {"name": "庆阳智算中心"}, "same_bare_name"),
        (
            {"name": "西峰区智算中心"},
            {"name": "庆阳西峰人工智能计算中心"},
            "same_parts",
        ),
        (
            {"name": "庆阳智算中心", "compute": 500},
            {"name": "Qingyang AI Computing Center", "compute": 500},
            "same_place_and_kind",
        ),
        (
            {"name": "中国移动庆阳数据中心", "operator": "中国移动"},
            {"name": "庆阳数据中心", "operator": "中国移动甘肃公司"},
            "same_owner_and_kind",
        ),
        (
            {"name": "扬波智算中心", "operator": "云帆科技", "compute": 3000},
            {"name": "启航算力中心", "operator": "甘肃云帆科技有限公司", "compute": 3000},
            "owner_capacity_time",
        ),
        (
            {"name": "云谷扬波智算中心", "operator": "云谷科技", "district": "西峰区"},
            {"name": "扬波智算中心", "operator": "云谷科技", "district": "西峰区"},
            "owner_in_place",
        ),
        (
            {"name": "凤舞九天智算中心", "compute": 1234},
            {"name": "Dancing Phoenix AI computing center", "compute": 1234},
            "translated",
        ),
    ],
)  # fmt: skip
def test_what_joins_by_itself(one, other, expected):
    assert level(record("a", **one), record("b", **other)) == (expected, True)


ALAER, TONGHUA, CANGZHOU, CHAOYANG = "659002", "220500", "130900", "110000"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # a division of the corps is named with its city
        (
            {"name": "第一师阿拉尔市智算中心", "city": ALAER},
            {"name": "阿拉尔智算中心", "city": ALAER},
            "same_bare_name",
        ),
        ({"name": "庆阳市智算中心"}, {"name": "庆阳智算中心"}, "same_bare_name"),
        # what is done to a thing is no part of its name
        ({"name": "庆阳智算中心扩容项目"}, {"name": "庆阳智算中心"}, "same_bare_name"),
        # a company with or without its city
        (
            {"name": "庆阳西峰智算中心", "operator": "庆阳西峰集团"},
            {"name": "西峰区智算中心", "operator": "西峰集团"},
            "same_parts",
        ),
        # who sells machines is the owner where nobody else is named
        (
            {"name": "庆阳智算中心", "operator": "曙光信息产业股份有限公司"},
            {"name": "曙光庆阳智算中心", "operator": "中科曙光"},
            "same_owner_and_kind",
        ),
        # a zone under its name in the city and in the country
        (
            {"name": "渤海新区智算中心", "city": CANGZHOU},
            {"name": "沧州渤海新区人工智能计算中心", "city": CANGZHOU},
            "same_parts",
        ),
        # a zone that no list knows
        (
            {"name": "云沙新区智算中心"},
            {"name": "庆阳云沙智算中心", "district": "云沙新区"},
            "same_parts",
        ),
        # a short form of the words of its own
        (
            {"name": "黄三角智算中心", "operator": "云帆科技"},
            {"name": "黄河三角洲智算中心", "operator": "云帆科技"},
            "similar_own_words",
        ),
        # a city's investment company in two languages
        (
            {"name": "通化人工智能计算中心", "city": TONGHUA, "operator": "通化市城投集团"},
            {
                "name": "Tonghua AI Computing Center", "city": TONGHUA,
                "operator": "Tonghua Urban Investment Group",
            },
            "same_place_and_kind",
        ),
        ({"name": "云帆之光智算中心"}, {"name": "Light of Yunfan AI center"}, None),
        # characters of more than one reading
        (
            {"name": "朝阳智算中心", "city": CHAOYANG, "district": "朝阳区"},
            {"name": "Chaoyang AI Computing Center", "city": CHAOYANG, "district": "朝阳区"},
            "same_parts",
        ),
        # county, kind and power agree, and nobody contradicts
        (
            {"name": "庆阳智算中心", "operator": "云帆科技", "district": "华池县", "compute": 700},
            {"name": "华池启航智算中心", "district": "华池县", "compute": 700},
            "same_place_and_kind",
        ),
        # a park of which one names the kind, the other the scope
        (
            {"name": "云帆智算谷", "scope": "campus", "operator": "云帆科技"},
            {"name": "云帆智算谷产业园", "scope": "campus", "operator": "云帆科技"},
            "same_own_words",
        ),
    ],
)  # fmt: skip
def test_what_is_called_in_another_way(one, other, expected):
    assert level(record("a", **one), record("b", **other)) == (expected, expected is not None)


def test_a_code_joins_whatever_else_is_said():
    one = record("a", "云帆智算中心", codes=("2403-621000-04-01-123456",))
    other = record("b", "启航基地", WUHAN, "中国移动", codes=("2403-621000-04-01-123456",))
    assert level(one, other) == ("same_code", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # two centres of one name, in Anhui and in Jiangsu
        ({"name": "淮海智算中心", "city": SUZHOU_AH}, {"name": "淮海智算中心", "city": XUZHOU}),
        # Suzhou in Latin letters is two cities
        (
            {"name": "Suzhou AI Computing Center", "city": SUZHOU_AH},
            {"name": "Suzhou AI Computing Center", "city": "320500"},
        ),
        (
            {"name": "中国电信中部大数据中心", "city": WUHAN, "operator": "中国电信"},
            {"name": "中国电信中部智算中心", "city": WUHAN, "operator": "中国电信"},
        ),
        # three carriers with a centre of the city each
        (
            {"name": "庆阳智算中心", "operator": "中国移动"},
            {"name": "庆阳智算中心", "operator": "中国联通甘肃分公司"},
        ),
        ({"name": "中国移动庆阳智算中心"}, {"name": "中国电信庆阳智算中心"}),
        # one carrier in two counties
        (
            {"name": "中国移动庆阳数据中心", "operator": "中国移动", "district": "西峰区"},
            {"name": "中国移动庆阳数据中心", "operator": "中国移动", "district": "庆城县"},
        ),
        ({"name": "国家超级计算庆阳中心"}, {"name": "庆阳人工智能计算中心"}),
        ({"name": "云帆一号智算中心"}, {"name": "云帆二号智算中心"}),
        ({"name": "云帆大数据产业园", "operator": "云帆投资"}, {"name": "云帆智算中心"}),
        (
            {"name": "云帆智算中心", "operator": "云帆科技", "scope": "site"},
            {"name": "云帆科技算力服务合同", "operator": "云帆科技", "scope": "programme"},
        ),
        # bare names of two owners, though place and power agree
        (
            {"name": "智算中心", "operator": "云帆科技", "compute": 1000, "district": "西峰区"},
            {"name": "智算中心", "operator": "启航数据", "compute": 1000, "district": "西峰区"},
        ),
        # one of several owners sells the machines of both
        (
            {"name": "庆阳云计算中心", "operator": "华为", "district": "西峰区"},
            {"name": "庆阳人工智能计算中心", "operator": "庆阳开投; 华为", "district": "西峰区"},
        ),
        # two words that differ in one, of one owner
        (
            {"name": "蓝海云港数据中心", "operator": "蓝海科技"},
            {"name": "蓝海云谷数据中心", "operator": "蓝海科技"},
        ),
        # investment companies of a city and of its county
        (
            {"name": "庆阳人工智能计算中心", "operator": "庆阳城投集团"},
            {"name": "Qingyang AI Computing Center", "operator": "Huachi Urban Investment"},
        ),
        # a second stage elsewhere in the city
        (
            {"name": "云帆智算中心", "district": "东湖高新区", "city": WUHAN},
            {
                "name": "云帆智算中心二期", "district": "汉南区", "city": WUHAN,
                "phases": ("二期",),
            },
        ),
    ],
)  # fmt: skip
def test_what_is_kept_apart(one, other):
    one = {"phases": ("一期",)} | one if "phases" in other else one
    assert level(record("a", **one), record("b", **other))[1] is False


def test_of_two_carriers_the_one_that_is_told_takes_the_bare_name():
    mobile = record("a", "庆阳智算中心", operator="中国移动")
    telecom = record("b", "庆阳智算中心", operator="中国电信")
    untold = record("c", "庆阳智算中心")
    groups = match([mobile, telecom, untold], places()).groups
    assert len(set(groups.values())) == 3, "what could be either joins neither"
    assert len(set(match([mobile, untold], places()).groups.values())) == 1


def test_a_stronger_level_goes_first():
    coded = record("a", "云帆智算中心", operator="中国移动", codes=("x",))
    other = record("b", "云帆智算中心", operator="中国电信")
    page = record("c", "云帆智算中心", codes=("x",))
    groups = match([coded, other, page], places()).groups
    assert groups["c"] == groups["a"] != groups["b"]


def test_people_go_before_all_evidence():
    one, other = record("a", "云帆智算中心"), record("b", "云帆智算中心")
    apart = match([one, other], places(), Decisions(apart=frozenset({("a", "b")})))
    assert apart.groups == {"a": "a", "b": "b"}
    (pair,) = apart.pairs
    assert (pair.level.name, pair.joins) == ("same_name", True)
    strange = record("c", "启航基地", WUHAN, "中国移动")
    same = Decisions(same={"a": "a", "c": "a"})
    assert match([one, strange], places(), same).groups == {"a": "a", "c": "a"}
    far = match([one, strange], places(), Decisions(apart=frozenset({("a", "c")})))
    assert [(pair.level.name, pair.score) for pair in far.pairs] == [("judged", 0.0)]


def test_a_pair_says_why():
    one = record("a", "云帆智算中心", operator="中国移动", compute=100, district="西峰区")
    other = record("b", "云帆扬波智算中心", operator="中国移动", compute=900, district="西峰区")
    (pair,) = match([one, other], places()).pairs
    assert pair.reason == (
        "names that say the same in part; same owner, county or zone, kind of centre"
    )
    assert (pair.joins, pair.is_doubt, pair.score) == (False, True, 0.8)
    rivals = record("b", "云帆智算中心", operator="中国电信")
    (pair,) = match([one, rivals], places()).pairs
    assert pair.reason == ("names that say the same in part; same kind of centre; but two carriers")
    assert pair.score == 0.4


def test_every_level_is_published_with_its_meaning_in_its_order():
    levels = [*LEVELS, JUDGED]
    assert [one.name for one in levels] == list(MATCH_LEVEL)
    joining = [one.worth for one in levels if one.joins]
    assert min(joining) > max(one.worth for one in levels if not one.joins)


def test_keys_are_unique():
    with pytest.raises(ValueError, match="twice"):
        match([record("a", "云帆"), record("a", "启航")], places())


def test_nothing_is_nothing():
    found = match([], places())
    assert (found.groups, found.pairs) == ({}, ())
    alone = match([Record("a", DAY)], places())
    assert (alone.groups, alone.pairs) == ({"a": "a"}, ())


# what holds for any records

names = st.sampled_from(
    ["云帆智算中心", "庆阳云帆算力中心", "Yunfan AI computing center", "庆阳智算中心", "智算中心",
     "Qingyang AI Computing Center", "中国移动庆阳数据中心", "中国电信庆阳数据中心", "云帆产业园",
     "启航一号智算中心", "启航二号智算中心", "国家超级计算庆阳中心"]
)  # fmt: skip
operators = st.sampled_from([(), ("中国移动",), ("中国电信甘肃公司",), ("云帆科技有限公司",)])
records = st.lists(
    st.builds(
        Record,
        key=st.text("abcdefghij", min_size=1, max_size=3),
        known_on=st.just(DAY),
        names=st.tuples(names),
        operators=operators,
        province=st.just("620000"),
        city=st.sampled_from([QINGYANG, "620100", None]),
        districts=st.sampled_from([(), ("西峰区",), ("庆城县",)]),
        compute=st.sampled_from([(), (1000.0,), (300.0,)]),
    ),
    max_size=14,
    unique_by=lambda one: one.key,
)


@settings(max_examples=60, deadline=None)
@given(records, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(some, random):
    shuffled = list(some)
    random.shuffle(shuffled)
    assert match(some, places()) == match(shuffled, places())


@settings(max_examples=60, deadline=None)
@given(records)
def test_groups_are_a_partition_named_by_their_smallest_key(some):
    groups = match(some, places()).groups
    assert set(groups) == {one.key for one in some}
    for key, group in groups.items():
        assert groups[group] == group <= key


@settings(max_examples=60, deadline=None)
@given(records)
def test_no_group_holds_two_carriers(some):
    groups = match(some, places()).groups
    carriers: dict[str, set[str]] = {}
    for one in some:
        carriers.setdefault(groups[one.key], set()).update(describe(one, places()).carriers)
    assert all(len(found) <= 1 for found in carriers.values())


@settings(max_examples=40, deadline=None)
@given(records, st.data())
def test_what_people_decided_is_honoured(some, data):
    keys = sorted(one.key for one in some)
    if len(keys) < 2:
        return
    left, right = sorted(
        data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    )
    apart = match(some, places(), Decisions(apart=frozenset({(left, right)}))).groups
    assert apart[left] != apart[right]
    same = match(some, places(), Decisions(same={left: left, right: left})).groups
    assert same[left] == same[right]
