"""Usage: twoway got [TEXT] [@WHO] [options]           short: g
Note what they asked you. No network, no waiting; works while locked.
  TEXT             their question; else from a pipe, -e, or a prompt
  @WHO             who asked it
  --skill WORD     the skill it probes, such as motivation
  --when TIME      when it was asked, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway g "Where do you want to be in two years?"   Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.parser import Parser
from twoway_client.room import moment_of, named, one_person, opportunity_of, say_written, split_ends
from twoway_core.events.talk import QuestionReceived


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--skill", metavar="WORD", default="")


def run(desk: Desk, args: Namespace) -> None:
    """Note a question that they asked."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "their question") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        contact = one_person(desk, people, args.words)
        event = QuestionReceived(
            opportunity=opportunity,
            interview=desk.context.interview,
            text=draft.read(),
            contact=contact,
            skill=args.skill,
        )
        with desk.batch(moment) as batch:
            name = batch.add(event)
            desk.keep_context(replace(desk.context, received=name))
    about = ", ".join(filter(None, [named(desk, [contact] if contact else []), args.skill]))
    say_written(desk, name, f"question received: {about}" if about else "question received")
