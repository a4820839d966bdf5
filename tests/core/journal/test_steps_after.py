"""What the events of judging, of to-dos, of the offer and of the decision do."""

from __future__ import annotations

import pytest

from twoway_core.events.after import (
    DecisionRecorded,
    FollowUpAnswered,
    FollowUpDropped,
    FollowUpPlanned,
    FollowUpSent,
    NegotiationAnswered,
    NegotiationAsked,
    OfferReceived,
    OfferTerm,
    OfferTermChanged,
    OutcomeReviewed,
    ReportShared,
    ShareRevoked,
)
from twoway_core.events.base import Event
from twoway_core.events.judge import AnswerRated, DebriefCompleted, ImpressionSealed, RatingRevised
from twoway_core.events.talk import InterviewStarted
from twoway_core.journal.items import Todo

from .book import NOWHERE, Book

ANSWER, GROWTH, PAY = b"a" * 16, b"g" * 16, b"p" * 16


@pytest.fixture
def book() -> Book:
    """Return an empty journal."""
    return Book()


@pytest.mark.parametrize(
    "event",
    [
        RatingRevised(opportunity=NOWHERE, rated=NOWHERE),
        FollowUpSent(opportunity=NOWHERE, follow_up=NOWHERE),
        FollowUpAnswered(follow_up=NOWHERE),
        FollowUpDropped(opportunity=NOWHERE, follow_up=NOWHERE),
        OfferTermChanged(opportunity=NOWHERE, term=OfferTerm(term="pay")),
        OfferTermChanged(opportunity=NOWHERE, term=OfferTerm(term="pay"), offer=NOWHERE),
        NegotiationAnswered(opportunity=NOWHERE, result="no"),
        NegotiationAnswered(opportunity=NOWHERE, result="no", asked=NOWHERE),
        ShareRevoked(share=NOWHERE),
    ],
)
def test_an_event_about_an_unknown_thing_dangles(book: Book, event: Event) -> None:
    """It is kept, and changes nothing."""
    name = book.write(event)

    assert [thing.id for thing in book.state.dangling] == [name]


def test_a_rating_is_of_one_answer_on_one_criterion(book: Book) -> None:
    """The ratings of an answer are one for each criterion."""
    for criterion, value in ((GROWTH, 4), (PAY, None)):
        book.write(AnswerRated(opportunity=NOWHERE, answer=ANSWER, criterion=criterion, rating=value))

    case = book.case(NOWHERE)

    assert [rating.rating for rating in case.ratings_of(ANSWER)] == [4, None]
    assert list(case.ratings_of(GROWTH)) == []
    assert set(case.ratings) == {(ANSWER, GROWTH), (ANSWER, PAY)}


def test_a_rating_given_again_replaces_the_one_before(book: Book) -> None:
    """All of them are kept behind the one that counts, oldest first."""
    names = [
        book.write(AnswerRated(opportunity=NOWHERE, answer=ANSWER, criterion=GROWTH, rating=value))
        for value in (1, 2, 3)
    ]

    case = book.case(NOWHERE)

    (rating,) = case.ratings.values()
    assert (rating.id, rating.rating) == (names[2], 3)
    assert [earlier.id for earlier in rating.earlier] == names[:2]
    assert [earlier.earlier for earlier in rating.earlier] == [[], []]
    assert list(case.rated) == names


def test_a_revised_rating_is_what_i_think_now(book: Book) -> None:
    """A revision may sort before what it revises, and may take the rating away."""
    rated = book.write(AnswerRated(opportunity=NOWHERE, answer=ANSWER, criterion=GROWTH, rating=5), minute=4)
    book.write(RatingRevised(opportunity=NOWHERE, rated=rated, rating=4), minute=2)
    assert book.case(NOWHERE).rated[rated].rating == 4

    book.write(RatingRevised(opportunity=NOWHERE, rated=rated), minute=6)

    rating = book.case(NOWHERE).rated[rated]
    assert rating.rating is None
    assert rating.event.rating == 5
    assert [fact.event.rating for fact in rating.revisions] == [4, None]


def test_a_gut_feeling_and_a_debrief_belong_to_their_interview(book: Book) -> None:
    """They are in the case as well, with those that belong to none or to an unknown one."""
    interview = book.write(InterviewStarted(opportunity=NOWHERE))
    for name in (interview, None, NOWHERE):
        book.write(ImpressionSealed(opportunity=NOWHERE, interview=name, gut=4))
        book.write(DebriefCompleted(opportunity=NOWHERE, interview=name, minutes_after=21))

    state = book.state

    case = state.cases[NOWHERE]
    assert (len(case.impressions), len(case.debriefs)) == (3, 3)
    assert case.interviews[interview].impressions == case.impressions[:1]
    assert case.interviews[interview].debriefs == case.debriefs[:1]
    assert state.dangling == []


@pytest.mark.parametrize("opportunity", [NOWHERE, None])
@pytest.mark.parametrize(
    ("kind", "slot"), [(FollowUpSent, "sent"), (FollowUpAnswered, "answered"), (FollowUpDropped, "dropped")]
)
def test_a_todo_is_open_until_something_happens_to_it(
    book: Book,
    opportunity: bytes | None,
    kind: type[FollowUpSent | FollowUpAnswered | FollowUpDropped],
    slot: str,
) -> None:
    """Sent, answered and dropped all close it."""
    todo = book.write(FollowUpPlanned(opportunity=opportunity, kind="thanks"))
    before = todos(book, opportunity)[todo].is_open

    closing = book.write(kind(opportunity=opportunity, follow_up=todo))

    after = todos(book, opportunity)[todo]
    assert (before, after.is_open) == (True, False)
    assert getattr(after, slot).id == closing


def todos(book: Book, opportunity: bytes | None) -> dict[bytes, Todo]:
    """Return the to-dos of an opportunity, or mine."""
    state = book.state
    return state.cases[opportunity].todos if opportunity else state.mine.todos


def test_an_offer_knows_its_terms(book: Book) -> None:
    """A term is in writing if it says so, or the whole offer is."""
    spoken, written = (
        book.write(
            OfferReceived(
                opportunity=NOWHERE,
                written=all_written,
                terms=(OfferTerm(term="Pay", value="61000 EUR"), OfferTerm(term="remote", written=True)),
            )
        )
        for all_written in (False, True)
    )

    offers = book.case(NOWHERE).offers

    assert [(name, term.written) for name, term in offers[spoken].terms.items()] == [("pay", False), ("remote", True)]
    assert [term.written for term in offers[written].terms.values()] == [True, True]
    assert offers[spoken].terms["pay"].id == spoken


def test_a_changed_term_replaces_the_one_of_its_name(book: Book) -> None:
    """However it is written; a new one is added, and other offers stay."""
    old, new = (
        book.write(OfferReceived(opportunity=NOWHERE, terms=(OfferTerm(term="pay", value="60"),), deadline=day))
        for day in ("2026-03-10", "2026-03-16")
    )
    raised = book.write(OfferTermChanged(opportunity=NOWHERE, term=OfferTerm(term="PAY", value="65"), offer=old))
    training = book.write(
        OfferTermChanged(opportunity=NOWHERE, term=OfferTerm(term="training", written=True), deadline="2026-03-20")
    )

    offers = book.case(NOWHERE).offers

    assert [(term.id, term.term.value) for term in offers[old].terms.values()] == [(raised, "65")]
    assert [(name, term.id) for name, term in offers[new].terms.items()] == [("pay", new), ("training", training)]
    assert offers[new].terms["training"].written
    assert (offers[old].deadline, offers[new].deadline) == ("2026-03-10", "2026-03-20")


def test_an_answer_to_what_i_asked_for_stands_under_it(book: Book) -> None:
    """Under the latest if it does not say which."""
    pay, training = (book.write(NegotiationAsked(opportunity=NOWHERE, term=term)) for term in ("pay", "training"))
    book.write(NegotiationAnswered(opportunity=NOWHERE, result="no", asked=pay))
    book.write(NegotiationAnswered(opportunity=NOWHERE, result="yes", granted=True))

    negotiations = book.case(NOWHERE).negotiations

    assert [fact.event.result for fact in negotiations[pay].answers] == ["no"]
    assert [fact.event.result for fact in negotiations[training].answers] == ["yes"]


def test_decisions_and_reviews_are_kept(book: Book) -> None:
    """What I decided, and how it turned out."""
    decision = book.write(DecisionRecorded(opportunity=NOWHERE, action="accept", confidence=80))
    book.write(OutcomeReviewed(opportunity=NOWHERE, days=30, decision=decision))

    case = book.case(NOWHERE)

    assert case.decisions[decision].event.action == "accept"
    assert [fact.event.days for fact in case.reviews] == [30]


def test_a_shared_report_may_be_taken_back(book: Book) -> None:
    """It stays in the list, and says so."""
    share = book.write(ReportShared(opportunity=NOWHERE, audience="coach"))
    assert book.state.mine.shares[share].revoked is None

    revoked = book.write(ShareRevoked(share=share))

    found = book.state.mine.shares[share].revoked
    assert found is not None
    assert found.id == revoked
