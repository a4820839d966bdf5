"""What every store does with new bodies and with those that are wanted, run against each of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from twoway_core.codec import encode
from twoway_core.sealing.replacing import destroyed, replace, reseal
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.sync.limits import MAX_WANTED
from twoway_core.sync.messages import NewBody, SegmentPlace, WireSegment, wire
from twoway_server.stores.port import Quota, Store
from twoway_server.stores.sqlite import SqliteStore

from ..memory_store import ROOMY
from ..world import Device, Person
from .using import OpenStore, pull, push, register


def bare(person: Person, segment: Segment) -> Segment:
    """Return ``segment`` without its first text."""
    text = destroyed(open_segment(segment, person.key), {0: bytes(16)})
    return reseal(segment, text, person.key, person.draw)


def new_body(device: Device, segment: Segment) -> NewBody:
    """Return the body of ``segment`` as ``device`` puts it."""
    return NewBody(segment.header.chain, segment.header.number, replace(segment, device.keys))


def place(segment: Segment) -> SegmentPlace:
    """Return where ``segment`` stands."""
    return SegmentPlace(segment.header.chain, segment.header.number, segment.hash)


async def put(store: Store, person: Person, *segments: Segment) -> list[tuple[str, str]]:
    """Put the bodies of ``segments``; return status and reason of each."""
    replaced = await store.replace_bodies(person.journal, [new_body(person.device, each) for each in segments])
    return [(outcome.status, outcome.reason) for outcome in replaced.outcomes]


async def test_a_new_body_takes_the_place_of_the_old_one(store: Store, person: Person) -> None:
    """The segment is the same, by its hash, its header and its signature; its body is the new one."""
    await register(store, person)
    first, second = person.write(person.device), person.write(person.device)
    await push(store, person, first, second)
    new = bare(person, first)

    assert await put(store, person, new) == [("stored", "")]
    assert (await pull(store, person.journal)).segments == [encode(wire(each)) for each in (new, second)]


async def test_a_segment_pushed_again_brings_no_old_body_back(store: Store, person: Person) -> None:
    """Only a put changes a body, whoever still holds the full one."""
    await register(store, person)
    segment = person.write(person.device)
    await push(store, person, segment)
    new = bare(person, segment)
    await put(store, person, new)

    assert await push(store, person, segment) == [("known", "")]
    assert (await pull(store, person.journal)).segments == [encode(wire(new))]


async def test_a_full_body_can_be_put_back(store: Store, person: Person) -> None:
    """Whoever holds the text repairs what another device destroyed."""
    await register(store, person)
    segment = person.write(person.device)
    await push(store, person, segment)
    await put(store, person, bare(person, segment))

    assert await put(store, person, segment) == [("stored", "")]
    assert (await pull(store, person.journal)).segments == [encode(wire(segment))]


async def test_a_body_for_what_is_not_here_is_refused(store: Store, person: Person) -> None:
    """Another number, another chain, or a segment that never came; the others are taken."""
    await register(store, person)
    segment, absent = person.write(person.device), person.write(person.device)
    await push(store, person, segment)
    moved = msgspec.structs.replace(new_body(person.device, segment), number=2)

    replaced = await store.replace_bodies(
        person.journal, [moved, new_body(person.device, absent), new_body(person.device, segment)]
    )

    assert [(each.status, each.reason) for each in replaced.outcomes] == [
        ("refused", "unknown"),
        ("refused", "unknown"),
        ("stored", ""),
    ]
    assert replaced.roster == person.roster.head


async def test_a_larger_body_needs_room(open_store: OpenStore, person: Person) -> None:
    """A body may grow up to the quota of the journal, and shrink in any case; what it frees can be used."""
    segment = person.write(person.device, [b"x" * 3000])
    size = len(encode(wire(segment)))
    store = await open_store(Quota(size, 100, 100, 16))
    await register(store, person)
    await push(store, person, segment)
    small, next_one = bare(person, segment), person.write(person.device)

    assert await put(store, person, small) == [("stored", "")]
    assert await push(store, person, next_one) == [("stored", "")]
    assert await put(store, person, segment, small) == [("refused", "quota"), ("stored", "")]


async def test_a_wanted_body_is_wanted_until_it_is_put(store: Store, person: Person) -> None:
    """Every device sees the same list, once each, and only of what is here."""
    await register(store, person)
    first, second, absent = (person.write(person.device) for _ in range(3))
    await push(store, person, first, second)
    places: Sequence[SegmentPlace] = [place(each) for each in (second, first, first, absent)]

    assert await store.add_wanted(person.journal, places) == [place(first), place(second)]
    await put(store, person, first)
    assert await store.add_wanted(person.journal, []) == [place(second)]


async def test_the_list_of_wanted_bodies_is_bounded(
    store: Store, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A device that wants everything fills its journal's list, and no more."""
    assert MAX_WANTED == 4096
    monkeypatch.setattr("twoway_server.stores.replacing.MAX_WANTED", 2)
    monkeypatch.setattr("tests.server.memory_store.MAX_WANTED", 2)
    await register(store, person)
    segments = [person.write(person.device) for _ in range(3)]
    await push(store, person, *segments)

    assert await store.add_wanted(person.journal, [place(each) for each in segments]) == [
        place(each) for each in segments[:2]
    ]


async def test_lists_of_two_journals_do_not_touch(store: Store, person: Person) -> None:
    """What one person's devices want, nobody else sees or changes."""
    other = Person(2)
    for each in (person, other):
        await register(store, each)
    segment = person.write(person.device)
    await push(store, person, segment)
    await store.add_wanted(person.journal, [place(segment)])

    assert await store.add_wanted(other.journal, [place(segment)]) == []
    assert (await store.replace_bodies(other.journal, [new_body(other.device, segment)])).outcomes[
        0
    ].reason == "unknown"


async def test_single_segments_are_read_up_to_a_page(store: Store, person: Person) -> None:
    """In the order asked for, what is not here left out, and one at least."""
    await register(store, person)
    first, second, absent = (person.write(person.device) for _ in range(3))
    await push(store, person, first, second)
    asked = [place(each) for each in (absent, second, first)]

    read = await store.read_segments(person.journal, asked, limit_bytes=1 << 20)
    page = await store.read_segments(person.journal, asked, limit_bytes=1)

    assert [msgspec.msgpack.decode(each, type=WireSegment).segment() for each in read] == [second, first]
    assert page == read[:1]


async def test_no_trace_of_an_old_body_stays_in_the_files(tmp_path: Path, person: Person) -> None:
    """Neither the store's file nor its log holds bytes of the old body once the put was answered."""
    path = tmp_path / "server.db"
    store = await SqliteStore.opened(path, ROOMY)
    await register(store, person)
    segment = person.write(person.device, [b"x" * 30_000])
    await push(store, person, segment)
    old = [segment.body[at : at + 64] for at in range(0, len(segment.body), 4096)]
    assert any(piece in _bytes(tmp_path) for piece in old)

    await put(store, person, bare(person, segment))

    assert [piece for piece in old if piece in _bytes(tmp_path)] == []
    await store.close()


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))
