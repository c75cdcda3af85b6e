"""One site in Wuhu, with other places in passing: seats, markets, guests, distances."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

SITES = {
    "en": ("the Yanshan data center", "a data center"),
    "fr": ("le centre de données Yanshan", "un centre de données"),
    "zh": ("云岭智算中心", "一座智算中心"),
}
PHRASINGS = {
    "en": [
        "Beijing-based Lantian opened {} in Wuhu, Anhui.",
        "Lantian, a company from Shanghai, opened {} in Wuhu, Anhui.",
        "{} in Wuhu, Anhui, 120 km from Hefei, opened in May.",
        "{} in Wuhu, Anhui, opened in May, a week after Lantian's results in Hong Kong.",
        "At a ceremony in Hefei, Lantian announced {} in Wuhu, Anhui.",
        "Lantian announced in Beijing that it will build {} in Wuhu, Anhui.",
        "{} in Wuhu, Anhui, opened. It backs up data from Shanghai.",
        "{} opened in Wuhu, Anhui. Lantian has its headquarters in Shenzhen.",
        "WUHU, Anhui - {} opened on Tuesday.",
        "{} opened in Wuhu, Anhui, with guests from Nanjing and Hefei.",
        "Lantian's Shanghai office said {} in Wuhu, Anhui, opened in May.",
        "{} in Wuhu, Anhui, opened in May, China Daily reported from Beijing.",
        "Wuhu, Anhui, has a new landmark: {} opened in May.",
        "{} opened in May in Wuhu, a city in Anhui near Nanjing.",
        "In Wuhu, Anhui, {} opened in May.",
        "{} in Wuhu's Jiujiang district, Anhui, opened in May.",
        "Wuhu in Anhui province saw the opening of {}.",
        "{}, in the Anhui city of Wuhu, opened in May.",
        "{} opened in Anhui's Wuhu in May.",
        "Servers from Suzhou were installed in {} in Wuhu, Anhui, which opened in May.",
        "The Yangtze Delta, with Shanghai, Jiangsu and Zhejiang, gets more "
        "compute: {} opened in Wuhu, Anhui.",
    ],
    "fr": [
        "Lantian, basé à Pékin, a ouvert {} à Wuhu, dans l'Anhui.",
        "{} à Wuhu, dans l'Anhui, à 120 km de Hefei, a ouvert en mai.",
        "Lors d'une cérémonie à Hefei, Lantian a annoncé {} à Wuhu, dans l'Anhui.",
        "Lantian a annoncé à Pékin qu'il va construire {} à Wuhu, dans l'Anhui.",
        "{} a ouvert à Wuhu, dans l'Anhui. Lantian a son siège à Shenzhen.",
        "À Wuhu, dans l'Anhui, {} a ouvert en mai.",
        "{} a ouvert en mai à Wuhu, ville de l'Anhui proche de Nankin.",
        "Le groupe shanghaïen Lantian a ouvert {} à Wuhu, dans l'Anhui.",
        "{} de Wuhu, dans la province de l'Anhui, a ouvert en mai.",
        "La ville de Wuhu (Anhui) a inauguré {}.",
        "{} a ouvert à Wuhu (Anhui), a rapporté un journal de Pékin.",
        "{}, situé à Wuhu dans l'Anhui, a ouvert en mai.",
    ],
    "zh": [
        "总部位于北京的蓝天科技在安徽芜湖建成{}。",
        "安徽芜湖{}投产,距合肥120公里。",
        "安徽芜湖{}投产,服务上海、南京客户。",
        "蓝天科技在北京宣布,将在安徽芜湖建设{}。",
        "安徽省芜湖市{}5月投产。",
        "{}在安徽芜湖投产,南京、合肥嘉宾出席。",
        "上海企业蓝天科技投资的{}在安徽芜湖开工。",
        "芜湖市{}投产。",
        "位于芜湖市鸠江区的{}投产。",
        "{}落户安徽芜湖,将服务长三角。",
        "{}项目在芜湖经开区开工。",
        "来自深圳的蓝天科技在芜湖投建的{}开工。",
        "与合肥、南京相比,芜湖起步晚,但{}已经投产。",
        "芜湖{}投产,用电来自甘肃。",
        "从北京来到芜湖,蓝天科技建成{}。",
        "{}位于安徽省芜湖市,由北京蓝天科技建设,5月投产。",
        "芜湖市举行{}开工仪式,上海市代表到场。",
        "安徽省首个{}在芜湖投产。",
    ],
}


def cities(text: str, gazetteer: Gazetteer) -> list[str | None]:
    return [s.city_adcode for s in read(text, gazetteer).subjects if s.kind == "project"]


@pytest.mark.parametrize("language", PHRASINGS)
def test_a_site_lies_where_it_stands(language: str, gazetteer: Gazetteer) -> None:
    said = [
        words[0].upper() + words[1:]
        for phrasing in PHRASINGS[language]
        for words in (phrasing.format(site) for site in SITES[language])
    ]
    assert [text for text in said if cities(text, gazetteer) != ["340200"]] == []
