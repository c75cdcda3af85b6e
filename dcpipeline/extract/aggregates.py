"""Figures on the build-out as a whole: counts of sites, shares of compute that stands idle."""

from dcpipeline.extract.counts import find_counts
from dcpipeline.extract.shares import find_shares

__all__ = ["find_counts", "find_shares"]
