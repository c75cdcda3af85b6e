"""What money is for, in many phrasings, of the site that the sentence before names."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

FIRST = {
    "en": "The Yanshan data center in Chifeng, Inner Mongolia, opened in May. ",
    "fr": "Le centre de données Yanshan à Chifeng, en Mongolie-Intérieure, a ouvert en mai. ",
    "zh": "赤峰云岭智算中心5月投产。",
}
KINDS = {"investment", "award_value", "contract_value", "other_money"}
PHRASINGS = {
    ("en", "investment"): [
        "It cost Lantian 3 billion yuan.",
        "Lantian poured 3 billion yuan into it.",
        "3 billion yuan went into it.",
        "The project cost 3 billion yuan.",
        "With an investment of 3 billion yuan it is the dearest of the city.",
        "The 3-billion-yuan center serves banks.",
        "It was built at a cost of 3 billion yuan.",
        "It was financed with 3 billion yuan.",
        "Total spending on the site is 3 billion yuan.",
        "The site took 3 billion yuan to build.",
        "Building it cost 3 billion yuan.",
        "Its construction cost 3 billion yuan.",
        "The price tag is 3 billion yuan.",
        "Lantian has invested 3 billion yuan so far.",
        "Lantian has put 3 billion yuan into the site.",
        "Lantian invested RMB3bn.",
        "Costs came to 3 billion yuan.",
        "Costs are put at 3 billion yuan.",
        "The planned investment is 3 billion yuan.",
        "An investment of some 3 billion yuan is planned.",
        "Lantian wants to invest 3 billion yuan in it.",
        "Investment in the project amounts to 3 billion yuan.",
        "The project, worth 3 billion yuan, serves banks.",
        "The project involves an investment of 3 billion yuan.",
        "Phase two will cost 3 billion yuan.",
        "A total of 3 billion yuan will be invested in the second phase.",
        "It swallowed up 3 billion yuan.",
        "The investor is to spend 3 billion yuan.",
        "The total investment amount is 3 billion yuan.",
        "Fixed investment is 3 billion yuan.",
    ],
    ("en", "award_value"): [
        "Beihai Construction won the contract to build it with a bid of 3 billion yuan.",
        "The construction contract was awarded to Beihai for 3 billion yuan.",
        "The winning bid was 3 billion yuan.",
        "Beihai won the tender at 3 billion yuan.",
        "The contract was won by Beihai at a price of 3 billion yuan.",
        "The tender went to Beihai for 3 billion yuan.",
    ],
    ("en", "contract_value"): [
        "Lantian signed a service contract worth 3 billion yuan with a customer.",
        "The lease contract is worth 3 billion yuan.",
        "The contract value is 3 billion yuan.",
        "The supply contract amounts to 3 billion yuan.",
        "The total contract amount is 3 billion yuan.",
    ],
    ("en", "other_money"): [
        "Lantian raised 3 billion yuan.",
        "Lantian borrowed 3 billion yuan for it.",
        "It was sold for 3 billion yuan.",
        "Lantian bought it for 3 billion yuan.",
        "Lantian's revenue was 3 billion yuan.",
        "It was valued at 3 billion yuan.",
        "Its registered capital is 3 billion yuan.",
        "The city's GDP grew by 3 billion yuan.",
        "The bank lent 3 billion yuan for it.",
        "It is expected to bring in 3 billion yuan a year.",
        "Annual output value will reach 3 billion yuan.",
        "It pays 3 billion yuan in taxes a year.",
    ],
    ("fr", "investment"): [
        "Il a coûté 3 milliards de yuans à Lantian.",
        "Lantian y a injecté 3 milliards de yuans.",
        "Le projet représente 3 milliards de yuans d'investissement.",
        "Avec un investissement de 3 milliards de yuans, c'est le plus cher.",
        "Il a été bâti pour 3 milliards de yuans.",
        "Sa construction a coûté 3 milliards de yuans.",
        "Le coût total s'élève à 3 milliards de yuans.",
        "Lantian prévoit d'y investir 3 milliards de yuans.",
        "La deuxième phase coûtera 3 milliards de yuans.",
        "Le montant de l'investissement est de 3 milliards de yuans.",
        "Ce projet de 3 milliards de yuans sert des banques.",
        "L'investissement prévu est de 3 milliards de yuans.",
        "Au total, 3 milliards de yuans seront investis.",
        "Le chantier a englouti 3 milliards de yuans.",
        "Lantian consacre 3 milliards de yuans au site.",
    ],
    ("fr", "other_money"): [
        "Lantian a levé 3 milliards de yuans.",
        "Il a été vendu pour 3 milliards de yuans.",
        "Lantian l'a acheté 3 milliards de yuans.",
        "Le chiffre d'affaires de Lantian est de 3 milliards de yuans.",
        "Il rapportera 3 milliards de yuans par an.",
    ],
    ("zh", "investment"): [
        "总投资达30亿元。",
        "总投资约30亿元人民币。",
        "该项目投资30亿元。",
        "启航云投资30亿元建设。",
        "项目计划总投资30亿元。",
        "项目总投资额30亿元。",
        "项目拟投资30亿元。",
        "由启航云投资30亿元打造。",
        "预计投资30亿元。",
        "累计投资30亿元。",
        "项目一期投资30亿元。",
        "总投入30亿元。",
        "投资总额30亿元。",
        "项目估算总投资30亿元。",
        "投资金额为30亿元。",
        "项目概算30亿元。",
        "投资高达30亿元。",
        "启航云豪掷30亿元建设该中心。",
        "启航云斥资30亿元兴建。",
        "砸下30亿元。",
        "建设总投资30亿元。",
        "项目总造价30亿元。",
        "总投资300000万元。",
        "总投资30亿。",
        "总投资逾三十亿元。",
    ],
    ("zh", "award_value"): [
        "该项目中标价30亿元。",
        "北海建设以30亿元中标该项目总承包。",
        "中标金额为30亿元。",
        "成交金额30亿元。",
    ],
    ("zh", "contract_value"): [
        "启航云与客户签订30亿元算力服务合同。",
        "合同金额30亿元。",
        "合同总金额为30亿元。",
        "签订算力租赁合同,总价30亿元。",
        "合同总价款30亿元。",
    ],
    ("zh", "other_money"): [
        "启航云营收30亿元。",
        "启航云融资30亿元。",
        "以30亿元出售该中心。",
        "注册资本30亿元。",
        "年产值可达30亿元。",
        "交易对价30亿元。",
        "银行授信30亿元。",
        "年税收30亿元。",
        "项目建成后年产值30亿元。",
        "估值30亿元。",
        "募集资金30亿元。",
    ],
}


def money(text: str, gazetteer: Gazetteer) -> list[tuple[str, float | None]]:
    claims = read(text, gazetteer).claims
    return [(c.property, c.value_num) for c in claims if c.property in KINDS]


@pytest.mark.parametrize(("language", "kind"), [k for k in PHRASINGS if k[1] != "other_money"])
def test_money_is_read_for_what_it_is(language: str, kind: str, gazetteer: Gazetteer) -> None:
    said = [FIRST[language] + words for words in PHRASINGS[language, kind]]
    assert [text for text in said if money(text, gazetteer) != [(kind, 3e9)]] == []


@pytest.mark.parametrize("language", FIRST)
def test_no_other_money_is_an_investment(language: str, gazetteer: Gazetteer) -> None:
    said = [FIRST[language] + words for words in PHRASINGS[language, "other_money"]]
    wrong = [
        text for text in said
        if any(kind != "other_money" for kind, _ in money(text, gazetteer))
    ]  # fmt: skip
    assert wrong == []
