"""Segments: sealed by TypeScript and read by Python, and the other way round; destroyed texts as well."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.people import Person
from tests.web.line import ask
from tests.web.node import Node
from twoway_core.codec import decode_canonical, encode
from twoway_core.errors import PeerError
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.replacing import Replacement, bare_leaves, check_replacement
from twoway_core.sealing.segment import MAX_ENTRIES, Header, Seen, Segment, check_segment, decode_header, open_segment
from twoway_core.sealing.writer import cut
from twoway_core.sync.limits import MAX_REQUEST_BYTES
from twoway_core.sync.messages import wire

PERSON = Person.make("segments both ways")
PHONE = PERSON.admit()
A_FEW = settings(max_examples=25, deadline=None)
ENTRIES = st.lists(st.binary(max_size=300), max_size=12) | st.sampled_from([[b"x" * 120_000], [b"e"] * MAX_ENTRIES])
HEADS = st.lists(
    st.builds(
        Seen,
        st.binary(min_size=16, max_size=16),
        st.binary(min_size=16, max_size=16),
        st.integers(1, 2**53 - 1),
        st.binary(min_size=32, max_size=32),
    ),
    max_size=6,
)


def sealed_there(node: Node, keys: DeviceKeys, entries: Sequence[bytes], seen: Sequence[Seen] = ()) -> Segment:
    """Return the first segment of a chain, as TypeScript seals it."""
    first = PERSON.chance(32)
    place = {"journal": PERSON.journal, "first": first, "previous": first, "number": 1, "roster": PERSON.roster.head}
    sealed = ask(node, "segment.write", keys=keys.secret, key=PERSON.key.secret, entries=entries, seen=seen, **place)
    return Segment(sealed["header"], sealed["signature"], sealed["body"])


def read_there(node: Node, segments: Sequence[Segment]) -> list[dict[str, object]]:
    """Return what TypeScript makes of segments of the phone."""
    public = {"signing": PHONE.public.signing, "agreement": PHONE.public.agreement}
    known = {"journal": PERSON.journal, "key": PERSON.key.secret}
    answers: list[dict[str, object]] = ask(
        node, "segment.read", segments=[wire(each) for each in segments], **public, **known
    )
    return answers


def read_here(segment: Segment) -> dict[str, object]:
    """Return what Python makes of a segment of the phone, as it comes over the line."""
    try:
        check_segment(segment, PERSON.journal, PHONE.public)
        text = open_segment(segment, PERSON.key)
    except PeerError as error:
        return {"refused": type(error).__name__}
    seen = [
        {"device": each.device, "chain": each.chain, "number": each.number, "hash": each.hash} for each in text.seen
    ]
    return {"is": {"items": [list(item) for item in text.items], "seenBlind": text.seen_blind, "seen": seen}}


@given(ENTRIES, HEADS)
@A_FEW
def test_a_segment_that_typescript_seals_is_read_here(node: Node, entries: list[bytes], seen: list[Seen]) -> None:
    """Header, signature, leaves, padding and body are those of the format."""
    segment = sealed_there(node, PHONE, entries, seen)

    check_segment(segment, PERSON.journal, PHONE.public)
    opened = open_segment(segment, PERSON.key)
    assert [entry for _, entry in opened.items] == entries
    assert opened.seen == seen
    assert len({blind for blind, _ in opened.items} | {opened.seen_blind}) == len(entries) + 1


@given(ENTRIES, HEADS)
@A_FEW
def test_a_segment_that_python_seals_is_read_there(node: Node, entries: list[bytes], seen: list[Seen]) -> None:
    """TypeScript reads the same text, in bodies of every size."""
    segment = PERSON.write(PHONE, PERSON.tip(PHONE), entries, seen=seen)

    assert read_there(node, [segment]) == [read_here(segment)]
    assert "is" in read_here(segment)


@given(st.data())
@A_FEW
def test_a_flipped_bit_is_refused_alike(node: Node, data: st.DataObject) -> None:
    """Wherever a bit of a segment is flipped, both refuse it, by the same error."""
    whole = PERSON.write(PHONE, PERSON.tip(PHONE), [b"one", b"two"])
    parts = (whole.header_bytes, whole.signature, whole.body)
    flipped = []
    for place in data.draw(st.lists(st.integers(0, 8 * sum(map(len, parts)) - 1), min_size=30, max_size=30)):
        changed = bytearray(b"".join(parts))
        changed[place // 8] ^= 1 << place % 8
        header, signature = len(parts[0]), len(parts[0]) + len(parts[1])
        flipped.append(Segment(bytes(changed[:header]), bytes(changed[header:signature]), bytes(changed[signature:])))

    there = read_there(node, flipped)

    assert there == [read_here(each) for each in flipped]
    assert all("refused" in answer for answer in there)


@given(st.lists(st.binary(max_size=3), max_size=20).map(b"".join))
@A_FEW
def test_a_header_is_refused_alike(node: Node, noise: bytes) -> None:
    """Whatever stands where a header should be, both say the same of it."""
    header = PERSON.write(PHONE, PERSON.tip(PHONE)).header_bytes
    tried = [noise, b"\x9a" + noise, b"\x9a\x01" + noise, header[:1] + noise + header[1:], header + noise]
    short = [each for each in tried if len(each) <= 256]

    there = ask(node, "header.read", data=short)

    assert [says(answer) for answer in there] == [said_of(each) for each in short]


def says(answer: dict[str, str]) -> str:
    """Return by which error an answer refuses, or that it does not."""
    return answer.get("refused", "taken")


def said_of(header: bytes) -> str:
    """Return by which error Python refuses a header, or that it does not."""
    try:
        decode_header(header)
    except PeerError as error:
        return type(error).__name__
    return "taken"


def test_a_header_is_the_same_bytes_in_both(node: Node) -> None:
    """What TypeScript makes of its fields is what Python signed."""
    header = PERSON.write(PHONE, PERSON.tip(PHONE)).header

    assert ask(node, "wire.write", kind="Header", value=header) == encode(header)
    assert isinstance(header, Header)


@given(st.lists(st.integers(0, 30_000), max_size=60) | st.just([40] * 1100), st.integers(0, 512))
@A_FEW
def test_both_cut_at_the_same_places(node: Node, sizes: list[int], seen: int) -> None:
    """Of the same entries, both fill the same segments."""
    runs = [len(run) for run in cut([bytes(size) for size in sizes], seen)]

    assert ask(node, "segment.cut", sizes=sizes, seen=seen) == runs


@pytest.mark.parametrize("place", [0, 1])
def test_a_text_that_typescript_destroyed_is_a_bare_leaf_here(node: Node, place: int) -> None:
    """The new body bears a signature that holds, opens, and names the erasure; the segment keeps its hash."""
    whole = sealed_there(node, PHONE, [b"one", b"two"])
    erasure = PERSON.chance(16)

    made = ask(
        node,
        "segment.destroy",
        keys=PERSON.paper.secret,
        key=PERSON.key.secret,
        segment=wire(whole),
        place=place,
        erasure=erasure,
    )

    parts = encode([made["segment"], made["body"], made["device"], made["signature"]])
    replacement = decode_canonical(Replacement, parts, MAX_REQUEST_BYTES)
    check_replacement(replacement, PERSON.paper.public)
    assert replacement.segment == whole.hash
    opened = open_segment(Segment(whole.header_bytes, whole.signature, replacement.body), PERSON.key)
    assert bare_leaves(opened) == {place: erasure}
    assert opened.items[1 - place] == open_segment(whole, PERSON.key).items[1 - place]
