"""Mailboxes: ``handlers/pairing.py`` and ``mailboxes.py``."""

from __future__ import annotations

import asyncio

import pytest

from twoway_server.limits import Limits
from twoway_server.mailboxes import SLOTS, Mailboxes

from .caller import Answer, Clock, Served
from .conftest import Serve

BOX = "0123456789abcdef" * 2


async def write(server: Served, slot: str, data: bytes, box: str = BOX) -> Answer:
    """Write into a slot."""
    return await server.send("POST", f"/v1/mailboxes/{box}/{slot}", data)


async def read(server: Served, slot: str, query: str = "", box: str = BOX) -> Answer:
    """Read a slot."""
    return await server.send("GET", f"/v1/mailboxes/{box}/{slot}{query}")


async def burn(server: Served, box: str = BOX) -> Answer:
    """End a mailbox."""
    return await server.send("DELETE", f"/v1/mailboxes/{box}")


async def test_four_slots_are_written_and_read(server: Served) -> None:
    """What one side writes the other reads, slot by slot."""
    for slot in SLOTS:
        assert (await write(server, slot, slot.encode())).status == 204

    answers = [await read(server, slot) for slot in SLOTS]

    assert [(answer.status, answer.body) for answer in answers] == [(200, slot.encode()) for slot in SLOTS]


async def test_an_empty_slot_of_a_mailbox_is_no_content(server: Served) -> None:
    """Not written yet is something else than not there."""
    await write(server, "offer", b"keys")

    assert (await read(server, "request")).status == 204


async def test_a_reader_may_wait_for_a_slot(server: Served) -> None:
    """A read with a wait is answered as soon as the slot is written."""
    await write(server, "offer", b"keys")

    waiting = asyncio.create_task(read(server, "request", "?wait=20"))
    await asyncio.sleep(0.02)
    await write(server, "request", b"mine")

    assert (await waiting).body == b"mine"


@pytest.mark.parametrize(
    "query", ["?wait=", "?wait=x", "?wait=-1", "?wait=1.5", "?wait=1000000", "?other=1", "?wait=1&wait=2"]
)
async def test_a_wait_is_a_whole_number_of_seconds(server: Served, query: str) -> None:
    """Any other query is malformed."""
    await write(server, "offer", b"keys")

    assert (await read(server, "request", query)).status == 400


async def test_a_longer_wait_is_cut_to_twenty_seconds(server: Served) -> None:
    """Whoever asks for more is served as long as anybody."""
    await write(server, "offer", b"keys")

    assert (await read(server, "offer", "?wait=100")).body == b"keys"


async def test_a_slot_is_written_once(server: Served) -> None:
    """The same bytes again succeed, since an answer may have been lost; others do not."""
    await write(server, "offer", b"keys")

    assert (await write(server, "offer", b"keys")).status == 204
    assert (await write(server, "offer", b"other")).status == 409
    assert (await read(server, "offer")).body == b"keys"


async def test_the_fifth_wrong_try_burns_the_mailbox(server: Served) -> None:
    """Whoever tries to write over a slot ends the mailbox for everybody."""
    await write(server, "offer", b"keys")

    statuses = [(await write(server, "offer", bytes([n]))).status for n in range(5)]

    assert statuses == [409] * 5
    assert (await read(server, "offer")).status == 404
    assert (await write(server, "offer", b"keys")).status == 404


async def test_a_mailbox_ends_after_five_minutes(server: Served) -> None:
    """What was in it is gone."""
    await write(server, "offer", b"keys")
    server.clock.now += 300

    assert (await read(server, "offer")).status == 404


async def test_a_burnt_mailbox_stays_burnt(server: Served) -> None:
    """Burning ends a mailbox at once, and its name cannot be used again in its five minutes."""
    await write(server, "offer", b"keys")

    assert (await burn(server)).status == 204
    assert (await burn(server)).status == 404
    assert (await write(server, "offer", b"keys")).status == 404


async def test_burning_wakes_who_waits(server: Served) -> None:
    """A reader that waits for a slot learns at once that there is nothing to wait for."""
    await write(server, "offer", b"keys")

    waiting = asyncio.create_task(read(server, "request", "?wait=20"))
    await asyncio.sleep(0.02)
    await burn(server)

    assert (await waiting).status == 404


async def test_a_slot_holds_four_kibibytes(server: Served) -> None:
    """One byte more is too large."""
    assert (await write(server, "offer", bytes(4096))).status == 204
    assert (await write(server, "request", bytes(4097))).status == 413


async def test_an_address_opens_only_so_many_mailboxes(serve: Serve) -> None:
    """Twenty at once, then a few a minute."""
    server = await serve(limits=Limits(mailboxes_per_minute=6))

    statuses = [(await write(server, "offer", b"keys", f"{n:032x}")).status for n in range(21)]
    server.clock.now += 10
    later = await write(server, "offer", b"keys", f"{99:032x}")

    assert statuses == [204] * 20 + [429]
    assert later.status == 204


async def test_guessing_at_mailboxes_is_slowed_down(serve: Serve) -> None:
    """An address that looks for mailboxes that are not there is put off after twenty."""
    server = await serve(limits=Limits(mailbox_misses_per_minute=6))

    statuses = [(await read(server, "offer", box=f"{n:032x}")).status for n in range(21)]

    assert statuses == [404] * 20 + [429]


async def test_mailboxes_are_bounded_in_number(serve: Serve) -> None:
    """A server holds only so many at one moment."""
    server = await serve(limits=Limits(mailboxes=1))

    statuses = [(await write(server, "offer", b"keys", f"{n:032x}")).status for n in range(2)]

    assert statuses == [204, 429]


async def test_a_wait_ends_when_its_time_is_over() -> None:
    """A slot that nobody writes is empty still."""
    boxes = Mailboxes(Limits(), Ticking())
    boxes.write(b"box", "offer", b"keys", "address")

    assert await boxes.read(b"box", "request", 0.01, "address") is None


class Ticking(Clock):
    """A clock on which a little time passes whenever it is read."""

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


async def test_a_server_that_stops_lets_who_waits_go() -> None:
    """Nobody's wait holds up the end."""
    boxes = Mailboxes(Limits(), Clock())
    boxes.write(b"box", "offer", b"keys", "address")
    waiting = asyncio.create_task(boxes.read(b"box", "request", 20, "address"))
    await asyncio.sleep(0)

    boxes.close()

    assert await waiting is None


async def test_a_mailbox_that_was_written_to_wakes_only_who_waits_for_that_slot() -> None:
    """A reader of another slot goes on waiting."""
    boxes = Mailboxes(Limits(), Clock())
    boxes.write(b"box", "offer", b"keys", "address")
    waiting = asyncio.create_task(boxes.read(b"box", "reply", 20, "address"))
    await asyncio.sleep(0)

    boxes.write(b"box", "request", b"mine", "address")
    await asyncio.sleep(0)
    was_done = waiting.done()
    boxes.write(b"box", "reply", b"yes", "address")

    assert not was_done
    assert await waiting == b"yes"


def test_burning_destroys_what_was_in_the_slots() -> None:
    """Only the name is remembered, so that it cannot be used again."""
    boxes = Mailboxes(Limits(), Clock())
    boxes.write(b"box", "offer", b"keys", "address")

    boxes.burn(b"box", "address")

    assert boxes._boxes[b"box"].slots == {}


def test_old_mailboxes_leave_the_memory() -> None:
    """Opening a mailbox sweeps away those whose time is over."""
    clock = Clock()
    boxes = Mailboxes(Limits(), clock)
    boxes.write(b"one", "offer", b"keys", "address")
    clock.now += 300
    boxes.write(b"two", "offer", b"keys", "address")

    assert len(boxes) == 1
