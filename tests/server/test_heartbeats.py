"""Heartbeats: each member once a period, and no timer for nobody."""

from __future__ import annotations

import asyncio

import pytest

from twoway_server.heartbeats import Heartbeats

SECONDS = 10.0


class Member:
    """Counts its beats."""

    def __init__(self) -> None:
        self.beats = 0

    def beat(self) -> None:
        self.beats += 1


async def test_every_member_has_as_many_beats_as_the_others() -> None:
    """One more or less, for their turns come one after the other."""
    heartbeats, members = Heartbeats(0.03), [Member() for _ in range(100)]

    for member in members:
        heartbeats.enter(member)
    async with asyncio.timeout(SECONDS):
        while members[0].beats < 5:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.001)

    assert {member.beats for member in members} <= {4, 5, 6}


class Faulty(Member):
    """Breaks at every beat."""

    def beat(self) -> None:
        super().beat()
        raise AssertionError


async def test_a_member_that_breaks_keeps_nobody_from_its_beats(caplog: pytest.LogCaptureFixture) -> None:
    """Neither those after it in its turn nor all the others; and it is told."""
    heartbeats, members = Heartbeats(0.02), [Faulty() if at % 2 else Member() for at in range(100)]

    for member in members:
        heartbeats.enter(member)
    async with asyncio.timeout(SECONDS):
        while min(member.beats for member in members) < 3:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.001)

    assert {record.getMessage() for record in caplog.records} == {"fault"}


async def test_who_left_has_no_beat_and_nobody_keeps_the_timer() -> None:
    """Then it is as if there had been nobody; the next one begins it again."""
    heartbeats, gone, new = Heartbeats(0.02), Member(), Member()
    heartbeats.enter(gone)

    heartbeats.leave(gone)
    async with asyncio.timeout(SECONDS):
        while heartbeats._timer is not None:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.001)
    heartbeats.enter(new)
    async with asyncio.timeout(SECONDS):
        while not new.beats:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.001)

    assert gone.beats == 0
