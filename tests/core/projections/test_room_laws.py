"""What holds for the views of both sides, whatever was noted and whatever is missing."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.entry import Entry
from twoway_core.events.bank import QuestionAdded, QuestionRetired
from twoway_core.events.base import Money
from twoway_core.events.mine import WorkingStyleStated
from twoway_core.events.prep import ResearchNoted, StoryPrepared
from twoway_core.events.talk import (
    AutonomyLimitNoted,
    CommitmentNoted,
    ContributionOffered,
    EmployerNeedNoted,
    FitFeedbackReceived,
    MyAnswerNoted,
    ObservationNoted,
    QuestionReceived,
)
from twoway_core.journal.fold import fold
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.agreement import agreement
from twoway_core.projections.ledger import ledger
from twoway_core.projections.limits import limits_of
from twoway_core.projections.ninety_days import SETTLE_LATER, ninety_days
from twoway_core.projections.two_sides import two_sides
from twoway_core.projections.view import View
from twoway_core.projections.working_style import style_match

from .diary import acme


def written() -> list[Entry]:
    """Return a journal in which a bit of everything of both sides was noted."""
    known = acme()
    firm, wants = known.firm, known.wants
    story = wants.diary.write(StoryPrepared(title="the migration", skills=("streaming",)))
    wants.diary.write(WorkingStyleStated(scale="supervision", level=2, criterion=wants["supervision"], adapt="talk"))
    received = firm.notes(QuestionReceived(text="Kafka?", skill="streaming"))
    firm.notes(MyAnswerNoted(text="nine nights", received=received, story=story, rating=4))
    need = firm.notes(EmployerNeedNoted(need="streaming", importance=5, mine=4, criterion=wants["growth"]))
    firm.notes(EmployerNeedNoted(need="calm", kind="culture"))
    firm.notes(ContributionOffered(idea="replay", problem="lag", contact=known.ana, beyond=True))
    firm.notes(FitFeedbackReceived(view="yours are ours", need=need, rating=5, contact=known.ana, form="example"))
    firm.notes(FitFeedbackReceived(view="well", rating=2, contact=known.ben))
    firm.notes(CommitmentNoted(term="training", value="a week", contact=known.ana))
    told = firm.hears(known.ana, "2,000", wants["autonomy"])
    firm.notes(AutonomyLimitNoted(area="money", money=Money(200000, "EUR"), contact=known.ana, answer=told))
    firm.notes(AutonomyLimitNoted(area="money", limit="500", contact=known.ben))
    firm.hears_and_rates(known.ana, wants["supervision"], 5)
    firm.hears_and_rates(known.ana, wants["boss support"], 4)
    firm.hears(known.ben, "her alone", instead_of=known.ben_said)
    seen = firm.notes(ObservationNoted(text="she signs all", contact=known.ana, criteria=(wants["autonomy"],)))
    firm.rates(seen, wants["autonomy"], 1)
    firm.write(ResearchNoted(opportunity=firm.id, claim="free hands", criteria=(wants["autonomy"],), rating=5))
    question = firm.write(QuestionAdded(opportunity=firm.id, text="Where do I park?"))
    firm.write(QuestionRetired(opportunity=firm.id, question=question, reason=SETTLE_LATER))
    return wants.diary.entries


ENTRIES = written()


def views(mine: Mine, case: Case) -> Iterator[View]:
    """Yield every view of both sides."""
    yield ledger(mine, case, "acme")
    yield two_sides(mine, case, "acme")
    yield style_match(mine, case, "acme")
    yield limits_of(mine, case, "acme")
    yield ninety_days(mine, case, "acme")
    yield agreement(mine, case, "acme")


def shown(entries: list[Entry]) -> list[View]:
    """Return the views of every opportunity."""
    state = fold(entries)
    return [view for case in state.cases.values() for view in views(state.mine, case)]


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, len(ENTRIES) - 1)), st.integers(0, 2**32))
def test_whatever_is_missing_every_view_is_shown_and_order_is_nothing(missing: set[int], seed: int) -> None:
    """Entries are a set: those that came say the same in whatever order they came."""
    left = [entry for place, entry in enumerate(ENTRIES) if place not in missing]
    mixed = random.Random(seed).sample(left, len(left))

    assert shown(mixed) == shown(left)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, len(ENTRIES) - 1)))
def test_every_number_stays_on_its_scale(missing: set[int]) -> None:
    """Fit, range and coverage within 0 and 1, ratings within 1 and 5, shares of the needs sum to 1."""
    state = fold([entry for place, entry in enumerate(ENTRIES) if place not in missing])
    for case in state.cases.values():
        both, style = two_sides(state.mine, case, "acme"), style_match(state.mine, case, "acme")
        low, high = both.theirs.range80

        assert 0 <= low <= both.theirs.fit <= high <= 1
        assert 0 <= both.theirs.coverage < 1
        assert not both.theirs.needs or abs(sum(row.weight for row in both.theirs.needs) - 1) < DEFAULTS.tolerance
        assert all(0 <= one.range80[0] <= one.score <= one.range80[1] <= 1 for one in style.support)
        assert all(row.theirs is None or 1 <= row.theirs <= 5 for row in style.scales)
