"""A web site on this machine that is as good and as bad as sites are; it never needs the network.

``with Site() as site: site.url("/listing")``; ``site.log`` holds what was asked. News pages, feeds
and files stand in ``pages.py``, answers that no client should trust in ``traps.py``. Companies and
projects in the texts are invented, places are real.
"""

from dcpipeline_tests.site.server import Asked, Reply, Seen, Site

__all__ = ["Asked", "Reply", "Seen", "Site"]
