"""Who says it, and who only seems to."""

import pytest

from dcpipeline.extract.speakers import speaker_of
from dcpipeline_tests.extract.sentences import page_of

NAMED = [
    ("zh", "据IDC统计，2022年至2024年共有200多个项目。", "IDC"),
    ("zh", "IDC数据显示，项目超过200个。", "IDC"),
    ("zh", "据国家数据局数据，全国已建成150个。", "国家数据局"),
    ("zh", "国家数据局局长刘某表示，算力规模达到280EFLOPS。", "国家数据局"),
    ("zh", "甘肃省发展改革委副主任王某介绍，全省机架达到15万架。", "甘肃省发展改革委"),
    ("zh", "庆阳市大数据局负责人表示，已建成3万架。", "庆阳市大数据局"),
    ("zh", "科智咨询认为，上架率不足三成。", "科智咨询"),
    ("zh", "根据中国信通院发布的《算力发展白皮书》，算力总规模达230EFLOPS。", "中国信通院"),
    ("zh", "据中国IDC圈不完全统计，智算中心超过600个。", "中国IDC圈"),
    ("zh", "KZ Consulting统计，新建算力80%闲置。", "KZ Consulting"),
    ("zh", "据某某科技股份有限公司公告，合同金额3亿元。", "某某科技股份有限公司"),
    ("en", "According to IDC, more than 200 projects were announced.", "IDC"),
    ("en", "According to data from the research firm KZ Consulting, 80% is idle.", "KZ Consulting"),
    ("en", "MIT Technology Review reported that up to 80% stood unused.", "MIT Technology Review"),
    ("en", "Analysts at TD Cowen said Microsoft cancelled leases.", "TD Cowen"),
    ("en", "The National Data Administration counted 150 centers.", "National Data Administration"),
    ("en", "Gartner's data show 40%.", "Gartner"),
    ("en", "However, China Mobile said it would build 3,000 racks.", "China Mobile"),
    ("fr", "Selon le cabinet IDC, plus de 200 projets ont été annoncés.", "IDC"),
    ("fr", "D'après les données de Gartner, 40 % sont vides.", "Gartner"),
    ("fr", "TD Cowen estime que les baux ont été annulés.", "TD Cowen"),
    (
        "fr",
        "Selon l'Agence internationale de l'énergie, la part atteint 30 %.",
        "Agence internationale de l'energie",
    ),
    (
        "fr",
        "Les données du Bureau national des données montrent 150 centres.",
        "Bureau national des donnees",
    ),
    ("zh", "记者从黔北州大数据局获悉，全州建成机架1.2万架。", "黔北州大数据局"),
    ("zh", "来自市数据局的消息，全市建成标准机架5万架。", "市数据局"),
    ("zh", "朔方市数据局提供的资料显示，全市智能算力达到1.1万P。", "朔方市数据局"),
    ("zh", "某某市工信局3月5日印发的通报指出，全市已投运机柜4000个。", "某某市工信局"),
    ("zh", "青峰省通信管理局6日在新闻通气会上介绍，全省智能算力规模达1.2万P。", "青峰省通信管理局"),
    (
        "zh",
        "安河市经济和信息化局相关负责人9日在新闻发布会上说，全市智能算力超过3.3万P。",
        "安河市经济和信息化局",
    ),
    ("zh", "云栈市场总监鲁明透露，全国月租已跌到2.4万元。", "鲁明"),
    ("zh", "据算力中介“小鱼算”统计，整机月租跌到5.8万元。", "小鱼算"),
    ("zh", "市大数据局同时公布，全市平均利用率41%。", "市大数据局"),
    (
        "en",
        "About 49 centers run there, Zhou Tong, director of the provincial bureau, told reporters.",
        "Zhou Tong",
    ),
    (
        "en",
        "It is 114,000 PFLOPS, Li Heng, deputy director of the city's bureau, said on Tuesday.",
        "Li Heng",
    ),
    (
        "en",
        "It wants 40,000 petaflops by 2030, according to the league's data bureau.",
        "league's data bureau",
    ),
    (
        "en",
        "Racks came to 120,000, figures from the provincial data bureau show.",
        "provincial data bureau",
    ),
    (
        "en",
        "The regional data bureau said 126,000 petaflops are installed.",
        "regional data bureau",
    ),
    (
        "en",
        "Power totaled 780,000 PFLOPS, an official with the industry ministry told the press.",
        "official with the industry ministry",
    ),
    (
        "en",
        "More than 115,000 chips are sought, according to filings reviewed by Bloomberg.",
        "Bloomberg",
    ),
    (
        "en",
        "More than 450 AI data center projects were announced, research firm Lantau Insight said.",
        "Lantau Insight",
    ),
    (
        "en",
        "The city has 70,000 petaflops, said Ma Juan, deputy head of the local data bureau.",
        "Ma Juan",
    ),
    (
        "fr",
        "La puissance a franchi 100 000 pétaflops, selon le bureau provincial du big data.",
        "bureau provincial du big data",
    ),
    (
        "fr",
        "La Chine occupe le deuxième rang, a déclaré jeudi Liu Heng, directeur de l'agence.",
        "Liu Heng",
    ),
    (
        "fr",
        "Selon le ministère de l'Industrie, 1 590 000 pétaflops sont installés.",
        "ministere de l'Industrie",
    ),
    (
        "fr",
        "Il sera étendu à 10 000 pétaflops, assure Liu Kang, directeur adjoint de la filiale.",
        "Liu Kang",
    ),
    ("fr", "Plus de 115 000 puces sont visées, d'après une enquête de Bloomberg.", "Bloomberg"),
    (
        "fr",
        "108 000 pétaflops sont installés, d'après l'administration régionale.",
        "administration regionale",
    ),
    ("fr", "L'agence Bloomberg, qui a lu les actes, a recensé 39 projets.", "Bloomberg"),
]

NOBODY = [
    ("zh", "IDC数据中心项目开工。"),
    ("zh", "公司拥有IDC牌照，IDC业务收入30亿元。"),
    ("zh", "据悉，项目总投资30亿元。"),
    ("zh", "记者了解到，项目总投资30亿元。"),
    ("zh", "据介绍，一期建成2000个机柜。"),
    ("zh", "有关负责人介绍，项目投资20亿元。"),
    ("zh", "业内人士表示，利用率只有两成。"),
    ("zh", "报告显示，利用率不足30%。"),
    ("zh", "数据显示，全国有250个。"),
    ("zh", "根据规划，到2025年建成10个。"),
    ("en", "IDC business revenue rose, the operator said."),
    ("en", "Officials said 150 were built."),
    ("en", "According to officials, the site has 3,000 racks."),
    ("en", "The company said it had 3,000 racks."),
    ("en", "Local media reported 500 projects."),
    ("en", "The data center in Ulanqab has 3,000 racks."),
    ("fr", "Selon les autorités, 150 centres sont achevés."),
    ("fr", "D'après des experts, 30 % sont vides."),
    ("fr", "Le campus de Hohhot compte 3 000 baies."),
    ("en", "China's AI reported rents fell."),
    ("en", "Some 450 AI data center projects were announced."),
    ("en", "A plan for Zaozhuang, Shandong, is reported to cover 3,000 racks."),
    ("zh", "该中心拟建IDC机柜3600个，子公司表示将扩容。"),
    ("fr", "Coût estimé : 2,4 milliards de yuans."),
    ("fr", "Cela met en lumière 30 % de pertes."),
]


def speakers(text: str, language: str) -> list[str | None]:
    """The speaker of each sentence, in folded text."""
    page = page_of(text, language)
    spans = [speaker_of(page, sentence) for sentence in page.sentences]
    return [None if span is None else page.text[slice(*span)] for span in spans]


@pytest.mark.parametrize(("language", "text", "name"), NAMED)
def test_the_body_that_speaks_is_named(language, text, name):
    assert speakers(text, language) == [name]


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_generic_sources_and_other_readings_name_nobody(language, text):
    assert speakers(text, language) == [None]


def test_who_is_quoted_may_be_named_behind_the_quotation():
    assert speakers("“一号机楼部署算力1800P。”副总经理马学军告诉记者。", "zh") == ["马学军"] * 2
    assert speakers("“一号机楼部署算力1800P。”二号机楼还在建设。", "zh") == [None, None]


def test_the_report_is_the_one_named_before():
    assert speakers("赛迪顾问发布报告。报告还指出，上架率为38%。", "zh") == ["赛迪顾问", "赛迪顾问"]
    assert speakers("TD Cowen published a note. The report also said 40% was idle.", "en") == [
        "TD Cowen",
        "TD Cowen",
    ]


def test_the_analyst_outranks_the_paper_that_quotes_it():
    text = "Selon les analystes de TD Cowen cités par Bloomberg, des baux ont été annulés."
    assert speakers(text, "fr") == ["TD Cowen"]
