"""When a watching device exchanges next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_client.sync.schedule import POLL_SECONDS, Schedule, back_off


def settled() -> Schedule:
    """Return a schedule that has just exchanged, at second 100."""
    schedule = Schedule(100)
    schedule.exchanged(100)
    return schedule


def test_the_first_exchange_is_due_at_once() -> None:
    """A watch begins by exchanging."""
    assert Schedule(100).wait(100) == 0


def test_without_any_news_it_polls_once_a_minute() -> None:
    """Hints may be lost; a minute is the longest that anything waits."""
    assert settled().wait(110) == 50


def test_a_hint_after_a_pause_is_followed_at_once() -> None:
    """What another device wrote is wanted now."""
    schedule = settled()

    schedule.hinted(110)

    assert schedule.wait(110) == 0


def test_hints_after_an_exchange_are_gathered() -> None:
    """A server that hints all the time gets two exchanges a second at most."""
    schedule = settled()

    schedule.hinted(100.1)
    schedule.hinted(100.2)

    assert schedule.wait(100.2) == pytest.approx(0.3)


def test_notes_are_gathered_from_the_first_one_on() -> None:
    """Whoever goes on writing does not put off what was written."""
    schedule = settled()

    schedule.wrote(110)
    schedule.wrote(111.5)

    assert schedule.wait(111.5) == pytest.approx(0.5)


def test_a_hint_does_not_wait_for_notes() -> None:
    """The exchange that a hint asks for takes the notes along."""
    schedule = settled()

    schedule.wrote(110)
    schedule.hinted(110)

    assert schedule.wait(110) == 0


def test_failures_are_waited_out_whatever_comes() -> None:
    """Neither notes nor hints make a client knock faster at a door that does not open."""
    schedule = settled()
    for _ in range(4):
        schedule.failed(200, 1.0)

    schedule.hinted(201)
    schedule.wrote(202)

    assert schedule.wait(202) == 6


def test_waiting_begins_anew_once_it_worked() -> None:
    """A failure after a success is a first one."""
    schedule = settled()
    for _ in range(9):
        schedule.failed(200, 1.0)
    schedule.exchanged(300)

    schedule.failed(400, 1.0)

    assert schedule.wait(400) == 1


@given(failures=st.integers(1, 10**6), chance=st.floats(0, 1))
def test_a_wait_is_never_none_and_never_longer_than_a_minute(failures: int, chance: float) -> None:
    """However often it failed."""
    assert 0.5 <= back_off(failures, chance) <= POLL_SECONDS
