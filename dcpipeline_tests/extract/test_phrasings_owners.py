"""Owners in many phrasings, by names that no word for a company ends."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

NAMES = {"en": "Lantian Data", "fr": "Lantian Data", "zh": "启航云"}
PHRASINGS = {
    "en": [
        "Lantian Data will build the Yanshan data center in Chifeng, Inner Mongolia.",
        "The Yanshan data center in Chifeng is owned by Lantian Data.",
        "The Yanshan data center in Chifeng is operated by Lantian Data.",
        "The Yanshan data center in Chifeng, a project of Lantian Data, opened in May.",
        "The Yanshan data center in Chifeng belongs to Lantian Data.",
        "The Yanshan data center in Chifeng is run by Lantian Data.",
        "Lantian Data, the developer of the Yanshan data center in Chifeng, said work "
        "began in May.",
        "Lantian Data says its Yanshan data center in Chifeng opened in May.",
        "Lantian Data's Yanshan data center in Chifeng opened in May.",
        "The Yanshan data center in Chifeng was opened by Lantian Data in May.",
        "Lantian Data is behind the Yanshan data center in Chifeng, Inner Mongolia.",
        "The Yanshan data center in Chifeng is the work of Lantian Data.",
        "Lantian Data is the investor in the Yanshan data center in Chifeng, Inner Mongolia.",
        "The Yanshan data center in Chifeng is financed by Lantian Data.",
        "Lantian Data has a stake in the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data put the Yanshan data center in Chifeng into service in May.",
        "Lantian Data is to spend 3 billion yuan on the Yanshan data center in Chifeng, "
        "Inner Mongolia.",
        "Lantian Data will invest 3 billion yuan in the Yanshan data center in Chifeng, "
        "Inner Mongolia.",
        "Lantian Data plans the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data has started work on the Yanshan data center in Chifeng, Inner Mongolia.",
        "The owner of the Yanshan data center in Chifeng is Lantian Data.",
        "The Yanshan data center in Chifeng, owned by Lantian Data, opened in May.",
        "The Yanshan data center in Chifeng, which Lantian Data operates, opened in May.",
        "The Yanshan data center in Chifeng, built by Lantian Data, opened in May.",
        "The Yanshan data center in Chifeng will be built by Lantian Data.",
        "The Yanshan data center in Chifeng is being developed by Lantian Data.",
        "Lantian Data signed an agreement with Chifeng to build the Yanshan data center.",
        "Chifeng and Lantian Data signed an agreement on the Yanshan data center.",
        "Lantian Data cancelled the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data has halted the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data sold the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data bought the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data received approval for the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data won approval to build the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data applied to build the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data is in charge of the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data announced the Yanshan data center in Chifeng, Inner Mongolia.",
        "Under the agreement, Lantian Data will build the Yanshan data center in "
        "Chifeng, Inner Mongolia.",
        "The Yanshan data center in Chifeng, a joint venture of Lantian Data and Beihai "
        "Cloud, opened.",
        "The Yanshan data center in Chifeng is in the hands of Lantian Data.",
        "The Yanshan data center in Chifeng is managed by Lantian Data.",
        "The Yanshan data center in Chifeng was set up by Lantian Data.",
        "Lantian Data has completed the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data expanded the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data took over the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data chose Chifeng for the Yanshan data center.",
        "The Yanshan data center in Chifeng, the first of Lantian Data, opened.",
        "The Yanshan data center in Chifeng, Lantian Data's first in the north, opened in May.",
        "Chinese company Lantian Data opened the Yanshan data center in Chifeng, Inner Mongolia.",
        "Lantian Data, a cloud company, opened the Yanshan data center in Chifeng in May.",
        "Lantian Data, based in Beijing, opened the Yanshan data center in Chifeng in May.",
        "Beijing-based Lantian Data opened the Yanshan data center in Chifeng in May.",
        "Lantian Data has put up the Yanshan data center in Chifeng, Inner Mongolia.",
        "The Yanshan data center in Chifeng, funded by Lantian Data, opened in May.",
        "The Yanshan data center in Chifeng is a project of Lantian Data.",
    ],
    "fr": [
        "Lantian Data va construire le centre de données Yanshan à Chifeng.",
        "Le centre de données Yanshan à Chifeng appartient à Lantian Data.",
        "Le centre de données Yanshan à Chifeng est exploité par Lantian Data.",
        "Le centre de données Yanshan à Chifeng, un projet de Lantian Data, a ouvert en mai.",
        "Le centre de données Yanshan à Chifeng est la propriété de Lantian Data.",
        "Le centre de données Yanshan à Chifeng est géré par Lantian Data.",
        "Lantian Data a ouvert le centre de données Yanshan à Chifeng.",
        "Lantian Data a mis en service le centre de données Yanshan à Chifeng.",
        "Lantian Data investit 3 milliards de yuans dans le centre de données Yanshan à Chifeng.",
        "Lantian Data va investir 3 milliards de yuans dans le centre de données Yanshan "
        "à Chifeng.",
        "Le centre de données Yanshan à Chifeng a été construit par Lantian Data.",
        "Le centre de données Yanshan à Chifeng, construit par Lantian Data, a ouvert en mai.",
        "Le centre de données Yanshan à Chifeng, que Lantian Data exploite, a ouvert en mai.",
        "Le centre de données Yanshan à Chifeng est porté par Lantian Data.",
        "Le centre de données Yanshan à Chifeng est financé par Lantian Data.",
        "Lantian Data a racheté le centre de données Yanshan à Chifeng.",
        "Lantian Data a vendu le centre de données Yanshan à Chifeng.",
        "Lantian Data a renoncé au centre de données Yanshan à Chifeng.",
        "Lantian Data a suspendu le centre de données Yanshan à Chifeng.",
        "Lantian Data a lancé le chantier du centre de données Yanshan à Chifeng.",
        "Lantian Data a signé un accord avec Chifeng pour le centre de données Yanshan.",
        "Le propriétaire du centre de données Yanshan à Chifeng est Lantian Data.",
        "Lantian Data, propriétaire du centre de données Yanshan à Chifeng, a ouvert ses portes.",
        "Lantian Data, l'exploitant du centre de données Yanshan à Chifeng, dit que les "
        "travaux ont commencé.",
        "Lantian Data a annoncé le centre de données Yanshan à Chifeng.",
        "Lantian Data prévoit le centre de données Yanshan à Chifeng.",
        "Lantian Data a obtenu le feu vert pour le centre de données Yanshan à Chifeng.",
        "Lantian Data a achevé le centre de données Yanshan à Chifeng.",
        "Lantian Data a agrandi le centre de données Yanshan à Chifeng.",
        "Le centre de données Yanshan à Chifeng, dont Lantian Data est le maître "
        "d'ouvrage, a ouvert.",
        "Le groupe Lantian Data a inauguré le centre de données Yanshan à Chifeng.",
        "L'opérateur Lantian Data a inauguré le centre de données Yanshan à Chifeng.",
        "Lantian Data, basé à Pékin, a inauguré le centre de données Yanshan à Chifeng.",
        "Le centre de données Yanshan de Lantian Data à Chifeng a ouvert en mai.",
        "Le centre de données Yanshan à Chifeng est entre les mains de Lantian Data.",
    ],
    "zh": [
        "启航云在赤峰建设云岭智算中心。",
        "启航云投资建设的赤峰云岭智算中心投产。",
        "赤峰云岭智算中心由启航云投资建设。",
        "赤峰云岭智算中心由启航云运营。",
        "启航云旗下赤峰云岭智算中心投产。",
        "启航云的赤峰云岭智算中心开工。",
        "赤峰云岭智算中心隶属启航云。",
        "赤峰云岭智算中心归启航云所有。",
        "赤峰云岭智算中心项目业主为启航云。",
        "赤峰云岭智算中心项目建设单位为启航云。",
        "启航云拟在赤峰投资3亿元建设云岭智算中心。",
        "启航云宣布赤峰云岭智算中心投产。",
        "启航云终止赤峰云岭智算中心项目。",
        "启航云收购赤峰云岭智算中心。",
        "启航云出售赤峰云岭智算中心。",
        "赤峰市与启航云签署云岭智算中心合作协议。",
        "启航云与赤峰市签约建设云岭智算中心。",
        "赤峰云岭智算中心为启航云投资项目。",
        "启航云是赤峰云岭智算中心的建设方。",
        "赤峰云岭智算中心项目主体为启航云。",
        "赤峰云岭智算中心(投资方:启航云)开工。",
        "由启航云牵头的赤峰云岭智算中心开工。",
        "启航云获批建设赤峰云岭智算中心。",
        "启航云负责运营赤峰云岭智算中心。",
        "赤峰云岭智算中心交由启航云运营。",
        "赤峰云岭智算中心系启航云投建。",
        "启航云联合北海云建设的赤峰云岭智算中心开工。",
        "赤峰云岭智算中心背后是启航云。",
    ],
}

# Who owns the site of the sentence before.
FIRST = {
    "en": "The Yanshan data center in Chifeng, Inner Mongolia, opened in May. ",
    "fr": "Le centre de données Yanshan à Chifeng, en Mongolie-Intérieure, a ouvert en mai. ",
    "zh": "赤峰云岭智算中心5月投产。",
}
TOLD_BEHIND = {
    "en": [
        "It was built by Lantian Data.",
        "It belongs to Lantian Data.",
        "The owner is Lantian Data.",
        "Its owner is Lantian Data.",
        "Lantian Data owns it.",
        "Lantian Data operates the site.",
        "Lantian Data runs the facility.",
        "The operator, Lantian Data, employs 40 people.",
        "The developer is Lantian Data, a Beijing firm.",
        "It is owned by Lantian Data, which has two more.",
        "The investor behind it is Lantian Data.",
        "Behind the project stands Lantian Data.",
        "It is a project of Lantian Data.",
        "The project was developed by Lantian Data.",
        "Lantian Data invested 3 billion yuan in it.",
        "Lantian Data has financed the project.",
        "The project is led by Lantian Data.",
        "It is the second data center of Lantian Data.",
        "It is Lantian Data's second data center.",
        "For Lantian Data it is the first in the north.",
        '"We are proud," said Wang Wei, chairman of Lantian Data, which built the site.',
        "Lantian Data said the site would be filled within a year.",
        "Lantian Data plans to expand it.",
        "Lantian Data, its operator, said it is full.",
        "Lantian Data built the center in two years.",
        "The center is run by Lantian Data.",
        "Lantian Data is responsible for running it.",
        "Construction was in the hands of Lantian Data.",
        "Lantian Data has signed up ten customers for it.",
        "It was funded by Lantian Data.",
        "The site is wholly owned by Lantian Data.",
        "Lantian Data holds 60% of the project.",
        "The project company is Lantian Data.",
        "Operator: Lantian Data.",
        "Owner: Lantian Data",
        "Built and operated by Lantian Data, it serves banks.",
        "Lantian Data bought it in June.",
    ],
    "fr": [
        "Il a été construit par Lantian Data.",
        "Il appartient à Lantian Data.",
        "Le propriétaire est Lantian Data.",
        "Son exploitant est Lantian Data.",
        "Lantian Data en est le propriétaire.",
        "Lantian Data exploite le site.",
        "L'exploitant, Lantian Data, emploie 40 personnes.",
        "Le promoteur est Lantian Data, une société de Pékin.",
        "C'est un projet de Lantian Data.",
        "Le projet est porté par Lantian Data.",
        "Lantian Data y a investi 3 milliards de yuans.",
        "Lantian Data a financé le projet.",
        "Derrière le projet se trouve Lantian Data.",
        "C'est le deuxième centre de Lantian Data.",
        "Lantian Data compte l'agrandir.",
        "Lantian Data l'a construit en deux ans.",
        "Le centre est géré par Lantian Data.",
        "Lantian Data détient 60 % du projet.",
        "Exploitant : Lantian Data.",
        "Construit et exploité par Lantian Data, il sert des banques.",
        "Lantian Data l'a racheté en juin.",
        "La société Lantian Data en assure l'exploitation.",
        "Il est la propriété du groupe Lantian Data.",
        "L'investisseur est Lantian Data.",
        "Le groupe Lantian Data, à l'origine du projet, veut l'agrandir.",
    ],
    "zh": [
        "项目由启航云投资建设。",
        "该中心由启航云运营。",
        "业主为启航云。",
        "投资方为启航云。",
        "建设单位:启航云。",
        "运营单位是启航云。",
        "该项目投资方启航云表示,已满负荷。",
        "启航云投资建设该项目。",
        "启航云是该项目的投资方。",
        "启航云负责项目的投资、建设和运营。",
        "项目总投资3亿元,由启航云出资。",
        "该中心归启航云所有。",
        "该中心隶属于启航云。",
        "启航云持股60%。",
        "项目公司为启航云。",
        "启航云作为项目业主,将继续扩建。",
        "这是启航云在北方的首个智算中心。",
        "这也是启航云的第二座智算中心。",
        "启航云计划扩建该中心。",
        "该项目系启航云投建。",
        "项目业主单位启航云负责人介绍,机柜已满。",
        "启航云董事长王伟说,项目将扩建。",
        "中心由启航云与北海云共同建设。",
        "启航云6月收购了该中心。",
        "该中心背后是启航云。",
        "项目实施主体为启航云。",
        "运营方启航云称,上架率超八成。",
        "启航云独资建设。",
        "该项目由启航云全资子公司建设。",
        "项目备案单位为启航云。",
        "启航云投资3亿元建设。",
    ],
}


def operators(text: str, gazetteer: Gazetteer) -> list[str | None]:
    return [c.value_text for c in read(text, gazetteer).claims if c.property == "operator"]


@pytest.mark.parametrize("language", PHRASINGS)
def test_an_owner_is_read_in_every_phrasing(language: str, gazetteer: Gazetteer) -> None:
    name = NAMES[language]
    said = PHRASINGS[language]
    assert [text for text in said if name not in operators(text, gazetteer)] == []


@pytest.mark.parametrize(
    "text",
    [
        "启航云承建赤峰云岭智算中心。",
        "赤峰市委副书记调研,推进云岭智算中心项目建设。",
        "赤峰以大数据打造云岭智算中心。",
        "启航云中标赤峰云岭智算中心服务器采购项目。",
    ],
)
def test_a_builder_an_office_or_a_means_is_no_owner(text: str, gazetteer: Gazetteer) -> None:
    assert operators(text, gazetteer) == []


@pytest.mark.parametrize("language", TOLD_BEHIND)
def test_an_owner_is_read_behind_the_site(language: str, gazetteer: Gazetteer) -> None:
    said = [FIRST[language] + words for words in TOLD_BEHIND[language]]
    assert [text for text in said if NAMES[language] not in operators(text, gazetteer)] == []


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("启航云作为项目业主,将继续扩建。", "启航云"),
        ("作为项目业主,启航云将继续扩建。", "启航云"),
        ("启航科技作为该中心的投资方,已追加投资。", "启航科技"),
    ],
)
def test_a_role_is_no_part_of_a_name(behind: str, name: str, gazetteer: Gazetteer) -> None:
    assert operators(FIRST["zh"] + behind, gazetteer) == [name]
