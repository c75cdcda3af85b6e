"""The ``dcpipeline`` command: arguments in, text and exit codes out.

Belongs here: what a person types and reads. Does not belong here: any figure or rule. What is
printed comes from the published warehouse; what is run is in ``steps`` and ``assets``. Dagster is
imported only by the commands that run the graph, because that alone takes two seconds.
"""

from dcpipeline.cli.app import app, main

__all__ = ["app", "main"]
