"""The bank of questions."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from twoway_core.events.bank import QuestionAdded, QuestionRetired
from twoway_core.events.case import OpportunityOpened, StageChanged
from twoway_core.events.mine import Points, WeightsElicited
from twoway_core.projections.bank import bank_lint, suiting, unsuited

from .diary import HOURS, Firm, Wants, begun, wanting


@pytest.fixture
def wants() -> Wants:
    """Return a diary with the starter's bank."""
    return begun()


def test_a_criterion_with_one_question_is_shown() -> None:
    """Balance has one, two are better; what does not matter may have none."""
    wants = wanting()

    assert [(gap.name, gap.questions) for gap in bank_lint(wants.diary.mine).few] == [("balance", 1)]


def test_a_question_about_nothing_is_shown() -> None:
    """Every question must name a criterion; one that is retired need not."""
    wants = wanting()
    aimless = wants.diary.write(QuestionAdded(text="How are you?"))
    retired = wants.diary.write(QuestionAdded(text="And you?"))
    wants.diary.write(QuestionRetired(question=retired))

    assert bank_lint(wants.diary.mine).aimless == (aimless,)


def suits(firm: Firm, question: bytes) -> bool:
    """Return whether ``question`` suits ``firm``."""
    return question in [one.id for one in suiting(firm.mine, firm.case)]


def test_a_question_for_one_opportunity_is_for_that_one(wants: Wants) -> None:
    """Acme's own question is not Birch's."""
    acme, birch = Firm(wants.diary, "Acme"), Firm(wants.diary, "Birch")
    own = acme.write(QuestionAdded(opportunity=acme.id, text="Why orange?"))

    assert (suits(acme, own), suits(birch, own)) == (True, False)


def test_a_question_set_aside_is_asked_elsewhere_still(wants: Wants) -> None:
    """Answerable elsewhere at Acme: Birch is asked."""
    acme, birch = Firm(wants.diary, "Acme"), Firm(wants.diary, "Birch")
    acme.write(QuestionRetired(opportunity=acme.id, question=wants.questions[HOURS], reason="answerable elsewhere"))

    assert (suits(acme, wants.questions[HOURS]), suits(birch, wants.questions[HOURS])) == (False, True)


def test_a_retired_question_suits_nobody(wants: Wants) -> None:
    """It is asked no more."""
    firm = Firm(wants.diary, "Acme")
    firm.write(QuestionRetired(question=wants.questions[HOURS]))

    assert not suits(firm, wants.questions[HOURS])


def test_some_questions_wait_for_the_offer(wants: Wants) -> None:
    """After the offer they suit."""
    firm = Firm(wants.diary, "Acme")
    later = firm.write(QuestionAdded(text="May I see the contract?", when="after offer"))
    before = suits(firm, later)
    firm.write(StageChanged(opportunity=firm.id, stage="offer"))

    assert (before, suits(firm, later)) == (False, True)


@pytest.mark.parametrize(("remote", "wanted"), [(True, True), (False, False), (None, False)])
def test_questions_for_remote_jobs_are_for_remote_jobs(wants: Wants, remote: bool | None, wanted: bool) -> None:
    """Shown where the job is remote, and only there."""
    firm = Firm(wants.diary, "Acme")
    firm.id = wants.diary.write(OpportunityOpened(firm="Birch", remote=remote))
    question = wants.questions["How do remote people join meetings and daily work?"]

    assert suits(firm, question) == wanted


TAILORED = {
    "the role holds the word": ({"roles": ("engineer",)}, True),
    "another role": ({"roles": ("teacher", "nurse")}, False),
    "the level is not known": ({"levels": ("lead",)}, True),
    "the industry is another": ({"industries": ("Banking",)}, False),
}


@pytest.mark.parametrize(("words", "wanted"), TAILORED.values(), ids=TAILORED.keys())
def test_questions_are_tailored_to_the_job(wants: Wants, words: dict[str, tuple[str, ...]], wanted: bool) -> None:
    """By role, industry and level; what is not known rules nothing out."""
    firm = Firm(wants.diary, "Acme")
    firm.id = wants.diary.write(OpportunityOpened(firm="Birch", role="Data Engineer", industry="energy"))
    question = firm.write(replace(QuestionAdded(text="Why?"), **words))

    assert suits(firm, question) == wanted


def test_where_the_job_is_not_known_nothing_is_ruled_out(wants: Wants) -> None:
    """An opportunity whose opening is not here is asked everything."""
    firm = Firm(wants.diary, "Acme")
    firm.meets("Ana", "boss")
    wants.diary.entries = [entry for entry in wants.diary.entries if entry.id != firm.id]

    assert len(suiting(firm.mine, firm.case)) == len(wants.questions)


def test_a_heading_split_in_three_with_most_of_the_weight_is_shown(wants: Wants) -> None:
    """Daily has 240 of 290 points in three; nobody asked, or two under one heading, is no matter."""
    before = bank_lint(wants.diary.mine).heavy
    points = {"autonomy": 100, "balance": 80, "technology": 60, "growth": 50}
    answers = tuple(Points(wants[name], value) for name, value in points.items())
    wants.diary.write(WeightsElicited(method="swing", answers=answers))
    [heavy] = bank_lint(wants.diary.mine).heavy

    assert before == ()
    assert (heavy.lens, heavy.names) == ("daily", ("autonomy", "balance", "technology"))
    assert heavy.weight == pytest.approx(240 / 290)
    assert bank_lint(wanting().diary.mine).heavy == ()


def test_why_a_question_does_not_suit_is_said(wants: Wants) -> None:
    """The reason given, the time, the place or the job; nothing where it suits."""
    engineer = wants.diary.write(QuestionAdded(text="?", roles=("engineer",)))
    late = wants.diary.write(QuestionAdded(text="??", when="after offer"))
    firm = Firm(wants.diary, "Acme", "Baker")
    firm.write(QuestionRetired(opportunity=firm.id, question=wants.questions[HOURS], reason="settle later"))
    [remote] = [one.id for one in wants.diary.mine.questions.values() if one.event.condition]

    found = {key: unsuited(firm.case, one) for key, one in firm.mine.questions.items()}

    assert {why for key, why in found.items() if key not in (engineer, late, remote, wants.questions[HOURS])} == {""}
    assert (found[engineer], found[late], found[remote]) == ("for engineer", "after offer", "remote only")
    assert found[wants.questions[HOURS]] == "settle later"
