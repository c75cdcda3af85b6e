"""Polite and safe HTTP: the only room that talks to sites.

Belongs here: asking for a page and saying what came of it: a complete answer of any status
(``Response``), or a ``Refusal`` with a name from ``REFUSALS``. robots.txt, pauses, retries, time
limits, caps, redirects, content encodings, and the guard that keeps every request on the public
Internet.

Does not belong here: which pages to ask for and how often (``sources``), keeping what came
(``archive``), the meaning of the bytes: charset, markup, links (``extract``, ``harvest``).
"""

from dcpipeline.fetch.fetcher import Fetcher
from dcpipeline.fetch.limits import CONTACT, USER_AGENT, Limits, Politeness, own_user_agent
from dcpipeline.fetch.outcome import (
    REFUSALS,
    Hop,
    Outcome,
    Refusal,
    RefusalCode,
    Request,
    Response,
)

__all__ = [
    "CONTACT",
    "REFUSALS",
    "USER_AGENT",
    "Fetcher",
    "Hop",
    "Limits",
    "Outcome",
    "Politeness",
    "Refusal",
    "RefusalCode",
    "Request",
    "Response",
    "own_user_agent",
]
