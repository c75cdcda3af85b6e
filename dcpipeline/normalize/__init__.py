"""Text to value: places, numbers, units, money, dates, status, operators, phases, names.

Belongs here: pure functions from text to value objects that keep their words; the lexicon of
Chinese, English and French, one word a line (``lexicon/*.yml``). A text that can't be read without
guessing gives ``Unreadable``, or a match without a value, with the reason and the candidates.

Does not belong here: reading files of facts (``reference``), finding out which sentence speaks of
which project and making claims of it (``extract``), choosing between claims (``resolve``),
conversions between measures such as racks to megawatts (``model``).
"""

from dcpipeline.normalize.calendar import DateValue, parse_iso_period
from dcpipeline.normalize.dates import find_dates, parse_date
from dcpipeline.normalize.money import find_money, parse_money
from dcpipeline.normalize.numbers import parse_number
from dcpipeline.normalize.operators import Operator, operator_key, parse_operators
from dcpipeline.normalize.phases import PhaseLabel, parse_phase
from dcpipeline.normalize.places import Gazetteer, PlaceMatch
from dcpipeline.normalize.quantities import find_quantities, parse_quantity
from dcpipeline.normalize.status import (
    STATUS_OF_EVENT,
    EventMatch,
    basis_of,
    change_of,
    event_of,
    find_events,
)
from dcpipeline.normalize.units import rack_unit_of
from dcpipeline.normalize.values import Quantity, Unreadable

__all__ = [
    "STATUS_OF_EVENT",
    "DateValue",
    "EventMatch",
    "Gazetteer",
    "Operator",
    "PhaseLabel",
    "PlaceMatch",
    "Quantity",
    "Unreadable",
    "basis_of",
    "change_of",
    "event_of",
    "find_dates",
    "find_events",
    "find_money",
    "find_quantities",
    "operator_key",
    "parse_date",
    "parse_iso_period",
    "parse_money",
    "parse_number",
    "parse_operators",
    "parse_phase",
    "parse_quantity",
    "rack_unit_of",
]
