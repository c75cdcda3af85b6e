"""Composes pages and says which wordings are read wrongly.

python -m dcpipeline_tests.composed --language zh --pages 600 --seed 2 --show "operator missing"
"""

import argparse
from collections import Counter
from random import Random

from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline.reference import load_table
from dcpipeline.schema import table
from dcpipeline_tests.composed.pages import DAY, Page, compose
from dcpipeline_tests.composed.reading import faults
from dcpipeline_tests.conftest import DATA

_FEWEST = 4
_MOST_WORDINGS = 5


def main() -> None:
    """Print the share of pages that are read wholly right, and the wordings behind each fault."""
    parser = argparse.ArgumentParser(prog="python -m dcpipeline_tests.composed")
    parser.add_argument("--language", choices=("zh", "en", "fr"), default="zh")
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print pages with this fault")
    parser.add_argument("--most", type=int, default=4, help="number of pages that are printed")
    arguments = parser.parse_args()
    names = ("ref.divisions", "ref.division_aliases", "ref.counties")
    gazetteer = Gazetteer.from_frames(*(load_table(table(name), DATA) for name in names))
    random = Random(arguments.seed)
    pages = [compose(arguments.language, random) for _ in range(arguments.pages)]
    found = [faults(page, gazetteer) for page in pages]
    print(f"{sum(not wrong for wrong in found)} of {len(pages)} pages are read wholly right")
    taken = Counter(item for page in pages for item in page.wordings.items())
    for fault, number in Counter(name for wrong in found for name in wrong).most_common():
        print(f"{number:4} {fault}")
        wrong = Counter(
            item
            for page, named in zip(pages, found, strict=True)
            if fault in named
            for item in page.wordings.items()
        )
        shares = sorted(
            ((wrong[item] / taken[item], item) for item in wrong if taken[item] >= _FEWEST),
            reverse=True,
        )
        for share, (slot, wording) in shares[:_MOST_WORDINGS]:
            print(f"       {share:4.0%} {slot}: {wording}")
    shown = [p for p, wrong in zip(pages, found, strict=True) if arguments.show in wrong]
    for page in shown[: arguments.most]:
        _show(page, gazetteer)


def _show(page: Page, gazetteer: Gazetteer) -> None:
    print("-" * 40, page.text, "", *faults(page, gazetteer), sep="\n")
    found = extract_page(page.text.encode(), gazetteer, published=DAY)
    for subject in found.subjects:
        print(subject.key, subject.kind, subject.name, subject.city_adcode)
    for claim in found.claims:
        print(
            "  ", claim.subject.key, claim.property, claim.value_text, claim.event_on, claim.phase
        )


if __name__ == "__main__":
    main()
