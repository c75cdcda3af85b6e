"""Companies named in English and French by the last word of their names."""

import re
from collections.abc import Iterator
from typing import Final

_LAST: Final = (
    r"(?:Co|Corp|Inc|Ltd|Group|Holdings?|Technolog(?:y|ies)|Digital|Data|Cloud|"
    r"Compute|Computing|Energy|Telecom|Mobile|Unicom|"
    r"Information|Software|Networks?|Electric|Communications?|Industr(?:y|ies)|"
    r"Investment|Capital|Intelligent|Systems|Semiconductor|Zhisuan|Yun)"
)
_NAME: Final = re.compile(
    rf"(?<![\w-])(?:[A-Z][\w&'-]+ ){{1,5}}{_LAST}(?![\w-])\.?(?! (?:[A-Z]|data|"
    rf"comput|campus|cent|park|hub|base|cluster|facility))"
)
_OPENING: Final = re.compile(
    r"^(?:(?:The|A|An|In|At|On|By|For|Its|Their|And|But|With|From|While|As|"
    r"Le|La|Les|En|Dans|A|De|Pour|Selon|Owner|Operator|Promoteur)\s)+"
)
_OPEN: Final = frozenset(
    {"Big", "Cloud", "Open", "Public", "National", "Personal", "Green", "Clean"}
)


def find_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of names that end in a word for a company: "Yuedian Digital", not "Big Data"."""
    for match in _NAME.finditer(text, start, end):
        opening = _OPENING.match(match.group())
        first = match.start() + (opening.end() if opening is not None else 0)
        words = text[first : match.end()].split()
        if len(words) >= 2 and not (len(words) == 2 and words[0] in _OPEN):
            yield first, match.end()
