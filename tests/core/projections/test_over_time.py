"""Fit over time."""

from __future__ import annotations

from datetime import date

import pytest

from twoway_core.events.after import OfferReceived, OfferTerm, OfferTermChanged
from twoway_core.events.judge import AnswerRated, RatingRevised
from twoway_core.journal.fold import fold
from twoway_core.projections.over_time import Course, courses
from twoway_core.projections.standing import standing_of

from .diary import Acme, Firm, acme, birch, ms


@pytest.fixture
def known() -> Acme:
    """Return Acme after both its interviews, on 3 and 4 March."""
    return acme()


def run(known: Acme, *firms: Firm) -> tuple[Course, ...]:
    """Return the courses of Acme and of ``firms``."""
    entries = list(known.wants.diary.entries)
    cases = [firm.case for firm in (known.firm, *firms)]
    return courses(known.firm.mine, cases, lambda until: fold(entries, until))


def days(course: Course) -> list[tuple[date, float]]:
    """Return when it stood where."""
    return [(point.day, point.fit) for point in course.points]


def test_a_point_is_what_one_would_have_read_that_evening(known: Acme) -> None:
    """After the recruiter, growth alone is known; after the boss and a peer, autonomy too."""
    (course,) = run(known)

    assert [day for day, _ in days(course)] == [date(2026, 3, 3), date(2026, 3, 4)]
    assert [fit for _, fit in days(course)] == pytest.approx([0.525, 0.66964], abs=5e-6)
    assert course.points[-1].coverage == pytest.approx(0.486, abs=1e-3)
    assert course.turns == ()


def test_an_option_begins_on_the_day_on_which_it_was_opened(known: Acme) -> None:
    """Birch was not known when Acme was; each has its own points, on the same days."""
    known.wants.diary.now_ms = ms(10)
    first, second = run(known, birch(known.wants))

    assert [day.day for day, _ in days(first)] == [3, 4, 10]
    assert [day.day for day, _ in days(second)] == [10]


def test_an_offer_is_a_turn_and_its_change_a_day(known: Acme) -> None:
    """The offer on the 20th, a term of it on the 22nd."""
    known.wants.diary.now_ms = ms(20)
    offer = known.firm.write(OfferReceived(opportunity=known.firm.id, terms=(OfferTerm(term="pay"),)))
    known.wants.diary.now_ms = ms(22)
    known.firm.write(OfferTermChanged(opportunity=known.firm.id, offer=offer, term=OfferTerm(term="pay", value="more")))
    (course,) = run(known)

    assert [(turn.id, turn.kind, turn.day.day) for turn in course.turns] == [(offer, "offer", 20)]
    assert [day.day for day, _ in days(course)] == [3, 4, 20, 22]


def test_a_rating_given_anew_after_an_offer_tells_by_how_much_it_moved_the_fit(known: Acme) -> None:
    """Revised or rated once more: the note is the same, the judgement is not."""
    rating = known.firm.case.ratings[known.carla_said, known.wants["growth"]]
    known.wants.diary.now_ms = ms(20)
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    known.wants.diary.now_ms = ms(21)
    known.firm.write(RatingRevised(opportunity=known.firm.id, rated=rating.id, rating=5))
    known.wants.diary.now_ms = ms(22)
    known.firm.write(
        AnswerRated(opportunity=known.firm.id, answer=known.ben_said, criterion=known.wants["autonomy"], rating=1)
    )
    (course,) = run(known)
    _, raised, lowered = course.turns

    assert (raised.id, raised.words) == (known.carla_said, "growth")
    assert raised.moved == pytest.approx(0.025)
    assert (lowered.id, lowered.words) == (known.ben_said, "autonomy")
    assert lowered.moved < 0
    assert course.points[-1].fit == pytest.approx(standing_of(known.firm.mine, known.firm.case).fit.mean)


def test_a_rating_given_anew_before_any_offer_is_no_turn(known: Acme) -> None:
    """It is a step like any other, before the offer and without one."""
    rating = known.firm.case.ratings[known.carla_said, known.wants["growth"]]
    known.wants.diary.now_ms = ms(10)
    known.firm.write(RatingRevised(opportunity=known.firm.id, rated=rating.id, rating=5))
    (without,) = run(known)
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    (before,) = run(known)

    assert without.turns == ()
    assert [turn.kind for turn in before.turns] == ["offer"]


def test_an_answer_that_was_changed_later_is_a_day_of_its_own(known: Acme) -> None:
    """What counted before counts no more, though nothing new was rated."""
    known.wants.diary.now_ms = ms(12)
    known.firm.hears(known.carla, "no courses this year", known.wants["growth"], instead_of=known.carla_said)
    (course,) = run(known)

    assert days(course)[-1][0] == date(2026, 3, 12)
    assert days(course)[-1][1] == pytest.approx(0.64464, abs=5e-6)
