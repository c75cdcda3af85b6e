"""A capture to what is read from it, once for each version of the rules.

Bytes of an HTML page give a canonical text and claims; a row of a data set gives statements. Both are
kept beside the capture under the version of the reader, so that a page is read again only when it or
the rules have changed.
"""

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final

import dcpipeline
from dcpipeline.archive import Archive, Reading, Receipt
from dcpipeline.extract.document import TEXT_VERSION
from dcpipeline.extract.pages import extract_document
from dcpipeline.extract.reading import read_document
from dcpipeline.extract.saved import to_json
from dcpipeline.normalize import Gazetteer
from dcpipeline.sources import Source

RULES_VERSION: Final = "1"
# Rooms whose code decides what is read from a page.
_ROOMS: Final = ("normalize", "extract")
_RULE_FILES: Final = frozenset({".py", ".yml"})


@cache
def reader_version(places_digest: str) -> str:
    """Version of the rules: a number raised by hand and a digest of rules and places.

    Args:
        places_digest: digest of the names of places that pages are read with.
    """
    package = Path(dcpipeline.__file__).parent
    digest = hashlib.blake2b(places_digest.encode(), digest_size=4)
    for room in _ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.suffix in _RULE_FILES:
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(path.read_bytes())
    return f"{RULES_VERSION}-{digest.hexdigest()}"


def read_capture(
    archive: Archive,
    receipt: Receipt,
    gazetteer: Gazetteer,
    version: str,
    *,
    source: Source | None = None,
    published: date | None = None,
) -> int | None:
    """Read the claims of a captured page, unless this version of the rules has done so.

    Args:
        archive: where the capture is and the reading goes.
        receipt: the capture; one that found its page unchanged stands for the earlier one.
        gazetteer: names of places.
        version: see ``reader_version``.
        source: says in which language and encoding its pages are, where they do not.
        published: day of publication that an index states.

    Returns:
        The number of its claims; None where this version has read it before.
    """
    capture_id = receipt.revisit_of or receipt.capture_id
    if archive.reading(capture_id, version) is not None:
        return None
    charset = (source.encoding if source else None) or receipt.charset
    document = read_document(
        archive.body(capture_id), url=receipt.url, published=published, charset=charset
    )
    extraction = extract_document(document, gazetteer)
    text = document.text
    archive.put_reading(
        Reading(
            capture_id=capture_id,
            reader_version=version,
            content_key=hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest(),
            text=text,
            text_version=TEXT_VERSION,
            language=document.language,
            published_on=document.published_on,
            encoding=document.encoding,
            layout=document.layout,
            claims=to_json(extraction),
            n_claims=len(extraction.claims),
            read_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        )
    )
    return len(extraction.claims)
