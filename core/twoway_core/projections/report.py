"""The decision report: what the notes say, in words, with the recommendation that the rules of deciding give.

The program recommends and the person decides. Reasons and gaps are three each at most, the weightiest first.
"""

from __future__ import annotations

from datetime import date, datetime

from twoway_core.analysis.decision import Action
from twoway_core.analysis.rounding import decimals, short_decimals
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.events.base import Money
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.agreement import agreement
from twoway_core.projections.deciding import Deciding, is_thin
from twoway_core.projections.fit import CriterionRow, FitReport, MustHaveRow, fit_report
from twoway_core.projections.flags import FlagRow, flag_rows
from twoway_core.projections.kept import written_since
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import listed, people_of
from twoway_core.projections.plan import wording
from twoway_core.projections.planner import worth_asking
from twoway_core.projections.unasked import never_asked
from twoway_core.projections.view import Id, View, moment

MOST = 3


class Ask(View, frozen=True, kw_only=True):
    """A question worth asking; ``writing``: its answer is best had in writing."""

    text: str
    people: tuple[str, ...]
    about: str
    minutes: int
    writing: bool


class Promise(View, frozen=True, kw_only=True):
    """Something that was promised, by whom, how and when; ``written_since``: the day since which it is in writing."""

    id: Id
    term: str
    value: str
    money: Money | None
    who: str
    medium: str
    at: datetime
    written_since: date | None


class Report(View, frozen=True, kw_only=True):
    """Page one, and what stands behind it. ``word``: the recommendation with all that it rests on."""

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
    word: Deciding


def report(mine: Mine, case: Case, name: str, word: Deciding, settings: Settings = DEFAULTS) -> Report:
    """Return the report on ``case``, which is called ``name``; ``word``: what deciding says of it."""
    fit, flags = fit_report(mine, case, name, settings), flag_rows(mine, case)
    opened = case.opened.event if case.opened is not None else None
    return Report(
        opportunity=name,
        firm=opened.firm if opened is not None else "",
        role=opened.role if opened is not None else "",
        stage=_stage(case),
        action=word.action,
        line=_line(word, name),
        reasons=tuple(_reasons(fit, flags, word)[:MOST]),
        gaps=tuple(_gaps(mine, case, fit, settings)[:MOST]),
        ask=_ask(mine, case, settings),
        never_asked=never_asked(mine, case),
        flags=flags,
        promises=promises_of(mine, case),
        fit=fit,
        word=word,
    )


def _stage(case: Case) -> str:
    """Return how far it has come: the stage, and what was decided; of what is closed, how it ended."""
    if case.closed is not None:
        return f"closed, {case.closed.event.outcome}"
    decided = list(case.decisions.values())
    return f"{case.stage}, decided: {decided[-1].event.action}" if decided else case.stage


def _severe(flags: tuple[FlagRow, ...]) -> list[FlagRow]:
    return [row for row in flags if row.open and row.severity == "severe"]


def _line(word: Deciding, name: str) -> str:
    failed = "must-have failed" in word.reasons
    thin = ", but most of what matters is unknown" if is_thin(word.coverage) else ""
    why_not = "a must-have has failed" if failed else f"what you have is worth more{thin}"
    wanted = f"ask for {word.levers[0].term}, in writing" if word.levers and not failed else "a must-have has failed"
    return {
        "WITHDRAW": f"WITHDRAW from {name}: {why_not}.",
        "DECLINE": f"DECLINE {name}: {why_not}.",
        "ASK MORE": f"ASK MORE about {name}, before you go on.",
        "CONTINUE": f"CONTINUE with {name}.",
        "ACCEPT": f"ACCEPT {name}.",
        "NEGOTIATE": f"NEGOTIATE with {name}: {wanted}.",
    }[word.action]


def _reasons(fit: FitReport, flags: tuple[FlagRow, ...], word: Deciding) -> list[str]:
    """Return what speaks for the recommendation, the weightiest first."""
    reasons = [_must_have(row) for verdict in ("failed", "open") for row in fit.must_haves if row.verdict == verdict]
    reasons += [f"a severe flag is open: {row.text}" for row in _severe(flags)]
    if is_thin(fit.coverage):
        reasons.append(f"most of what matters is unknown: coverage {decimals(fit.coverage)}")
    reasons += _values(word)
    if fit.coverage:
        reasons.append(_in_the_race(word))  # where nothing is known the shares are those of dice
    reasons.append(_beside_present(fit))
    known = [row for row in fit.criteria if row.voices]
    if known:
        most = max(known, key=lambda row: (row.weight * row.coverage, row.weight))
        reasons.append(f"it rests on {most.name}: {_voices(most)}")
    return reasons


def _values(word: Deciding) -> list[str]:
    """Return what asking for more is worth beside a plain yes, where that is the word."""
    if word.negotiate is None or "negotiating is worth most" not in word.reasons:
        return []
    return [f"negotiating is worth {decimals(word.negotiate, 3)}, accepting as it stands {decimals(word.accept, 3)}"]


def _in_the_race(word: Deciding) -> str:
    best = word.race.runners[0]
    share = f"{best.name} is best in {decimals(best.first)} of the cases"
    return f"a clear winner: {share}" if word.race.clear else f"no clear winner: {share}"


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


def _gaps(mine: Mine, case: Case, fit: FitReport, settings: Settings) -> list[str]:
    """Return what is missing, the weightiest first."""
    grid = agreement(mine, case, fit.opportunity, settings)
    gaps = [f"{row.name}: what was said contradicts itself" for row in grid.criteria if row.contradiction]
    poor = [row for row in fit.criteria if is_thin(row.coverage)]
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


def _ask(mine: Mine, case: Case, settings: Settings) -> tuple[Ask, ...]:
    people = people_of(mine, case)
    rows = []
    for line in worth_asking(mine, case, settings):
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
            written_since=written_since(case, fact),
        )
        for fact in facts
    )
