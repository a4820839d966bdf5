"""Which question to ask about what, and of whom."""

from __future__ import annotations

import pytest

from twoway_core.events.bank import QuestionAdded, QuestionReworded
from twoway_core.events.mine import CriterionDefined
from twoway_core.projections.candidates import (
    Candidate,
    about,
    asked_pairs,
    candidates,
    is_feedback,
    is_flag,
    is_late,
    matters_in,
    settling,
    telling_word,
)
from twoway_core.projections.people import people_of

from .diary import DISPUTE, HOURS, NEEDS, OFFICE, TRAINING, WHY_OPEN, Firm, Wants, begun


@pytest.fixture
def wants() -> Wants:
    """Return a diary with the starter's bank."""
    return begun()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm in which nobody was met."""
    return Firm(wants.diary, "Acme")


def found(firm: Firm, *present: bytes) -> dict[str, Candidate]:
    """Return the candidates by their words, best first."""
    some = candidates(firm.mine, firm.case, people_of(firm.mine, firm.case), present)
    return {one.question.text: one for one in some}


def test_whoever_a_question_is_best_asked_of_is_asked(firm: Firm) -> None:
    """The dispute of boss and peer, the boss first; the training plan of the boss alone."""
    ben, ana, carla = firm.meets("Ben", "peer"), firm.meets("Ana", "boss"), firm.meets("Carla", "recruiter")
    some = found(firm, ben, ana, carla)

    assert (some[DISPUTE].contacts, some[DISPUTE].minutes) == ((ana, ben), 6)
    assert (some[TRAINING].contacts, some[TRAINING].suited) == ((ana,), True)


def test_a_question_for_everyone_is_asked_of_everyone(firm: Firm) -> None:
    """The boss first, then by what their word is worth."""
    carla, ana = firm.meets("Carla", "recruiter"), firm.meets("Ana", "boss")

    assert found(firm, carla, ana)["How long here? Why stay? What would you change?"].contacts == (ana, carla)


def test_where_nobody_suits_the_weightiest_is_asked(firm: Firm) -> None:
    """A training plan is the boss's; without a boss the peer is asked, and it is said that this is second best."""
    carla, ben = firm.meets("Carla", "recruiter"), firm.meets("Ben", "peer")
    one = found(firm, carla, ben)[TRAINING]

    assert (one.contacts, one.suited) == ((ben,), False)


def test_whoever_was_asked_is_not_asked_again(wants: Wants, firm: Firm) -> None:
    """Ana was asked: Ben is left; both were asked: nobody, though Carla is there."""
    ana, ben, carla = firm.meets("Ana", "boss"), firm.meets("Ben", "peer"), firm.meets("Carla", "recruiter")
    firm.asks(ana, wants.questions[DISPUTE])
    one = found(firm, ana, ben, carla)[DISPUTE].contacts
    firm.asks(ben, wants.questions[DISPUTE])

    assert one == (ben,)
    assert DISPUTE not in found(firm, ana, ben, carla)


def test_second_best_was_asked_too(wants: Wants, firm: Firm) -> None:
    """Where the only one present was asked already, nobody is left."""
    ben = firm.meets("Ben", "peer")
    firm.asks(ben, wants.questions[TRAINING])

    assert TRAINING not in found(firm, ben)


def test_what_was_asked_of_all_is_asked_of_nobody(wants: Wants, firm: Firm) -> None:
    """A question put to the round was put to everybody."""
    ana = firm.meets("Ana", "boss")
    firm.asks(None, wants.questions[DISPUTE])

    assert DISPUTE not in found(firm, ana)
    assert asked_pairs(firm.case) == {(wants.questions[DISPUTE], None)}


def test_without_people_a_question_is_for_nobody_named(wants: Wants, firm: Firm) -> None:
    """Until it was asked of anybody."""
    before = found(firm)
    firm.asks(firm.meets("Ana", "boss"), wants.questions[DISPUTE])

    assert (before[DISPUTE].contacts, before[DISPUTE].minutes) == ((), 3)
    assert DISPUTE not in found(firm)


def test_examples_come_before_facts_and_facts_before_open_questions(wants: Wants, firm: Firm) -> None:
    """On growth: the plan, then what is regular, then the first six months."""
    ana = firm.meets("Ana", "boss")
    firm.write(QuestionAdded(text="And growth?", criteria=(wants["growth"],), ask=("boss",), minutes=1))
    texts = [one.question.text for one in about(wants["growth"], list(found(firm, ana).values()))]

    assert texts == [
        TRAINING,
        "What training is regular here, and who pays?",
        "What could I learn in my first six months, and how?",
        "And growth?",
    ]


def test_what_hangs_under_another_comes_after_it(wants: Wants, firm: Firm) -> None:
    """Though it asks for a number and takes a minute only."""
    ana = firm.meets("Ana", "boss")
    child = QuestionAdded(
        text="How often?",
        kind="number",
        minutes=1,
        ask=("boss",),
        criteria=(wants["growth"],),
        parent=wants.questions[TRAINING],
    )
    firm.write(child)
    order = [one.question.text for one in about(wants["growth"], found(firm, ana).values())]

    assert order[0] == TRAINING
    assert order[-1] == "How often?"


def test_what_they_think_of_me_is_about_no_criterion(wants: Wants, firm: Firm) -> None:
    """The question stands apart, and late."""
    ana = firm.meets("Ana", "boss")
    some = found(firm, ana)
    texts = [one.question.text for one in about(wants["can I succeed here"], list(some.values()))]

    assert NEEDS not in texts
    assert (is_feedback(some[NEEDS].question), is_late(some[NEEDS].question)) == (True, True)


def test_one_question_brings_red_flags_to_light(firm: Firm) -> None:
    """Why the position is open, and no other of the bank."""
    ana = firm.meets("Ana", "boss")

    assert [text for text, one in found(firm, ana).items() if is_flag(one.question)] == [WHY_OPEN]


def test_a_question_that_brings_red_flags_to_light_is_known_by_its_mark(firm: Firm, wants: Wants) -> None:
    """Whatever its words: reworded, or one of my own."""
    ana = firm.meets("Ana", "boss")
    wants.diary.write(QuestionReworded(question=wants.questions[WHY_OPEN], text="Who left?"))
    wants.diary.write(QuestionAdded(text="What did the last audit find?", tag="flag"))
    wants.diary.write(QuestionAdded(text="Is the position open to remote work?"))

    assert {text for text, one in found(firm, ana).items() if is_flag(one.question)} == {
        "Who left?",
        "What did the last audit find?",
    }


SETTLED = {
    "3 remote days": OFFICE,
    "no overtime": HOURS,
    "a training budget": TRAINING,
    "25 days of leave": None,
    "visa": None,
}


@pytest.mark.parametrize(("name", "text"), SETTLED.items(), ids=SETTLED.keys())
def test_a_must_have_is_settled_by_what_speaks_of_the_same(firm: Firm, name: str, text: str | None) -> None:
    """By meaning, not by any shared word; what nothing speaks of has no question."""
    criterion = firm.write(CriterionDefined(name=name, yes_no=True))
    some = list(found(firm, firm.meets("Ana", "boss")).values())
    best = [one.question.text for one in settling(firm.mine, criterion, some)][:1]

    assert best == ([text] if text is not None else [])


def test_a_question_of_its_own_settles_a_must_have_first(firm: Firm) -> None:
    """What was written for it comes before what sounds alike."""
    criterion = firm.write(CriterionDefined(name="3 remote days", yes_no=True))
    firm.write(QuestionAdded(text="Which three?", criteria=(criterion,)))
    some = list(found(firm, firm.meets("Ana", "boss")).values())

    assert [one.question.text for one in settling(firm.mine, criterion, some)] == ["Which three?"]


def test_what_is_best_had_in_writing_settles_first(firm: Firm) -> None:
    """Of two questions about where one works, the one that wants an answer by mail."""
    criterion = firm.write(CriterionDefined(name="remote office at home", yes_no=True))
    firm.write(QuestionAdded(text="Is there a remote office?", kind="example"))
    some = list(found(firm, firm.meets("Ana", "boss")).values())

    assert settling(firm.mine, criterion, some)[0].question.text == OFFICE


def test_words_speak_of_matters() -> None:
    """Long words by themselves, some by what they mean; short and empty ones not at all."""
    assert matters_in("Which people, at least, visit our Office or HOME?") == {"place", "visit"}


@pytest.mark.parametrize(("name", "word"), [("3 remote days", "remote"), ("25 days off", "25 days off")])
def test_a_must_have_goes_by_its_telling_word(name: str, word: str) -> None:
    """The first word that speaks of anything; where none does, all of them."""
    assert telling_word(name) == word
