"""Usage: twoway export WHAT [NAME] [options]
Write what you noted to a file that other programs read. It is not encrypted.
  journal          every entry, as JSON Lines (CloudEvents 1.0); twoway import
                   takes it in again, and nothing is lost
  calendar [NAME]  interviews and to-dos, as a calendar file (iCalendar)
  notes [NAME]     one opportunity, as Markdown
  ratings [NAME]   the ratings of one opportunity, as CSV
  questions        your questions, as CSV
  contacts [NAME]  the people of one opportunity, as CSV
  NAME             an opportunity, by its short name [the current one; a
                   calendar: all of them]
  --to FILE        where; a folder gets a file with a name of ours [this folder;
                   in a pipe: down the pipe]
  --force          write over a file that is there
  --names          calendar: say firms and people; else titles are neutral,
                   because calendars are read by others
  --tasks          calendar: to-dos as tasks (VTODO), which not every calendar
                   takes; else as days
  --alarm TIME     calendar: how long before an interview it rings [15m]
What was erased is in no export; exports made before keep what they hold.
Example: twoway export journal --to ~/backup
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import NamedTuple

from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.exporting.files import deliver, say
from twoway_client.judging import keep_still_during
from twoway_client.nearly import did_you_mean
from twoway_client.parser import Parser
from twoway_client.people import case_called, handle_of
from twoway_client.times import parse_minutes
from twoway_core.exchange.names import file_name
from twoway_core.journal.state import Case, State

KINDS = {
    "journal": "jsonl",
    "calendar": "ics",
    "notes": "md",
    "ratings": "csv",
    "questions": "csv",
    "contacts": "csv",
}
"""What can be exported -> how its file name ends."""
_ABOUT_ALL = ("journal", "questions")


class Made(NamedTuple):
    """An export: its lines, of which opportunity it is, what is in it, and what had to stay out."""

    lines: Iterable[str]
    of: str
    what: str
    left_out: str = ""


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("what", nargs="?")
    parser.add_argument("name", nargs="?")
    parser.add_argument("--to", metavar="FILE")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--tasks", action="store_true")
    parser.add_argument("--alarm", metavar="TIME", default="15m")


def run(desk: Desk, args: Namespace) -> None:
    """Make the export and write it."""
    _check(args)
    made = _made(desk, args)
    name = file_name(args.what, made.of, desk.now.date(), KINDS[args.what])
    file = deliver(desk, made.lines, args.to, name, force=args.force)
    if desk.output.json:
        desk.output.view("twoway.export/1", {"file": str(file), "what": args.what, "holds": made.what}, "")
    say(desk, file, made.what)
    if made.left_out:
        desk.output.warn(made.left_out)


def _check(args: Namespace) -> None:
    """Raise UsageRefusal for what does not go together."""
    if args.what is None:
        raise UsageRefusal(f"what to export is missing: {', '.join(KINDS)}.", mend="twoway export journal")
    if args.what not in KINDS:
        near = did_you_mean(args.what, KINDS)
        mend = f"twoway export journal; or {', '.join(list(KINDS)[1:])}"
        raise UsageRefusal(f'"{args.what}" is nothing that can be exported.{near}', mend=mend)
    if args.name is not None and args.what in _ABOUT_ALL:
        raise UsageRefusal(f"{args.what} takes no name: it holds them all.", mend=f"twoway export {args.what}")
    if args.what != "calendar" and (args.names or args.tasks):
        raise UsageRefusal("--names and --tasks are for a calendar.", mend="twoway export calendar --names")


def _made(desk: Desk, args: Namespace) -> Made:
    if args.what == "journal":
        return _journal(desk)
    if args.what == "calendar":
        return _calendar(desk, args)
    if args.what == "questions":
        from twoway_client.exporting.tables import question_table

        return _table(question_table(desk.state().mine), "", "question")
    state, case = case_called(desk, args.name)
    keep_still_during(desk, case)
    return _of_case(desk, args.what, state, case)


def _journal(desk: Desk) -> Made:
    from twoway_client.exporting.journal import journal_lines, leaving

    left = leaving(desk)
    stayed = f"{left.unreadable} entries cannot be read and are not in it: twoway verify" if left.unreadable else ""
    return Made(journal_lines(left.entries), "", _counted(len(left.entries), "entry", "entries"), stayed)


def _calendar(desk: Desk, args: Namespace) -> Made:
    from twoway_client.exporting.calendar import calendar_of

    made = calendar_of(desk, args.name, parse_minutes(args.alarm), names=args.names, tasks=args.tasks)
    what = f"{_counted(made.interviews, 'interview')} and {_counted(made.todos, 'to-do')}"
    return Made(made.lines, made.of, what)


def _of_case(desk: Desk, what: str, state: State, case: Case) -> Made:
    handle = handle_of(desk, case)
    if what == "notes":
        from twoway_client.exporting.notes import notes_of

        return Made(notes_of(state, case, handle), handle, f"the notes on {handle}")
    from twoway_client.exporting.tables import contact_table, rating_table

    rows = rating_table(state, case) if what == "ratings" else contact_table(state, case)
    return _table(rows, handle, what.removesuffix("s"))


def _table(rows: list[list[str]], of: str, one: str) -> Made:
    from twoway_core.exchange.tables import to_csv

    return Made(to_csv(rows), of, _counted(len(rows) - 1, one))


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
