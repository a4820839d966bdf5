"""Quotas: what no store takes, run against each of them."""

from __future__ import annotations

from twoway_core.codec import encode
from twoway_core.sync.messages import wire
from twoway_server.stores.port import Quota

from ..world import Person
from .using import OpenStore, fork, pull, push, register


async def test_a_journal_holds_no_more_bytes_than_its_quota(open_store: OpenStore, person: Person) -> None:
    """The segment that would be too much is refused; one that is there stays known."""
    first, second = person.write(person.device), person.write(person.device)
    size = len(encode(wire(first)))
    store = await open_store(Quota(size, 100, 100, 16))
    await register(store, person)

    assert await push(store, person, first, second, first) == [("stored", ""), ("refused", "quota"), ("known", "")]


async def test_a_journal_holds_no_more_segments_than_its_quota(open_store: OpenStore, person: Person) -> None:
    """Their number is bounded as well."""
    store = await open_store(Quota(1 << 20, 2, 100, 16))
    await register(store, person)

    outcomes = await push(store, person, *(person.write(person.device) for _ in range(3)))

    assert outcomes == [("stored", ""), ("stored", ""), ("refused", "quota")]


async def test_a_journal_has_no_more_heads_than_its_quota(open_store: OpenStore, person: Person) -> None:
    """A chain too many is refused, and leaves nothing behind; the chains that are there go on."""
    other = person.admit()
    store = await open_store(Quota(1 << 20, 100, 1, 16))
    await register(store, person)
    mine, theirs = person.write(person.device), person.write(other)

    assert await push(store, person, mine, theirs) == [("stored", ""), ("refused", "quota")]
    assert await push(store, person, theirs, person.write(person.device)) == [("refused", "quota"), ("stored", "")]
    assert len((await pull(store, person.journal)).segments) == 2


async def test_a_chain_has_no_more_branches_than_its_quota(open_store: OpenStore, person: Person) -> None:
    """A hostile device cannot fork its chain without end."""
    store = await open_store(Quota(1 << 20, 100, 100, 2))
    await register(store, person)

    outcomes = await push(store, person, *fork(person, person.device, 3))

    assert outcomes == [("stored", ""), ("stored", ""), ("refused", "quota")]
