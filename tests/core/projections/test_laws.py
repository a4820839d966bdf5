"""What holds for every view, whatever was noted and whatever is missing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace as replace_setting
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.entry import Entry
from twoway_core.events.after import FollowUpPlanned, FollowUpSent
from twoway_core.events.base import Role
from twoway_core.events.case import PostingObserved
from twoway_core.events.judge import DebriefCompleted, ImpressionSealed
from twoway_core.events.mine import DealbreakerSet
from twoway_core.events.prep import AgendaPrepared, ResearchNoted, StoryPrepared
from twoway_core.events.talk import CommitmentNoted, MyAnswerNoted, ObservationNoted, QuestionReceived, RedFlagRaised
from twoway_core.journal.fold import fold
from twoway_core.journal.history import history
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.agenda import agenda
from twoway_core.projections.agreement import agreement
from twoway_core.projections.bank import bank_lint
from twoway_core.projections.beliefs import beliefs_of
from twoway_core.projections.comparison import comparison
from twoway_core.projections.debrief import debrief
from twoway_core.projections.deciding import deciding
from twoway_core.projections.fit import fit_report
from twoway_core.projections.flags import flag_rows, proposed_flags
from twoway_core.projections.followups import briefs
from twoway_core.projections.labels import labels_of
from twoway_core.projections.log import log_rows
from twoway_core.projections.next_question import next_questions
from twoway_core.projections.offer_sheet import offer_sheet
from twoway_core.projections.outcome import outcome_rows
from twoway_core.projections.planner import plan_lines
from twoway_core.projections.posting import posting_of
from twoway_core.projections.rating import to_rate
from twoway_core.projections.replay import replay
from twoway_core.projections.report import report
from twoway_core.projections.stories import stories_of
from twoway_core.projections.summary import summary, what_next
from twoway_core.projections.team import team_of
from twoway_core.projections.view import View
from twoway_core.projections.why import why, why_note

from .diary import DISPUTE, HOURS, OFFICE, Firm, acme, birch, ms, wanting

NOW = ms(10)
TODAY = date(2026, 3, 10)

FEW = replace_setting(DEFAULTS, draws=50)


def written() -> list[Entry]:
    """Return a journal of two firms in which a bit of everything was noted."""
    known = acme()
    firm, wants = known.firm, known.wants
    birch(wants)
    wants.diary.write(DealbreakerSet(criterion=wants["growth"], threshold=3, negotiable=True))
    firm.interview = None
    firm.plans(ms(8), 45, known.ana, known.ben)
    lines = plan_lines(firm.mine, firm.case, (known.ana, known.ben), 45)
    firm.notes(AgendaPrepared(lines=lines, minutes=45))
    firm.starts()
    asked = firm.asks(known.ben, wants.questions[HOURS])
    answer = firm.hears(known.ben, "seven", asked=asked)
    firm.asks(known.ben, text="And in the busy month?", after=answer)
    later = firm.hears(known.ana, "in fact, I decide", asked=firm.asks(known.ana, wants.questions[DISPUTE]))
    changed = firm.hears(known.ben, "eight", instead_of=answer)
    firm.hears(known.ana, "no word on that", asked=firm.asks(known.ana, wants.questions[OFFICE]), form="refused")
    firm.notes(ObservationNoted(text="they laughed", contact=known.ana, criteria=(wants["balance"],), about=later))
    firm.write(ResearchNoted(opportunity=firm.id, claim="calm", criteria=(wants["balance"],), rating=4))
    seen = firm.write(PostingObserved(opportunity=firm.id, reposted=2, text="two days\na budget"))
    line = firm.write(ResearchNoted(opportunity=firm.id, because=seen, claim="two days", source="posting"))
    firm.notes(ObservationNoted(text="so it is", confirms=(line,)))
    story = firm.write(StoryPrepared(title="the report", skills=("patience",)))
    firm.write(StoryPrepared(title="the slow report", revises=story))
    firm.notes(MyAnswerNoted(text="well", story=story))
    firm.notes(RedFlagRaised(text="two left", evidence=(answer, changed)))
    firm.notes(CommitmentNoted(term="a week", contact=known.ana))
    firm.notes(QuestionReceived(text="Where in two years?"))
    firm.ends()
    firm.rates(changed, wants["balance"], 3)
    firm.notes(ImpressionSealed(gut=4))
    firm.notes(DebriefCompleted(unasked=lines[:1], keep=True))
    todo = firm.notes(FollowUpPlanned(kind="ask", contact=known.ana, question=wants.questions[OFFICE]))
    firm.notes(FollowUpSent(follow_up=todo))
    return wants.diary.entries


ENTRIES = written()


def views(entries: list[Entry]) -> Iterator[View]:
    """Yield every view of everything in ``entries``."""
    state = fold(entries)
    yield bank_lint(state.mine)
    yield stories_of(state, {})
    yield comparison(state.mine, [(case.id.hex(), case) for case in state.cases.values()])
    yield from log_rows(history(entries), labels_of(state, {}))
    for case in state.cases.values():
        yield from _of_case(state.mine, case)
    summaries = [(case.id.hex(), summary(state.mine, case, case.id)) for case in state.cases.values()]
    yield what_next(summaries, briefs(state.mine), NOW, TODAY)


def _of_case(mine: Mine, case: Case) -> Iterator[View]:
    yield fit_report(mine, case, "it")
    yield agreement(mine, case, "it")
    yield from (beliefs_of(mine, case, "it"), posting_of(mine, case, "it"), team_of(mine, case))
    word = deciding(mine, [("it", case)], case, FEW)
    yield word
    yield from filter(None, [offer_sheet(mine, case, "it")])
    yield from outcome_rows(mine, case)
    yield report(mine, case, "it", word)
    yield from (*to_rate(mine, case), *flag_rows(mine, case), *proposed_flags(mine, case))
    yield from (why(mine, case, criterion, "it") for criterion in mine.criteria)
    yield from (view for noted in case.answers if (view := why_note(mine, case, noted, "it")) is not None)
    for interview in case.interviews.values():
        yield replay(mine, case, interview, "it/1")
        yield agenda(mine, case, interview, "it/1")
        yield debrief(mine, case, interview, NOW, "it/1")
        yield next_questions(mine, case, interview, NOW, "it/1")


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_views_do_not_depend_on_the_order_of_arrival(chance: random.Random) -> None:
    """Two devices that hold the same entries show the same thing."""
    shuffled = list(ENTRIES)
    chance.shuffle(shuffled)

    assert list(views(shuffled + shuffled[:5])) == list(views(ENTRIES))


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, len(ENTRIES) - 1)))
def test_no_view_fails_whatever_is_missing(missing: set[int]) -> None:
    """References may dangle, everywhere, and each view still says what there is."""
    kept = [entry for place, entry in enumerate(ENTRIES) if place not in missing]

    assert all(repr(view) for view in views(kept))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, len(ENTRIES)))
def test_every_moment_of_the_past_has_its_views(count: int) -> None:
    """As it was known then: the journal cut off anywhere shows what it held, and coverage stays within bounds."""
    state = fold(ENTRIES[:count])
    coverages = [fit_report(state.mine, case, "it").coverage for case in state.cases.values()]

    assert all(repr(view) for view in views(ENTRIES[:count]))
    assert all(0 <= coverage <= 1 for coverage in coverages)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(get_args(Role)), min_size=1, max_size=6), st.integers(1, 5))
def test_agreeing_voices_never_lower_coverage(roles: list[Role], rating: int) -> None:
    """Each further person who says the same leaves at least as much known."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    coverages = [0.0]
    for number, role in enumerate(roles):
        firm.hears_and_rates(firm.meets(f"P{number}", role), wants["autonomy"], rating)
        coverages.append(fit_report(firm.mine, firm.case, "it").criteria[0].coverage)

    assert coverages == pytest.approx(sorted(coverages))
