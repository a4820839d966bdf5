"""Pieces of evidence, and what each counts."""

from __future__ import annotations

import pytest

from twoway_core.events.base import Source
from twoway_core.events.judge import RatingRevised
from twoway_core.events.mine import CriterionDefined
from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import AnswerNoted, ObservationNoted
from twoway_core.projections.people import people_of
from twoway_core.projections.pieces import MYSELF, Piece, best_weight, evidence_of, noted_as, pieces_of

from .diary import DISPUTE, HOURS, Firm, Wants, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm in which nobody was met."""
    return Firm(wants.diary, "Acme")


def pieces(firm: Firm) -> list[Piece]:
    """Return the pieces of ``firm``."""
    return pieces_of(firm.mine, firm.case, people_of(firm.mine, firm.case))


def test_an_answer_counts_by_who_gave_it(wants: Wants, firm: Firm) -> None:
    """A boss with an example counts 4, a recruiter 1."""
    ana, carla = firm.meets("Ana", "boss"), firm.meets("Carla", "recruiter")
    firm.hears_and_rates(ana, wants["autonomy"], 5)
    firm.hears_and_rates(carla, wants["autonomy"], 4)

    assert [(one.evidence.voice, one.rating, one.weight) for one in pieces(firm)] == [(ana, 5, 4), (carla, 4, 1)]


def test_form_and_certainty_count_as_they_were_noted(wants: Wants, firm: Firm) -> None:
    """What nobody said is general and fairly sure: three eighths."""
    ana = firm.meets("Ana", "boss")
    noted = firm.write(AnswerNoted(opportunity=firm.id, contact=ana, text="you will like it"))
    firm.rates(noted, wants["autonomy"], 5)

    assert [one.weight for one in pieces(firm)] == [4 * 0.5 * 0.75]


def test_what_was_read_and_not_rated_is_no_piece(wants: Wants, firm: Firm) -> None:
    """A rating of none counts nothing."""
    noted = firm.hears(firm.meets("Ana", "boss"), "hm")
    firm.rates(noted, wants["autonomy"], None)

    assert pieces(firm) == []


def test_a_rating_of_something_that_is_not_here_is_no_piece(wants: Wants, firm: Firm) -> None:
    """A dangling reference counts nothing and fails nothing."""
    firm.rates(bytes(16), wants["autonomy"], 5)

    assert pieces(firm) == []


def test_a_revised_rating_counts_as_revised(wants: Wants, firm: Firm) -> None:
    """I see it otherwise now."""
    noted = firm.hears(firm.meets("Ana", "boss"), "hm")
    rated = firm.rates(noted, wants["autonomy"], 5)
    firm.write(RatingRevised(opportunity=firm.id, rated=rated, rating=2))

    assert [(one.rating, one.rated) for one in pieces(firm)] == [(2, rated)]


def test_an_answer_that_was_changed_since_is_no_evidence(wants: Wants, firm: Firm) -> None:
    """Both stay noted; the later one alone counts."""
    ana = firm.meets("Ana", "boss")
    first = firm.hears_and_rates(ana, wants["autonomy"], 5)
    second = firm.hears(ana, "on reflection, no", instead_of=first)
    firm.rates(second, wants["autonomy"], 2)
    people = people_of(firm.mine, firm.case)

    assert [(one.evidence.id, one.rating) for one in pieces(firm)] == [(second, 2)]
    assert (evidence_of(firm.case, people, first), noted_as(firm.case, people, first) is None) == (None, False)


def test_an_answer_of_nobody_named_is_of_the_one_who_was_asked(wants: Wants, firm: Firm) -> None:
    """Where one person was asked, that person answered."""
    ana = firm.meets("Ana", "boss")
    asked = firm.asks(ana, wants.questions[DISPUTE])
    firm.rates(firm.hears(None, "they decide", asked=asked), wants["autonomy"], 5)

    assert [(one.evidence.voice, one.weight, one.evidence.question) for one in pieces(firm)] == [
        (ana, 4, wants.questions[DISPUTE])
    ]


def test_an_answer_that_could_be_anybodys_counts_least(wants: Wants, firm: Firm) -> None:
    """Where nobody in particular was asked, the voice has no name."""
    asked = firm.asks(None, text="Who decides?")
    noted = firm.hears(None, "they do", asked=asked)
    firm.rates(noted, wants["autonomy"], 5)

    assert [(one.evidence.voice, one.weight, one.evidence.question) for one in pieces(firm)] == [
        (None, 1, "who decides?")
    ]


def test_an_answer_to_nothing_stands_for_itself(wants: Wants, firm: Firm) -> None:
    """What was said unasked, or to an asking that is not here, is its own question."""
    ana = firm.meets("Ana", "boss")
    free, dangling = firm.hears(ana, "by the way"), firm.hears(ana, "well", asked=bytes(16))
    firm.rates(free, wants["autonomy"], 5)
    firm.rates(dangling, wants["autonomy"], 4)

    assert [one.evidence.question for one in pieces(firm)] == [free, dangling]


def test_an_asking_without_words_is_its_own_question(wants: Wants, firm: Firm) -> None:
    """Two askings of nothing are not the same question."""
    ana = firm.meets("Ana", "boss")
    asked = firm.asks(ana)
    firm.rates(firm.hears(ana, "hm", asked=asked), wants["autonomy"], 3)

    assert [one.evidence.question for one in pieces(firm)] == [asked]


def test_an_observation_is_my_own_voice(wants: Wants, firm: Firm) -> None:
    """What I saw counts 2, less where I am less sure."""
    seen = firm.write(ObservationNoted(opportunity=firm.id, text="they laughed", form="example", certainty="sure"))
    firm.rates(seen, wants["autonomy"], 4)

    assert [(one.evidence.voice, one.weight, one.evidence.contact) for one in pieces(firm)] == [(MYSELF, 2, None)]


@pytest.mark.parametrize(("beside", "weight"), [(True, 2.0), (False, 0.5)])
def test_watching_the_boss_counts_full_on_the_boss(wants: Wants, firm: Firm, beside: bool, weight: float) -> None:
    """An observation beside an answer is of whoever gave it; of nobody known, it counts a quarter on the boss."""
    ana = firm.meets("Ana", "boss")
    answer = firm.hears(ana, "I support everybody") if beside else bytes(16)
    seen = firm.write(
        ObservationNoted(opportunity=firm.id, text="she smiled", form="example", certainty="sure", about=answer)
    )
    firm.rates(seen, wants["boss support"], 4)

    assert [one.weight for one in pieces(firm)] == [weight]


def test_rapport_with_others_counts_a_quarter_on_the_boss(wants: Wants, firm: Firm) -> None:
    """A pleasant leader is not the boss; a peer who works under the boss knows."""
    firm.meets("Ana", "boss")
    lee, ben = firm.meets("Lee", "leader"), firm.meets("Ben", "peer")
    firm.hears_and_rates(lee, wants["boss support"], 5)
    firm.hears_and_rates(ben, wants["boss support"], 3)

    assert [one.weight for one in pieces(firm)] == [0.5, 4]


def test_a_recruiter_counts_full_on_what_the_office_owns(wants: Wants, firm: Firm) -> None:
    """On pay, a recruiter counts 4; so on a leave of one's own making."""
    leave = firm.write(CriterionDefined(name="Leave"))
    carla = firm.meets("Carla", "recruiter")
    for criterion in (wants["pay"], leave, wants["team"]):
        firm.hears_and_rates(carla, criterion, 4)

    assert [one.weight for one in pieces(firm)] == [4, 4, 1]


def test_research_counts_as_general_and_fairly_sure(wants: Wants, firm: Firm) -> None:
    """A website's claim, rated as it was noted, counts three eighths; about the whole firm, on the team, half that."""
    claims = (wants["firm's prospects"], wants["team"])
    firm.write(ResearchNoted(opportunity=firm.id, claim="great", source="website", criteria=claims, rating=4))

    assert sorted((one.weight, one.evidence.voice) for one in pieces(firm)) == [
        (0.1875, "the website"),
        (0.375, "the website"),
    ]


@pytest.mark.parametrize(("scope", "weight"), [("firm", 0.1875), ("team", 0.375)])
def test_only_claims_about_the_whole_firm_are_halved(wants: Wants, firm: Firm, scope: str, weight: float) -> None:
    """A claim about the team itself keeps its weight."""
    claim = ResearchNoted(opportunity=firm.id, claim="kind people", scope=scope, criteria=(wants["team"],), rating=4)
    firm.write(claim)

    assert [one.weight for one in pieces(firm)] == [weight]


def test_research_rated_later_counts_once(wants: Wants, firm: Firm) -> None:
    """A judgement of its own replaces the rating it was noted with."""
    read = firm.write(
        ResearchNoted(opportunity=firm.id, claim="great", criteria=(wants["autonomy"],), rating=5, scope="team")
    )
    firm.rates(read, wants["autonomy"], 2)

    assert [one.rating for one in pieces(firm)] == [2]


def test_research_by_a_person_counts_by_that_person(wants: Wants, firm: Firm) -> None:
    """What a former employee told on the side counts as theirs."""
    source: Source = "person"
    frida = firm.meets("Frida", "ex-employee")
    firm.write(
        ResearchNoted(
            opportunity=firm.id, claim="no", source=source, contact=frida, criteria=(wants["autonomy"],), rating=1
        )
    )

    assert [(one.evidence.voice, one.weight) for one in pieces(firm)] == [(frida, 3 * 0.375)]


def test_unrated_research_is_no_piece(wants: Wants, firm: Firm) -> None:
    """A claim that nobody judged counts nothing."""
    firm.write(ResearchNoted(opportunity=firm.id, claim="great", criteria=(wants["autonomy"],)))

    assert pieces(firm) == []


def test_pieces_stand_in_lived_order(wants: Wants, firm: Firm) -> None:
    """What was said first comes first, whenever it was written down."""
    ana = firm.meets("Ana", "boss")
    later = firm.hears_and_rates(ana, wants["autonomy"], 5)
    asked = firm.asks(ana, wants.questions[HOURS])
    earlier = firm.write(
        AnswerNoted(opportunity=firm.id, contact=ana, text="before", asked=asked), at_ms=firm.diary.now_ms - 10**7
    )
    firm.rates(earlier, wants["autonomy"], 3)

    assert [one.evidence.id for one in pieces(firm)] == [earlier, later]


def test_a_criterion_that_is_not_here_counts_plainly(firm: Firm) -> None:
    """A piece on an unknown criterion keeps the plain weight."""
    firm.hears_and_rates(firm.meets("Ana", "boss"), bytes(16), 5)

    assert [one.weight for one in pieces(firm)] == [4]


def test_the_best_that_asking_somebody_can_bring(wants: Wants, firm: Firm) -> None:
    """A plain example, with the rule about the boss."""
    ana, carla = firm.meets("Ana", "boss"), firm.meets("Carla", "recruiter")
    mine, people = firm.mine, people_of(firm.mine, firm.case)

    found = [best_weight(mine, people, one, wants["boss support"]) for one in (ana, carla, None)]

    assert found == [4, 0.25, 0.25]
