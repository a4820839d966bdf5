"""Usage: twoway compare [NAME ...] [options]
Your opportunities beside your present job, on the same criteria and weights.
  NAME         only these, by their short names [all that are neither closed
               nor turned down]
  --criteria   also criterion by criterion
Must-haves are never averaged in: the worst of each opportunity stands apart.
First in: the share of all cases that the notes leave open in which it is best.
Example: twoway compare acme birch --criteria
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.judging import keep_still_during
from twoway_client.naming import opportunity_names, refresh
from twoway_client.parser import Parser
from twoway_client.people import handle_of, opportunity_called
from twoway_client.views.comparison import comparison_text
from twoway_client.weighing import learned, whole
from twoway_core.projections.comparison import comparison, with_race
from twoway_core.projections.rivals import is_choice


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("names", nargs="*")
    parser.add_argument("--criteria", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show the opportunities side by side."""
    chosen = [opportunity_called(desk, name) for name in args.names] or list(opportunity_names(desk).values())
    state = whole(desk)
    refresh(desk, state)
    cases = [state.cases[one] for one in dict.fromkeys(chosen) if one in state.cases]
    cases = [case for case in cases if case.opened is not None and (args.names or is_choice(case))]
    if not cases:
        raise Refusal("no-opportunity", "there is no opportunity to compare.", mend='twoway open NAME "the role"')
    for case in cases:
        keep_still_during(desk, case)
    called = [(handle_of(desk, case), case) for case in cases]
    settings = learned(state)
    view = with_race(comparison(state.mine, called, settings), state.mine, called, settings)
    desk.output.view(
        "twoway.compare/1", view, comparison_text(view, criteria=args.criteria), [one.name for one in view.options]
    )
