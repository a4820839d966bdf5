"""Guests of invitations: who of them is known here, and whom the person says that one meets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from twoway_client.desk import Batch, Desk
from twoway_client.errors import UsageRefusal
from twoway_client.importing.records import key_of
from twoway_client.output import visible
from twoway_core.events.case import ContactAdded
from twoway_core.events.log import Imported
from twoway_core.exchange.calendar_in import Guest, Invitation
from twoway_core.journal.state import Case, Mine

_CHOICE = re.compile(r"\d+(?:[\s,]+\d+)*")


@dataclass(slots=True)
class Guests:
    """``known``: address -> contact. ``chosen``: new people, as said; ``left``: guests who are nobody here."""

    known: dict[str, bytes] = field(default_factory=dict)
    chosen: list[Guest] = field(default_factory=list)
    left: list[Guest] = field(default_factory=list)

    def contacts(self, invitation: Invitation) -> tuple[bytes, ...]:
        """Return the contacts among the guests of ``invitation``, each once."""
        found = [self.known[one.address] for one in invitation.guests if one.address in self.known]
        return tuple(dict.fromkeys(found))

    def add(self, batch: Batch, case: Case) -> list[Imported]:
        """Add the chosen to ``batch`` as people of ``case``; return what to record of them."""
        made = []
        for one in self.chosen:
            name = batch.add(ContactAdded(opportunity=case.id, name=one.name, channel=_channel(one)))
            self.known[one.address] = name
            made.append(Imported(entry=name, key=guest_key(one)))
        return made


def guest_key(guest: Guest) -> bytes:
    """Return the key under which a guest is recorded."""
    return key_of("guest", guest.address)


def sort_guests(
    desk: Desk,
    mine: Mine,
    case: Case,
    invitations: Iterable[Invitation],
    things: dict[bytes, Imported],
    wish: str | None,
) -> Guests:
    """Return who of all guests is known, and whom to add: ``wish`` is all, none, or numbers; asked for without.

    Raises UsageRefusal.
    """
    guests = Guests()
    contacts = mine.contacts | case.contacts
    by_name = {contact.name.casefold(): contact.id for contact in contacts.values()}
    new: dict[str, Guest] = {}
    for guest in (one for invitation in invitations for one in invitation.guests):
        thing = things.get(guest_key(guest))
        contact = thing.entry if thing is not None and thing.entry in contacts else by_name.get(guest.name.casefold())
        if contact is not None:
            guests.known[guest.address] = contact
        else:
            new.setdefault(guest.address, guest)
    some = list(new.values())
    guests.chosen = _chosen(desk, some, wish) if some else []
    guests.left = [one for one in some if one not in guests.chosen]
    return guests


def _chosen(desk: Desk, some: list[Guest], wish: str | None) -> list[Guest]:
    if wish is None and desk.prompts.can_ask:
        for number, guest in enumerate(some, 1):
            desk.output.talk(f"  {number}  {visible(guest.name)} {visible(guest.address)}".rstrip())
        wish = desk.prompts.line("Whom of them do you meet? Numbers, all, or Enter for none: ", "the guests")
    words = (wish or "none").strip().casefold()
    if words in ("all", "none"):
        return some if words == "all" else []
    numbers = [int(word) for word in re.split(r"[\s,]+", words)] if _CHOICE.fullmatch(words) else [0]
    if not all(1 <= number <= len(some) for number in numbers):
        raise UsageRefusal(
            f'"{wish}" names no guests: there are {len(some)}.', mend="--guests all, --guests none or --guests 1,2"
        )
    return [some[number - 1] for number in dict.fromkeys(numbers)]


def _channel(guest: Guest) -> str:
    return f"mail: {guest.address}" if "@" in guest.address else ""
