"""Misuse of cryptography, at the doors where it would have to come in: the client's pull and the server's push."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from tests.client.profiles import found_profile
from twoway_core.codec import encode
from twoway_core.errors import BadKeyError, CannotOpenError
from twoway_core.ids import DeviceId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.sealing.symmetric import open_sealed, seal
from twoway_core.sync.messages import Push, RosterPush, SyncReply, wire
from twoway_core.trust.statements import RosterEntry, encode_roster_entry
from twoway_core.trust.writing import RosterWriter

from .courier import Answered, Asked, PassOn
from .forging import Secrets, showing, writer
from .house import Device, House, also, bodies, pages, said
from .salamander import two_faced
from .stranger import Stranger, Told

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493


def flipped(data: bytes, bit: int) -> bytes:
    """Return ``data`` with one bit changed."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def push(house: House, *segments: Segment) -> Told:
    """Push to the real server with a token of the phone."""
    with Stranger(house.server) as stranger:
        token = stranger.token(house.journal, house.phone.profile.keys)
        return stranger.post(house.journal, "push", Push([wire(each) for each in segments]), token)


def test_no_bit_of_a_segment_may_change_c1(house: House) -> None:
    """Any one bit of a segment is flipped, at every place: it is refused, and nothing of its text is released."""
    segment, key = house.laptop.write("the secret"), Secrets.of(house.laptop).epochs.current
    head, size = segment.header_bytes + segment.signature, len(segment.header_bytes)
    changed = [flipped(head, bit) for bit in range(8 * len(head))]
    spoilt = [wire(Segment(each[:size], each[size:], segment.body)) for each in changed]
    page = iter((spoilt[::2], spoilt[1::2]))
    house.attack(pages(lambda reply: SyncReply(reply.roster, reply.heads, next(page, []), more=True)))

    done = house.desk.sync()

    assert (done.code, "the secret" in house.desk.texts()) == (4, False)
    for bit in range(8 * len(segment.body)):
        with pytest.raises(CannotOpenError):
            open_segment(Segment(segment.header_bytes, segment.signature, flipped(segment.body, bit)), key)
    house.repent()
    house.desk.sync()
    assert "the secret" in house.desk.texts()


def test_no_body_key_ever_comes_twice_c2(house: House) -> None:
    """Copies of one device, from one moment, seal the same texts: no salt, and so no body key, is ever drawn twice."""
    clone, before = house.clone(house.laptop, "clone"), house.server.backup()
    segments = list(house.stored().values())
    for device in (house.laptop, clone):
        house.server.restore(before)
        segments += [device.write(text) for text in ("one", "two")]
    salts = [segment.body[:32] for segment in segments]
    salts += [seal(bytes(32), b"", b"", b"", os.urandom)[:32] for _ in range(20_000)]

    assert len(set(salts)) == len(salts)


def _of_the_next_number(house: House) -> Segment:
    return house.laptop.write("the next number")


def _of_another_device(house: House) -> Segment:
    return house.phone.write("another device")


def _of_another_journal(house: House) -> Segment:
    return Secrets.of(Device(found_profile(house.folder, "stranger"), house.desk.home)).sign("another journal")


def _of_another_epoch(house: House) -> Segment:
    assert house.laptop.run("devices", "rotate").code == 0
    return house.laptop.write("another epoch")


@pytest.mark.parametrize(
    "take", [_of_the_next_number, _of_another_device, _of_another_journal, _of_another_epoch], ids=lambda f: f.__name__
)
def test_a_body_moved_elsewhere_does_not_open_c3(house: House, take: Callable[[House], Segment]) -> None:
    """A body is put under another number, device, journal or epoch: it does not open, and comes back whole."""
    here, there = house.laptop.write("here"), take(house)
    house.attack(bodies({here.hash: there.body}))

    house.desk.sync()

    assert "here" not in house.desk.texts()
    found = house.desk.run("verify")
    assert (found.code, "damaged" in found.out) == (4, True)
    house.repent()
    house.desk.sync()
    assert ("here" in house.desk.texts(), house.desk.verify()["good"]) == (True, True)


BAD_SIGNING = [0, 1, P - 1, P, P + 1, 2**255 - 1, 1 | 1 << 255]
BAD_AGREEMENT = [0, 1, P - 1, P, P + 1, 2**256 - 1]


@dataclass(frozen=True)
class _Unchecked:
    """Public keys that nobody has looked at."""

    signing: bytes
    agreement: bytes

    device = DeviceId(b"d" * 16)


def _admitting(house: House, signing: bytes, agreement: bytes) -> RosterEntry:
    phone = Secrets.of(house.phone)
    scribe = RosterWriter(phone.roster, phone.keys, phone.epochs.current, os.urandom, lambda *_: bytes(80))
    return scribe.add_device(_Unchecked(signing, agreement), bytes(64), bytes(112))  # type: ignore[arg-type]


@pytest.mark.parametrize("signing", BAD_SIGNING)
@pytest.mark.parametrize("agreement", BAD_AGREEMENT)
def test_keys_of_small_order_or_in_a_second_writing_are_refused_c4(house: House, signing: int, agreement: int) -> None:
    """Small-order, all-zero and non-canonical keys are offered at enrolment and for a box: refused before use."""
    good, wrong = house.phone.profile.keys.public, (signing.to_bytes(32, "little"), agreement.to_bytes(32, "little"))
    for pair in ((wrong[0], good.agreement), (good.signing, wrong[1])):
        entry = _admitting(house, *pair)
        with Stranger(house.server) as stranger:
            told = stranger.post(house.journal, "roster", RosterPush([encode_roster_entry(entry)]))
        house.attack(showing(entry))
        done = house.desk.sync()
        assert (told.status, done.code, "not canonical, or of small order" in said(done)) == (404, 1, True)
    if agreement in (0, 1, P - 1):
        with pytest.raises(BadKeyError):
            seal_box(wrong[1], b"", bytes(32))


def _second_form(segment: Segment, _: House) -> bytes:
    s = int.from_bytes(segment.signature[32:], "little") + L
    return segment.signature[:32] + s.to_bytes(32, "little")


def _for_another_use(segment: Segment, house: House) -> bytes:
    return house.laptop.profile.keys.sign(labels.AUTH, segment.header_bytes)


def _cut_short(segment: Segment, _: House) -> bytes:
    return segment.signature[:32] + bytes(32)


@pytest.mark.parametrize("spoil", [_second_form, _for_another_use, _cut_short])
def test_a_signature_has_one_form_and_one_use_c5(house: House, spoil: Callable[[Segment, House], bytes]) -> None:
    """A signature with S + L, cut short, or made for signing in: refused by server and client."""
    segment = house.laptop.write("signed")
    forged = Segment(segment.header_bytes, spoil(segment, house), segment.body)
    told = push(house, forged)
    house.attack(pages(lambda reply: SyncReply(reply.roster, reply.heads, [wire(forged)], more=False)))

    done = house.desk.sync()

    assert b"signature" in told.body
    assert (done.code, "not signed as it should be" in said(done)) == (4, True)
    assert "signed" not in house.desk.texts()
    assert house.desk.goes_on()


def test_one_body_cannot_show_two_texts_under_two_keys_c6(house: House) -> None:
    """One ciphertext opens under two keys: the signed leaves fit at most one of the texts, so it is refused."""
    segment, keys = house.laptop.write("one face"), (Secrets.of(house.laptop).epochs.current, EpochKey(os.urandom(32)))
    salt, bodies_ = bytes(32), len(segment.body) - 48
    derived = [_body_key(key, salt, segment.header_bytes) for key in keys]
    body = salt + two_faced(derived[0], derived[1], segment.header_bytes, bodies_)
    salamander = Segment(segment.header_bytes, segment.signature, body)

    texts = [open_sealed(key.secret, labels.BODY, segment.header_bytes, body) for key in keys]

    assert texts[0] != texts[1]
    for key in keys:
        with pytest.raises(CannotOpenError):
            open_segment(salamander, key)
    house.attack(bodies({segment.hash: body}))
    house.desk.sync()
    assert "one face" not in house.desk.texts()
    assert house.desk.goes_on()


def _body_key(key: EpochKey, salt: bytes, header: bytes) -> bytes:
    from hashlib import sha256

    from twoway_core.sealing.symmetric import derive

    return derive(key.secret, salt, labels.BODY + sha256(header).digest())


@pytest.mark.parametrize("length", [0, 12, 31, 32, 47, 48, 559, 561, 262_191])
def test_a_body_of_another_length_is_refused_unopened_c7(house: House, length: int) -> None:
    """A body, and with it nonce or tag, has another length: refused by server and client before anything is opened."""
    segment = house.laptop.write("measured")
    house.server.lose(house.journal, segment.hash)
    spoilt = Segment(segment.header_bytes, segment.signature, (segment.body * 500)[:length])
    told = push(house, spoilt)
    house.attack(also(spoilt))

    done = house.desk.sync()

    assert b"refused\xa9malformed" in told.body
    assert (done.code, "measured" in house.desk.texts()) == (4, False)
    assert house.desk.goes_on()


def test_a_box_of_another_epoch_does_not_open_and_stalls_nobody_c8(house: House) -> None:
    """A younger device offers the box of one epoch in the next: it does not open, is said, and stalls nobody."""
    phone = Secrets.of(house.phone)
    old = {box.device: box.sealed for boxes in phone.roster.boxes for box in boxes}
    devices = {member.public.agreement: name for name, member in phone.roster.members.items()}
    scribe = replace(writer(phone.roster, phone.keys, phone.epochs.current), seal_box=lambda to, *_: old[devices[to]])
    entry = scribe.rotate(EpochKey(os.urandom(32)))
    with Stranger(house.server) as stranger:
        assert stranger.post(house.journal, "roster", RosterPush([encode_roster_entry(entry)])).status == 200

    house.laptop.home.write("jot", "while shut out")
    done, before = house.laptop.sync(), house.laptop.texts()
    mended = house.laptop.run("devices", "revoke", "phone", "--yes")
    house.laptop.sync()
    house.desk.sync()

    assert (done.code, "phone began a new key and did not give it to this device" in said(done)) == (4, True)
    assert "by laptop" in before
    assert mended.code == 0
    assert "while shut out" in house.desk.texts()
    assert house.laptop.goes_on()


@pytest.mark.parametrize(
    "offer", [{"memory_kib": 16 * 2**20}, {"memory_kib": 8}, {"passes": 1}, {"iterations": 1}, {"kdf": "pbkdf2"}]
)
def test_nobody_else_says_what_a_passphrase_costs_c9(house: House, offer: dict[str, object]) -> None:
    """A key file names its own cost, of 16 GiB, 8 KiB or one pass: refused before anything is run."""
    keys = house.desk.profile.home.key
    whole = keys.read_bytes()
    keys.write_text(json.dumps(json.loads(whole) | {"protection": "passphrase"} | offer))

    done = house.desk.run("jot", "list")

    assert (done.code, "device.key cannot be read" in said(done)) == (1, True)
    keys.write_bytes(whole)
    assert house.desk.goes_on()


@pytest.mark.parametrize("number", [0, 2, 127])
def test_another_format_number_is_unsupported_c10(house: House, number: int) -> None:
    """The format number is changed, and properly signed: unsupported, never read in another way."""
    honest = Secrets.of(house.phone).sign("of another format")
    header = honest.header_bytes[:1] + bytes([number]) + honest.header_bytes[2:]
    segment = Segment(header, house.phone.profile.keys.sign(labels.HEADER, header), honest.body)
    told = push(house, segment)
    house.attack(also(segment))

    done = house.desk.sync()

    assert b"unsupported" in told.body
    assert (done.code, "of another format" in house.desk.texts()) == (4, False)
    assert house.desk.goes_on()


def _second_header(house: House) -> Segment:
    honest = Secrets.of(house.phone).sign("in a second writing")
    header = honest.header_bytes[:56] + b"\xcc\x01" + honest.header_bytes[57:]
    return Segment(header, house.phone.profile.keys.sign(labels.HEADER, header), honest.body)


def _second_writing(asked: Asked, pass_on: PassOn) -> Answered:
    answered = pass_on(asked)
    return replace(answered, body=b"\xdc\x00\x04" + answered.body[1:]) if asked.step == "sync" else answered


def test_what_is_written_in_a_second_way_is_refused_c11(house: House) -> None:
    """A valid header or message is encoded in a second way: refused, for its bytes are what is hashed and signed."""
    second = _second_header(house)
    told = push(house, second)
    with Stranger(house.server) as stranger:
        body = encode(RosterPush([encode_roster_entry(house.desk.roster().entries[0])]))
        refused = stranger.send("POST", f"/v1/journals/{house.journal.hex()}/roster", b"\xdc\x00\x01" + body[1:])
    house.attack(also(second))
    done = house.desk.sync()
    house.attack(_second_writing)
    other = house.desk.sync()

    assert b"malformed" in told.body
    assert (refused.status, refused.word) == (400, "malformed")
    assert (done.code, other.code, "sent what no Twoway server sends" in said(other)) == (4, 1, True)
    assert "in a second writing" not in house.desk.texts()
    assert house.desk.goes_on()


def test_failures_to_open_are_not_told_apart_c12(house: House) -> None:
    """Bodies fail to open for many reasons: one wording, and no request to the server that tells which."""
    segment, told = house.laptop.write("sealed"), set()
    before = house.server.backup()
    for name, bit in (("salt", 0), ("text", 2000), ("tag", 8 * 560 - 1)):
        reader = house.clone(house.desk, name)
        house.server.restore(before)
        house.courier.heard.clear()
        house.attack(bodies({segment.hash: flipped(segment.body, bit)}))
        done = reader.sync()
        told.add((said(done), tuple(asked.step for asked in house.courier.heard), *reader.verify()["faults"]))

    assert len(told) == 1
    key, chance = Secrets.of(house.laptop).epochs.current, random.Random(12)
    words = {_failure(segment, key, flipped(segment.body, chance.randrange(8 * 560))) for _ in range(10_000)}
    assert len(words) == 1


def _failure(segment: Segment, key: EpochKey, body: bytes) -> str:
    with pytest.raises(CannotOpenError) as refused:
        open_segment(Segment(segment.header_bytes, segment.signature, body), key)
    return str(refused.value)
