"""The page's own words: one file for each language, with the same keys."""

from functools import cache
from pathlib import Path
from typing import Final

import yaml

FOLDER: Final = Path(__file__).parent / "words"
# File by language tag; the first is the language of the page before anybody chooses.
LANGUAGES: Final = {"en": "en.yml", "zh-Hans": "zh.yml"}

Words = dict[str, str]


@cache
def words(language: str) -> Words:
    """All words of a language under ``group.name``.

    Raises:
        KeyError: there is no such language.
    """
    text = (FOLDER / LANGUAGES[language]).read_text(encoding="utf-8")
    groups: dict[str, Words] = yaml.safe_load(text)
    return {
        f"{group}.{name}": said for group, names in groups.items() for name, said in names.items()
    }
