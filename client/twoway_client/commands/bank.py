"""Usage: twoway bank [add TEXT | VERB ID ...] [options]
Your questions. Alone, it lists them by what they are about, with the names of
the current opportunity filled in, and says which do not suit it.
  add TEXT           add a question; else from a pipe, -e, or a prompt; {firm},
                     {role}, {industry} and {level} are filled in
  drop ID            ask it no more
  reword ID TEXT     ask it in other words from now on
  about ID NAME      say what it is about; several with commas
  elsewhere ID       it can be looked up: not asked at this opportunity, but
                     shown by twoway learn list until you noted the answer
  pack [NAME]        add a pack of questions; alone, name the packs
  --about NAME       the criterion that an answer speaks to; may be repeated;
                     without add: list these questions only
  --minutes N        how long an answer takes [3]
  --ask WORD         whose answer counts most: boss, peer ...; may be repeated
  --kind WORD        open, example, fact, number, yes-no, feedback [open]
  --tag WORD         duties, organisation, comfort; or flag: it may bring a red
                     flag to light
  --topic WORD       work, opportunity or boss
  --role WORD        only for such jobs, such as engineer; may be repeated
  --industry WORD    only there; may be repeated
  --level WORD       only at that level, such as senior; may be repeated
  --remote           only where people work from home
  --under ID         it hangs under that question
  --on ID            the finding that prompted it, as learn list shows it; for
                     the current opportunity only
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

from msgspec.structs import replace

from twoway_client.criteria import criteria_called
from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.knowing import state_with
from twoway_client.naming import current_opportunity
from twoway_client.nearly import did_you_mean
from twoway_client.output import one_line
from twoway_client.parser import Parser
from twoway_client.people import entry_called, joined
from twoway_client.views.bank import bank_text, bank_view
from twoway_core import starter
from twoway_core.events.bank import QuestionAdded, QuestionRetired, QuestionReworded
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected
from twoway_core.ids import short
from twoway_core.journal.amendments import patch_between
from twoway_core.journal.items import Question
from twoway_core.journal.state import State
from twoway_core.projections.bank import LATE, REMOTE
from twoway_core.projections.beliefs import ELSEWHERE

KINDS = ("open", "example", "fact", "number", "yes-no", "feedback")
DEFAULT_MINUTES = 3
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
    for word in ("role", "industry", "level"):
        parser.add_argument(f"--{word}", action="append", default=[])
    parser.add_argument("--remote", action="store_true")
    parser.add_argument("--under", metavar="ID")
    parser.add_argument("--on", metavar="ID")
    parser.add_argument("--late", action="store_true")
    parser.add_argument("--in-writing", action="store_true")
    parser.add_argument("--here", action="store_true")
    parser.add_argument("--because")


def run(desk: Desk, args: Namespace) -> None:
    """List the questions, or change the bank."""
    verb, words = (args.words[0], args.words[1:]) if args.words else ("", [])
    doing = {"add": _add, "drop": _drop, "reword": _reword, "about": _about, "elsewhere": _elsewhere, "pack": _pack}
    if verb in doing:
        doing[verb](desk, args, words)
    elif not verb:
        _list(desk, args)
    else:
        again = joined(["add", " ".join(args.words)])
        raise UsageRefusal(f'"{verb}" is nothing that bank does.', mend=f"twoway bank {again}")


def _list(desk: Desk, args: Namespace) -> None:
    state = _state(desk)
    view = bank_view(state, desk.context.opportunity, criteria_called(state.mine, args.about))
    desk.output.view("twoway.bank/1", view, bank_text(view))


def _add(desk: Desk, args: Namespace, words: list[str]) -> None:
    with Draft(desk, words, args, "the question") as draft:
        state = _state(desk)
        because = _finding(desk, state, args.on)
        event = QuestionAdded(
            opportunity=current_opportunity(desk) if args.here or because is not None else None,
            because=because,
            text=draft.read(),
            criteria=criteria_called(state.mine, args.about),
            kind=args.kind,
            tag=args.tag or "",
            topic=args.topic or "",
            ask=tuple(args.ask),
            roles=tuple(args.role),
            industries=tuple(args.industry),
            levels=tuple(args.level),
            parent=_question(desk, [args.under], "add --under").id if args.under else None,
            condition=REMOTE if args.remote else "",
            when=LATE if args.late else "",
            in_writing=args.in_writing,
            minutes=args.minutes,
        )
        entry = desk.write(event)
    about = f", about {', '.join(args.about)}" if args.about else ", about nothing yet"
    desk.wrote(entry, f"question added{about}")


def _finding(desk: Desk, state: State, typed: str | None) -> bytes | None:
    """Return the finding that ``typed`` names, of the current opportunity. Raises Refusal."""
    if typed is None:
        return None
    return entry_called(desk, typed, state.cases[current_opportunity(desk)].research)


def _about(desk: Desk, args: Namespace, words: list[str]) -> None:
    """Say what a question is about: a correction, for it always was."""
    question = _question(desk, words[:1], "about")
    names = [name for name in " ".join(words[1:]).split(",") if name.strip()]
    if not names:
        raise UsageRefusal("what it is about is missing.", mend=f"twoway bank about {words[0]} growth")
    after = replace(question.event, criteria=criteria_called(_state(desk).mine, names))
    patch = patch_between(question.event, after)
    if not patch:
        raise Refusal("same", "it is about that already.", mend="twoway bank lists what each is about")
    opportunity = question.event.opportunity
    event = EntryCorrected(target=question.id, opportunity=opportunity, patch=patch, reason=args.because or "")
    _wrote(desk, event, f"question is about {', '.join(name.strip() for name in names)}", question.text)


def _elsewhere(desk: Desk, _: Namespace, words: list[str]) -> None:
    question = _question(desk, words, "elsewhere")
    event = QuestionRetired(opportunity=current_opportunity(desk), question=question.id, reason=ELSEWHERE)
    _wrote(desk, event, "question set aside, to be looked up", question.text)
    desk.output.hint(f"  when you found it: twoway learn TEXT --answers {short(question.id)}")


def _pack(desk: Desk, _: Namespace, words: list[str]) -> None:
    known = starter.packs()
    if not words:
        desk.output.view("twoway.packs/1", {"packs": known}, "\n".join(f"{one.name:<12} {one.line}" for one in known))
        return
    name = " ".join(words).casefold()
    if name not in {one.name for one in known}:
        near = did_you_mean(name, [one.name for one in known])
        raise UsageRefusal(f'there is no pack "{name}".{near}', mend="twoway bank pack, which names them")
    mine = _state(desk).mine
    there = {one.event.text: key for key, one in mine.questions.items() if one.retired is None}
    criteria = {defined.event.name: key for key, defined in mine.criteria.items() if defined.retired is None}
    fresh = [one for one in starter.pack(name, criteria, there) if one.text not in there]
    if not fresh:
        raise Refusal("same", f"all of {name} is in your bank.", mend="twoway bank lists it")
    with desk.batch() as batch:
        added = [batch.add(question) for question in fresh]
    first = added[0]
    undo = f"undo: twoway undo {short(first)}" if len(fresh) > 1 else "undo: twoway undo"
    count = "1 question" if len(fresh) == 1 else f"{len(fresh)} questions"
    desk.wrote(first, f"pack added: {name}, {count}", undo)


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
    return state_with(desk, *([desk.context.opportunity] if desk.context.opportunity else []))


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
