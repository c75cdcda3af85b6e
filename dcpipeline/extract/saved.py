"""An extraction as text and back, so that a page that has not changed is not read again.

In: what was read from a page. Out: one line of JSON, which the archive keeps beside the canonical
text of the page without looking into it; and the way back from both.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from dcpipeline.extract.claim import Extraction, LeftAlone, PageClaim, Subject
from dcpipeline.extract.document import Block, Document

GIVEN: Final = "given"
_DATES: Final = frozenset({"event_on", "event_to_on"})
_CLAIM_FIELDS: Final = tuple(field.name for field in fields(PageClaim) if field.name != "subject")
# What an origin and a claim need of a document besides its text.
_DOCUMENT_FIELDS: Final = (
    "layout", "language", "title", "published_basis", "source_words", "encoding", "reader",
    "text_version",
)  # fmt: skip


def to_json(extraction: Extraction) -> str:
    """Everything that was read from a page but the canonical text itself, as one line of JSON."""
    document = extraction.document
    subjects = {subject.key: n for n, subject in enumerate(extraction.subjects)}
    return json.dumps(
        {
            "document": {name: getattr(document, name) for name in _DOCUMENT_FIELDS}
            | {
                "published_on": _iso(document.published_on),
                "blocks": [[b.kind, b.start, b.end, b.record, b.href] for b in document.blocks],
            },
            "subjects": [
                [s.key, s.kind, s.name, s.province_adcode, s.city_adcode, list(s.candidates)]
                for s in extraction.subjects
            ],
            "claims": [_claim(claim, subjects[claim.subject.key]) for claim in extraction.claims],
            "left_alone": [[w.start, w.end, w.what, w.reason] for w in extraction.left_alone],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(line: str, text: str) -> Extraction:
    """The extraction that ``to_json`` wrote.

    Cells of table rows and the list of what was left out of the text do not come back.

    Args:
        line: result of ``to_json``.
        text: canonical text of the page.
    """
    saved = json.loads(line)
    kept = saved["document"]
    document = Document(
        text=text,
        blocks=tuple(
            Block(kind, start, end, record=record, href=href)
            for kind, start, end, record, href in kept["blocks"]
        ),
        published_on=_day(kept["published_on"]),
        **{name: kept[name] for name in _DOCUMENT_FIELDS},
    )
    subjects = tuple(
        Subject(key, kind, name, province, city, tuple(candidates))
        for key, kind, name, province, city, candidates in saved["subjects"]
    )
    return Extraction(
        document,
        subjects,
        tuple(_revived(entry, subjects) for entry in saved["claims"]),
        tuple(LeftAlone(*entry) for entry in saved["left_alone"]),
    )


def stated_day(line: str) -> date | None:
    """The day of publication that an index stated for the page; None without one.

    Nothing else of the line is looked at, so that one of earlier rules can be asked as well.

    Args:
        line: result of ``to_json``.
    """
    document = json.loads(line).get("document", {})
    return _day(document.get("published_on")) if document.get("published_basis") == GIVEN else None


def _claim(claim: PageClaim, subject: int) -> dict[str, Any]:
    said = {name: getattr(claim, name) for name in _CLAIM_FIELDS}
    return {"subject": subject} | {
        name: _iso(value) if name in _DATES else value
        for name, value in said.items()
        if value is not None
    }


def _revived(entry: Mapping[str, Any], subjects: tuple[Subject, ...]) -> PageClaim:
    said: dict[str, Any] = {n: _day(v) if n in _DATES else v for n, v in entry.items()}
    said["subject"] = subjects[entry["subject"]]
    return PageClaim(**said)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
