"""Usage: twoway end [options]
End the interview that is open. Works while locked.
  --when TIME      when it ended, such as 14:44 [now]
Example: twoway end                                         Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import OVER, current_case
from twoway_client.parser import Parser
from twoway_client.room import moment_of, say_written
from twoway_client.times import to_ms
from twoway_core.events.talk import InterviewEnded

MINUTE_MS = 60_000


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.when()


def run(desk: Desk, args: Namespace) -> None:
    """Note that the interview is over."""
    if desk.context.started_ms <= 0:
        _find_open(desk)
    context = desk.context
    if context.interview is None or context.opportunity is None or context.started_ms <= 0:
        raise Refusal("not-open", "no interview is open.", mend="twoway start, or twoway start --when 14:02")
    moment = moment_of(desk, args) or desk.now
    minutes = (to_ms(moment) - context.started_ms) // MINUTE_MS
    if minutes < 0:
        raise UsageRefusal("it cannot end before it began.", mend="twoway end --when TIME")
    event = InterviewEnded(opportunity=context.opportunity, interview=context.interview)
    entry = desk.write(event, moment, replace(context, started_ms=OVER))
    label = desk.names.of(context.interview)
    say_written(desk, entry, f"interview ended: {label}, {minutes} min" if label else f"interview ended, {minutes} min")
    desk.output.hint("Now, while it is fresh: twoway gut, twoway rate, twoway debrief")


def _find_open(desk: Desk) -> None:
    """Turn to an interview that was started elsewhere, on another device; while locked there is none to find."""
    if desk.is_locked or desk.context.opportunity is None:
        return
    _, case = current_case(desk)
    for interview in case.interviews.values():
        if interview.is_open and interview.started is not None:
            desk.keep_context(replace(desk.context, interview=interview.id, started_ms=interview.started.at))
