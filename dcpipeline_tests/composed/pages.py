"""Pages from wordings, with what they tell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

DAY: Final = date(2024, 5, 13)
FIGURES: Final = {"money": "investment", "racks": "racks", "compute": "compute"}
_ASIDES: Final = 2
_SIZES: Final = ((12, 25, 33.8), (3000, 6500, 12000), (500, 1200, 3600))


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page.

    Attributes:
        text: the page.
        told: the site: name, province, city, operator, event, on (None where the page does not say)
            and the figures by property.
        wordings: slot to the wording that was taken.
    """

    text: str
    told: Mapping[str, Any]
    wordings: Mapping[str, str]


@lru_cache(maxsize=3)
def slots(language: str) -> dict[str, Any]:
    """The wordings of a language."""
    path = Path(__file__).with_name(f"{language}.yml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def compose(language: str, random: Random) -> Page:
    """One page, by chance."""
    known = slots(language)
    event = random.choice(sorted(known["event"]))
    place, day = random.choice(known["places"]), random.choice(known["dates"])
    wordings = {
        "name": random.choice(known["names"]),
        "operator": random.choice(known["operators"]),
        "headline": random.choice(known["headlines"]),
        "event": random.choice(known["event"][event]),
        "owner": random.choice(known["owner"]),
        "figures": random.choice(known["figures"]),
        "date": day["words"],
        "city": place["city"],
    }
    money, racks, compute = (random.choice(sizes) for sizes in _SIZES)
    words: dict[str, Any] = {
        "province": place["province"], "city": place["city"], "date": day["words"],
        "operator": wordings["operator"], "done": known["done"][event],
        "money": money, "racks": _grouped(racks, known), "compute": _grouped(compute, known),
    }  # fmt: skip
    words["name"] = wordings["name"].format(**words)
    body = [wordings[slot] for slot in random.choice([("owner", "figures"), ("figures", "owner")])]
    body.insert(0, wordings["event"])
    for number in range(random.randint(0, _ASIDES)):
        wordings[f"aside{number}"] = random.choice(known["asides"])
        body.insert(random.randint(1, len(body)), wordings[f"aside{number}"])
    lines = [wordings["headline"], *body]
    separator = random.choice(known["separators"])
    text = "\n".join([lines[0], known["dateline"], separator.join(lines[1:])]).format(**words)
    stated = {"money": money * known["unit"], "racks": racks, "compute": compute}
    said = " ".join(lines)
    told = {
        "name": words["name"], "city": place["code"], "operator": wordings["operator"],
        "event": event, "on": day["day"] if "{date}" in wordings["event"] else None,
        **{FIGURES[key]: round(stated[key]) for key in FIGURES if f"{{{key}}}" in said},
    }  # fmt: skip
    return Page(_capitalised(text), told, wordings)


def _grouped(number: int, known: Mapping[str, Any]) -> str:
    return f"{number:,}".replace(",", known["thousands"])


def _capitalised(text: str) -> str:
    """Lines that begin with a capital, as the owner's name may open a sentence."""
    return re.sub(r"(?m)^[a-zà-ÿ]", lambda match: match.group().upper(), text)
