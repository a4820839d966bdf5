"""Deciding: the word that the rules give for one opportunity, what each choice is worth, and what would change it.

Beside the word stand the shares of the cases in which the opportunity is best, what is still worth asking, what would
flip the lead, the promises that the offer keeps or does not, and how far ratings drifted since the offer came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec.structs import replace as read_as

from twoway_core.analysis.decision import Action, Reason, Screen, Situation, decide, drifted
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.items import Rating
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.flags import flag_rows
from twoway_core.projections.flips import Flips, flips
from twoway_core.projections.gut_beside import GutBeside, guts_beside
from twoway_core.projections.kept import KeptPromise, kept_promises
from twoway_core.projections.levers import LeverRow, levers_of
from twoway_core.projections.race import PRESENT, Race, race
from twoway_core.projections.rivals import Rival, has_offer, rival_of
from twoway_core.projections.standing import Standing, must_have_verdict, standing_of
from twoway_core.projections.terms import latest_offer
from twoway_core.projections.unasked import NeverAsked, never_asked_rows
from twoway_core.projections.view import Id, View
from twoway_core.projections.worth import AskWorth, worth_of_asking

SEVERE = "severe"
WORTH = "worth asking"


class Deciding(View, frozen=True, kw_only=True):
    """The word for one opportunity, and why.

    ``accept``, ``stay``, ``negotiate``: what each is worth, in fit; the last is None where there is nothing to ask for.
    ``coverage``: how much of what matters they rest on.
    ``rival``: the opportunity behind ``stay``, None for the present job; ``beats``: the share of the cases in
    which this one is better. ``ask``: what is worth its minutes. ``gut``: each gut feeling beside the notes.
    ``drift``: by how much rating revisions since the offer moved the fit, where that is a good part of the lead.
    """

    action: Action
    reasons: tuple[Reason, ...]
    unsettled: tuple[Reason, ...]
    coverage: float
    accept: float
    stay: float
    rival: Id | None
    beats: float
    negotiate: float | None
    levers: tuple[LeverRow, ...]
    ask: tuple[AskWorth, ...]
    never_asked: tuple[NeverAsked, ...]
    gut: tuple[GutBeside, ...]
    flips: Flips
    promises: tuple[KeptPromise, ...]
    drift: float | None
    race: Race


def is_thin(coverage: float) -> bool:
    """Return whether so little is known that no word should stand on it alone."""
    return coverage < DEFAULTS.low_coverage - DEFAULTS.tolerance


def deciding(mine: Mine, cases: Sequence[tuple[str, Case]], case: Case, settings: Settings = DEFAULTS) -> Deciding:
    """Return the word for ``case``, one of ``cases``."""
    standing = standing_of(mine, case, settings)
    rival = rival_of(mine, standing.matters, case, [one for _, one in cases], settings)
    worths = worth_of_asking(mine, case, rival, settings=settings)
    ask = tuple(one for one in worths if one.finding == WORTH)
    levers = levers_of(mine, case, standing, settings)
    run = race(mine, cases, settings=settings)
    found = decide(
        Situation(
            fit=standing.fit.mean,
            coverage=standing.fit.coverage,
            rival=rival.fit,
            screens=_screens(mine, standing),
            severe_flags=sum(row.open and row.severity == SEVERE for row in flag_rows(mine, case)),
            worth_asking=len(ask),
            time_left=case.closed is None,
            offer=has_offer(case),
            levers=[lever for _, lever in levers],
        ),
        settings,
    )
    return Deciding(
        action=found.action,
        reasons=found.reasons,
        unsettled=found.unsettled,
        coverage=standing.fit.coverage,
        accept=found.values.accept,
        stay=found.values.stay,
        rival=None if rival.case is None else Id(rival.case),
        beats=run.runner(case.id).beats(PRESENT if rival.case is None else rival.case),
        negotiate=found.values.negotiate,
        levers=tuple(row for row, _ in levers),
        ask=ask,
        never_asked=never_asked_rows(mine, case, worths),
        gut=guts_beside(mine, case, standing.fit.mean, settings),
        flips=flips(mine, case, rival, settings),
        promises=kept_promises(mine, case),
        drift=_drift(mine, case, standing, rival, settings),
        race=run,
    )


def _screens(mine: Mine, standing: Standing) -> list[Screen]:
    return [
        Screen(must_have_verdict(mine, standing, one), one.negotiable) for one in standing.matters.must_haves.values()
    ]


def _drift(mine: Mine, case: Case, standing: Standing, rival: Rival, settings: Settings) -> float | None:
    """Return how far judging anew since the offer moved the fit; None where it did not, or not by much."""
    offer = latest_offer(case)
    if offer is None:
        return None
    before = {key: _read_before(rating, offer.id) for key, rating in case.ratings.items()}
    moved = standing.fit.mean - standing_of(mine, replace(case, ratings=before), settings).fit.mean
    return moved if drifted(moved, standing.fit.mean - rival.fit, settings) else None


def _read_before(rating: Rating, offer: bytes) -> Rating:
    """Return ``rating`` as it stood when ``offer`` came; one that was given since on new evidence, as it is."""
    earlier = [one for one in rating.earlier if one.id < offer]
    if rating.id > offer and not earlier:
        return rating
    stood = earlier[-1] if rating.id > offer else rating
    return read_as(stood, revisions=[one for one in stood.revisions if one.id < offer])
