"""Notices of failed runs: a line in a file, and a POST to an address that somebody watches."""

import ipaddress
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

import dagster as dg
import requests

FILE: Final = "notices.log"
# The address may hold a secret: it is never logged, only its host is.
ADDRESS_VARIABLE: Final = "DCPIPELINE_NOTICE_URL"
TIME_LIMIT_S: Final = 10


@dataclass(frozen=True, slots=True)
class Notice:
    """A failed run.

    Attributes:
        run_id: the run.
        job: its job.
        failed_at: when it was noticed, ISO 8601, UTC.
        reason: what broke, in one line.
        text: all of it in one sentence, as chat programs show it.
    """

    run_id: str
    job: str
    failed_at: str
    reason: str
    text: str


def notice_of(run: dg.DagsterRun, failures: Sequence[dg.DagsterEvent]) -> Notice:
    """The notice of a failed run.

    Args:
        run: the run.
        failures: its failed steps, the first of which is told.
    """
    reason = _reason(failures)
    return Notice(
        run_id=run.run_id,
        job=run.job_name,
        failed_at=datetime.now(UTC).isoformat(timespec="seconds"),
        reason=reason,
        text=f"run {run.run_id} of {run.job_name} failed: {reason}",
    )


def _reason(failures: Sequence[dg.DagsterEvent]) -> str:
    if not failures:
        return "no step failed; its process ended, or it could not be started"
    first = failures[0]
    data = first.step_failure_data
    told = data.user_failure_data.description if data.user_failure_data else None
    words = told or (data.error.message if data.error else None) or "no message"
    more = f" (and {len(failures) - 1} more steps)" if len(failures) > 1 else ""
    return " ".join(f"{first.step_key}: {words}{more}".split())


def write(folder: Path, notice: Notice) -> None:
    """Add the notice to the file of notices in a folder; made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(f"{notice.failed_at} {notice.text}\n")


def post(notice: Notice) -> str | None:
    """Post the notice as JSON to the address in ``DCPIPELINE_NOTICE_URL``, once.

    Returns:
        What went wrong, without the address; None when it went out or no address is set.
    """
    address = os.environ.get(ADDRESS_VARIABLE, "").strip()
    if not address:
        return None
    try:
        parts = urlsplit(address)
        allowed = _is_allowed(parts)
    except ValueError:
        allowed = False
    if not allowed:
        return f"No notice posted: {ADDRESS_VARIABLE} must be https, or http on this machine."
    try:
        answer = requests.post(
            address,
            data=json.dumps(asdict(notice), ensure_ascii=False).encode("utf-8"),
            headers={"Content-Type": "application/json; charset=utf-8"},
            timeout=TIME_LIMIT_S,
            allow_redirects=False,
            stream=True,
        )
    except requests.RequestException as error:
        return f"No notice posted to {parts.hostname}: {type(error).__name__}."
    with answer:
        if answer.status_code // 100 != 2:
            return f"No notice posted to {parts.hostname}: it answered {answer.status_code}."
    return None


def _is_allowed(parts: SplitResult) -> bool:
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and _is_loopback(parts.hostname or "")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
