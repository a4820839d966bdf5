"""Signing in: ``handlers/signin.py``, ``auth.py`` and the token's way through ``edge.py``."""

from __future__ import annotations

import asyncio

import pytest

from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.messages import Challenge, ChallengeRequest, Push, SignedIn, SignIn, SyncRequest
from twoway_server.auth import MAX_TOKENS_A_DEVICE, Nonces, Tokens
from twoway_server.limits import Limits

from .caller import Clock, Served
from .conftest import Serve
from .memory_store import MemoryStore
from .world import Person

JOURNAL, JOURNAL_2 = JournalId(bytes(16)), JournalId(b"2" * 16)
DEVICE, OTHER = DeviceId(b"d" * 16), DeviceId(b"o" * 16)


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands."""
    return Clock()


def nonces(clock: Clock) -> Nonces:
    """Return nonces from predictable randomness."""
    return Nonces(Person(7).draw, clock)


def tokens(clock: Clock) -> Tokens:
    """Return tokens from predictable randomness."""
    return Tokens(Person(7).draw, clock)


async def test_a_device_that_answers_its_challenge_gets_a_token(server: Served, person: Person) -> None:
    """Signing in takes two requests and gives a token of 32 bytes for 15 minutes."""
    await server.register(person)

    answer = await server.answer(person, person.device, await server.nonce(person, person.device))

    signed_in = answer.read(SignedIn)
    assert (len(signed_in.token), signed_in.seconds) == (32, 900)


async def test_a_token_opens_the_routes_of_its_journal(server: Served, person: Person) -> None:
    """With a token a device may sync."""
    await server.join(person)

    assert (await server.sync(person)).more is False


async def test_unknown_journals_and_devices_get_a_challenge_too(server: Served, person: Person) -> None:
    """A challenge tells nobody whether a journal or a device exists."""
    await server.register(person)
    stranger = Person(2)

    known = await server.post(person, "challenge", ChallengeRequest(person.device.id))
    no_device = await server.post(person, "challenge", ChallengeRequest(stranger.device.id))
    no_journal = await server.post(stranger, "challenge", ChallengeRequest(stranger.device.id))

    assert [answer.status for answer in (known, no_device, no_journal)] == [200] * 3
    assert len({len(answer.read(Challenge).nonce) for answer in (known, no_device, no_journal)}) == 1


async def test_a_challenge_is_answered_once(server: Served, person: Person) -> None:
    """The same signed challenge does not give a second token."""
    await server.register(person)
    nonce = await server.nonce(person, person.device)

    first = await server.answer(person, person.device, nonce)
    second = await server.answer(person, person.device, nonce)

    assert (first.status, second.status) == (200, 404)


async def test_of_two_answers_at_once_one_gets_a_token(serve: Serve, person: Person) -> None:
    """A challenge is used up even when two requests wait for the roster together."""
    server = await serve(limits=Limits(cached_rosters=1), store=SleepyStore())
    await server.register(person)
    nonce = await server.nonce(person, person.device)
    await server.register(Person(2))  # so that the roster is read anew

    answers = await asyncio.gather(*(server.answer(person, person.device, nonce) for _ in range(3)))

    assert sorted(answer.status for answer in answers) == [200, 404, 404]


class SleepyStore(MemoryStore):
    """A store that takes a moment to read."""

    async def read_roster(self, journal: JournalId) -> list[bytes]:
        await asyncio.sleep(0.05)
        return await super().read_roster(journal)


async def test_a_challenge_is_good_for_a_minute(server: Served, person: Person) -> None:
    """A challenge that is answered too late gives nothing."""
    await server.register(person)
    nonce = await server.nonce(person, person.device)

    server.clock.now += 60.1

    assert (await server.answer(person, person.device, nonce)).status == 404


async def test_a_challenge_relayed_from_another_server_gives_nothing(server: Served, person: Person) -> None:
    """The signature covers the address of the server that the device meant."""
    await server.register(person)
    nonce = await server.nonce(person, person.device)

    answer = await server.answer(person, person.device, nonce, server_id="https://rogue.example.org")

    assert answer.status == 404


async def test_a_challenge_for_one_device_is_of_no_use_to_another(server: Served, person: Person) -> None:
    """A nonce is bound to the device that asked."""
    other = person.admit()
    await server.register(person)
    nonce = await server.nonce(person, person.device)

    assert (await server.answer(person, other, nonce)).status == 404


async def test_a_device_outside_the_roster_gets_no_token(server: Served, person: Person) -> None:
    """A good signature by a key that nobody admitted gives nothing."""
    await server.register(person)
    stranger = person.newcomer()

    answer = await server.answer(person, stranger, await server.nonce(person, stranger))

    assert answer.status == 404


async def test_a_wrong_signature_does_not_use_up_the_challenge(server: Served, person: Person) -> None:
    """Nobody can spoil a device's challenge without its key."""
    await server.register(person)
    nonce = await server.nonce(person, person.device)

    wrong = await server.post(person, "token", SignIn(person.device.id, nonce, bytes(64)))
    right = await server.answer(person, person.device, nonce)

    assert (wrong.status, right.status) == (404, 200)


async def test_a_token_ends_after_fifteen_minutes(server: Served, person: Person) -> None:
    """An old token opens nothing."""
    await server.join(person)
    server.clock.now += 15 * 60

    answer = await server.post(person, "sync", SyncRequest(person.roster.head, []), person.device)

    assert answer.status == 404


async def test_a_token_opens_no_other_journal(server: Served, person: Person) -> None:
    """A token of one journal is nothing to another."""
    other = Person(2)
    await server.join(person)
    await server.register(other)
    server.tokens[other.device.id] = server.tokens[person.device.id]

    for step, message in (("sync", SyncRequest(other.roster.head, [])), ("push", Push([]))):
        assert (await server.post(other, step, message, other.device)).status == 404


async def test_a_device_that_leaves_the_roster_is_out_at_once(serve: Serve, person: Person) -> None:
    """The token of a device that is not in good standing opens nothing, and is gone for good."""
    server = await serve(limits=Limits(cached_rosters=1))
    assert isinstance(server.store, MemoryStore)
    await server.join(person)
    held = server.store.journals[person.journal]
    asked = SyncRequest(person.roster.head, [])

    held.entries = person.run[:1]
    await server.join(Person(2))  # so that the roster is read anew
    refused = await server.post(person, "sync", asked, person.device)
    held.entries = person.run
    await server.join(Person(3))
    again = await server.post(person, "sync", asked, person.device)

    assert (refused.status, again.status) == (404, 404)


async def test_a_device_that_was_revoked_is_given_no_token(server: Served, person: Person) -> None:
    """From the moment the roster says so its token opens nothing, and its signature gives it no other."""
    revoked = person.admit()
    await server.join(person)
    await server.sign_in(person, revoked)
    person.revoke(revoked)
    await server.register(person)

    used = await server.post(person, "sync", SyncRequest(person.roster.head, []), revoked)
    asked = await server.answer(person, revoked, await server.nonce(person, revoked))

    assert (used.status, asked.status) == (404, 404)


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic " + "0" * 64, "Bearer " + "0" * 63, "Bearer " + "g" * 64, "bearer " + "0" * 64],
)
async def test_what_is_no_token_opens_nothing(server: Served, person: Person, header: str) -> None:
    """Whatever stands in the header but a token of ours is refused alike."""
    await server.register(person)

    answer = await server.send("POST", f"/v1/journals/{person.journal.hex()}/sync", b"", {"Authorization": header})

    assert (answer.status, answer.word) == (404, "not-found")


def test_a_nonce_is_fresh_for_its_own_journal_and_device(clock: Clock) -> None:
    """Nonces are bound to both, and to this process."""
    made = nonces(clock)
    nonce = made.make(JOURNAL, DEVICE)

    assert made.is_fresh(JOURNAL, DEVICE, nonce)
    assert not made.is_fresh(JOURNAL_2, DEVICE, nonce)
    assert not made.is_fresh(JOURNAL, OTHER, nonce)
    assert not Nonces(Person(8).draw, clock).is_fresh(JOURNAL, DEVICE, nonce)


@pytest.mark.parametrize("at", range(32))
def test_no_bit_of_a_nonce_can_change(clock: Clock, at: int) -> None:
    """A nonce with another byte is not ours."""
    made = nonces(clock)
    nonce = bytearray(made.make(JOURNAL, DEVICE))
    nonce[at] ^= 1

    assert not made.is_fresh(JOURNAL, DEVICE, bytes(nonce))


def test_asking_for_challenges_fills_no_memory(clock: Clock) -> None:
    """Only used nonces are remembered, and only for as long as they would be fresh."""
    made = nonces(clock)
    for _ in range(100):
        made.make(JOURNAL, DEVICE)
    assert made.spend(b"first")
    assert not made.spend(b"first")
    clock.now += 61
    assert made.spend(b"second")

    assert list(made._spent) == [b"second"]


def test_a_used_nonce_is_remembered_for_as_long_as_it_would_be_fresh(clock: Clock) -> None:
    """Others that are used meanwhile do not make it good again."""
    made = nonces(clock)
    assert made.spend(b"first")
    clock.now += 59
    assert made.spend(b"second")

    assert not made.spend(b"first")


def test_a_token_is_of_one_journal(clock: Clock) -> None:
    """In another journal nobody holds it, even a device that were in both."""
    made = tokens(clock)
    token = made.make(JOURNAL, DEVICE)

    assert made.holder(JOURNAL, token) == DEVICE
    assert made.holder(JOURNAL_2, token) is None


def test_tokens_end_and_are_forgotten(clock: Clock) -> None:
    """A new token sweeps the old ones away."""
    made = tokens(clock)
    made.make(JOURNAL, DEVICE)
    clock.now += 15 * 60
    token = made.make(JOURNAL, OTHER)

    assert len(made) == 1
    assert made.holder(JOURNAL, token) == OTHER


def test_tokens_of_one_device_end_alone(clock: Clock) -> None:
    """Sweeping the oldest token of a device leaves its newer one."""
    made = tokens(clock)
    made.make(JOURNAL, DEVICE)
    clock.now += 10 * 60
    token = made.make(JOURNAL, DEVICE)
    clock.now += 10 * 60
    made.make(JOURNAL, OTHER)

    assert made.holder(JOURNAL, token) == DEVICE
    assert len(made) == 2


def test_a_device_holds_only_so_many_tokens(clock: Clock) -> None:
    """The oldest of too many tokens ends; those of others stay."""
    made = tokens(clock)
    others = made.make(JOURNAL, OTHER)
    mine = [made.make(JOURNAL, DEVICE) for _ in range(MAX_TOKENS_A_DEVICE + 1)]

    assert made.holder(JOURNAL, mine[0]) is None
    assert made.holder(JOURNAL, mine[1]) == DEVICE
    assert made.holder(JOURNAL, others) == OTHER


def test_dropping_a_device_ends_all_its_tokens(clock: Clock) -> None:
    """Tokens of others stay."""
    made = tokens(clock)
    mine = [made.make(JOURNAL, DEVICE) for _ in range(2)]
    others = made.make(JOURNAL, OTHER)

    made.drop(JOURNAL, DEVICE)

    assert [made.holder(JOURNAL, token) for token in (*mine, others)] == [None, None, OTHER]
