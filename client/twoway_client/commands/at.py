"""Usage: twoway at DATE VERB ...
Any view as it was known at the end of that day, or at that time.
  DATE   such as 2026-03-03, "3 mar", yesterday, or "4 mar 14:30" for a time
  VERB   fit, compare, agree, replay, why, report, log, export, want, who,
         posting, story, prep, bank, plan, ledger, match, limits, later, offer,
         decide, review or learn list, with its own options
What was written later is left out, whatever day in life it tells of; what was
erased since stays erased. When something happened is --when.
Example: twoway at 2026-03-03 fit acme
"""

from __future__ import annotations

from argparse import Namespace
from importlib import import_module

from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.nearly import did_you_mean
from twoway_client.parser import Parser, build, parse
from twoway_client.past import PastDesk, parse_known
from twoway_client.verbs import BY_NAME, module_of

VIEWS = (
    *("fit", "compare", "agree", "replay", "why", "report", "log", "export"),
    *("want", "who", "posting", "story", "prep", "bank", "plan", "learn"),
    *("ledger", "match", "limits", "later"),
    *("offer", "decide", "review"),
)


def arguments(parser: Parser) -> None:
    """Define the command line: a date, and whatever the verb takes."""
    parser.rest()


def run(desk: Desk, args: Namespace) -> int | None:
    """Run a view at a desk in the past."""
    place = next((at for at, word in enumerate(args.words) if word in VIEWS), None)
    if place is None:
        raise _no_view(args.words)
    if place == 0:
        raise UsageRefusal("a date is missing.", mend=f"twoway at yesterday {args.words[0]}")
    verb, rest = args.words[place], args.words[place + 1 :]
    known = parse_known(" ".join(args.words[:place]), desk.now)
    module = import_module(module_of(BY_NAME[verb]))
    code: int | None = module.run(PastDesk(desk, verb, known), parse(build(module, verb), rest))
    return code


def _no_view(words: list[str]) -> UsageRefusal:
    if not words:
        return UsageRefusal("a date and a view are missing.", mend="twoway at yesterday fit")
    last, other = words[-1], next((word for word in words if word in BY_NAME), None)
    if other is not None:
        return UsageRefusal(f"{other} is no view of the past.", mend=f"one of {', '.join(VIEWS)}")
    return UsageRefusal(f"a view is missing.{did_you_mean(last, VIEWS)}", mend=f"twoway at {' '.join(words)} fit")
