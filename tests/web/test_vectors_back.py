"""What TypeScript writes, Python reads; and what one refuses of entries, headers and messages, so does the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.people import Person
from tests.core.sync.strategies import MESSAGES, messages_of
from tests.web.line import ask
from tests.web.node import AnswerError, Node
from twoway_core.codec import Wire, decode_canonical, encode
from twoway_core.entry import MAX_INT, Entry, decode_entry, encode_entry
from twoway_core.errors import PeerError
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import open_box
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.symmetric import open_sealed, seal
from twoway_core.sync import limits
from twoway_core.sync.limits import MAX_REQUEST_BYTES
from twoway_core.trust.auth import check_find, check_sign_in
from twoway_core.trust.pairing import Consent, Offer, Reply, Request, Reveal
from twoway_core.trust.paper import paper_keys
from twoway_core.trust.statements import (
    Boxes,
    DeviceAdded,
    DeviceRevoked,
    EpochRotated,
    Genesis,
    PaperReplaced,
    RosterEntry,
    decode_statement,
)

ID = bytes.fromhex("019cb8f83440700380123456789abcde")
A_FEW = settings(max_examples=40, deadline=None)
STATEMENTS: list[type[Wire]] = [Genesis, DeviceAdded, DeviceRevoked, EpochRotated, PaperReplaced]
OTHERS: list[type[Wire]] = [RosterEntry, Boxes, Offer, Request, Reveal, Consent, Reply]
WHOLE = st.integers(-MAX_INT, MAX_INT) | st.sampled_from(
    [sign * (1 << bits) + by for bits in (5, 7, 8, 15, 16, 31, 32, 52) for sign in (1, -1) for by in (-1, 0, 1)]
)
TEXTS = st.text(max_size=40) | st.sampled_from(["\ufeffa", "é" * 16, "x" * 32, "x" * 256, "\U0001f600" * 8])
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXTS | st.binary(max_size=40) | st.just(bytes(256)),
    lambda inner: st.lists(inner, max_size=17) | st.dictionaries(st.text("abc_", max_size=5), inner, max_size=17),
    max_leaves=30,
)
LONG = 65_536


def reading(read: Callable[[bytes], object], data: bytes) -> object:
    """Return what ``read`` makes of ``data``, or the error by which it refuses."""
    try:
        return {"is": read(data)}
    except PeerError as error:
        return {"refused": type(error).__name__}


def spoilt(whole: bytes) -> st.SearchStrategy[bytes]:
    """Return ``whole`` with a byte changed, put in or taken out, or with its end cut off."""
    place = st.integers(0, len(whole) - 1)
    byte = st.binary(min_size=1, max_size=1) | st.sampled_from([bytes([lead]) for lead in range(0xC0, 0xE0)])
    return st.one_of(
        st.builds(lambda at, put: whole[:at] + put + whole[at + 1 :], place, byte),
        st.builds(lambda at, put: whole[:at] + put + whole[at:], place, byte),
        st.builds(lambda at: whole[:at] + whole[at + 1 :], place),
        st.builds(lambda at: whole[:at], place),
    )


def fields_of(entry: Entry) -> dict[str, object]:
    """Return an entry as it comes over the line."""
    return msgspec.structs.asdict(entry) | {"fields": bytes(entry.fields)}


def test_labels_and_limits_are_the_same_in_both(node: Node) -> None:
    """What every hash names, and how much a message may hold, stands in both and differs in none."""
    here = {name: value for name, value in vars(labels).items() if isinstance(value, bytes)}
    bounds = {name: value for name, value in vars(limits).items() if name.isupper()} | {"HINT": limits.HINT[0]}

    assert ask(node, "labels") == here
    assert ask(node, "limits") == bounds


@given(VALUES)
@A_FEW
def test_any_value_has_one_encoding_in_both(node: Node, value: object) -> None:
    """The shortest encoding of every length and integer is the same bytes."""
    assert ask(node, "plain.encode", value=value) == encode(value)


@pytest.mark.parametrize("length", [15, 16, 31, 32, 255, 256, LONG - 1, LONG])
def test_every_length_has_one_encoding_in_both(node: Node, length: int) -> None:
    """Where one way to write a length ends and the next begins, both change over."""
    for value in ("x" * length, bytes(length), [None] * length, {str(key): None for key in range(length)}):
        assert ask(node, "plain.encode", value=value) == encode(value)


@given(WHOLE, st.integers(-1080, 1080), st.none() | st.just(ID), st.text(min_size=1, max_size=64), VALUES)
@A_FEW
def test_an_entry_is_the_same_bytes_in_both(
    node: Node, at: int, offset: int, batch: bytes | None, kind: str, fields: object
) -> None:
    """What TypeScript writes is byte for byte what Python writes, and it reads that as what it was."""
    entry = Entry(ID, at, offset, batch, kind, msgspec.Raw(encode(fields)))
    written = ask(node, "entry.write", entry=entry)

    assert written == encode_entry(entry)
    assert ask(node, "entry.read", data=[written]) == [{"is": fields_of(entry)}]


FIELDS = encode(
    {"text": "déploy", "whole": [1, -1, 300, 70_000, 1 << 40, None, True], "raw": b"\0\1", "in": {"a": {"b": []}}}
)
AN_ENTRY = encode_entry(Entry(ID, 1_772_629_800_000, 60, ID, "answer.noted", msgspec.Raw(FIELDS)))


@given(st.lists(spoilt(AN_ENTRY), min_size=20, max_size=60))
@A_FEW
def test_what_is_no_entry_to_one_is_none_to_the_other(node: Node, data: list[bytes]) -> None:
    """Of spoilt entries both take the same ones, for the same, and refuse the rest by the same error."""
    here = [reading(lambda each: fields_of(decode_entry(each)), each) for each in data]

    assert ask(node, "entry.read", data=data) == here


def numbers(value: object) -> Iterator[int]:
    """Yield every number in ``value``."""
    if isinstance(value, msgspec.Struct):
        value = list(msgspec.structs.asdict(value).values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, int):
        yield value


def read_wire(kind: type[Wire], data: bytes) -> bytes:
    """Return a message written again; a number that no browser holds exactly is none."""
    message = decode_statement(data) if kind in STATEMENTS else decode_canonical(kind, data, MAX_REQUEST_BYTES)
    return encode(message)


@pytest.mark.parametrize("kind", [*MESSAGES, *OTHERS, *STATEMENTS], ids=lambda kind: kind.__name__)
def test_a_message_is_the_same_bytes_in_both_and_refused_alike(node: Node, kind: type[Wire]) -> None:
    """Every message has one encoding, and what is spoilt is refused by both or by none."""

    @given(st.data())
    @settings(max_examples=8, deadline=None)
    def tried(data: st.DataObject) -> None:
        message: Any = data.draw(messages_of(kind))
        if kind in STATEMENTS:
            message = msgspec.structs.replace(message, format=1)
        name = "Statement" if kind in STATEMENTS else kind.__name__
        whole = encode(message)

        assert ask(node, "wire.write", kind=name, value=message) == whole

        bad = data.draw(st.lists(spoilt(whole), min_size=20, max_size=40))
        here = [reading(lambda each: read_wire(kind, each), each) for each in bad]
        reader = "statement.read" if kind in STATEMENTS else "wire.read"
        there = ask(node, reader, kind=name, limit=MAX_REQUEST_BYTES, data=bad)
        for each, mine, theirs in zip(bad, here, there, strict=True):
            if is_beyond(kind, each):
                assert theirs == {"refused": "MalformedError"}
            else:
                assert theirs == mine

    tried()


def is_beyond(kind: type[Wire], data: bytes) -> bool:
    """Return whether a message holds a number beyond 2^53, which TypeScript cannot hold exactly and so refuses."""
    try:
        message = msgspec.msgpack.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return any(abs(number) > MAX_INT for number in numbers(message))


@given(st.binary(min_size=64, max_size=64), st.binary(max_size=80))
@A_FEW
def test_the_same_secret_is_the_same_device(node: Node, secret: bytes, message: bytes) -> None:
    """Public keys, id and signatures of a device are the same bytes on both sides."""
    keys = DeviceKeys.from_secret(secret)
    public = {"device": keys.public.device, "signing": keys.public.signing, "agreement": keys.public.agreement}

    assert ask(node, "keys.public", secret=secret) == public
    assert ask(node, "keys.sign", secret=secret, message=message) == keys.sign(b"", message)
    assert ask(node, "keys.paper", entropy=secret[:32]) == paper_keys(secret[:32]).secret


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=20), st.binary(max_size=300))
@A_FEW
def test_what_one_seals_the_other_opens(node: Node, key: bytes, context: bytes, text: bytes) -> None:
    """Sealing under a symmetric key goes both ways."""
    there = ask(node, "sealed.write", key=key, label=labels.NAME, context=context, text=text)
    here = seal(key, labels.NAME, context, text, Person.make("sealing").chance)

    assert open_sealed(key, labels.NAME, context, there) == text
    assert ask(node, "sealed.read", key=key, label=labels.NAME, context=context, sealed=here) == text


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=90), st.binary(max_size=40))
@A_FEW
def test_a_box_that_typescript_seals_opens_here(node: Node, scalar: bytes, info: bytes, secret: bytes) -> None:
    """HPKE of the one library opens with the other; nothing is sealed to a key of small order."""
    private = X25519PrivateKey.from_private_bytes(scalar)
    box = ask(node, "box.write", recipient=private.public_key().public_bytes_raw(), info=info, secret=secret)

    assert open_box(private, info, box) == secret
    with pytest.raises(AnswerError) as refused:
        ask(node, "box.write", recipient=bytes(32), info=info, secret=secret)
    assert refused.value.name == "BadKeyError"


def test_a_sign_in_that_typescript_signs_is_taken_here(node: Node) -> None:
    """The answers to a challenge of a device and of a paper key verify."""
    person = Person.make("signing in")
    nonce, server = person.chance(32), "https://twoway.example/é"
    secret = person.paper.secret

    signed = ask(node, "auth.sign", keys=secret, server=server, journal=person.journal, nonce=nonce)
    found = ask(node, "auth.find", keys=secret, server=server, nonce=nonce)

    check_sign_in(person.paper.public, server, person.journal, nonce, signed)
    check_find(person.paper.public, server, nonce, found)
