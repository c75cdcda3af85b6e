"""One page to look at: the published file as a single self-contained HTML document.

Belongs here: reading the published file for the page, the page's own words, its charts and its
template. Does not belong here: how a figure comes about (the rooms before), what a table is
(``schema``), when the page is written (``assets``), what a person types (``cli``).
"""

from dcpipeline.report.publish import FILE_NAME, Written, write_report

__all__ = ["FILE_NAME", "Written", "write_report"]
