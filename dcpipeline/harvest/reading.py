"""A capture to what is read from it, once for each version of the rules.

Bytes of an HTML page give a canonical text and claims; a row of a data set gives statements. Both
are kept beside the capture under the version of the reader, so that a page is read again only when
it or the rules have changed.
"""

import hashlib
import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime

from dcpipeline.archive import Archive, DamagedCaptureError, Reading, Receipt
from dcpipeline.extract.document import TEXT_VERSION
from dcpipeline.extract.pages import extract_document
from dcpipeline.extract.reading import read_document
from dcpipeline.extract.saved import stated_day, to_json
from dcpipeline.harvest.places import PlaceNames
from dcpipeline.normalize import Gazetteer
from dcpipeline.sources import Source

_log = logging.getLogger(__name__)


def read_again(archive: Archive, names: PlaceNames, sources: Mapping[str, Source]) -> int:
    """Read every kept page that this version of the rules has not read.

    A day of publication that an index stated is taken from the last reading. A capture whose bytes
    are damaged is left unread, with a warning.

    Returns:
        How many were read.
    """
    count = 0
    with archive.batch():
        for capture_id in archive.unread(names.version):
            receipt = archive.receipt(capture_id)
            try:
                read_capture(
                    archive,
                    receipt,
                    names.gazetteer,
                    names.version,
                    source=sources.get(receipt.source_id),
                    published=_stated_day(archive.last_reading(capture_id)),
                )
            except DamagedCaptureError as error:
                _log.warning("%s; its page is left unread", error)
                continue
            count += 1
    return count


def _stated_day(last: Reading | None) -> date | None:
    return stated_day(last.claims) if last is not None else None


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
            content_key=hashlib.blake2b(
                text.encode("utf-8", "replace"), digest_size=16
            ).hexdigest(),
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
