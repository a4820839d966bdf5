"""The server in memory answers as the real one does, message by message, where bodies are put, wanted and fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.client.profiles import Profile
from tests.client.sync.erasures import Net
from twoway_client.sync.remote import Remote
from twoway_client.sync.session import exchange
from twoway_client.sync.signing import journal_path, sign_in
from twoway_core.errors import NotAllowedError
from twoway_core.ids import JournalId
from twoway_core.sealing.replacing import replace
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import (
    Fetch,
    Fetched,
    NewBody,
    Outcome,
    Push,
    Pushed,
    PutBodies,
    SegmentPlace,
    Wanted,
    WantedNow,
    wire,
)


class Caller:
    """A laptop with one segment on the server, signed in."""

    def __init__(self, laptop: Profile, remote: Remote) -> None:
        self.keys, self.remote = laptop.keys, remote
        with closing((desk := laptop.desk()).database):
            exchange(desk, remote)
            self.path = journal_path(JournalId(desk.keys.journal))
            ((_, self.segment),) = desk.segments.all_segments()
            sign_in(remote, JournalId(desk.keys.journal), self.keys)
            self.roster = desk.segments.roster().head

    @property
    def place(self) -> SegmentPlace:
        """Where the segment stands."""
        return SegmentPlace(self.segment.header.chain, self.segment.header.number, self.segment.hash)

    def put(self, body: bytes) -> Pushed:
        """Put ``body`` for the segment."""
        changed = Segment(self.segment.header_bytes, self.segment.signature, body)
        new = NewBody(self.place.chain, self.place.number, replace(changed, self.keys))
        return self.remote.call(f"{self.path}/bodies", PutBodies([new]), Pushed)

    def want(self, *places: SegmentPlace) -> list[SegmentPlace]:
        """Ask for ``places``."""
        return self.remote.call(f"{self.path}/wanted", Wanted(list(places)), WantedNow).places

    def fetch(self, *places: SegmentPlace) -> list[Segment]:
        """Fetch ``places``."""
        fetched = self.remote.call(f"{self.path}/fetch", Fetch(list(places)), Fetched)
        return [each.segment() for each in fetched.segments]

    def push(self) -> Pushed:
        """Push the segment as it is here."""
        return self.remote.call(f"{self.path}/push", Push([wire(self.segment)]), Pushed)


@pytest.fixture
def caller(any_net: Net, pair: tuple[Profile, Profile]) -> Iterator[Caller]:
    """Return a laptop that talks to the one server, then to the other."""
    laptop, _ = pair
    laptop.jot("one")
    with closing(any_net.remote()) as remote:
        yield Caller(laptop, remote)


def test_a_body_that_is_put_is_what_is_fetched_and_pushing_again_changes_nothing(caller: Caller) -> None:
    """Outcomes, roster and bytes are the same on both servers."""
    body = bytes(len(caller.segment.body))

    put, pushed = caller.put(body), caller.push()

    assert put == Pushed([Outcome(caller.segment.hash, "stored", "")], caller.roster)
    assert pushed.outcomes == [Outcome(caller.segment.hash, "known", "")]
    assert [each.body for each in caller.fetch(caller.place)] == [body]


def test_a_body_is_wanted_until_it_is_put(caller: Caller) -> None:
    """And only where the segment is."""
    absent = SegmentPlace(bytes(16), 1, bytes(32))

    lists = [caller.want(), caller.want(caller.place, caller.place, absent), caller.want()]
    caller.put(caller.segment.body)

    assert lists == [[], [caller.place], [caller.place]]
    assert caller.want() == []
    assert caller.fetch(absent) == []


def test_a_body_for_what_is_not_there_is_unknown(caller: Caller) -> None:
    """By the hash of a segment that never came."""
    new = NewBody(bytes(16), 1, replace(Segment(b"\x9a\1", b"", caller.segment.body), caller.keys))

    put = caller.remote.call(f"{caller.path}/bodies", PutBodies([new]), Pushed)

    assert [(each.status, each.reason) for each in put.outcomes] == [("refused", "unknown")]


def test_who_is_not_signed_in_comes_near_none_of_it(caller: Caller) -> None:
    """A token that the server never gave is no token."""
    caller.remote.token = "00" * 32

    for ask in (caller.want, caller.fetch, lambda: caller.put(caller.segment.body)):
        with pytest.raises(NotAllowedError):
            ask()
