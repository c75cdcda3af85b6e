from typing import get_args

import pytest

from dcpipeline.fetch import CONTACT, REFUSALS, USER_AGENT, Fetcher, RefusalCode, own_user_agent


def test_every_code_has_a_meaning() -> None:
    assert set(REFUSALS) == set(get_args(RefusalCode))


def test_we_say_who_we_are_and_invent_no_address() -> None:
    assert own_user_agent({}) == USER_AGENT
    assert USER_AGENT.startswith("dcpipeline/") and "@" not in USER_AGENT
    assert own_user_agent({CONTACT: " crawl@example.org "}).endswith("; crawl@example.org)")


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "联系人", "a)b"])
def test_a_contact_that_can_not_be_sent_is_named(contact: str) -> None:
    with pytest.raises(ValueError, match=CONTACT):
        own_user_agent({CONTACT: contact})


def test_a_user_agent_that_can_not_be_sent() -> None:
    with pytest.raises(ValueError, match="header"):
        Fetcher(user_agent="a\r\nX-Evil: 1")
