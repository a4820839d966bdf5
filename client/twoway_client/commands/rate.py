"""Usage: twoway rate [N|ID] [1-5] [options]
Rate what was noted, one card at a time: the note first, the number after.
  N                the answers to line N of the plan
  ID               one note, rated before or not (a new number revises it)
  1-5              the rating, y or n for a yes-no criterion, - if you cannot
                   say; without it each card asks, and Enter leaves it for later
  --about NAME     on this criterion only, also one the note did not name
  --because TEXT   why; for a note rated before, what changed your mind
  --better TEXT    what would have made it a 5
  --on INTERVIEW   such as acme/2 [the current one, then all]
  --list           show what waits, and ask nothing
Example: twoway rate kdmxr 5                                Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.judging import keep_still_during
from twoway_client.naming import reread
from twoway_client.parser import Parser
from twoway_client.people import handle_of
from twoway_client.rating import Choice, Marks, aimless, cards_called, open_guts, origin, parse_mark, write_ratings
from twoway_client.room import say_written
from twoway_client.views import cards as view
from twoway_client.views.fit import head
from twoway_client.weighing import learned_settings_of
from twoway_core.analysis.rounding import short_decimals
from twoway_core.ids import short
from twoway_core.projections.fit import fit_report
from twoway_core.projections.people import people_of
from twoway_core.projections.pieces import evidence_of, weight_of
from twoway_core.projections.rating import Card
from twoway_core.projections.terms import offered_by

_MOST_NOTES = 3


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--about", metavar="NAME")
    parser.add_argument("--because", metavar="TEXT", default="")
    parser.add_argument("--better", metavar="TEXT", default="")
    parser.add_argument("--on", metavar="INTERVIEW")
    parser.add_argument("--list", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Rate one note at once, or what waits card by card."""
    target, given = _words(args.words)
    choice = cards_called(desk, target, args.about, args.on)
    if args.list:
        origins = [origin(choice.case, card) for card in choice.cards]
        desk.output.view("twoway.rate/1", {"cards": choice.cards}, view.listed_cards(choice.cards, origins))
    elif not choice.cards:
        desk.output.talk("Nothing waits to be rated.")
        _point_out(desk, aimless(choice.state, choice.case))
    else:
        _rate(desk, args, choice, given)


def _point_out(desk: Desk, notes: list[bytes]) -> None:
    if notes:
        count = "One answer moves" if len(notes) == 1 else f"{len(notes)} answers move"
        ids = ", ".join(short(note) for note in notes[-_MOST_NOTES:])
        desk.output.hint(f"{count} no number ({ids}): twoway rate ID 4 --about NAME")


def _words(words: list[str]) -> tuple[str, str]:
    """Return (what to rate, the rating); both may be left out. Raises UsageRefusal."""
    if len(words) > 2:
        raise UsageRefusal("rate takes a note and a number.", mend='twoway rate kdmxr 5 --because "why"')
    target, given = [*words, "", ""][:2]
    return target, given


def _rate(desk: Desk, args: Namespace, choice: Choice, given: str) -> None:
    before = set(open_guts(choice.state, choice.case))
    if given:
        card = _only(choice.cards)
        marks: Marks = [(card, parse_mark(card, given))]
    else:
        marks = _walk(desk, choice)
    if not marks:
        desk.output.talk("Nothing rated.")
        return
    names = write_ratings(desk, choice, marks, args.because, args.better)
    undo = "undo: twoway undo" if len(names) == 1 else f"undo: twoway undo {short(names[0])}"
    offered = [card for card, _ in marks if card.id in offered_by(choice.case)]
    say_written(desk, names[0], _what(marks) + _counted(desk, choice, offered), undo)
    _show_opened(desk, choice, before)
    if offered:
        _show_fit(desk, choice)


def _counted(desk: Desk, choice: Choice, offered: list[Card]) -> str:
    """Return what one rated term of the offer counts."""
    if len(offered) != 1:
        return ""
    (card,), mine = offered, choice.state.mine
    term = evidence_of(choice.case, people_of(mine, choice.case), card.id, card.criterion)
    counts = weight_of(mine, term, card.criterion, learned_settings_of(desk)) if term is not None else card.counts
    return f", {origin(choice.case, card).removesuffix(' term')} counts {short_decimals(counts)}"


def _show_fit(desk: Desk, choice: Choice) -> None:
    """Show what the offer makes of the fit; not while an interview is under way."""
    state = desk.state(choice.case.id)
    case = state.cases[choice.case.id]
    with suppress(Refusal):
        keep_still_during(desk, case)
        report = fit_report(state.mine, case, handle_of(desk, case), learned_settings_of(desk))
        desk.output.hint("\n".join(head(report)))


def _only(cards: tuple[Card, ...]) -> Card:
    if len(cards) == 1:
        return cards[0]
    each = "  ".join(f"{short(card.id)} ({card.name}, {card.who or 'you'})" for card in cards)
    raise UsageRefusal("that is more than one card: rate each by its id, and --about.", mend=each)


def _walk(desk: Desk, choice: Choice) -> Marks:
    """Show one card after the other and return the marks given; a card left for later has none."""
    marks: Marks = []
    shown: set[bytes] = set()
    for number, card in enumerate(choice.cards, 1):
        is_new = card.criterion not in shown
        shown.add(card.criterion)
        heading = view.heading(card, number, len(choice.cards), origin(choice.case, card))
        mark = _ask(desk, card, heading, is_new=is_new, at_first=number == 1)
        if mark:
            marks.append((card, parse_mark(card, mark)))
    return marks


def _ask(desk: Desk, card: Card, heading: str, *, is_new: bool, at_first: bool) -> str:
    """Return what was typed at one card, nothing for later. A criterion that was explained before needs one line."""
    explained = [heading, view.anchors(card), view.question(card, at_first=at_first)]
    prompt = "\n".join(line for line in explained if line) if is_new else f"{heading}: "
    while True:
        typed = desk.prompts.line(prompt, "the rating")
        if typed == "?":
            desk.output.talk(view.whole_note(card))
        elif not typed:
            return ""
        else:
            try:
                parse_mark(card, typed)
            except UsageRefusal as refusal:
                desk.output.talk(f"        {refusal.what}")
            else:
                return typed
        prompt = view.question(card, at_first=False)


def _what(marks: Marks) -> str:
    """Return what was written, in words."""
    if len(marks) > 1:
        return f"answers rated: {len(marks)}"
    card, mark = marks[0]
    word = "rating revised" if card.rating is not None else "answer rated"
    before = f", was {card.rating}" if card.rating is not None else ""
    return f"{word}: {card.name} {'none' if mark is None else mark}{before}"


def _show_opened(desk: Desk, choice: Choice, before: set[bytes]) -> None:
    """Show the gut feelings that these ratings opened."""
    state = reread(desk)
    for interview, gut in open_guts(state, state.cases[choice.case.id]).items():
        if interview not in before:
            desk.output.hint(view.opened(gut))
