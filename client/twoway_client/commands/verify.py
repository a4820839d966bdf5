"""Usage: twoway verify [-v]
       twoway verify --accept-loss ID [--yes]
Check every signature, link and sealed body of this journal again, and show
what state it is in. Devices that show the same state show the same views.
  -v, --verbose     also the list of devices with their chains, its words, the
                    number of the key in force, and the last sync
  --accept-loss ID  go on without what is missing and cannot be had any more:
                    the chain, or the list of devices, as sync names it
  --yes             without asking (scripts)
Exit 4 where something needs your eyes.
Example: twoway verify -v
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

import msgspec

from twoway_client.desk import Desk
from twoway_client.errors import DONE, WARNED
from twoway_client.giving_up import give_up
from twoway_client.output import wrapped
from twoway_client.parser import Parser
from twoway_client.store.checking import Check, check_journal
from twoway_client.store.gaps import let_go
from twoway_client.store.outbox import Reader
from twoway_client.store.seen import has_unread
from twoway_client.sync.signs import Signs
from twoway_client.trust_states import TrustState, many, needs_eyes
from twoway_client.views.trust import trust_text, trust_view

_INDENT = 13


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--accept-loss", metavar="ID", default="")
    parser.add_argument("--yes", action="store_true")


def run(desk: Desk, args: Namespace) -> int:
    """Check everything, and say what was found; or give up what cannot be had."""
    if args.accept_loss:
        give_up(desk, args.accept_loss, asked=args.yes)
        return DONE
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    found = check_journal(desk.segments, reader, desk.epoch_keys)
    if found.damaged:
        let_go(desk.database, found.damaged)
    if has_unread(desk.database):
        desk.file_arrivals()
    signs = Signs(desk, desk.segments.roster())
    states, trust = signs.of(found), trust_view(desk, signs)
    view = {"journal": desk.keys.journal.hex(), **_view(found, states), **msgspec.structs.asdict(trust)}
    text = _text(found, states, trust_text(trust, desk.now) if args.verbose else "")
    desk.output.view("twoway.verify/1", view, text)
    return WARNED if needs_eyes(states) else DONE


def _view(found: Check, states: Sequence[TrustState]) -> dict[str, object]:
    return {
        "good": not needs_eyes(states),
        "entries": found.entries,
        "newer": found.newer,
        "unreadable": found.unreadable,
        "erased": found.erased,
        "destroyed": found.destroyed,
        "segments": found.segments,
        "devices": found.devices,
        "waiting": found.waiting,
        "quarantined": found.quarantined,
        "forks": found.forks,
        "faults": found.faults,
        "state": found.state,
        "states": states,
    }


def _text(found: Check, states: Sequence[TrustState], more: str) -> str:
    held = f"{many(found.entries, 'entry')}, {many(found.segments, 'segment')}"
    what = f"{held}, {many(found.devices, 'device')} and the paper key"
    lines = [f"{what}: {'something needs your eyes' if needs_eyes(states) else 'all good'}."]
    lines += [_line(state.state, state.what) for state in states]
    if found.damaged:
        lines.append(_line("", "twoway sync fetches them again, if they were ever sent"))
    if found.newer:
        lines.append(_line("newer", f"{many(found.newer, 'entry')} of a newer Twoway: kept; install it to see them"))
    if found.unreadable:
        lines.append(_line("unreadable", f"{many(found.unreadable, 'entry')} that no view can show: kept"))
    if found.erased or found.destroyed:
        waiting = f", {found.erased} to go 72 hours after this device heard of it" if found.erased else ""
        lines.append(_line("erased", f"{many(found.destroyed, 'text')} destroyed{waiting}"))
    lines += [more] if more else []
    lines.append(f"State {found.state}. Devices that show the same state show the same views.")
    return "\n".join(lines)


def _line(word: str, what: str) -> str:
    return wrapped(f"  {word:<{_INDENT - 2}}", what)
