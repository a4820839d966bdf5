"""Rosters that both languages write in turn, epoch keys, forks, acceptance, pairing: each takes what the other made."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.people import Person, cutoff_at
from tests.core.trust.rosters import STEPS, Steps
from tests.web.line import ask, received, sent
from tests.web.node import Node
from twoway_core.errors import PeerError
from twoway_core.ids import ChainId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import Segment
from twoway_core.sealing.writer import ChainTip
from twoway_core.sync.messages import ChainHeads, Head, wire
from twoway_core.trust.acceptance import accept
from twoway_core.trust.epochs import open_epoch_keys
from twoway_core.trust.forks import prefer
from twoway_core.trust.names import open_name
from twoway_core.trust.pairing import (
    Channel,
    Consent,
    Offer,
    Reply,
    Request,
    Reveal,
    check_code,
    check_reveal,
    commit,
    public_of,
)
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import Cutoff, decode_roster_entry, decode_statement, encode_roster_entry

A_FEW = settings(max_examples=12, deadline=None)


class FromThere(Steps):
    """Grows a journal whose entries TypeScript writes; Python takes each of them, or the test fails."""

    def __init__(self, node: Node, person: Person) -> None:
        super().__init__(person)
        self.node = node

    def grow(self, what: str, by: DeviceKeys, /, **said: object) -> None:
        """Put the entry behind the roster that ``by`` writes there."""
        person = self.person
        written = ask(self.node, what, entries=entries_of(person.roster), signer=by.secret, **said)
        person.roster = person.roster.extended([decode_roster_entry(written)])
        person.epochs = open_epoch_keys(person.roster, by)

    def take(self, step: str, place: int) -> None:
        """Take ``step``, or another where nobody is left to take it on."""
        here = self.standing()
        by = here[place % len(here)]
        members = self.person.roster.members
        rank = members[by.public.device].rank
        younger = [keys for keys in here if members[keys.public.device].rank > rank]
        fresh = self.person.fresh_key().secret
        if step == "admit":
            self.join("roster.add", by, name=f"phone {place} é")
        elif step == "revoke" and younger:
            revoked = younger[place % len(younger)].public.device
            cutoff = Cutoff(self.person.chance(16), place + 1, self.person.chance(32))
            self.grow("roster.revoke", by, revoked=[revoked], cutoffs=[cutoff] * place, next=fresh)
        elif step == "leave" and len(here) > 1:
            self.leave(by, next(keys for keys in here if keys is not by), fresh)
        elif step == "new paper":
            papers = [keys.public.device for keys in here if members[keys.public.device].is_paper]
            gone = [device for device in papers if members[device].rank >= rank][:place]
            self.join("roster.replace", by, revoked=gone, next=fresh)
        else:
            self.grow("roster.rotate", by, next=fresh)

    def join(self, what: str, by: DeviceKeys, /, **said: object) -> None:
        """Let a newcomer join."""
        newcomer = self.person.newcomer()
        self.everybody.append(newcomer)
        self.grow(what, by, newcomer=newcomer.secret, **said)

    def leave(self, by: DeviceKeys, other: DeviceKeys, fresh: bytes) -> None:
        """End the standing of the one who writes; another opens the keys then."""
        person = self.person
        said = {"revoked": [by.public.device], "cutoffs": [], "next": fresh}
        written = ask(self.node, "roster.revoke", entries=entries_of(person.roster), signer=by.secret, **said)
        person.roster = person.roster.extended([decode_roster_entry(written)])
        person.epochs = open_epoch_keys(person.roster, other)


def entries_of(roster: Roster) -> list[bytes]:
    """Return the entries of ``roster`` as they travel."""
    return [encode_roster_entry(entry) for entry in roster.entries]


def founded(node: Node) -> Person:
    """Return a journal whose genesis TypeScript wrote."""
    person = Person.make("founded in a browser")
    genesis = ask(node, "roster.genesis", paper=person.paper.secret, key=person.key.secret)
    person.roster = found([decode_roster_entry(genesis)])
    return person


def members_here(roster: Roster) -> dict[str, Any]:
    """Return who stands in ``roster``, as it comes over the line."""
    members = [
        {
            key: plain(getattr(each, key))
            for key in ("number", "signer", "name", "rank", "is_paper", "revoked", "cutoffs")
        }
        | {"device": device}
        for device, each in roster.members.items()
    ]
    return {"journal": roster.journal, "head": roster.head, "members": members}


def plain(value: object) -> object:
    """Return ``value`` as it comes over the line."""
    return received(sent(value))


def keys_here(roster: Roster, keys: DeviceKeys) -> dict[str, Any]:
    """Return the epoch keys that ``keys`` open here, as they come over the line, or the error."""
    try:
        opened = open_epoch_keys(roster, keys)
    except PeerError as error:
        return {"refused": type(error).__name__}
    pairs = zip(opened.began, opened.keys, strict=True)
    return {"is": {"held": [{"began": began, "key": key.secret} for began, key in pairs], "holes": list(opened.holes)}}


def check_alike(node: Node, roster: Roster, everybody: list[DeviceKeys]) -> None:
    """Check that both sides see the same members, and open the same keys for everybody who ever was there."""
    entries = entries_of(roster)
    assert ask(node, "roster.read", rosters=[entries]) == [{"is": members_here(roster)}]
    for keys in everybody:
        assert ask(node, "roster.keys", entries=entries, keys=keys.secret) == keys_here(roster, keys)


@given(st.lists(STEPS, max_size=7))
@A_FEW
def test_a_roster_that_typescript_writes_is_taken_here(node: Node, steps: list[tuple[str, int]]) -> None:
    """Whatever happens to a journal in a browser, Python follows: members, boxes and keys."""
    there = FromThere(node, founded(node))

    for step in steps:
        there.take(*step)

    check_alike(node, there.person.roster, there.everybody)


@given(st.lists(st.tuples(STEPS, st.booleans()), max_size=7))
@A_FEW
def test_both_write_one_roster_in_turn(node: Node, steps: list[tuple[tuple[str, int], bool]]) -> None:
    """An entry of the one stands behind those of the other, in any order."""
    there = FromThere(node, founded(node))
    here = Steps(there.person)
    here.everybody = there.everybody

    for step, is_there in steps:
        (there if is_there else here).take(*step)
        standing = there.standing()
        there.person.epochs = open_epoch_keys(there.person.roster, standing[0])

    check_alike(node, there.person.roster, there.everybody)


def test_every_kind_of_statement_is_written_there(node: Node) -> None:
    """The five kinds each stand in one roster, none left to chance; a name that TypeScript sealed opens here."""
    there = FromThere(node, founded(node))
    for step in ("admit", 0), ("admit", 1), ("revoke", 0), ("rotate", 0), ("new paper", 1), ("admit", 0):
        there.take(*step)

    roster = there.person.roster
    tags = {type(decode_statement(entry.statement)).__struct_config__.tag for entry in roster.entries}
    assert tags == {"genesis", "device.added", "device.revoked", "epoch.rotated", "paper.replaced"}
    check_alike(node, roster, there.everybody)
    newest = list(roster.members.values())[-1]
    said = {"key": there.person.key.secret, "journal": roster.journal, "device": newest.public.device}
    assert open_name(there.person.key, roster.journal, newest.public.device, newest.name) == "phone 0 é"
    assert ask(node, "name.read", sealed=newest.name, **said) == "phone 0 é"


@given(st.data())
@A_FEW
def test_a_spoilt_roster_is_refused_alike(node: Node, data: st.DataObject) -> None:
    """Wherever a byte of an entry is another, both refuse the roster, by the same error."""
    steps = Steps(Person.make("spoilt"))
    for step in ("admit", 0), ("admit", 1), ("rotate", 0), ("new paper", 0), ("revoke", 0):
        steps.take(*step)
    entries = entries_of(steps.person.roster)
    tried = []
    for _ in range(15):
        number = data.draw(st.integers(0, len(entries) - 1))
        changed = bytearray(entries[number])
        changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
        tried.append([*entries[:number], bytes(changed), *entries[number + 1 :]])

    there = ask(node, "roster.read", rosters=tried)

    assert there == [refusal(each) for each in tried]


def refusal(entries: list[bytes]) -> dict[str, str]:
    """Return by which error Python refuses a roster."""
    with pytest.raises(PeerError) as refused:
        found([decode_roster_entry(entry) for entry in entries])
    return {"refused": type(refused.value).__name__}


@given(st.data())
@A_FEW
def test_both_prefer_the_same_branch(node: Node, data: st.DataObject) -> None:
    """Of two rosters that grew apart, the same one counts on both sides."""
    common = Steps(Person.make("two servers"))
    for step in data.draw(st.lists(STEPS, max_size=3)):
        common.take(*step)
    branches = []
    for _ in range(2):
        branch = Steps(common.person.copy())
        branch.everybody = list(common.everybody)
        for step in data.draw(st.lists(STEPS, max_size=3)):
            branch.take(*step)
        branches.append(branch.person.roster)
    one, other = branches

    there = ask(node, "roster.prefer", one=entries_of(one), other=entries_of(other))

    assert there == prefer(one, other).head


@given(st.data())
@A_FEW
def test_both_accept_the_same_segments(node: Node, data: st.DataObject) -> None:
    """Chains that go on, fork, are cut off and arrive in part: the verdicts are the same."""
    person = Person.make("verdicts")
    laptop, phone = person.admit(), person.admit()
    segments: list[Segment] = []
    for keys in data.draw(st.lists(st.sampled_from([laptop, phone]), min_size=1, max_size=3)):
        chain = person.write_chain(keys, data.draw(st.integers(1, 4)))
        segments += chain
        fork = data.draw(st.integers(0, len(chain) - 1))
        if fork:
            before = chain[fork - 1]
            tip = ChainTip(person.journal, keys.public.device, ChainId(before.header.chain), fork + 1, before.hash)
            segments += person.write_chain(keys, 2, tip)
    if data.draw(st.booleans()):
        cutoffs = [cutoff_at(each) for each in data.draw(st.lists(st.sampled_from(segments), max_size=3))]
        person.revoke(phone, cutoffs=cutoffs)
    elif data.draw(st.booleans()):
        person.rotate()
    arrived = data.draw(st.permutations(segments))[data.draw(st.integers(0, 3)) :]

    there = ask(node, "acceptance.judge", entries=entries_of(person.roster), segments=[wire(each) for each in arrived])

    here = accept(person.roster, {each.hash: each.header for each in arrived})
    assert there["verdicts"] == [here.verdicts[each.hash].value for each in arrived]
    assert there["forked"] == sorted(chain.hex() for chain in here.forked)


def test_a_pairing_goes_through_between_both(node: Node) -> None:
    """Each side opens what the other sealed into its slots, and both show the same six digits."""
    person = Person.make("pairing")
    secret, mine, theirs = person.chance(13), person.chance(16), person.chance(16)
    inviter, newcomer, channel = person.paper.public, person.newcomer().public, Channel(secret)
    offer = Offer(inviter.signing, inviter.agreement, person.journal, ask(node, "pairing.commit", nonce=mine))
    request = Request(newcomer.signing, newcomer.agreement, "Ana's phone é", theirs)
    reveal, consent = Reveal(mine), Consent(person.chance(64))
    reply = Reply(True, person.roster.head, [ChainHeads(person.chance(16), [Head(3, person.chance(32))])])

    for message in (offer, request, reveal, consent, reply):
        kind: Any = type(message)
        there = ask(node, "pairing.seal", secret=secret, kind=kind.__name__, message=message)
        assert channel.open(kind, there) == message
        here = channel.seal(message, person.chance)
        assert ask(node, "pairing.open", secret=secret, kind=kind.__name__, sealed=here) == plain(message)

    assert offer.commitment == commit(mine)
    check_reveal(offer, reveal)
    assert public_of(request) == newcomer
    assert ask(node, "pairing.mailbox", secret=secret) == channel.mailbox
    code = ask(node, "pairing.code", secret=secret, offer=offer, request=request, reveal=reveal)
    assert code == check_code(channel, offer, request, reveal)
