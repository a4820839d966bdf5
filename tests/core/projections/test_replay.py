"""The replay of an interview."""

from __future__ import annotations

from twoway_core.events.bank import QuestionRetired
from twoway_core.events.judge import ImpressionSealed
from twoway_core.events.log import EntryRetracted
from twoway_core.events.prep import AgendaLine, AgendaPrepared
from twoway_core.events.talk import InterviewRescheduled, QuestionReceived
from twoway_core.journal.fold import fold
from twoway_core.journal.state import Interview
from twoway_core.projections.replay import met, minutes_taken, replay, starts

from .diary import DISPUTE, EAST, HOURS, TRAINING, WHY_OPEN, Firm, acme, ms, wanting


def held() -> tuple[Firm, bytes, bytes]:
    """Return a firm with an interview of 44 minutes, planned with Ana and Ben: five lines, of which two were asked."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana Ruiz", "boss"), firm.meets("Ben", "peer")
    firm.plans(ms(4, 14), 45, ana, ben)
    lines = (
        AgendaLine(question=wants.questions[DISPUTE], contacts=(ana, ben), criterion=wants["autonomy"]),
        AgendaLine(question=wants.questions[TRAINING], contacts=(ana,), criterion=wants["growth"]),
        AgendaLine(question=wants.questions[HOURS], contacts=(ben,), criterion=wants["balance"]),
        AgendaLine(question=wants.questions[WHY_OPEN], contacts=(ben,), about="flag"),
        AgendaLine(text="Anything else?"),
    )
    firm.notes(AgendaPrepared(lines=lines, minutes=45))
    firm.diary.now_ms = ms(4, 14)
    firm.starts()
    first = firm.asks(ana, wants.questions[DISPUTE])
    answer = firm.hears(ana, "her engineers", asked=first)
    firm.asks(ana, text="Above which sum?", after=answer)
    firm.asks(ben, wants.questions[DISPUTE])
    firm.asks(ben, wants.questions[WHY_OPEN])
    firm.notes(QuestionReceived(text="Where in two years?"))
    firm.write(QuestionReceived(opportunity=firm.id, text="outside any interview"))
    firm.notes(ImpressionSealed(gut=4))
    firm.diary.now_ms = ms(4, 14, 44)
    firm.ends()
    return firm, ana, ben


def test_a_replay_counts_what_was_planned_against_what_was_asked() -> None:
    """In lines of the plan: a question to two people is one of them; a follow-up is one's own."""
    firm, _, _ = held()
    view = replay(firm.mine, firm.case, firm.talk(), "acme/1")

    assert (view.interview, view.planned, view.asked, view.own, view.received) == ("acme/1", 5, 2, 1, 1)
    assert view.asked + len(view.unasked) == view.planned
    assert (view.people, view.minutes, str(view.starts)) == (("Ana", "Ben"), 44, "2026-03-04 14:00:01+01:00")


def test_a_line_is_done_when_all_it_was_planned_for_were_asked_it() -> None:
    """Asked of Ana, and not of Ben, it is asked in part; set aside before anybody was asked, it is planned no more."""
    firm, _, ben = held()
    plan = firm.talk().agenda
    assert plan is not None
    dispute, training = (line.question for line in plan.event.lines[:2])
    assert training is not None
    (of_ben,) = (
        one.id for one in firm.case.asked.values() if one.event.question == dispute and one.event.contacts == (ben,)
    )
    firm.write(EntryRetracted(opportunity=firm.id, target=of_ben))
    partly = replay(firm.mine, firm.case, firm.talk(), "acme/1")
    firm.write(QuestionRetired(opportunity=firm.id, question=training))
    aside = replay(firm.mine, firm.case, firm.talk(), "acme/1")

    assert (partly.planned, partly.asked, partly.partly) == (5, 1, 1)
    assert (aside.planned, aside.asked, aside.partly) == (4, 1, 1)


def test_a_replay_lists_what_went_unasked() -> None:
    """Each line with its number, and of whom it was not asked."""
    firm, _, _ = held()
    view = replay(firm.mine, firm.case, firm.talk(), "acme/1")

    assert [(one.number, one.about, one.people) for one in view.unasked] == [
        (2, "growth", ("Ana",)),
        (3, "balance", ("Ben",)),
        (5, "", ()),
    ]


def test_a_replay_keeps_the_gut_feeling_sealed_until_the_ratings_are_in() -> None:
    """Ana's answer waits for a rating; after it the number shows."""
    firm, _, _ = held()
    sealed = replay(firm.mine, firm.case, firm.talk(), "acme/1")
    (noted,) = firm.case.answers
    firm.rates(noted, next(iter(firm.mine.criteria)), 5)
    view = replay(firm.mine, firm.case, firm.talk(), "acme/1")

    assert (sealed.sealed, sealed.gut) == (True, None)
    assert view.gut is not None
    assert (view.sealed, view.gut.gut) == (False, 4)


def test_where_no_gut_feeling_was_sealed_none_is() -> None:
    """Nothing hidden, nothing shown."""
    known = acme()
    view = replay(known.firm.mine, known.firm.case, known.firm.talk(), "acme/2")

    assert (view.sealed, view.gut) == (False, None)


def test_as_it_was_known_then_leaves_out_what_came_later() -> None:
    """The entries up to a time give the replay of that time."""
    firm, _, _ = held()
    then = [entry for entry in firm.diary.entries if entry.at <= ms(4, 14, 10)]
    state = fold(then)
    case = state.cases[firm.id]
    assert firm.interview is not None
    view = replay(state.mine, case, case.interviews[firm.interview], "acme/1")

    assert (view.minutes, [step.word for step in view.steps][-1]) == (None, "received")


def test_an_interview_starts_when_it_began_else_when_it_is_planned() -> None:
    """Before it began the plan holds, as it was moved last; without any time there is none."""
    firm = Firm(wanting().diary, "Acme")
    firm.plans(ms(4, 14), 45)
    planned = starts(firm.talk())
    move = InterviewRescheduled(opportunity=firm.id, interview=firm.talk().id, starts_ms=ms(5, 9), offset=EAST)
    firm.write(move)
    moved = starts(firm.talk())
    firm.starts()
    began = starts(firm.talk())

    assert [str(one)[:13] for one in (planned, moved)] == ["2026-03-04 14", "2026-03-05 09"]
    assert str(began)[:10] == "2026-03-01"


def test_an_interview_without_a_time_starts_nowhen() -> None:
    """Planned for no time and not begun, it has neither time nor length."""
    interview = Interview(bytes(16))

    assert (starts(interview), minutes_taken(interview)) == (None, None)


def test_one_meets_whoever_was_named_asked_or_answered() -> None:
    """Each once: those named for it first, then whoever spoke beside them; a reply by mail comes too late."""
    firm, ana, ben = held()
    carla, dan, eva = firm.meets("Carla", "recruiter"), firm.meets("Dan", "leader"), firm.meets("Eva", "peer")
    firm.asks(eva, text="And by mail?")
    firm.hears(eva, "as I said")
    firm.diary.now_ms = ms(4, 14)
    firm.asks(carla, text="How many days?")
    firm.hears(dan, "I pass by")

    assert met(firm.case, firm.talk()) == [ana, ben, carla, dan]
