"""Usage: twoway redo [ID] [options]
Bring back what the last undo on this device took back.
  ID              bring this entry back, and what was taken back with it
  --because TEXT  why
Example: twoway redo kdmxr                                  Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.naming import reread
from twoway_client.parser import Parser
from twoway_client.people import entry_called
from twoway_client.undoing import Batches, write_amendments
from twoway_core.events.log import EntryReinstated
from twoway_core.ids import short
from twoway_core.journal.undo import RETRACTION, Target, to_redo, to_redo_batch


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("id", nargs="?")
    parser.add_argument("--because", metavar="TEXT", default="")


def run(desk: Desk, args: Namespace) -> None:
    """Reinstate what the newest retraction took back, or what was named."""
    batches = Batches(desk)
    targets = batches.newest(to_redo) if args.id is None else _named(desk, batches, args.id)
    if not targets:
        raise Refusal("nothing", "nothing is taken back that could be brought back.", mend="twoway log")
    words = batches.described(targets)
    name = write_amendments(desk, EntryReinstated, targets, args.because)
    reread(desk)
    desk.wrote(name, f"brought back: {words}", f"undo: twoway undo {short(batches.head(targets).id)}")


def _named(desk: Desk, batches: Batches, text: str) -> list[Target]:
    entry = entry_called(desk, text)
    batch = batches.of(entry)
    if any(one.id == entry and one.type == RETRACTION for one in batch):
        return batches.in_batch(batch, to_redo)
    targets = batches.in_batch(batch, to_redo_batch)
    if not targets:
        batches.check_erased(entry)
        raise Refusal("no-redo", f"{short(entry)} was not taken back: it counts.", mend="twoway log")
    return targets
