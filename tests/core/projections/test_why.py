"""From a number to the notes behind it."""

from __future__ import annotations

import pytest

from twoway_core.analysis.rounding import decimals
from twoway_core.events.judge import AnswerRated, RatingRevised
from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import ObservationNoted
from twoway_core.projections.why import why, why_note

from .diary import DISPUTE, REMOTE, Firm, acme, wanting


def test_worked_example_why_autonomy() -> None:
    """Two notes that count 4 each, and how they add up."""
    known = acme()
    view = why(known.firm.mine, known.firm.case, known.wants["autonomy"], "acme")

    assert [(one.id, one.who, one.role, one.counts, one.rating, one.stands) for one in view.notes] == [
        (known.ana_said, "Ana", "boss", 4, 5, True),
        (known.ben_said, "Ben", "peer", 4, 4, True),
    ]
    assert view.sentence == "They agree 0.94; two people of one firm count 0.90; so 6.75 of 8 counts."
    assert [decimals(one) for one in (view.mean, *view.range80, view.coverage)] == ["0.79", "0.62", "0.96", "0.77"]
    assert (view.weight, view.total, view.strength) == pytest.approx((0.5, 8, 6.75))
    assert (view.chance, view.verdict) == (None, None)


def test_a_note_says_how_it_came_about() -> None:
    """The question, the form, the certainty."""
    known = acme()
    note = why(known.firm.mine, known.firm.case, known.wants["autonomy"], "acme").notes[0]

    assert (note.question, note.form, note.certainty) == (DISPUTE, "example", "sure")
    assert (note.revised, note.corrected) == (False, False)


def test_a_must_have_says_its_chance() -> None:
    """The recruiter's yes is two thirds."""
    known = acme()
    view = why(known.firm.mine, known.firm.case, known.wants[REMOTE], "acme")

    assert view.chance == pytest.approx(2 / 3)
    assert view.verdict == "open"
    assert view.sentence == "One voice, counted in full: 1."


def test_what_nobody_said_is_unknown() -> None:
    """No note, and words for it."""
    known = acme()
    views = [why(known.firm.mine, known.firm.case, known.wants[name], "acme") for name in ("balance", "commute")]

    assert [(view.notes, view.coverage, view.sentence) for view in views] == [
        ((), 0, "Nobody has said anything that counts: unknown, not middling.")
    ] * 2


def test_many_voices_are_counted_in_words_then_in_figures() -> None:
    """Eleven people are 11; with a website among them they are voices."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    for number in range(10):
        firm.hears_and_rates(firm.meets(f"P{number}", "peer"), wants["balance"], 4)
    firm.write(ResearchNoted(opportunity=firm.id, claim="calm", criteria=(wants["balance"],), rating=4))
    sentence = why(firm.mine, firm.case, wants["balance"], "acme").sentence

    assert sentence.startswith("They agree 1.00; 11 voices count ")


def test_an_answer_that_was_repeated_counts_no_more() -> None:
    """The earlier answer to the same question is shown, and does not stand."""
    known = acme()
    asked = known.firm.asks(known.ana, known.wants.questions[DISPUTE])
    again = known.firm.hears(known.ana, "mostly me", asked=asked)
    known.firm.rates(again, known.wants["autonomy"], 2)
    notes = why(known.firm.mine, known.firm.case, known.wants["autonomy"], "acme").notes

    assert [(one.id, one.stands) for one in notes] == [
        (known.ana_said, False),
        (known.ben_said, True),
        (again, True),
    ]


def test_what_was_noted_and_not_rated_stands_beside() -> None:
    """Answers, observations and research on the criterion that wait for a rating, in lived order."""
    known = acme()
    firm, autonomy = known.firm, known.wants["autonomy"]
    read = firm.write(ResearchNoted(opportunity=firm.id, claim="engineers choose", criteria=(autonomy,)))
    seen = firm.notes(ObservationNoted(text="they asked her", criteria=(autonomy,), contact=known.ana))
    said = firm.hears(known.ben, "we choose", autonomy)
    firm.hears(known.ben, "about nothing")
    view = why(firm.mine, firm.case, autonomy, "acme")

    assert [(one.id, one.who, one.role, one.rating) for one in view.unrated] == [
        (read, "another source", "", None),
        (seen, "you saw", "", None),
        (said, "Ben", "peer", None),
    ]
    assert [one.counts for one in view.unrated] == [0.375, 2 * 0.5 * 0.75, 4]


def test_a_note_that_was_given_no_rating_is_told_from_one_that_waits() -> None:
    """Both count nothing."""
    known = acme()
    firm, autonomy = known.firm, known.wants["autonomy"]
    waits = firm.hears(known.ben, "we choose", autonomy)
    read = firm.hears(known.ben, "well, well", autonomy)
    firm.notes(AnswerRated(answer=read, criterion=autonomy))

    unrated = why(firm.mine, firm.case, autonomy, "acme").unrated
    assert [(one.id, one.rating, one.passed) for one in unrated] == [(waits, None, False), (read, None, True)]


def test_a_note_by_its_id_shows_every_rating_it_was_given() -> None:
    """The present rating, and the earlier ones, oldest first."""
    known = acme()
    firm, autonomy = known.firm, known.wants["autonomy"]
    (first,) = [one.id for one in firm.case.ratings_of(known.ana_said)]
    firm.write(RatingRevised(opportunity=firm.id, rated=first, rating=3))
    again = firm.write(
        AnswerRated(
            opportunity=firm.id,
            answer=known.ana_said,
            criterion=autonomy,
            rating=4,
            rationale="she means it",
            better="a date",
        )
    )
    firm.write(RatingRevised(opportunity=firm.id, rated=again, rating=2))
    view = why_note(firm.mine, firm.case, known.ana_said, "acme")
    assert view is not None
    (judged,) = view.on

    assert (judged.criterion, judged.rating, judged.counts) == ("autonomy", 2, 4)
    assert (judged.history, judged.rationale, judged.better) == ((3, 4), "she means it", "a date")
    assert (view.note.text, view.changed_by) == ("her engineers decide; she hears afterwards", ())


def test_a_revised_rating_says_so() -> None:
    """The note of a rating that moved is marked."""
    known = acme()
    (first,) = [one.id for one in known.firm.case.ratings_of(known.ana_said)]
    known.firm.write(RatingRevised(opportunity=known.firm.id, rated=first, rating=3))
    notes = why(known.firm.mine, known.firm.case, known.wants["autonomy"], "acme").notes

    assert [one.revised for one in notes] == [True, False]


def test_a_changed_answer_can_still_be_shown() -> None:
    """It counts no more, and names what took its place."""
    known = acme()
    later = known.firm.hears(known.ana, "I decide", instead_of=known.ana_said)
    view = why_note(known.firm.mine, known.firm.case, known.ana_said, "acme")

    assert view is not None
    assert view.changed_by == (later,)


def test_an_unrated_note_shows_what_it_could_be_rated_on() -> None:
    """Its criteria, without a rating; research too."""
    known = acme()
    firm = known.firm
    read = firm.write(ResearchNoted(opportunity=firm.id, claim="calm", criteria=(known.wants["balance"],)))
    view = why_note(firm.mine, firm.case, read, "acme")

    assert view is not None
    assert [(one.criterion, one.rating, one.history, one.rationale) for one in view.on] == [("balance", None, (), "")]
    assert view.changed_by == ()


def test_what_is_no_note_has_no_why() -> None:
    """An id of something else shows nothing."""
    known = acme()

    assert why_note(known.firm.mine, known.firm.case, known.ana, "acme") is None
