"""Usage: twoway ledger [NAME] [options]
Both sides of an opportunity: what each offers, needs and has learned, what
they look for, and the aims that you share.
  NAME         an opportunity, by its short name [the current one]
  --needs      their needs, one by one: how well you meet each, by your own view
               and by theirs, and the stories that show it
It is filled by: gave, said, promise, offer; want, need; note, got, view.
Example: twoway ledger --needs
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.judging import keep_still_during
from twoway_client.parser import Parser
from twoway_client.people import case_called, handle_of
from twoway_client.views.ledger import ledger_text, needs_text
from twoway_core.projections.ledger import ledger


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("name", nargs="?")
    parser.add_argument("--needs", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show the ledger."""
    state, case = case_called(desk, args.name)
    if args.needs or desk.output.json:
        keep_still_during(desk, case)
    view = ledger(state.mine, case, handle_of(desk, case))
    desk.output.view("twoway.ledger/1", view, needs_text(view) if args.needs else ledger_text(view), [view.opportunity])
