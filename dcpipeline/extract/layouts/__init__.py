"""Shapes of pages: one module a shape, each with a ``parse_*`` function that takes markup as text.

Belongs here: where on a page its text stands, and which pieces of it belong together. Does not
belong here: bytes and encodings (``extract.decode``), title and date of a page
(``extract.metadata``), what a sentence says (the other modules of ``extract``).
"""

from dcpipeline.extract.layouts.digest import parse_digest
from dcpipeline.extract.layouts.listing import parse_listing
from dcpipeline.extract.layouts.news import parse_news
from dcpipeline.extract.layouts.notice import parse_notice
from dcpipeline.extract.layouts.pieces import CellPiece, Parsed, Piece, WrongLayoutError
from dcpipeline.extract.layouts.project_list import parse_project_list
from dcpipeline.extract.layouts.table import parse_table

__all__ = [
    "CellPiece",
    "Parsed",
    "Piece",
    "WrongLayoutError",
    "parse_digest",
    "parse_listing",
    "parse_news",
    "parse_notice",
    "parse_project_list",
    "parse_table",
]
