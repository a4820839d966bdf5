"""No single bit of a sealed segment can change unnoticed."""

from __future__ import annotations

from tests.core.flips import flips
from tests.core.people import Person
from twoway_core.errors import PeerError
from twoway_core.sealing.segment import Segment, check_segment, open_segment

PERSON = Person.make("bit flips")
PHONE = PERSON.admit()
SEGMENT = PERSON.write(PHONE, PERSON.tip(PHONE), [b"a note nobody else may read"])


def outcome(segment: Segment) -> str:
    """Return what becomes of ``segment`` on arrival: the name of the refusal, or that it was opened."""
    try:
        check_segment(segment, PERSON.journal, PHONE.public)
        open_segment(segment, PERSON.key)
    except PeerError as error:
        return type(error).__name__
    return "opened"


def test_the_segment_itself_opens() -> None:
    """Unchanged, it is checked and opened; the refusals below are for the one bit."""
    assert outcome(SEGMENT) == "opened"


def test_every_bit_of_a_header_counts() -> None:
    """A changed header is malformed, unsupported, or not what was signed."""
    changed = {outcome(Segment(data, SEGMENT.signature, SEGMENT.body)) for data in flips(SEGMENT.header_bytes)}

    assert changed == {"MalformedError", "UnsupportedError", "BadSignatureError"}


def test_every_bit_of_a_signature_counts() -> None:
    """A changed signature does not verify."""
    changed = {outcome(Segment(SEGMENT.header_bytes, data, SEGMENT.body)) for data in flips(SEGMENT.signature)}

    assert changed == {"BadSignatureError"}


def test_every_bit_of_a_body_counts() -> None:
    """A changed body does not open, and nothing of it is released."""
    changed = {outcome(Segment(SEGMENT.header_bytes, SEGMENT.signature, data)) for data in flips(SEGMENT.body)}

    assert changed == {"CannotOpenError"}
