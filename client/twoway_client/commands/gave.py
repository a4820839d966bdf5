"""Usage: twoway gave [TEXT] [@WHO] [options]
Note what you gave them: an idea, a fresh view, an interest that you showed.
No network, no waiting; works while locked.
  TEXT             the idea; else from a pipe, -e, or a prompt
  @WHO             to whom
  --problem TEXT   their problem that it was for
  --reaction TEXT  how they took it
  --beyond         it goes beyond what the job's description asks for
  --when TIME      when you gave it, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway gave "replay the queue at night" @ana --reaction "wrote it down"
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.parser import Parser
from twoway_client.room import moment_of, named, one_person, opportunity_of, say_written, split_ends
from twoway_core.events.talk import ContributionOffered


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--problem", metavar="TEXT", default="")
    parser.add_argument("--reaction", metavar="TEXT", default="")
    parser.add_argument("--beyond", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Note a contribution."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "what you gave") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        contact = one_person(desk, people, args.words)
        event = ContributionOffered(
            opportunity=opportunity,
            interview=desk.context.interview,
            idea=draft.read(),
            problem=args.problem,
            reaction=args.reaction,
            beyond=args.beyond,
            contact=contact,
        )
        name = desk.write(event, moment)
    about = [named(desk, [contact] if contact else []), "beyond the description" if args.beyond else ""]
    what = ", ".join(filter(None, about))
    say_written(desk, name, f"contribution noted: {what}" if what else "contribution noted")
