"""A body that came spoilt is asked for again, soon and then ever more seldom, though nobody looks at the list."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, Message
from tests.client.profiles import NOON
from tests.client.sync.three import Three
from twoway_client.sync.session import exchange
from twoway_core.codec import Wire
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import Fetch

MINUTE = timedelta(minutes=1)


class Counting(FakeRemote):
    """A connection that counts what is fetched singly."""

    fetches = 0

    def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
        """Send ``message``."""
        self.fetches += isinstance(message, Fetch)
        return super().call(path, message, reply)


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Three:
    """Return three devices that hold the same notes."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Three(tmp_path)


def fetches(three: Three, minutes: int) -> int:
    """Let the phone exchange so many ``minutes`` after noon; return how often it fetched single segments."""
    desk, remote = three.phone.desk(NOON + minutes * MINUTE), Counting(three.server)
    try:
        exchange(desk, remote)
    finally:
        desk.database.close()
    return remote.fetches


def test_a_body_that_came_spoilt_is_asked_for_again_soon_and_then_seldom(three: Three) -> None:
    """At once, after one minute, after two more; the server has the whole one by then, and it comes."""
    [name] = three.note(three.laptop)
    whole = three.server.segments[name]
    body = bytearray(whole.body)
    body[40] ^= 1
    three.server.segments[name] = Segment(whole.header_bytes, whole.signature, bytes(body))
    asked = [fetches(three, minutes) for minutes in (0, 0, 1, 2, 3)]
    three.server.segments[name] = whole

    assert asked == [1, 0, 1, 0, 1]
    assert fetches(three, 6) == 0
    assert fetches(three, 7) > 0
    assert three.phone.entries() == three.laptop.entries()
    assert fetches(three, 60) == 0
