"""Signals of the market, and the words that only look like one."""

import pytest

from dcpipeline.extract.signals import find_signals
from dcpipeline.normalize.lexicon import mapped
from dcpipeline_tests.extract.sentences import figures_of

PLAIN = [
    ("zh", "郑州向中小企业发放免费算力券。", ["compute_vouchers"]),
    (
        "zh",
        "西部地区电价低廉，但网络时延过高，难以满足推理业务。",
        ["cheaper_power", "latency_too_high"],
    ),
    ("zh", "部分运营商开始低价抛售GPU服务器。", ["equipment_sale"]),
    ("zh", "算力租赁市场GPU需求大幅下滑。", ["demand_falling"]),
    ("zh", "行业重心从训练转向推理。", ["demand_to_inference"]),
    ("zh", "阿里巴巴表示将继续加大对AI基础设施的投入。", ["commitment"]),
    ("zh", "微软取消了多个数据中心租约。", ["centres_cancelled"]),
    ("zh", "公司公告终止与客户签订的算力服务合同。", ["contract_terminated"]),
    ("en", "Zhengzhou hands out free compute vouchers to startups.", ["compute_vouchers"]),
    (
        "en",
        "The west offers cheap electricity, but latency is too high for real-time inference.",
        ["cheaper_power", "latency_too_high"],
    ),
    ("en", "Operators are trying to sell GPUs second-hand.", ["equipment_sale"]),
    ("en", "Demand for GPU rentals has fallen sharply.", ["demand_falling"]),
    ("en", "The market is shifting from training to inference.", ["demand_to_inference"]),
    ("en", "Alibaba and ByteDance remain committed to AI infrastructure.", ["commitment"]),
    (
        "en",
        "Microsoft has cancelled leases for data centers in two countries.",
        ["centres_cancelled"],
    ),
    (
        "en",
        "The company terminated its compute lease contract with a customer.",
        ["contract_terminated"],
    ),
    ("en", "Tencent stands by its plan for cloud computing.", ["commitment"]),
    ("fr", "Alibaba maintient ses investissements dans le calcul.", ["commitment"]),
    ("zh", "从今年看，GPU算力租用的需求明显下滑。", ["demand_falling"]),
    ("fr", "La ville distribue des bons de calcul gratuits.", ["compute_vouchers"]),
    (
        "fr",
        "L'électricité y est moins chère, mais la latence est trop élevée.",
        ["cheaper_power", "latency_too_high"],
    ),
    ("fr", "Des opérateurs revendent leurs serveurs.", ["equipment_sale"]),
    ("fr", "La demande de calcul chute.", ["demand_falling"]),
    ("fr", "La demande bascule de l'entraînement vers l'inférence.", ["demand_to_inference"]),
    ("fr", "Alibaba et ByteDance restent engagés dans l'IA.", ["commitment"]),
    ("fr", "Microsoft a annulé plusieurs centres de données.", ["centres_cancelled"]),
    ("fr", "Le groupe a résilié un contrat de location de GPU.", ["contract_terminated"]),
]

PRICED = [
    (
        "en",
        "The monthly rent of an eight-card H100 server has come down to 61,000 yuan.",
        ("rental_price", 61_000, "CNY/month"),
    ),
    (
        "en",
        "Renting an eight-card H100 server for a month now costs about 61,000 yuan.",
        ("rental_price", 61_000, "CNY/month"),
    ),
    (
        "en",
        "ByteDance will lay out 150 billion yuan on AI chips this year.",
        ("spending_plan", 150_000_000_000, "CNY"),
    ),
    ("zh", "一台八卡H100的月租，眼下6.1万元就能拿到。", ("rental_price", 61_000, "CNY/month")),
    ("zh", "当地电价0.36元/千瓦时。", ("electricity_price", 0.36, "CNY/kWh")),
    ("zh", "数据中心用电低至每度3毛6。", ("electricity_price", 0.36, "CNY/kWh")),
    ("zh", "园区电价为每千瓦时0.35元左右。", ("electricity_price", 0.35, "CNY/kWh")),
    ("zh", "8卡H100服务器月租金从18万元降至7.5万元。", ("rental_price", 75_000, "CNY/month")),
    ("zh", "H100服务器租赁价格约为7.5万元/台/月。", ("rental_price", 75_000, "CNY/month")),
    ("zh", "GPU出租价格每卡时2美元。", ("rental_price", 2, "USD/hour")),
    ("zh", "算力租金为每P每年5万元。", ("rental_price", 50_000, "CNY/year")),
    (
        "zh",
        "阿里巴巴计划未来三年投入3800亿元用于云和AI基础设施。",
        ("spending_plan", 3.8e11, "CNY"),
    ),
    (
        "en",
        "Electricity costs 0.36 yuan per kilowatt-hour.",
        ("electricity_price", 0.36, "CNY/kWh"),
    ),
    (
        "en",
        "Renting a GPU server fell from 180,000 yuan to 75,000 yuan a month.",
        ("rental_price", 75_000, "CNY/month"),
    ),
    ("en", "An H100 rents for $2.50 per hour.", ("rental_price", 2.5, "USD/hour")),
    (
        "en",
        "Microsoft plans to spend $80 billion on data centers this fiscal year.",
        ("spending_plan", 8e10, "USD"),
    ),
    ("fr", "Le courant coûte 0,36 yuan le kWh.", ("electricity_price", 0.36, "CNY/kWh")),
    ("fr", "Un serveur H100 se loue 75 000 yuans par mois.", ("rental_price", 75_000, "CNY/month")),
    (
        "fr",
        "Microsoft prévoit de dépenser 80 000 millions de dollars pour ses centres de données.",
        ("spending_plan", 8e10, "USD"),
    ),
]

NOTHING = [
    ("zh", "该中心具备低时延优势。"),
    ("zh", "为避免时延过高，平台采用边缘节点。"),
    ("zh", "电价降低0.05元/千瓦时。"),
    ("zh", "年用电量3亿千瓦时。"),
    ("zh", "大股东抛售股票，GPU概念股下跌。"),
    ("zh", "GPU需求没有下降。"),
    ("zh", "算力需求持续增长。"),
    ("zh", "某县取消数据中心项目备案。"),
    ("zh", "公司终止土地出让合同，服务器未动。"),
    ("zh", "总投资30亿元的智算中心开工。"),
    ("en", "The site promises low latency."),
    ("en", "Latency is 5 ms."),
    ("en", "It used 3 million kWh."),
    ("en", "The fund sold off shares of a chip company."),
    ("en", "Demand for compute did not fall."),
    ("en", "The city cancelled the data center project."),
    ("en", "The company said capex will rise."),
    ("fr", "Une latence faible séduit les clients."),
    ("fr", "La demande n'a pas chuté."),
    ("fr", "Le groupe a résilié un bail."),
]


@pytest.mark.parametrize(("language", "text", "kinds"), PLAIN)
def test_signals_are_read_by_their_kind(language, text, kinds):
    found = figures_of(find_signals, text, language)
    assert [f.code for f in found] == kinds
    assert all(f.property == "signal" and f.value is None for f in found)


@pytest.mark.parametrize(("language", "text", "expected"), PRICED)
def test_prices_and_plans_carry_value_and_unit(language, text, expected):
    found = figures_of(find_signals, text, language)
    assert [(f.code, f.value, f.unit) for f in found] == [expected]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_plain_mentions_and_denials_are_no_signal(language, text):
    assert figures_of(find_signals, text, language) == []


def test_a_range_of_prices_has_no_figure_of_its_own():
    (figure,) = figures_of(find_signals, "算力租金为5万至7万元/月。")
    assert (figure.value, figure.low, figure.high, figure.qualifier) == (
        None,
        50_000,
        70_000,
        "range",
    )


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
def test_every_kind_has_words_in_every_language(language):
    kinds = {kind for meanings in mapped("signals", language).values() for kind in meanings}
    assert kinds == {
        "compute_vouchers", "rental_price", "equipment_sale", "demand_falling",
        "demand_to_inference", "cheaper_power", "latency_too_high", "electricity_price",
        "commitment", "centres_cancelled", "spending_plan", "contract_terminated",
    }  # fmt: skip
