"""What is to be rated, and when the gut feeling opens."""

from __future__ import annotations

import msgspec
import pytest

from twoway_core.codec import encode
from twoway_core.errors import NothingToRateError
from twoway_core.events.judge import ImpressionSealed
from twoway_core.events.log import EntryCorrected
from twoway_core.events.prep import AgendaLine, AgendaPrepared, ResearchNoted
from twoway_core.events.talk import ObservationNoted
from twoway_core.projections.rating import card_on, cards_of, cards_of_line, is_sealed, opened_gut, to_rate

from .diary import DISPUTE, HOURS, REMOTE, TRAINING, WHY_OPEN, Firm, Wants, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm with an interview that goes on."""
    firm = Firm(wants.diary, "Acme")
    firm.starts()
    return firm


def waiting(firm: Firm) -> list[tuple[bytes, str]]:
    """Return what waits to be rated, of the current interview."""
    return [(card.id, card.name) for card in to_rate(firm.mine, firm.case, firm.interview)]


def test_an_answer_waits_on_the_criterion_of_its_question(wants: Wants, firm: Firm) -> None:
    """The card says who said what, what 1, 3 and 5 mean, and what it counts."""
    ana = firm.meets("Ana", "boss")
    asked = firm.asks(ana, wants.questions[TRAINING])
    noted = firm.hears(ana, "two people went to a course", asked=asked)

    (card,) = to_rate(firm.mine, firm.case, firm.interview)

    assert (card.id, card.criterion, card.name) == (noted, wants["growth"], "growth")
    assert (card.who, card.role, card.text, card.counts) == ("Ana", "boss", "two people went to a course", 4)
    assert (card.anchors[2], card.yes_no, card.rating) == ("a plan, time and money", False, None)


def test_what_does_not_matter_is_not_rated(wants: Wants, firm: Firm) -> None:
    """Why the position is open is about the boss's support, which nobody weighed."""
    ben = firm.meets("Ben", "peer")
    firm.hears(ben, "second time", asked=firm.asks(ben, wants.questions[WHY_OPEN]))

    assert waiting(firm) == []


def test_what_was_rated_waits_no_more(wants: Wants, firm: Firm) -> None:
    """A rating, or the word that there is none, takes the card away."""
    ana = firm.meets("Ana", "boss")
    rated, passed = firm.hears(ana, "a", wants["growth"]), firm.hears(ana, "b", wants["growth"])
    firm.rates(rated, wants["growth"], 4)
    firm.rates(passed, wants["growth"], None)

    assert waiting(firm) == []


def test_a_refusal_and_a_changed_answer_are_not_rated(wants: Wants, firm: Firm) -> None:
    """Neither is evidence."""
    ana = firm.meets("Ana", "boss")
    firm.hears(ana, "no comment", wants["growth"], form="refused")
    first = firm.hears(ana, "yes", wants["growth"])
    second = firm.hears(ana, "in fact no", wants["growth"], instead_of=first)

    assert waiting(firm) == [(second, "growth")]


def test_an_answer_on_two_criteria_is_two_cards(wants: Wants, firm: Firm) -> None:
    """Each is rated by itself."""
    ana = firm.meets("Ana", "boss")
    noted = firm.hears(ana, "both", wants["growth"], wants["balance"])

    assert waiting(firm) == [(noted, "growth"), (noted, "balance")]


def test_a_must_have_is_rated_as_yes_or_no(wants: Wants, firm: Firm) -> None:
    """Its card says so."""
    firm.hears(None, "three days", wants[REMOTE])

    assert [(card.name, card.yes_no, card.who, card.role) for card in to_rate(firm.mine, firm.case)] == [
        (REMOTE, True, "", "")
    ]


def test_one_interview_shows_its_own_and_no_research(wants: Wants, firm: Firm) -> None:
    """Of all interviews, research that was not rated waits too, in lived order."""
    ana = firm.meets("Ana", "boss")
    seen = firm.notes(ObservationNoted(text="calm", criteria=(wants["balance"],)))
    firm.write(ResearchNoted(opportunity=firm.id, claim="rated", criteria=(wants["growth"],), rating=2))
    read = firm.write(ResearchNoted(opportunity=firm.id, claim="not rated", criteria=(wants["growth"],)))
    here, firm.interview = firm.interview, None
    firm.starts(ana)
    there = firm.hears(ana, "later", wants["growth"])

    assert [card.id for card in to_rate(firm.mine, firm.case, here)] == [seen]
    assert [card.id for card in to_rate(firm.mine, firm.case)] == [seen, read, there]


def test_a_note_is_rated_by_its_id_again(wants: Wants, firm: Firm) -> None:
    """A card that is drawn again shows the present rating."""
    noted = firm.hears(firm.meets("Ana", "boss"), "yes", wants["growth"])
    firm.rates(noted, wants["growth"], 4)

    assert [card.rating for card in cards_of(firm.mine, firm.case, noted)] == [4]


def test_a_note_about_nothing_that_matters_can_be_rated_by_its_id(wants: Wants, firm: Firm) -> None:
    """Whoever asks for it by name may rate it."""
    noted = firm.hears(firm.meets("Ana", "boss"), "yes", wants["team"])

    assert [card.name for card in cards_of(firm.mine, firm.case, noted)] == ["team"]


def test_a_follow_up_is_rated_on_what_it_follows(wants: Wants, firm: Firm) -> None:
    """The answer to a follow-up of a follow-up speaks to the question that began it."""
    ana = firm.meets("Ana", "boss")
    first = firm.hears(ana, "they do", asked=firm.asks(ana, wants.questions[DISPUTE]))
    further = firm.asks(ana, text="Above which sum?", after=first)
    second = firm.hears(ana, "2,000", asked=further)
    third = firm.hears(ana, "a mail", asked=firm.asks(ana, text="And then?", after=further))

    assert [card.name for one in (second, third) for card in cards_of(firm.mine, firm.case, one)] == ["autonomy"] * 2
    assert waiting(firm) == [(first, "autonomy")]


def test_follow_ups_in_a_circle_end(firm: Firm) -> None:
    """A follow-up that leads back to itself speaks to nothing."""
    ana = firm.meets("Ana", "boss")
    began = firm.asks(ana, text="b")
    noted = firm.hears(ana, "a", asked=began)
    answer = firm.hears(ana, "d", asked=firm.asks(ana, text="c", after=noted))
    wrong = {"follow_up_of": msgspec.Raw(encode(answer))}
    firm.write(EntryCorrected(opportunity=firm.id, target=began, patch=wrong))

    with pytest.raises(NothingToRateError, match="about no criterion"):
        cards_of(firm.mine, firm.case, answer)


def test_nothing_is_rated_that_was_not_noted(firm: Firm) -> None:
    """An id under which nothing was noted is refused."""
    with pytest.raises(NothingToRateError, match="no note"):
        cards_of(firm.mine, firm.case, bytes(16))


def test_a_note_can_be_rated_on_any_criterion(wants: Wants, firm: Firm) -> None:
    """On a criterion that it was not said to speak to, too; but never without a note."""
    noted = firm.hears(firm.meets("Ana", "boss"), "yes")

    assert card_on(firm.mine, firm.case, noted, wants["team"]).name == "team"
    with pytest.raises(NothingToRateError, match="no note"):
        card_on(firm.mine, firm.case, bytes(16), wants["team"])


def test_a_card_on_a_criterion_that_is_not_here_has_no_anchors(firm: Firm) -> None:
    """A dangling criterion can still be rated."""
    noted = firm.hears(None, "yes", bytes(16))

    assert [card.anchors for card in cards_of(firm.mine, firm.case, noted)] == [("", "", "")]


def planned(wants: Wants, firm: Firm) -> None:
    """Write a plan of two lines."""
    lines = (
        AgendaLine(question=wants.questions[DISPUTE], criterion=wants["autonomy"]),
        AgendaLine(question=wants.questions[TRAINING], criterion=wants["growth"]),
        AgendaLine(text="Anything else?"),
    )
    firm.notes(AgendaPrepared(lines=lines))


def test_a_line_is_rated_by_its_number(wants: Wants, firm: Firm) -> None:
    """Every answer to the line has its card; one that was changed since has none."""
    planned(wants, firm)
    asked = firm.asks(firm.meets("Ana", "boss"), wants.questions[DISPUTE])
    first = firm.hears(None, "they do", asked=asked)
    second = firm.hears(None, "I do", asked=asked, instead_of=first)

    assert [card.id for card in cards_of_line(firm.mine, firm.case, firm.talk(), 1)] == [second]


def test_a_line_without_an_answer_is_refused(wants: Wants, firm: Firm) -> None:
    """The refusal names the line, and what it is about."""
    planned(wants, firm)

    with pytest.raises(NothingToRateError, match=r"question 2 \(growth\) has no noted answer: nothing to rate"):
        cards_of_line(firm.mine, firm.case, firm.talk(), 2)
    with pytest.raises(NothingToRateError, match="question 3 has no noted answer"):
        cards_of_line(firm.mine, firm.case, firm.talk(), 3)


def test_a_line_that_the_plan_does_not_have_is_refused(wants: Wants, firm: Firm) -> None:
    """There is no question 9."""
    planned(wants, firm)

    with pytest.raises(NothingToRateError, match="no question 9"):
        cards_of_line(firm.mine, firm.case, firm.talk(), 9)


def test_an_answer_about_nothing_has_no_card_on_its_line(wants: Wants, firm: Firm) -> None:
    """Anything else speaks to no criterion."""
    planned(wants, firm)
    firm.hears(None, "no", asked=firm.asks(None, text="Anything else?"))

    with pytest.raises(NothingToRateError, match="question 3"):
        cards_of_line(firm.mine, firm.case, firm.talk(), 3)


def test_the_gut_feeling_opens_with_the_last_rating(wants: Wants, firm: Firm) -> None:
    """Sealed while the interview goes on and while an answer waits; open then, the latest of them."""
    asked = firm.asks(None, wants.questions[HOURS])
    noted = firm.hears(None, "seven", asked=asked)
    for felt, words in ((2, None), (4, "warm")):
        firm.notes(ImpressionSealed(gut=felt, words=words))
    during = opened_gut(firm.mine, firm.case, firm.talk())
    firm.ends()
    before = opened_gut(firm.mine, firm.case, firm.talk())
    firm.rates(noted, wants["balance"], 2)
    gut = opened_gut(firm.mine, firm.case, firm.talk())

    assert (during, before) == (None, None)
    assert gut is not None
    assert (gut.gut, gut.words) == (4, "warm")


def test_without_a_gut_feeling_nothing_opens(firm: Firm) -> None:
    """Where nothing was sealed there is nothing to show; and nothing hides it after the end."""
    firm.ends()

    assert opened_gut(firm.mine, firm.case, firm.talk()) is None
    assert not is_sealed(firm.mine, firm.case, firm.talk())


def test_a_gut_feeling_without_words_opens_without(firm: Firm) -> None:
    """The number alone is enough."""
    firm.notes(ImpressionSealed(gut=3))
    firm.ends()
    gut = opened_gut(firm.mine, firm.case, firm.talk())

    assert gut is not None
    assert gut.words == ""
