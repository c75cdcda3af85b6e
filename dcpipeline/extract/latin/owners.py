"""Owners and operators in English and French sentences: who builds, runs, signs, sells and buys.

Belongs here: what follows from a pattern that is found. Does not belong here: the patterns
(``owner_words.py``) and their words (``normalize/lexicon``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.latin import owner_words as words
from dcpipeline.extract.latin.built import is_of_other_building
from dcpipeline.extract.latin.companies import spelled_out
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.word_patterns import WordPattern

_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Owner:
    """Words for an owner.

    Attributes:
        start: first character in the folded text.
        end: character behind the last.
        at: where in the sentence its site is spoken of, a span.
        frame: its site, None where the place in the sentence decides.
        is_name: whether the words are a name; otherwise they stand for the company named before.
    """

    start: int
    end: int
    at: tuple[int, int]
    frame: Frame | None
    is_name: bool = True


def find_owners(page: PageText, reading: Reading) -> Iterator[Owner]:
    """Owners and operators of one sentence, each once, in its order."""
    found: dict[tuple[int, int, int], Owner] = {}
    for owner in (*_actors(page, reading), *_others(page, reading), *_possessors(page, reading)):
        found.setdefault((owner.start, owner.end, id(owner.frame)), owner)
    sure = {(start, end) for start, end, _ in found if found[start, end, _].frame is not None}
    for key in sorted(found, key=lambda key: key[:2]):
        if found[key].frame is not None or key[:2] not in sure:
            first, last = spelled_out(page.text, *key[:2])
            yield replace(found[key], start=first, end=last)


def _actors(page: PageText, reading: Reading) -> Iterator[Owner]:
    """Subjects of verbs that only the owner of a site does."""
    start, end = reading.sentence.start, reading.sentence.end
    folded = _folded_sentence(page, reading)
    patterns = [words.SUBJECT_FR] if page.document.language == "fr" else [words.SUBJECT_EN]
    for pattern in [*patterns, words.RELATIVE]:
        for match in pattern.finditer(folded):
            span = _subject(page, reading, folded, match)
            if span is None:
                continue
            if words.SUPPLIES.search(page.lower, span[1], min(end, start + match.end() + 40)):
                continue
            frame = _object(page, reading, start + match.start(), start + match.end())
            verb = match.groupdict().get("verb") or match.groupdict().get("verb2") or "own"
            told_before = verb.lower().startswith((" l'", "l'")) or (
                words.SITE_BEFORE.search(page.lower, span[1], start + match.end()) is not None
            )
            if match.groupdict().get("verb") and is_of_other_building(
                page, reading.sentence, span[1], start + match.end("verb")
            ):
                continue
            builds = words.OF_BUILDERS.search(verb.lower()) is not None
            if frame is None and not builds and not told_before:
                continue
            several = _OF_SEVERAL.match(page.lower, start + match.end(), end) is not None
            acting = [] if frame is None and several else [span, *_partners(page, reading, span)]
            yield from (Owner(*who, (start + match.end(),) * 2, frame) for who in acting)
            for other in _further(page, reading, start + match.end()):
                yield Owner(*span, span, other)
    for match in words.IT.finditer(page.lower[start:end]):
        spot = start + match.start("it"), start + match.end("it")
        frame = _object(page, reading, *spot)
        if frame is not None and not any(r.anchor.start == spot[0] for r in reading.references):
            yield Owner(*spot, spot, frame, is_name=False)


def subjects(page: PageText, reading: Reading) -> Iterator[tuple[int, int]]:
    """Companies that do what only the owner of a site does, to whatever it is."""
    folded = _folded_sentence(page, reading)
    pattern = words.SUBJECT_FR if page.document.language == "fr" else words.SUBJECT_EN
    for match in pattern.finditer(folded):
        span = _subject(page, reading, folded, match)
        if span is not None:
            yield span


def _subject(
    page: PageText, reading: Reading, folded: str, match: re.Match[str]
) -> tuple[int, int] | None:
    """The company that does what a verb of owners says; None where it is no company, or passive."""
    start = reading.sentence.start
    group = next(g for g in ("name", "name2", "name3") if match.groupdict().get(g))
    span = company_at(page, reading, start + match.start(group), start + match.end(group))
    if span is None or _is_passive(folded, match):
        return None
    return _behind_place(page, reading, span)


def _behind_place(page: PageText, reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    """The subject of a verb behind the place that opens its clause: "In Y X is building"."""
    if words.LOCATES.search(page.lower, max(reading.sentence.start, span[0] - 24), span[0]):
        for place in reading.places:
            if place.start == span[0] and place.end + _SHORTEST < span[1]:
                return place.end + 1, span[1]
    return span


def _partners(page: PageText, reading: Reading, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Who acts with the subject of a verb: "X and Y", "together with X, Y", "a unit of Y, X,"."""
    text, start, end = page.text, reading.sentence.start, reading.sentence.end
    before = words.AND_BEFORE.search(text, start, span[0])
    found = [None if before and words.OF_ONE_NAME.search(before["name"]) else before]
    if words.UNIT_OF.search(text, start, span[0]):
        found.append(words.UNIT_BEHIND.match(text, span[1], end))
    found.append(words.TOGETHER_WITH.search(text, start, end))
    for match in found:
        if match is not None:
            other = company_at(page, reading, *match.span("name"))
            if other is not None and other != span:
                yield other


def _is_passive(folded: str, match: re.Match[str]) -> bool:
    """Whether a verb is done to its subject: "the land has been set aside"."""
    verb = match.groupdict().get("verb")
    if not verb or verb.endswith("ing"):
        return False
    return words.PASSIVE.search(folded[match.start() : match.start("verb")]) is not None


# "has also built data centers in the region": none of them is the one spoken of.
_OF_SEVERAL: Final = re.compile(
    r" (?:(?:aussi|egalement|deja|also|already) )?(?:(?:des|plusieurs|d'autres|de nombreux|divers|"
    r"several|other|many|some|various|more|new|large|similar|data|computing|ai) )*"
    r"(?:[\w-]+ )?(?:centres|centers|sites|campuses|facilities|installations|parcs|parks|clusters|"
    r"hubs)\b(?! (?:named|called))"
)
# "runs eleven sites, including its campus in X", "onze sites, dont un de 40 MW a X"
_AMONG: Final = re.compile(
    r"[^.;]{0,60}?,? (?:dont|notamment|including|among them) (?:(?:an?|the|its|un|une|son|sa|le|la|"
    r"leur) )?(?:[\w.,-]+ ){0,3}"
)


def _members(page: PageText, reading: Reading, behind: int) -> Iterator[Frame]:
    """Sites named out of those that the object of a verb counts."""
    after = [r for r in reading.references if r.anchor.start >= behind]
    if len(after) > 1 and after[0].frame.kind == "programme":
        between = page.lower[after[0].anchor.end : after[1].anchor.start]
        if _AMONG.fullmatch(between):
            yield from (r.frame for r in after[1:] if r.frame.kind == "project")


def _further(page: PageText, reading: Reading, behind: int) -> Iterator[Frame]:
    """Sites of further verbs with the same subject: "finished X and is building Y"."""
    yield from _members(page, reading, behind)
    for match in words.ALSO.finditer(page.text, behind, reading.sentence.end):
        frame = _object(page, reading, match.start(), match.end())
        if frame is not None:
            yield frame


def _others(page: PageText, reading: Reading) -> Iterator[Owner]:
    """Owners behind "by", in labels, in signings and in sales."""
    start = reading.sentence.start
    folded = _folded_sentence(page, reading)
    signs = words.SIGNING.search(folded) is not None
    for pattern in (
        words.LABEL, words.WHICH_RUNS, words.IS_ROLE, words.SOLD_TO, words.BEHIND, words.WITH,
        words.SIGNER, words.BETWEEN, words.ALLOWED, words.NAMED_AS,
        words.ROLE_BEHIND, words.ROLE_OF, words.PROJECT_OF, words.RUN_BY,
    ):  # fmt: skip
        if pattern in (words.WITH, words.SIGNER, words.BETWEEN) and not (
            signs and _has_public_side(page, reading)
        ):
            continue
        for match in pattern.finditer(folded):
            group = next(g for g in ("name", "name2", "name3") if match.groupdict().get(g))
            span = company_at(page, reading, start + match.start(group), start + match.end(group))
            if span is not None and _is_no_owner(page, pattern, match, span):
                continue
            if span is not None:
                where = start + match.start(), start + match.start()
                at = span if pattern in (words.LABEL, words.BEHIND, words.ROLE_BEHIND) else where
                frame = None
                if pattern in (words.WITH, words.SIGNER, words.BETWEEN):
                    frame = _object(page, reading, where[0], span[1], reach=240)
                yield Owner(*span, at, frame)
                together = pattern is words.WITH and _is_joint(page, reading, span[1])
                others = _listed(page, reading, span[1]) if together else ()
                yield from (Owner(*other, at, frame) for other in others)
    for pattern in (words.BY, words.JOINTLY):
        for match in pattern.finditer(folded):
            if pattern is words.JOINTLY and words.TENDER_WON.search(folded):
                continue
            yield from _behind_by(page, reading, match, is_by=pattern is words.BY)


def _is_joint(page: PageText, reading: Reading, behind: int) -> bool:
    """Whether the parties of a signing are to build or run a site together."""
    return words.BUILT_TOGETHER.match(page.lower, behind, reading.sentence.end) is not None


def _is_no_owner(
    page: PageText,
    pattern: WordPattern | re.Pattern[str],
    match: re.Match[str],
    span: tuple[int, int],
) -> bool:
    """Whether a label names who works there, a deal is about supplies, or computing is sold."""
    if pattern is words.LABEL:
        return wins(page, span)
    if pattern is words.WITH:
        return words.SUPPLY_DEAL.match(page.lower, span[1]) is not None
    return pattern is words.SOLD_TO and words.SOLD_GOODS.match(match.group()) is not None


def _behind_by(
    page: PageText, reading: Reading, match: re.Match[str], *, is_by: bool
) -> Iterator[Owner]:
    """All owners behind "built by" or "a joint venture of"; for whom a contractor has built."""
    start = reading.sentence.start
    at = start + match.start(), start + match.start()
    first, last = start + match.start("name"), start + match.end("name")
    spent = is_by and words.SPENT_BY.match(match.group()) is not None
    if is_by and not (
        words.BY_NEEDS.search(match.group()) and (spent or _has_site(page, reading, at[0]))
    ):
        return
    span = company_at(page, reading, first, last)
    if is_by and _only_builds(page, match, first):
        span = _owner_of_works(page, reading, last)
    if span is None:
        return
    frame = _object(page, reading, at[0], span[1]) if spent else None
    yield Owner(*span, at, frame)
    for other in _listed(page, reading, span[1]):
        yield Owner(*other, at, frame)


def _only_builds(page: PageText, match: re.Match[str], first: int) -> bool:
    """Whether "built by X" names a contractor, by the words before it or in its name."""
    if words.NO_OWNER_BEFORE.search(page.text, max(0, first - 30), first):
        return True
    if words.OF_SERVICES.search(match.string, 0, match.start()):
        return True
    if words.OF_BUILDING.search(match.string, 0, match.start("name")):
        return True
    if words.OF_GOODS.search(match.string, 0, match.start("name")):
        return True
    told = match.group()
    return bool(words.BUILDS.search(told) and words.OF_BUILDING_TRADE.search(told))


def _owner_of_works(page: PageText, reading: Reading, behind: int) -> tuple[int, int] | None:
    """For whom a contractor has built: "built by X for Y"."""
    match = words.WORKS_FOR.match(page.text, behind, reading.sentence.end)
    return None if match is None else company_at(page, reading, *match.span("name"))


def _listed(page: PageText, reading: Reading, behind: int) -> Iterator[tuple[int, int]]:
    """Further owners joined to the first one by commas and "and"."""
    end = reading.sentence.end
    if words.LISTED.match(page.text, behind, end) is None:
        return
    match = words.IN_LIST.match(page.text, behind, end)
    while match is not None:
        other = company_at(page, reading, *match.span("name"))
        if other is None:
            return
        yield other
        joined = not match.group().startswith(", ") or match.group().startswith((", and", ", et"))
        match = None if joined else words.IN_LIST.match(page.text, other[1], end)


def wins(page: PageText, span: tuple[int, int]) -> bool:
    """Whether a company only works for the owner: "the operator X has won the contract"."""
    return words.SUPPLIES.search(page.lower, span[1], span[1] + 40) is not None


def _possessors(page: PageText, reading: Reading) -> Iterator[Owner]:
    """X's Y data center; centre de donnees de X."""
    text, start = page.text, reading.sentence.start
    for reference in reading.references:
        anchor = reference.anchor
        if reference.frame.kind != "project":
            continue
        match = words.OWNS_NAME.search(text, max(start, anchor.start - 70), anchor.start) or (
            words.RUN_NAME.search(text, max(start, anchor.start - 70), anchor.start)
        )
        if match is not None:
            group = "name" if match["name"] else "name2"
            span = company_at(page, reading, match.start(group), match.end(group))
            if span is not None:
                yield Owner(*span, (anchor.start, anchor.end), reference.frame)
        of_company = words.OF_COMPANY.match(text, anchor.end, reading.sentence.end)
        inside = words.IN_NAME.search(text, anchor.start, anchor.end) or (
            words.NAMED_AFTER.search(text, anchor.start, anchor.end)
            if page.document.language == "fr" else None
        )  # fmt: skip
        if inside is not None and not _is_place(page.lower, reading, *inside.span("name")):
            yield Owner(*inside.span("name"), (anchor.start, anchor.end), reference.frame)
        if of_company is not None:
            span = company_at(page, reading, of_company.start("name"), of_company.end("name"))
            if span is not None and (
                page.document.language == "fr"
                or _is_known_company(reading, span)
                or words.OF_COMPANY_KIND.match(of_company.group())
            ):
                yield Owner(*span, (anchor.start, anchor.end), reference.frame)
        its = words.ITS.search(page.lower, max(start, anchor.start - 60), anchor.start)
        if its is not None:
            spot = its.start("its"), its.end("its")
            told = [c for c in reading.companies if c.name and c.end <= spot[0]]
            if told:
                spot = told[-1].start, told[-1].end
            speaks = None if told else _speaker_of_its(page, reading, spot[0])
            spot = speaks or spot
            is_name = bool(told) or speaks is not None
            yield Owner(*spot, (anchor.start, anchor.end), reference.frame, is_name)


def _speaker_of_its(page: PageText, reading: Reading, its: int) -> tuple[int, int] | None:
    """The company that speaks of "its" site in one sentence; None where none does."""
    match = words.SPEAKS_OF_ITS.match(page.text, reading.sentence.start, its)
    return None if match is None else company_at(page, reading, *match.span("name"))


def _is_known_company(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether capitals hold the name of a company that is known or ends in a word for one."""
    return any(c.name and c.start < span[1] and span[0] < c.end for c in reading.companies)


# "Jointly developed by X", "Co-built by X": nothing of another stands in front.
_ONLY_HOW: Final = re.compile(r"(?:jointly |co-|mainly |now |originally |first |newly )*")


def _has_site(page: PageText, reading: Reading, start: int) -> bool:
    """Whether a site is named in front of words, or nothing is that they could be said of."""
    before = [r for r in reading.references if r.anchor.start <= start]
    if any(r.frame.kind == "project" for r in before) or _ONLY_HOW.fullmatch(
        page.lower, reading.sentence.start, start
    ):
        return True
    if words.INVESTED_BY.match(page.lower, start) and len(before) < len(reading.references):
        return True
    return words.WORKS.search(page.lower, reading.sentence.start, start) is not None


def _folded_sentence(page: PageText, reading: Reading) -> str:
    return page.text[reading.sentence.start : reading.sentence.end]


def _has_public_side(page: PageText, reading: Reading) -> bool:
    """Whether a government or place takes part in a signing, or a place stands in the sentence."""
    told = page.lower[reading.sentence.start : reading.sentence.end]
    return bool(reading.places) or words.PUBLIC.search(told) is not None or "officials" in told


def company_at(page: PageText, reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """The span of a company within capitals; None where they name something else."""
    first = _without_opening(page.text, first, last)
    for place in reading.places:
        if place.start == first and page.lower.startswith(" and ", place.end) and place.end < last:
            first = place.end + len(" and ")
    last = first + len(words.ADVERB_BEHIND.sub("", page.text[first:last]))
    form = words.BEHIND_FORM.search(page.text, first, last)
    name = page.text[first : form.end() if form is not None else last].rstrip(" .,-")
    last = first + len(name)
    if words.NO_OWNER_BEFORE.search(page.text, max(reading.sentence.start, first - 24), first):
        return None
    if (
        name.lower() in listed("company_generics")
        or len(name) < _SHORTEST
        or words.QUARTER.fullmatch(name)
        or words.PUBLIC.search(name)
        or words.LANDSCAPE.search(name)
        or not re.search(r"[A-Za-z]{2}", name)
        or name.endswith("-owned")
        or words.ADVERB.fullmatch(name)
        or words.BUILDS_FOR_OTHERS.search(name)
        or words.STANDS_IN.search(page.text, max(0, first - 12), first)
        or words.PERSON_BEHIND.match(page.lower, last)
    ):
        return None
    if (
        _is_common(page, name, first)
        or _is_participle(page.text, name, first)
        or name.lower() in listed("foreign_places")
    ):
        return None
    if _is_place(page.lower, reading, first, last) or _is_site(reading, first, last):
        return None
    if words.CUT_BEHIND.match(page.text, last) or words.NO_OWNER_BEHIND.match(page.lower, last):
        return None
    return _uncut(page.text, first), last


def _uncut(text: str, first: int) -> int:
    """Where a name begins that has "and" in it: "Heyuan Science and Technology Corporation"."""
    before = words.CUT_BEFORE.search(text, max(0, first - 60), first)
    is_half = before is not None and words.OPENS_HALF.match(text, first) is not None
    return first if before is None or not is_half else before.start()


def _without_opening(text: str, first: int, last: int) -> int:
    """Where a name begins behind words that open a sentence or tell a seat."""
    seat = words.SEAT_OF_TWO.match(text, first, last)
    first = seat.end() if seat is not None else first
    while first < last:
        word = re.match(r"\S+", text[first:last])
        if word is None:
            return last
        rest = text[first + word.end() : last]
        if word.group() == "Beijing" and words.LEGAL.search(rest.strip()):
            return first
        if word.group() == "China" and rest.strip()[:1].isupper():
            return first
        if words.BUILDING.match(word.group()) and rest.lstrip().startswith("of "):
            first += word.end() + len(rest) - len(rest.lstrip()) + len("of ")
            continue
        if not (
            words.NOT_COMPANY.match(word.group().strip(".,'"))
            or words.ELIDED.match(word.group())
            or words.SEAT.search(word.group())
        ):
            return first
        first += word.end() + len(rest) - len(rest.lstrip())
        if text.startswith("of ", first, last):
            first += len("of ")
    return last


def _is_place(lower: str, reading: Reading, first: int, last: int) -> bool:
    """Whether capitals are a place, alone or as a possessor."""
    return any(
        place.start <= first < place.end
        and (last <= place.end or words.AFTER_PLACE.fullmatch(lower[place.end : last]))
        for place in reading.places
    )


def _is_site(reading: Reading, first: int, last: int) -> bool:
    """Whether capitals begin or end within words for a site."""
    return any(
        (anchor.start <= first < anchor.end or first <= anchor.start < last <= anchor.end)
        and anchor.kind != "programme"
        for anchor in (reference.anchor for reference in reading.references)
    )


def _is_participle(text: str, name: str, first: int) -> bool:
    """Whether one capital word that opens a sentence is a verb: "Mis en service en mai, ..."."""
    opens = first == 0 or text[max(0, first - 2) : first].strip() in {"", ".", ":", "|", ";"}
    return opens and words.PARTICIPLE.fullmatch(name) is not None


def _is_common(page: PageText, name: str, first: int) -> bool:
    """Whether one word that opens a sentence is a common one, or is written small on the page."""
    opens = page.text[max(0, first - 2) : first].strip(' \n"“”') in {"", ".", ":", "|", ";"}
    alone = opens and " " not in name and not name.isupper()
    if alone and words.COMMON.fullmatch(name):
        return True
    return alone and re.search(rf"\b{re.escape(name.lower())}\b", page.text) is not None


def _object(
    page: PageText, reading: Reading, first: int, last: int, reach: int = 120
) -> Frame | None:
    """The site behind a verb, in the same sentence and before the next name of a subject."""
    for reference in reading.references:
        if reference.anchor.start >= last and reference.frame.kind == "programme":
            return None
        if reference.anchor.start >= first and reference.frame.kind == "project":
            near = reference.anchor.start - last <= reach
            return reference.frame if near else None
    return None
