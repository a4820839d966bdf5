"""Red flags: what they rest on, and how many independent people stand behind them.

One source is an anecdote, two are a pattern. A flag stays open until it was explained. Flags are proposed, never
raised by themselves: for a question that was refused, and for a position that is advertised again and again.
"""

from __future__ import annotations

from collections.abc import Hashable

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.base import Severity
from twoway_core.journal.items import Flag
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.people import People, people_of
from twoway_core.projections.pieces import noted_as, speaker
from twoway_core.projections.plan import asked_for, asked_words
from twoway_core.projections.view import Id, View

_GRAVITY: dict[Severity, int] = {"severe": 0, "serious": 1, "light": 2}


class FlagRow(View, frozen=True, kw_only=True):
    """One flag. ``sources``: independent people behind it; ``pattern``: enough of them to be more than an anecdote."""

    id: Id
    text: str
    severity: Severity
    kind: str
    sources: int
    pattern: bool
    open: bool
    explanation: str
    evidence: tuple[Id, ...]


class ProposedFlag(View, frozen=True, kw_only=True):
    """A flag that could be raised, and what it would rest on."""

    text: str
    evidence: Id


def flag_rows(mine: Mine, case: Case) -> tuple[FlagRow, ...]:
    """Return the flags of ``case``: the open ones first, the gravest first."""
    people = people_of(mine, case)
    rows = [flag_row(case, people, flag) for flag in case.flags.values()]
    return tuple(sorted(rows, key=lambda row: (not row.open, _GRAVITY[row.severity], row.id)))


def flag_row(case: Case, people: People, flag: Flag) -> FlagRow:
    """Return one flag as a view shows it."""
    sources = sources_of(case, people, flag)
    return FlagRow(
        id=Id(flag.id),
        text=flag.event.text,
        severity=flag.event.severity,
        kind=flag.event.kind,
        sources=sources,
        pattern=sources >= DEFAULTS.pattern_sources,
        open=flag.resolved is None,
        explanation=flag.resolved.event.explanation if flag.resolved is not None else "",
        evidence=tuple(Id(one) for one in flag.event.evidence),
    )


def sources_of(case: Case, people: People, flag: Flag) -> int:
    """Return how many independent people stand behind ``flag``; without evidence it is mine alone."""
    voices: set[Hashable] = set()
    for noted in flag.event.evidence:
        evidence = noted_as(case, people, noted)
        voices.add(noted if evidence is None else evidence.voice)
    return max(len(voices), 1)


def proposed_flags(mine: Mine, case: Case) -> tuple[ProposedFlag, ...]:
    """Return the flags that could be raised and were not, in lived order."""
    people = people_of(mine, case)
    flagged = {noted for flag in case.flags.values() for noted in flag.event.evidence}
    proposals = []
    for answer in case.answers.values():
        if answer.event.form == "refused":
            asked = asked_for(case, answer.id)
            what = f": {asked_words(mine, case, asked)}" if asked is not None else ""
            text = f"{people.name(speaker(case, answer))} would not answer{what}"
            proposals.append((answer.at, ProposedFlag(text=text, evidence=Id(answer.id))))
    for posting in case.postings:
        if posting.event.reposted:
            times = "once" if posting.event.reposted == 1 else f"{posting.event.reposted} times"
            proposals.append((posting.at, ProposedFlag(text=f"put up again {times}", evidence=Id(posting.id))))
    proposals.sort(key=lambda pair: (pair[0], pair[1].evidence))
    return tuple(proposal for _, proposal in proposals if proposal.evidence not in flagged)
