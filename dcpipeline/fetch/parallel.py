"""Several hosts at a time, each in one thread from its first page to its last."""

import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

from dcpipeline.fetch.addresses import parse_address
from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.outcome import Outcome, Request
from dcpipeline.fetch.stopping import Stop

_Results: TypeAlias = "queue.Queue[tuple[Request, Outcome] | None]"


def fetched(
    requests: Iterable[Request], fetch: Callable[[Request], Outcome], stop: Stop, hosts: int
) -> Iterator[tuple[Request, Outcome]]:
    """Each request with its outcome, as they come; closing the iterator stops the work.

    Args:
        requests: those to one host are fetched in this order.
        fetch: gets one.
        stop: is thrown at the end, however it comes.
        hosts: threads.
    """
    groups = _by_host(requests)
    if not groups:
        return
    workers = max(1, min(hosts, len(groups)))
    results: _Results = queue.Queue(maxsize=2 * workers)
    running = workers
    with ThreadPoolExecutor(workers, thread_name_prefix="fetch") as pool:
        futures = [pool.submit(_work, groups, fetch, results, stop) for _ in range(workers)]
        try:
            while running:
                item = results.get()
                if item is None:
                    running -= 1
                else:
                    yield item
        finally:
            stop.stop()
            while running:  # workers may wait for room
                running -= results.get() is None
    for future in futures:
        future.result()


def _by_host(requests: Iterable[Request]) -> deque[list[Request]]:
    groups: dict[str, list[Request]] = {}
    for request in requests:
        groups.setdefault(_host(request.url), []).append(request)
    return deque(groups.values())


def _host(url: str) -> str:
    try:
        return parse_address(url).host
    except RefusedError:
        return ""


def _work(
    groups: deque[list[Request]],
    fetch: Callable[[Request], Outcome],
    results: _Results,
    stop: Stop,
) -> None:
    try:
        while groups and not stop.is_thrown:
            try:
                group = groups.popleft()
            except IndexError:  # another worker was faster
                return
            for request in group:
                if stop.is_thrown:
                    return
                results.put((request, fetch(request)))
    finally:
        results.put(None)
