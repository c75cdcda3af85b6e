"""Tables to read: capacity and profiles of places, and our counts beside published ones.

Belongs here: pure functions from ``core``, ``ref`` and earlier ``mart`` frames to mart frames; the
rules for counting in a period, for sums without double counts, for bounds. Does not belong here:
prices and latency (``siting``), utilization and risk (``model``), what a project is (``resolve``),
rules that a finished table must keep (``checks``), files and DuckDB (``warehouse``).
"""

from dcpipeline.marts.capacity_by_place import capacity_by_place
from dcpipeline.marts.city_profile import city_profile
from dcpipeline.marts.count_reconciliation import count_reconciliation
from dcpipeline.marts.profiles import ProfileInputs
from dcpipeline.marts.province_profile import province_profile

__all__ = [
    "ProfileInputs",
    "capacity_by_place",
    "city_profile",
    "count_reconciliation",
    "province_profile",
]
