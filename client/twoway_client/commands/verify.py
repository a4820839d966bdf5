"""Usage: twoway verify
Check every signature, link and sealed body of this journal again, and show
what state it is in. Devices that show the same state show the same views.
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import DONE, WARNED
from twoway_client.parser import Parser
from twoway_client.store.checking import Check, check_journal
from twoway_client.store.gaps import let_go
from twoway_client.store.outbox import Reader


def arguments(_parser: Parser) -> None:
    """Define the command line: nothing."""


def run(desk: Desk, _args: Namespace) -> int:
    """Check everything, and say what was found."""
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    found = check_journal(desk.segments, reader, desk.epoch_keys)
    if found.damaged:
        let_go(desk.database, found.damaged)
    desk.output.view("twoway.verify/1", {"journal": desk.keys.journal.hex(), **_view(found)}, _text(found))
    return DONE if found.is_good else WARNED


def _view(found: Check) -> dict[str, object]:
    return {
        "good": found.is_good,
        "entries": found.entries,
        "newer": found.newer,
        "unreadable": found.unreadable,
        "segments": found.segments,
        "devices": found.devices,
        "waiting": found.waiting,
        "quarantined": found.quarantined,
        "forks": found.forks,
        "faults": found.faults,
        "state": found.state,
    }


def _many(number: int, word: str) -> str:
    plural = word[:-1] + "ies" if word.endswith("y") else f"{word}s"
    return f"{number} {word if number == 1 else plural}"


def _text(found: Check) -> str:
    held = f"{_many(found.entries, 'entry')}, {_many(found.segments, 'segment')}"
    what = f"{held}, {_many(found.devices, 'device')} and the paper key"
    lines = [f"{what}: {'all good' if found.is_good else 'something needs your eyes'}."]
    if found.waiting:
        lines.append(f"  missing      {_many(found.waiting, 'segment')} came before what they follow: twoway sync")
    if found.quarantined:
        lines.append(f"  put aside    {_many(found.quarantined, 'segment')} whose author may not write there")
    if found.forks:
        lines.append(f"  two copies   {_many(found.forks, 'chain')} written by two copies of a device; both are kept")
    if found.newer:
        lines.append(f"  newer        {_many(found.newer, 'entry')} of a newer Twoway: kept; install it to see them")
    if found.unreadable:
        lines.append(f"  unreadable   {_many(found.unreadable, 'entry')} that no view can show: kept")
    lines += [f"  damaged      {fault}" for fault in found.faults]
    if found.damaged:
        lines.append("               twoway sync fetches them again, if they were ever sent")
    lines.append(f"State {found.state}. Devices that show the same state show the same views.")
    return "\n".join(lines)
