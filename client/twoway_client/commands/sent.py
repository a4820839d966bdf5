"""Usage: twoway sent N|ID [TEXT] [options]
Tick a to-do: it is done, or sent. What may be answered is looked at again a
week later.
  N                its number in the list that twoway todo showed last
  TEXT             what you wrote, if you want to keep it
  --by WORD        mail, phone ... if otherwise than planned
  --when TIME      when it was sent, such as yesterday [now]
Example: twoway sent 1                                      Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.parser import Parser
from twoway_client.room import moment_of, say_written
from twoway_client.times import show_short_day
from twoway_client.todos import all_todos, short_words, todo_called
from twoway_core.events.after import FollowUpSent


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.when()
    parser.add_argument("--by", metavar="WORD", default="")


def run(desk: Desk, args: Namespace) -> None:
    """Note that a to-do was sent."""
    if not args.words:
        raise UsageRefusal("which to-do is missing.", mend="twoway todo lists them; twoway sent 1")
    moment, found = moment_of(desk, args), todo_called(desk, args.words[0])
    if found.row.state in ("waiting", "look again"):
        mend = f"twoway todo reply {args.words[0]}, or twoway todo drop {args.words[0]}"
        raise Refusal("sent", f"{short_words(found.row)}: that was sent already.", mend=mend)
    event = FollowUpSent(
        opportunity=found.opportunity, follow_up=bytes(found.row.id), channel=args.by, text=" ".join(args.words[1:])
    )
    name = desk.write(event, moment)
    desk.index.refresh()
    again = next((row.day for row in all_todos(desk) if row.id == found.row.id), None)
    look = f"; look again {show_short_day(again)}" if again is not None else ""
    say_written(desk, name, f"to-do sent: {short_words(found.row)}{look}")
