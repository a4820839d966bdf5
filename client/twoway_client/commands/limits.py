"""Usage: twoway limits [NAME]
What you may decide alone there: each kind of decision, how far, who decides
beyond it, and who told you. Two who tell it otherwise are marked.
  NAME         an opportunity, by its short name [the current one]
It is filled by: twoway note "n+: 3,000 euro" --limit money=3,000
Example: twoway limits acme
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.parser import Parser
from twoway_client.people import case_called, handle_of
from twoway_client.views.limits import limits_text
from twoway_core.projections.limits import limits_of


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("name", nargs="?")


def run(desk: Desk, args: Namespace) -> None:
    """Show the table of limits."""
    state, case = case_called(desk, args.name)
    view = limits_of(state.mine, case, handle_of(desk, case))
    desk.output.view("twoway.limits/1", view, limits_text(view), [view.opportunity])
