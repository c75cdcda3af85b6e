"""``dcpipeline extract``."""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date
from email.message import Message
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.cells import cell_len
from rich.text import Text

from dcpipeline.cli.console import console
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings, test_host

if TYPE_CHECKING:
    from dcpipeline.extract.claim import Extraction, LeftAlone, PageClaim, Subject
    from dcpipeline.extract.document import Document
    from dcpipeline.harvest import PlaceNames

LARGEST_PAGE: Final = 32 * 1024 * 1024
STANDARD_INPUT: Final = "-"
# A sentence gets what the columns before it leave of a line, and never less than this.
LEAST_SENTENCE: Final = 48
WIDEST_CELL: Final = 40
MARKED: Final = "bold yellow"
UNITS: Final = {
    "standard_2_5kw": "standard racks of 2.5 kW",
    "cabinet": "cabinets",
    "unknown": "racks of unstated kind",
}
QUALIFIERS: Final = {"about": "about ", "at_least": "at least ", "at_most": "at most "}
PUBLISHED: Final = {
    "given": "as given",
    "address": "from the address",
    "dateline": "from the dateline",
    "printed": "as printed",
}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
# Valid in JSON as they are, but a terminal obeys some, and half a surrogate pair is no UTF-8.
_UNPRINTABLE: Final = re.compile(
    "[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


class PageUnreadableError(Exception):
    """There are no bytes to read claims from. The message says which file and why."""


class NotFetchedError(Exception):
    """An address gave no page. The message says why."""


class Format(StrEnum):
    """How an extraction is printed."""

    TABLE = "table"
    JSON = "json"


def _published(text: str) -> date:
    try:
        if _DAY.fullmatch(text) is None:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day such as 2026-11-21") from error


def extract(
    page: Annotated[
        str,
        typer.Argument(metavar="FILE|URL", help="Saved page, or address; - reads standard input."),
    ],
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Address it came from; a date in it counts.")
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(
            metavar="DAY",
            help="Day of publication, whatever address and page say.",
            parser=_published,
        ),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    data: DataOption = None,
) -> None:
    """Read a page and show each claim with the words that carry it.

    An address is fetched once, within its robots.txt, and nothing is kept.

    Example: dcpipeline extract page.html --url https://example.cn/202603/t20260305_1.html

    Example: dcpipeline extract - --published 2026-03-05 --format json < page.html
    """
    content, charset = _content(page)
    if url is None and _ADDRESS.match(page):
        url = page
    # the parsers take as long to import as all else together: only this command pays for them
    from dcpipeline.extract.pages import extract_page
    from dcpipeline.harvest import PlaceNames

    places = PlaceNames(settings(data).data_dir)
    found = extract_page(content, places.gazetteer, url=url, published=published, charset=charset)
    if output is Format.JSON:
        _write_json(_plain(found, url, places))
    else:
        _print(found, places)


def _content(page: str) -> tuple[bytes, str | None]:
    """The bytes of the page, and the encoding that a server names for them.

    Raises:
        NotFetchedError: the address gives no page.
        PageUnreadableError: the file is missing, unreadable or too large.
    """
    if _ADDRESS.match(page):
        return _fetched(page)
    name = "standard input" if page == STANDARD_INPUT else _clean(page)
    try:
        content = _read(page)
    except OSError as error:
        raise PageUnreadableError(f"cannot read {name}: {error.strerror or error}") from error
    if len(content) > LARGEST_PAGE:
        raise PageUnreadableError(
            f"cannot read {name}: it is larger than {LARGEST_PAGE // 1024**2} MiB, which no page is"
        )
    return content, None


def _fetched(address: str) -> tuple[bytes, str | None]:
    """A page and the encoding that its server names."""
    from dcpipeline.fetch import Fetcher, Politeness, Refusal, Request

    # robots.txt and one page, for a person who waits
    polite = Politeness(delay_s=1.0)
    fetcher_of_one = Fetcher(allowed_host=test_host(), politeness=polite)
    with console.status("Fetching …"), fetcher_of_one as fetcher:
        answer = fetcher.fetch(Request(address))
    if isinstance(answer, Refusal):
        raise NotFetchedError(f"cannot fetch {_clean(address)} ({answer.code}): {answer.detail}")
    if not 200 <= answer.status < 300:
        raise NotFetchedError(
            f"cannot fetch {_clean(address)}: the answer is {answer.status} {answer.reason}"
        )
    return answer.body, _charset(answer.header("Content-Type"))


def _charset(content_type: str | None) -> str | None:
    message = Message()
    message["Content-Type"] = content_type or ""
    return message.get_content_charset()


def _read(page: str) -> bytes:
    """At most one byte more than the largest page has."""
    if page != STANDARD_INPUT:
        with Path(page).open("rb") as file:
            return file.read(LARGEST_PAGE + 1)
    if sys.stdin is None:
        raise OSError("it is closed")
    return sys.stdin.buffer.read(LARGEST_PAGE + 1)


def _plain(found: "Extraction", url: str | None, places: "PlaceNames") -> dict[str, Any]:
    """The extraction in the terms of JSON; key order is part of the format."""
    text = found.document.text
    return {
        "document": _plain_document(found.document, url),
        "subjects": [_plain_subject(subject, places) for subject in found.subjects],
        "claims": [_plain_claim(claim, text) for claim in found.claims],
        "left_alone": [
            {
                "start": left.start,
                "end": left.end,
                "words": text[left.start : left.end],
                "what": left.what,
                "reason": left.reason,
            }
            for left in found.left_alone
        ],
    }


def _plain_document(document: "Document", url: str | None) -> dict[str, Any]:
    return {
        "title": document.title,
        "layout": document.layout,
        "language": document.language,
        "encoding": document.encoding,
        "reader": document.reader,
        "text_version": document.text_version,
        "published_on": document.published_on,
        "published_basis": document.published_basis,
        "source_words": document.source_words,
        "url": url,
        "text": document.text,
        "unread": [asdict(part) for part in document.unread],
    }


def _plain_subject(subject: "Subject", places: "PlaceNames") -> dict[str, Any]:
    return {
        "key": subject.key,
        "kind": subject.kind,
        "name": subject.name,
        "province_adcode": subject.province_adcode,
        "province_en": _english(subject.province_adcode, places),
        "city_adcode": subject.city_adcode,
        "city_en": _english(subject.city_adcode, places),
        "candidates": subject.candidates,
    }


def _english(adcode: str | None, places: "PlaceNames") -> str | None:
    return places.names[adcode][1] if adcode in places.names else None


def _plain_claim(claim: "PageClaim", text: str) -> dict[str, Any]:
    subject = claim.subject
    own = {f.name: getattr(claim, f.name) for f in fields(claim) if f.name != "subject"}
    return {
        "subject_key": subject.key,
        "subject_kind": subject.kind,
        "subject_name": subject.name,
        "place_adcode": subject.city_adcode or subject.province_adcode,
        **own,
        "words": text[claim.words_start : claim.words_end],
    }


def _write_json(found: dict[str, Any]) -> None:
    printed = json.dumps(found, ensure_ascii=False, indent=1, default=date.isoformat)
    escaped = _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", printed)
    try:
        sys.stdout.buffer.write(escaped.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # without the error number, by which Click would take it from ``main`` and exit with 1
        raise BrokenPipeError from error


def _print(found: "Extraction", places: "PlaceNames") -> None:
    document = found.document
    for line in _head(found):
        _line(line)
    for subject in found.subjects:
        _print_subject(subject, found, places)
    if not found.claims:
        _line(Text(f"\nNothing was extracted: {_why_nothing(found)}."))
    if found.left_alone:
        _line(Text("\nSeen and left alone", "bold"))
        for left in found.left_alone:
            _line(_left_line(left, document.text))
    if document.unread:
        _line(Text("\nNot read of the page", "bold"))
        for part in document.unread:
            counted = _counted(part.characters, "character")
            _line(Text(f"  {_clean(part.what)}: {counted}, {_clean(part.reason)}"))


def _line(text: Text) -> None:
    console.print(text, soft_wrap=True, highlight=False)


def _head(found: "Extraction") -> Iterator[Text]:
    document = found.document
    published = "unknown: neither address nor page says when; --published DAY does"
    if document.published_on is not None:
        basis = PUBLISHED.get(str(document.published_basis), str(document.published_basis))
        published = f"{document.published_on} {basis}"
    claims, subjects = len(found.claims), len(found.subjects)
    yield Text(_clean(document.title or "A page without a title"), "bold")
    for name, value in {
        "layout": f"{document.layout}, found by {document.reader}",
        "language": document.language,
        "encoding": document.encoding,
        "published": published,
        "source": document.source_words or "not named on the page",
        "extracted": f"{_counted(claims, 'claim')} about {_counted(subjects, 'subject')}",
    }.items():
        yield Text(f"{name:<10} {_clean(value)}")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _why_nothing(found: "Extraction") -> str:
    if found.document.layout == "empty":
        return "no text could be read from the page"
    if found.left_alone:
        return "what was seen could be given to no project, programme or place"
    return "the text names no project, programme or place with a figure or an event of its own"


def _print_subject(subject: "Subject", found: "Extraction", places: "PlaceNames") -> None:
    where = _where(subject, places)
    heading = Text(f"\n{subject.key} ").append(_clean(subject.name or "without a name"), "bold")
    _line(heading.append(f" ({subject.kind}){', ' + where if where else ''}"))
    own = [claim for claim in found.claims if claim.subject == subject]
    columns = [[_cell(cell) for cell in row] for row in map(_cells, own)]
    widths = [max(map(cell_len, column)) for column in zip(*columns, strict=True)]
    room = max(LEAST_SENTENCE, console.width - sum(widths) - 2 * (len(widths) + 1))
    for claim, row in zip(own, columns, strict=True):
        padded = (f"  {c}{' ' * (w - cell_len(c))}" for c, w in zip(row, widths, strict=True))
        _line(Text("".join(padded) + "  ").append_text(_sentence(claim, found.document, room)))


def _where(subject: "Subject", places: "PlaceNames") -> str:
    codes = [code for code in (subject.province_adcode, subject.city_adcode) if code]
    named = ", ".join(_place(code, places) for code in dict.fromkeys(codes))
    if not subject.candidates:
        return named
    open_places = " or ".join(_place(code, places) for code in subject.candidates)
    return f"{named + '; ' if named else ''}place undecided: {open_places}"


def _place(adcode: str, places: "PlaceNames") -> str:
    return " ".join(places.names.get(adcode, (adcode,)))


def _cells(claim: "PageClaim") -> tuple[str, str, str]:
    """Property, value, and what else is said of it."""
    return claim.property.replace("_", " "), _value(claim), ", ".join(_said(claim))


def _value(claim: "PageClaim") -> str:
    if claim.property == "event":
        return f"{claim.value_text.replace('_', ' ')} {_period(claim)}".rstrip()
    amount = _amount(claim)
    if amount is None:
        return claim.value_text
    return f"{amount} ({claim.value_text})" if _is_money(claim.unit) else amount


def _amount(claim: "PageClaim") -> str | None:
    """The figure with its unit and bound; None where the value is words."""
    low, value, high = claim.value_low, claim.value_num, claim.value_high
    bound = QUALIFIERS.get(claim.qualifier or "", "")
    if value is not None:
        return bound + _figure(claim.unit, value)
    if low is not None and high is not None:
        return _figure(claim.unit, low, high)
    if low is not None:
        return QUALIFIERS["at_least"] + _figure(claim.unit, low)
    return QUALIFIERS["at_most"] + _figure(claim.unit, high) if high is not None else None


def _figure(unit: str | None, *values: float) -> str:
    """One figure, or two with a dash, in one unit: 2.5 bn CNY, 80 %, 2,000–3,000 PFLOPS."""
    scale, words = 1.0, UNITS.get(unit or "", unit or "")
    if unit == "share":
        scale, words = 0.01, "%"
    elif _is_money(unit):
        for size, name in ((1e9, "bn "), (1e6, "m ")):
            if max(values) >= size:
                scale, words = size, name + words
                break
    return f"{'–'.join(f'{value / scale:,.10g}' for value in values)} {words}".rstrip()


def _is_money(unit: str | None) -> bool:
    """Currency codes are the only units of three capitals."""
    return unit is not None and len(unit) == 3 and unit.isupper()


def _said(claim: "PageClaim") -> Iterator[str]:
    if claim.basis is not None:
        yield claim.basis
    if claim.phase is not None:
        yield f"phase {claim.phase}" if claim.phase.isdecimal() else claim.phase
    if claim.change is not None:
        yield claim.change
    if claim.precision is not None:
        yield claim.precision
    if claim.state is not None:
        yield claim.state.replace("_", " ")
    if claim.property != "event" and claim.event_on is not None:
        yield _period(claim)
    if claim.speaker is not None:
        yield f"says {claim.speaker}"
    if claim.value_flag is not None:
        yield f"the page {claim.value_flag} it"


def _period(claim: "PageClaim") -> str:
    """The stated period, no more exact than it was printed; empty without one."""
    first, last = claim.event_on, claim.event_to_on
    if first is None:
        return ""
    match claim.event_precision:
        case "day":
            return first.isoformat()
        case "month":
            return f"{first:%Y-%m}"
        case "quarter":
            return f"{first.year} Q{(first.month + 2) // 3}"
        case "half":
            return f"{first.year} H{1 if first.month <= 6 else 2}"
        case "year":
            return str(first.year)
    return f"{first.year}–{last.year}" if last and last.year > first.year else str(first.year)


def _cell(text: str) -> str:
    return _first(_clean(text), WIDEST_CELL)


def _sentence(claim: "PageClaim", document: "Document", room: int) -> Text:
    """The sentence, shortened around the words that carry the value."""
    start, end = claim.words_start - claim.span_start, claim.words_end - claim.span_start
    words = _clean(document.text[claim.words_start : claim.words_end])
    if not 0 <= start <= end <= len(claim.quote):
        # a name or a date from elsewhere on the page that holds for this sentence
        rest = _first(_clean(claim.quote), room - cell_len(words) - 3)
        return _marked(_first(words, room)).append(f" – {rest}", "dim")
    words = _first(words, room)
    before, behind = _clean(claim.quote[:start]), _clean(claim.quote[end:])
    left = max(0, room - cell_len(words) - 4)
    half = max(left // 2, left - cell_len(behind))
    before = _first(before[::-1], half)[::-1]
    shown = Text().append(before, "dim").append_text(_marked(words))
    return shown.append(_first(behind, left - cell_len(before)), "dim")


def _marked(words: str) -> Text:
    """In colour; between brackets where there is none."""
    if console.color_system is None:
        return Text(f"[[{words}]]")
    marked = Text()
    return marked.append(words, MARKED)


def _first(text: str, cells: int) -> str:
    """As much of a text as fits into so many cells of a terminal, with dots where it goes on."""
    if cell_len(text) <= cells:
        return text
    kept, used = [], 1
    for character in text:
        used += cell_len(character)
        if used > cells:
            break
        kept.append(character)
    return "".join(kept) + "…"


def _left_line(left: "LeftAlone", text: str) -> Text:
    shown = Text("  ").append_text(_marked(_cell(text[left.start : left.end])))
    return shown.append(f"  {_clean(left.what).replace('_', ' ')}: {_clean(left.reason)}")


def _clean(text: str) -> str:
    """One line without anything that a terminal would obey or hide."""
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
