"""Finding a journal by its paper key: ``handlers/papers.py``."""

from __future__ import annotations

import pytest

from twoway_core.codec import Wire, encode
from twoway_core.ids import DeviceId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.messages import Challenge, ChallengeRequest, FindJournals, FoundJournals, RosterPush
from twoway_core.trust.auth import sign_find, sign_in
from twoway_core.trust.roster import join_message
from twoway_core.trust.statements import encode_roster_entry
from twoway_core.trust.writing import RosterWriter
from twoway_server.limits import Limits

from .caller import SERVER_ID, Answer, Served
from .conftest import Serve
from .memory_store import MemoryStore
from .world import Person, seal_box


async def post(server: Served, paper: DeviceId, step: str, message: Wire) -> Answer:
    """Post ``message`` to a route of the paper."""
    return await server.send("POST", f"/v1/papers/{paper.hex()}/{step}", encode(message))


async def nonce_for(server: Served, paper: DeviceId) -> bytes:
    """Ask for a challenge."""
    return (await post(server, paper, "challenge", ChallengeRequest(paper))).read(Challenge).nonce


def asking(keys: DeviceKeys, nonce: bytes, signature: bytes | None = None) -> FindJournals:
    """Return the question of ``keys``, well signed unless ``signature`` says otherwise."""
    public = keys.public
    return FindJournals(public.signing, public.agreement, nonce, signature or sign_find(keys, SERVER_ID, nonce))


async def find(server: Served, keys: DeviceKeys) -> list[bytes]:
    """Ask for the journals of ``keys``, as a client does."""
    nonce = await nonce_for(server, keys.public.device)
    answer = await post(server, keys.public.device, "journals", asking(keys, nonce))
    assert answer.status == 200
    return answer.read(FoundJournals).journals


async def test_a_paper_key_finds_its_journal(server: Served, person: Person) -> None:
    """From 24 words and the address of the server alone."""
    await server.register(person)
    await server.register(Person(2))

    assert await find(server, person.paper) == [person.journal]


async def test_a_key_without_a_journal_finds_none(server: Served, person: Person) -> None:
    """A device that is no paper, and a key that nobody knows: both have proved themselves, and find nothing."""
    await server.register(person)

    assert await find(server, person.device.keys) == []
    assert await find(server, Person(2).paper) == []


async def test_a_paper_that_came_later_finds_the_journal_and_so_does_the_old_one(
    server: Served, person: Person
) -> None:
    """That the old one may no longer sign in is for the roster to say."""
    await server.register(person)
    new = DeviceKeys.make(person.draw)
    agreed = new.sign(b"twoway/1/join\0", join_message(person.journal, person.paper.public.device, new.public))
    writer = RosterWriter(person.roster, person.paper, person.key, person.draw, seal_box)
    entry = writer.replace_paper(new.public, agreed, [person.paper.public.device], person.key)

    answer = await server.post(person, "roster", RosterPush([encode_roster_entry(entry)]))

    assert answer.status == 200
    assert await find(server, new) == await find(server, person.paper) == [person.journal]


async def test_any_key_gets_a_challenge(server: Served, person: Person) -> None:
    """A challenge tells nobody whether there is such a paper."""
    await server.register(person)

    known = await post(server, person.paper.public.device, "challenge", ChallengeRequest(person.paper.public.device))
    unknown = await post(server, DeviceId(bytes(16)), "challenge", ChallengeRequest(bytes(16)))

    assert (known.status, len(known.body)) == (unknown.status, len(unknown.body))


async def test_a_question_is_answered_once_and_within_a_minute(server: Served, person: Person) -> None:
    """Whoever recorded it learns nothing by sending it again, or by keeping one back."""
    await server.register(person)
    paper = person.paper.public.device
    first, second = asking(person.paper, await nonce_for(server, paper)), await nonce_for(server, paper)

    answers = [await post(server, paper, "journals", first), await post(server, paper, "journals", first)]
    server.clock.now += 60.1
    late = await post(server, paper, "journals", asking(person.paper, second))

    assert [answer.status for answer in (*answers, late)] == [200, 404, 404]


@pytest.mark.parametrize("wrong", ["nonce", "server", "label", "zeros", "path", "keys", "small", "another's nonce"])
async def test_a_question_that_is_not_the_papers_own_gets_the_one_404(
    server: Served, person: Person, wrong: str
) -> None:
    """Another nonce, server, label, key or path: nothing tells which of them was wrong."""
    await server.register(person)
    paper, public, other = person.paper.public.device, person.paper.public, person.device.keys
    nonce = await nonce_for(server, paper)
    good = asking(person.paper, nonce)
    foreign = await nonce_for(server, other.public.device)
    question = {
        "nonce": asking(person.paper, bytes(32)),
        "server": asking(person.paper, nonce, sign_find(person.paper, "https://rogue.example.org", nonce)),
        "label": asking(person.paper, nonce, sign_in(person.paper, SERVER_ID, person.journal, nonce)),
        "zeros": asking(person.paper, nonce, bytes(64)),
        "path": asking(other, nonce),
        "keys": FindJournals(public.signing, other.public.agreement, nonce, good.signature),
        "small": FindJournals(bytes(32), public.agreement, nonce, good.signature),
        "another's nonce": asking(person.paper, foreign),
    }[wrong]

    answer = await post(server, paper, "journals", question)

    assert (answer.status, answer.word) == (404, "not-found")
    assert (await post(server, paper, "journals", good)).status == 200


async def test_questions_are_counted_by_address(serve: Serve, person: Person) -> None:
    """As every request without a token."""
    server = await serve(limits=Limits(anonymous_burst=3))
    await server.register(person)

    paper = person.paper.public.device
    asked = await post(server, paper, "challenge", ChallengeRequest(paper))
    answers = [await post(server, paper, "journals", asking(person.paper, bytes(32))) for _ in range(2)]

    assert [answer.status for answer in (asked, *answers)] == [200, 404, 429]


async def test_a_question_of_another_shape_is_malformed(server: Served, person: Person) -> None:
    """A message that is no question is a 400, as on every route."""
    paper = person.paper.public.device

    answer = await post(server, paper, "journals", ChallengeRequest(paper))

    assert (answer.status, answer.word) == (400, "malformed")


async def test_every_entry_that_brings_a_paper_fills_the_directory(serve: Serve, person: Person) -> None:
    """Devices are not in it: they know their journal."""
    store = MemoryStore()
    server = await serve(store=store)
    person.admit()

    await server.register(person)

    assert store.papers == {person.paper.public.device: {person.journal}}
