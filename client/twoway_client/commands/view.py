"""Usage: twoway view [TEXT] [@WHO] [options]
Note how they see your fit, in their words. It makes their side of twoway fit.
No network, no waiting; works while locked, except for --need.
  TEXT             what they said; else from a pipe, -e, or a prompt
  @WHO             who said it (else the person you spoke to last)
  --rate N         how well you fit by that, 1 to 5; without it no number moves
  --need NAME      the need that it is about: its words, a part of them, or its
                   id; else the job as a whole
  --concern TEXT   what gives them pause
  --form WORD      example, number, general, evasive, refused [general]
  --sure WORD      sure, fairly, unsure [fairly]
  --when TIME      when it was said, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Short forms before the text as for twoway note: e+: an example, and sure.
Example: twoway view "e+: your pipelines are ours" @ana --rate 5
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import UsageRefusal
from twoway_client.naming import current_case
from twoway_client.parser import Parser
from twoway_client.picking import picked
from twoway_client.room import (
    likely_contacts,
    moment_of,
    named,
    one_person,
    opportunity_of,
    say_written,
    split_ends,
)
from twoway_client.shortforms import CERTAINTY_WORDS, FORM_WORDS, parse
from twoway_core.events.talk import FitFeedbackReceived


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--rate", type=int, choices=range(1, 6), metavar="N")
    parser.add_argument("--need", metavar="NAME")
    parser.add_argument("--concern", metavar="TEXT", default="")
    parser.add_argument("--form", choices=FORM_WORDS)
    parser.add_argument("--sure", choices=CERTAINTY_WORDS)


def run(desk: Desk, args: Namespace) -> None:
    """Note their view of my fit."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "how they see your fit") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        last = likely_contacts(desk.context)
        contact = one_person(desk, people, args.words) or (last[0] if len(last) == 1 else None)
        need = _need(desk, args.need) if args.need else None
        said = parse(draft.read())
        if not said.text.strip():
            raise UsageRefusal("how they see your fit is missing.", mend='twoway view "e+: what they said"')
        event = FitFeedbackReceived(
            opportunity=opportunity,
            interview=desk.context.interview,
            view=said.text,
            concern=args.concern,
            need=need,
            rating=args.rate,
            form=args.form or said.form or "general",
            certainty=args.sure or said.certainty or "fairly",
            contact=contact,
        )
        name = desk.write(event, moment)
    about = [
        named(desk, [contact] if contact else []),
        f"on {args.need}" if args.need else "on the whole",
        f"rated {args.rate}" if args.rate else "not rated",
    ]
    say_written(desk, name, f"their view noted: {', '.join(filter(None, about))}")


def _need(desk: Desk, typed: str) -> bytes:
    _, case = current_case(desk)
    needs = {name: need.event.need for name, need in case.needs.items()}
    return picked(typed, needs, "need", 'twoway ledger lists them, or twoway need "..." first')
