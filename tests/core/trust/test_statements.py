"""What a roster entry says, and the bytes that carry it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.people import Person
from twoway_core.codec import encode
from twoway_core.errors import MalformedError, UnsupportedError
from twoway_core.sealing import labels
from twoway_core.trust.statements import (
    MAX_BOXES,
    MAX_CUTOFFS,
    MAX_ROSTER_ENTRY_BYTES,
    MAX_SEALED_NAME_BYTES,
    MAX_STATEMENT_BYTES,
    Box,
    Boxes,
    Cutoff,
    DeviceAdded,
    DeviceRevoked,
    EpochRotated,
    Genesis,
    PaperReplaced,
    RosterEntry,
    decode_boxes,
    decode_roster_entry,
    decode_statement,
    encode_roster_entry,
    journal_id,
)

PERSON = Person.make("statements")
PHONE = PERSON.admit(name="phone")
PERSON.revoke(PHONE, cutoffs=[Cutoff(bytes(16), 1, bytes(32))])
PERSON.rotate()
PERSON.replace_paper(PERSON.paper)
GENESIS, ADDED, REVOKED, ROTATED, REPLACED = PERSON.roster.entries
KINDS: dict[str, RosterEntry] = {
    "genesis": GENESIS,
    "device added": ADDED,
    "device revoked": REVOKED,
    "epoch rotated": ROTATED,
    "paper replaced": REPLACED,
}
BYTES = st.binary(max_size=60)


@given(st.builds(RosterEntry, BYTES, st.binary(min_size=64, max_size=64), BYTES, BYTES))
def test_what_was_encoded_decodes_to_the_same(entry: RosterEntry) -> None:
    """Decoding undoes encoding, whatever the parts hold."""
    assert decode_roster_entry(encode_roster_entry(entry)) == entry


@given(st.binary(max_size=80))
def test_whatever_comes_is_a_roster_entry_or_is_malformed(data: bytes) -> None:
    """Arbitrary bytes are an entry's one encoding, or are refused by the one error."""
    try:
        entry = decode_roster_entry(data)
    except MalformedError:
        return

    assert encode_roster_entry(entry) == data


@given(st.binary(max_size=80))
def test_whatever_comes_as_a_statement_ends_in_a_typed_error(data: bytes) -> None:
    """A statement's bytes come from elsewhere, and are refused by the one error."""
    with pytest.raises(MalformedError):
        decode_statement(data)


def test_every_kind_of_statement_is_read() -> None:
    """The tag tells what a statement says."""
    kinds = [type(decode_statement(entry.statement)) for entry in KINDS.values()]

    assert kinds == [Genesis, DeviceAdded, DeviceRevoked, EpochRotated, PaperReplaced]


@pytest.mark.parametrize("entry", KINDS.values(), ids=KINDS)
def test_another_format_is_unsupported(entry: RosterEntry) -> None:
    """Another format number of the same layout is told apart from damage."""
    statement = msgspec.structs.replace(decode_statement(entry.statement), format=2)

    with pytest.raises(UnsupportedError, match="format 2 "):
        decode_statement(encode(statement))


@pytest.mark.parametrize(
    "changed",
    [
        {"journal": bytes(15)},
        {"previous": bytes(31)},
        {"signer": bytes(17)},
        {"signing": bytes(31)},
        {"agreement": bytes(33)},
        {"name": bytes(257)},
        {"boxes": b""},
    ],
    ids=repr,
)
def test_a_statement_with_a_field_out_of_its_bounds_is_malformed(changed: dict[str, Any]) -> None:
    """Every field has its length."""
    with pytest.raises(MalformedError):
        decode_statement(encode(msgspec.structs.replace(decode_statement(ADDED.statement), **changed)))


BAD_FIELDS: dict[str, tuple[RosterEntry, dict[str, Any]]] = {
    "nobody revoked": (REVOKED, {"revoked": []}),
    "65 revoked": (REVOKED, {"revoked": [bytes(16)] * 65}),
    "a revoked id of 15 bytes": (REVOKED, {"revoked": [bytes(15)]}),
    "101 cut-offs": (REVOKED, {"cutoffs": [Cutoff(bytes(16), 1, bytes(32))] * 101}),
    "a cut-off at number 0": (REVOKED, {"cutoffs": [Cutoff(bytes(16), 0, bytes(32))]}),
    "a cut-off at number 2^53": (REVOKED, {"cutoffs": [Cutoff(bytes(16), 2**53, bytes(32))]}),
    "a cut-off on a chain of 17 bytes": (REVOKED, {"cutoffs": [Cutoff(bytes(17), 1, bytes(32))]}),
    "a cut-off at a hash of 31 bytes": (REVOKED, {"cutoffs": [Cutoff(bytes(16), 1, bytes(31))]}),
    "a revoker of 15 bytes": (REVOKED, {"signer": bytes(15)}),
    "a commitment of 31 bytes": (REVOKED, {"commitment": bytes(31)}),
    "a key before of 79 bytes": (ROTATED, {"previous_key": bytes(79)}),
    "a key before of 81 bytes": (ROTATED, {"previous_key": bytes(81)}),
    "a new commitment of 33 bytes": (ROTATED, {"commitment": bytes(33)}),
    "65 papers revoked": (REPLACED, {"revoked": [bytes(16)] * 65}),
    "a paper's signing key of 31 bytes": (REPLACED, {"signing": bytes(31)}),
    "a paper's key before of no bytes": (REPLACED, {"previous_key": b""}),
}


@pytest.mark.parametrize(("entry", "changed"), BAD_FIELDS.values(), ids=BAD_FIELDS)
def test_a_later_statement_with_a_field_out_of_its_bounds_is_malformed(
    entry: RosterEntry, changed: dict[str, Any]
) -> None:
    """Every field of what revokes and renews has its length, and every list its bounds."""
    with pytest.raises(MalformedError):
        decode_statement(encode(msgspec.structs.replace(decode_statement(entry.statement), **changed)))


def test_the_largest_revocation_fits() -> None:
    """64 devices, 100 cut-offs and 64 boxes stay within a statement and an entry."""
    cutoffs = [Cutoff(bytes(16), 2**53 - 1, bytes(32))] * MAX_CUTOFFS
    largest = {"revoked": [bytes(16)] * MAX_BOXES, "cutoffs": cutoffs}
    statement = encode(msgspec.structs.replace(decode_statement(REVOKED.statement), **largest))
    boxes = encode(Boxes([Box(bytes(16), bytes(80))] * MAX_BOXES))
    entry = RosterEntry(statement, bytes(64), b"", boxes)

    assert len(statement) <= MAX_STATEMENT_BYTES
    assert encode(decode_statement(statement)) == statement
    assert decode_roster_entry(encode_roster_entry(entry)) == entry


def test_a_statement_that_is_not_known_is_malformed() -> None:
    """Nothing after it could be judged, so it is not passed over."""
    with pytest.raises(MalformedError, match="message"):
        decode_statement(encode(["device.renamed", 1, bytes(16)]))


def test_the_limits_of_the_format_are_numbers_that_do_not_change() -> None:
    """Every implementation of the format has the same ones."""
    limits = (MAX_STATEMENT_BYTES, MAX_ROSTER_ENTRY_BYTES, MAX_BOXES, MAX_CUTOFFS, MAX_SEALED_NAME_BYTES)

    assert limits == (8192, 16_384, 64, 100, 256)


def test_a_statement_has_at_most_8_kib() -> None:
    """A longer one is refused unread."""
    with pytest.raises(MalformedError, match="longer"):
        decode_statement(bytes(MAX_STATEMENT_BYTES + 1))


def test_a_roster_entry_has_at_most_16_kib() -> None:
    """The largest entry is read; a byte more is refused."""
    spare = MAX_ROSTER_ENTRY_BYTES - len(encode_roster_entry(RosterEntry(b"", bytes(64), b"", bytes(256))))
    largest = RosterEntry(b"", bytes(64), b"", bytes(256 + spare))

    assert len(encode_roster_entry(largest)) == MAX_ROSTER_ENTRY_BYTES
    assert decode_roster_entry(encode_roster_entry(largest)) == largest
    with pytest.raises(MalformedError, match="longer"):
        decode_roster_entry(encode_roster_entry(RosterEntry(b"", bytes(64), b"", bytes(257 + spare))))


def test_boxes_are_those_that_were_signed() -> None:
    """The statement names the boxes by their hash, so nobody can put others beside it."""
    statement = decode_statement(ADDED.statement)

    assert len(decode_boxes(ADDED, statement.boxes)) == 1
    with pytest.raises(MalformedError, match="signed"):
        decode_boxes(msgspec.structs.replace(ADDED, boxes=GENESIS.boxes), statement.boxes)


@pytest.mark.parametrize(("count", "taken"), [(0, True), (MAX_BOXES, True), (MAX_BOXES + 1, False)])
def test_an_entry_has_at_most_64_boxes(count: int, taken: bool) -> None:
    """More boxes than a roster may have active devices are refused."""
    boxes = encode(Boxes([Box(bytes(16), b"")] * count))
    entry, signed = msgspec.structs.replace(ADDED, boxes=boxes), sha256(labels.BOXES + boxes).digest()

    if taken:
        assert len(decode_boxes(entry, signed)) == count
    else:
        with pytest.raises(MalformedError):
            decode_boxes(entry, signed)


def test_an_entry_is_named_by_its_statement() -> None:
    """The hash covers the statement, which covers the boxes; the journal is named after the first."""
    resigned = msgspec.structs.replace(GENESIS, signature=bytes(64))

    assert resigned.hash == GENESIS.hash == sha256(labels.ROSTER + GENESIS.statement).digest()
    assert journal_id(GENESIS) == GENESIS.hash[:16] == PERSON.journal
