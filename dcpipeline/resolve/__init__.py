"""From claims to projects: each cell computed by a stated rule, each claim used or outvoted.

Belongs here: which subjects are one project (``matching``), judgements on pairs, identifiers, the
rules per property, phases, parts and wholes, capacity over time, events, aliases and states of
knowledge. Does not belong here: reading claims out of sources and who really says them
(``extract``), prices, latency and hubs (``siting``), sums over projects (``marts``).
"""

from dcpipeline.resolve.judgements import JudgementError, register_judgements
from dcpipeline.resolve.ledger import LedgerError, combined, empty_ledger, read_ledger
from dcpipeline.resolve.matching import place_words
from dcpipeline.resolve.resolution import Gazetteer, Resolution, resolve
from dcpipeline.resolve.stale import no_stale_sources, stale_sources
from dcpipeline.resolve.structure import parts_of_wholes

__all__ = [
    "Gazetteer",
    "JudgementError",
    "LedgerError",
    "Resolution",
    "combined",
    "empty_ledger",
    "no_stale_sources",
    "parts_of_wholes",
    "place_words",
    "read_ledger",
    "register_judgements",
    "resolve",
    "stale_sources",
]
