"""New bodies, wanted ones and single segments over the wire: ``handlers/bodies.py``."""

from __future__ import annotations

import msgspec

from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.replacing import Replacement, replace
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import (
    Fetch,
    Fetched,
    NewBody,
    Push,
    Pushed,
    PutBodies,
    SegmentPlace,
    Wanted,
    WantedNow,
    wire,
)
from twoway_core.trust.writing import RosterWriter

from .caller import Served
from .conftest import Serve
from .stores.test_replacing import bare, new_body, place
from .world import Device, Person, seal_box


async def put(server: Served, person: Person, bodies: list[NewBody], device: Device | None = None) -> Pushed:
    """Put ``bodies`` with the token of ``device``."""
    answer = await server.post(person, "bodies", PutBodies(bodies), device or person.device)
    assert answer.status == 200, answer
    return answer.read(Pushed)


def words(pushed: Pushed) -> list[tuple[str, str]]:
    """Return status and reason of each outcome."""
    return [(outcome.status, outcome.reason) for outcome in pushed.outcomes]


async def test_another_device_replaces_a_body_and_everybody_pulls_it(server: Served, person: Person) -> None:
    """Any device in good standing may do it, under its own signature."""
    other = person.admit()
    await server.join(person)
    await server.sign_in(person, other)
    segment = person.write(person.device)
    await server.push(person, [segment])
    new = bare(person, segment)

    pushed = await put(server, person, [new_body(other, new)], other)

    assert words(pushed) == [("stored", "")]
    assert pushed.roster == person.roster.head
    assert (await server.sync(person)).segments == [wire(new)]


async def test_a_body_is_put_by_the_device_that_signed_it(server: Served, person: Person) -> None:
    """A replacement that another device signed, or nobody, is refused, and the others are taken."""
    other = person.admit()
    await server.join(person)
    first, second = person.write(person.device), person.write(person.device)
    await server.push(person, [first, second])
    good = new_body(person.device, second)

    pushed = await put(server, person, [new_body(other, first), _forged(person, first), _odd(person, first), good])

    reasons = [("refused", "device"), ("refused", "signature"), ("refused", "size"), ("stored", "")]
    assert words(pushed) == reasons
    assert [each.hash for each in pushed.outcomes] == [first.hash, first.hash, first.hash, second.hash]


def _forged(person: Person, segment: Segment) -> NewBody:
    good = new_body(person.device, segment)
    return msgspec.structs.replace(
        good, replacement=msgspec.structs.replace(good.replacement, body=bytes(len(segment.body)))
    )


def _odd(person: Person, segment: Segment) -> NewBody:
    longer = Segment(segment.header_bytes, segment.signature, segment.body + b"\0")
    return NewBody(segment.header.chain, segment.header.number, replace(longer, person.device.keys))


async def test_what_one_device_wants_another_one_sees_and_puts(server: Served, person: Person) -> None:
    """The list goes by the journal, and a body that is put is wanted no more."""
    other = person.admit()
    await server.join(person)
    await server.sign_in(person, other)
    segment = person.write(person.device)
    await server.push(person, [segment])

    asked = await server.post(person, "wanted", Wanted([place(segment)]), other)
    seen = await server.post(person, "wanted", Wanted([]), person.device)
    await put(server, person, [new_body(person.device, segment)])
    after = await server.post(person, "wanted", Wanted([]), other)

    assert asked.read(WantedNow).places == seen.read(WantedNow).places == [place(segment)]
    assert after.read(WantedNow).places == []


async def test_single_segments_are_fetched_whatever_the_caller_holds(server: Served, person: Person) -> None:
    """A device that holds a segment's header asks for its body again; what is not there is left out."""
    await server.join(person)
    segment = person.write(person.device)
    await server.push(person, [segment])
    asked = Fetch([SegmentPlace(bytes(16), 1, bytes(32)), place(segment)])

    answer = await server.post(person, "fetch", asked, person.device)

    assert answer.read(Fetched).segments == [wire(segment)]


async def test_nobody_without_a_token_comes_near_a_body(server: Served, person: Person) -> None:
    """All three routes are behind the token, and answer as everything that is not allowed."""
    await server.register(person)

    for step, asked in (("bodies", PutBodies([])), ("wanted", Wanted([])), ("fetch", Fetch([]))):
        answer = await server.post(person, step, asked)
        assert (answer.status, answer.word) == (404, "not-found")


async def test_a_revoked_device_replaces_nothing(serve: Serve, person: Person) -> None:
    """Once its standing has ended, its token opens nothing, and its signature counts for nothing."""
    thief = person.admit()
    server = await serve()
    await server.join(person)
    await server.sign_in(person, thief)
    segment = person.write(person.device)
    await server.push(person, [segment])
    writer = RosterWriter(person.roster, person.paper, person.key, person.draw, seal_box)
    person.roster = person.roster.extended([writer.revoke([thief.id], [], EpochKey(person.draw(32)))])
    await server.register(person)

    answer = await server.post(person, "bodies", PutBodies([new_body(thief, bare(person, segment))]), thief)
    by_hand = await put(server, person, [new_body(thief, bare(person, segment))])

    assert answer.status == 404
    assert words(by_hand) == [("refused", "device")]


async def test_a_message_of_another_kind_is_malformed(server: Served, person: Person) -> None:
    """A push is no put, and a replacement by itself is none either."""
    await server.join(person)
    lone = Replacement(bytes(32), b"", bytes(16), bytes(64))

    for step, sent in (("bodies", Push([wire(person.write(person.device))])), ("bodies", lone), ("wanted", lone)):
        answer = await server.post(person, step, sent, person.device)
        assert (answer.status, answer.word) == (400, "malformed")
