"""The app reads and writes events exactly as Python does, whatever the bytes."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.events.strategies import events
from tests.web.node import Node
from tests.web.plain import plain
from twoway_core.codec import encode
from twoway_core.events.base import Event
from twoway_core.events.vocabulary import WIRE, decode_event, encode_event

REFS = st.binary(min_size=16, max_size=16)
many = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

ODD: list[object] = [
    *(None, True, 0, 1, 5, 6, -1, 2**53 - 1, 2**53, -(2**53), 2**63, 2**64 - 1, 1.0, 1.5),
    *(
        "",
        "x",
        "example",
        "Example",
        "sure",
        "boss",
        "offer",
        "ideal",
        "2026-02-29",
        "2024-02-29",
        "EUR",
        "eur",
        "EUR\n",
    ),
    *("\ufeffx", "\U0001f600" * 200, "\U0001f600" * 201, "x" * 1000, "x" * 1001, "\x00"),
    *(b"", b"x" * 15, b"x" * 16, b"x" * 17, b"x" * 32, b"example"),
    *([], [b"x" * 16], [b"x" * 15], ["x"], [None], {}, {"amount": 5}, {"amount": 5, "currency": "CHF"}, {1: 2}),
    *([{"criterion": b"x" * 16, "rating": 5}], [{"criterion": b"x" * 16, "rating": 6}], [{}], {"text": "x"}),
    *([b"x" * 16] * 1001,),
]
RAW = [
    *(b"\xc1", b"", b"\xa1\xff", b"\xa3\xed\xa0\x80", b"\xd9\x01x", b"\xda\x00\x01x", b"\xdb\x00\x00\x00\x01x"),
    *(
        b"\xcc\x05",
        b"\xcd\x00\x05",
        b"\xce\x00\x00\x00\x05",
        b"\xcf" + bytes(7) + b"\x05",
        b"\xd3" + bytes(7) + b"\x05",
    ),
    *(b"\xd0\xff", b"\xd2\xff\xff\xff\xff", b"\xdc\x00\x00", b"\xde\x00\x00", b"\xc5\x00\x10" + b"x" * 16),
    *(
        b"\xd6\xff\x00\x00\x00\x00",
        b"\xc7\x02\x05ab",
        b"\xdf\xff\xff\xff\xff",
        b"\xdd\x00\x00\x00\x02\x01",
        b"\xca" + bytes(4),
    ),
]
VALUES = st.sampled_from([*(encode(value) for value in ODD), *RAW])
KEYS = [
    encode("mood"),
    b"\xa1\xff",
    b"\x01",
    b"\xc4\x04text",
    b"\xd9\x04text",
    b"\xda\x00\x04form",
    encode("constructor"),
]


Fields = tuple[str, bytes]


def said(node: Node, *given_as: Fields) -> list[dict[str, Any]]:
    """Return what the app reads of each, and the bytes that it writes of that."""
    sent = [[name, base64.b64encode(fields).decode()] for name, fields in given_as]
    answers: list[dict[str, Any]] = node.ask("events", sent=sent)
    return answers


def assert_alike(node: Node, *given_as: Fields) -> None:
    """Assert that the app reads of each what Python reads."""
    for (name, fields), answer in zip(given_as, said(node, *given_as), strict=True):
        assert answer["event"] == plain(decode_event(name, msgspec.Raw(fields))), (name, fields)


@many
@given(events(REFS))
def test_every_event_reads_and_writes_alike(node: Node, event: Event) -> None:
    """The same value of the same bytes, and the same bytes of the same value."""
    name, fields = encode_event(event)

    (answer,) = said(node, (name, bytes(fields)))

    assert answer["event"] == plain(event)
    assert answer["again"] == bytes(encode_event(without_defaults(event))[1]).hex()


def without_defaults(value: Any) -> Any:
    """Return ``value`` with each default in its place: msgspec leaves out what is the default itself, not its equal."""
    if isinstance(value, tuple):
        return tuple(without_defaults(each) for each in value)
    if not isinstance(value, msgspec.Struct):
        return value
    kept = {}
    for field in msgspec.structs.fields(value):
        held = getattr(value, field.name)
        kept[field.name] = field.default if held == field.default else without_defaults(held)
    return type(value)(**kept)


@st.composite
def broken(draw: st.DrawFn) -> Fields:
    """Return an event's bytes with fields changed, left out, doubled, renamed or of another type."""
    name = draw(st.sampled_from(sorted(WIRE)))
    fields = msgspec.msgpack.decode(bytes(encode_event(draw(events(REFS, name)))[1]), type=dict[str, msgspec.Raw])
    pairs = [(encode(key), bytes(value)) for key, value in fields.items() if draw(st.integers(0, 9))]
    names = st.sampled_from([*(encode(field) for field in WIRE[name].__struct_fields__), *KEYS])
    pairs += draw(st.lists(st.tuples(names, VALUES), max_size=2))
    body = b"".join(key + value for key, value in draw(st.permutations(pairs)))
    head = bytes([0x80 | len(pairs)]) if len(pairs) < 16 else b"\xde" + len(pairs).to_bytes(2, "big")
    return name, head + body + draw(st.sampled_from([b"", b"", b"", b"\x00"]))


@settings(many, max_examples=600)
@given(broken())
def test_what_does_not_fit_is_refused_alike(node: Node, given_as: Fields) -> None:
    """Newer, unreadable, or read with the same values: the outcome is Python's."""
    assert_alike(node, given_as)


@many
@given(st.sampled_from([*sorted(WIRE), "mood.noted", "constructor"]), st.binary(max_size=40))
def test_no_bytes_make_reading_fail(node: Node, name: str, fields: bytes) -> None:
    """Whatever the bytes are, both read the same of them."""
    assert_alike(node, (name, fields))


def days() -> Iterator[str]:
    """Yield days that are, and days that are not."""
    for year in ("0000", "0001", "1900", "2000", "2023", "2024", "2100", "9999", "10000", "24"):
        for month in ("00", "01", "02", "04", "12", "13", "2"):
            yield from (
                f"{year}-{month}-{day}" for day in ("00", "01", "28", "29", "30", "31", "32", "1", "01\n", " 1")
            )


def test_a_day_is_a_day_of_the_calendar(node: Node) -> None:
    """The pattern means the same in both languages."""
    assert_alike(node, *(("posting.observed", encode({"seen": day})) for day in days()))


def test_each_field_of_each_event_is_bounded_alike(node: Node) -> None:
    """Every field takes, or refuses, the same values."""
    for name, kind in WIRE.items():
        needed = required(kind)
        tried = [{**needed, field: value} for field in kind.__struct_fields__ for value in ODD]
        assert_alike(node, *((name, encode(fields)) for fields in tried))


def required(kind: type[Event]) -> dict[str, object]:
    """Return something for each field that has to be there."""
    fillers: dict[str, object] = {"rating": 3, "threshold": 3, "level": 3, "gut": 3, "stage": "offer", "term": "pay"}
    numbers = ("starts_ms", "days", "first", "last")
    found: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        if field.required:
            plain_type = "bytes" in str(field.type) or "Ref" in str(field.type)
            filler: object = b"x" * 16 if plain_type else 1 if field.name in numbers else "x"
            found[field.name] = fillers.get(field.name, filler)
    if kind.__name__ == "OfferTermChanged":
        found["term"] = {"term": "pay"}
    return found
