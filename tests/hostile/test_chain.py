"""Tampering with chains: a server that drops, swaps, cuts, forks and splices what it was given to carry."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.client.profiles import found_profile
from twoway_core.ids import JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.replacing import destroyed, reseal
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.sync.messages import ChainHeads, Head, Outcome, Push, Pushed, SyncReply, WireSegment, wire

from .courier import Answered, Asked, PassOn
from .forging import Secrets, after
from .house import Device, House, also, hiding, pages, said, withholding

Order = Callable[[list[WireSegment]], list[WireSegment]]


def test_a_segment_dropped_in_the_middle_is_missing_and_holds_up_no_other_chain_t1(house: House) -> None:
    """One segment in the middle is dropped: it is missing by name, nothing after it counts, other chains go on."""
    _, second, _ = (house.laptop.write(text) for text in ("one", "two", "three"))
    house.phone.write("of another chain")
    house.attack(hiding(second.hash))

    done = house.desk.sync()

    assert {"one", "of another chain"} <= set(house.desk.texts())
    assert not {"two", "three"} & set(house.desk.texts())
    assert "1 segment of laptop (number 3, chain" in said(done)
    assert (done.code, house.desk.verify()["good"]) == (4, False)
    house.repent()
    assert house.desk.sync().code == 0
    assert {"one", "two", "three"} <= set(house.desk.texts())


@pytest.mark.parametrize(
    "order",
    [lambda page: page[::-1], lambda page: page + page, lambda page: page[1:] + page[:1]],
    ids=["reversed", "doubled", "swapped"],
)
def test_segments_swapped_or_delivered_twice_change_nothing_t2(house: House, order: Order) -> None:
    """Segments are swapped, come twice, come backwards: what cannot be used yet waits, and all converges."""
    for text in ("one", "two", "three"):
        house.laptop.write(text)
    house.attack(pages(lambda reply: SyncReply(reply.roster, reply.heads, order(reply.segments), reply.more)))

    first, again = house.desk.sync(), house.desk.sync()

    assert (first.code, again.code) == (0, 0)
    assert ("received 3" in first.out, "received 0" in again.out) == (True, True)
    assert house.desk.verify()["good"]


def test_a_tail_cut_off_after_it_was_acknowledged_is_noticed_and_sent_again_t3(house: House) -> None:
    """The server forgets what it had acknowledged: its owner says so, and sends it again."""
    segment = house.laptop.write("one")
    house.server.lose(house.journal, segment.hash)

    done = house.laptop.sync()

    assert done.code == 4
    assert "the server had lost one entry that it had confirmed" in said(done)
    assert segment.hash in house.stored()
    assert house.laptop.goes_on()


def test_a_server_restored_from_a_backup_is_noticed_by_everybody_and_repaired_t4(house: House) -> None:
    """The whole server goes back to yesterday: every client says so, fills it again, and nothing is lost."""
    backup = house.server.backup()
    for device in house.devices.values():
        device.write("today")
    house.sync_all()

    for device in house.devices.values():
        house.server.restore(backup)
        done = device.sync()
        assert (done.code, "the server had lost 3 entries" in said(done)) == (4, True)

    assert len(house.stored()) == 6
    assert {device.verify()["state"] for device in house.devices.values()} == {house.laptop.verify()["state"]}


def test_devices_that_were_shown_different_tails_see_the_fork_once_they_meet_t5(house: House) -> None:
    """Two copies of one device are shown different tails, then both: each branch is kept, and the fork is shown."""
    clone, before = house.clone(house.laptop, "clone"), house.server.backup()
    here = house.laptop.write("here")
    house.server.restore(before)
    there = clone.write("there")

    done = house.laptop.sync()

    assert here.header.number == there.header.number
    evidence = f"this device, chain {here.header.chain.hex()[:8]}, number {here.header.number}"
    assert (done.code, f"two copies of one device have written at the same time: {evidence}" in said(done)) == (4, True)
    house.phone.sync()
    assert {"here", "there"} <= set(house.phone.texts())


def test_a_chain_of_another_journal_is_refused_t6(house: House) -> None:
    """A segment of one journal is put into another, or of one epoch into the next: neither is shown."""
    stranger = Device(found_profile(house.folder, "stranger"), house.desk.home)
    spliced = Secrets.of(stranger).sign("of another journal")
    old = Secrets.of(house.phone)
    assert house.laptop.run("devices", "rotate").code == 0
    house.phone.sync()
    moved = Secrets.of(house.phone).sign("of another epoch", key=old.epochs.current)
    house.attack(also(spliced, moved))

    done = house.desk.sync()

    assert (done.code, "1 segment came with a text that is not what was signed" in said(done)) == (4, True)
    assert not {"of another journal", "of another epoch"} & set(house.desk.texts())
    assert house.desk.goes_on()


def _elsewhere(house: House, where: str) -> Segment:
    secrets = Secrets.of(house.phone)
    tip = secrets.tip()
    tips = {
        "another journal": replace(tip, journal=JournalId(bytes(16))),
        "another chain": replace(tip, chain=after(house.laptop.own()[0]).chain),
        "the laptop's chain": replace(after(house.laptop.own()[0]), device=house.phone.id),
        "number 0 of nothing": replace(after(house.phone.own()[0]), number=1),
    }
    return secrets.sign("elsewhere", tips[where])


@pytest.mark.parametrize("where", ["another journal", "another chain", "the laptop's chain", "number 0 of nothing"])
def test_a_segment_signed_for_another_place_is_refused_t7(house: House, where: str) -> None:
    """The right key signed it, but for another journal or chain: it is put aside and shown so."""
    house.attack(also(_elsewhere(house, where)))

    done = house.desk.sync()

    assert (done.code, "not signed as it should be" in said(done) or "may not write there" in said(done)) == (4, True)
    assert "elsewhere" not in house.desk.texts()
    assert house.desk.goes_on()


def _endless(reply: SyncReply) -> SyncReply:
    return SyncReply(reply.roster, reply.heads, reply.segments, more=True)


def _crowded(reply: SyncReply) -> SyncReply:
    heads = [ChainHeads(number.to_bytes(16, "big"), [Head(1, bytes(32))]) for number in range(8193)]
    return SyncReply(reply.roster, heads, reply.segments, reply.more)


def _nowhere(reply: SyncReply) -> SyncReply:
    return SyncReply(reply.roster, [ChainHeads(bytes(16), [Head(2**53 - 1, bytes(32))])], [], more=True)


@pytest.mark.parametrize(("change", "code"), [(_endless, 0), (_nowhere, 0), (_crowded, 1)])
def test_pages_that_repeat_or_lead_nowhere_end_soon_t8(
    house: House, change: Callable[[SyncReply], SyncReply], code: int
) -> None:
    """Pages repeat, lead nowhere, never end or name too many chains: the pull is bounded, and skips nothing."""
    house.laptop.write("one")
    house.courier.heard.clear()
    house.attack(pages(change))

    done = house.desk.sync()

    assert done.code == code, done
    assert sum(asked.step == "sync" for asked in house.courier.heard) <= 8
    house.repent()
    house.desk.sync()
    assert "one" in house.desk.texts()


def _far_ahead(house: House) -> Callable[[], Segment]:
    secrets, tip = Secrets.of(house.phone), after(house.phone.own()[-1])
    return lambda: secrets.sign("far ahead", replace(tip, number=tip.number + 1000, previous=os.urandom(32)))


def _of_nobody(house: House) -> Callable[[], Segment]:
    secrets = replace(Secrets.of(house.phone), keys=DeviceKeys.make(os.urandom))
    return lambda: secrets.sign("of nobody")


@pytest.mark.parametrize(("make", "code"), [(_far_ahead, 4), (_of_nobody, 0)])
def test_segments_from_the_future_of_a_chain_wait_in_a_bounded_place_t9(
    house: House, make: Callable[[House], Callable[[], Segment]], code: int
) -> None:
    """Segments come from far ahead on their chain, or by nobody, without end: few are kept, and the pull ends."""
    segment, heard = make(house), house.courier.heard
    house.attack(
        pages(lambda r: SyncReply(r.roster, r.heads, [wire(segment()) for _ in range(100)], more=len(heard) < 60))
    )

    done = house.desk.sync()

    assert done.code == 4
    assert len(heard) < 60
    assert house.desk.verify()["waiting"] == 1024
    assert house.desk.goes_on()
    house.repent()
    assert house.desk.sync().code == code


def test_a_tail_withheld_from_one_device_shows_in_what_the_others_saw_t10(house: House) -> None:
    """The end of one chain is withheld from one device while others write: what they saw of it is missing, by name."""
    withheld = house.laptop.write("withheld")
    house.phone.sync()
    house.phone.write("after it")
    house.attack(withholding(withheld))

    done = house.desk.sync()

    assert done.code == 4
    assert "1 segment of laptop (number 2, chain" in said(done)
    assert "was seen by phone and is not on the server" in said(done)
    assert "after it" in house.desk.texts()
    assert house.desk.goes_on()
    house.repent()
    assert house.desk.sync().code == 0


def _acknowledging(asked: Asked, pass_on: PassOn) -> Answered:
    if asked.step != "push":
        return pass_on(asked)
    pushed = asked.read(Push).segments
    roster = pass_on(_emptied(asked)).read(Pushed).roster
    return Answered(200, b"").saying(Pushed([Outcome(s.segment().hash, "stored", "") for s in pushed], roster))


def _emptied(asked: Asked) -> Asked:
    return Asked(asked.method, asked.path, asked.headers, b"\x91\x90")


def test_a_server_that_acknowledges_and_stores_nothing_is_found_out_t11(house: House) -> None:
    """The server says stored and keeps nothing: the next sync says so, and sends it again."""
    house.attack(_acknowledging)
    house.laptop.home.write("jot", "one")
    assert house.laptop.sync().code == 0
    house.repent()

    done = house.laptop.sync()

    assert done.code == 4
    assert "the server had lost one entry that it had confirmed" in said(done)
    house.desk.sync()
    assert "one" in house.desk.texts()


def _bare(segment: Segment, house: House) -> bytes:
    key = Secrets.of(house.phone).epochs.current
    return reseal(segment, destroyed(open_segment(segment, key), {0: os.urandom(16)}), key, os.urandom).body


def _of_another(segment: Segment, house: House) -> bytes:
    return house.phone.own()[0].body


@pytest.mark.parametrize("spoil", [_bare, _of_another])
def test_a_body_without_its_texts_is_damage_and_comes_back_t12(
    house: House, spoil: Callable[[Segment, House], bytes]
) -> None:
    """A body is replaced by unexplained bare leaves, or by another body: damage is named, a holder puts it back."""
    segment = house.laptop.write("put back")
    body = spoil(segment, house)
    house.server.replace(house.journal, segment.hash, body)

    done, found, before = house.desk.sync(), house.desk.verify(), house.desk.texts()
    for device in (house.laptop, house.desk):
        device.home.now = "2026-03-06T15:00:00+01:00"
        device.sync()

    assert done.code in (0, 4)
    assert [state["state"] for state in found["states"]] == ["damaged"]
    assert "put back" not in before
    assert "put back" in house.desk.texts()
    assert house.stored()[segment.hash].body != body
