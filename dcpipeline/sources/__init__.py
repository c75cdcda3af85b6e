"""Where claims come from: one YAML file a source, and the registry that checks them.

Belongs here: what a source file may say (``model``, ``rules``, ``datasets``), its closed lists
(``vocabularies``), the files themselves (``*.yml``), reading them with errors that a contributor
understands (``registry``). Does not belong here: fetching (``fetch``), reading an index or a page
(``extract``), rounds and their limits at work (``harvest``), shipped facts (``reference``).
"""

from dcpipeline.sources.base import below
from dcpipeline.sources.datasets import DatasetRules, Mapped, StatementRules, SubjectRules
from dcpipeline.sources.errors import SourceError, UnknownSourceError
from dcpipeline.sources.model import Bounds, Politeness, Source
from dcpipeline.sources.registry import SHIPPED, load_source, load_sources
from dcpipeline.sources.rules import (
    ApiRules,
    FeedRules,
    ListingRules,
    NextPage,
    RegisterRules,
    WarcRules,
    WatchedColumn,
    WatchlistRules,
)
from dcpipeline.sources.vocabularies import FRESH_DAYS, KIND, LAYOUT_SEEN, STATE, UNITS
from dcpipeline.sources.words import wanted_words

__all__ = [
    "FRESH_DAYS",
    "KIND",
    "LAYOUT_SEEN",
    "SHIPPED",
    "STATE",
    "UNITS",
    "ApiRules",
    "Bounds",
    "DatasetRules",
    "FeedRules",
    "ListingRules",
    "Mapped",
    "NextPage",
    "Politeness",
    "RegisterRules",
    "Source",
    "SourceError",
    "StatementRules",
    "SubjectRules",
    "UnknownSourceError",
    "WarcRules",
    "WatchedColumn",
    "WatchlistRules",
    "below",
    "load_source",
    "load_sources",
    "wanted_words",
]
