"""Events told by a verb and what it is about, in English and French."""

import pytest

from dcpipeline.extract.clauses_latin import with_clauses
from dcpipeline.normalize.text import fold

CLAUSES = [
    ("en", "Building work on Lanyun's 3.5 billion yuan campus in Heyuan, Guangdong, got under way.",
     [("construction_start", "stated")]),
    ("en", "Construction of the Heyuan base, begun in May 2021, was finished in June 2023.",
     [("construction_start", "stated"), ("operational", "stated")]),
    ("en", "Work is not expected to begin before 2027.", [("construction_start", "negated")]),
    ("en", "Works are slated to start in the autumn.", [("construction_start", "planned")]),
    ("en", "Work on a cloud and AI park in Heyuan has been at a standstill since March.",
     [("suspended", "stated")]),
    ("en", "The hall is nearly complete.", [("construction_start", "stated")]),
    ("en", "The cluster has entered trial operation.", [("phase_online", "stated")]),
    ("en", "It should be up and running by May.", [("operational", "planned")]),
    ("en", "The first users arrived when the base started service.", [("operational", "stated")]),
    ("en", "Lanyun has wrapped up construction.", [("operational", "stated")]),
    ("en", "Commercial operation will begin in 2026.", [("operational", "planned")]),
    ("fr", "La construction du centre de Lanyun à Heyuan (Guangdong), un projet de 3,5 milliards "
     "de yuans, a démarré en mai.", [("construction_start", "stated")]),
    ("fr", "Les travaux n'ont pas encore débuté.", [("construction_start", "negated")]),
    ("fr", "Le chantier doit s'ouvrir en mai.", []),
    ("fr", "Les travaux doivent démarrer en mai.", [("construction_start", "planned")]),
    ("fr", "Lanyun a lancé jeudi à Heyuan, dans le Guangdong, le chantier de son parc.",
     [("construction_start", "stated")]),
    ("fr", "Entamé en mai 2022 par Lanyun, le chantier de ce centre est interrompu.",
     [("construction_start", "stated"), ("suspended", "stated")]),
    ("fr", "Le site est entré en phase d'essai.", [("phase_online", "stated")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "expected"), CLAUSES)
def test_clauses(language, words, expected):
    text = fold(words).text
    found = with_clauses(text, text.lower(), language, [])
    told = [(m.events[0], m.modality) for m in sorted(found, key=lambda m: m.start)]
    assert told == expected
