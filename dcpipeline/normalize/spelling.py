"""Chinese words in Latin letters."""

from functools import lru_cache

from pypinyin import lazy_pinyin, load_phrases_dict

# Places of which the dictionary gives another reading of a character.
_READINGS = {
    "朝阳": [["cháo"], ["yáng"]],
    "长治": [["cháng"], ["zhì"]],
    "漯河": [["luò"], ["hé"]],
    "昌都": [["chāng"], ["dū"]],
    "郫都": [["pí"], ["dū"]],
    "新都": [["xīn"], ["dū"]],
    "吕梁": [["lǚ"], ["liáng"]],
}


@lru_cache(maxsize=65536)
def pinyin(text: str) -> str:
    """Chinese characters as pinyin without tones, everything else as it stands."""
    _know_places()
    return "".join(lazy_pinyin(text))


@lru_cache(maxsize=1)
def _know_places() -> None:
    load_phrases_dict(_READINGS)
