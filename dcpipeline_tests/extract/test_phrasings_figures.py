"""Figures in many phrasings, of the site that the sentence before names."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

FIRST = {
    "en": "The Yanshan data center in Chifeng opened in May. ",
    "fr": "Le centre de données Yanshan à Chifeng a ouvert en mai. ",
    "zh": "赤峰云岭智算中心5月投产。",
}
PHRASINGS = {
    ("en", "racks", 3000): [
        "It has 3,000 racks.",
        "It holds 3,000 server cabinets.",
        "It can take 3,000 racks.",
        "There is room for 3,000 racks.",
        "Its halls hold 3,000 racks.",
        "A total of 3,000 racks have been installed.",
        "With 3,000 racks it is the largest in the city.",
        "The 3,000-rack site serves banks.",
        "Capacity stands at 3,000 racks.",
        "The number of racks is 3,000.",
        "Racks number 3,000.",
        "It offers three thousand racks.",
        "It comprises 3,000 standard cabinets.",
        "It provides 3,000 rack positions.",
        "It is equipped with 3,000 IT racks.",
        "It boasts 3,000 high-density racks.",
        "Rack count: 3,000.",
        "Some 3,000 racks stand in its halls.",
        "It is to house 3,000 racks.",
    ],
    ("en", "compute", 2000): [
        "It delivers 2,000 petaflops.",
        "Its computing power is 2,000 PFLOPS.",
        "It offers 2 exaflops of computing power.",
        "Its capacity is 2,000P.",
        "It has a computing capacity of 2 EFLOPS.",
        "Computing power reaches 2,000 petaflops (FP16).",
        "It provides 2000 P of compute.",
        "2 EFLOPS of AI computing power are available.",
        "Its peak performance is 2,000 petaflops.",
        "Total computing power: 2,000 PFLOPS.",
        "It adds 2 EFlops.",
        "The compute comes to 2,000 peta-flops.",
        "It boasts a computing power of 2,000 petaFLOPS.",
    ],
    ("en", "accelerators", 5000): [
        "It has 5,000 GPUs.",
        "It is fitted with 5,000 Ascend 910B cards.",
        "It runs 5,000 H800 chips.",
        "5,000 accelerators are installed.",
        "It uses 5,000 AI chips.",
        "It houses a 5,000-card cluster.",
        "It houses a cluster of 5,000 GPUs.",
        "It contains five thousand GPUs.",
        "Some 5,000 graphics cards work there.",
        "The cluster links 5,000 domestic accelerators.",
        "It counts 5,000 AI accelerator cards.",
        "5,000 Nvidia H20 GPUs are in use.",
        "It was delivered with 5,000 Nvidia chips.",
        "It is powered by 5,000 Cambricon chips.",
    ],
    ("en", "servers", 800): [
        "It has 800 servers.",
        "It houses 800 AI servers.",
        "800 servers are running.",
        "It is to hold 800 servers.",
        "Some 800 GPU servers were installed.",
        "It can hold up to 800 servers.",
        "Servers number 800.",
    ],
    ("en", "it_load", 50): [
        "Its IT load is 50 MW.",
        "It has an IT capacity of 50 megawatts.",
        "It is a 50MW site.",
        "It draws 50 MW.",
        "It has a power capacity of 50 MW.",
        "The site offers 50 MW of IT power.",
        "Its electrical load is 50 megawatts.",
        "It has 50 MW of critical load.",
        "The 50-megawatt campus serves banks.",
        "It consumes 50 MW of power.",
        "Its total power is 50 MW.",
        "It will have a capacity of 50 MW.",
    ],
    ("en", "investment", 3000000000.0): [
        "It cost 3 billion yuan.",
        "Total investment is 3 billion yuan.",
        "3 billion yuan was invested in it.",
        "It was built for 3 billion yuan.",
        "The 3 billion yuan project serves banks.",
        "Lantian put 3 billion yuan into it.",
        "Investment came to 3 billion yuan.",
        "The bill was 3 billion yuan.",
        "It swallowed 3 billion yuan.",
        "It required an investment of 3 billion yuan.",
        "Its budget is 3 billion yuan.",
        "The investment totals RMB 3 billion.",
        "The outlay is CNY3bn.",
        "It represents an investment of ¥3 billion.",
        "Lantian has spent 3 billion yuan on it.",
        "At a cost of 3 billion yuan, it is the dearest.",
        "The project carries a price tag of 3 billion yuan.",
    ],
    ("en", "pue", 1.15): [
        "Its PUE is 1.15.",
        "It has a PUE of 1.15.",
        "It runs at a PUE of 1.15.",
        "It achieves a power usage effectiveness of 1.15.",
        "Its annual PUE stands at 1.15.",
        "PUE: 1.15.",
        "A PUE of 1.15 has been measured.",
        "Its PUE comes to 1.15.",
        "With a 1.15 PUE it is the greenest.",
        "Its power usage effectiveness (PUE) is 1.15.",
        "Energy efficiency is high, with PUE at 1.15.",
        "Its PUE has been brought down to 1.15.",
        "It works with an average PUE of just 1.15.",
    ],
    ("fr", "racks", 3000): [
        "Il compte 3 000 baies.",
        "Il abrite 3 000 baies de serveurs.",
        "Il peut accueillir 3 000 baies.",
        "Il dispose de 3 000 armoires.",
        "Ses salles contiennent 3 000 baies.",
        "Au total, 3 000 baies sont installées.",
        "Avec 3 000 baies, c'est le plus grand.",
        "Le nombre de baies est de 3 000.",
        "Il offre 3 000 racks.",
        "Il est doté de 3 000 baies.",
        "Il est équipé de 3 000 baies.",
        "Il comprend 3 000 baies standards.",
        "Il recevra 3 000 baies.",
        "Quelque 3 000 baies y sont en service.",
        "Sa capacité est de 3 000 baies.",
    ],
    ("fr", "compute", 2000): [
        "Il délivre 2 000 pétaflops.",
        "Sa puissance de calcul est de 2 000 PFLOPS.",
        "Il offre 2 exaflops.",
        "Il affiche une puissance de 2 000 pétaflops.",
        "Sa capacité de calcul atteint 2 000 pétaflops.",
        "Il fournit 2 EFLOPS de puissance de calcul.",
        "Il développe 2 exaflops.",
        "Sa capacité est de 2 000 P.",
        "Il totalise 2 000 pétaflops.",
        "La puissance s'élève à 2 exaflops.",
    ],
    ("fr", "accelerators", 5000): [
        "Il compte 5 000 GPU.",
        "Il est équipé de 5 000 puces Ascend 910B.",
        "Il embarque 5 000 cartes.",
        "Il aligne 5 000 accélérateurs.",
        "Il fonctionne avec 5 000 puces H800.",
        "Une grappe de 5 000 cartes y tourne.",
        "5 000 processeurs graphiques y sont installés.",
        "Il abrite cinq mille GPU.",
        "Il réunit 5 000 cartes accélératrices.",
    ],
    ("fr", "it_load", 50): [
        "Sa puissance informatique est de 50 MW.",
        "Il a une capacité de 50 mégawatts.",
        "C'est un site de 50 MW.",
        "Il consomme 50 MW.",
        "Sa charge informatique est de 50 MW.",
        "Il offre 50 MW de puissance.",
        "La puissance électrique atteint 50 MW.",
    ],
    ("fr", "investment", 3000000000.0): [
        "Il a coûté 3 milliards de yuans.",
        "L'investissement total est de 3 milliards de yuans.",
        "3 milliards de yuans y ont été investis.",
        "Il représente un investissement de 3 milliards de yuans.",
        "Lantian y a investi 3 milliards de yuans.",
        "L'investissement s'élève à 3 milliards de yuans.",
        "La facture atteint 3 milliards de yuans.",
        "Son budget est de 3 milliards de yuans.",
        "Il a nécessité 3 milliards de yuans.",
        "Le coût du projet est estimé à 3 milliards de yuans.",
        "Lantian a dépensé 3 milliards de yuans pour ce centre.",
    ],
    ("fr", "pue", 1.15): [
        "Son PUE est de 1,15.",
        "Il affiche un PUE de 1,15.",
        "Le PUE atteint 1,15.",
        "Il tourne avec un PUE de 1,15.",
        "Son indicateur d'efficacité énergétique (PUE) est de 1,15.",
        "Avec un PUE de 1,15, il est le plus sobre.",
    ],
    ("zh", "racks", 3000): [
        "该中心有3000个机柜。",
        "可容纳3000个机柜。",
        "部署机柜3000个。",
        "机柜规模达3000架。",
        "设计机柜3000架。",
        "机架总数3000个。",
        "标准机架3000个。",
        "机柜数量为3000个。",
        "建有3000个高密机柜。",
        "规划机柜3000台。",
        "配备3000面机柜。",
        "拥有机架3000架。",
        "机柜3000余个。",
        "可提供3000个机架。",
        "机房内有三千个机柜。",
    ],
    ("zh", "compute", 2000): [
        "算力规模2000P。",
        "总算力达2000PFLOPS。",
        "可提供2000P算力。",
        "算力达到2EFLOPS。",
        "智能算力2000P。",
        "算力约2E。",
        "形成2000P的算力。",
        "算力2000PFlops(FP16)。",
        "具备2000P算力服务能力。",
        "每秒200亿亿次。",
        "总算力规模为2000 PFLOPS。",
        "算力峰值2000P。",
    ],
    ("zh", "accelerators", 5000): [
        "部署5000张算力卡。",
        "有5000块GPU。",
        "搭载5000张昇腾910B。",
        "建成5000卡集群。",
        "配置加速卡5000张。",
        "采用5000张H800。",
        "安装5000块AI芯片。",
        "5000张国产卡已上架。",
        "5000卡智算集群已点亮。",
        "GPU卡5000张。",
    ],
    ("zh", "servers", 800): [
        "部署800台服务器。",
        "服务器800台。",
        "可承载800台服务器。",
        "安装AI服务器800台。",
        "有服务器800余台。",
        "800台智算服务器已上架。",
    ],
    ("zh", "it_load", 50): [
        "IT负荷50MW。",
        "IT容量50兆瓦。",
        "总功率50MW。",
        "IT功率为50MW。",
        "电力容量50兆瓦。",
        "IT负载5万千瓦。",
        "用电负荷50MW。",
        "总装机50MW。",
        "可用电力50兆瓦。",
    ],
    ("zh", "investment", 3000000000.0): [
        "总投资30亿元。",
        "项目投资约30亿元。",
        "投资额为30亿元。",
        "计划投资30亿元。",
        "总投资额达30亿元人民币。",
        "斥资30亿元。",
        "投入30亿元。",
        "耗资30亿元。",
        "预计总投资30亿元。",
        "投资规模30亿元。",
        "造价30亿元。",
        "总投资为人民币30亿元。",
    ],
    ("zh", "pue", 1.15): [
        "PUE为1.15。",
        "PUE值1.15。",
        "PUE低至1.15。",
        "电能利用效率1.15。",
        "年均PUE1.15。",
        "PUE降到1.15。",
        "PUE可达1.15。",
        "能效比PUE为1.15。",
        "PUE控制在1.15以内。",
        "实测PUE只有1.15。",
    ],
}


def figures(text: str, name: str, gazetteer: Gazetteer) -> list[tuple[str | None, float]]:
    """Province and figure of all claims of one property."""
    found = read(text, gazetteer)
    provinces = {s.key: s.province_adcode for s in found.subjects}
    return [
        (provinces[c.subject.key], c.value_num)
        for c in found.claims
        if c.property == name and c.value_num is not None
    ]


@pytest.mark.parametrize(("language", "name", "value"), PHRASINGS)
def test_a_figure_is_read_in_every_phrasing(
    language: str, name: str, value: float, gazetteer: Gazetteer
) -> None:
    said = [FIRST[language] + words for words in PHRASINGS[language, name, value]]
    expected = [("150000", pytest.approx(value))]
    assert [text for text in said if figures(text, name, gazetteer) != expected] == []


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        (FIRST["en"] + "It has 800 GPU servers.", "servers", 800),
        (FIRST["en"] + "It runs 300 AI nodes with 2,400 cards.", "accelerators", 2400),
    ],
)
def test_what_counts_is_the_last_noun(
    text: str, name: str, value: float, gazetteer: Gazetteer
) -> None:
    assert figures(text, name, gazetteer) == [("150000", value)]
    other = "accelerators" if name == "servers" else "servers"
    assert figures(text, other, gazetteer) == []


def test_no_sum_of_money_is_a_pue(gazetteer: Gazetteer) -> None:
    text = FIRST["en"] + "It is to lower its PUE, and 1.2 billion yuan is invested."
    assert figures(text, "pue", gazetteer) == []
