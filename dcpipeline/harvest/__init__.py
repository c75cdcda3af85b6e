"""Rounds: from a source to what its pages say, kept and ready for the tables.

Belongs here: which addresses of a source are asked next, what is read from a capture and when it is
read again, drift of a source, verdicts on shipped facts, files that a user brings, identifiers of
projects that pages founded.

Does not belong here: talking HTTP (``fetch``), keeping bytes (``archive``), reading a page
(``extract``), deciding which project a claim belongs to (``resolve``).
"""

from dcpipeline.harvest.desk import all_sources, archive_dir, archive_state
from dcpipeline.harvest.health import GOOD_ROUND
from dcpipeline.harvest.identifiers import keep_identifiers, kept_identifiers
from dcpipeline.harvest.imports import Imported, ingest
from dcpipeline.harvest.places import PlaceNames
from dcpipeline.harvest.probe import Probe, check_asked, probe
from dcpipeline.harvest.rounds import Progress, Report, Rounds, silent
from dcpipeline.harvest.tables import Heard, Told, captured, sources_table, told
from dcpipeline.sources import UnknownSourceError

__all__ = [
    "GOOD_ROUND",
    "Heard",
    "Imported",
    "PlaceNames",
    "Probe",
    "Progress",
    "Report",
    "Rounds",
    "Told",
    "UnknownSourceError",
    "all_sources",
    "archive_dir",
    "archive_state",
    "captured",
    "check_asked",
    "ingest",
    "keep_identifiers",
    "kept_identifiers",
    "probe",
    "silent",
    "sources_table",
    "told",
]
