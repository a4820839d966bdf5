"""Usage: twoway erase ID [options]
Hide an entry at once and for good, and destroy its text on all your devices
and on the server after 72 hours. Its corrections go with it.
  ID              the entry; twoway log shows the ids
  --because TEXT  why
  --confirm erase go on without asking (scripts)
There is no undo: only revoking this device within the 72 hours stops it. Each
device counts them by its own clock, and destroys when it is next used.
Reports, exports and backups that you made keep their copies: delete those
yourself. What need not be destroyed is better taken back: twoway undo ID.
Example: twoway erase mqsrd
"""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta

from twoway_client.desk import Desk
from twoway_client.erasing import said
from twoway_client.errors import Cancelled, Refusal, UsageRefusal
from twoway_client.fixing import meant
from twoway_client.naming import reread
from twoway_client.output import wrapped
from twoway_client.parser import Parser
from twoway_client.people import entry_called
from twoway_client.store.due import WAIT_MS
from twoway_client.store.erasures import file_erasure
from twoway_client.times import show_moment, to_ms
from twoway_core.events.log import EntryErased
from twoway_core.ids import short
from twoway_core.journal.history import Record, history
from twoway_core.journal.parts import AMENDMENTS, part_of

_WORD = "erase"


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("id")
    parser.add_argument("--because", metavar="TEXT", default="")
    parser.add_argument("--confirm", metavar=_WORD)


def run(desk: Desk, args: Namespace) -> None:
    """Ask, and write the erasure."""
    record = _found(desk, args.id)
    _confirm(desk, record, args.confirm)
    event = EntryErased(target=record.id, opportunity=record.opportunity, reason=args.because)
    with desk.batch() as batch:
        name = batch.add(event)
        file_erasure(desk.database, name, event, desk.keys.device, to_ms(desk.now))
    reread(desk)
    goes_at = desk.now + timedelta(milliseconds=WAIT_MS)
    if desk.output.json:
        view = {"id": short(name), "target": short(record.id), "goes_at": goes_at.replace(microsecond=0)}
        desk.output.view("twoway.erase/1", view, "")
    else:
        desk.output.wrote(short(name), f"erased: {short(record.id)}, text goes {show_moment(goes_at)}", "undo: none")


def _found(desk: Desk, text: str) -> Record:
    """Return the entry to erase. Raises Refusal where it cannot be, or is erased already."""
    entry = entry_called(desk, text)
    part = next(part_of(one) for one in desk.index.everything() if one.id == entry)
    record = meant(entry, history(desk.index.entries([] if part is None else [part])))
    if record.standing == "erased":
        raise Refusal("erased", f"{short(entry)} is erased already.", mend="twoway log")
    if record.type in AMENDMENTS and record.type != "entry.corrected":
        raise Refusal(
            "no-erase",
            f"{short(entry)} says what became of another entry, and holds no text of its own.",
            mend="twoway log shows which entry that is",
        )
    return record


def _confirm(desk: Desk, record: Record, given: str | None) -> None:
    """Let the person type the word. Raises Cancelled, or UsageRefusal without a terminal."""
    if given is not None:
        if given != _WORD:
            raise UsageRefusal(f"--confirm takes the word {_WORD}, not {given}.", mend="twoway erase --help")
        return
    question = (
        f"{said(record)}: hidden at once and for good; its text is destroyed on all devices and on the server after "
        f"72 hours. Copies you exported stay. Only revoking this device within 72 hours stops it. "
        f"Type {_WORD} to go on: "
    )
    if desk.prompts.line(wrapped("", question) + " ", "the answer").lower() != _WORD:
        raise Cancelled
