"""Faults: what befalls machines and the server between two commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.server.memory_store import MemoryStore

from .actions import MOST_COPIES, admit, revoke, rotate
from .copies import Copy, Snapshot
from .judge import Judge
from .world import World

Fault = Callable[[World, Judge, Copy], None]
_YEAR_MS = 365 * 24 * 60 * 60 * 1000
_HOUR_MS = 60 * 60 * 1000


def back_up(world: World, _judge: Judge, copy: Copy) -> None:
    """Take a backup of one home."""
    copy.backups.append(copy.snapshot())


def restore(world: World, judge: Judge, copy: Copy) -> None:
    """Put an older backup in place; the rollback memory is elsewhere and stays, most of the time."""
    memory = world.chance.odds(0.3)
    _restored(world, judge, copy, partial(copy.load, memory=memory))


def restore_journal_alone(world: World, judge: Judge, copy: Copy) -> None:
    """Put an older journal.db in place: it is refused as cut short, until the person goes on without the rest."""
    _restored(world, judge, copy, copy.load_journal_alone)
    world.command(copy, "verify")
    (copy.folder / "journal.lock").unlink(missing_ok=True)


def _restored(world: World, judge: Judge, copy: Copy, load: Callable[[Snapshot], None]) -> None:
    if not copy.backups:
        copy.backups.append(copy.snapshot())
    world.restore(copy, world.chance.pick(copy.backups), load)
    world.marks.add(f"restored {copy.label}")
    judge.forget(copy)
    if world.chance.odds(0.6):
        world.note(copy)
        world.sync(copy)


def lose_memory(world: World, _judge: Judge, copy: Copy) -> None:
    """Lose the rollback memory alone."""
    copy.forget()
    world.marks.add(f"forgot {copy.label}")


def clone(world: World, _judge: Judge, copy: Copy) -> None:
    """Copy a home to a second machine; both go on writing."""
    if len(world.copies) >= MOST_COPIES:
        return
    twin = world.new_copy(f"{copy.label}'{len(world.copies)}")
    twin.load(copy.snapshot(), memory=world.chance.odds(0.5))
    twin.backups.append(copy.snapshot())
    twin.skew_ms = copy.skew_ms
    world.marks.add(f"cloned {copy.label}")


def cut_off(world: World, _judge: Judge, copy: Copy) -> None:
    """Take a machine off the network, or bring it back."""
    copy.is_cut_off = not copy.is_cut_off


def turn_clock(world: World, _judge: Judge, copy: Copy) -> None:
    """Let a clock jump, by minutes or by decades."""
    span = world.chance.pick((_HOUR_MS // 60, _HOUR_MS, 30 * _HOUR_MS, _YEAR_MS, 50 * _YEAR_MS))
    copy.skew_ms += world.chance.among(-span, span)
    world.marks.add(f"turned {copy.label}")


def pass_days(world: World, _judge: Judge, _copy: Copy) -> None:
    """Let days go by."""
    world.pass_time(world.chance.among(_HOUR_MS, 100 * _HOUR_MS))


def lose_machine(world: World, judge: Judge, copy: Copy) -> None:
    """Lose a machine for ever, unless it is the last one."""
    if len(world.living()) > 2:
        world.marks.add(f"lost {copy.label}")
        with world.destroying():
            copy.is_gone = True


def back_up_server(world: World, _judge: Judge, _copy: Copy) -> None:
    """Take a backup of the server."""
    world.server_backups.append(world.server.snapshot())


def roll_back_server(world: World, _judge: Judge, _copy: Copy) -> None:
    """Restore the server from a backup."""
    world.marks.add("server back")
    with world.destroying():
        world.server.load(world.chance.pick(world.server_backups))


def wipe_server(world: World, _judge: Judge, _copy: Copy) -> None:
    """Lose everything on the server."""
    world.marks.add("server back")
    with world.destroying():
        world.server.load(MemoryStore())


def restart_server(world: World, _judge: Judge, _copy: Copy) -> None:
    """End the server's process; tokens and mailboxes are gone."""
    world.server.restart()


def fork_roster(world: World, _judge: Judge, copy: Copy) -> None:
    """Let one device change the roster, roll the server back to before that, and let another change it too."""
    others = [each for each in world.living() if each is not copy]
    if not others:
        return
    before = world.server.snapshot()
    world.chance.pick((rotate, rotate, admit))(world, copy)
    if world.chance.odds(0.5):
        world.note(copy)
        world.sync(copy)
    world.marks.update(("server back", "forked"))
    with world.destroying():
        world.server.load(before)
    world.chance.pick((rotate, rotate, admit, revoke))(world, world.chance.pick(others))


def back_date(world: World, _judge: Judge, copy: Copy) -> None:
    """Let a device be revoked, roll the server back to before that, and let the revoked device write there."""
    others = [each for each in world.living() if each.label != copy.label]
    if not others:
        return
    thief = world.chance.pick(others)
    before = world.server.snapshot()
    if not world.command(copy, "devices", "revoke", thief.label, "--yes").is_done:
        return
    world.marks.update(("server back", f"revoked {thief.label}"))
    with world.destroying():
        world.server.load(before)
    world.note(thief)
    world.sync(thief)


FAULTS: dict[str, tuple[float, Fault]] = {
    "back up": (5, back_up),
    "restore": (5, restore),
    "restore journal alone": (1, restore_journal_alone),
    "lose memory": (0.7, lose_memory),
    "clone": (1, clone),
    "cut off": (3, cut_off),
    "turn clock": (2, turn_clock),
    "pass days": (2, pass_days),
    "lose machine": (0.5, lose_machine),
    "back up server": (3, back_up_server),
    "roll back server": (2, roll_back_server),
    "wipe server": (0.7, wipe_server),
    "restart server": (1, restart_server),
    "fork roster": (2, fork_roster),
    "back date": (1.5, back_date),
}
