"""Owners and operators: the part that a company plays in a sentence.

Belongs here: what follows from the words around a company. Does not belong here: the patterns
(``owner_words.py``) and their words (``normalize/lexicon``).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.extract import owner_words as words
from dcpipeline.extract.companies import Company
from dcpipeline.extract.frames import Reading
from dcpipeline.extract.owner_names import name_patterns
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.matching import matches_from
from dcpipeline.normalize.phrases import PhraseIndex

_LABEL_REACH: Final = 24
_VERB_REACH: Final = 40
# Behind 由 partners may stand before the verb.
_BY_REACH: Final = 72


def addressee(page: PageText, reading: Reading) -> tuple[int, int] | None:
    """The company to which an approval is addressed: a line that holds its name and a colon."""
    if len(reading.companies) != 1 or not reading.companies[0].name:
        return None
    company = reading.companies[0]
    rest = page.lower[company.end : reading.sentence.end].strip()
    alone = company.start == reading.sentence.start and rest == ":"
    return (company.start, company.end) if alone else None


def may_own(page: PageText, reading: Reading) -> Iterator[tuple[int, int]]:
    """Companies of a sentence whose words give them no other part: not supplier, tenant, judge."""
    lower, sentence = page.lower, reading.sentence
    for company in reading.companies:
        name = company.name.lower()
        if not name or "某" in name or words.GOVERNMENT.search(name):
            continue
        before = lower[max(sentence.start, company.start - _LABEL_REACH) : company.start]
        after = lower[company.end : min(sentence.end, company.end + _VERB_REACH)]
        if (
            _supplies(before, after)
            or words.OTHER_PART_BEFORE.search(before)
            or words.OTHER_PART_BEHIND.match(after)
            or site_used_by(page, reading, company.end)
        ):
            continue
        yield company.start, company.end


def is_maker(page: PageText, company: Company) -> bool:
    """Whether a company is named for what it makes or does for others (寒武纪MLU590加速卡)."""
    return words.OTHER_PART_BEHIND.match(page.lower, company.end) is not None


def may_name_owner(page: PageText, reading: Reading) -> bool:
    """Whether a sentence holds a company or one of the words that a name of an owner needs."""
    sentence = reading.sentence
    return bool(reading.companies) or bool(
        words.OWNER_HINT.search(page.lower, sentence.start, sentence.end)
    )


def find_owners(page: PageText, reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Spans of the words for owners and operators in a sentence, in its order.

    The third value tells whether the words are a name; otherwise they stand for the company that
    was named before (公司).
    """
    owners = [c for c in reading.companies if is_owner(page, reading, c)]
    named = [company for company in owners if company.name]
    spans = [(*_with_branch(page, reading, c), True) for c in named]
    spans += [
        (c.start, c.end, False)
        for c in (reading.companies if named else owners)
        if not c.name
        and page.lower[c.start : c.end] in words.ITSELF
        and (not named or _is_partner(page, c, named))
    ]
    sentence = reading.sentence
    clauses = [sentence.start]
    clauses += [
        m.end() for m in words.CLAUSE_BEGINS.finditer(page.lower, sentence.start, sentence.end)
    ]
    for sign, begins, pattern in name_patterns():
        if sign is not None and sign.search(page.lower, sentence.start, sentence.end) is None:
            continue
        if begins is None:
            matches = _at_clauses(pattern, page.lower, clauses, sentence.end)
        else:
            matches = matches_from(begins, pattern, page.lower, sentence.start, sentence.end)
        for match in matches:
            start, end = match.span("name")
            kin = words.KIN.match(page.lower, start, end)
            start = kin.end() if kin is not None else start
            name = page.lower[start:end].rstrip(_AHEAD)
            end = start + len(name)
            if len(name) < 2 or words.NO_NAME.search(name) or words.GOVERNMENT.search(name):
                continue
            if _LEADS_OTHERS.match(page.lower, end, sentence.end):
                continue
            if (
                "sure" in pattern.groupindex
                and match["sure"] is None
                and not words.ORGANISATION.search(name)
            ):
                continue
            known = [c for c in reading.companies if c.start < end and start < c.end]
            if not known:
                spans.append((start, end, True))
            elif known[0].name and start <= known[0].start and known[0].end <= end:
                spans.append((known[0].start, known[0].end, True))
    spans += [
        (*span, True) for start, end, is_name in spans if is_name
        for span in _partners(page, reading, start, end)
    ]  # fmt: skip
    yield from sorted(set(spans))


def _is_partner(page: PageText, itself: Company, owners: Iterable[Company]) -> bool:
    """Whether the company that speaks does it with an owner named right behind: 公司与X共同投资."""
    return any(words.WITH.fullmatch(page.lower, itself.end, c.start) for c in owners)


def _partners(page: PageText, reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names joined with the name of an owner that end like a company's or stand behind 由."""
    lower, sentence = page.lower, reading.sentence
    behind = words.PARTNER_BEHIND.match(lower, end, sentence.end)
    before = words.PARTNER_BEFORE.search(lower, max(sentence.start, start - 14), start)
    for found in (behind, before):
        if (
            found is None
            or words.NO_NAME.search(found["name"])
            or words.GOVERNMENT.search(found["name"])
        ):
            continue
        sure = found is before and lower[found.start()] == "由"
        first, last = found.span("name")
        known = any(c.start < last and first < c.end for c in reading.companies)
        site = any(r.anchor.start < last and first < r.anchor.end for r in reading.references)
        if (sure or words.ORGANISATION.search(found["name"])) and not known and not site:
            yield first, last


def _with_branch(page: PageText, reading: Reading, company: Company) -> tuple[int, int]:
    """A company with the place of its branch: 中国移动江苏, 北京易华录.

    Not where the company opens the name of a site (中国移动呼和浩特数据中心).
    """
    start, end = company.start, company.end
    if not company.name or any(
        r.anchor.start <= start and end <= r.anchor.end for r in reading.references
    ):
        return start, end
    for place in reading.places:
        if place.start == end:
            end = place.end
            tail = words.BRANCH.match(page.lower, end)
            end = tail.end() if tail is not None else end
        if place.end == start and not words.LOCATIVE.search(
            page.lower, max(0, place.start - 3), place.start
        ):
            start = place.start
    return start, end


# 中国移动依托X可提供算力, 中国联通的智能算力放在X
_HAS_AT: Final = re.compile(
    r"(?:的)?[^,。;:、]{0,12}?(?:依托|放在|部署在|落在|布局在|设在|建在)(?:了|的)?(?:位于)?[^,。;:、]{0,4}?"
)


def site_used_by(page: PageText, reading: Reading, end: int) -> tuple[int, int] | None:
    """The name of the site in which a company that ends at ``end`` has its machines."""
    for reference in reading.references:
        anchor = reference.anchor
        if anchor.kind == "named" and anchor.start >= end:
            found = _HAS_AT.fullmatch(page.lower, end, anchor.start)
            return None if found is None else (anchor.start, anchor.end)
    return None


# A sentence that tells of no founders has none of these words.
_FOUNDS: Final = re.compile("[合出]资|联合|共同|合作|运营")


def find_founders(page: PageText, reading: Reading) -> Iterator[tuple[int, int]]:
    """Spans of the names of those who have founded the owner of a site, or run it for its owner."""
    sentence = reading.sentence
    if _FOUNDS.search(page.lower, sentence.start, sentence.end) is None:
        return
    for pattern, groups in ((words.FOUNDED, ("first", "second")), (words.RUN_BY, ("name",))):
        for match in pattern.finditer(page.lower, sentence.start, sentence.end):
            for group in groups:
                name, start = match[group].rstrip(_AHEAD), match.start(group)
                if not words.NO_NAME.search(name) and not words.GOVERNMENT.search(name):
                    yield start, start + len(name)


def _at_clauses(
    pattern: re.Pattern[str], lower: str, clauses: Iterable[int], end: int
) -> list[re.Match[str]]:
    """What a pattern finds that matches only where a clause begins."""
    behind = 0
    matches = []
    for start in clauses:
        found = pattern.match(lower, start, end) if start >= behind else None
        if found is not None:
            behind = found.end()
            matches.append(found)
    return matches


def is_owner(page: PageText, reading: Reading, company: Company) -> bool:
    """Whether the words around a company say that it owns, builds for itself or operates a site."""
    if "某" in company.name or words.GOVERNMENT.search(company.name.lower()):
        return False
    lower, sentence = page.lower, reading.sentence
    before = lower[max(sentence.start, company.start - _LABEL_REACH) : company.start]
    after = lower[company.end : min(sentence.end, company.end + _VERB_REACH)]
    if _supplies(before, after) or words.IS_PARENT.match(after):
        return False
    if words.BY.search(before):
        after = lower[company.end : min(sentence.end, company.end + _BY_REACH)].split("。")[0]
    return (
        _labelled(before)
        or words.SPEAKS_OF.match(after) is not None
        or words.COMPLETES_SALE.match(after) is not None
        or words.HANDS_OVER.match(after) is not None
        or words.ENDS_DEAL.match(after) is not None
        or (words.SELLS.match(after) is not None and not words.OF_GOODS.match(after))
        or (words.BUYER.search(before) is not None and words.IS_SOLD.match(after) is not None)
        or words.OWNING_BEFORE.search(before) is not None
        or words.ROLE_BEHIND.match(after) is not None
        or (words.IS_OF.search(before) is not None and words.FIRST_OF.match(after) is not None)
        or _acts(before, after)
        or site_used_by(page, reading, company.end) is not None
        or _in_list_of_owners(page, reading, company)
        or _signs(page, reading, company)
    )


# No name ends with a word for what is to come: X拟, X将.
_AHEAD: Final = "拟将已均"
# 由X牵头的工作专班, 由X牵头编制: part in an office or a paper.
_LEADS_OTHERS: Final = re.compile(
    r"(?:集团|公司)?(?:等)?(?:牵头|负责|任组长|为组长)[^。;]{0,24}?(?:专班|工作组|领导小组|指挥部|编制|起草|编写|制定|制订|标准|联盟|课题)"
)


# X集团主要负责人参加活动, X公司等相关负责同志陪同: guests.
_ATTENDS: Final = re.compile(
    r"(?:[、和及与][^,。;]{2,36}?)?(?:等)?(?:企业|单位|公司|部门)?(?:的)?(?:主要|有关|相关|班子)*(?:负责人|负责同志|领导|代表|成员)[^,。;]{0,8}"
    r"(?:参加|陪同|出席|列席|参与)(?!了?(?:投资|建设|出资))"
)


# 该中心用的是华为昇腾软硬件
_IS_USED: Final = re.compile(
    r"(?:用|部署|配备|搭载|安装|购买)的?(?:[\u4e00-\u9fff]{2,6}?)?(?:全部?|都|均|主要)?(?:是|为)$"
)


def _supplies(before: str, after: str) -> bool:
    if words.WINNER.search(before) or words.WINS.match(after) or _IS_USED.search(before):
        return True
    if _LEADS_OTHERS.match(after) or _ATTENDS.match(after):
        return True
    if words.PUBLISHES.match(after):
        return False
    clause = words.ENDS_OF_CLAUSES.split(after, maxsplit=1)[0][:16]
    return any(map(clause.__contains__, listed("supplier_words")))


def _labelled(before: str) -> bool:
    return bool(words.LABELS.search(before) or words.BEFORES.search(before))


def _acts(before: str, after: str) -> bool:
    """由X投资建设, X投资建设的, "X will build"."""
    if words.VERBS.match(after) or words.ACTS.match(after):
        return True
    return bool(words.BY.search(before)) and any(w in after for w in listed("owner_verbs", "zh"))


def _in_list_of_owners(page: PageText, reading: Reading, company: Company) -> bool:
    """Whether the next company of its list is an owner: 由A、B共同投资."""
    companies = reading.companies
    position = companies.index(company)
    for step in (1, -1):
        here = position + step
        if not 0 <= here < len(companies):
            continue
        other = companies[here]
        first, second = (company, other) if step > 0 else (other, company)
        if not words.LIST.fullmatch(page.lower, first.end, second.start):
            continue
        lower, sentence = page.lower, reading.sentence
        before = lower[max(sentence.start, other.start - _LABEL_REACH) : other.start]
        after = lower[other.end : min(sentence.end, other.end + _VERB_REACH)]
        if (
            other.name
            and not _supplies(before, after)
            and (_labelled(before) or _acts(before, after))
        ):
            return True
    return False


def _signs(page: PageText, reading: Reading, company: Company) -> bool:
    """A signing with a government: the company is the other party."""
    told = page.lower[reading.sentence.start : reading.sentence.end]
    named = [c for c in reading.companies if c.name]
    before = page.lower[max(reading.sentence.start, company.start - 4) : company.start]
    if words.USES.search(before):
        return False
    after = page.lower[company.end : min(reading.sentence.end, company.end + 16)]
    if len(named) > 1 and not (words.JOINS.match(after) or words.JOINS_BEFORE.search(before)):
        return False
    return bool(words.SIGNED.search(told) and words.PUBLIC_SIDE.search(told)) and len(named) <= 2


@lru_cache(maxsize=1)
def _operators() -> PhraseIndex:
    return PhraseIndex(listed("operator_names"))


def owner_in_name(name: str) -> Company | None:
    """The company whose own name is part of the name of the site."""
    lower = name.lower()
    for known in sorted(_operators().present(lower), key=lambda word: (-len(word), word)):
        at = lower.find(known)
        if (
            at >= 0
            and at + len(known) < len(lower)
            and (not known.isascii() or at == 0 or not lower[at - 1].isalnum())
        ):
            end = at + len(known)
            if known.isascii() and lower[end : end + 1].isalpha():
                continue
            return Company(name[at:end], at, end)
    return None


# 腾岳云粤北数据中心, 燧云国产万卡集群: a part of the country, or what the site is of.
_REGION: Final = re.compile(
    r"[粤皖苏浙鄂湘桂黔滇川陕甘晋冀鲁豫赣闽辽黑蒙藏宁青渝][东西南北中]|[东西南北中]部|华[东西南北中]"
    r"|[东西][南北](?![\u4e00-\u9fff]?[湖山])|国产|长三角|大湾区|京津冀|成渝"
)


def brand_in_name(name: str, places: frozenset[int]) -> tuple[int, int] | None:
    """The words at the beginning of a site's name that are a company's.

    Args:
        name: the name, as printed.
        places: where places begin in the name.
    """
    carrier = words.CARRIER.match(name)
    if carrier is not None and (
        carrier.end() in places or carrier["of"] or name.startswith("(", carrier.end())
    ):
        return carrier.span()
    inside = words.CARRIER_INSIDE.search(name)
    if inside is not None and places:
        return inside.span("carrier")
    for first in sorted(places):
        if first and words.OF_GROUP.fullmatch(name, 0, first):
            return 0, first
    bracketed = words.BRAND_IN_BRACKETS.match(name)
    if bracketed is not None and bracketed.end() in places and 0 not in places:
        return bracketed.span("name")
    match = words.BRAND.match(name)
    if match is None or words.NO_BRAND.search(match["name"]) or 0 in places:
        return None
    end = match.end("name")
    located = end in places or match["bracket"] is not None or _REGION.match(name, end) is not None
    return (0, end) if located or match["sure"] else None
