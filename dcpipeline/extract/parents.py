"""The listed company behind the subsidiary that builds its project."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.collect import Collector
from dcpipeline.extract.drafts import Draft
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import operator_key

_REACH: Final = 16
_SUBSIDIARY: Final = re.compile(r"(?:子公司|孙公司)[^，。；、]{0,4}$")
# Projects for which a company raised money are its own, whoever carries them out.
_RAISED_FOR: Final = re.compile(r"募投项目|募集资金投资项目|募集资金投向")


def parents(found: Collector) -> list[Draft]:
    """For every project of a subsidiary the company that the notice speaks for, as its operator."""
    page, own = found.page, found.own_company
    if own is None or not own.name or page.document.language != "zh":
        return []
    raised = _RAISED_FOR.search(page.lower) is not None
    owners: dict[int, list[Draft]] = {}
    for draft in found.drafts.items:
        if draft.frame.kind == "project" and draft.claim.property == "operator":
            owners.setdefault(id(draft.frame), []).append(draft)
    added: list[Draft] = []
    for drafts in owners.values():
        if any(_is_same(draft.claim.value_text, own.name) for draft in drafts):
            continue
        if raised or any(_is_subsidiary(page, draft) for draft in drafts):
            added.append(_as_owner(page, drafts, own.start, own.end))
    return added


def _is_same(name: str, own: str) -> bool:
    return operator_key(name) == operator_key(own) or own in name


def _is_subsidiary(page: PageText, draft: Draft) -> bool:
    start = draft.claim.words_start
    return _SUBSIDIARY.search(page.document.text[max(0, start - _REACH) : start]) is not None


def _as_owner(page: PageText, drafts: Sequence[Draft], start: int, end: int) -> Draft:
    """A claim like that of the subsidiary, with the words that name the company."""
    first, last = page.span(start, end)
    words = page.document.text[first:last]
    claim = replace(drafts[0].claim, value_text=words, words_start=first, words_end=last)
    return Draft(drafts[0].frame, claim)
