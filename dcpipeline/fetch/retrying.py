"""Another try: after which faults, and how long to wait before it."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypeAlias

from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt

from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.limits import Politeness
from dcpipeline.fetch.transport import Answer

PASSING: Final = (429, 500, 502, 503, 504)
_DATED: Final = (429, 503)

Result: TypeAlias = Answer | RefusedError


def judged(answer: Answer, politeness: Politeness, now: datetime) -> Result:
    """An answer as it is, or the refusal that it amounts to.

    Args:
        answer: complete answer of a site.
        politeness: longest wait that a site may ask for.
        now: UTC without zone.
    """
    if answer.status not in PASSING:
        return answer
    after = retry_after(answer.header("Retry-After"), now) if answer.status in _DATED else None
    limited = answer.status == 429 or after is not None
    words = f"The site answered {answer.status}"
    if after is not None and after > politeness.retry_after_max_s:
        words += f" and asks to wait {after:,.0f} seconds"
    return RefusedError(
        "rate_limited" if limited else "server_error",
        f"{words}.",
        again=(after or 0.0) <= politeness.retry_after_max_s,
        after=after,
    )


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for; None when it says nothing readable.

    Args:
        value: seconds, or an HTTP date.
        now: UTC without zone.
    """
    text = (value or "").strip()
    if text.isdecimal():
        return float(text[:12])
    try:
        moment = parsedate_to_datetime(text)
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, (moment.replace(tzinfo=None) - now).total_seconds())


def tried(
    attempt: Callable[[], Result],
    politeness: Politeness,
    *,
    rest: Callable[[float], None],
    chance: Callable[[], float],
) -> Result:
    """The result of the last of as many tries as help.

    Args:
        attempt: one request.
        politeness: number of tries, first wait.
        rest: makes the host rest for some seconds.
        chance: a number from 0 to 1.
    """

    def wait(state: RetryCallState) -> float:
        assert state.outcome is not None
        asked = state.outcome.result().after
        backoff = politeness.backoff_s * 2.0 ** (state.attempt_number - 1)
        return max(asked or 0.0, backoff * (0.5 + chance()))

    retrying = Retrying(
        stop=stop_after_attempt(max(1, politeness.tries)),
        wait=wait,
        retry=retry_if_result(lambda result: isinstance(result, RefusedError) and result.again),
        sleep=rest,
        retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
    )
    result: Result = retrying(attempt)
    return result
