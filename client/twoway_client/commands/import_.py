"""Usage: twoway import FILE [options]
Take in a file of another program, or a journal that was exported. It shows what
it would write, and asks first; whatever it wrote, undo takes back whole.
  FILE           an exported journal (.jsonl), invitations (.ics), a table
                 (.csv), a list (.md), what your phone had not sent yet
                 (.twoway); - reads a pipe
  --as KIND      jsonl, ics, csv, markdown or unsent [as the file's name ends]
  --for NAME     the opportunity that it belongs to [the current one]
  --kind WORD    questions or contacts in a table; questions or notes in a list
  --map A=B      column B of a table holds A: text=Question; may be repeated
  --guests WHO   invitations: all, none, or some by number, such as 1,3: whom
                 of the guests you meet [asked; in a script: none]
  -y, --yes      do it without asking
  --dry-run      only show what it would do
A thing that is here already is not taken in again. Notes become jots.
Example: twoway import invitation.ics --for acme            Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, UsageRefusal
from twoway_client.importing.plan import Plan
from twoway_client.importing.reading import MIB, read_source
from twoway_client.naming import reread
from twoway_client.nearly import did_you_mean
from twoway_client.parser import Parser
from twoway_client.views.imports import preview_text
from twoway_core.ids import short

ENDINGS = {
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "ics": "ics",
    "ical": "ics",
    "csv": "csv",
    "tsv": "csv",
    "md": "markdown",
    "markdown": "markdown",
    "twoway": "unsent",
}
"""How the name of a file ends -> its format."""
FORMATS = tuple(dict.fromkeys(ENDINGS.values()))
_SMALL_BYTES = 8 * MIB
"""The most that is read of a calendar, a table or a list."""


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("file", nargs="?")
    parser.add_argument("--as", dest="format", choices=FORMATS)
    parser.add_argument("--for", dest="name", metavar="NAME")
    parser.add_argument("--kind", choices=("questions", "contacts", "notes"))
    parser.add_argument("--map", action="append", default=[], metavar="A=B")
    parser.add_argument("--guests", metavar="WHO")
    parser.add_argument("-y", "--yes", action="store_true")
    parser.add_argument("--dry-run", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show what the import would do, and do it after a yes."""
    if args.file is None:
        raise UsageRefusal("the file is missing.", mend="twoway import FILE")
    plan = _planned(desk, args, _format(args))
    if not plan.count or args.dry_run or not (args.yes or desk.prompts.can_ask):
        _show(desk, plan, is_waiting=bool(plan.count))
        return
    if not args.yes:
        desk.output.talk(preview_text(plan.preview()))
        if not desk.prompts.yes("Import this?", "a yes", default=False):
            raise Cancelled
    record = plan.write()
    reread(desk)
    if desk.output.json:
        undo = f"twoway undo {short(record)}" if plan.is_undoable else ""
        desk.output.view("twoway.import/1", plan.preview(written=True, undo=undo), "")
    else:
        undo = "undo: twoway undo" if plan.is_undoable else "undo: none"
        desk.wrote(record, f"imported: {_things(plan.count)} from {plan.source.name}", undo)


def _format(args: Namespace) -> str:
    """Return what kind of file it is. Raises UsageRefusal."""
    ending = str(args.file).rpartition(".")[2].lower()
    found = args.format or ENDINGS.get(ending)
    if found is None:
        near = did_you_mean(ending, ENDINGS)
        what = f"what kind of file {args.file} is cannot be told from its name.{near}"
        raise UsageRefusal(what, mend=f"--as {', --as '.join(FORMATS)}")
    return str(found)


def _planned(desk: Desk, args: Namespace, kind: str) -> Plan:
    """Return the plan of the import. Raises Refusal."""
    if kind == "jsonl":
        from twoway_client.importing.journal import LIMIT_BYTES, plan_journal

        return plan_journal(desk, read_source(args.file, LIMIT_BYTES))
    if kind == "unsent":
        from twoway_client.importing.unsent import plan_unsent
        from twoway_core.exchange.unsent import LIMIT_BYTES as UNSENT_BYTES

        return plan_unsent(desk, read_source(args.file, UNSENT_BYTES))
    source = read_source(args.file, _SMALL_BYTES)
    if kind == "ics":
        from twoway_client.importing.calendar import plan_calendar

        return plan_calendar(desk, source, args)
    if kind == "csv":
        from twoway_client.importing.tables import plan_table

        return plan_table(desk, source, args)
    from twoway_client.importing.lists import plan_list

    return plan_list(desk, source, args)


def _show(desk: Desk, plan: Plan, *, is_waiting: bool) -> None:
    desk.output.view("twoway.import/1", plan.preview(), preview_text(plan.preview()))
    if is_waiting:
        desk.output.talk("Nothing is written yet. To do it: the same command with --yes")


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"
