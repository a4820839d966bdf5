"""The plan as a person reads it."""

from __future__ import annotations

from twoway_core.events.bank import QuestionAdded
from twoway_core.events.prep import AgendaLine, AgendaPrepared, ResearchNoted
from twoway_core.projections.agenda import agenda

from .diary import DISPUTE, HOURS, NEEDS, Firm, ms, wanting


def test_an_agenda_says_who_is_asked_what() -> None:
    """People, minutes, what it is about, why; and who of them was not asked yet."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana Ruiz", "boss"), firm.meets("Ben", "peer")
    firm.plans(ms(4), 45, ana, ben)
    lines = (
        AgendaLine(
            question=wants.questions[DISPUTE],
            contacts=(ana, ben),
            minutes=6,
            criterion=wants["autonomy"],
            reason="weighs 0.50",
        ),
        AgendaLine(question=wants.questions[HOURS], contacts=(ben,), minutes=2, criterion=wants["balance"]),
        AgendaLine(question=wants.questions[NEEDS], contacts=(ana,), minutes=3, about="fit", late=True),
        AgendaLine(text="Why?"),
    )
    plan = firm.notes(AgendaPrepared(lines=lines, minutes=45))
    firm.asks(ana, wants.questions[DISPUTE])
    firm.asks(ben, wants.questions[HOURS])
    view = agenda(firm.mine, firm.case, firm.talk(), "acme/1")

    assert (view.interview, view.id, view.minutes, view.of_minutes) == ("acme/1", plan, 11, 45)
    assert [(one.number, one.people, one.about, one.text, one.waiting, one.done) for one in view.lines] == [
        (1, ("Ana", "Ben"), "autonomy", DISPUTE, ("Ben",), False),
        (2, ("Ben",), "balance", HOURS, (), True),
        (3, ("Ana",), "fit", NEEDS, ("Ana",), False),
        (4, (), "", "Why?", (), False),
    ]
    assert [(one.reason, one.late) for one in view.lines[:3]] == [("weighs 0.50", False), ("", False), ("", True)]


def test_an_agenda_counts_topics_and_tags() -> None:
    """How the questions of the bank spread over work, opportunity and boss, and what they show."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    firm.plans(ms(4), 45)
    lines = tuple(AgendaLine(question=wants.questions[text]) for text in (DISPUTE, HOURS, NEEDS))
    firm.notes(AgendaPrepared(lines=lines))
    view = agenda(firm.mine, firm.case, firm.talk(), "acme/1")

    assert view.topics == {"boss": 1, "opportunity": 1, "work": 1}
    assert view.tags == {"comfort": 1, "duties": 2}


def test_an_interview_without_a_plan_has_no_lines() -> None:
    """Nothing is made up."""
    firm = Firm(wanting().diary, "Acme")
    firm.starts()
    view = agenda(firm.mine, firm.case, firm.talk(), "acme/1")

    assert (view.id, view.minutes, view.of_minutes, view.lines) == (None, 0, 0, ())


def test_a_topic_that_no_line_is_about_is_named() -> None:
    """A plan about hours alone touches neither boss nor opportunity; an empty plan has nothing to be told of."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    firm.plans(ms(4), 45)
    before = agenda(firm.mine, firm.case, firm.talk(), "acme/1").untouched
    firm.notes(AgendaPrepared(lines=(AgendaLine(question=wants.questions[HOURS]),)))

    assert (before, agenda(firm.mine, firm.case, firm.talk(), "acme/1").untouched) == ((), ("opportunity", "boss"))


def test_a_line_shows_the_finding_that_prompted_it() -> None:
    """What was read; a question without one, or in words of its own, has none."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    read = firm.write(ResearchNoted(opportunity=firm.id, claim="forty people hired"))
    asks = firm.write(QuestionAdded(opportunity=firm.id, text="Where do they sit?", because=read))
    firm.plans(ms(4), 45)
    lines = (AgendaLine(question=asks), AgendaLine(question=wants.questions[HOURS]), AgendaLine(text="Why?"))
    firm.notes(AgendaPrepared(lines=lines))

    found = agenda(firm.mine, firm.case, firm.talk(), "acme/1").lines

    assert [line.finding for line in found] == ["forty people hired", "", ""]
