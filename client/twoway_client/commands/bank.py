"""Usage: twoway bank [add TEXT | drop ID | reword ID TEXT] [options]
Your questions. Alone, it lists them by what they are about.
  add TEXT           add a question; else from a pipe, -e, or a prompt
  drop ID            ask it no more
  reword ID TEXT     ask it in other words from now on
  --about NAME       the criterion that an answer speaks to; may be repeated;
                     without add: list these questions only
  --minutes N        how long an answer takes [3]
  --ask WORD         whose answer counts most: boss, peer ...; may be repeated
  --kind WORD        open, example, fact, number, yes-no, feedback [open]
  --tag WORD         duties, organisation, comfort; or flag: it may bring a red
                     flag to light
  --topic WORD       work, opportunity or boss
  --late             only towards the end of an interview
  --in-writing       best had by mail as well
  --here             for the current opportunity only; with drop: set it aside
                     there only
  --because TEXT     with drop: why, such as "answerable elsewhere"
  -e, --edit         write in $EDITOR, on memory-backed storage only
Example: twoway bank add "Who wrote this posting?" --about growth --ask hr
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.criteria import criteria_called
from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import current_opportunity
from twoway_client.output import one_line
from twoway_client.parser import Parser
from twoway_client.people import entry_called, joined
from twoway_client.views.bank import bank_text, bank_view
from twoway_core.events.bank import QuestionAdded, QuestionRetired, QuestionReworded
from twoway_core.events.base import Event
from twoway_core.ids import short
from twoway_core.journal.items import Question
from twoway_core.journal.state import State

KINDS = ("open", "example", "fact", "number", "yes-no", "feedback")
DEFAULT_MINUTES = 3
LATE = "late"
_SHOWN = 44


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.add_argument("--about", action="append", default=[])
    parser.add_argument("--minutes", type=int, default=DEFAULT_MINUTES)
    parser.add_argument("--ask", action="append", default=[])
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0])
    parser.add_argument("--tag")
    parser.add_argument("--topic")
    parser.add_argument("--late", action="store_true")
    parser.add_argument("--in-writing", action="store_true")
    parser.add_argument("--here", action="store_true")
    parser.add_argument("--because")


def run(desk: Desk, args: Namespace) -> None:
    """List the questions, or change the bank."""
    verb, words = (args.words[0], args.words[1:]) if args.words else ("", [])
    if verb == "add":
        _add(desk, args, words)
    elif verb == "drop":
        _drop(desk, args, words)
    elif verb == "reword":
        _reword(desk, args, words)
    elif not verb:
        _list(desk, args)
    else:
        again = joined(["add", " ".join(args.words)])
        raise UsageRefusal(f'"{verb}" is nothing that bank does.', mend=f"twoway bank {again}")


def _list(desk: Desk, args: Namespace) -> None:
    state = _state(desk)
    view = bank_view(state.mine, desk.context.opportunity, criteria_called(state.mine, args.about))
    desk.output.view("twoway.bank/1", view, bank_text(view))


def _add(desk: Desk, args: Namespace, words: list[str]) -> None:
    with Draft(desk, words, args, "the question") as draft:
        event = QuestionAdded(
            opportunity=current_opportunity(desk) if args.here else None,
            text=draft.read(),
            criteria=criteria_called(desk.state().mine, args.about),
            kind=args.kind,
            tag=args.tag or "",
            topic=args.topic or "",
            ask=tuple(args.ask),
            when=LATE if args.late else "",
            in_writing=args.in_writing,
            minutes=args.minutes,
        )
        entry = desk.write(event)
    about = f", about {', '.join(args.about)}" if args.about else ", about nothing yet"
    desk.wrote(entry, f"question added{about}")


def _drop(desk: Desk, args: Namespace, words: list[str]) -> None:
    question = _question(desk, words, "drop")
    here = current_opportunity(desk) if args.here else None
    event = QuestionRetired(opportunity=here, question=question.id, reason=args.because or "")
    _wrote(desk, event, "question set aside here" if args.here else "question dropped", question.text)


def _reword(desk: Desk, args: Namespace, words: list[str]) -> None:
    question = _question(desk, words[:1], "reword")
    with Draft(desk, words[1:], args, "the new wording") as draft:
        text = draft.read()
        event = QuestionReworded(opportunity=question.event.opportunity, question=question.id, text=text)
        _wrote(desk, event, "question reworded", text)


def _wrote(desk: Desk, event: Event, what: str, text: str) -> None:
    desk.wrote(desk.write(event), f"{what}: {one_line(text, _SHOWN - len(what))}")


def _state(desk: Desk) -> State:
    """Return the fold of what is shared and of the current opportunity, which may have questions of its own."""
    return desk.state(*([desk.context.opportunity] if desk.context.opportunity else []))


def _question(desk: Desk, words: list[str], verb: str) -> Question:
    """Return the question whose id is the one of ``words``. Raises Refusal, UsageRefusal."""
    if len(words) != 1:
        raise UsageRefusal("which question is missing, by its id.", mend=f"twoway bank, then twoway bank {verb} ID")
    questions = _state(desk).mine.questions
    question = questions[entry_called(desk, words[0], questions)]
    if question.retired is not None:
        raise Refusal(
            "gone",
            "that question was dropped already.",
            mend=f"twoway undo {short(question.retired.id)}, to bring it back",
        )
    return question
