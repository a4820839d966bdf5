"""The offer as it stands: its terms, what they do to the must-haves, the promises beside it, and what was asked for."""

from __future__ import annotations

from datetime import date, datetime

from twoway_core.analysis.must_have import Verdict
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.events.base import Money
from twoway_core.journal.items import Term
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.kept import KeptPromise, kept_promises
from twoway_core.projections.matters import name_of
from twoway_core.projections.standing import Standing, must_have_chance, must_have_verdict, standing_of
from twoway_core.projections.terms import latest_offer
from twoway_core.projections.view import Id, View, moment


class TermRow(View, frozen=True, kw_only=True):
    """One term, by the entry ``id`` that says it last. ``about``: the criterion it speaks to, called ``name``.

    ``verdict``, ``chance``: of the must-have it speaks to. ``unrated``: it speaks to what matters, and was not judged.
    """

    id: Id
    term: str
    value: str
    money: Money | None
    written: bool
    about: Id | None
    name: str
    verdict: Verdict | None
    chance: float | None
    unrated: bool


class Request(View, frozen=True, kw_only=True):
    """A term that I asked for, and what they said; ``granted`` is None while that is not known."""

    id: Id
    term: str
    goal: str
    money: Money | None
    result: str
    granted: bool | None


class OfferSheet(View, frozen=True, kw_only=True):
    """The offer that counts. ``deadline``: the last day to answer."""

    opportunity: str
    id: Id
    at: datetime
    deadline: date | None
    terms: tuple[TermRow, ...]
    promises: tuple[KeptPromise, ...]
    requests: tuple[Request, ...]


def offer_sheet(mine: Mine, case: Case, name: str, settings: Settings = DEFAULTS) -> OfferSheet | None:
    """Return the offer of ``case``, which is called ``name``; None where there is none."""
    offer = latest_offer(case)
    if offer is None:
        return None
    standing = standing_of(mine, case, settings)
    return OfferSheet(
        opportunity=name,
        id=Id(offer.id),
        at=moment(offer.at, offer.offset),
        deadline=None if offer.deadline is None else date.fromisoformat(offer.deadline),
        terms=tuple(_term(mine, case, standing, term) for term in offer.terms.values()),
        promises=kept_promises(mine, case),
        requests=_requests(case),
    )


def _term(mine: Mine, case: Case, standing: Standing, one: Term) -> TermRow:
    term, about = one.term, one.term.criterion
    must_have = standing.matters.must_haves.get(about) if about is not None else None
    return TermRow(
        id=Id(one.id),
        term=term.term,
        value=term.value,
        money=term.money,
        written=one.written,
        about=None if about is None else Id(about),
        name="" if about is None else name_of(mine, about),
        verdict=None if must_have is None else must_have_verdict(mine, standing, must_have),
        chance=None if must_have is None else must_have_chance(mine, standing, must_have),
        unrated=about is not None and about in standing.matters and (one.id, about) not in case.ratings,
    )


def _requests(case: Case) -> tuple[Request, ...]:
    rows = []
    for asked in case.negotiations.values():
        reply = asked.answers[-1].event if asked.answers else None
        rows.append(
            Request(
                id=Id(asked.id),
                term=asked.event.term,
                goal=asked.event.goal,
                money=asked.event.money,
                result="" if reply is None else reply.result,
                granted=None if reply is None else reply.granted,
            )
        )
    return tuple(rows)
