"""Usage: twoway fit [NAME] [options]
How well an opportunity fits: always fit, range and coverage together.
  NAME         an opportunity, by its short name [the current one]
  --headings   also by heading: values, goals, daily, growth, boss, team, money
The range holds 80 % of what is still plausible; coverage is how much of what
you weigh is known. What nobody spoke of counts as unknown, not as middling.
Once you noted what they need (twoway need) or how they see you (twoway view),
it says how well you fit them, too.
Example: twoway fit acme
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.judging import keep_still_during
from twoway_client.parser import Parser
from twoway_client.people import case_called, handle_of
from twoway_client.views.two_sides import two_sides_text
from twoway_client.weighing import learned_settings_of
from twoway_core.projections.two_sides import two_sides


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("name", nargs="?")
    parser.add_argument("--headings", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show the fit report."""
    state, case = case_called(desk, args.name)
    keep_still_during(desk, case)
    view = two_sides(state.mine, case, handle_of(desk, case), learned_settings_of(desk))
    desk.output.view("twoway.fit/1", view, two_sides_text(view, headings=args.headings), [view.opportunity])
