"""A hostile server against the app, misuse of cryptography and of the list of devices: refused, said, nothing lost.

Ids in brackets are rows of docs/attacks.md; ``tests/hostile`` does the same to the command line, with the same courier.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from msgspec import structs

from tests.hostile.courier import Answered, Asked, PassOn
from tests.hostile.forging import Secrets, adding, cutoffs_of, showing, writer
from tests.hostile.house import House, also, bodies, pages, said
from tests.hostile.salamander import two_faced
from tests.hostile.stranger import Stranger
from tests.hostile.test_crypto import (
    _admitting,
    _body_key,
    _cut_short,
    _for_another_use,
    _second_form,
    _second_header,
    _second_writing,
    flipped,
)
from tests.hostile.test_roster import _by_itself, _in_the_name_of_the_laptop, _younger_revokes_elder
from tests.web.siege import Siege
from twoway_client import trust_states
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import RosterPush, SyncReply, wire
from twoway_core.trust.statements import RosterEntry, encode_roster_entry

Forge = Callable[[House], RosterEntry]


# Cryptography


def test_no_bit_of_a_segment_may_change(siege: Siege) -> None:
    """A bit of header or signature is flipped, at many places: nothing of its text is shown (C1)."""
    segment = siege.house.laptop.write("the secret")
    head, size = segment.header_bytes + segment.signature, len(segment.header_bytes)
    changed = [flipped(head, bit) for bit in range(0, 8 * len(head), 7)]
    spoilt = [wire(Segment(each[:size], each[size:], segment.body)) for each in changed]
    siege.house.attack(pages(lambda reply: SyncReply(reply.roster, reply.heads, spoilt, more=False)))

    refused, told = siege.app.exchange()

    assert (refused, siege.app.shows("the secret")) == ("", False)
    assert "not signed as it should be" in told
    siege.recovers()
    assert siege.app.shows("the secret")


@pytest.mark.parametrize("bit", [0, 8 * 32, 2000, 8 * 560 - 1])
def test_no_bit_of_a_body_may_change(siege: Siege, bit: int) -> None:
    """In salt, text and tag: one wording, nothing is shown, and the true body comes back (C1, C12)."""
    segment = siege.house.laptop.write("the secret")
    siege.house.attack(bodies({segment.hash: flipped(segment.body, bit)}))

    told = siege.alike()

    assert told == trust_states.unopened(1).what
    assert not siege.app.shows("the secret")
    assert siege.app.goes_on()
    siege.recovers()
    siege.a_day_later()
    assert siege.app.shows("the secret")


@pytest.mark.parametrize("spoil", [_second_form, _for_another_use, _cut_short])
def test_a_signature_has_one_form_and_one_use(siege: Siege, spoil: Callable[[Segment, House], bytes]) -> None:
    """With S + L, cut short, or made for signing in: refused (C5)."""
    segment = siege.house.laptop.write("signed")
    forged = Segment(segment.header_bytes, spoil(segment, siege.house), segment.body)
    siege.house.attack(pages(lambda reply: SyncReply(reply.roster, reply.heads, [wire(forged)], more=False)))

    told = siege.alike()

    assert "not signed as it should be" in told
    assert not siege.app.shows("signed")
    assert siege.app.goes_on()


def test_one_body_cannot_show_two_texts_under_two_keys(siege: Siege) -> None:
    """A ciphertext that opens under two keys: the signed leaves fit neither of the texts, and it is refused (C6)."""
    house, segment = siege.house, siege.house.laptop.write("one face")
    keys, salt = (Secrets.of(house.laptop).epochs.current, EpochKey(os.urandom(32))), bytes(32)
    one, other = (_body_key(key, salt, segment.header_bytes) for key in keys)
    body = salt + two_faced(one, other, segment.header_bytes, len(segment.body) - 48)
    house.attack(bodies({segment.hash: body}))

    told = siege.alike()

    assert "came with a text that is not what was signed" in told
    assert not siege.app.shows("one face")
    siege.recovers()
    siege.a_day_later()
    assert siege.app.shows("one face")


@pytest.mark.parametrize("length", [0, 31, 47, 559, 561, 262_191])
def test_a_body_of_another_length_is_refused_unopened(siege: Siege, length: int) -> None:
    """Before anything is opened (C7)."""
    segment = siege.house.laptop.write("measured")
    siege.house.server.lose(siege.house.journal, segment.hash)
    siege.house.attack(also(Segment(segment.header_bytes, segment.signature, (segment.body * 500)[:length])))

    refused, _ = siege.app.exchange()

    assert (refused, siege.app.shows("measured")) == ("", False)
    assert siege.app.goes_on()


def test_a_body_of_another_segment_is_damage_and_comes_back(siege: Siege) -> None:
    """It does not open here; a holder puts the true one back (C3, T12)."""
    segment = siege.house.laptop.write("put back")
    siege.house.server.replace(siege.house.journal, segment.hash, siege.house.phone.own()[0].body)

    told = siege.alike()

    assert "came with a text that is not what was signed" in told
    assert not siege.app.shows("put back")
    siege.a_day_later()
    assert siege.app.shows("put back")


@pytest.mark.parametrize("number", [0, 2, 127])
def test_a_segment_in_another_format_is_unsupported(siege: Siege, number: int) -> None:
    """Properly signed, and never read in another way (C10)."""
    honest, keys = Secrets.of(siege.house.phone).sign("of another format"), siege.house.phone.profile.keys
    header = honest.header_bytes[:1] + bytes([number]) + honest.header_bytes[2:]
    siege.house.attack(also(Segment(header, keys.sign(labels.HEADER, header), honest.body)))

    assert "not signed as it should be" in siege.alike()
    assert not siege.app.shows("of another format")
    assert siege.app.goes_on()


def test_what_is_written_in_a_second_way_is_refused(siege: Siege) -> None:
    """A header or a message with the same meaning and other bytes (C11)."""
    siege.house.attack(also(_second_header(siege.house)))
    told = siege.alike()
    siege.house.attack(_second_writing)
    refused, other = siege.app.exchange()

    assert "not signed as it should be" in told
    assert (refused, "sent what no Twoway server sends" in other) == ("server", True)
    assert not siege.app.shows("in a second writing")
    assert siege.app.goes_on()


# The list of devices


def _wrong_keys(signing: int, agreement: int) -> Forge:
    return lambda house: _admitting(house, signing.to_bytes(32, "little"), agreement.to_bytes(32, "little"))


@pytest.mark.parametrize(
    "forge",
    [
        _by_itself,
        _in_the_name_of_the_laptop,
        _younger_revokes_elder,
        pytest.param(_wrong_keys(0, 9), id="signing 0"),
        pytest.param(_wrong_keys(1, 9), id="signing 1"),
        pytest.param(_wrong_keys(2**255 - 19, 9), id="signing p"),
        pytest.param(_wrong_keys(3, 0), id="agreement 0"),
        pytest.param(_wrong_keys(3, 1), id="agreement 1"),
        pytest.param(_wrong_keys(3, 2**255 - 20), id="agreement p - 1"),
    ],
)
def test_a_list_of_devices_that_the_server_forged_is_refused(siege: Siege, forge: Forge) -> None:
    """A device that nobody let in, an elder revoked by a younger, keys of small order (R1, R6, C4)."""
    before = siege.app.held()
    siege.house.attack(showing(forge(siege.house)))

    refused, told = siege.app.exchange()

    assert (refused, "sent what no Twoway server sends" in told) == ("server", True), told
    assert "nothing of that was taken" in told
    assert siege.app.held() == before
    assert siege.app.goes_on()
    siege.recovers()


def test_a_list_of_devices_in_another_format_is_unsupported_and_never_guessed_at(siege: Siege) -> None:
    """It is said in the words of the command line, and nothing changes (C10)."""
    phone, before = Secrets.of(siege.house.phone), siege.app.held()
    entry = writer(phone.roster, phone.keys, phone.epochs.current).rotate(EpochKey(os.urandom(32)))
    siege.house.attack(showing(structs.replace(entry, statement=entry.statement.replace(b"\x01", b"\x02", 1))))

    refused, told = siege.app.exchange()

    assert (refused, "roster format 2 is not one that this version reads" in told) == ("refused", True), told
    assert "roster format 2 is not one that this version reads" in said(siege.house.desk.sync())
    assert siege.app.held() == before
    assert siege.app.goes_on()
    siege.recovers()


def test_a_list_of_thousands_is_refused(siege: Siege) -> None:
    """Its length is bounded (R10)."""
    entry, before = _by_itself(siege.house), siege.app.held()
    siege.house.attack(showing(*[entry] * 1030))

    refused, told = siege.app.exchange()

    assert (refused, "sent what no Twoway server sends" in told) == ("server", True)
    assert siege.app.held() == before


def test_an_older_list_of_devices_is_taken_by_nobody(siege: Siege) -> None:
    """The server is rolled back to before a revocation: it is extended, and the revoked device stays out (R2)."""
    backup = siege.house.server.backup()
    assert siege.house.laptop.run("devices", "revoke", "phone", "--yes").code == 0
    siege.app.exchange()
    count = siege.app.held()["roster"]
    siege.house.server.restore(backup)

    refused, _ = siege.app.exchange()

    assert refused == ""
    assert siege.app.held()["roster"] == count
    assert len(siege.house.server.store.journals[siege.house.journal].entries) == count


def test_what_a_revoked_device_dates_back_is_put_aside(siege: Siege) -> None:
    """With the help of the server: it is put aside, and shown so (R3)."""
    thief = Secrets.of(siege.house.phone)
    assert siege.house.laptop.run("devices", "revoke", "phone", "--yes").code == 0
    siege.house.attack(also(thief.sign("by the thief")))

    told = siege.alike()

    assert "put aside" in told
    assert siege.app.states() == ["quarantine"]
    assert not siege.app.shows("by the thief")
    assert siege.app.goes_on()


def test_of_two_revocations_at_once_the_elders_stands(siege: Siege) -> None:
    """Two branches of the list: the same one counts here and on the laptop, and it is said (R5)."""
    house = siege.house
    before = house.server.backup()
    assert house.phone.run("devices", "revoke", "desk", "--yes").code == 0
    siege.app.exchange()
    lost = house.server.backup()
    house.server.restore(before)
    assert house.laptop.run("devices", "revoke", "phone", "--yes").code == 0
    house.server.restore(lost)

    house.laptop.sync()
    refused, told = siege.app.exchange()

    assert (refused, "two lists of the devices" in told) == ("", True)
    rows = {row["name"]: row["is_revoked"] for row in siege.app.ask("devices")["rows"]}
    assert (rows["phone"], rows["desk"]) == (True, False)


def test_a_citation_of_a_list_that_is_not_here_waits_until_it_comes(siege: Siege) -> None:
    """And then it counts (R8)."""
    assert siege.house.laptop.run("devices", "rotate").code == 0
    siege.house.laptop.write("of the new epoch")
    siege.house.attack(pages(lambda reply: SyncReply([], reply.heads, reply.segments, reply.more)))
    siege.app.exchange()
    early = siege.app.shows("of the new epoch")

    siege.recovers()

    assert (early, siege.app.shows("of the new epoch")) == (False, True)


def test_what_was_cut_under_the_old_key_goes_out_under_the_new(siege: Siege) -> None:
    """A device is revoked between pull and push: the entry is written again, once, and the thief reads none (R9)."""
    house = siege.house
    laptop = Secrets.of(house.laptop)
    entry = writer(laptop.roster, laptop.keys, laptop.epochs.current).revoke(
        [house.phone.id], cutoffs_of(house.phone), EpochKey(os.urandom(32))
    )

    def meanwhile(asked: Asked, pass_on: PassOn) -> Answered:
        if asked.step == "push":
            with Stranger(house.server) as stranger:
                stranger.post(house.journal, "roster", RosterPush([encode_roster_entry(entry)]))
        return pass_on(asked)

    siege.app.note("just then")
    house.attack(meanwhile)
    assert siege.app.exchange()[0] == ""
    house.repent()
    house.laptop.sync()

    assert house.laptop.texts().count("just then") == 1
    assert any(each.header.roster == entry.hash for each in house.stored().values())
    assert siege.app.ask("status")["unsynced"] == 0


def test_an_epoch_whose_key_goes_to_nobody_stalls_nobody(siege: Siege) -> None:
    """The phone offers the boxes of an older epoch: it is said, writing goes on, and a new key ends it (C8)."""
    house, phone = siege.house, Secrets.of(siege.house.phone)
    old = {box.device: box.sealed for boxes in phone.roster.boxes for box in boxes}
    devices = {member.public.agreement: name for name, member in phone.roster.members.items()}
    scribe = writer(phone.roster, phone.keys, phone.epochs.current)
    scribe = replace(scribe, seal_box=lambda to, *_: old.get(devices[to], bytes(80)))
    with Stranger(house.server) as stranger:
        entry = scribe.rotate(EpochKey(os.urandom(32)))
        assert stranger.post(house.journal, "roster", RosterPush([encode_roster_entry(entry)])).status == 200
    siege.app.note("while shut out")

    told = siege.alike()

    assert "phone began a new key and did not give it to this device" in told
    assert siege.app.states() == ["shut-out"]
    assert siege.app.shows("by laptop")
    assert house.laptop.run("devices", "revoke", "phone", "--yes").code == 0
    assert siege.app.exchange()[0] == ""
    assert siege.app.ask("status")["unsynced"] == 0
    house.laptop.sync()
    assert "while shut out" in house.laptop.texts()


def test_names_that_deceive_are_shown_as_they_are(siege: Siege) -> None:
    """A device of the journal is called after another, with letters that turn the direction (R10)."""
    phone = Secrets.of(siege.house.phone)
    entry = adding(phone.roster, phone.keys, phone.epochs.current, DeviceKeys.make(os.urandom), "desk\u202e\u200b<b>")
    siege.house.attack(showing(entry))

    assert siege.app.exchange()[0] == ""
    names = [row["name"] for row in siege.app.ask("devices")["rows"]]

    assert "desk\\u202e\\u200b<b>" in names
