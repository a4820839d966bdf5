"""How much a noted answer counts, and one voice a person."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.evidence import (
    PLAIN,
    Certainty,
    Circumstance,
    Form,
    Source,
    Statement,
    Voice,
    evidence_weight,
    latest,
    voices,
)
from twoway_core.analysis.settings import DEFAULTS

from .laws import LAW

FIRM_CLAIM = Circumstance(firm_claim=True)
OUTSIDER_ON_BOSS = Circumstance(boss_criterion=True, knows_boss=False)
INSIDER_ON_BOSS = Circumstance(boss_criterion=True)
PERSONNEL = Circumstance(personnel_fact=True)

WEIGHTS: dict[str, tuple[Source, Form, Certainty, Circumstance, float]] = {
    "the boss with an example": ("boss", "example", "sure", PLAIN, 4),
    "a teammate with a number": ("peer", "number", "sure", PLAIN, 4),
    "somebody who left": ("ex-employee", "example", "sure", PLAIN, 3),
    "another leader": ("leader", "example", "sure", PLAIN, 2),
    "my own eyes": ("observation", "example", "sure", PLAIN, 2),
    "a recruiter with a number": ("recruiter", "number", "sure", PLAIN, 1),
    "a recruiter on pay": ("recruiter", "number", "sure", PERSONNEL, 4),
    "a boss on pay gains nothing": ("boss", "number", "sure", PERSONNEL, 4),
    "a website, in general words, fairly sure": ("public", "general", "fairly", PLAIN, 0.375),
    "a written term": ("written", "example", "sure", PLAIN, 8),
    "an evasive boss": ("boss", "evasive", "sure", PLAIN, 1),
    "a refusal": ("boss", "refused", "sure", PLAIN, 0),
    "the boss, misheard perhaps": ("boss", "example", "unsure", PLAIN, 2),
    "a website on the whole firm, for a team's matter": ("public", "number", "sure", FIRM_CLAIM, 0.5),
    "a leader on my boss": ("leader", "example", "sure", OUTSIDER_ON_BOSS, 0.5),
    "a teammate on our boss": ("peer", "example", "sure", INSIDER_ON_BOSS, 4),
}


@pytest.mark.parametrize(
    ("source", "form", "certainty", "circumstance", "weight"), WEIGHTS.values(), ids=WEIGHTS.keys()
)
def test_weight_is_source_by_form_by_certainty(
    source: Source, form: Form, certainty: Certainty, circumstance: Circumstance, weight: float
) -> None:
    """The product, with the scope and boss rules, is what the table says."""
    assert evidence_weight(source, form, certainty, circumstance) == weight


def test_both_rules_take_their_part() -> None:
    """A firm's claim about the boss, from outside, counts an eighth."""
    circumstance = Circumstance(firm_claim=True, boss_criterion=True, knows_boss=False)

    assert evidence_weight("public", "number", "sure", circumstance) == DEFAULTS.public / 8


def test_no_piece_counts_more_than_the_most() -> None:
    """A source that was given a larger weight is still cut to 8."""
    assert evidence_weight("boss", "example", "sure", settings=type(DEFAULTS)(boss=20)) == 8


@LAW
@given(
    st.sampled_from(get_args(Source)),
    st.sampled_from(get_args(Form)),
    st.sampled_from(get_args(Certainty)),
    st.builds(Circumstance),
)
def test_every_combination_has_a_weight_from_none_to_the_most(
    source: Source, form: Form, certainty: Certainty, circumstance: Circumstance
) -> None:
    """No word of the closed lists is without its number."""
    assert 0 <= evidence_weight(source, form, certainty, circumstance) <= DEFAULTS.most


def said(person: str, question: str, order: int, rating: float, weight: float = 4.0) -> Statement:
    """Return a statement said in the minute ``order``."""
    return Statement(person, question, (order * 60_000, bytes(16)), rating, weight)


def test_the_latest_answer_to_a_question_counts() -> None:
    """Ana's second answer to the same question stands in for her first."""
    first, second, other = said("ana", "hours", 1, 5), said("ana", "hours", 3, 2), said("ben", "hours", 2, 4)

    assert latest([second, first, other]) == [other, second]


def test_a_refusal_takes_back_the_earlier_answer() -> None:
    """A later refusal is the latest word on the question, and is no evidence."""
    assert latest([said("ana", "hours", 1, 5), said("ana", "hours", 2, 3, weight=0)]) == []


def test_one_person_has_one_voice() -> None:
    """Ratings are averaged by weight over questions; the weight is the largest, not the sum."""
    statements = [said("ana", "limits", 1, 5, 4), said("ana", "method", 2, 3, 2), said("ben", "limits", 3, 4, 4)]

    assert voices(statements) == [Voice("ana", (4 * 5 + 2 * 3) / 6, 4), Voice("ben", 4, 4)]


def test_nobody_says_nothing() -> None:
    """Without statements there are no voices."""
    assert voices([]) == []


statements = st.lists(
    st.builds(
        said,
        st.sampled_from("abc"),
        st.sampled_from("pq"),
        st.integers(0, 255),
        st.integers(1, 5),
        st.sampled_from([0.0, 0.5, 1.0, 4.0]),
    ),
    unique_by=lambda one: one.order,
    max_size=12,
)


@LAW
@given(statements, st.randoms())
def test_voices_do_not_depend_on_the_order_of_arrival(given_: list[Statement], random: object) -> None:
    """The same statements in another order are the same voices."""
    shuffled = list(given_)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert voices(shuffled) == voices(given_)
