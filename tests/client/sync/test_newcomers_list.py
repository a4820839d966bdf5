"""The list of devices that a newcomer takes: of its journal, with the entry its inviter named, and with itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.profiles import Profile
from tests.core.people import Person
from twoway_client.errors import Refusal
from twoway_client.founding import Lock, make_profile
from twoway_client.home import Home
from twoway_client.sync.joining import await_roster, complete, fetch_roster
from twoway_client.sync.remote import Address, Message, Remote
from twoway_core.codec import Wire
from twoway_core.errors import PeerError
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.messages import Challenge, ChallengeRequest, SignedIn, SignIn, SyncReply
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import encode_roster_entry


class Answering(Remote):
    """A server that lets everybody in, and shows ``shown`` to whoever asks for a list of devices."""

    def __init__(self, shown: list[bytes]) -> None:
        super().__init__(Address.parse("http://127.0.0.1:8470"))
        self.shown = shown

    def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
        answer: Wire = SyncReply(self.shown, [], [], more=False)
        if isinstance(message, ChallengeRequest):
            answer = Challenge(bytes(32))
        elif isinstance(message, SignIn):
            answer = SignedIn(bytes(32), 900)
        assert isinstance(answer, reply)
        return answer


def run(roster: Roster) -> list[bytes]:
    """Return ``roster`` as it travels."""
    return [encode_roster_entry(entry) for entry in roster.entries]


@pytest.fixture
def person() -> Person:
    """Return a journal with one device."""
    person = Person.make("a newcomer's list")
    person.admit(name="laptop")
    return person


@pytest.fixture
def newcomer(person: Person) -> DeviceKeys:
    """Return the device that was just admitted."""
    return person.admit(name="phone")


def test_the_list_with_the_entry_that_was_named_is_taken(person: Person, newcomer: DeviceKeys) -> None:
    """Also when it has grown meanwhile."""
    named = person.roster.head
    person.admit(name="desk")

    taken = fetch_roster(Answering(run(person.roster)), person.journal, newcomer, named)

    assert taken.head == person.roster.head


def test_a_list_without_the_entry_that_was_named_is_refused(person: Person, newcomer: DeviceKeys) -> None:
    """It is another branch, or an older one."""
    with pytest.raises(Refusal, match="another list of devices"):
        fetch_roster(Answering(run(person.roster)), person.journal, newcomer, bytes(32))


def test_the_list_of_another_journal_is_refused(person: Person, newcomer: DeviceKeys) -> None:
    """Even one into which somebody else admitted this very device."""
    other = Person.make("somebody else")
    other.roster = other.roster.extended([other.added(newcomer)])

    with pytest.raises(Refusal, match="another list of devices"):
        fetch_roster(Answering(run(other.roster)), person.journal, newcomer, b"")


def test_a_list_without_the_newcomer_is_refused(person: Person, newcomer: DeviceKeys) -> None:
    """One from before it was admitted, and one in which it was revoked since."""
    before = found(person.roster.entries[:2])
    named = before.head
    person.revoke(newcomer)

    for shown in (before, person.roster):
        with pytest.raises(Refusal, match="another list of devices"):
            fetch_roster(Answering(run(shown)), person.journal, newcomer, named)


def test_a_list_that_comes_later_must_hold_the_entry_that_was_named(tmp_path: Path) -> None:
    """The inviting device, once turned, can sign another branch with the newcomer in it: that one is not taken."""
    person = Person.make("a list that comes later")
    laptop, keys = person.admit(name="laptop"), person.newcomer()
    before, home = person.copy(), Home(tmp_path / "phone")
    person.roster = person.roster.extended([person.added(keys, laptop)])
    before.rotate(laptop)
    before.roster = before.roster.extended([before.added(keys, laptop)])
    make_profile(home, "phone", keys, person.journal, None, Lock("none"))
    desk = Profile(home, keys).desk()
    await_roster(desk, person.roster.head)

    with pytest.raises(Refusal, match="another list of devices"):
        complete(desk, Answering(run(before.roster)))

    complete(desk, Answering(run(person.roster)))
    assert desk.segments.roster().head == person.roster.head


def test_a_list_that_does_not_prove_itself_is_refused(person: Person, newcomer: DeviceKeys) -> None:
    """No server makes one up."""
    named, shown = person.roster.head, run(person.roster)

    with pytest.raises(PeerError):
        fetch_roster(Answering([shown[0], shown[2]]), person.journal, newcomer, named)
