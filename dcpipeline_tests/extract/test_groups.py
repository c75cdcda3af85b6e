"""Of whom counts, totals and signals are told."""

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, told


def counted(found: Extraction, name: str = "project_count") -> list[tuple[str, str | None, float]]:
    return [
        (c.subject.kind, c.subject.name, c.value_num)
        for c in told(found, name)
        if c.value_num is not None
    ]


COUNTS = [
    ("全国已公布超过500个智算中心项目。", [("nation", None, 500)]),
    ("庆阳市在建智算中心3个。", [("place", "庆阳市", 3)]),
    ("庆阳市建成智算中心5座，在建3座智算中心。", [("place", "庆阳市", 5), ("place", "庆阳市", 3)]),
    ("庆阳市算力规模达12000P。全市在建智算中心3个。", [("place", "庆阳市", 3)]),
    ("宁夏算力规模达12000P。全区在建智算中心3个。", [("place", "宁夏", 3)]),
    (
        "庆阳市算力规模达12000P。云岭智算中心开工。全市在建智算中心3个。",
        [("place", "庆阳市", 3)],
    ),
    ("芜湖市3个算力项目集中签约，总投资90亿元。", [("programme", None, 3)]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_a_count_is_of_the_place_the_country_or_the_batch(
    text: str, expected: list[tuple[str, str | None, float]], gazetteer: Gazetteer
) -> None:
    assert counted(read(text, gazetteer)) == expected


def test_a_site_has_no_count_of_projects(gazetteer: Gazetteer) -> None:
    found = read("庆阳云岭智算中心带动在建智算中心3个。", gazetteer)
    assert [kind for kind, _, _ in counted(found)] != ["project"]
    assert [value for _, _, value in counted(found)] == [3]


def test_one_place_is_one_subject(gazetteer: Gazetteer) -> None:
    found = read("庆阳市在建智算中心3个。庆阳建成智算中心5座。", gazetteer)
    assert [subject.kind for subject in found.subjects] == ["place"]
    assert sorted(value for _, _, value in counted(found)) == [3, 5]


def test_the_country_is_one_subject(gazetteer: Gazetteer) -> None:
    text = "全国已公布超过500个智算中心项目。全国建成150个智算中心项目。"
    found = read(text, gazetteer)
    assert [subject.kind for subject in found.subjects] == ["nation"]


def test_counts_of_other_projects_are_not_taken(gazetteer: Gazetteer) -> None:
    assert counted(read("芜湖市开工生活配套项目29个，总投资90亿元。", gazetteer)) == []


def test_the_total_of_a_batch_is_not_that_of_a_site(gazetteer: Gazetteer) -> None:
    text = "芜湖市3个算力项目集中签约，总投资90亿元。云岭智算中心总投资12亿元。"
    found = read(text, gazetteer)
    assert [(c.subject.kind, c.value_num) for c in told(found, "investment")] == [
        ("programme", 90e8),
        ("project", 12e8),
    ]


def test_each_company_that_stays_invested_is_told_of(gazetteer: Gazetteer) -> None:
    text = "阿里巴巴和字节跳动表示将继续加大算力投入。"
    found = read(text, gazetteer)
    named = [c.subject.name for c in told(found, "signal") if c.value_text == "commitment"]
    assert named == ["阿里巴巴", "字节跳动"]


def test_a_programme_of_a_company_lies_in_no_province(gazetteer: Gazetteer) -> None:
    found = read("中国电信在全国运营的智算中心总算力2万P，总部位于北京。", gazetteer)
    (subject,) = found.subjects
    assert (subject.kind, subject.name, subject.province_adcode) == ("programme", "中国电信", None)


SIGNALS = [
    ("西部电价低廉，远离东部用户。", ("place", "西部")),
    ("庆阳市已建成机架5万架。当地园区电价为每千瓦时0.36元。", ("place", "庆阳市")),
    ("数据中心电价优势明显，比北京便宜。", ("nation", None)),
    (
        "In central and western regions, power is cheap for data centers.",
        ("place", "central and western regions"),
    ),
    ("Power is cheap for data centers in Qingyang, Gansu.", ("place", "Qingyang")),
    (
        "Data centers in Qingyang, Gansu province, pay 0.36 yuan per kilowatt-hour.",
        ("place", "Qingyang"),
    ),
    (
        "For inference, latency to Shanghai or Shenzhen is too high for data centers.",
        ("nation", None),
    ),
    (
        "Alibaba sounds different. It remains committed to AI infrastructure.",
        ("programme", "Alibaba"),
    ),
    (
        "Alibaba reported. It will spend 110 billion yuan on AI over three years.",
        ("programme", "Alibaba"),
    ),
    (
        "À Qingyang (Gansu), le kilowattheure coûte 0,36 yuan aux centres de données.",
        ("place", "Qingyang"),
    ),
]


@pytest.mark.parametrize(("text", "subject"), SIGNALS)
def test_a_signal_is_of_the_region_the_paragraph_or_the_company_that_is_meant(
    text: str, subject: tuple[str, str | None], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    told_of = {(c.subject.kind, c.subject.name) for c in told(found, "signal")}
    assert told_of == {subject}
