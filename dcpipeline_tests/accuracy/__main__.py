"""``python -m dcpipeline_tests.accuracy``: how well pages are read, on written texts."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from dcpipeline.extract.claim import Extraction
from dcpipeline.normalize import Gazetteer
from dcpipeline.reference import load_table
from dcpipeline.schema import table
from dcpipeline_tests.accuracy.floors import HELD, missed
from dcpipeline_tests.accuracy.measures import measure
from dcpipeline_tests.accuracy.printing import as_json, beside_goals, errors, report
from dcpipeline_tests.accuracy.scores import Extractor, TextScore, score_text
from dcpipeline_tests.gold.labels import LANGUAGES, SHAPES, GoldText, load
from dcpipeline_tests.gold.sealing import LATER, OPEN, SEALED, UNREAD, seal_fault

TESTS: Final = Path(__file__).resolve().parents[1]
GOLD: Final = TESTS / "gold"
DATA: Final = TESTS.parent / "data"
PARTS: Final = (OPEN, LATER, SEALED, UNREAD)
# Scored as a whole; no text of them is ever named.
WHOLE: Final = frozenset({SEALED, UNREAD})
_FILTERS: Final = ("language", "shape", "id")
_REFUSED: Final = 2


class RequestError(Exception):
    """What was asked for is refused; the message says why."""


def main(
    words: Sequence[str] | None = None, extractor: Extractor | None = None, gold: Path = GOLD
) -> int:
    """Score, print, and give the exit code: 1 where a floor is missed, 2 for a refusal."""
    options = _parser().parse_args(words)
    try:
        parts = _parts(options)
        texts = {part: _chosen(_load(gold, part), options) for part in parts}
    except RequestError as error:
        print(error, file=sys.stderr)
        return _REFUSED
    read = extractor or _page_reader()
    scores = {part: [score_text(text, read) for text in texts[part]] for part in parts}
    _show(scores, options)
    return _judge(scores, gold) if options.floors else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dcpipeline_tests.accuracy", description=__doc__
    )
    parser.add_argument("--part", choices=(*PARTS, "all"), help="default: all")
    parser.add_argument(
        "--errors", action="store_true", help="every wrong fill, of open and later only"
    )
    parser.add_argument("--floors", action="store_true", help="exit 1 where a floor is missed")
    parser.add_argument("--language", choices=sorted(LANGUAGES))
    parser.add_argument("--shape", choices=sorted(SHAPES))
    parser.add_argument("--id", help="texts by id, with shell wildcards; of open and later only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measures to a file")
    return parser


def _parts(options: argparse.Namespace) -> tuple[str, ...]:
    single = options.errors or options.id is not None
    if single and options.part in {*WHOLE, "all"}:
        raise RequestError(
            "The sealed and unread parts are scored as a whole: --errors and --id are refused."
        )
    narrowed = single or any(getattr(options, name) is not None for name in _FILTERS)
    if options.floors and (narrowed or options.part not in (None, "all")):
        raise RequestError("Floors hold for whole parts: no other options with --floors.")
    if options.part not in (None, "all"):
        return (options.part,)
    return tuple(part for part in PARTS if not (single and part in WHOLE))


def _load(gold: Path, part: str) -> tuple[GoldText, ...]:
    try:
        return load(gold / part)
    except (ValueError, OSError) as error:
        # A fault names the text it is in.
        reason = error if part not in WHOLE else "its labels can't be read"
        raise RequestError(f"{part} part: {reason}") from None


def _chosen(texts: Sequence[GoldText], options: argparse.Namespace) -> list[GoldText]:
    wanted = {name: getattr(options, name) or "*" for name in _FILTERS}
    return [
        text
        for text in texts
        if all(fnmatchcase(getattr(text, name), value) for name, value in wanted.items())
    ]


def _page_reader() -> Extractor:
    """The extractor of the pipeline with the gazetteer of the shipped tables."""
    from dcpipeline.extract.pages import extract_page

    names = ("ref.divisions", "ref.division_aliases", "ref.counties")
    gazetteer = Gazetteer.from_frames(*(load_table(table(name), DATA) for name in names))

    def read(text: GoldText) -> Extraction:
        day = None if text.published is None else date.fromisoformat(str(text.published))
        return extract_page(text.content, gazetteer, url=text.url, published=day)

    return read


def _show(scores: dict[str, list[TextScore]], options: argparse.Namespace) -> None:
    print("\n\n".join(report(part, own) for part, own in scores.items()))
    if options.errors:
        print("\n" + errors(score for own in scores.values() for score in own))
    if options.json is not None:
        numbers: dict[str, Any] = {part: as_json(own) for part, own in scores.items()}
        options.json.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")


def _judge(scores: dict[str, list[TextScore]], gold: Path) -> int:
    sentences: list[str] = []
    for part, held in HELD.items():
        own = scores[part]
        rows = measure(own)
        totals = sum(score.totals_on_sites for score in own)
        stopped = sum(score.stopped is not None for score in own)
        print("\n" + beside_goals(part, rows, totals, held))
        sentences += missed(part, rows, totals, stopped, held)
    fault = seal_fault(gold)
    if fault is not None:
        sentences.append(fault)
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
