"""Usage: twoway review [NAME] [options]
Look back on a decision: how the job turned out, criterion by criterion, beside
what was said and what you expected. Whose word held counts more from then on.
  NAME             an opportunity, by its short name [the current one]
  --found NAME=N   what you found on a criterion, 1 to 5; as often as needed
                   [each is asked for]
  --surprise TEXT  what you did not expect
  --days N         how many days after the decision [counted from it]
  --show           only show what looking back teaches
  --when TIME      when you looked back, such as yesterday [now]
Example: twoway review acme --found autonomy=4 --surprise "long evenings"
"""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from twoway_client.criteria import criterion_called
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.parser import Parser
from twoway_client.past import PastDesk
from twoway_client.people import case_called, handle_of
from twoway_client.room import moment_of, say_written
from twoway_client.views import review as view
from twoway_client.weighing import whole
from twoway_core.events.after import DecisionRecorded, FollowUpSent, OutcomeReviewed
from twoway_core.events.base import Rated
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, State
from twoway_core.projections.looking_back import ACCEPT, calibration
from twoway_core.projections.outcome import final_decision, outcome_rows
from twoway_core.projections.view import day_of

_RATINGS = ("1", "2", "3", "4", "5")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("name", nargs="?")
    parser.when()
    parser.add_argument("--found", action="append", metavar="NAME=N")
    parser.add_argument("--surprise", metavar="TEXT")
    parser.add_argument("--days", type=int, metavar="N", choices=range(36_500))
    parser.add_argument("--show", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Look back, or show what was learned."""
    state, case = case_called(desk, args.name)
    given = args.found or args.surprise is not None
    if args.show or isinstance(desk, PastDesk) or (desk.output.json and not given):
        _show(desk, case)
        return
    decision = final_decision(case)
    if decision is None:
        raise Refusal(
            "no-decision",
            f"there is no decision on {handle_of(desk, case)} to look back on.",
            mend="twoway decide, or twoway review NAME",
        )
    moment = moment_of(desk, args)
    days = args.days if args.days is not None else _days_since(decision, moment or desk.now)
    found = _found(desk, args, state, case) if decision.event.action == ACCEPT else ()
    surprise = args.surprise
    if surprise is None:
        surprise = "" if args.found else desk.prompts.line("What surprised you? One line, or Enter: ", "what you found")
    if not found and not surprise:
        desk.output.talk("Nothing written.")
        return
    event = OutcomeReviewed(opportunity=case.id, days=days, decision=decision.id, found=found, surprise=surprise)
    with desk.batch(moment) as batch:
        name = batch.add(event)
        waiting = [one for one in case.todos.values() if one.is_open and one.event.because == decision.id]
        if waiting:
            batch.add(FollowUpSent(opportunity=case.id, follow_up=min(waiting, key=lambda one: one.event.due or "").id))
    say_written(desk, name, f"outcome reviewed: {handle_of(desk, case)}, {days} days after")
    if desk.output.is_talking:
        desk.index.refresh()
        desk.output.hint(_text(whole(desk), case.id))


def _days_since(decision: Fact[DecisionRecorded], moment: datetime) -> int:
    return max((moment.date() - day_of(decision.at, decision.offset)).days, 0)


def _found(desk: Desk, args: Namespace, state: State, case: Case) -> tuple[Rated, ...]:
    """Return what was found, as given or asked for. Raises UsageRefusal, Refusal."""
    if args.found:
        return tuple(_rated(state, typed) for typed in args.found)
    if args.surprise is not None and not desk.prompts.can_ask:
        return ()
    rows, found = outcome_rows(state.mine, case), []
    for number, row in enumerate(rows, 1):
        while (typed := desk.prompts.line(view.question(row, number, len(rows)), "--found NAME=N")) not in _RATINGS:
            if typed in ("", "-"):
                break
            desk.output.talk("        A number from 1 to 5, or -, please.")
        else:
            found.append(Rated(bytes(row.id), int(typed)))
    return tuple(found)


def _rated(state: State, typed: str) -> Rated:
    name, _, rating = typed.rpartition("=")
    if rating not in _RATINGS:
        raise UsageRefusal(f'"{typed}" is not a criterion and a rating.', mend="--found autonomy=4")
    return Rated(criterion_called(state.mine, name), int(rating))


def _show(desk: Desk, case: Case) -> None:
    state = whole(desk)
    rows = outcome_rows(state.mine, state.cases[case.id])
    learned = calibration(state.mine, state.cases.values())
    data = {"opportunity": handle_of(desk, case), "outcome": rows, "calibration": learned}
    desk.output.view("twoway.review/1", data, view.outcome_text(rows, learned))


def _text(state: State, opportunity: bytes) -> str:
    case = state.cases[opportunity]
    return view.outcome_text(outcome_rows(state.mine, case), calibration(state.mine, state.cases.values()))
