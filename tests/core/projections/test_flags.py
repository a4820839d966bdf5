"""Red flags."""

from __future__ import annotations

import pytest

from twoway_core.events.case import PostingObserved
from twoway_core.events.talk import ObservationNoted, RedFlagRaised, RedFlagResolved
from twoway_core.projections.flags import flag_rows, proposed_flags

from .diary import DISPUTE, Firm, Wants, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm in which nobody was met."""
    return Firm(wants.diary, "Acme")


def raises(firm: Firm, text: str, *evidence: bytes) -> bytes:
    """Raise a light flag."""
    return firm.write(RedFlagRaised(opportunity=firm.id, text=text, severity="light", evidence=evidence))


def test_one_source_is_an_anecdote_two_are_a_pattern(firm: Firm) -> None:
    """Ana twice is one source; with Ben there are two; what I saw is another."""
    ana, ben = firm.meets("Ana", "boss"), firm.meets("Ben", "peer")
    first, second, third = firm.hears(ana, "a"), firm.hears(ana, "b"), firm.hears(ben, "c")
    seen = firm.write(ObservationNoted(opportunity=firm.id, text="d"))
    for text, evidence in (("one", (first, second)), ("two", (first, third)), ("three", (first, third, seen))):
        raises(firm, text, *evidence)

    found = {row.text: (row.sources, row.pattern) for row in flag_rows(firm.mine, firm.case)}

    assert found == {"one": (1, False), "two": (2, True), "three": (3, True)}


def test_a_flag_without_evidence_is_my_own_word(firm: Firm) -> None:
    """One source: me. Evidence that is no note, such as a posting, is a source of its own."""
    posting = firm.write(PostingObserved(opportunity=firm.id, reposted=1))
    raises(firm, "a feeling")
    raises(firm, "again", posting, firm.hears(firm.meets("Ana", "boss"), "yes"))

    assert [(row.text, row.sources) for row in flag_rows(firm.mine, firm.case)] == [("a feeling", 1), ("again", 2)]


def test_open_flags_come_first_the_gravest_before_the_others(firm: Firm) -> None:
    """What was explained stands last, with its explanation."""
    grave = firm.write(RedFlagRaised(opportunity=firm.id, text="explained", severity="severe", kind="boss"))
    raises(firm, "light")
    firm.write(RedFlagRaised(opportunity=firm.id, text="serious"))
    firm.write(RedFlagResolved(opportunity=firm.id, flag=grave, explanation="a typo"))
    rows = flag_rows(firm.mine, firm.case)

    assert [(row.text, row.open) for row in rows] == [("serious", True), ("light", True), ("explained", False)]
    assert (rows[2].explanation, rows[2].kind, rows[0].explanation) == ("a typo", "boss", "")


def test_a_refusal_proposes_a_flag(wants: Wants, firm: Firm) -> None:
    """Who would not answer what; in no words where nothing is known of the asking."""
    ana = firm.meets("Ana", "boss")
    firm.hears(ana, "no", asked=firm.asks(ana, wants.questions[DISPUTE]), form="refused")
    firm.hears(ana, "no", form="refused")
    firm.hears(ana, "yes")

    assert [one.text for one in proposed_flags(firm.mine, firm.case)] == [
        f"Ana would not answer: {DISPUTE}",
        "Ana would not answer",
    ]


def test_a_position_put_up_again_proposes_a_flag(firm: Firm) -> None:
    """Once is once; a posting that was never put up again proposes nothing."""
    for times in (1, 3, 0, None):
        firm.write(PostingObserved(opportunity=firm.id, reposted=times))

    assert [one.text for one in proposed_flags(firm.mine, firm.case)] == ["put up again once", "put up again 3 times"]


def test_what_was_flagged_is_not_proposed_again(firm: Firm) -> None:
    """The flag rests on it already."""
    posting = firm.write(PostingObserved(opportunity=firm.id, reposted=1))
    raises(firm, "again", posting)

    assert proposed_flags(firm.mine, firm.case) == ()
