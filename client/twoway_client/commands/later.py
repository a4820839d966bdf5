"""Usage: twoway later [NAME] [--start DAY]
       twoway later N | ID | TEXT [--about NAME]
Your first ninety days: what was left to settle, and what you were told and
promised. With a question, leave it for after the start.
  NAME             an opportunity, by its short name [the current one]
  --start DAY      your first day, such as "1 jun": the plan then has dates
  N                a line of the plan: it is not asked any more, and kept
  ID               a question of the bank: the same, in this opportunity only
  TEXT             a question of your own: two words or more
  --about NAME     with TEXT: the criterion that it speaks to
Example: twoway later 4                                     Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.criteria import criteria_called
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import current_case, opportunity_names, reread
from twoway_client.output import one_line
from twoway_client.parser import Parser
from twoway_client.people import case_called, entry_called, handle_of
from twoway_client.room import line_words, plan_line, say_written
from twoway_client.times import parse_day
from twoway_client.views.ninety_days import ninety_days_text
from twoway_core.events.bank import QuestionAdded, QuestionRetired
from twoway_core.ids import is_handle, short
from twoway_core.journal.handles import find
from twoway_core.projections.ninety_days import SETTLE_LATER, ninety_days
from twoway_core.projections.plan import wording

_SHOWN = 34


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--start", metavar="DAY")
    parser.add_argument("--about", metavar="NAME")


def run(desk: Desk, args: Namespace) -> None:
    """Show the plan, or leave a question for after the start."""
    words = args.words
    if len(" ".join(words).split()) > 1:
        _leave_text(desk, " ".join(words), args.about)
    elif words and words[0].isdecimal():
        _leave_line(desk, int(words[0]))
    elif words and find(opportunity_names(desk), words[0]) is None and is_handle(words[0].casefold()):
        _leave_question(desk, words[0])
    else:
        _show(desk, args)


def _show(desk: Desk, args: Namespace) -> None:
    if args.about is not None:
        raise UsageRefusal("--about goes with a question of your own.", mend='twoway later "Where do I park?"')
    state, case = case_called(desk, args.words[0] if args.words else None)
    start = parse_day(args.start, desk.now) if args.start is not None else None
    view = ninety_days(state.mine, case, handle_of(desk, case), start)
    desk.output.view("twoway.later/1", view, ninety_days_text(view), [view.opportunity])


def _leave_line(desk: Desk, number: int) -> None:
    current_case(desk)
    question = plan_line(desk.context, number).question
    if question is None:
        _leave_text(desk, line_words(desk, number), None)
    else:
        _retire(desk, question)


def _leave_question(desk: Desk, typed: str) -> None:
    state, _ = current_case(desk)
    _retire(desk, entry_called(desk, typed, state.mine.questions))


def _retire(desk: Desk, question: bytes) -> None:
    state, case = current_case(desk)
    if question in case.set_aside:
        raise Refusal("gone", "that question is set aside here already.", mend="twoway later, to see your plan")
    text = wording(state.mine, case, question, "")
    name = desk.write(QuestionRetired(opportunity=case.id, question=question, reason=SETTLE_LATER))
    reread(desk)
    say_written(desk, name, f"to settle later: {one_line(text, _SHOWN)}")


def _leave_text(desk: Desk, text: str, about: str | None) -> None:
    state, case = current_case(desk)
    criteria = criteria_called(state.mine, [about] if about else [])
    with desk.batch() as batch:
        question = batch.add(QuestionAdded(opportunity=case.id, text=text, criteria=criteria))
        batch.add(QuestionRetired(opportunity=case.id, question=question, reason=SETTLE_LATER))
    reread(desk)
    say_written(desk, question, f"to settle later: {one_line(text, _SHOWN)}", f"undo: twoway undo {short(question)}")
