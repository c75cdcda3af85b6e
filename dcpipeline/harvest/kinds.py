"""What a round does, by the kind of the source.

Every visit asks what its kind begins with, counts what it finds in the tally of the errand, and reads
the pages that are new or have changed. Pages behind an index are asked once; reading them again is
what watchlists are for.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Protocol
from urllib.parse import urljoin, urlsplit

from dcpipeline.archive import BadRecord
from dcpipeline.archive.imports import read_pages
from dcpipeline.extract import indexes
from dcpipeline.harvest.drift import Finding, Tally
from dcpipeline.harvest.errands import Errand, Target
from dcpipeline.harvest.watch import addresses_of
from dcpipeline.reference import FactsError
from dcpipeline.reference.csvfile import read_csv_rows
from dcpipeline.sources import ListingRules
from dcpipeline.sources.vocabularies import Kind
