"""A process that stores generated answers until it is killed, and says what it has stored.

Called with the folder of an archive and the number of the first answer.
"""

import random
import sys
from pathlib import Path

from dcpipeline.archive import Archive
from dcpipeline.fetch import Response
from dcpipeline_tests.archive.samples import response

LARGEST = 3_000_000


def generated(number: int) -> Response:
    """The answer of a number: mostly a page, now and then something large."""
    chance = random.Random(number)
    length = chance.choice([0, 200, 30_000, 30_000, LARGEST])
    url = f"https://www.example.cn/{number % 50}.html"
    return response(chance.randbytes(length), url=url, seconds=number)


def main() -> None:
    with Archive.open(Path(sys.argv[1]), max_file_bytes=20_000_000) as archive:
        print("open", flush=True)
        number = int(sys.argv[2])
        while True:
            receipt = archive.store("news", generated(number))
            print(number, receipt.capture_id, flush=True)
            number += 1


if __name__ == "__main__":
    main()
