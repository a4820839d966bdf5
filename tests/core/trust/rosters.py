"""Rosters of every shape: entries forged by members, and journals whose devices come, go and rotate."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from tests.core.people import Person
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.epochs import EpochKeys, open_epoch_keys
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import RosterEntry, decode_statement


def forged(by: DeviceKeys, entry: RosterEntry, **changed: Any) -> RosterEntry:
    """Return ``entry`` with some fields of its statement changed, signed again ``by`` a device."""
    statement = encode(msgspec.structs.replace(decode_statement(entry.statement), **changed))
    return msgspec.structs.replace(entry, statement=statement, signature=by.sign(labels.ROSTER, statement))


def open_all(roster: Roster, keys: DeviceKeys) -> EpochKeys:
    """Return the keys of all epochs of ``roster``. Raises CannotOpenError where ``keys`` do not open each of them."""
    opened = open_epoch_keys(roster, keys)
    for number in range(len(roster.entries)):
        opened.at(number)
    return opened


class Steps:
    """Grows a journal: each step is done by the device at ``place`` among those in good standing."""

    def __init__(self, person: Person) -> None:
        self.person, self.everybody = person, [person.paper]

    def standing(self) -> list[DeviceKeys]:
        """Return the devices in good standing, the eldest first."""
        members = self.person.roster.members
        here = [keys for keys in self.everybody if self.person.roster.is_standing(keys.public.device)]
        return sorted(here, key=lambda keys: (members[keys.public.device].rank, members[keys.public.device].number))

    def take(self, step: str, place: int) -> None:
        """Take ``step``, or another where nobody is left to take it on."""
        here = self.standing()
        by = here[place % len(here)]
        rank = self.person.roster.members[by.public.device].rank
        younger = [keys for keys in here if self.person.roster.members[keys.public.device].rank > rank]
        if step == "admit":
            self.everybody.append(self.person.admit(by))
        elif step == "revoke" and younger:
            self.person.revoke(younger[place % len(younger)], signer=by)
        elif step == "leave" and len(here) > 1:
            self.person.revoke(by, signer=by)
        elif step == "new paper":
            self.everybody.append(self.person.replace_paper(signer=by))
        else:
            self.person.rotate(by)


STEPS = st.tuples(st.sampled_from(["admit", "admit", "revoke", "leave", "new paper", "rotate"]), st.integers(0, 5))


@st.composite
def grown(draw: st.DrawFn, max_steps: int = 6) -> tuple[Person, list[DeviceKeys]]:
    """Return a journal that went through up to ``max_steps`` steps, and every device that it ever had."""
    steps = Steps(Person.make("a journal that grows"))
    for step, place in draw(st.lists(STEPS, max_size=max_steps)):
        steps.take(step, place)
    return steps.person, steps.everybody
