"""Names of sites in English and French sentences."""

import pytest

from dcpipeline.extract.latin.name_keys import key_of_name, meant_by
from dcpipeline.extract.latin.names import find_names
from dcpipeline.normalize.text import fold


def anchors(text: str, language: str) -> list[tuple[str, str]]:
    """Kinds and words of all names in a sentence."""
    folded = fold(text).text
    found = find_names(folded, folded.lower(), 0, len(folded), language)
    return [(a.kind, folded[a.start : a.end]) for a in found]


NAMED = [
    (
        "en",
        "The Hengshan Intelligent Computing Center opened in May.",
        "Hengshan Intelligent Computing Center",
    ),
    ("en", "Work began on the Fenhe Token Factory last week.", "Fenhe Token Factory"),
    ("en", "Halls of the Zhuolu Cloud Hall stand empty.", "Zhuolu Cloud Hall"),
    ("en", "GDS's Ulanqab data center is full.", "Ulanqab data center"),
    ("en", "Shenzhen-based Lanyun's Heyuan campus has 300 MW.", "Heyuan campus"),
    ("en", "the Bank of China Horinger Data Center", "Bank of China Horinger Data Center"),
    (
        "fr",
        "Le Centre de calcul intelligent de la rivière Huai est en service.",
        "Centre de calcul intelligent de la riviere Huai",
    ),
    (
        "fr",
        "le centre d'informatique intelligente de la nouvelle zone de Lanzhou",
        "centre d'informatique intelligente de la nouvelle zone de Lanzhou",
    ),
    ("fr", "Tencent agrandit son campus de Huailai.", "campus de Huailai"),
    ("fr", "le chantier du Parc de calcul de Jiulong", "Parc de calcul de Jiulong"),
]


@pytest.mark.parametrize(("language", "text", "name"), NAMED)
def test_a_name_has_its_own_words_only(language: str, text: str, name: str) -> None:
    assert ("named", name) in anchors(text, language)


NAMELESS = [
    ("en", "It plans a 500MW AI data centre near the river.", "new"),
    ("en", "A 300 MW campus with 40,000 GPUs is going up.", "new"),
    ("en", "The 300 MW campus is full.", "pronoun"),
    ("en", "Two dozen data centers stand empty.", "programme"),
    ("fr", "Un nouveau centre de 25 mégawatts sort de terre.", "new"),
    ("fr", "Cette tranche abrite 4 000 baies.", "pronoun"),
    ("fr", "Les centres de données du pays sont vides.", "programme"),
]


@pytest.mark.parametrize(("language", "text", "kind"), NAMELESS)
def test_an_article_tells_new_sites_from_known_ones(language: str, text: str, kind: str) -> None:
    assert kind in [found for found, _ in anchors(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Shares of data center operators fell.",
        "The Olympic Park and the Convention Center are near.",
        "A university campus in Wuhan was closed.",
        "AI chips are scarce.",
    ],
)
def test_words_that_only_look_like_a_site_are_none(text: str) -> None:
    assert [a for a in anchors(text, "en") if a[0] in {"named", "new"}] == []


def test_numbers_tell_sites_apart_where_several_are_named() -> None:
    text = "Star River I opened with 120 petaflops of compute and Star River II followed."
    assert [name for kind, name in anchors(text, "en") if kind == "named"] == [
        "Star River I",
        "Star River II",
    ]


def test_a_short_form_means_the_one_name_that_holds_its_words() -> None:
    names = ["China Unicom Gui'an AI Center", "Guizhou Mobile Green Compute Park"]
    assert meant_by("Unicom center", names) == names[0]
    assert meant_by("Mobile park", names) == names[1]
    assert meant_by("Tencent campus", names) is None
    assert meant_by("the center", names) is None


def test_the_key_of_a_name_forgets_articles_and_nouns() -> None:
    assert key_of_name("The Hengshan Computing Center") == key_of_name("Hengshan Computing Centre")
