"""Usage: twoway replay [INTERVIEW] [options]
An interview, step by step: planned against asked, noted, rated, promised.
  INTERVIEW    such as acme/2, or 2 of the current opportunity; acme alone
               is its last one [the current one]
  --step       one step at a time, nothing cut; Enter goes on, q leaves
  --speed N    let it run N times as fast as it went, such as 60; no wait takes
               more than 5 seconds
  --only WORDS only such steps, such as asked,noted or promised
  --utc        plain times: RFC 3339, in UTC
  --at TIME    as it was known then, such as "4 mar 15:00"
Corrected entries read as corrected, and say so.
Example: twoway replay acme/2 --step
"""

from __future__ import annotations

import re
from argparse import Namespace
from time import sleep

from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.nearly import did_you_mean
from twoway_client.parser import Parser
from twoway_client.past import known_until
from twoway_client.people import interview_called, label_of
from twoway_client.views.replay import chosen, heading, replay_text, step_texts
from twoway_core.projections.replay import Replay, replay

LONGEST_WAIT_S = 5.0
_SPEED = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)x?")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("interview", nargs="?")
    parser.add_argument("--step", action="store_true")
    parser.add_argument("--speed", metavar="N")
    parser.add_argument("--only", metavar="WORDS")
    parser.add_argument("--utc", action="store_true")
    parser.add_argument("--at", metavar="TIME")


def run(desk: Desk, args: Namespace) -> None:
    """Show the replay, whole or step by step."""
    desk = desk if args.at is None else known_until(desk, args.at)
    state, case, interview = interview_called(desk, args.interview)
    speed = None if args.speed is None else _speed(args.speed)
    view = replay(state.mine, case, interview, label_of(desk, case, interview))
    only = _only(args.only, view)
    if desk.output.json or not (args.step or speed):
        desk.output.view("twoway.replay/1", chosen(view, only), replay_text(view, utc=args.utc, only=only))
    elif args.step:
        _step_through(desk, chosen(view, only), utc=args.utc)
    else:
        _play(desk, chosen(view, only), speed or 1.0, utc=args.utc)


def _speed(text: str) -> float:
    """Return how many times as fast. Raises UsageRefusal."""
    found = _SPEED.fullmatch(text.strip())
    if found is None or not float(found[1]):
        raise UsageRefusal(f'"{text}" is no speed.', mend="a number such as 1 or 60")
    return float(found[1])


def _only(text: str | None, view: Replay) -> frozenset[str]:
    """Return the kinds of step that were asked for; none: all. Raises UsageRefusal where a step is of no such kind."""
    known = list(dict.fromkeys(step.word for step in view.steps))
    wanted = frozenset(word for word in re.split(r"[\s,]+", (text or "").strip().lower()) if word)
    for word in sorted(wanted - set(known)):
        there = f"one of {', '.join(known)}" if known else "no --only: there is no step yet"
        raise UsageRefusal(f'no step here is "{word}".{did_you_mean(word, known)}', mend=there)
    return wanted


def _play(desk: Desk, view: Replay, speed: float, *, utc: bool) -> None:
    """Print the steps as they came, ``speed`` times as fast; in a pipe without a wait."""
    desk.output.data(heading(view))
    before = None
    for step, text in zip(view.steps, step_texts(view, utc=utc), strict=True):
        if before is not None and desk.prompts.can_ask:
            sleep(min(max((step.at - before).total_seconds() / speed, 0.0), LONGEST_WAIT_S))
        desk.output.data(text)
        before = step.at


def _step_through(desk: Desk, view: Replay, *, utc: bool) -> None:
    """Print the steps, waiting between them where somebody can press a key."""
    desk.output.data(heading(view))
    texts = step_texts(view, utc=utc)
    for place, text in enumerate(texts):
        desk.output.data(text)
        is_last = place + 1 == len(texts)
        if not is_last and desk.prompts.can_ask and desk.prompts.line("", "a key").lower().startswith("q"):
            return
