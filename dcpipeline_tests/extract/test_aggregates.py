"""Counts of sites with state and period, and shares that are idle or used."""

from datetime import date

import pytest

from dcpipeline.extract.aggregates import find_counts, find_shares
from dcpipeline_tests.extract.sentences import figures_of

PUBLISHED = date(2025, 3, 1)
ANNOUNCED, BUILDING, RUNNING = "announced", "under_construction", "operational"

# language, text, (unit, value, qualifier, state, first and last year) of each count
COUNTS = [
    (
        "zh",
        "2022年至2024年，全国新增智算中心项目超过200个，分布在28个省份、81个城市。",
        [
            ("projects", 200, "at_least", None, (2022, 2024)),
            ("provinces", 28, "exact", None, (2022, 2024)),
            ("cities", 81, "exact", None, (2022, 2024)),
        ],
    ),
    (
        "zh",
        "截至2024年底，全国已建成智算中心150个，在建80个。",
        [
            ("projects", 150, "exact", RUNNING, (2024, 2024)),
            ("projects", 80, "exact", BUILDING, (2024, 2024)),
        ],
    ),
    (
        "zh",
        "目前全省建成投用数据中心二十三座，另有百余个算力项目正在建设。",
        [("projects", 23, "exact", RUNNING, None), ("projects", 100, "at_least", BUILDING, None)],
    ),
    ("zh", "已建成和在建的智算中心共250个。", [("projects", 250, "exact", None, None)]),
    (
        "zh",
        "力争到2027年建成10个以上智算中心。",
        [("projects", 10, "at_least", ANNOUNCED, (2027, 2027))],
    ),
    ("zh", "今年全国有35个智算中心开工建设。", [("projects", 35, "exact", BUILDING, (2025, 2025))]),
    (
        "zh",
        "全国智算中心项目猛增。这些项目涉及28个省区市和81个城市。",
        [("provinces", 28, "exact", None, None), ("cities", 81, "exact", None, None)],
    ),
    ("zh", "全国31个省份中，有26个省份建有智算中心。", [("provinces", 26, "exact", None, None)]),
    (
        "zh",
        "会上介绍，2024年全市30个重点项目开工，其中算力项目6个。",
        [("projects", 6, "exact", None, (2024, 2024))],
    ),
    (
        "en",
        "Between 2022 and 2024, more than 200 AI data center projects were announced across 28"
        " provinces and 81 cities.",
        [
            ("projects", 200, "at_least", ANNOUNCED, (2022, 2024)),
            ("provinces", 28, "exact", None, (2022, 2024)),
            ("cities", 81, "exact", None, (2022, 2024)),
        ],
    ),
    (
        "en",
        "Over 500 data center projects had been announced, of which about 150 were completed by"
        " the end of 2024.",
        [
            ("projects", 500, "at_least", ANNOUNCED, None),
            ("projects", 150, "about", RUNNING, (2024, 2024)),
        ],
    ),
    (
        "en",
        "It has built or is building more than 250 intelligent computing centers.",
        [("projects", 250, "at_least", None, None)],
    ),
    (
        "en",
        "The firm operates twelve data centers in China.",
        [("projects", 12, "exact", None, None)],
    ),
    (
        "en",
        "Officials counted 1,200 projects nationwide, mostly small data centers.",
        [("projects", 1200, "exact", None, None)],
    ),
    (
        "fr",
        "Entre 2022 et 2024, plus de 200 projets de centres de données ont été déposés dans 28"
        " provinces et 81 villes.",
        [
            ("projects", 200, "at_least", ANNOUNCED, (2022, 2024)),
            ("provinces", 28, "exact", None, (2022, 2024)),
            ("cities", 81, "exact", None, (2022, 2024)),
        ],
    ),
    (
        "fr",
        "Environ 150 centres de données achevés fin 2024.",
        [("projects", 150, "about", RUNNING, (2024, 2024))],
    ),
    (
        "fr",
        "Plus de 500 projets de centres de calcul ont été annoncés, dont 150 sont achevés.",
        [("projects", 500, "at_least", ANNOUNCED, None), ("projects", 150, "exact", RUNNING, None)],
    ),
    (
        "fr",
        "Une centaine de centres de données sont en construction.",
        [("projects", 100, "about", BUILDING, None)],
    ),
    (
        "fr",
        "Les projets de centres de calcul se multiplient, dépassant les 500 dans le pays.",
        [("projects", 500, "at_least", None, None)],
    ),
]

NOT_COUNTS = [
    ("en", "China's eight national computing hubs hold most of the capacity."),
    ("en", "It is the first of nine data centers on the campus."),
    ("fr", "Ce sera l'un des huit centres de données du pays."),
    ("zh", "数十个智算中心先后上马。"),
    ("zh", "园区引进33个产业项目，总投资254亿元。"),
    ("zh", "会上签约12个光伏项目，数据中心用电增加。"),
    ("zh", "国家规划建设10个数据中心集群。"),
    ("zh", "公司业务覆盖28个省份，服务数据中心客户。"),
    ("zh", "该数据中心拥有3个机房模块、1200个机柜。"),
    ("zh", "第3个数据中心项目开工。"),
    ("zh", "3个月建成数据中心。"),
    ("zh", "一批20个重大项目集中开工。"),
    ("en", "The company serves 28 provinces and 81 cities."),
    ("en", "A 300 MW data center will be built; in 2024 data centers used more power."),
    ("en", "Ten solar projects were approved next to the data centers."),
    ("en", "Dozens of data centers stand half-empty."),
    ("en", "The plan lists 33 industrial projects."),
    ("fr", "Le groupe compte 300 magasins dans 28 provinces."),
]

# language, text, (property, value or range, qualifier) of each share
SHARES = [
    ("zh", "新增算力中，80%处于闲置状态。", [("idle_share", 0.8, "exact")]),
    ("zh", "八成以上的新建算力闲置。", [("idle_share", 0.8, "at_least")]),
    ("zh", "过半算力资源未被使用。", [("idle_share", 0.5, "at_least")]),
    ("zh", "近半服务器吃灰。", [("idle_share", 0.5, "about")]),
    ("zh", "全省数据中心平均上架率不足三成。", [("used_share", 0.3, "at_most")]),
    ("zh", "不到两成的算力被使用。", [("used_share", 0.2, "at_most")]),
    ("zh", "部分智算中心的算力利用率仅为20%-30%。", [("used_share", (0.2, 0.3), "range")]),
    ("zh", "算力使用率为两到三成。", [("used_share", (0.2, 0.3), "range")]),
    ("zh", "上架率达到百分之六十五以上。", [("used_share", 0.65, "at_least")]),
    ("zh", "机架上架率为58%，同比提高5个百分点。", [("used_share", 0.58, "exact")]),
    ("zh", "数据中心绿电占比超过80%，上架率65%。", [("used_share", 0.65, "exact")]),
    ("zh", "机柜空置率高达60%。", [("idle_share", 0.6, "exact")]),
    ("zh", "该中心的算力不再闲置，80%以上都已租出。", [("used_share", 0.8, "at_least")]),
    (
        "en",
        "Up to 80% of newly built computing resources sit unused.",
        [("idle_share", 0.8, "at_most")],
    ),
    ("en", "More than half of the capacity is idle.", [("idle_share", 0.5, "at_least")]),
    ("en", "Utilization stood between 20 and 30 percent.", [("used_share", (0.2, 0.3), "range")]),
    ("en", "A 35% occupancy rate was reported.", [("used_share", 0.35, "exact")]),
    ("en", "Fewer than half of the cabinets are occupied.", [("used_share", 0.5, "at_most")]),
    (
        "fr",
        "Jusqu'à 80 % des nouvelles capacités de calcul restent inutilisées.",
        [("idle_share", 0.8, "at_most")],
    ),
    (
        "fr",
        "Plus de la moitié des serveurs ne sont pas utilisés.",
        [("idle_share", 0.5, "at_least")],
    ),
    ("fr", "Le taux d'occupation ne dépasse pas 30 %.", [("used_share", 0.3, "at_most")]),
    (
        "fr",
        "Le taux d'utilisation se situe entre 20 % et 30 %.",
        [("used_share", (0.2, 0.3), "range")],
    ),
]

NOT_SHARES = [
    ("zh", "算力规模同比增长80%，利用率提升15%。"),
    ("zh", "公司持有该闲置数据中心80%股权。"),
    ("zh", "数据中心绿电使用率达到80%。"),
    ("zh", "资金使用率达到90%。"),
    ("zh", "形象进度完成80%，设备闲置。"),
    ("en", "GDP grew 8% while compute stood idle."),
    ("en", "It bought a 60% stake in an idle data center."),
    ("en", "80% of the power used is renewable."),
    ("en", "In the second half of 2024 the racks stood idle."),
    ("en", "Occupancy rose by 10% last year."),
    ("fr", "Les énergies renouvelables couvrent 80 % de l'électricité utilisée."),
    ("fr", "Il détient 80 % du capital d'un centre inutilisé."),
]


@pytest.mark.parametrize(("language", "text", "expected"), COUNTS)
def test_counts_are_read_with_state_and_period(language, text, expected):
    found = [
        (f.unit, f.value, f.qualifier, f.state, f.period and (f.period[0].year, f.period[1].year))
        for f in figures_of(find_counts, text, language, PUBLISHED)
    ]
    assert found == expected


@pytest.mark.parametrize(("language", "text"), NOT_COUNTS)
def test_other_numbers_are_no_counts(language, text):
    assert figures_of(find_counts, text, language, PUBLISHED) == []


def test_a_count_is_a_total_with_whole_years_and_bounds():
    (figure,) = figures_of(find_counts, "2024年，全国智算中心超过200个。")
    assert figure.is_total
    assert (figure.low, figure.high) == (200, None)
    assert figure.period == (date(2024, 1, 1), date(2024, 12, 31))


def test_projects_count_where_the_block_beside_speaks_of_compute():
    text = "各地纷纷建设数据中心。\n全国已有200个项目签约。"
    assert [f.value for f in figures_of(find_counts, text)] == [200]
    assert figures_of(find_counts, text.replace("数据中心", "体育场馆")) == []


def test_a_relative_year_needs_the_date_of_the_page():
    (figure,) = figures_of(find_counts, "去年全国有35个智算中心开工。")
    assert figure.period is None


@pytest.mark.parametrize(("language", "text", "expected"), SHARES)
def test_shares_are_read_as_idle_or_used(language, text, expected):
    found = [
        (f.property, (f.low, f.high) if f.value is None else f.value, f.qualifier)
        for f in figures_of(find_shares, text, language)
    ]
    assert found == expected


@pytest.mark.parametrize(("language", "text"), NOT_SHARES)
def test_other_percentages_are_no_shares(language, text):
    assert figures_of(find_shares, text, language) == []
