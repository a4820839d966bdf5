"""Usage: twoway replay [INTERVIEW] [options]
An interview, step by step: planned against asked, noted, rated, promised.
  INTERVIEW    such as acme/2, or 2 of the current opportunity; acme alone
               is its last one [the current one]
  --step       one step at a time, nothing cut; Enter goes on, q leaves
  --utc        plain times: RFC 3339, in UTC
  --at TIME    as it was known then, such as "4 mar 15:00"
Corrected entries read as corrected, and say so.
Example: twoway replay acme/2 --step
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.parser import Parser
from twoway_client.past import known_until
from twoway_client.people import interview_called, label_of
from twoway_client.views.replay import heading, replay_text, step_texts
from twoway_core.projections.replay import Replay, replay


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("interview", nargs="?")
    parser.add_argument("--step", action="store_true")
    parser.add_argument("--utc", action="store_true")
    parser.add_argument("--at", metavar="TIME")


def run(desk: Desk, args: Namespace) -> None:
    """Show the replay, whole or step by step."""
    desk = desk if args.at is None else known_until(desk, args.at)
    state, case, interview = interview_called(desk, args.interview)
    view = replay(state.mine, case, interview, label_of(desk, case, interview))
    if args.step and not desk.output.json:
        _step_through(desk, view, utc=args.utc)
    else:
        desk.output.view("twoway.replay/1", view, replay_text(view, utc=args.utc))


def _step_through(desk: Desk, view: Replay, *, utc: bool) -> None:
    """Print the steps, waiting between them where somebody can press a key."""
    desk.output.data(heading(view))
    texts = step_texts(view, utc=utc)
    for place, text in enumerate(texts):
        desk.output.data(text)
        is_last = place + 1 == len(texts)
        if not is_last and desk.prompts.can_ask and desk.prompts.line("", "a key").lower().startswith("q"):
            return
