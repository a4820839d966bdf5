"""The rosters of server and device: nothing is taken that does not prove itself, and nothing goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.store.shelf import Shelf
from tests.core.people import Person
from tests.core.trust.rosters import forged
from twoway_client.sync.rosters import Rosters
from twoway_core.errors import PeerError
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import encode_roster_entry


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a device's store under a roster of three entries."""
    return Shelf.make(tmp_path)


def rosters(shelf: Shelf, server: FakeServer | None = None) -> Rosters:
    """Return the two rosters before an exchange."""
    return Rosters(shelf.store, FakeRemote(server or FakeServer()), shelf.person.roster)


def run(roster: Roster, first: int = 0) -> list[bytes]:
    """Return the entries of ``roster`` from ``first`` on, as a server sends them."""
    return [encode_roster_entry(entry) for entry in roster.entries[first:]]


@pytest.mark.parametrize("first", [0, 3], ids=["whole", "suffix"])
def test_what_continues_ours_is_taken(shelf: Shelf, first: int) -> None:
    """Whether the server sends all of it or what is new."""
    both = rosters(shelf)
    shelf.person.admit(name="desk")

    both.follow(run(shelf.person.roster, first))

    assert both.roster.head == shelf.person.roster.head


def test_what_does_not_prove_itself_is_refused(shelf: Shelf) -> None:
    """An entry that nobody in it signed makes no list of devices, at whatever length it is sent."""
    both, before = rosters(shelf), shelf.person.roster.head
    shelf.person.admit(name="desk")
    *good, last = shelf.person.roster.entries
    forgery = encode_roster_entry(forged(shelf.person.newcomer(), last))

    for sent in ([forgery], [*map(encode_roster_entry, good), forgery]):
        with pytest.raises(PeerError):
            both.follow(sent)

    assert both.roster.head == before


def test_the_list_of_another_journal_is_refused(shelf: Shelf) -> None:
    """However long it is."""
    both = rosters(shelf)

    with pytest.raises(PeerError):
        both.follow(run(Person.make("somebody else").roster))


def test_an_older_list_is_not_taken(shelf: Shelf) -> None:
    """A server, or a reply that was kept back, cannot bring a device back that was revoked since."""
    both = rosters(shelf)

    both.take(found(shelf.person.roster.entries[:2]))

    assert both.roster.head == shelf.person.roster.head


def test_a_server_that_is_behind_is_given_the_rest(shelf: Shelf) -> None:
    """What it lost proves itself, whoever brings it."""
    server = FakeServer()
    server.roster = found(shelf.person.roster.entries[:2])
    both = rosters(shelf, server)

    both.follow(run(server.roster))

    assert server.roster.head == both.roster.head == shelf.person.roster.head
