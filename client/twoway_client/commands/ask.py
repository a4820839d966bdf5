"""Usage: twoway ask N|TEXT|ID [@WHO] [options]           short: a
Mark a question as asked. No network, no waiting; works while locked.
  N                line N of the plan
  TEXT             a question of your own
  ID               a question of the bank
  @WHO             who was asked (else whom the plan names next, else the
                   person you spoke to last); several names: all of them
  --about NAME     of a question of your own: the criterion that its answer
                   speaks to, so that you can rate it (asks to unlock)
  --when TIME      when it was asked, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Without any of the first three it asks, or reads a pipe.
Example: twoway ask 1 @ben                      Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace
from typing import NamedTuple

from msgspec.structs import replace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import UsageRefusal
from twoway_client.parser import Parser
from twoway_client.people import contacts_called, entry_called
from twoway_client.room import (
    criterion_of,
    due_contacts,
    likely_contacts,
    line_words,
    moment_of,
    named,
    opportunity_of,
    plan_line,
    say_written,
    split_ends,
    with_asking,
)
from twoway_client.store.context import Asking, Context
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.talk import QuestionAsked
from twoway_core.ids import is_handle


class Question(NamedTuple):
    """What was asked: a question of the bank, or a text, or line ``line`` of the plan; and of whom."""

    contacts: list[bytes]
    question: bytes | None = None
    text: str = ""
    line: int = 0


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.add_argument("--about", metavar="NAME", action="append", default=[])
    parser.when()


def run(desk: Desk, args: Namespace) -> None:
    """Note that a question was asked."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "the question", "Number in the plan, or your question: ") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        who = contacts_called(desk, people, args.words)
        asked = _question(desk, draft.read(), who)
        new = _added(desk, args, asked, opportunity)
        context = desk.context
        event = QuestionAsked(
            opportunity=opportunity,
            interview=context.interview,
            question=asked.question,
            text=asked.text,
            contacts=tuple(asked.contacts),
            agenda=context.agenda if asked.line else None,
            line=asked.line or None,
        )
        with desk.batch(moment) as batch:
            if new is not None:
                asked = asked._replace(question=batch.add(new), text="")
                event = replace(event, question=asked.question, text="")
            name = batch.add(event)
            desk.keep_context(_after(context, name, asked))
    about = [str(asked.line) if asked.line else "", named(desk, asked.contacts)]
    say_written(desk, name, ": ".join(filter(None, ["question asked", ", ".join(filter(None, about))])))


def _question(desk: Desk, text: str, who: list[bytes]) -> Question:
    """Return what ``text`` names: a line of the plan, a question of the bank, or itself."""
    context, typed = desk.context, text.strip()
    if typed.isascii() and typed.isdecimal():
        line = int(typed)
        question, words = plan_line(context, line).question, line_words(desk, line)
        return Question(who or due_contacts(context, line) or likely_contacts(context), question, words, line)
    if is_handle(typed):
        return Question(who or likely_contacts(context), _from_bank(desk, typed))
    return Question(who or likely_contacts(context), text=text)


def _added(desk: Desk, args: Namespace, asked: Question, opportunity: bytes | None) -> QuestionAdded | None:
    """Return the question of my own that is about something: the bank keeps it, for this opportunity. Raises Refusal.

    That is what makes a card of its answer.
    """
    if not args.about:
        return None
    if asked.line or asked.question is not None:
        raise UsageRefusal(
            "what a question of the bank is about stands in the bank.", mend="twoway bank about ID NAME changes it"
        )
    criteria = tuple(dict.fromkeys(criterion_of(desk, name) for name in args.about))
    return QuestionAdded(opportunity=opportunity, text=asked.text, criteria=criteria)


def _from_bank(desk: Desk, typed: str) -> bytes:
    """Return the question of the bank whose id begins so. Raises Refusal."""
    return entry_called(desk, typed, desk.state().mine.questions)


def _after(context: Context, name: bytes, asked: Question) -> Context:
    """Return ``context`` once ``asked`` was written as entry ``name``."""
    agenda = context.agenda if asked.line else None
    asking = Asking(name, context.interview, agenda, asked.line, asked.question, asked.contacts)
    return replace(
        context,
        asked=name,
        line=asked.line,
        contacts=asked.contacts,
        answer=None,
        askings=with_asking(context, asking),
    )
