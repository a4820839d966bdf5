"""The next question: what to ask now, of whom, and why, in words.

The plan's order holds; without a plan, one is made up on the spot from whoever is there, and from everybody who is
known there where nobody was named. What is kept for the end comes last, and first once only five minutes are left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twoway_core.analysis.rounding import decimals, short_decimals
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.matters import name_of
from twoway_core.projections.pieces import best_weight
from twoway_core.projections.plan import PlannedLine, plan_of, planned_line
from twoway_core.projections.planner import plan_lines
from twoway_core.projections.replay import MINUTE_MS
from twoway_core.projections.standing import Standing, must_have_chance, must_have_verdict, standing_of
from twoway_core.projections.view import Id, View

if TYPE_CHECKING:
    from twoway_core.projections.prices import Prices
    from twoway_core.projections.worth import AskWorth

MADE_UP_MINUTES = 45


class NextQuestion(View, frozen=True, kw_only=True):
    """One question for one person; ``number`` is its line of the plan, None for one that was made up on the spot.

    ``worth``: what the answer is worth, in fit, in all its minutes; None where that cannot be told, or was not asked.
    """

    number: int | None
    who: str
    about: str
    text: str
    minutes: int
    late: bool
    reasons: tuple[str, ...]
    contact: Id | None
    question: Id | None
    worth: float | None = None


class NextQuestions(View, frozen=True, kw_only=True):
    """What to ask now, the first first. ``minutes_left`` is None where no length was said."""

    interview: str
    minutes_left: int | None
    questions: tuple[NextQuestion, ...]


def next_questions(  # noqa: PLR0913  # how they are wanted is said by name
    mine: Mine,
    case: Case,
    interview: Interview,
    now_ms: int,
    name: str,
    count: int = 3,
    *,
    priced: bool = False,
    settings: Settings = DEFAULTS,
) -> NextQuestions:
    """Return the ``count`` best questions of ``interview``, called ``name``, at ``now_ms`` since 1970.

    ``priced``: with what each is worth, which takes longer.
    """
    known = _prices(mine, case, settings) if priced else None
    asking = _Asking(mine, standing_of(mine, case, settings), known, settings)
    left = minutes_left(interview, now_ms)
    lines = _lines(mine, case, interview, settings)
    pairs = [(line, contact) for line in lines for contact in line.waiting]
    hurry = left is not None and left <= DEFAULTS.late_minutes
    pairs.sort(key=lambda pair: pair[0].line.late != hurry)
    return NextQuestions(
        interview=name,
        minutes_left=left,
        questions=tuple(_question(asking, interview, line, contact) for line, contact in pairs[:count]),
    )


class _Asking(NamedTuple):
    """What the reasons are made of: what is known, and what the questions are worth, where that was wanted."""

    mine: Mine
    standing: Standing
    known: Prices | None
    settings: Settings


def _prices(mine: Mine, case: Case, settings: Settings) -> Prices | None:
    from twoway_core.projections.prices import prices  # whoever only wants to know what is next does not wait for it

    return prices(mine, case, None, settings)


def minutes_left(interview: Interview, now_ms: int) -> int | None:
    """Return the whole minutes that are left of ``interview``, all of them before it began; None without a length."""
    length = interview.length_minutes
    if length is None or interview.started is None:
        return length
    return max(0, length - max(0, now_ms - interview.started.at) // MINUTE_MS)


def _lines(mine: Mine, case: Case, interview: Interview, settings: Settings) -> list[PlannedLine]:
    if interview.agenda is not None:
        return plan_of(mine, case, interview)
    length = interview.length_minutes or MADE_UP_MINUTES
    present = interview.contacts or tuple(case.contacts)
    lines = plan_lines(mine, case, present, length, interview.id, settings)
    return [planned_line(mine, case, number, line, []) for number, line in enumerate(lines, start=1)]


def _question(asking: _Asking, interview: Interview, one: PlannedLine, contact: bytes | None) -> NextQuestion:
    mine, standing, known, _ = asking
    price = known.of(one.line.question, contact) if known is not None else None
    reasons = [
        _why_asked(mine, standing, one),
        _why_of(asking, one.line.criterion, contact, price),
        known.idle(one.line.question) if known is not None else "",
    ]
    return NextQuestion(
        number=one.number if interview.agenda is not None else None,
        who=standing.people.name(contact) if contact is not None else "",
        about=one.about,
        text=one.text,
        minutes=one.line.minutes // (len(one.asked) + len(one.waiting)),
        late=one.line.late,
        reasons=tuple(reason for reason in reasons if reason),
        contact=None if contact is None else Id(contact),
        question=None if one.line.question is None else Id(one.line.question),
        worth=None if price is None else price.fit,
    )


def _why_asked(mine: Mine, standing: Standing, one: PlannedLine) -> str:
    """Return what speaks for the question."""
    criterion = one.line.criterion
    if criterion is None or criterion not in standing.matters:
        reason = one.line.reason
        return f"{reason[0].upper()}{reason[1:]}." if reason else ""
    name = name_of(mine, criterion)
    must_have = standing.matters.must_haves.get(criterion)
    if must_have is not None:
        p = decimals(must_have_chance(mine, standing, must_have))
        return f"{name} is a must-have, and {must_have_verdict(mine, standing, must_have)} ({p})."
    return f"{_weighs(standing, criterion, name)}{_known(standing, criterion)}."


def _weighs(standing: Standing, criterion: bytes, name: str) -> str:
    weights = standing.matters.weights
    if not standing.matters.method:
        return f"{name}: "
    weight = decimals(weights[criterion])
    most = weights[criterion] == max(weights.values())
    return f"{name} weighs {f'most ({weight})' if most else weight} and "


def _known(standing: Standing, criterion: bytes) -> str:
    coverage = standing.believed(criterion).coverage
    if not coverage:
        return "nothing is known of it"
    amount = "little" if coverage < DEFAULTS.low_coverage else "something"
    return f"{amount} is known of it (coverage {decimals(coverage)})"


def _why_of(asking: _Asking, criterion: bytes | None, contact: bytes | None, price: AskWorth | None) -> str:
    """Return what speaks for asking this person."""
    if contact is None or criterion is None:
        return ""
    people, settings = asking.standing.people, asking.settings
    worth = best_weight(asking.mine, people, contact, criterion, settings)
    is_what = "would be your boss" if people.is_boss(contact) else f"is {people.role_words(contact)}"
    counts = "full" if worth >= settings.boss else f"{short_decimals(worth)}, a boss's {short_decimals(settings.boss)}"
    return f"{people.name(contact)} {is_what}, so that word counts {counts}{_price_words(price)}."


def _price_words(price: AskWorth | None) -> str:
    if price is None or price.fit <= DEFAULTS.tolerance:
        return ""
    if price.up_to:
        return f": worth up to {decimals(price.fit, 4)} fit"
    minutes = "minute" if price.minutes == 1 else "minutes"
    return f": {decimals(price.per_minute, 4)} fit a minute ({decimals(price.fit, 4)} in {price.minutes} {minutes})"
