"""Which subjects are one project: candidate pairs, evidence, groups.

A subject goes in as a ``Record``; a group of keys and the pairs that were looked at come out. No
identifier, no order of reading and no earlier run goes in.
"""

from dcpipeline.resolve.matching.records import Record

__all__ = ["Record"]
