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
_WITH_OTHER: Final = 0.5
_SIZES: Final = ((12, 25, 33.8), (3000, 6500, 12000), (500, 1200, 3600))


Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page.

    Attributes:
        text: the page.
        told: its sites, the first one being what the page is about: name, city, operator, event,
            on (None where the page does not say) and the figures by property.
        wordings: slot to the wording that was taken.
    """

    text: str
    told: tuple[Told, ...]
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
    places, days = random.sample(known["places"], 2), random.choices(known["dates"], k=2)
    operators = random.sample(known["operators"], 2)
    wordings = {
        "name": random.choice(known["names"]),
        "headline": random.choice(known["headlines"]),
        "event": random.choice(known["event"][event]),
        "owner": random.choice(known["owner"]),
        "figures": random.choice(known["figures"]),
        "date": days[0]["words"],
        "operator": operators[0],
        "city": places[0]["city"],
    }
    words = _words(known, random, wordings["name"], places[0], days[0], operators[0])
    words["done"] = known["done"][event]
    body = [wordings[slot] for slot in random.choice([("owner", "figures"), ("figures", "owner")])]
    body.insert(0, wordings["event"])
    for number in range(random.randint(0, _ASIDES)):
        wordings[f"aside{number}"] = random.choice(known["asides"])
        body.insert(random.randint(1, len(body)), wordings[f"aside{number}"])
    told = [_told(known, words, event, " ".join([wordings["headline"], *body]))]
    lines = [line.format(**words) for line in body]
    if random.random() < _WITH_OTHER:
        beside = random.choice(known["beside"])
        wordings["beside"] = beside["words"]
        other = _words(known, random, known["other"], places[1], days[1], operators[1])
        told.append(_told(known, other, beside["event"], beside["words"]))
        lines.append(beside["words"].format(**other))
    head = [wordings["headline"].format(**words), known["dateline"]]
    text = "\n".join([*head, random.choice(known["separators"]).join(lines)])
    return Page(_capitalised(text), tuple(told), wordings)


def _words(
    known: Told, random: Random, name: str, place: Told, day: Told, operator: str
) -> dict[str, Any]:
    """What the places of a wording are filled with, for one site; numbers as they are printed."""
    money, racks, compute = (random.choice(sizes) for sizes in _SIZES)
    return {
        **place, "date": day["words"], "day": day["day"], "operator": operator,
        "name": name.format(**place), "money": f"{money:g}".replace(".", known["decimal"]),
        "racks": _grouped(racks, known), "compute": _grouped(compute, known),
        "stated": {"money": money * known["unit"], "racks": racks, "compute": compute},
    }  # fmt: skip


def _told(known: Told, words: Told, event: str, said: str) -> Told:
    """What wordings say of a site, by the places that they fill."""
    figures = {FIGURES[key]: round(words["stated"][key]) for key in FIGURES if f"{{{key}}}" in said}
    return {
        "name": words["name"], "city": words["code"], "event": event,
        "operator": words["operator"] if "{operator}" in said else None,
        "on": words["day"] if "{date}" in said else None, **figures,
    }  # fmt: skip


def _grouped(number: int, known: Told) -> str:
    return f"{number:,}".replace(",", known["thousands"])


def _capitalised(text: str) -> str:
    """Lines that begin with a capital, as the owner's name may open a sentence."""
    return re.sub(r"(?m)^[a-zà-ÿ]", lambda match: match.group().upper(), text)
