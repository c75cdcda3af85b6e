"""Places: what the shipped tables decide, what they leave open, what is no place."""

import polars as pl
import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline.reference import read_csv_rows

EXAMPLES = [
    ("520100", None, "520100"),
    ("５２０１００", None, "520100"),
    ("520115", None, "520100"),
    ("贵阳市", None, "520100"),
    ("贵阳", None, "520100"),
    ("貴陽市", None, "520100"),
    ("Guiyang", None, "520100"),
    ("GUIYANG", None, "520100"),
    ("gui yang shi", None, "520100"),
    ("烏蘭察布", None, "150900"),
    ("Pékin", None, "110000"),
    ("PEKIN", None, "110000"),
    ("Mongolie-Intérieure", None, "150000"),
    ("Xi'an", None, "610100"),
    ("Xi’an", None, "610100"),
    ("Xian", None, "610100"),
    ("吉林市", None, "220200"),
    ("吉林省", None, "220000"),
    ("Shaanxi", None, "610000"),
    ("Shanxi", "610000", "610000"),
    ("Suzhou", "340000", "341300"),
    ("Suzhou", "320000", "320500"),
    ("Fuzhou", "360000", "361000"),
    ("Taizhou", "330000", "331000"),
    ("海南", "630000", "632500"),
    ("海南", "460000", "460000"),
    ("朝阳区", "110000", "110000"),
    ("朝阳区", "220000", "220100"),
    ("鼓楼区", "350000", "350100"),
    ("高新区", "500000", "500000"),
    ("石河子", None, "659001"),
    ("吴江区", None, "320500"),
    ("通榆县", None, "220800"),
    ("通榆", "220000", "220800"),
    ("巴马县", "450000", "451200"),
    ("京", None, "110000"),
    ("和林格尔新区", None, "150100"),
    ("贵安新区", None, "520100"),
    ("西咸新区", None, "610100"),
    ("横琴", None, "440400"),
    ("宿州高新区", None, "341300"),
    ("成都高新区", None, "510100"),
    ("廊坊经开区", None, "131000"),
    ("江苏省苏州市吴江区", None, "320500"),
    ("安徽宿州", None, "341300"),
    ("Suzhou, Anhui", None, "341300"),
    ("吉林长春", None, "220100"),
    ("吉林省吉林市", None, "220200"),
    ("集宁区", None, "150900"),
    ("济宁", None, "370800"),
]


@pytest.mark.parametrize(("text", "province", "adcode"), EXAMPLES)
def test_a_name_means_one_unit(gazetteer, text, province, adcode):
    match = gazetteer.resolve(text, province)
    assert match.adcode == adcode, match.reason
    assert match.candidates == (adcode,)
    assert match.reason == ""


AMBIGUOUS = [
    ("Suzhou", None, ("320500", "341300")),
    ("Fuzhou", None, ("350100", "361000")),
    ("Taizhou", None, ("321200", "331000")),
    ("Yulin", None, ("450900", "610800")),
    ("Yichun", None, ("230700", "360900")),
    ("Jilin", None, ("220000", "220200")),
    ("吉林", None, ("220000", "220200")),
    ("吉林", "220000", ("220000", "220200")),
    ("海南", None, ("460000", "632500")),
    ("Hainan", None, ("460000", "632500")),
    ("Shanxi", None, ("140000", "610000")),
    ("朝阳区", None, ("110000", "220100")),
    ("鼓楼区", None, ("320100", "320300", "350100", "410200")),
    ("鼓楼区", "320000", ("320100", "320300")),
    ("沈抚新区", None, ("210100", "210400")),
    ("沈抚新区", "210000", ("210100", "210400")),
    ("苏州", "340000", ("320500",)),
    ("芜湖市、合肥市", None, ("340100", "340200")),
    ("通榆", None, ("220800",)),
]


@pytest.mark.parametrize(("text", "province", "candidates"), AMBIGUOUS)
def test_an_open_name_gives_candidates_and_no_unit(gazetteer, text, province, candidates):
    match = gazetteer.resolve(text, province)
    assert match.adcode is None
    assert match.level is None
    assert match.candidates == candidates
    assert match.reason


def test_a_zone_that_every_city_has_names_no_place(gazetteer):
    match = gazetteer.resolve("高新区")
    assert match.adcode is None
    assert {"340100", "410100"} <= set(match.candidates)
    assert "kind of zone" in match.reason


NOT_A_PLACE = ["", "  ", "Atlantis", "市辖区", "520100.0", "9999999", "total plan", "阿里站"]


@pytest.mark.parametrize("text", NOT_A_PLACE)
def test_what_names_no_place_says_why(gazetteer, text):
    match = gazetteer.resolve(text)
    assert match.adcode is None
    assert match.reason


def test_a_code_of_no_table_is_refused_with_its_prefecture_as_candidate(gazetteer):
    match = gazetteer.resolve("520199")
    assert match.adcode is None
    assert match.candidates == ("520100",)
    assert match.reason == "code 520199 is in no division table"


def test_a_code_outside_its_province_is_refused(gazetteer):
    match = gazetteer.resolve("520100", "530000")
    assert match.adcode is None
    assert "outside province 530000" in match.reason


def test_an_unknown_province_is_not_passed_over(gazetteer):
    assert "no province code" in gazetteer.resolve("贵阳", "520100").reason


def test_kind_and_level_tell_a_district_from_its_city(gazetteer):
    assert gazetteer.resolve("吴江区").kind == "district"
    assert gazetteer.resolve("吴江区").level == "prefecture"
    assert gazetteer.resolve("苏州市").kind == "official"
    assert gazetteer.resolve("石河子").level == "county_direct"


def test_mentions_in_prose_keep_their_span_and_words(gazetteer):
    text = "项目位于江蘇省蘇州市，另一个在Xi’an和乌兰察布。"
    found = gazetteer.find(text)
    assert [m.adcode for m in found] == ["320000", "320500", "610100", "150900"]
    assert all(text[m.start : m.end] == m.text for m in found)
    assert found[1].text == "蘇州市"


def test_zero_width_characters_do_not_hide_a_place(gazetteer):
    text = "在贵\u200b阳建设"
    (mention,) = gazetteer.find(text)
    assert (mention.adcode, text[mention.start : mention.end]) == ("520100", "贵\u200b阳")


def test_a_province_beside_a_city_decides(gazetteer):
    found = gazetteer.find("Centres in Suzhou, Anhui and in Fuzhou")
    assert [(m.text, m.adcode) for m in found] == [
        ("Suzhou", "341300"),
        ("Anhui", "340000"),
        ("Fuzhou", None),
    ]


def test_a_list_of_provinces_does_not_decide_its_neighbours(gazetteer):
    found = gazetteer.find("海南、青海")
    assert [m.adcode for m in found] == [None, "630000"]


NOT_IN_PROSE = [
    "中国移动的客户",
    "Jilinese cuisine",
    "城区改造",
    "光明日报",
    "we may go",
    "企业出资兴建",
    "推广安防设备",
    "海西一体化数据中心",
]


@pytest.mark.parametrize("text", NOT_IN_PROSE)
def test_names_inside_other_words_are_no_mention(gazetteer, text):
    assert gazetteer.find(text) == ()


def test_longest_name_wins(gazetteer):
    assert [m.text for m in gazetteer.find("贵安新区和内蒙古自治区")] == [
        "贵安新区",
        "内蒙古自治区",
    ]


def test_districts_of_the_register_never_land_in_another_city(gazetteer, shipped_data):
    announcements = read_csv_rows(shipped_data / "register" / "announcements.csv")
    rows = announcements.filter(
        pl.col("district_zh").is_not_null() & pl.col("city_adcode").is_not_null()
    )
    places = rows.select("district_zh", "province_adcode", "city_adcode").unique().rows()
    read = [(gazetteer.resolve(name, province).adcode, city) for name, province, city in places]
    resolved = [(ours, theirs) for ours, theirs in read if ours is not None]
    assert [pair for pair in resolved if pair[0] != pair[1]] == []
    assert len(resolved) / len(read) > 0.8


def test_row_order_does_not_matter(gazetteer):
    frames = [
        pl.DataFrame(
            {
                "adcode": ["100000", "340000", "341300"],
                "level": ["country", "province", "prefecture"],
                "parent_adcode": [None, "100000", "340000"],
                "name_zh": ["中华人民共和国", "安徽省", "宿州市"],
                "short_zh": ["中国", "安徽", "宿州"],
                "name_en": ["China", "Anhui", "Suzhou"],
                "name_fr": ["Chine", None, None],
                "seat_zh": ["北京", "合肥", "宿州"],
            }
        ),
        pl.DataFrame(
            {
                "adcode": ["341300", "999999"],
                "alias": ["Su Chou", "Nowhere"],
                "language": ["en", "en"],
                "kind": ["old", "old"],
                "ambiguous": [False, False],
                "other_adcodes": [None, None],
            }
        ),
        pl.DataFrame({"county_adcode": ["341302"], "name_zh": ["埇桥区"], "adcode": ["341300"]}),
    ]
    forward = Gazetteer.from_frames(*frames)
    backward = Gazetteer.from_frames(*(frame.reverse() for frame in frames))
    for text in ("Suzhou", "埇桥区", "341302", "Su-Chou", "Nowhere", "安徽宿州"):
        assert forward.resolve(text) == backward.resolve(text)
    assert forward.resolve("Su-Chou").adcode == "341300"
    assert forward.resolve("Nowhere").adcode is None


def test_empty_tables_resolve_nothing(gazetteer):
    text = pl.String()
    names = ("name_zh", "short_zh", "name_en", "name_fr", "seat_zh")
    divisions = pl.DataFrame(
        schema=dict.fromkeys(("adcode", "level", "parent_adcode", *names), text)
    )
    aliases = pl.DataFrame(
        schema=dict.fromkeys(("adcode", "alias", "language", "kind", "other_adcodes"), text)
    )
    counties = pl.DataFrame(schema=dict.fromkeys(("county_adcode", "name_zh", "adcode"), text))
    empty = Gazetteer.from_frames(divisions, aliases, counties)
    assert empty.resolve("苏州").adcode is None
    assert empty.find("苏州和Guiyang") == ()
