"""Compute, cards, servers, racks and power as they are printed."""

import pytest

from dcpipeline.normalize import Unreadable, find_quantities, parse_quantity, rack_unit_of

COMPUTE = [
    ("总规模2000P", 2000),
    ("6万P", 60_000),
    ("1.4万P算力", 14_000),
    ("建成后达3000PFLOPS", 3000),
    ("3000 petaflops", 3000),
    ("300 petaFLOPS", 300),
    ("6.7 EFLOPS", 6700),
    ("1E算力", 1000),
    ("10 exaflops of AI compute", 10_000),
    ("2657 TFLOPS", 2.657),
    ("每秒1亿亿次", 10),
    ("每秒30亿亿次浮点运算", 300),
    ("每秒百亿亿次", 1000),
    ("每秒5千万亿次", 5),
    ("56PB人工智能算力", 56),
    ("１０００Ｐ", 1000),
    ("1000p智能算力", 1000),
]


@pytest.mark.parametrize(("text", "pflops"), COMPUTE)
def test_compute_is_read_in_pflops(text, pflops):
    quantity = parse_quantity(text, "compute")
    assert quantity.value == pflops
    assert quantity.unit == "PFLOPS"


def test_french_compute():
    assert parse_quantity("780 000 PFlops", "compute", "fr").value == 780_000
    assert parse_quantity("12,5 pétaflops", "compute", "fr").value == 12.5


NOT_COMPUTE = [
    "存储容量56PB",
    "40 PB",
    "PUE 1.25",
    "PUE低于1.2",
    "预计2026E",
    "点击1亿次",
    "10 EB",
    "Phase 1",
    "2×100P",
    "B1-P2",
    "1e5",
    "3 parks",
]


@pytest.mark.parametrize("text", NOT_COMPUTE)
def test_not_compute(text):
    assert isinstance(parse_quantity(text, "compute"), Unreadable)


PRECISION = [
    ("300P（FP16）", ["FP16"]),
    ("半精度算力300P", ["FP16"]),
    ("BF16 算力 300P", ["FP16"]),
    ("单精度2P", ["FP32"]),
    ("双精度浮点算力5P", ["FP64"]),
    ("算力300P", ["unknown"]),
    ("1440 PFLOPS FP16 or 48 PFLOPS FP32", ["FP16", "FP32"]),
    ("半精度300P，双精度5P", ["FP16", "FP64"]),
    ("半精度300P。总算力500P", ["FP16", "unknown"]),
]


@pytest.mark.parametrize(("text", "precisions"), PRECISION)
def test_the_number_format_is_part_of_the_value(text, precisions):
    assert [q.precision for q in find_quantities(text)] == precisions


def test_integer_operations_are_not_flops():
    (quantity,) = find_quantities("2000 TOPS INT8")
    assert (quantity.measure, quantity.unit, quantity.value) == ("operations", "POPS", 2)
    assert quantity.precision == "INT8"


QUALIFIED = [
    ("不低于1000P", "at_least", (1000, 1000, None), "不低于1000P"),
    ("超过1000P", "at_least", (1000, 1000, None), "超过1000P"),
    ("不超过1000P", "at_most", (None, 1000, 1000), "不超过1000P"),
    ("最高可达6000P", "at_most", (None, 6000, 6000), "最高可达6000P"),
    ("近3000P", "about", (None, 3000, None), "近3000P"),
    ("近3000余P", "about", (None, 3000, None), "近3000余P"),
    ("3000余P", "at_least", (3000, 3000, None), "3000余P"),
    ("1000P以上", "at_least", (1000, 1000, None), "1000P以上"),
    ("1000P左右", "about", (None, 1000, None), "1000P左右"),
    ("over 1,000 PFLOPS", "at_least", (1000, 1000, None), "over 1,000 PFLOPS"),
    ("up to 2.2 EFLOPS", "at_most", (None, 2200, 2200), "up to 2.2 EFLOPS"),
    ("nearly 6000 P", "about", (None, 6000, None), "nearly 6000 P"),
    ("1000P", "exact", (None, 1000, None), "1000P"),
    ("moreover 1000P", "exact", (None, 1000, None), "1000P"),
    ("100至200P", "range", (100, None, 200), "100至200P"),
    ("100P-200P", "range", (100, None, 200), "100P-200P"),
    ("1-2万P", "range", (10_000, None, 20_000), "1-2万P"),
    ("between 100 and 200 PFLOPS", "range", (100, None, 200), "100 and 200 PFLOPS"),
]


@pytest.mark.parametrize(("text", "qualifier", "bounds", "words"), QUALIFIED)
def test_bounds_keep_their_words(text, qualifier, bounds, words):
    (quantity,) = find_quantities(text)
    assert quantity.qualifier == qualifier
    assert (quantity.low, quantity.value, quantity.high) == bounds
    assert quantity.text == words
    assert text[quantity.start : quantity.end] == words


FRENCH_BOUNDS = [
    ("plus de 2 000 serveurs", "at_least"),
    ("jusqu'à 500 serveurs", "at_most"),
    ("jusqu’à 500 serveurs", "at_most"),
    ("environ 150 serveurs", "about"),
    ("près de 150 serveurs", "about"),
]


@pytest.mark.parametrize(("text", "qualifier"), FRENCH_BOUNDS)
def test_french_bounds(text, qualifier):
    assert parse_quantity(text, "servers", "fr").qualifier == qualifier


COUNTS = [
    ("3万卡集群", "accelerators", 30_000, "exact"),
    ("万卡集群", "accelerators", 10_000, "about"),
    ("十万卡", "accelerators", 100_000, "about"),
    ("2000张昇腾910B加速卡", "accelerators", 2000, "exact"),
    ("加速卡2000张", "accelerators", 2000, "exact"),
    ("over 18,000 AI cards", "accelerators", 18_000, "at_least"),
    ("4,000 accelerator cards", "accelerators", 4000, "exact"),
    ("330台H800服务器", "servers", 330, "exact"),
    ("H800服务器330台", "servers", 330, "exact"),
    ("500台昇腾Atlas 900 服务器", "servers", 500, "exact"),
    ("128 H200 servers", "servers", 128, "exact"),
]


@pytest.mark.parametrize(("text", "measure", "value", "qualifier"), COUNTS)
def test_cards_and_servers(text, measure, value, qualifier):
    (quantity,) = [q for q in find_quantities(text) if q.measure == measure]
    assert (quantity.value, quantity.qualifier) == (value, qualifier)


NOT_A_COUNT = ["昇腾910芯片", "2800万卡时", "2,800 card-hours", "CloudMatrix 384", "Atlas 900集群"]


@pytest.mark.parametrize("text", NOT_A_COUNT)
def test_model_numbers_and_card_hours_are_no_cards(text):
    assert [q for q in find_quantities(text) if q.measure == "accelerators"] == []


RACKS = [
    ("1.2万个标准机架", 12_000, "standard_2_5kw"),
    ("6000个8千瓦高功率机柜", 6000, "cabinet"),
    ("机柜8000个", 8000, "cabinet"),
    ("机架规模达2万架", 20_000, "cabinet"),
    ("820,000 standard racks", 820_000, "standard_2_5kw"),
    ("1,648 standard cabinets", 1648, "cabinet"),
    ("12,604 server cabinets of 12 kW", 12_604, "cabinet"),
    ("8500 18 kW racks", 8500, "cabinet"),
    ("two halls, 6276 racks", 6276, "unknown"),
    ("5 halls and 300 racks", 300, "unknown"),
    ("276 cabinets of 25 kW", 276, "cabinet"),
]


@pytest.mark.parametrize(("text", "value", "unit"), RACKS)
def test_racks_say_what_a_rack_is(text, value, unit):
    quantity = parse_quantity(text, "racks")
    assert (quantity.value, quantity.unit) == (value, unit)


RACK_UNITS = [
    ("标准机架", "standard_2_5kw"),
    ("標準機架", "standard_2_5kw"),
    ("standard racks", "standard_2_5kw"),
    ("2.5千瓦机柜", "standard_2_5kw"),
    ("racks of 2.5 kW", "standard_2_5kw"),
    ("机柜", "cabinet"),
    ("标准机柜", "cabinet"),
    ("cabinets of 25 kW", "cabinet"),
    ("12.5 kW racks", "cabinet"),
    ("10,000 racks of 8-22 kW", "cabinet"),
    ("6276 racks", "unknown"),
    ("500 standard racks and 200 cabinets", "unknown"),
    ("", "unknown"),
    ("general cloud", "unknown"),
]


@pytest.mark.parametrize(("note", "unit"), RACK_UNITS)
def test_rack_unit_of_a_note(note, unit):
    assert rack_unit_of(note) == unit


POWER = [
    ("IT负荷30MW", "it_load", 30),
    ("about 50 MW of IT load", "it_load", 50),
    ("总功率5万千瓦", "power", 50),
    ("120兆瓦", "power", 120),
    ("2 GW", "power", 2000),
    ("配套风电200万千瓦", "generation", 2000),
    ("10 MW of rooftop solar", "generation", 10),
    ("单机柜功率8千瓦", "rack_power", 8),
    ("cabinets of 12 kW", "rack_power", 12),
]


@pytest.mark.parametrize(("text", "measure", "value"), POWER)
def test_power_says_whose_it_is(text, measure, value):
    (quantity,) = find_quantities(text)
    assert (quantity.measure, quantity.value) == (measure, value)


@pytest.mark.parametrize(
    "text", ["年用电452.5 GWh", "300万千瓦时", "0.35元/千瓦时", "110千伏变电站"]
)
def test_energy_and_voltage_are_no_power(text):
    assert find_quantities(text) == ()


def test_wind_beside_compute_is_not_its_power():
    found = find_quantities("2000P智算中心，配套风电500MW")
    assert [(q.measure, q.value) for q in found] == [("compute", 2000), ("generation", 500)]


def test_several_figures_are_not_chosen_from():
    result = parse_quantity("二期11000P，一期3000P", "compute")
    assert isinstance(result, Unreadable)
    assert "several figures" in result.reason
    assert "11000P" in result.reason


def test_a_full_width_comma_before_a_figure_is_no_decimal_sign():
    found = find_quantities("建设智算中心，2000P，3万卡")
    assert [q.value for q in found] == [2000, 30_000]


def test_words_of_the_source_survive_folding():
    text = "建成３０００\u200bＰ算力"
    (quantity,) = find_quantities(text)
    assert quantity.text == "３０００\u200bＰ" == text[quantity.start : quantity.end]
