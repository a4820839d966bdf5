"""Usage: twoway agree [NAME] [options]
Who said what to the same question, and how far they agree.
  NAME         an opportunity, by its short name [the current one]
  --questions  by question as well as by criterion
Agreement runs from 0 to 1. Ratings 3 or more apart contradict each other, and
so does an answer that was changed: it stands there with the one before it. What
the firm claims is held against your future boss's word, what you were told
against what you saw.
Example: twoway agree --questions
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.judging import keep_still_during
from twoway_client.parser import Parser
from twoway_client.people import case_called, handle_of
from twoway_client.views.agreement import agreement_text
from twoway_client.weighing import learned_settings_of
from twoway_core.projections.agreement import agreement


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("name", nargs="?")
    parser.add_argument("--questions", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show the grid of people."""
    state, case = case_called(desk, args.name)
    keep_still_during(desk, case)
    view = agreement(state.mine, case, handle_of(desk, case), learned_settings_of(desk))
    desk.output.view("twoway.agree/1", view, agreement_text(view, questions=args.questions), [view.opportunity])
