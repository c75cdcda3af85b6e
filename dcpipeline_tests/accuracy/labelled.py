"""The labels of a text as subjects with fills."""

from collections.abc import Iterator
from typing import Any, Final

from dcpipeline_tests.accuracy.fills import Amount, Fill, Filled, distinct, quantity_attributes
from dcpipeline_tests.accuracy.periods import phase_number, whole_days
from dcpipeline_tests.gold.labels import GoldText

# Key of a label -> field, and keys of the label that are part of the value with their defaults.
_QUANTITIES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "compute": ("compute", {"unit": "PFLOPS"}),
    "accelerators": ("cards", {}),
    "servers": ("servers", {}),
    "racks": ("racks", {}),
    "it_load": ("it_load", {}),
    "pue": ("pue", {}),
    "money": ("money", {"kind": "other", "currency": "CNY"}),
    "counts": ("counts", {"what": ""}),
    "shares": ("shares", {"what": ""}),
    "signals": ("signals", {"kind": "", "unit": ""}),
}


def labelled_subjects(text: GoldText) -> tuple[Filled, ...]:
    """The labelled subjects, in their order."""
    return tuple(_subject(label) for label in text.subjects)


def _subject(label: dict[str, Any]) -> Filled:
    optional = bool(label.get("optional"))
    fills = (*_texts(label), *_events(label), *_quantities(label))
    name = str(label.get("name") or f"a {label['kind']} without a name")
    return Filled(label["kind"], name, distinct(label["kind"], fills), optional)


def _texts(label: dict[str, Any]) -> Iterator[Fill]:
    for name in ("province", "city", "name", "operator", "accelerator_model", "speaker"):
        stated = label.get(name, [])
        for value in stated if isinstance(stated, list) else [stated]:
            if value:
                yield Fill(name, (str(value),))


def _events(label: dict[str, Any]) -> Iterator[Fill]:
    for event in label.get("events", []):
        phase = event.get("phase")
        yield Fill(
            "planned_event" if event.get("planned") else "status",
            (event["event"],),
            on=event.get("on"),
            attributes=() if phase is None else (("phase", phase_number(str(phase))),),
            optional=bool(event.get("optional")),
        )


def _quantities(label: dict[str, Any]) -> Iterator[Fill]:
    for key, (field, parts) in _QUANTITIES.items():
        for fill in label.get(key, []):
            amount = Amount.of(fill.get("value"), fill.get("low"), fill.get("high"))
            words = tuple(
                "".join(str(fill.get(part, default)).split()) for part, default in parts.items()
            )
            yield Fill(
                field,
                words,
                amount,
                attributes=quantity_attributes(amount, _stated(fill, field)),
                optional=bool(fill.get("optional")),
            )


def _stated(fill: dict[str, Any], field: str) -> dict[str, str | None]:
    stated = {
        name: fill.get(name) for name in ("qualifier", "basis", "change", "precision", "state")
    }
    stated["rack unit"] = fill.get("unit") if field == "racks" else None
    stated["phase"] = phase_number(str(fill["phase"])) if fill.get("phase") is not None else None
    stated["period"] = whole_days(str(fill["period"])) if fill.get("period") else None
    return stated
