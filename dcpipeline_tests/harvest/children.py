"""Rounds in processes that can be killed, without the seconds that a start of Python takes.

Called with a data folder and the host of a site. For each line on stdin it forks a child that runs
a round of the source ``news`` and prints its number; for the next one it waits for its end and
prints its exit status. Until then the number belongs to the child, even when it has ended. Nothing
of polars runs before the fork: its threads would be missing in the child.
"""

import os
import sys
from pathlib import Path

from dcpipeline import harvest
from dcpipeline.harvest.rounds import GOOD_ROUND
from dcpipeline.sources import load_source
from dcpipeline.steps import today


def run(data: Path, host: str) -> int:
    """A round; 0 when it was good."""
    source = load_source(data / "sources" / "news.yml")
    with harvest.Rounds(data, allowed_host=host) as rounds:
        return 0 if rounds.run(source, today=today()).outcome == GOOD_ROUND else 1


def main() -> None:
    data, host = Path(sys.argv[1]), sys.argv[2]
    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os._exit(run(data, host))
        print(child, flush=True)
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
