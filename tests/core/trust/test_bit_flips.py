"""No single bit of what travels about trust can change unnoticed."""

from __future__ import annotations

from collections.abc import Callable

from tests.core.flips import flips
from tests.core.people import Person
from twoway_core.errors import PeerError
from twoway_core.trust.auth import check_sign_in, sign_in
from twoway_core.trust.epochs import open_name, seal_name
from twoway_core.trust.pairing import Channel, Reveal
from twoway_core.trust.roster import found
from twoway_core.trust.statements import decode_roster_entry, encode_roster_entry

PERSON = Person.make("bit flips of trust")
PHONE = PERSON.admit(name="phone")
GENESIS, ADDED = PERSON.roster.entries


def refusals(data: bytes, take: Callable[[bytes], object]) -> set[str]:
    """Return what ``take`` says to ``data`` with each of its bits flipped; unchanged it is taken."""
    take(data)
    return {refusal(each, take) for each in flips(data)}


def refusal(data: bytes, take: Callable[[bytes], object]) -> str:
    """Return the name of the refusal of ``data``."""
    try:
        take(data)
    except PeerError as error:
        return type(error).__name__
    return "taken"


def test_every_bit_of_a_genesis_counts() -> None:
    """Whatever is changed in the first entry, it founds nothing."""
    said = refusals(encode_roster_entry(GENESIS), lambda data: found([decode_roster_entry(data)]))

    assert said == {"MalformedError", "UnsupportedError", "BadKeyError", "BadSignatureError"}


def test_every_bit_of_an_entry_that_adds_a_device_counts() -> None:
    """Whatever is changed in a later entry, it extends nothing."""
    founded = found([GENESIS])

    said = refusals(encode_roster_entry(ADDED), lambda data: founded.extended([decode_roster_entry(data)]))

    assert said == {"MalformedError", "UnsupportedError", "BadKeyError", "BadRosterError", "BadSignatureError"}


def test_every_bit_of_a_sign_in_counts() -> None:
    """A changed answer to a challenge signs nobody in."""
    answer = sign_in(PHONE, "https://twoway.example", PERSON.journal, bytes(32))

    def take(signature: bytes) -> None:
        check_sign_in(PHONE.public, "https://twoway.example", PERSON.journal, bytes(32), signature)

    assert refusals(answer, take) == {"BadSignatureError"}


def test_every_bit_of_a_pairing_slot_counts() -> None:
    """Who holds the mailbox and not the words can change nothing in it."""
    channel = Channel(bytes(13))

    said = refusals(channel.seal(Reveal(bytes(16)), PERSON.chance), lambda data: channel.open(Reveal, data))

    assert said == {"CannotOpenError"}


def test_every_bit_of_a_sealed_name_counts() -> None:
    """A changed name does not open."""
    device = PHONE.public.device
    sealed = seal_name(PERSON.key, PERSON.journal, device, "phone", PERSON.chance)

    said = refusals(sealed, lambda data: open_name(PERSON.key, PERSON.journal, device, data))

    assert said == {"CannotOpenError"}
