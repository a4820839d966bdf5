"""Usage: twoway plan [MINUTES] [@WHO] [options]
Choose and order questions for an interview. Alone, it shows the plan.
  MINUTES            how long the interview takes, such as 45m or 1h; while one
                     waits to be held, without --when or --new, plan that anew
  @WHO               whom you meet; may be repeated
  move N M           put line N in place M
  drop N             take line N off
  add TEXT|ID        add a question: your own, or one of the bank; with @WHO,
                     --about, --for MINUTES and --late
  INTERVIEW          such as acme/2: another than the current one
  --when TIME        when it takes place, such as "4 mar 14:00"
  --kind WORD        screen, panel, on-site, reverse, informational ...
  --medium WORD      phone, video, on site ...
  --new              another interview beside the one that waits
  --move TIME        it takes place at another time
  --cancel           it does not take place
  --because TEXT     why it was moved or cancelled
  --about NAME       with add: the criterion the question is about
  --for MINUTES      with add: how long the answer takes [3]
  --late             with add: only towards the end
Example: twoway plan 45m @ana @ben --when "4 mar 14:00"     Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.parser import Parser, split_people
from twoway_client.people import contact_in, interview_called, joined, label_of
from twoway_client.planning import Planning
from twoway_client.times import parse_minutes
from twoway_client.views.agenda import agenda_text
from twoway_client.views.prep import left_words
from twoway_core.projections.agenda import agenda

DEFAULT_MINUTES = "3"


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.when()
    for name in ("kind", "medium", "because", "about"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--new", action="store_true")
    parser.add_argument("--move", metavar="TIME")
    parser.add_argument("--cancel", action="store_true")
    parser.add_argument("--for", dest="minutes", metavar="MINUTES", default=DEFAULT_MINUTES)
    parser.add_argument("--late", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show a plan, make one, or change one."""
    names, words = split_people(args.words)
    target = next((word for word in words[:1] if _is_interview(word)), None)
    words = words[1:] if target else words
    planning = Planning.at(desk, target)
    contacts = [contact_in(desk, planning.state, planning.case, name, args.words) for name in names]
    verb = words[0] if words else ""
    if args.cancel:
        planning.cancel(args.because or "")
    elif args.move:
        planning.move(args.move, args.because or "")
    elif verb == "move":
        planning.reorder(*_numbers(words[1:], 2))
    elif verb == "drop":
        planning.drop(*_numbers(words[1:], 1))
    elif verb == "add":
        planning.add(" ".join(words[1:]), contacts, args)
    elif verb or contacts or args.when:
        planning.make(_minutes(desk, words), contacts, args)
    else:
        _show(desk, target)
        return
    planning.show()


def _is_interview(word: str) -> bool:
    handle, slash, number = word.rpartition("/")
    return bool(slash) and bool(handle) and number.isdecimal()


def _minutes(desk: Desk, words: list[str]) -> int:
    if len(words) > 1:
        raise UsageRefusal(f'"{words[1]}" is one word too many.', mend=f"twoway plan add {joined([' '.join(words)])}")
    return parse_minutes(words[0] if words else desk.prompts.line("How many minutes? ", "the length in minutes"))


def _numbers(words: list[str], count: int) -> list[int]:
    if len(words) != count or not all(word.isdecimal() for word in words):
        example = "move 4 1" if count > 1 else "drop 5"
        raise UsageRefusal("which line is missing, by its number.", mend=f"twoway plan, then twoway plan {example}")
    return [int(word) for word in words]


def _show(desk: Desk, target: str | None) -> None:
    state, case, interview = interview_called(desk, target)
    view = agenda(state.mine, case, interview, label_of(desk, case, interview))
    text, left = agenda_text(view), left_words(case, b"")
    if left and interview.started is None:
        text += f"\nNot prepared: {left}. twoway prep"
    desk.output.view("twoway.plan/1", view, text)
