"""Usage: twoway next [--why] [options]
The question to ask now, of whom, and what comes then. Before it stands what
twoway ask takes: its line in the plan, or its id in the bank.
  --why            the reasons, in words
  -n N             the N best questions, in full [1]
Example: twoway next --why
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.naming import current_case
from twoway_client.parser import Parser
from twoway_client.people import label_of
from twoway_client.times import to_ms
from twoway_client.views.next import next_text
from twoway_client.weighing import learned_settings_of
from twoway_core.journal.state import Case, Interview
from twoway_core.projections.next_question import next_questions

GLANCE = 3


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("--why", action="store_true")
    parser.add_argument("-n", dest="count", type=int, default=1, choices=range(1, 21), metavar="N")


def run(desk: Desk, args: Namespace) -> None:
    """Show what to ask now."""
    state, case = current_case(desk)
    interview = _interview(desk, case)
    name = label_of(desk, case, interview)
    count, settings = max(args.count, GLANCE), learned_settings_of(desk)
    view = next_questions(state.mine, case, interview, to_ms(desk.now), name, count, priced=args.why, settings=settings)
    desk.output.view("twoway.next/1", view, next_text(view, args.count, why=args.why))


def _interview(desk: Desk, case: Case) -> Interview:
    """Return the interview that is open or planned; else one made up on the spot, with everybody who is known."""
    current = case.interviews.get(desk.context.interview or b"")
    is_over = current is None or current.ended is not None or current.cancelled is not None
    return Interview(case.id) if current is None or is_over else current
