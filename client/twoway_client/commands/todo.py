"""Usage: twoway todo [--due]
       twoway todo add [TEXT] [@WHO] [options]
       twoway todo reply N|ID [TEXT]
       twoway todo drop N|ID [WHY]
Thanks, reminders, things to send. Alone, it lists what waits, by day.
  --due            only what is due, overdue, or to be looked at again
  add TEXT @WHO    plan something; TEXT may come from a prompt or a pipe
  --kind WORD      thanks, ask, chase, send, reference, reach-out or other
                   [other]
  --day DAY        when it is due: fri, tomorrow, "16 mar" [thanks: tomorrow;
                   a question or reminder: in 3 days; else none]
  --by WORD        mail, phone ...
  --mine           it belongs to no opportunity
  reply N TEXT     they replied, and what
  drop N WHY       it is not to be done any more
  --when TIME      when that happened, such as yesterday [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Numbers are those of the list last shown here. Tick one: twoway sent N
Example: twoway todo add "send the work sample" @ana --day fri
"""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import UsageRefusal
from twoway_client.parser import Parser
from twoway_client.room import moment_of, one_person, say_written, split_ends
from twoway_client.times import parse_day, show_day
from twoway_client.todos import all_todos, short_words, todo_called
from twoway_client.views.todos import listed_todos
from twoway_core.events.after import FollowUpAnswered, FollowUpDropped, FollowUpPlanned
from twoway_core.projections.followups import default_due

KINDS = ("thanks", "ask", "chase", "send", "reference", "reach-out", "other")
_DATED = ("thanks", "ask", "chase")
_DUE = ("overdue", "due", "look again")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--due", action="store_true")
    parser.add_argument("--kind", choices=KINDS, default="other")
    parser.add_argument("--day", metavar="DAY")
    parser.add_argument("--by", metavar="WORD", default="")
    parser.add_argument("--mine", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """List, plan, or say what became of one."""
    word, rest = (args.words[0], args.words[1:]) if args.words else ("", [])
    if not word:
        _list(desk, args)
    elif word == "add":
        _add(desk, args, rest)
    elif word in ("reply", "drop"):
        _settle(desk, args, word, rest)
    else:
        raise UsageRefusal(f'"{word}" is nothing that todo does.', mend=f'twoway todo add "{" ".join(args.words)}"')


def _list(desk: Desk, args: Namespace) -> None:
    """Show the list and keep its numbers, so that they do not shift while it is worked off."""
    rows = all_todos(desk)
    desk.keep_context(replace(desk.context, todos=[bytes(row.id) for row in rows]))
    numbered = [(number, row) for number, row in enumerate(rows, 1) if not args.due or row.state in _DUE]
    shown = [row for _, row in numbered]
    text = listed_todos(shown, [number for number, _ in numbered]) if shown or not args.due else "Nothing is due."
    desk.output.view("twoway.todo/1", {"todos": shown}, text)


def _add(desk: Desk, args: Namespace, rest: list[str]) -> None:
    if args.due:
        raise UsageRefusal(
            "--due shortens the list; the day of a new to-do is --day.", mend="twoway todo add ... --day fri"
        )
    people, words = split_ends(rest)
    with Draft(desk, words, args, "what to do", "What? ") as draft:
        moment = moment_of(desk, args)
        day = _day(desk, args)
        contact = one_person(desk, people, args.words)
        is_said = bool(args.kind != "other" and contact and not words and not args.edit)
        event = FollowUpPlanned(
            opportunity=None if args.mine else desk.context.opportunity,
            interview=None if args.mine else desk.context.interview,
            kind=args.kind,
            due=day,
            channel=args.by,
            contact=contact,
            text="" if is_said else draft.read(),
        )
        name = desk.write(event, moment)
    desk.index.refresh()
    row = next(row for row in all_todos(desk) if bytes(row.id) == name)
    say_written(desk, name, f"to-do planned: {short_words(row)}" + (f", {show_day(row.day)}" if row.day else ""))


def _day(desk: Desk, args: Namespace) -> str | None:
    """Return the day it is due. Raises UsageRefusal."""
    if args.day is not None:
        return parse_day(args.day, desk.now).isoformat()
    return default_due(args.kind, desk.now.date()).isoformat() if args.kind in _DATED else None


def _settle(desk: Desk, args: Namespace, word: str, rest: list[str]) -> None:
    """Note that they replied, or that it is dropped."""
    if not rest:
        raise UsageRefusal("which to-do is missing.", mend=f"twoway todo {word} 1")
    moment, found, text = moment_of(desk, args), todo_called(desk, rest[0]), " ".join(rest[1:])
    if word == "reply":
        answered = FollowUpAnswered(opportunity=found.opportunity, follow_up=bytes(found.row.id), text=text)
        name = desk.write(answered, moment)
        say_written(desk, name, f"reply noted: {short_words(found.row)}")
    else:
        dropped = FollowUpDropped(opportunity=found.opportunity, follow_up=bytes(found.row.id), reason=text)
        name = desk.write(dropped, moment)
        say_written(desk, name, f"to-do dropped: {short_words(found.row)}")
