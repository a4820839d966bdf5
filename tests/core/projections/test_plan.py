"""The plan of an interview, held against what was asked."""

from __future__ import annotations

import pytest

from twoway_core.events.bank import QuestionAdded, QuestionRetired, QuestionReworded
from twoway_core.events.case import OpportunityOpened
from twoway_core.events.prep import AgendaLine, AgendaPrepared, ResearchNoted
from twoway_core.events.talk import AnswerNoted, ObservationNoted, QuestionAsked
from twoway_core.projections.plan import (
    MISSING_QUESTION,
    PlannedLine,
    asked_for,
    asked_in,
    asked_words,
    criteria_of,
    filled,
    number_of,
    own_words,
    plan_of,
    wording,
)

from .diary import DISPUTE, HOURS, REMOTE, Firm, Wants, ms, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm with an interview that is planned, of whom nobody was met."""
    firm = Firm(wants.diary, "Acme")
    firm.plans(ms(4, 14), 45)
    return firm


def prepares(firm: Firm, *lines: AgendaLine) -> bytes:
    """Write a plan of the current interview."""
    return firm.notes(AgendaPrepared(lines=lines, minutes=45))


def planned(firm: Firm) -> list[PlannedLine]:
    """Return the plan of the current interview."""
    return plan_of(firm.mine, firm.case, firm.talk())


def test_without_a_plan_there_are_no_lines(firm: Firm) -> None:
    """An interview may be held without one; then nothing that is asked has a number."""
    asked = firm.asks(None, text="Why?")

    assert planned(firm) == []
    assert number_of(firm.talk(), firm.case.asked[asked]) is None


def test_a_line_waits_for_each_of_its_people(wants: Wants, firm: Firm) -> None:
    """Asked of Ana, it waits for Ben."""
    ana, ben = firm.meets("Ana", "boss"), firm.meets("Ben", "peer")
    prepares(firm, AgendaLine(question=wants.questions[DISPUTE], contacts=(ana, ben)))
    firm.asks(ana, wants.questions[DISPUTE])

    (line,) = planned(firm)

    assert (line.number, line.text, line.asked, line.waiting) == (1, DISPUTE, (ana,), (ben,))


def test_a_question_to_all_is_asked_of_everybody(wants: Wants, firm: Firm) -> None:
    """Asked of nobody in particular, a line waits for nobody."""
    ana, ben = firm.meets("Ana", "boss"), firm.meets("Ben", "peer")
    prepares(firm, AgendaLine(question=wants.questions[DISPUTE], contacts=(ana, ben)))
    firm.asks(None, wants.questions[DISPUTE])

    assert [line.waiting for line in planned(firm)] == [()]


def test_a_line_for_nobody_in_particular_has_one_place(wants: Wants, firm: Firm) -> None:
    """It waits for anybody, and whoever is asked fills it."""
    ana = firm.meets("Ana", "boss")
    prepares(firm, AgendaLine(text="Who decides?"), AgendaLine(text="Who pays?"))
    firm.asks(ana, text="who  DECIDES?")

    assert [(line.asked, line.waiting) for line in planned(firm)] == [((None,), ()), ((), (None,))]


def test_an_asking_names_its_line(wants: Wants, firm: Firm) -> None:
    """The number that was named holds, even in other words."""
    plan = prepares(firm, AgendaLine(text="Who decides?"), AgendaLine(text="Who pays?"))
    named = QuestionAsked(opportunity=firm.id, interview=firm.interview, text="And money?", agenda=plan, line=2)
    asked = firm.write(named)

    assert number_of(firm.talk(), firm.case.asked[asked]) == 2
    assert [line.waiting for line in planned(firm)] == [(None,), ()]


@pytest.mark.parametrize("line", [0, 3])
def test_a_line_that_the_plan_does_not_have_is_none(firm: Firm, line: int) -> None:
    """A number out of range is no line, unless the words are."""
    plan = prepares(firm, AgendaLine(text="Who decides?"), AgendaLine(text="Who pays?"))
    asking = QuestionAsked(opportunity=firm.id, interview=firm.interview, text="Why?", agenda=plan, line=line)
    asked = firm.write(asking)

    assert number_of(firm.talk(), firm.case.asked[asked]) is None


def test_a_changed_plan_finds_what_was_asked_by_the_question(wants: Wants, firm: Firm) -> None:
    """Line 1 of the old plan is line 2 of the new one."""
    decides, pays = AgendaLine(text="Who decides?"), AgendaLine(text="Who pays?")
    plan = prepares(firm, decides, pays)
    firm.notes(QuestionAsked(text="Who decides?", agenda=plan, line=1))
    prepares(firm, pays, decides)

    assert [line.asked for line in planned(firm)] == [(), (None,)]


def test_a_follow_up_is_on_no_line(wants: Wants, firm: Firm) -> None:
    """Asking further under an answer uses up nothing of the plan."""
    ana = firm.meets("Ana", "boss")
    prepares(firm, AgendaLine(question=wants.questions[DISPUTE], contacts=(ana,)))
    answer = firm.hears(ana, "they do")
    asked = firm.asks(ana, wants.questions[DISPUTE], after=answer)

    assert number_of(firm.talk(), firm.case.asked[asked]) is None
    assert planned(firm)[0].waiting == (ana,)


def test_what_was_asked_elsewhere_is_not_asked_here(wants: Wants, firm: Firm) -> None:
    """Another interview's questions leave this plan as it is."""
    ana = firm.meets("Ana", "boss")
    prepares(firm, AgendaLine(question=wants.questions[DISPUTE], contacts=(ana,)))
    here, firm.interview = firm.interview, firm.plans(ms(9), 30, ana)
    firm.asks(ana, wants.questions[DISPUTE])
    assert here is not None

    assert plan_of(firm.mine, firm.case, firm.talk(here))[0].waiting == (ana,)
    assert asked_in(firm.case, here) == []


def test_what_was_asked_is_in_lived_order(firm: Firm) -> None:
    """An asking that was written down later comes where it happened."""
    second = firm.asks(None, text="b")
    earlier = QuestionAsked(opportunity=firm.id, interview=firm.interview, text="a")
    first = firm.write(earlier, at_ms=ms(1))
    assert firm.interview is not None

    assert [fact.id for fact in asked_in(firm.case, firm.interview)] == [first, second]


def test_a_line_says_what_it_is_about(wants: Wants, firm: Firm) -> None:
    """A word of its own, else the criterion, else nothing."""
    prepares(
        firm,
        AgendaLine(text="a", about="flag", criterion=wants["growth"]),
        AgendaLine(text="b", criterion=wants["growth"]),
        AgendaLine(text="c"),
    )

    assert [line.about for line in planned(firm)] == ["flag", "growth", ""]


def test_a_question_reads_as_it_was_reworded(wants: Wants, firm: Firm) -> None:
    """The bank's present words, with firm and role filled in."""
    firm.write(QuestionReworded(question=wants.questions[HOURS], text="What hours does a {role} work at {firm}?"))

    found = wording(firm.mine, firm.case, wants.questions[HOURS], "")

    assert found == "What hours does a Data engineer work at Acme?"


def test_a_question_that_is_not_here_is_said_to_be_missing(firm: Firm) -> None:
    """A dangling question shows its own words, or that it is missing."""
    found = [wording(firm.mine, firm.case, bytes(16), text) for text in ("Why?", "")]

    assert found == ["Why?", MISSING_QUESTION]


def test_nothing_is_filled_in_where_the_opening_is_not_here(firm: Firm) -> None:
    """An opportunity that was taken back names no firm."""
    firm.diary.entries = [one for one in firm.diary.entries if one.id != firm.id]

    assert wording(firm.mine, firm.case, None, "Why {firm}?") == "Why {firm}?"


def test_an_answer_speaks_to_what_it_was_said_to_speak_to(wants: Wants, firm: Firm) -> None:
    """Its own criteria come first; research and observations have theirs."""
    asked = firm.asks(None, wants.questions[HOURS])
    answer = firm.hears(None, "seven", wants["team"], asked=asked)
    seen = firm.write(ObservationNoted(opportunity=firm.id, text="late", criteria=(wants["balance"],)))
    read = firm.write(ResearchNoted(opportunity=firm.id, claim="calm", criteria=(wants["pace and order"],)))

    found = [criteria_of(firm.mine, firm.case, noted) for noted in (answer, seen, read, bytes(16))]

    assert found == [(wants["team"],), (wants["balance"],), (wants["pace and order"],), ()]


def test_an_answer_speaks_to_its_question_and_its_line(wants: Wants, firm: Firm) -> None:
    """The line's criterion first, then the question's, each once."""
    line = AgendaLine(question=wants.questions[HOURS], criterion=wants[REMOTE])
    plan = prepares(firm, AgendaLine(text="no criterion"), line)
    prepares(firm, AgendaLine(text="another plan"))
    asked = firm.notes(QuestionAsked(question=wants.questions[HOURS], agenda=plan, line=2))
    answer = firm.hears(None, "seven", asked=asked)

    assert criteria_of(firm.mine, firm.case, answer) == (wants[REMOTE], wants["balance"])
    assert asked_for(firm.case, answer) == firm.case.asked[asked]


def test_a_line_without_a_criterion_adds_none(wants: Wants, firm: Firm) -> None:
    """An asking that names a line of a plan that says nothing speaks to its question alone."""
    plan = prepares(firm, AgendaLine(question=wants.questions[HOURS]))
    asking = QuestionAsked(
        opportunity=firm.id, interview=firm.interview, question=wants.questions[HOURS], agenda=plan, line=1
    )
    answer = firm.hears(None, "seven", asked=firm.write(asking))

    assert criteria_of(firm.mine, firm.case, answer) == (wants["balance"],)


def test_an_answer_to_nothing_speaks_to_nothing(wants: Wants, firm: Firm) -> None:
    """Without criteria, question or interview there is nothing it is about."""
    free = firm.write(AnswerNoted(opportunity=firm.id, text="by the way"))
    outside = firm.write(QuestionAsked(opportunity=firm.id, text="Why?"))
    answer = firm.hears(None, "well", asked=outside)

    assert [criteria_of(firm.mine, firm.case, one) for one in (free, answer)] == [(), ()]
    assert asked_for(firm.case, free) is None


def test_a_question_asked_by_number_alone_reads_as_its_line(wants: Wants, firm: Firm) -> None:
    """While locked only ids are known; the words of the line are found when it is read, unless it has its own."""
    plan = prepares(firm, AgendaLine(text="Who wrote the posting?"))
    prepares(firm, AgendaLine(text="another plan"))
    numbers = [(1, ""), (1, "Who wrote it?"), (2, "")]
    asked = [firm.notes(QuestionAsked(agenda=plan, line=line, text=text)) for line, text in numbers]
    banked = firm.asks(None, wants.questions[HOURS])
    case = firm.case

    words = [asked_words(firm.mine, case, case.asked[one]) for one in (*asked, banked)]
    assert words == ["Who wrote the posting?", "Who wrote it?", "", HOURS]
    assert own_words(case, case.asked[banked]) == ""


def test_for_a_line_that_was_set_aside_nobody_waits() -> None:
    """Whoever was asked before stays asked."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana", "boss"), firm.meets("Ben", "peer")
    firm.plans(ms(4, 14), 45, ana, ben)
    question = wants.questions[DISPUTE]
    firm.notes(AgendaPrepared(lines=(AgendaLine(question=question, contacts=(ana, ben)),), minutes=45))
    firm.asks(ana, question)
    assert [(line.asked, line.waiting) for line in plan_of(firm.mine, firm.case, firm.talk())] == [((ana,), (ben,))]
    firm.write(QuestionRetired(opportunity=firm.id, question=question, reason="settle later"))

    assert [(line.asked, line.waiting) for line in plan_of(firm.mine, firm.case, firm.talk())] == [((ana,), ())]


def test_a_line_in_own_words_is_set_aside_by_them(wants: Wants, firm: Firm) -> None:
    """However they are written; other words wait on."""
    ana = firm.meets("Ana", "boss")
    prepares(firm, AgendaLine(text="Who wrote it?", contacts=(ana,)), AgendaLine(text="Why?", contacts=(ana,)))
    question = firm.write(QuestionAdded(opportunity=firm.id, text="who  wrote it?"))
    firm.write(QuestionRetired(opportunity=firm.id, question=question, reason="settle later"))

    assert [line.waiting for line in plan_of(firm.mine, firm.case, firm.talk())] == [(), (ana,)]


def test_places_are_filled_in_and_what_is_not_known_by_a_word() -> None:
    """Firm, role, industry and level of the opportunity."""
    job = OpportunityOpened(firm="Acme", role="Baker", industry="bakery")

    assert filled("{firm} {role} {industry} {level} {other}", job) == "Acme Baker bakery this level {other}"
