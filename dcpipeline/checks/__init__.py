"""What must hold between rows and tables: a frame or a built file in, counted results out.

Belongs here: the check of a frame against its declaration, and SQL checks that run on a finished
database, generated from the declarations or written down as rules. Does not belong here: what one
column may hold (``schema``), repairs of any kind (the room that made the rows), opening, writing
or publishing a database (``warehouse``), how a check looks in Dagster (``assets``).

A check counts what it looked at and what breaks it, and shows the first offender. A check that
looked at nothing says so by ``checked == 0``.
"""

from dcpipeline.checks.catalogue import sql_checks
from dcpipeline.checks.frame import check_frame
from dcpipeline.checks.result import CheckResult
from dcpipeline.checks.sql import SqlCheck, run_check

__all__ = ["CheckResult", "SqlCheck", "check_frame", "run_check", "sql_checks"]
