"""Every event has a wire name, goes out as it is, and comes in whatever it is."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from twoway_core.codec import encode
from twoway_core.entry import MAX_TEXT_BYTES
from twoway_core.errors import EventRefusedError, TextRefusedError
from twoway_core.events import after, bank, case, judge, log, mine, prep, talk
from twoway_core.events.base import Event
from twoway_core.events.case import ContactUpdated
from twoway_core.events.judge import AnswerRated
from twoway_core.events.log import Amendment, EntryCorrected, JotNoted
from twoway_core.events.prep import PrepStepCompleted
from twoway_core.events.talk import AnswerNoted, RedFlagRaised
from twoway_core.events.vocabulary import WIRE, Unread, decode_event, encode_event, wire_name

from .strategies import events, kinds

MODULES = (mine, bank, case, prep, talk, judge, after, log)
ID = bytes(range(16))
REFS = st.binary(min_size=16, max_size=16)


def fields(**given: Any) -> msgspec.Raw:
    """Return a map of fields as it comes from elsewhere."""
    return msgspec.Raw(encode(given))


def test_every_event_is_in_the_vocabulary_once() -> None:
    """No event of the modules is without a wire name, and no two names mean one event."""
    defined = {
        kind
        for module in MODULES
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Event) and kind.__module__ == module.__name__
    }

    assert set(WIRE.values()) == defined - {Amendment}
    assert len(set(WIRE.values())) == len(WIRE)


@pytest.mark.parametrize(("name", "kind"), sorted(WIRE.items()))
def test_a_wire_name_is_the_words_of_its_type(name: str, kind: type[Event]) -> None:
    """The last word follows a dot, hyphens stand between the others."""
    *words, last = re.findall("[A-Z][a-z]+", kind.__name__)

    assert wire_name(kind) == name == "-".join(words).lower() + "." + last.lower()


@given(events(REFS))
def test_every_event_reads_back_as_it_was_written(event: Event) -> None:
    """Decoding what was encoded gives the same event."""
    assert decode_event(*encode_event(event)) == event


def test_an_unknown_type_is_from_a_newer_version() -> None:
    """A name that is not in the vocabulary is kept for a later version to read."""
    assert decode_event("mood.noted", fields(text="fine")) == Unread("mood.noted", "newer")


@pytest.mark.parametrize(
    "given",
    [
        {"text": "yes", "form": "sung"},
        {"text": "yes", "certainty": "certain"},
        {"text": 5, "form": "sung"},
        {"text": "yes", "form": 5, "certainty": "certain"},
    ],
)
def test_an_unknown_closed_word_is_from_a_newer_version(given: dict[str, object]) -> None:
    """A word that a formula would have to know makes the event one for a later version."""
    assert decode_event("answer.noted", fields(**given)) == Unread("answer.noted", "newer")


def test_a_closed_word_that_may_be_missing_is_closed_all_the_same() -> None:
    """A role that this version does not know is newer, and no role is fine."""
    assert decode_event("contact.updated", fields(contact=ID, role="mentor")) == Unread("contact.updated", "newer")
    assert decode_event("contact.updated", fields(contact=ID, role=None)) == ContactUpdated(contact=ID)


@pytest.mark.parametrize("word", ["website", "review"])
def test_known_closed_words_are_read(word: str) -> None:
    """A closed word that this version knows is read."""
    event = decode_event("prep-step.completed", fields(source=word))

    assert isinstance(event, PrepStepCompleted)
    assert event.source == word


@pytest.mark.parametrize(
    "data",
    [
        encode({}),
        encode({"text": 5}),
        encode({"text": "yes", "form": 5}),
        encode({"text": "yes", "opportunity": b"short"}),
        encode({"text": "yes", "at": "fine", "asked": "text"}),
        encode({5: "yes"}),
        encode(["yes"]),
        b"",
        b"\x81\xa4text\xa2\xff\xff",
        b"\x81\xa4text" + b"\x91" * 100_000 + b"\x00",
    ],
)
def test_what_does_not_fit_is_unreadable(data: bytes) -> None:
    """A missing field, a wrong type, broken text or deep nesting is no event, and no error either."""
    assert decode_event("answer.noted", msgspec.Raw(data)) == Unread("answer.noted", "unreadable")


def test_unknown_fields_are_ignored() -> None:
    """A field that a newer version added does not stop this one."""
    assert decode_event("jot.noted", fields(text="call", colour={"r": 1.5})) == JotNoted(text="call")


@pytest.mark.parametrize(
    "event",
    [
        AnswerRated(answer=ID, criterion=ID, rating=6),
        AnswerRated(answer=b"short", criterion=ID),
        AnswerRated(answer=ID, criterion=ID, rating=4.5),  # type: ignore[arg-type]
        RedFlagRaised(text="late", severity="grave"),  # type: ignore[arg-type]
        JotNoted(text=""),
        JotNoted(text="x" * (MAX_TEXT_BYTES + 1)),
    ],
)
def test_an_event_out_of_bounds_is_not_written(event: Event) -> None:
    """What could not be read back is refused before it is written."""
    with pytest.raises(EventRefusedError, match=wire_name(type(event))):
        encode_event(event)


@pytest.mark.parametrize("text", ["\ud800", "é" * (MAX_TEXT_BYTES // 2 + 1)])
def test_a_text_that_the_journal_cannot_hold_is_refused(text: str) -> None:
    """A lone surrogate, and more than 64 KiB of UTF-8, are refused."""
    with pytest.raises(TextRefusedError):
        encode_event(JotNoted(text=text))


def test_the_longest_text_is_written() -> None:
    """Exactly 64 KiB fit, with whatever else the event holds."""
    event = AnswerNoted(text="é" * (MAX_TEXT_BYTES // 2), asked=ID)

    assert decode_event(*encode_event(event)) == event


def test_a_patch_is_a_map() -> None:
    """A correction whose patch is no map is unreadable."""
    assert decode_event("entry.corrected", fields(target=ID, patch=[1])) == Unread("entry.corrected", "unreadable")
    assert decode_event("entry.corrected", fields(target=ID)) == EntryCorrected(target=ID)


@pytest.mark.parametrize("name", sorted(WIRE))
def test_closed_words_stand_at_the_top_of_an_event(name: str) -> None:
    """Only there is a newer word told from a broken event."""
    event = inspect.type_info(WIRE[name])
    assert isinstance(event, inspect.StructType)
    top = [part for field in event.fields for part in _alternatives(field.type)]

    closed = [kind for kind in kinds(event) if isinstance(kind, inspect.LiteralType)]

    assert closed == [kind for kind in top if isinstance(kind, inspect.LiteralType)]


def _alternatives(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    return kind.types if isinstance(kind, inspect.UnionType) else (kind,)


def test_only_amendments_have_a_target() -> None:
    """A target is never corrected, so no other field may be called so."""
    with_target = {name for name, kind in WIRE.items() if "target" in kind.__struct_fields__}

    assert with_target == {name for name, kind in WIRE.items() if issubclass(kind, Amendment)}
