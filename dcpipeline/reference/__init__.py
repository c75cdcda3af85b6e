"""Shipped facts: reading the files below ``data/``, strictly.

Belongs here: CSV reading, corrections, receipts, the calendar, and the one file to which a user's
decisions are appended. A file that is damaged or does not fit its declaration stops the run with
one sentence. Does not belong here: refusing single register rows (``extract``), reading values out
of prose (``normalize``), judging which rows to use (``siting``, ``model``, ``marts``).
"""

from dcpipeline.reference.calendar import calendar
from dcpipeline.reference.corrections import Correction, load_corrections
from dcpipeline.reference.csvfile import read_csv_rows
from dcpipeline.reference.errors import FactsError
from dcpipeline.reference.loader import (
    check_facts,
    load_file,
    load_judgements,
    load_rows,
    load_table,
)
from dcpipeline.reference.receipts import Receipt, facts_as_of, load_receipts, source_rows
from dcpipeline.reference.reviewed import REVIEWED, append_judgement

__all__ = [
    "REVIEWED",
    "Correction",
    "FactsError",
    "Receipt",
    "append_judgement",
    "calendar",
    "check_facts",
    "facts_as_of",
    "load_corrections",
    "load_file",
    "load_judgements",
    "load_receipts",
    "load_rows",
    "load_table",
    "read_csv_rows",
    "source_rows",
]
