"""Usage: twoway close [NAME] OUTCOME [options]
End an opportunity. To decline well is a good end: you found out in time.
  NAME             which one, by its short name [the current one]
  OUTCOME          accepted, declined, withdrew: your choice; rejected or
                   no-answer: theirs; or a word of your own
  --because TEXT   why; it is what you will want to know in a year
  --when TIME      when it ended, such as yesterday [now]
Nothing is lost: its notes stay, and twoway open NAME --stage WORD goes on.
Example: twoway close birch declined --because "no remote days"
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import current_opportunity, opportunity_names
from twoway_client.parser import Parser
from twoway_client.people import case_called, handle_of
from twoway_client.room import moment_of
from twoway_client.times import show_day
from twoway_core.events.after import FollowUpPlanned
from twoway_core.events.case import OpportunityClosed
from twoway_core.ids import short
from twoway_core.journal.handles import find
from twoway_core.journal.state import Case
from twoway_core.projections.followups import PLAIN, default_due
from twoway_core.projections.outcomes import MINE, good_words

_OUTCOMES = ("accepted", "declined", "withdrew", "rejected", "no answer")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--because", default="")
    parser.when()


def run(desk: Desk, args: Namespace) -> None:
    """End an opportunity."""
    name, outcome = _named(desk, args.words)
    _, case = case_called(desk, name)
    handle = handle_of(desk, case)
    if case.closed is not None:
        raise Refusal(
            "closed",
            f"{handle} was closed already: {case.closed.event.outcome}.",
            mend=f"twoway open {handle} --stage interviewing, to go on; or twoway undo {short(case.closed.id)}",
        )
    moment = moment_of(desk, args)
    tell = _tells(desk, case, outcome)
    due = default_due(PLAIN, desk.now.date())
    with desk.batch(moment) as batch:
        entry = batch.add(OpportunityClosed(opportunity=case.id, outcome=outcome, reason=args.because))
        if tell:
            batch.add(FollowUpPlanned(opportunity=case.id, kind=PLAIN, due=due.isoformat(), text="tell them, kindly"))
    undo = f"undo: twoway undo {short(entry)}" if tell else "undo: twoway undo"
    desk.wrote(entry, f"opportunity closed: {handle}, {outcome}", undo)
    for line in good_words(case, outcome, args.because):
        desk.output.hint(f"  {line}")
    if tell:
        desk.output.hint(f"  a to-do: tell them, kindly, by {show_day(due)}")


def _named(desk: Desk, words: list[str]) -> tuple[str | None, str]:
    """Return the opportunity that was named, if any, and the outcome. Raises UsageRefusal."""
    known = opportunity_names(desk)
    is_named = bool(words) and words[0].casefold() not in _OUTCOMES and (find(known, words[0]) or _ends(words[1:]))
    rest = words[1:] if is_named else words
    if not is_named:
        current_opportunity(desk)
    outcome = " ".join(rest).replace("no-answer", "no answer").strip()
    if not outcome:
        outcome = desk.prompts.line(f"How did it end: {', '.join(_OUTCOMES)}? ", "how it ended")
    if not outcome:
        raise UsageRefusal("how it ended is missing.", mend=f"one of {', '.join(_OUTCOMES)}")
    return (words[0] if is_named else None), outcome


def _ends(words: list[str]) -> bool:
    """Return whether ``words`` are an outcome that is usual, so that what stands before them can only be a name."""
    return " ".join(words).casefold().replace("no-answer", "no answer") in _OUTCOMES


def _tells(desk: Desk, case: Case, outcome: str) -> bool:
    """Return whether to remind the person to tell them; asked where it was the person's choice and they were met."""
    if outcome.casefold() not in MINE - {"accepted"} or not case.interviews or not desk.prompts.can_ask:
        return False
    return desk.prompts.yes("A to-do to tell them, kindly?", "a yes or no", default=True)
