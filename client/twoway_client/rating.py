"""Rating: which cards a person means, what may be typed on one, and the events that come of it."""

from __future__ import annotations

from typing import NamedTuple

from twoway_client.criteria import criterion_called
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import current_case
from twoway_client.people import entry_called, interview_called
from twoway_core.errors import NothingToRateError
from twoway_core.events.base import Event
from twoway_core.events.judge import AnswerRated, RatingRevised
from twoway_core.ids import EntryId, is_handle, short
from twoway_core.journal.state import Case, Interview, State
from twoway_core.projections.matters import matters_of
from twoway_core.projections.plan import asked_for, criteria_of, plan_of
from twoway_core.projections.rating import Card, Gut, card_on, cards_of, cards_of_line, opened_gut, to_rate
from twoway_core.projections.terms import offered_by, said_in

Marks = list[tuple[Card, int | None]]
"""Cards, each with its rating; None: read, and no rating."""


_NUMBERS: dict[str, int | None] = {"-": None, **{str(number): number for number in range(1, 6)}}
_YES_NO: dict[str, int | None] = {"-": None, "y": 5, "yes": 5, "5": 5, "n": 1, "no": 1, "1": 1}


class Choice(NamedTuple):
    """The cards that a person means, and where they lie."""

    state: State
    case: Case
    cards: tuple[Card, ...]


def cards_called(desk: Desk, target: str, about: str | None, label: str | None) -> Choice:
    """Return the cards of ``target``, a line of the plan or an id; of all that waits without one. Raises Refusal.

    ``about``: on this criterion only. ``label``: of the interview called so.
    """
    if target and is_handle(target.casefold()):
        return _of_note(desk, target, about)
    state, case, interview = _interview(desk, label)
    if interview is not None and interview.is_open:
        name = desk.names.of(interview.id) or "the interview"
        raise Refusal("still-open", f"{name} goes on: ratings come after it.", mend="twoway end, then twoway rate")
    if target:
        cards = _of_line(state, case, interview, target)
    else:
        waiting = to_rate(state.mine, case, interview.id) if interview is not None else ()
        cards = waiting if waiting or label is not None else to_rate(state.mine, case)
    return Choice(state, case, _on_criterion(state, cards, about))


def _interview(desk: Desk, label: str | None) -> tuple[State, Case, Interview | None]:
    if label is not None:
        return interview_called(desk, label)
    state, case = current_case(desk)
    return state, case, case.interviews.get(desk.context.interview or b"")


def _on_criterion(state: State, cards: tuple[Card, ...], about: str | None) -> tuple[Card, ...]:
    if about is None:
        return cards
    criterion = criterion_called(state.mine, about)
    return tuple(card for card in cards if card.criterion == criterion)


def _of_line(state: State, case: Case, interview: Interview | None, typed: str) -> tuple[Card, ...]:
    """Return the cards of a line of the plan. Raises Refusal, UsageRefusal."""
    if not typed.isascii() or not typed.isdecimal():
        raise UsageRefusal(f'"{typed}" is neither a line of the plan nor an id.', mend="twoway rate --list")
    if interview is None:
        raise Refusal("no-interview", "there is no interview whose plan could be meant.", mend="twoway rate --list")
    number = int(typed)
    try:
        return cards_of_line(state.mine, case, interview, number)
    except NothingToRateError as error:
        known = any(line.number == number for line in plan_of(state.mine, case, interview))
        mend = f"twoway note -q {number}, then twoway rate" if known else "twoway plan shows its lines"
        raise Refusal("nothing-to-rate", f"{error}.", mend=mend) from None


def _of_note(desk: Desk, typed: str, about: str | None) -> Choice:
    """Return the cards of the note whose id begins so; an id of a question stands for its answers. Raises Refusal."""
    state, case = current_case(desk)
    notes_here = [*case.answers, *case.observations, *case.research, *offered_by(case)]
    found = entry_called(desk, typed, [*notes_here, *case.asked])
    answers = [answer.id for answer in case.answers.values() if answer.event.asked == found]
    notes = answers if found in case.asked else [found]
    try:
        if about is not None:
            criterion = criterion_called(state.mine, about)
            cards = tuple(card_on(state.mine, case, note, criterion) for note in notes)
        else:
            cards = tuple(card for note in notes for card in cards_of(state.mine, case, note))
    except NothingToRateError as error:
        mend = f"twoway rate {short(found)} 4 --about NAME" if about is None else "twoway log shows the ids"
        raise Refusal("nothing-to-rate", f"{error}.", mend=mend) from None
    if not cards:
        raise Refusal(
            "nothing-to-rate", f"nothing that can be rated was noted under {typed}.", mend="twoway rate --list"
        )
    return Choice(state, case, cards)


def aimless(state: State, case: Case) -> list[bytes]:
    """Return the answers that speak to nothing that matters, so that nobody proposes them; follow-ups are left out."""
    rated, matters = {noted for noted, _ in case.ratings}, matters_of(state.mine)
    return [
        answer.id
        for answer in sorted(case.answers.values(), key=lambda one: (one.at, one.id))
        if answer.id not in rated
        and not answer.superseded_by
        and answer.event.form != "refused"
        and not is_follow_up(case, answer.id)
        and not any(criterion in matters for criterion in criteria_of(state.mine, case, answer.id))
    ]


def is_follow_up(case: Case, answer: bytes) -> bool:
    """Return whether ``answer`` was given to a question that went deeper into an earlier one."""
    asked = asked_for(case, answer)
    return asked is not None and asked.event.follow_up_of is not None


def origin(case: Case, card: Card) -> str:
    """Return where a note comes from that nobody said: you saw it, read it, or it was offered."""
    if card.id in offered_by(case):
        return "written term" if all(term.written for term in said_in(case, card.id)) else "spoken term"
    read = case.research.get(card.id)
    return "you saw" if read is None else f"read: {read.event.where or read.event.source}"


def parse_mark(card: Card, typed: str) -> int | None:
    """Return the rating that was typed, None for ``-``. Raises UsageRefusal."""
    marks = _YES_NO if card.yes_no else _NUMBERS
    if typed.lower() not in marks:
        allowed = "y, n" if card.yes_no else "a number from 1 to 5"
        example = "y" if card.yes_no else "4"
        raise UsageRefusal(f'"{typed}" is no rating: {allowed} or -.', mend=f"twoway rate {short(card.id)} {example}")
    return marks[typed.lower()]


def write_ratings(desk: Desk, choice: Choice, marks: Marks, because: str, better: str) -> list[EntryId]:
    """Write the ratings in one batch, and return their ids; of what was rated before, a revision."""
    with desk.batch() as batch:
        for card, mark in marks:
            batch.add(_event(choice.case, card, mark, because, better))
    return batch.ids


def _event(case: Case, card: Card, mark: int | None, because: str, better: str) -> Event:
    noted = case.answers.get(card.id) or case.observations.get(card.id) or case.research.get(card.id)
    interview = noted.event.interview if noted is not None else None
    before = case.ratings.get((card.id, card.criterion))
    if before is not None:
        reason = "; ".join(text for text in (because, better) if text)
        return RatingRevised(opportunity=case.id, interview=interview, rated=before.id, rating=mark, reason=reason)
    return AnswerRated(
        opportunity=case.id,
        interview=interview,
        answer=bytes(card.id),
        criterion=bytes(card.criterion),
        rating=mark,
        rationale=because,
        better=better,
    )


def open_guts(state: State, case: Case) -> dict[bytes, Gut]:
    """Return the gut feelings of ``case`` that are open now, by interview."""
    found = {name: opened_gut(state.mine, case, interview) for name, interview in case.interviews.items()}
    return {name: gut for name, gut in found.items() if gut is not None}
