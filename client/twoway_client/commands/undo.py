"""Usage: twoway undo [ID] [options]
Take back what the last command on this device wrote; again, the one before.
  ID              take this entry back, and what was written with it
  --because TEXT  why
Nothing is deleted: twoway redo brings it back, twoway log shows it.
Example: twoway undo kdmxr                                  Again: twoway redo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.naming import reread
from twoway_client.parser import Parser
from twoway_client.people import entry_called
from twoway_client.undoing import Batches, write_amendments
from twoway_core.events.log import EntryRetracted
from twoway_core.ids import short
from twoway_core.journal.undo import Target, to_undo, to_undo_batch


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("id", nargs="?")
    parser.add_argument("--because", metavar="TEXT", default="")


def run(desk: Desk, args: Namespace) -> None:
    """Retract the newest batch, or the one that was named."""
    batches = Batches(desk)
    targets = batches.newest(to_undo) if args.id is None else _named(desk, batches, args.id)
    if not targets:
        raise Refusal("nothing", "nothing that was written on this device is left to take back.", mend="twoway log")
    words = batches.described(targets)
    name = write_amendments(desk, EntryRetracted, targets, args.because)
    reread(desk)
    desk.wrote(name, f"undone: {words}", f"again: twoway redo {short(batches.head(targets).id)}")


def _named(desk: Desk, batches: Batches, text: str) -> list[Target]:
    entry = entry_called(desk, text)
    batch = batches.of(entry)
    targets = batches.in_batch(batch, to_undo_batch)
    if not targets:
        batches.check_erased(entry)
        type_ = next(one.type for one in batch if one.id == entry)
        if type_ == "entry.retracted":
            raise Refusal("no-undo", f"{short(entry)} took something back itself.", mend=f"twoway redo {short(entry)}")
        raise Refusal("no-undo", f"{short(entry)} does not count any more.", mend=f"twoway redo {short(entry)}")
    return targets
