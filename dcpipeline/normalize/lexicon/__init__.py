"""Words of Chinese, English and French as data: one YAML file per language, one word a line.

``names.yml`` holds the words of names of projects and companies, ``businesses.yml`` those that say
what a company does.

Belongs here: words and what they mean. Does not belong here: rules that combine them (the modules
of ``normalize``), names of divisions (``ref.division_aliases``).
"""

from dcpipeline.normalize.lexicon.loader import (
    LANGUAGES,
    business_words,
    listed,
    mapped,
    name_words,
    simplified,
    zones_across_cities,
)

__all__ = [
    "LANGUAGES",
    "business_words",
    "listed",
    "mapped",
    "name_words",
    "simplified",
    "zones_across_cities",
]
