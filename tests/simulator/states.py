"""States: what ``verify`` names must have happened, and what happened and can be known must be named."""

from __future__ import annotations

from typing import Any

from twoway_core.ids import DeviceId
from twoway_core.trust.roster import Roster

from .copies import Copy
from .crash import Broken
from .oracle import Sight
from .world import World

_CAUSES = {
    "fork": {"cloned", "restored"},
    "quarantine": {"revoked", "forked", "server"},
    "missing": {"restored", "server", "lost"},
    "rollback": {"restored", "server"},
}
"""What has to have befallen somebody for a state."""
_CALM = {"stale", "restored"}


def check_states(world: World, roster: Roster, copy: Copy, sight: Sight, found: dict[str, Any]) -> None:
    """Judge the answer of ``verify`` on ``copy``, which shows ``sight``. Raises Broken."""
    if found.get("faults"):
        raise Broken(f"I10 verify on {copy.name} finds {found['faults']}")
    happened = {mark.partition(" ")[0] for mark in world.marks}
    if any(member.revoked is not None for member in roster.members.values()):
        happened.add("revoked")  # also by a command that crashed once the server had acted
    named = {each["state"] for each in found["states"]}
    for name in named - _CALM:
        if not happened & _CAUSES.get(name, set()):
            raise Broken(f"I10 verify on {copy.name} names {name} and nothing explains it")
    if found["good"] != (not named - _CALM):
        raise Broken(f"I10 verify on {copy.name} says good={found['good']} and names {sorted(named)}")
    lost = missed(world, roster, sight)
    if lost and not named & {"missing", "rollback"}:
        raise Broken(f"G3 {copy.name} can know that {len(lost)} segments are missing, and verify does not say so")


def missed(world: World, roster: Roster, sight: Sight) -> set[bytes]:
    """Return the segments that something shown in ``sight`` has seen, that ought to count, and that are not here."""
    seen = frozenset[bytes]().union(*(world.oracle.told.get(name, frozenset()) for name in sight.segments))
    lost = set()
    for name in seen - sight.segments.keys() - sight.aside.keys():
        header = world.oracle.headers[name]
        if roster.is_standing(DeviceId(header.device)) and header.roster in roster.hashes:
            lost.add(name)
    return lost
