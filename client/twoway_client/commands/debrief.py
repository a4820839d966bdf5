"""Usage: twoway debrief [INTERVIEW] [options]
Five minutes after an interview: what went unasked, and what to do next.
  INTERVIEW        such as acme/2 [the current one]
  --yes            keep what went unasked, and make every to-do proposed
  --no             neither
  --note TEXT      what you would do otherwise next time
Without --yes or --no it asks, one thing at a time.
Example: twoway debrief                                     Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.debriefing import Debriefing, minutes_words, thanks_question, unasked_words, writing_question
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.parser import Parser
from twoway_client.people import handle_of, interview_called, label_of
from twoway_client.room import say_written
from twoway_client.times import to_ms
from twoway_core.events.after import FollowUpPlanned
from twoway_core.events.judge import DebriefCompleted
from twoway_core.ids import short
from twoway_core.projections.debrief import debrief, proposed, unasked_lines


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--yes", action="store_true")
    choice.add_argument("--no", action="store_true")
    parser.add_argument("--note", metavar="TEXT", default="")


def run(desk: Desk, args: Namespace) -> None:
    """Look back on an interview."""
    at_hand = _look_back(desk, args.words)
    keep = bool(at_hand.view.unasked) and _keeps(desk, args, at_hand)
    todos = _todos(desk, args, at_hand)
    with desk.batch() as batch:
        name = batch.add(
            DebriefCompleted(
                opportunity=at_hand.case.id,
                interview=at_hand.interview.id,
                minutes_after=at_hand.view.minutes_after,
                unasked=unasked_lines(at_hand.state.mine, at_hand.case, at_hand.interview),
                keep=keep,
                note=args.note,
            )
        )
        for todo in todos:
            batch.add(todo)
    count = "1 to-do" if len(todos) == 1 else f"{len(todos)} to-dos" if todos else "no to-dos"
    undo = f"undo: twoway undo {short(name)}" if todos else "undo: twoway undo"
    say_written(
        desk, name, f"debrief done, {minutes_words(at_hand.view.minutes_after or 0)} after the end: {count}", undo
    )


def _look_back(desk: Desk, words: list[str]) -> Debriefing:
    """Return the interview and what there is to say of it. Raises Refusal, UsageRefusal."""
    if len(words) > 1:
        raise UsageRefusal("debrief takes one interview.", mend="twoway debrief acme/2")
    state, case, interview = interview_called(desk, words[0] if words else None)
    label = label_of(desk, case, interview)
    view = debrief(state.mine, case, interview, to_ms(desk.now), label)
    if interview.ended is None:
        mend = "twoway end, then twoway debrief" if interview.started is not None else "twoway start"
        raise Refusal("not-ended", f"{label} has not ended.", mend=mend)
    if view.done:
        raise Refusal("done", f"{label} was debriefed already.", mend=f"twoway replay {label}")
    return Debriefing(state, case, interview, view, handle_of(desk, case))


def _answer(desk: Desk, args: Namespace, question: str) -> bool:
    if args.yes or args.no:
        return bool(args.yes)
    return desk.prompts.yes(question, "--yes or --no", default=True)


def _keeps(desk: Desk, args: Namespace, at_hand: Debriefing) -> bool:
    return _answer(desk, args, f"Unasked: {unasked_words(at_hand)}. Keep them for {at_hand.firm}?")


def _todos(desk: Desk, args: Namespace, at_hand: Debriefing) -> list[FollowUpPlanned]:
    """Return the proposed to-dos that the person wants: thanks all at once, the others one by one."""
    proposals = proposed(at_hand.state.mine, at_hand.case, at_hand.interview)
    thanks = [todo for todo, _ in proposals if todo.kind == "thanks"]
    chosen = thanks if thanks and _answer(desk, args, thanks_question(at_hand.view)) else []
    for (todo, _), shown in zip(proposals, at_hand.view.proposals, strict=True):
        if todo.kind != "thanks" and _answer(desk, args, writing_question(at_hand.view, shown)):
            chosen.append(todo)
    return chosen
