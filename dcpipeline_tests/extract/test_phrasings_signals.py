"""Signals of the market in many phrasings of three languages."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

PHRASINGS = {
    "compute_vouchers": [
        "Wuhu hands out computing vouchers to small firms.",
        "Shanghai has issued compute vouchers worth 600 million yuan.",
        "Companies can apply for computing power vouchers.",
        "Zhengzhou subsidises computing power with vouchers.",
        "Wuhu distribue des bons de calcul aux petites entreprises.",
        "Shanghai émet des chèques de puissance de calcul.",
        "Des bons de puissance de calcul aident les PME.",
        "芜湖市发放算力券。",
        "上海推出6亿元算力券。",
        "企业可凭算力券抵扣租金。",
        "郑州启动算力券申领。",
        "贵州向企业发放智算券。",
    ],
    "rental_price": [
        "An H100 server now rents for 75,000 yuan a month.",
        "Renting a server with eight H100 costs 75,000 yuan per month.",
        "The monthly rent of an H100 server has fallen to 75,000 yuan.",
        "Prices for a GPU hour fell to 6 yuan per hour.",
        "One card costs 6 yuan an hour.",
        "A H800 node goes for 75,000 yuan a month.",
        "A server with eight H100s can now be had for 75,000 yuan monthly.",
        "Un serveur H100 se loue 75 000 yuans par mois.",
        "La location d'un serveur de huit H100 coûte 75 000 yuans par mois.",
        "Une carte se loue 6 yuans l'heure.",
        "八卡H100服务器月租金降至7.5万元。",
        "H100整机租金每月7.5万元。",
        "单卡租金6元/小时。",
        "一台H800服务器月租约7.5万元。",
        "H100服务器租赁价格为7.5万元/月。",
        "每P每年租金10万元。",
    ],
    "equipment_sale": [
        "Owners are selling off their GPU servers.",
        "Second-hand H100 servers are flooding the market.",
        "Some operators sell their servers at a discount.",
        "Idle GPUs are being resold.",
        "Des exploitants revendent leurs serveurs.",
        "Des serveurs d'occasion inondent le marché.",
        "二手H100服务器大量抛售。",
        "有的智算中心开始转卖服务器。",
        "不少机构低价甩卖GPU服务器。",
        "服务器被挂上二手平台。",
    ],
    "demand_falling": [
        "Demand for computing power is falling.",
        "Demand for training has collapsed.",
        "Customers for GPU rentals are drying up.",
        "Few customers want to rent GPUs any more.",
        "Demand for AI chips has cooled.",
        "Nobody wants to rent the GPUs.",
        "La demande de puissance de calcul recule.",
        "La demande de calcul s'effondre.",
        "Les clients se font rares pour les GPU.",
        "算力需求下滑。",
        "算力租赁需求锐减。",
        "算力租不出去。",
        "客户越来越少,算力卖不动。",
        "算力过剩。",
    ],
    "latency_too_high": [
        "Latency is too high for users in the east.",
        "The centers in the west are too far from users.",
        "The distance to users means long delays for computing.",
        "Latency makes the site unsuitable for inference.",
        "The western centers cannot meet the latency needs of inference.",
        "La latence est trop élevée pour les utilisateurs de l'est.",
        "Les centres sont trop loin des utilisateurs.",
        "L'éloignement allonge les délais de calcul.",
        "西部算力中心时延过高。",
        "数据中心离用户太远,时延大。",
        "时延无法满足推理需求。",
        "网络延迟太大,不适合推理。",
    ],
    "cheaper_power": [
        "Power is cheaper in Inner Mongolia.",
        "Electricity in Guizhou costs less than in Beijing.",
        "Cheap electricity draws data centers to Ningxia.",
        "Low power prices attract data centers to Gansu.",
        "L'électricité est moins chère en Mongolie-Intérieure.",
        "L'électricité bon marché attire les centres de données au Gansu.",
        "内蒙古电价更低。",
        "贵州电价低廉,吸引数据中心。",
        "西部电费便宜。",
        "甘肃电价优势明显。",
    ],
    "electricity_price": [
        "Power costs 0.32 yuan per kWh in Ulanqab.",
        "The data center pays 0.36 yuan a kilowatt-hour.",
        "Electricity is priced at 0.35 yuan/kWh in Qingyang.",
        "L'électricité y coûte 0,32 yuan le kWh.",
        "Le prix de l'électricité est de 0,36 yuan par kilowattheure.",
        "乌兰察布电价0.32元/千瓦时。",
        "数据中心用电每度0.36元。",
        "电价低至0.35元/度。",
        "度电成本0.3元。",
    ],
    "demand_to_inference": [
        "Demand has moved from training to inference.",
        "Inference is taking over from training.",
        "The market is shifting to inference.",
        "More computing power is now needed for inference than for training.",
        "La demande passe de l'entraînement à l'inférence.",
        "L'inférence prend le pas sur l'entraînement.",
        "需求从训练转向推理。",
        "推理需求超过训练。",
        "算力需求重心由训练转向推理。",
        "推理算力占比持续提升。",
    ],
    "contract_terminated": [
        "启航云终止算力服务合同。",
        "启航云与客户解除算力租赁合同。",
        "启航云算力服务协议终止。",
        "启航云公告解除算力采购合同。",
    ],
    "spending_plan": [
        "Alibaba will invest 380 billion yuan in cloud and AI over the next three years.",
        "Tencent's capital expenditure on AI will exceed 100 billion yuan.",
        "Alibaba va investir 380 milliards de yuans dans le cloud et l'IA en trois ans.",
        "阿里巴巴未来三年将投入3800亿元建设云和AI基础设施。",
        "字节跳动计划今年投入1600亿元用于AI。",
        "腾讯今年AI资本开支将超1000亿元。",
    ],
    "commitment": [
        "Alibaba remains committed to AI infrastructure.",
        "Tencent says it will keep investing in AI computing.",
        "Lantian will go on investing in computing power, the company said.",
        "Alibaba continuera d'investir dans l'IA.",
        "阿里巴巴表示将持续加大AI投入。",
    ],
    "centres_cancelled": [
        "Microsoft has cancelled data center leases.",
        "The company has scrapped several data center projects.",
        "Several companies have dropped plans for data centers.",
        "Microsoft a annulé des baux de centres de données.",
        "微软取消多个数据中心租约。",
    ],
}
NONE = [
    "Lantian opened a data center in Wuhu for users in the east.",
    "Demand for computing power is rising fast.",
    "Lantian signed a computing service contract with a customer.",
    "Power is dear in Beijing, and the data center saves much of it.",
    "Latency is low enough for inference.",
    "芜湖市建设智算中心,算力需求旺盛。",
    "启航科技签订算力服务合同。",
    "时延低于5毫秒,满足推理需求。",
    "La demande de calcul progresse.",
]


def signals(text: str, gazetteer: Gazetteer) -> list[str | None]:
    return [c.value_text for c in read(text, gazetteer).claims if c.property == "signal"]


@pytest.mark.parametrize("kind", PHRASINGS)
def test_a_signal_is_read_in_every_phrasing(kind: str, gazetteer: Gazetteer) -> None:
    assert [t for t in PHRASINGS[kind] if kind not in signals(t, gazetteer)] == []


@pytest.mark.parametrize("text", NONE)
def test_the_opposite_is_no_signal(text: str, gazetteer: Gazetteer) -> None:
    assert signals(text, gazetteer) == []
