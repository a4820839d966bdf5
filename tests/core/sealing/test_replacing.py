"""Replacing bodies: a text goes, the segment stands, and nobody can pass off another text."""

from __future__ import annotations

import msgspec
import pytest

from tests.core.people import Person
from twoway_core.errors import BadSignatureError, CannotOpenError, MalformedError
from twoway_core.sealing import labels
from twoway_core.sealing.replacing import (
    Replacement,
    bare_leaves,
    check_replacement,
    destroyed,
    replace,
    replacement_message,
    reseal,
    restored,
)
from twoway_core.sealing.segment import Segment, check_segment, leaf, open_segment

PERSON = Person.make("replacing")
PHONE, LAPTOP = PERSON.admit(), PERSON.admit()
SEGMENT = PERSON.write(PHONE, PERSON.tip(PHONE), [b"one", b"two", b"three"])
TEXT = open_segment(SEGMENT, PERSON.key)
MINE, THIEFS = b"m" * 16, b"t" * 16


def resealed(places: dict[int, bytes]) -> Segment:
    """Return the segment with bare leaves at ``places``."""
    return reseal(SEGMENT, destroyed(TEXT, places), PERSON.key, PERSON.chance)


def test_a_destroyed_text_is_gone_and_every_signature_holds() -> None:
    """The new body opens under the old header, without the text and without its blind."""
    segment = resealed({1: MINE})

    check_segment(segment, PERSON.journal, PHONE.public)
    opened = open_segment(segment, PERSON.key)
    assert segment.hash == SEGMENT.hash
    assert segment.body != SEGMENT.body
    assert opened.items == [TEXT.items[0], (b"", leaf(*TEXT.items[1]) + MINE), TEXT.items[2]]
    assert bare_leaves(opened) == {1: MINE}


def test_a_text_is_destroyed_once() -> None:
    """A leaf that is bare already keeps the erasure that it names."""
    once = destroyed(TEXT, {1: MINE})

    assert destroyed(once, {1: THIEFS, 2: THIEFS}).items[1] == once.items[1]


def test_two_sealings_of_one_text_share_nothing() -> None:
    """Each body has a key of its own, by a fresh salt."""
    assert resealed({1: MINE}).body[:32] != resealed({1: MINE}).body[:32]


def test_a_text_that_is_not_the_signed_one_is_not_sealed() -> None:
    """A leaf that is not the entry's would make a body that nobody can open."""
    other = msgspec.structs.replace(TEXT, items=[(b"", bytes(32) + MINE), *TEXT.items[1:]])

    with pytest.raises(CannotOpenError, match="signed"):
        reseal(SEGMENT, other, PERSON.key, PERSON.chance)


def test_texts_come_back_where_their_erasure_does_not_count() -> None:
    """What was destroyed for a good reason stays destroyed, also where the other body holds it."""
    bare = destroyed(destroyed(TEXT, {0: MINE}), {1: THIEFS})

    back = restored(bare, TEXT, {MINE})

    assert back.items == [bare.items[0], TEXT.items[1], TEXT.items[2]]


def test_a_text_that_is_here_stays_when_the_other_body_lacks_it() -> None:
    """Nothing is lost by taking what another device holds."""
    assert restored(TEXT, destroyed(TEXT, {0: THIEFS}), set()) == TEXT


def test_a_bare_leaf_takes_the_reason_that_counts() -> None:
    """Where both bodies lack a text, the leaf of the other one may name an erasure that counts."""
    mine, theirs = destroyed(TEXT, {0: THIEFS}), destroyed(TEXT, {0: MINE})

    assert bare_leaves(restored(mine, theirs, {MINE})) == {0: MINE}


def test_a_replacement_is_signed_by_the_device_that_made_it() -> None:
    """Any device of the journal may replace the body of any other's segment."""
    replacement = replace(resealed({0: MINE}), LAPTOP)

    check_replacement(replacement, LAPTOP.public)
    assert (replacement.segment, replacement.device) == (SEGMENT.hash, LAPTOP.public.device)


@pytest.mark.parametrize("change", [{"segment": bytes(32)}, {"body": SEGMENT.body[:-1] + b"\0"}])
def test_a_replacement_for_something_else_is_refused(change: dict[str, bytes]) -> None:
    """The signature binds the segment and the new body."""
    replacement = msgspec.structs.replace(replace(SEGMENT, LAPTOP), **change)

    with pytest.raises(BadSignatureError):
        check_replacement(replacement, LAPTOP.public)


def test_a_replacement_by_another_device_is_refused() -> None:
    """The signer is named, and is the one that was asked for."""
    replacement = replace(SEGMENT, LAPTOP)
    renamed = msgspec.structs.replace(replacement, device=PHONE.public.device)

    for each in (replacement, renamed):
        with pytest.raises(BadSignatureError):
            check_replacement(each, PHONE.public)


def test_nobody_signs_in_the_name_of_another_device() -> None:
    """A replacement that names one device and was signed by another is neither's."""
    message = replacement_message(PHONE.public.device, SEGMENT.hash, SEGMENT.body)
    lie = Replacement(SEGMENT.hash, SEGMENT.body, PHONE.public.device, LAPTOP.sign(labels.REPLACE, message))

    for public in (LAPTOP.public, PHONE.public):
        with pytest.raises(BadSignatureError):
            check_replacement(lie, public)


def test_a_body_that_fills_no_bucket_is_refused() -> None:
    """The size of a body tells one of ten, no more."""
    replacement = replace(Segment(SEGMENT.header_bytes, SEGMENT.signature, SEGMENT.body + b"\0"), LAPTOP)

    with pytest.raises(MalformedError, match="bucket"):
        check_replacement(Replacement(*msgspec.structs.astuple(replacement)), LAPTOP.public)
