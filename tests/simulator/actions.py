"""Actions: what a person does on a device, each a command of the real command line."""

from __future__ import annotations

from collections.abc import Callable

from .copies import Copy
from .disk import Plan, Trouble
from .oracle import note_in
from .pairing import pair
from .server import URL
from .shell import CRASHED
from .template import NAMES
from .world import World

Action = Callable[[World, Copy], None]
_TROUBLES: dict[Trouble, float] = {
    "io": 2,
    "full": 2,
    "crash-before-write": 3,
    "crash-before-commit": 2,
    "crash-after-commit": 3,
}
_TROUBLE_SHARE = 0.07
MOST_COPIES = 8


def trouble(world: World) -> Plan | None:
    """Return a trouble with the disk for the next command, once in a while."""
    if not world.chance.odds(_TROUBLE_SHARE):
        return None
    kind = world.chance.weigh(_TROUBLES)
    return Plan(kind, world.chance.among(1, 3 if kind.endswith("commit") else 14))


def note(world: World, copy: Copy) -> None:
    """Write one to three notes."""
    for _ in range(world.chance.among(1, 3)):
        world.note(copy, trouble(world))


def sync(world: World, copy: Copy) -> None:
    """Exchange."""
    world.sync(copy, trouble(world))


def look(world: World, copy: Copy) -> None:
    """Open a view: the checkpoint is brought up to date."""
    world.command(copy, "jot", "list", plan=trouble(world))


def verify(world: World, copy: Copy) -> None:
    """Check everything."""
    world.command(copy, "verify")


def rotate(world: World, copy: Copy) -> None:
    """Begin a new epoch."""
    world.command(copy, "devices", "rotate", plan=trouble(world))


def revoke(world: World, copy: Copy) -> None:
    """End the standing of some device, most often a younger one."""
    others = sorted({each.label for each in world.copies} - {copy.label})
    if not others:
        return
    younger = [name for name in others if name not in NAMES or NAMES.index(name) > _age(copy)]
    name = world.chance.pick(younger if younger and world.chance.odds(0.9) else others)
    done = world.command(copy, "devices", "revoke", name, "--yes", plan=trouble(world))
    if done.code not in (1, 2):
        world.marks.add(f"revoked {name}")


def _age(copy: Copy) -> int:
    return NAMES.index(copy.label) if copy.label in NAMES else len(NAMES)


def admit(world: World, copy: Copy) -> None:
    """Pair a new device, through the real ``twoway join``."""
    if len(world.copies) < MOST_COPIES:
        pair(world, copy, world.new_copy(f"device{len(world.copies)}"))


def erase(world: World, copy: Copy) -> None:
    """Hide one note for good; its text goes after 72 hours."""
    jots = world.command(copy, "jot", "list").data.get("jots", [])
    if not jots:
        return
    jot = world.chance.pick(jots)
    world.erasures += 2
    done = world.command(copy, "erase", jot["id"], "--confirm", "erase", plan=trouble(world))
    if done.is_done or done.code in (CRASHED, 1):  # refused: the disk may have failed behind the commit
        world.erased.setdefault(note_in(jot["text"]), world.now_ms)


def pair_again(world: World, copy: Copy) -> None:
    """Pair a device anew whose list of devices was lost, through the real ``twoway join --again``."""
    lost = [each for each in world.living() if each.is_orphan and each is not copy]
    if lost:
        pair(world, copy, world.chance.pick(lost), again=True)


def drill(world: World, copy: Copy) -> None:
    """Prove that the paper alone opens everything."""
    world.command(copy, "recover", "--drill", URL, text=world.chance.pick(world.papers))


def replace_paper(world: World, copy: Copy) -> None:
    """Make a new paper key, with the old words or without them."""
    old = world.chance.pick(world.papers) if world.chance.odds(0.6) else "\n"
    done = world.command(copy, "devices", "paper", "--no-word-check", text=old, plan=trouble(world))
    if "paper" in done.data:  # printed before anything counts, whatever came of it then
        world.papers.append(" ".join(done.data["paper"]))


def recover(world: World, _copy: Copy) -> None:
    """Bring the journal to a new machine from the paper alone; most often all other devices end with that."""
    if "recovered" in world.marks or len(world.copies) >= MOST_COPIES:
        return
    copy = world.new_copy(f"device{len(world.copies)}")
    words = ["recover", URL, "--name", copy.label, "--no-passphrase", "--yes"]
    others = [f"revoked {each.label}" for each in world.copies if each is not copy]
    if world.chance.odds(0.5):
        words, others = [*words, "--keep-devices"], []
    if world.command(copy, *words, text=world.papers[-1], plan=trouble(world)).code not in (1, 2):
        world.marks.update(("recovered", *others))


ACTIONS: dict[str, tuple[float, Action]] = {
    "note": (30, note),
    "sync": (32, sync),
    "look": (4, look),
    "verify": (2, verify),
    "rotate": (2.5, rotate),
    "revoke": (2, revoke),
    "admit": (2.5, admit),
    "erase": (2.5, erase),
    "pair again": (3, pair_again),
    "drill": (0.5, drill),
    "replace paper": (0.7, replace_paper),
    "recover": (0.5, recover),
}
MEDDLING: dict[str, tuple[float, Action]] = {
    "note": (10, note),
    "sync": (14, sync),
    "look": (2, look),
    "rotate": (2, rotate),
    "revoke": (1, revoke),
}
