"""From what sources say to claims.

Belongs here: refusing register rows that can't be true, and reading each sound row as claims: one
source said one thing about one subject. Does not belong here: reading files (``reference``),
deciding between claims (``resolve``), words of places, dates and numbers in prose (``normalize``).
"""

from dcpipeline.extract.register import Announcements, claims_from_register, read_announcements

__all__ = ["Announcements", "claims_from_register", "read_announcements"]
