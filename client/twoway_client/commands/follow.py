"""Usage: twoway follow [TEXT] [@WHO] [options]           short: f
Ask further under the answer noted last. No network, no waiting; works while
locked.
  TEXT             your question; else from a pipe, -e, or a prompt
  @WHO             who was asked (else the person you spoke to last)
  --on ID          under this answer or question [the last one]
  --when TIME      when it was asked, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway f "And above which sum must you sign?"      Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import Refusal
from twoway_client.parser import Parser
from twoway_client.people import contacts_called, entry_called
from twoway_client.room import moment_of, named, opportunity_of, say_written, split_ends, with_asking
from twoway_client.store.context import Asking
from twoway_core.events.talk import QuestionAsked
from twoway_core.ids import short


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--on", metavar="ID")


def run(desk: Desk, args: Namespace) -> None:
    """Note that an answer was followed up."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "the question") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        under = _under(desk, args.on)
        context = desk.context
        who = contacts_called(desk, people, args.words) or context.contacts
        event = QuestionAsked(
            opportunity=opportunity,
            interview=context.interview,
            text=draft.read(),
            contacts=tuple(who),
            follow_up_of=under,
        )
        with desk.batch(moment) as batch:
            name = batch.add(event)
            askings = with_asking(context, Asking(name, context.interview, None, 0, None, who))
            desk.keep_context(replace(context, asked=name, contacts=who, answer=None, askings=askings))
    about = ", ".join(filter(None, [named(desk, who), f"under {short(under)}"]))
    say_written(desk, name, f"follow-up question asked: {about}")


def _under(desk: Desk, typed: str | None) -> bytes:
    """Return what is followed up. Raises Refusal when nothing was asked yet."""
    under = entry_called(desk, typed) if typed else desk.context.answer or desk.context.asked
    if under is None:
        raise Refusal("nothing-asked", "nothing was asked yet: there is nothing to follow up.", mend='twoway ask "..."')
    return under
