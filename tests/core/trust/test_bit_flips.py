"""No single bit of what travels about trust can change unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from tests.core.flips import flips
from tests.core.people import Person, cutoff_at
from tests.core.trust.rosters import open_all
from twoway_core.errors import PeerError
from twoway_core.trust.auth import check_sign_in, sign_in
from twoway_core.trust.names import open_name, seal_name
from twoway_core.trust.pairing import Channel, Reveal
from twoway_core.trust.roster import found
from twoway_core.trust.statements import decode_roster_entry, encode_roster_entry

PERSON = Person.make("bit flips of trust")
PHONE = PERSON.admit(name="phone")
LAPTOP = PERSON.admit(name="laptop")
PERSON.revoke(LAPTOP, signer=PHONE, cutoffs=[cutoff_at(PERSON.write_chain(LAPTOP, 1)[0])])
PERSON.rotate(PHONE)
PERSON.replace_paper(PERSON.paper)
RUN = PERSON.roster.entries
GENESIS = RUN[0]
LATER: dict[str, int] = {"device.added": 1, "device.revoked": 3, "epoch.rotated": 4, "paper.replaced": 5}


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


@pytest.mark.parametrize(("tag", "number"), LATER.items(), ids=LATER)
def test_every_bit_of_a_later_entry_counts(tag: str, number: int) -> None:
    """Whatever is changed in an entry that adds, revokes, rotates or replaces, it extends nothing."""
    before, entry = found(RUN[:number]), encode_roster_entry(RUN[number])

    said = refusals(entry, lambda data: before.extended([decode_roster_entry(data)]))

    assert RUN[number].statement[2:].startswith(tag.encode())
    assert said == {"MalformedError", "UnsupportedError", "BadRosterError", "BadSignatureError"}


@pytest.mark.parametrize("number", [3, 4, 5], ids=["device.revoked", "epoch.rotated", "paper.replaced"])
def test_every_bit_of_a_box_of_a_later_epoch_counts(number: int) -> None:
    """A changed box opens to nothing, also where somebody in good standing had signed it."""
    roster = found(RUN[: number + 1])
    box = next(box for box in roster.boxes[number] if box.device == PHONE.public.device)

    def take(sealed: bytes) -> None:
        roster.boxes[number] = [msgspec.structs.replace(box, sealed=sealed)]
        open_all(roster, PHONE)

    assert refusals(box.sealed, take) == {"NotGivenError"}


@pytest.mark.parametrize("number", [3, 4, 5], ids=["device.revoked", "epoch.rotated", "paper.replaced"])
def test_every_bit_of_a_key_before_counts(number: int) -> None:
    """A changed key of the epoch before opens to nothing, whoever signed it."""
    roster = found(RUN[: number + 1])
    roster.boxes[:number] = [[] for _ in range(number)]  # as for a device that came last
    last = roster.epochs[-1]

    def take(sealed: bytes) -> None:
        roster.epochs[-1] = replace(last, previous_key=sealed)
        open_all(roster, PHONE)

    assert last.previous_key in RUN[number].statement
    assert refusals(last.previous_key, take) == {"NotGivenError"}


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
