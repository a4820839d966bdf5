"""Usage: twoway decide [NAME] [ACTION] [options]
What the notes say, what would change it, what you never asked; then your own
decision, which is kept with what you expect. The program recommends by rule,
and you decide.
  NAME             an opportunity, by its short name [the current one]
  ACTION           accept, negotiate, decline, ask more, continue or withdraw
                   [asked for]
  --because TEXT   your reason, one line; needed where you decide otherwise
  --sure N         how sure you are, 0 to 100
  --mind WORDS     your state of mind, such as calm
  --show           only show what the notes say
  --when TIME      when you decided, such as yesterday [now]
What follows from it becomes to-dos, and after accept, decline and withdraw
there are days to look back on: twoway review
Example: twoway decide accept --because "decides alone" --sure 80 --mind calm
"""

from __future__ import annotations

from argparse import Namespace
from hashlib import sha256

from twoway_client.consequences import consequences, look_back
from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.judging import keep_still_during
from twoway_client.output import to_json, visible, wrapped
from twoway_client.parser import Parser
from twoway_client.past import PastDesk
from twoway_client.room import listed, moment_of, say_written
from twoway_client.times import show_short_day
from twoway_client.views.decide import decide_text
from twoway_client.weighing import Weighed, weighed
from twoway_core.events.after import DecisionRecorded
from twoway_core.projections.deciding import Deciding
from twoway_core.projections.fit import fit_report
from twoway_core.projections.looking_ahead import predicted, review_days

ACTIONS = ("accept", "negotiate", "decline", "ask more", "continue", "withdraw")
SCHEMA = "twoway.decide/1"
_BEFORE, _WITH_OFFER = ("continue", "ask more", "withdraw"), ("accept", "negotiate", "decline", "ask more")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.when()
    parser.add_argument("--because", metavar="TEXT")
    parser.add_argument("--sure", metavar="N")
    parser.add_argument("--mind", metavar="WORDS")
    parser.add_argument("--show", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show what the notes say, and record the decision."""
    name, action = _words(args.words)
    found = weighed(desk, name)
    keep_still_during(desk, found.case)
    view = found.deciding()
    rival, must_haves = found.called(view.rival), fit_report(found.state.mine, found.case, found.name, found.settings)
    text = decide_text(view, found.case, found.name, [one for one, _ in found.cases], rival, must_haves.must_haves)
    if args.show or isinstance(desk, PastDesk) or (desk.output.json and not action):
        desk.output.view(SCHEMA, view, text, [found.name])
        return
    if desk.prompts.can_ask:
        desk.output.talk(text)
    _record(desk, args, found, view, action)


def _words(words: list[str]) -> tuple[str | None, str]:
    """Return (the opportunity's name, the action), each only where it was typed. Raises UsageRefusal."""
    text = " ".join(words).replace("ask-more", "ask more")
    action = next((one for one in ACTIONS if text == one or text.endswith(f" {one}")), "")
    name = text.removesuffix(action).strip()
    if " " in name:
        raise UsageRefusal(f'"{text}" is no decision.', mend=f"one of {', '.join(ACTIONS)}")
    return name or None, action


def _record(desk: Desk, args: Namespace, found: Weighed, view: Deciding, action: str) -> None:
    moment, recommended = moment_of(desk, args), view.action.lower()
    action = action or _ask_action(desk, found)
    because = _because(desk, args, differs=action != recommended)
    confidence, mind = _state(desk, args)
    days = review_days(action, (moment or desk.now).date())
    others = [(name, case) for name, case in found.cases if case.id != found.case.id]
    follow = consequences(desk, found, view, action)
    with desk.batch(moment) as batch:
        name = batch.add(
            DecisionRecorded(
                opportunity=found.case.id,
                action=action,
                reasons=because,
                recommended=recommended,
                predicted=predicted(found.state.mine, found.case, found.settings),
                confidence=confidence,
                state_of_mind=mind,
                reviews=tuple(day.isoformat() for day in days),
                against=tuple(case.id for _, case in others),
                report_hash=sha256(to_json(SCHEMA, view).encode()).digest(),
            )
        )
        for one in follow:
            batch.add(one.todo)
        for day in days:
            batch.add(look_back(found, day, name))
    say_written(desk, name, f"decision recorded: {action} {found.name}")
    parts = [f"Look back on {listed([show_short_day(day) for day in days])} (twoway review)"] if days else []
    if follow:
        count = "1 to-do" if len(follow) == 1 else f"{len(follow)} to-dos"
        parts.append(f"{count}: {', '.join(one.words for one in follow)}")
    if parts:
        desk.output.hint(wrapped("  ", visible("; ".join(parts))))


def _ask_action(desk: Desk, found: Weighed) -> str:
    likely = _WITH_OFFER if found.case.offers else _BEFORE
    while True:
        typed = " ".join(desk.prompts.line(f"Decision ({', '.join(likely)}): ", "your decision").casefold().split())
        if typed in ACTIONS:
            return typed
        desk.output.talk(f"One of {', '.join(ACTIONS)}, please.")


def _because(desk: Desk, args: Namespace, *, differs: bool) -> str:
    """Return the reason; whoever decides otherwise than the notes say gives one. Raises UsageRefusal."""
    if args.because is None and (differs or desk.prompts.can_ask):
        against = ", and why other than the notes say" if differs else ""
        args.because = desk.prompts.line(f"Your reason, one line{against}: ", "your reason (--because)")
    if differs and not args.because:
        raise UsageRefusal("you decide other than the notes say: your reason is missing.", mend='--because "..."')
    return args.because or ""


def _state(desk: Desk, args: Namespace) -> tuple[int | None, str]:
    """Return how sure I am, and my state of mind. Raises UsageRefusal."""
    sure, mind = args.sure, args.mind
    if sure is None and mind is None and desk.prompts.can_ask:
        typed = desk.prompts.line("How sure, 0 to 100, and your state of mind: ", "how sure you are")
        sure, _, mind = typed.partition(" ")
    if not sure:
        return None, mind or ""
    if not sure.isascii() or not sure.isdecimal() or int(sure) > 100:
        raise UsageRefusal(f'"{sure}" is not how sure one can be.', mend="a number from 0 to 100, such as --sure 80")
    return int(sure), mind or ""
