"""What the article before an English noun says: a new site, the known one, or several."""

import re
from typing import Final

from dcpipeline.extract.anchors import AnchorKind

# In a headline no article stands before a site: "plans 200MW campus".
_SIZED_BEFORE: Final = re.compile(
    r"\b\d[\d,.]*[ -]?(?:mw|gw|megawatts?|gigawatts?|racks?|cabinets?|petaflops?|pflops|p|"
    r"exaflops?|"
    r"eflops|servers?|cards?|gpus?|hectares?|acres?|mu|yuan|rmb|dollars?)\s(?:[\w-]+\s){0,3}$"
)
# Not the comma of a number: "in Lhasa, the 645,000-square-meter center".
_CUT: Final = re.compile(r"[;:!?()]|[,.](?!\d)")
_QUOTE_BEFORE: Final = re.compile(r"\s[\"“«]\s?$")
# The last article before a noun decides: "an agreement for the center" is about a known one.
_ARTICLE: Final = re.compile(
    r"\b(?:(?P<new>an?|another|one|(?:its|their) (?:own|first|second|third|fourth|new|newest|"
    r"latest|"
    r"next))|the|this|that|said|its|their)\s"
)
_NEAR: Final = re.compile(r"\s*(?:[\w.,'%$¥€/+-]+\s+){0,8}")
_IS_ONE: Final = re.compile(
    r"\b(?:is|was|be|been|become|becomes|became|as|remains?)\s+an?\s+(?:[\w.,'%/+-]+\s+){0,6}$"
)
# "it is Jinyun's third data center", "this facility, the group's largest center": the same site.
_IS_THEIRS: Final = re.compile(
    r"\b(?:it|this|that|which|site|facility|cent(?:er|re)|campus|park|hub|project|complex|base)"
    r"(?: (?:is|was|be|will be|would be|ha[sd] become|becomes?|became|marks?|represents?|makes)|,)"
    r"\s(?:(?:the|its|their)\s)?(?:[\w.&-]+\s){0,4}?(?:[\w.&-]+['’]s?|its|their)\s"
    r"(?:[\w.,'$¥€%-]+\s+){0,6}$"
)
# "the city's other project", "its sister site"
_THE_OTHER: Final = re.compile(
    r"(?:\b(?:the|its|their)|\w's) (?:other|sister|twin) (?:[\w-]+ ){0,3}$"
)
_KNOWN: Final = re.compile(r"\b(?:the|this|that|said|its|their)\s(?:[\w.,'$¥€-]+\s+){0,5}$")
# "Tencent's fourth campus" is one more of its sites.
_OWNED: Final = re.compile(
    r"\w['’]s? (?P<another>(?:first|second|third|fourth|fifth|sixth|new|newest|latest|next|"
    r"\d{1,2}(?:st|nd|rd|th))\s)?(?:[\w.,'$¥€%-]+\s+){0,6}$"
)
_COUNT: Final = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|"
    r"several|many|some|most|all|"
    r"more|other|these|those|such|of|every|each|any|no)\s+(?:[\w.'-]+\s+){0,3}$"
)


def kind_by_article(lower: str, floor: int, first: int) -> AnchorKind:
    """Whether the words before a noun make a new site, a known one, several, or none of these."""
    before = _QUOTE_BEFORE.sub(" ", lower[floor:first])
    if _IS_THEIRS.search(before):
        return "bare"
    cuts = [match.end() for match in _CUT.finditer(before)]
    before = before[cuts[-1] :] if cuts else before
    if _IS_ONE.search(before):
        return "bare"
    articles = list(_ARTICLE.finditer(before))
    if articles and articles[-1]["new"] and _NEAR.fullmatch(before, articles[-1].end()):
        return "new"
    if _THE_OTHER.search(before):
        return "new"
    owned = _OWNED.search(before)
    if owned is not None:
        return "new" if owned["another"] else "pronoun"
    if _KNOWN.search(before):
        return "pronoun"
    if _SIZED_BEFORE.search(before):
        return "new"
    if _COUNT.search(before):
        return "programme"
    return "bare"
