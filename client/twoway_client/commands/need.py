"""Usage: twoway need [TEXT] [@WHO] [options]
Note what they need: a skill, somebody who suits their ways, a long-term aim.
How well you meet it makes their side of twoway fit. No network, no waiting;
works while locked.
  TEXT             the need; else from a pipe, -e, or a prompt
  @WHO             who said so
  --kind WORD      skill, culture or aim [skill]
  --importance N   how much it matters to them, 1 to 5 [3]
  --mine N         how well you think you meet it, 1 to 5
  --shared NAME    a criterion of yours that wants the same (this one asks to
                   unlock)
  --when TIME      when it was said, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway need "streaming pipelines" @ana --importance 5 --mine 4
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.parser import Parser
from twoway_client.room import criterion_of, moment_of, named, one_person, opportunity_of, say_written, split_ends
from twoway_core.events.talk import EmployerNeedNoted

KINDS = {"skill": "skill", "culture": "culture", "aim": "long-term aim"}


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--kind", choices=tuple(KINDS), default="skill")
    parser.add_argument("--importance", type=int, choices=range(1, 6), metavar="N", default=3)
    parser.add_argument("--mine", type=int, choices=range(1, 6), metavar="N")
    parser.add_argument("--shared", metavar="NAME")


def run(desk: Desk, args: Namespace) -> None:
    """Note a need of theirs."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "what they need") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        contact = one_person(desk, people, args.words)
        event = EmployerNeedNoted(
            opportunity=opportunity,
            interview=desk.context.interview,
            need=draft.read(),
            kind=KINDS[args.kind],
            importance=args.importance,
            mine=args.mine,
            contact=contact,
            criterion=criterion_of(desk, args.shared) if args.shared else None,
        )
        name = desk.write(event, moment)
    about = [
        named(desk, [contact] if contact else []),
        KINDS[args.kind],
        f"importance {args.importance}",
        f"you {args.mine}" if args.mine else "",
        f"shared: {args.shared}" if args.shared else "",
    ]
    say_written(desk, name, f"need noted: {', '.join(filter(None, about))}")
