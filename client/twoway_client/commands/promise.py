"""Usage: twoway promise [TEXT] [@WHO] [options]
Note what they promised; it is held against the offer later. No network, no
waiting; works while locked.
  TEXT             the promise; else from a pipe, -e, or a prompt
  @WHO             who promised it (else the person you spoke to last)
  --value TEXT     how much of it, such as "5 days"
  --pay AMOUNT     an amount of money, such as "61000 EUR"
  --per WORD       with --pay: per year, month or day
  --written        in writing; else it counts as spoken
  --medium WORD    how it was given, such as mail or letter
  --on ID          the answer it was part of
  --about NAME     the criterion it speaks to (this one asks to unlock)
  --when TIME      when it was promised, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway promise "one training week a year" @ana     Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.amounts import parse_money
from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.parser import Parser
from twoway_client.people import entry_called
from twoway_client.room import (
    criterion_of,
    likely_contacts,
    moment_of,
    named,
    one_person,
    opportunity_of,
    say_written,
    split_ends,
)
from twoway_client.times import show_short_day
from twoway_core.events.talk import CommitmentNoted


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--value", metavar="TEXT", default="")
    parser.add_argument("--pay", metavar="AMOUNT")
    parser.add_argument("--per", metavar="WORD", default="")
    parser.add_argument("--written", action="store_true")
    parser.add_argument("--medium", metavar="WORD", default="")
    parser.add_argument("--on", metavar="ID")
    parser.add_argument("--about", metavar="NAME")


def run(desk: Desk, args: Namespace) -> None:
    """Note a promise."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "the promise") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args) or desk.now
        last = likely_contacts(desk.context)
        contact = one_person(desk, people, args.words) or (last[0] if len(last) == 1 else None)
        medium = args.medium or ("written" if args.written else "")
        event = CommitmentNoted(
            opportunity=opportunity,
            interview=desk.context.interview,
            money=parse_money(args.pay, args.per) if args.pay else None,
            contact=contact,
            medium=medium,
            day=moment.date().isoformat(),
            answer=entry_called(desk, args.on) if args.on else None,
            criterion=criterion_of(desk, args.about) if args.about else None,
            term=draft.read(),
            value=args.value,
        )
        name = desk.write(event, moment)
    about = [named(desk, [contact] if contact else []), medium or "spoken", show_short_day(moment.date())]
    say_written(desk, name, f"promise noted: {', '.join(filter(None, about))}")
