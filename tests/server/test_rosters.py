"""Rosters over the wire: ``handlers/rosters.py`` and ``journals.py``."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from twoway_core.codec import encode
from twoway_core.sync.limits import REGISTRATION_HEADER
from twoway_core.sync.messages import RosterPush, RosterState, SyncRequest
from twoway_core.trust.forks import prefer
from twoway_core.trust.statements import RosterEntry, decode_roster_entry
from twoway_server.limits import Limits
from twoway_server.registration import Codes, Mode

from .caller import Answer, Served
from .conftest import Serve
from .memory_store import MemoryStore
from .world import Person


async def bring(server: Served, person: Person, run: list[bytes]) -> Answer:
    """Bring ``run`` to the journal of ``person``."""
    return await server.post(person, "roster", RosterPush(run))


def state(person: Person) -> RosterState:
    """Return what the server says when it holds the whole roster of ``person``."""
    return RosterState(person.roster.head, len(person.roster.entries))


async def test_a_genesis_registers_a_journal(server: Served, person: Person) -> None:
    """A run from genesis founds the journal on the server."""
    answer = await bring(server, person, person.run)

    assert (answer.status, answer.read(RosterState)) == (200, state(person))


async def test_the_same_run_again_changes_nothing(server: Served, person: Person) -> None:
    """A run whose answer was lost is simply brought again."""
    await server.register(person)

    answer = await bring(server, person, person.run)

    assert (answer.status, answer.read(RosterState)) == (200, state(person))
    assert await server.store.read_roster(person.journal) == person.run


async def test_a_suffix_extends_the_roster(server: Served, person: Person) -> None:
    """Only the new entries need to be brought, and whoever brings them needs no token."""
    await server.register(person)
    person.admit()

    answer = await bring(server, person, person.run[-1:])

    assert (answer.status, answer.read(RosterState)) == (200, state(person))


async def test_a_server_that_is_behind_is_extended(server: Served, person: Person) -> None:
    """The whole roster brings a server forward that was restored from an old copy."""
    await server.register(person)
    person.admit()
    person.admit()

    answer = await bring(server, person, person.run)

    assert answer.read(RosterState) == state(person)


async def test_a_client_that_is_behind_is_told_where_the_server_is(server: Served, person: Person) -> None:
    """An old run is no error: the answer names what the server has."""
    old = person.run
    person.admit()
    await server.register(person)

    answer = await bring(server, person, old)

    assert (answer.status, answer.read(RosterState)) == (200, state(person))


def branches() -> tuple[Person, Person]:
    """Return one journal twice, gone two ways behind its first device: the branch that wins, and the other."""
    one, other = Person(1), Person(1)
    other.draw(1)
    one.admit()
    other.admit()
    won = prefer(one.roster, other.roster)
    return (one, other) if won is one.roster else (other, one)


async def test_a_branch_that_loses_is_refused_with_what_the_server_has(server: Served) -> None:
    """A continuation of an older entry does not extend the roster: 409, and the server's head."""
    won, lost = branches()
    await server.register(won)

    answer = await bring(server, lost, lost.run)

    assert (answer.status, answer.read(RosterState)) == (409, state(won))
    assert await server.store.read_roster(won.journal) == won.run


@pytest.mark.parametrize("first", [0, 1])
async def test_a_branch_that_wins_takes_the_place_of_the_other(server: Served, first: int) -> None:
    """The server applies the rule of every client, to a run that begins at an entry that it has."""
    won, lost = branches()
    await server.register(lost)

    answer = await bring(server, won, won.run[first:])

    assert (answer.status, answer.read(RosterState)) == (200, state(won))
    assert await server.store.read_roster(won.journal) == won.run


async def test_a_device_of_the_branch_that_lost_is_let_in_no_longer(server: Served) -> None:
    """Its token ends with the branch that admitted it."""
    won, lost = branches()
    await server.register(lost)
    device = lost.devices[-1]
    await server.sign_in(lost, device)
    before = await server.post(lost, "sync", SyncRequest(bytes(32), []), device)

    await bring(server, won, won.run)
    after = await server.post(lost, "sync", SyncRequest(bytes(32), []), device)

    assert (before.status, after.status) == (200, 404)


async def test_a_forged_branch_is_refused(server: Served) -> None:
    """A run that begins well and goes on with what nobody signed changes nothing."""
    won, lost = branches()
    await server.register(lost)
    entry = decode_roster_entry(won.run[-1])
    forged = encode(RosterEntry(entry.statement, bytes(64), entry.countersignature, entry.boxes))

    answer = await bring(server, won, [*won.run[:-1], forged])

    assert (answer.status, answer.read(RosterState)) == (409, state(lost))


async def test_a_run_with_a_gap_is_not_found(server: Served, person: Person) -> None:
    """A continuation of something that the server lacks does not show that it is of this journal."""
    await server.register(person)
    person.admit()
    person.admit()

    assert (await bring(server, person, person.run[-1:])).status == 404
    assert (await bring(server, person, person.run)).status == 200


async def test_of_two_branches_brought_at_once_the_same_one_stays(server: Served, person: Person) -> None:
    """Compare and set: whichever comes first, the branch that wins is stored in the end."""
    won, lost = branches()
    await server.register(person)

    answers = await asyncio.gather(bring(server, lost, lost.run), bring(server, won, won.run))

    assert answers[1].status == 200
    assert await server.store.read_roster(won.journal) == won.run


async def test_two_founders_at_once_both_succeed(server: Served, person: Person) -> None:
    """The same registration twice at the same moment is one registration."""
    answers = await asyncio.gather(*(bring(server, person, person.run) for _ in range(4)))

    assert [answer.status for answer in answers] == [200] * 4
    assert await server.store.read_roster(person.journal) == person.run


async def test_a_genesis_of_another_journal_is_not_found(server: Served, person: Person) -> None:
    """A journal has the id of its genesis, and no other."""
    answer = await bring(server, Person(2), person.run)

    assert (answer.status, answer.word) == (404, "not-found")


async def test_a_run_without_genesis_founds_nothing(server: Served, person: Person) -> None:
    """An unknown journal begins at its genesis."""
    assert (await bring(server, person, person.run[1:])).status == 404


async def test_a_forged_genesis_founds_nothing(server: Served, person: Person) -> None:
    """A genesis under its right id whose signature is wrong is malformed."""
    entry = decode_roster_entry(person.run[0])
    forged = encode(RosterEntry(entry.statement, bytes(64), b"", entry.boxes))

    assert (await bring(server, person, [forged])).status == 400
    assert await server.store.read_roster(person.journal) == []


async def test_a_forged_continuation_is_refused(server: Served, person: Person) -> None:
    """An entry that no device of the roster signed is not found, and not stored."""
    await server.register(person)
    held = person.run
    person.admit()
    entry = decode_roster_entry(person.run[-1])
    forged = encode(RosterEntry(entry.statement, bytes(64), entry.countersignature, entry.boxes))

    assert (await bring(server, person, [forged])).status == 404
    assert await server.store.read_roster(person.journal) == held


async def test_a_stranger_is_told_nothing_of_a_journal(server: Served, person: Person) -> None:
    """A stranger's entries get the same answer whether the journal is here or not."""
    stranger = Person(2)
    before = await bring(server, person, stranger.run)
    await server.register(person)
    after = await bring(server, person, stranger.run)

    assert (before.status, before.body) == (after.status, after.body) == (404, encode(["not-found"]))


@pytest.mark.parametrize("body", [b"", encode(RosterPush([])), encode(RosterPush([b"junk"])), b"\xc1"])
async def test_what_is_no_run_is_malformed(server: Served, person: Person, body: bytes) -> None:
    """Bytes that are no run of entries are refused before anything is looked up."""
    answer = await server.send("POST", f"/v1/journals/{person.journal.hex()}/roster", body)

    assert (answer.status, answer.word) == (400, "malformed")


@pytest.mark.parametrize("limits", [Limits(roster_entries=2), Limits(roster_bytes=1024)])
async def test_a_roster_has_a_longest_length(serve: Serve, person: Person, limits: Limits) -> None:
    """A roster that would be too long is refused whole."""
    server = await serve(limits=limits)
    await server.register(person)
    person.admit()

    answer = await bring(server, person, person.run[-1:])

    assert (answer.status, answer.word) == (413, "too-large")


async def test_registration_may_be_closed(serve: Serve, person: Person) -> None:
    """A closed server takes no new journal, and does not say why."""
    server = await serve(mode=Mode.CLOSED)

    answer = await bring(server, person, person.run)

    assert (answer.status, answer.word) == (404, "not-found")


async def test_a_code_registers_one_journal(serve: Serve, person: Person, tmp_path: Path) -> None:
    """A code works once; the journal that used it goes on without one."""
    codes = Codes(tmp_path / "codes", 7, lambda: 0.0)
    server = await serve(mode=Mode.CODE, codes=codes)
    headers = {REGISTRATION_HEADER: codes.make(person.draw)}
    other = Person(2)

    none = await register(server, person, {})
    first = await register(server, person, headers)
    second = await register(server, other, headers)
    person.admit()
    later = await register(server, person, {})

    assert [answer.status for answer in (none, first, second, later)] == [404, 200, 404, 200]


async def register(server: Served, person: Person, headers: dict[str, str]) -> Answer:
    """Bring a whole roster under ``headers``."""
    return await server.send(
        "POST", f"/v1/journals/{person.journal.hex()}/roster", encode(RosterPush(person.run)), headers
    )


async def test_rosters_in_memory_are_bounded(serve: Serve) -> None:
    """Only so many rosters are kept in memory; the others are read again when they are asked for."""
    server = await serve(limits=Limits(cached_rosters=2))
    people = [Person(seed) for seed in range(4)]
    for person in people:
        await server.join(person)

    replies = [await server.sync(person) for person in people]

    assert [reply.roster for reply in replies] == [[]] * 4


async def test_a_roster_that_moved_under_the_server_is_read_again(server: Served, person: Person) -> None:
    """Where another process extended the stored roster, the next continuation is judged by what is stored."""
    assert isinstance(server.store, MemoryStore)
    await server.register(person)
    old_head = person.roster.head
    person.admit()
    await server.store.append_roster(person.journal, old_head, person.run[-1:], person.roster.head)
    other = Person(1)
    other.draw(1)
    other.admit()

    answer = await bring(server, other, other.run)

    assert (answer.status, answer.read(RosterState)) == (409, state(person))


async def test_a_roster_that_keeps_moving_is_given_up(serve: Serve, person: Person) -> None:
    """A store that never takes a continuation ends the request instead of the server's patience."""
    server = await serve(store=NeverStore())

    assert (await bring(server, person, person.run)).status == 404


class NeverStore(MemoryStore):
    """A store whose roster always moved just before."""

    async def append_roster(self, *_: object) -> bool:
        return False
