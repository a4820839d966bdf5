"""The people of one opportunity: what they are called on a screen, and what their word is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from twoway_core.analysis.evidence import Source
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.events.base import Role
from twoway_core.journal.items import Contact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.view import Id, View

NOBODY_NAMED = "somebody"

_SOURCES: dict[Role, Source] = {
    "boss": "boss",
    "peer": "peer",
    "report": "peer",
    "leader": "leader",
    "ex-employee": "ex-employee",
    "predecessor": "ex-employee",
    "hr": "recruiter",
    "recruiter": "recruiter",
    "other": "recruiter",
}
_REPORT_TO_THE_BOSS: set[Role] = {"peer", "predecessor"}
_ROLE_WORDS: dict[Role, str] = {
    "boss": "your future boss",
    "peer": "a future peer",
    "report": "a future report",
    "leader": "a leader",
    "ex-employee": "a former employee",
    "predecessor": "your predecessor",
    "hr": "the personnel office",
    "recruiter": "the recruiter",
    "other": "somebody whose role is not known",
}


class Person(View, frozen=True, kw_only=True):
    """A contact as views name one: ``name`` is short, and one of a kind in this opportunity."""

    id: Id
    name: str
    role: str
    boss: bool


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of one opportunity, and whoever belongs to none."""

    contacts: dict[bytes, Contact]
    names: dict[bytes, str]

    def name(self, contact: bytes | None) -> str:
        """Return the short name, or a word for somebody who is not named or not here."""
        return NOBODY_NAMED if contact is None else self.names.get(contact, NOBODY_NAMED)

    def role(self, contact: bytes | None) -> Role:
        """Return the role; a contact who will be the boss is the boss, whatever else was said."""
        known = self.contacts.get(contact) if contact is not None else None
        if known is None:
            return "other"
        return "boss" if known.is_boss else known.role

    def role_words(self, contact: bytes | None) -> str:
        """Return the role as words: your future boss, the recruiter."""
        return _ROLE_WORDS[self.role(contact)]

    def source(self, contact: bytes | None) -> Source:
        """Return what kind of source the contact is."""
        return _SOURCES[self.role(contact)]

    def is_boss(self, contact: bytes | None) -> bool:
        """Return whether the contact would be my boss."""
        return self.role(contact) == "boss"

    def knows_boss(self, contact: bytes | None) -> bool:
        """Return whether the contact is the boss or reports to the boss; a peer does, unless said otherwise."""
        if contact is None or contact not in self.contacts:
            return False
        if self.is_boss(contact):
            return True
        above = self.contacts[contact].event.reports_to
        return self.is_boss(above) if above is not None else self.role(contact) in _REPORT_TO_THE_BOSS

    def person(self, contact: bytes) -> Person:
        """Return the contact as a view shows one."""
        return Person(id=Id(contact), name=self.name(contact), role=self.role(contact), boss=self.is_boss(contact))

    def weighty(self, contacts: Iterable[bytes], settings: Settings = DEFAULTS) -> list[bytes]:
        """Return ``contacts``, the boss first, then by what their word is worth, then as given."""
        worth = {
            "boss": settings.boss,
            "peer": settings.peer,
            "ex-employee": settings.ex_employee,
            "leader": settings.leader,
            "recruiter": settings.recruiter,
        }
        return sorted(
            dict.fromkeys(contacts), key=lambda one: (not self.is_boss(one), -worth.get(self.source(one), 0.0))
        )


def people_of(mine: Mine, case: Case) -> People:
    """Return the people of ``case``, in the order in which they were added."""
    contacts = mine.contacts | case.contacts
    firsts = {key: _first(contact.name) for key, contact in contacts.items()}
    alike = Counter(first.casefold() for first in firsts.values())
    names = {
        key: first if alike[first.casefold()] == 1 else " ".join(contacts[key].name.split())
        for key, first in firsts.items()
    }
    return People(dict(sorted(contacts.items())), names)


def _first(name: str) -> str:
    words = name.split()
    return words[0] if words else name


def listed(names: Iterable[str]) -> str:
    """Return ``names`` as words: Ana, Ana and Ben, Ana, Ben and Carla."""
    every = list(names)
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)
