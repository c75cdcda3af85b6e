"""HTTP to sources: polite, safe, and without surprises for the rooms behind it.

Belongs here: requests and their outcomes. Does not belong here: keeping what was received
(``archive``), which addresses belong to a source (``sources``), what a page says (``extract``).
"""

from dcpipeline.fetch.outcome import Hop, Outcome, Refusal, RefusalCode, Request, Response

__all__ = ["Hop", "Outcome", "Refusal", "RefusalCode", "Request", "Response"]
