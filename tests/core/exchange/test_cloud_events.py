"""Entries as lines of CloudEvents, and back."""

from __future__ import annotations

import json
from base64 import b64encode

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.codec import encode
from twoway_core.entry import MAX_TEXT_BYTES, Entry, encode_entry
from twoway_core.errors import MalformedError
from twoway_core.events.base import Event
from twoway_core.events.log import JotNoted
from twoway_core.events.vocabulary import encode_event
from twoway_core.exchange.cloud_events import MAX_LINE_BYTES, from_line, to_line, uuid_text
from twoway_core.ids import make_entry_id

from ..events.strategies import events

NAME = make_entry_id(1_772_600_000_000, 3, 77)
PART = make_entry_id(1_772_500_000_000, 0, 5)
DEVICE = bytes(range(16))
IDS = st.sampled_from([NAME, PART, bytes(16)])


def written(event: Event, at: int = 1_772_600_000_000) -> bytes:
    """Return the bytes of an entry that says ``event``."""
    return encode_entry(Entry(NAME, at, 60, None, *encode_event(event)))


def raw(kind: str, fields: object) -> bytes:
    """Return the bytes of an entry of a type that may be unknown."""
    return encode_entry(Entry(NAME, 0, 0, PART, kind, msgspec.Raw(encode(fields))))


@given(events(IDS), st.integers(-(2**53) + 1, 2**53 - 1))
def test_every_event_goes_out_and_comes_back_byte_for_byte(event: Event, at: int) -> None:
    """Whatever it says, and whenever it happened."""
    data = written(event, at)

    assert from_line(to_line(data, DEVICE).encode()) == data


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(0, 9), inner, max_size=3),
        max_leaves=6,
    )
)
def test_what_a_newer_version_wrote_goes_out_and_comes_back(fields: object) -> None:
    """Unknown types, fields of any shape."""
    data = raw("thing.of-tomorrow", fields)

    assert from_line(to_line(data, DEVICE).encode()) == data


def test_a_line_is_a_cloud_event() -> None:
    """The attributes that the specification asks for, and ours beside them."""
    data = written(JotNoted(opportunity=PART, text="a thought"))
    line = json.loads(to_line(data, DEVICE))

    assert line == {
        "specversion": "1.0",
        "id": uuid_text(NAME),
        "source": "urn:twoway:device:000102030405060708090a0b0c0d0e0f",
        "type": "twoway.jot.noted.v1",
        "subject": uuid_text(PART),
        "time": "2026-03-04T05:53:20.000+01:00",
        "recordedtime": "2026-03-04T04:53:20.000+00:00",
        "datacontenttype": "application/json",
        "data": {"opportunity": uuid_text(PART), "text": "a thought"},
        "entry": b64encode(data).decode(),
    }


def test_a_shared_entry_has_no_subject() -> None:
    """It belongs to no opportunity."""
    assert "subject" not in json.loads(to_line(written(JotNoted(text="x")), DEVICE))


def test_no_letter_of_a_line_drives_a_terminal() -> None:
    """Escape sequences, C1 controls and changes of direction are written out."""
    line = to_line(written(JotNoted(text="\x1b[2J\x9b\u202e\u200b\x7f é")), DEVICE)

    assert line.isprintable()
    assert "\\u009b\\u202e\\u200b\\u007f é" in line


def test_the_longest_text_fits_into_a_line() -> None:
    """Even if each of its bytes takes six letters."""
    data = written(JotNoted(text="\x01" * MAX_TEXT_BYTES))

    assert from_line(to_line(data, DEVICE).encode()) == data


def test_what_json_has_no_form_for_is_shown_as_nothing() -> None:
    """An extension of msgpack, say; the bytes hold it all the same."""
    data = encode([NAME, 0, 0, None, "x.y", 0])[:-1] + b"\xd4\x05\x00"
    line = to_line(data, DEVICE)

    assert json.loads(line)["data"] is None
    assert from_line(line.encode()) == data


def test_fields_that_cannot_be_decoded_are_shown_as_nothing() -> None:
    """A text that is no UTF-8, say."""
    data = encode([NAME, 0, 0, None, "x.y"])
    data = b"\x96" + data[1:] + b"\xa1\xff"

    assert json.loads(to_line(data, DEVICE))["data"] is None
    assert from_line(to_line(data, DEVICE).encode()) == data


def changed(**attributes: object) -> bytes:
    """Return a good line with other attributes."""
    line = json.loads(to_line(written(JotNoted(text="a thought")), DEVICE))
    return json.dumps(line | attributes).encode()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"?", "not an entry"),
        (b"\xff", "not an entry"),
        (b"[]", "not an entry"),
        (b" " * (MAX_LINE_BYTES + 1), "longer than"),
        (changed(specversion="0.3"), "another version"),
        (changed(entry="$$"), "not an entry"),
        (changed(entry=b64encode(bytes(200_000)).decode()), "too long"),
        (changed(entry="AAAA"), "are not a Entry"),
        (changed(id=uuid_text(PART)), "it was edited"),
        (changed(type="twoway.answer.noted.v1"), "it was edited"),
        (changed(data={"text": "another thought"}), "it was edited"),
        (changed(data=None), "it was edited"),
    ],
)
def test_a_line_that_does_not_agree_with_itself_is_refused(line: bytes, why: str) -> None:
    """What is read must be what is taken in."""
    with pytest.raises(MalformedError, match=why):
        from_line(line)


def test_attributes_of_others_are_ignored() -> None:
    """As CloudEvents has it."""
    assert from_line(changed(traceparent="00-x")) == written(JotNoted(text="a thought"))
