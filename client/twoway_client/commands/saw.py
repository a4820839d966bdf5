"""Usage: twoway saw [TEXT] [@WHO] [options]
Note what you saw or felt yourself: how they behave, the tone, the place. It
counts as evidence of its own. No network, no waiting; works while locked.
  TEXT             what you saw; else from a pipe, -e, or a prompt
  @WHO             in whom
  --cue WORD       behaviour, tone, surroundings or a word of your own
  --on ID          the answer it goes with
  --about NAME     the criterion it speaks to (this one asks to unlock)
  --form WORD      example, number, general, evasive, refused [general]
  --sure WORD      sure, fairly, unsure [fairly]
  --when TIME      when you saw it, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Short forms before the text as for twoway note: e+: an example, and sure.
Example: twoway saw "e: two desks empty, nobody spoke" --cue surroundings
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import UsageRefusal
from twoway_client.parser import Parser
from twoway_client.people import entry_called
from twoway_client.room import criterion_of, moment_of, named, one_person, opportunity_of, say_written, split_ends
from twoway_client.shortforms import CERTAINTY_WORDS, FORM_WORDS, parse
from twoway_core.events.talk import ObservationNoted


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--cue", metavar="WORD", default="")
    parser.add_argument("--on", metavar="ID")
    parser.add_argument("--about", metavar="NAME")
    parser.add_argument("--form", choices=FORM_WORDS)
    parser.add_argument("--sure", choices=CERTAINTY_WORDS)


def run(desk: Desk, args: Namespace) -> None:
    """Note an observation."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "what you saw") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        contact = one_person(desk, people, args.words)
        about = entry_called(desk, args.on) if args.on else None
        criteria = (criterion_of(desk, args.about),) if args.about else ()
        said = parse(draft.read())
        if not said.text.strip():
            raise UsageRefusal("what you saw is missing.", mend='twoway saw "e: what you saw"')
        event = ObservationNoted(
            opportunity=opportunity,
            interview=desk.context.interview,
            text=said.text,
            cue=args.cue,
            contact=contact,
            about=about,
            form=args.form or said.form or "general",
            certainty=args.sure or said.certainty or "fairly",
            criteria=criteria,
        )
        name = desk.write(event, moment)
    words = [
        named(desk, [contact] if contact else []),
        args.cue,
        args.form or said.form or "",
        args.sure or said.certainty or "",
    ]
    what = ", ".join(filter(None, words))
    say_written(desk, name, f"observation noted: {what}" if what else "observation noted")
