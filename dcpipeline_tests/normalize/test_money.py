"""Amounts stay in their currency and say what they were paid for."""

import pytest

from dcpipeline.normalize import Unreadable, find_money, parse_money

EXAMPLES = [
    ("总投资约31.2亿元", None, "CNY", 3.12e9, "investment", "about"),
    ("投资逾5亿元", None, "CNY", 5e8, "investment", "at_least"),
    ("投资1.5亿余元", None, "CNY", 1.5e8, "investment", "at_least"),
    ("3亿5000万元", None, "CNY", 3.5e8, "money", "exact"),
    ("十五亿元", None, "CNY", 1.5e9, "money", "exact"),
    ("百亿元", None, "CNY", 1e10, "money", "about"),
    ("合同金额（含税）9.216亿元", None, "CNY", 921_600_000, "contract", "exact"),
    ("中标价12530万元", None, "CNY", 125_300_000, "award", "exact"),
    ("土地出让价款3000万元", None, "CNY", 3e7, "land", "exact"),
    ("33个项目总投资254亿元", None, "CNY", 2.54e10, "batch_total", "exact"),
    ("人民币5000万元", None, "CNY", 5e7, "money", "exact"),
    ("CNY 1.896bn", None, "CNY", 1_896_000_000, "money", "exact"),
    ("3 billion yuan", None, "CNY", 3e9, "money", "exact"),
    ("100亿港元", None, "HKD", 1e10, "money", "exact"),
    ("HK$10bn", None, "HKD", 1e10, "money", "exact"),
    ("near HKD 10bn", None, "HKD", 1e10, "money", "about"),
    ("US$614m", None, "USD", 614_000_000, "money", "exact"),
    ("USD 80 billion", None, "USD", 8e10, "money", "exact"),
    ("6.14亿美元", None, "USD", 614_000_000, "money", "exact"),
    ("NT$3bn", None, "TWD", 3e9, "money", "exact"),
    ("新台币30亿元", None, "TWD", 3e9, "money", "exact"),
    ("37 milliards de dollars", "fr", "USD", 3.7e10, "money", "exact"),
    ("80 000 millions de dollars", "fr", "USD", 8e10, "money", "exact"),
    ("1,2 milliard d’euros", "fr", "EUR", 1.2e9, "money", "exact"),
    ("10 milliards de dollars de Hong Kong", "fr", "HKD", 1e10, "money", "exact"),
    ("plus de 5 milliards de yuans", "fr", "CNY", 5e9, "money", "at_least"),
]


@pytest.mark.parametrize(
    ("text", "language", "currency", "amount", "measure", "qualifier"), EXAMPLES
)
def test_amounts(text, language, currency, amount, measure, qualifier):
    quantity = parse_money(text, language)
    assert (quantity.unit, quantity.value) == (currency, amount)
    assert (quantity.measure, quantity.qualifier) == (measure, qualifier)
    assert text[quantity.start : quantity.end] == quantity.text


def test_one_years_plan_is_not_the_investment():
    found = find_money("总投资3亿元，其中年度计划投资5000万元")
    assert [(q.measure, q.value) for q in found] == [("investment", 3e8), ("annual_plan", 5e7)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20亿-30亿元", 2e9, 3e9),
        ("20-30亿元", 2e9, 3e9),
        ("CNY 2-3bn", 2e9, 3e9),
        ("between CNY 2bn and 3bn", 2e9, 3e9),
        ("CNY 3.9-3.97bn", 3.9e9, 3.97e9),
        ("5000万至1亿元", 5e7, 1e8),
    ],
)
def test_a_range_has_no_figure_of_its_own(text, low, high):
    (quantity,) = find_money(text)
    assert (quantity.low, quantity.value, quantity.high) == (low, None, high)
    assert quantity.qualifier == "range"


NOT_MONEY = ["0.35元/千瓦时", "每千瓦时0.35元/度", "2 000 元件", "70,000 racks", "2025年", "亿元"]


@pytest.mark.parametrize("text", NOT_MONEY)
def test_prices_and_other_figures_are_no_amount(text):
    assert isinstance(parse_money(text), Unreadable)


def test_compute_beside_money_is_not_money():
    assert [q.value for q in find_money("CNY 12bn and 70,000 racks")] == [1.2e10]
