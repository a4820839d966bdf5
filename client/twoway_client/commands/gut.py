"""Usage: twoway gut 1-5 [WORDS] [options]
Seal your gut feeling about an interview, before you rate: it stays hidden
until the answers are rated, so that neither colours the other.
  1-5              5 is a clear yes
  WORDS            in a few words
  --on INTERVIEW   such as acme/2 [the current one]
  --when TIME      when you felt it, such as 14:50 [now]
Example: twoway gut 4 "warm, quick, a little rushed"        Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.parser import Parser
from twoway_client.people import handle_of, interview_called
from twoway_client.room import moment_of, say_written
from twoway_core.events.judge import ImpressionSealed
from twoway_core.journal.state import Interview
from twoway_core.projections.rating import to_rate

RATINGS = range(1, 6)


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.when()
    parser.add_argument("--on", metavar="INTERVIEW")


def run(desk: Desk, args: Namespace) -> None:
    """Seal the gut feeling."""
    moment = moment_of(desk, args)
    state, case, interview = interview_called(desk, args.on)
    _refuse_before_start(desk, interview, handle_of(desk, case))
    gut, words = _gut(desk, args.words)
    event = ImpressionSealed(opportunity=case.id, interview=interview.id, gut=gut, words=words or None)
    is_rated = not interview.is_open and not to_rate(state.mine, case, interview.id)
    name = desk.write(event, moment)
    say_written(
        desk, name, "gut feeling noted; no rating waits" if is_rated else "gut feeling sealed until the ratings are in"
    )


def _refuse_before_start(desk: Desk, interview: Interview, firm: str) -> None:
    if interview.started is None:
        label = desk.names.of(interview.id) or f"the interview at {firm}"
        raise Refusal(
            "not-started", f"{label} has not begun.", mend="twoway gut 4 --on another interview, such as acme/1"
        )


def _gut(desk: Desk, words: list[str]) -> tuple[int, str]:
    """Return the number and the words; what was left out is asked for. Raises UsageRefusal."""
    if not words:
        number = desk.prompts.number("Gut feeling, 1 to 5: ", "your gut feeling", RATINGS)
        return number, desk.prompts.line("In a few words [none]: ", "words")
    if not words[0].isascii() or not words[0].isdecimal() or int(words[0]) not in RATINGS:
        raise UsageRefusal(f'"{words[0]}" is not a number from 1 to 5.', mend='twoway gut 4 "in a few words"')
    return int(words[0]), " ".join(words[1:]).strip()
