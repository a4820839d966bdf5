"""The decision report: what the notes say, in words, with a recommendation by rule.

1. A must-have has failed: WITHDRAW, or DECLINE with an offer in hand; one that is negotiable is asked about first.
2. A must-have is open, a severe flag is not explained, or less than half of what matters is known: ASK MORE.
3. Else CONTINUE.
The program recommends and the person decides. Reasons and gaps are three each at most, the weightiest first.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from twoway_core.analysis.rounding import decimals, short_decimals
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.base import Money
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.agreement import agreement
from twoway_core.projections.bank import suiting
from twoway_core.projections.candidates import is_feedback
from twoway_core.projections.fit import CriterionRow, FitReport, MustHaveRow, fit_report
from twoway_core.projections.flags import FlagRow, flag_rows
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import listed, people_of
from twoway_core.projections.pieces import question_key
from twoway_core.projections.plan import plan_of, wording
from twoway_core.projections.planner import worth_asking
from twoway_core.projections.view import Id, View, moment

Action = Literal["WITHDRAW", "DECLINE", "ASK MORE", "CONTINUE"]
MOST = 3


class Ask(View, frozen=True, kw_only=True):
    """A question worth asking; ``writing``: its answer is best had in writing."""

    text: str
    people: tuple[str, ...]
    about: str
    minutes: int
    writing: bool


class Promise(View, frozen=True, kw_only=True):
    """Something that was promised, by whom, how and when."""

    id: Id
    term: str
    value: str
    money: Money | None
    who: str
    medium: str
    at: datetime


class Report(View, frozen=True, kw_only=True):
    """Page one, and what stands behind it."""

    opportunity: str
    firm: str
    role: str
    stage: str
    action: Action
    line: str
    reasons: tuple[str, ...]
    gaps: tuple[str, ...]
    ask: tuple[Ask, ...]
    never_asked: tuple[str, ...]
    flags: tuple[FlagRow, ...]
    promises: tuple[Promise, ...]
    fit: FitReport


def report(mine: Mine, case: Case, name: str) -> Report:
    """Return the report on ``case``, which is called ``name``."""
    fit, flags = fit_report(mine, case, name), flag_rows(mine, case)
    opened = case.opened.event if case.opened is not None else None
    action = recommended(case, fit, flags)
    return Report(
        opportunity=name,
        firm=opened.firm if opened is not None else "",
        role=opened.role if opened is not None else "",
        stage=case.stage,
        action=action,
        line=_line(action, name),
        reasons=tuple(_reasons(fit, flags)[:MOST]),
        gaps=tuple(_gaps(mine, case, fit)[:MOST]),
        ask=_ask(mine, case),
        never_asked=never_asked(mine, case),
        flags=flags,
        promises=promises_of(mine, case),
        fit=fit,
    )


def recommended(case: Case, fit: FitReport, flags: tuple[FlagRow, ...]) -> Action:
    """Return the action that the rules give."""
    failed = [row for row in fit.must_haves if row.verdict == "failed"]
    if any(not row.negotiable for row in failed):
        return "DECLINE" if case.stage == "offer" else "WITHDRAW"
    unsettled = failed or any(row.verdict == "open" for row in fit.must_haves)
    if unsettled or _severe(flags) or fit.coverage < DEFAULTS.low_coverage - DEFAULTS.tolerance:
        return "ASK MORE"
    return "CONTINUE"


def _severe(flags: tuple[FlagRow, ...]) -> list[FlagRow]:
    return [row for row in flags if row.open and row.severity == "severe"]


def _line(action: Action, name: str) -> str:
    return {
        "WITHDRAW": f"WITHDRAW from {name}: a must-have has failed.",
        "DECLINE": f"DECLINE {name}: a must-have has failed.",
        "ASK MORE": f"ASK MORE about {name}, before you go on.",
        "CONTINUE": f"CONTINUE with {name}.",
    }[action]


def _reasons(fit: FitReport, flags: tuple[FlagRow, ...]) -> list[str]:
    """Return what speaks for the recommendation, the weightiest first."""
    reasons = [_must_have(row) for verdict in ("failed", "open") for row in fit.must_haves if row.verdict == verdict]
    reasons += [f"a severe flag is open: {row.text}" for row in _severe(flags)]
    if fit.coverage < DEFAULTS.low_coverage - DEFAULTS.tolerance:
        reasons.append(f"most of what matters is unknown: coverage {decimals(fit.coverage)}")
    reasons.append(_beside_present(fit))
    known = [row for row in fit.criteria if row.voices]
    if known:
        most = max(known, key=lambda row: (row.weight * row.coverage, row.weight))
        reasons.append(f"it rests on {most.name}: {_voices(most)}")
    return reasons


def _must_have(row: MustHaveRow) -> str:
    negotiable = ", negotiable" if row.negotiable and row.verdict == "failed" else ""
    return f"{row.name} {row.verdict} ({decimals(row.chance)}{negotiable}): {row.reason}"


def _beside_present(fit: FitReport) -> str:
    low, high = fit.range80
    said = f"fit {decimals(fit.fit)}, your present job {decimals(fit.baseline)}"
    if not fit.baseline_coverage:
        return f"fit {decimals(fit.fit)}; your present job is not rated"
    if low <= fit.baseline <= high:
        return f"{said}: too close to call, the range is {decimals(low)} to {decimals(high)}"
    return f"{said}: {'above' if fit.baseline < low else 'below'} it by more than the range"


def _voices(row: CriterionRow) -> str:
    return ", ".join(f"{voice.name} {short_decimals(voice.rating)}" for voice in row.voices)


def _gaps(mine: Mine, case: Case, fit: FitReport) -> list[str]:
    """Return what is missing, the weightiest first."""
    grid = agreement(mine, case, fit.opportunity)
    gaps = [f"{row.name}: what was said contradicts itself" for row in grid.criteria if row.contradiction]
    poor = [row for row in fit.criteria if row.coverage < DEFAULTS.low_coverage - DEFAULTS.tolerance]
    poor.sort(key=lambda row: -row.weight * (1 - row.coverage))
    gaps += [
        f"{row.name}: only {listed(voice.name for voice in row.voices)}, coverage {decimals(row.coverage)}"
        if row.voices
        else f"{row.name}: unknown"
        for row in poor
    ]
    if not grid.boss_asked:
        gaps.append("your future boss was not asked anything that matters")
    if fit.baseline_coverage < 1 - DEFAULTS.tolerance:
        gaps.append("your present job is not rated on all that matters")
    return gaps


def _ask(mine: Mine, case: Case) -> tuple[Ask, ...]:
    people = people_of(mine, case)
    rows = []
    for line in worth_asking(mine, case):
        question = mine.questions.get(line.question) if line.question is not None else None
        rows.append(
            Ask(
                text=wording(mine, case, line.question, line.text),
                people=tuple(people.name(contact) for contact in line.contacts),
                about=line.about or (name_of(mine, line.criterion) if line.criterion is not None else ""),
                minutes=line.minutes,
                writing=question.event.in_writing if question is not None else True,
            )
        )
    return tuple(rows)


def never_asked(mine: Mine, case: Case) -> tuple[str, ...]:
    """Return what was planned, and what they think of me, where nobody was ever asked."""
    asked = {question_key(case, fact) for fact in case.asked.values()}
    planned = [
        line.text
        for interview in case.interviews.values()
        if not interview.is_open
        for line in plan_of(mine, case, interview)
        if not line.asked and line.line.question not in asked
    ]
    feedback = [one.text for one in suiting(mine, case) if is_feedback(one) and one.id not in asked]
    return tuple(dict.fromkeys([*planned, *feedback]))


def promises_of(mine: Mine, case: Case) -> tuple[Promise, ...]:
    """Return what was promised, in lived order."""
    people = people_of(mine, case)
    facts = sorted(case.commitments.values(), key=lambda fact: (fact.at, fact.id))
    return tuple(
        Promise(
            id=Id(fact.id),
            term=fact.event.term,
            value=fact.event.value,
            money=fact.event.money,
            who=people.name(fact.event.contact) if fact.event.contact is not None else "",
            medium=fact.event.medium or "spoken",
            at=moment(fact.at, fact.offset),
        )
        for fact in facts
    )
