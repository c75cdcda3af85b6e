"""From claims to projects: each cell computed by a stated rule, each claim used or outvoted.

Belongs here: identifiers, judgements on pairs, the rules per property, phases, events, aliases and
states of knowledge. Does not belong here: reading claims out of sources (``extract``), prices,
latency and hubs (``siting``), sums over projects (``marts``).
"""

from dcpipeline.resolve.judgements import JudgementError
from dcpipeline.resolve.ledger import (
    LedgerError,
    empty_ledger,
    read_ledger,
    with_kept,
    with_published,
)
from dcpipeline.resolve.resolution import Resolution, resolve
from dcpipeline.resolve.stale import no_stale_sources, stale_sources
from dcpipeline.resolve.structure import parts_of_wholes

__all__ = [
    "JudgementError",
    "LedgerError",
    "Resolution",
    "empty_ledger",
    "no_stale_sources",
    "parts_of_wholes",
    "read_ledger",
    "resolve",
    "stale_sources",
    "with_kept",
    "with_published",
]
