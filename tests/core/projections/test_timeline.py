"""The timeline of one opportunity."""

from __future__ import annotations

from datetime import date

from twoway_core.events.after import (
    FollowUpAnswered,
    FollowUpDropped,
    FollowUpPlanned,
    FollowUpSent,
    OfferReceived,
    OfferTerm,
)
from twoway_core.events.case import PostingObserved
from twoway_core.events.prep import AgendaLine, AgendaPrepared
from twoway_core.events.talk import CommitmentNoted, InterviewStarted, RedFlagRaised
from twoway_core.projections.timeline import silences, timeline

from .diary import DISPUTE, TRAINING, Firm, acme, ms, wanting


def firm_on(day: int) -> tuple[Firm, bytes]:
    """Return a firm with a boss, met for the first time on a day of March."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana Ruiz", "boss")
    firm.diary.now_ms = ms(day, 14)
    firm.starts(ana)
    firm.ends()
    return firm, ana


def happened(firm: Firm) -> list[tuple[str, str]]:
    """Return what happened with a firm, as kind and words."""
    return [(one.kind, one.words) for one in timeline(firm.mine, firm.case, "acme").happenings]


def test_talks_stand_in_lived_order_with_whom_one_met() -> None:
    """Both interviews of the worked example, the recruiter's first."""
    firm = acme().firm
    view = timeline(firm.mine, firm.case, "acme")

    assert view.opportunity == "acme"
    assert happened(firm) == [("talk", "interview 1 with Carla"), ("talk", "interview 2 with Ana and Ben")]


def test_a_talk_counts_the_lines_of_its_plan() -> None:
    """Two lines: one asked of both whom it was for, however many they are, and one that nobody was asked."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana Ruiz", "boss"), firm.meets("Ben", "peer")
    firm.plans(ms(4, 14), 45, ana, ben)
    lines = (
        AgendaLine(question=wants.questions[DISPUTE], contacts=(ana, ben)),
        AgendaLine(question=wants.questions[TRAINING], contacts=(ana,)),
    )
    firm.notes(AgendaPrepared(lines=lines))
    firm.starts()
    firm.asks(ana, wants.questions[DISPUTE])
    firm.asks(ben, wants.questions[DISPUTE])
    talk = timeline(firm.mine, firm.case, "acme").happenings[0]

    assert (talk.asked, talk.planned) == (1, 2)


def test_a_talk_that_is_only_planned_has_not_happened() -> None:
    """The timeline tells of the past alone."""
    firm = Firm(wanting().diary, "Acme")
    firm.plans(ms(9, 14), 45)

    assert happened(firm) == []


def test_a_talk_with_nobody_named_says_its_kind_alone() -> None:
    """A reverse interview of which nothing else is known."""
    firm = Firm(wanting().diary, "Acme")
    firm.notes(InterviewStarted(kind="reverse"))

    assert happened(firm) == [("talk", "reverse 1")]


def test_promises_and_flags_say_what_and_who() -> None:
    """A promise names who gave it, where that was noted."""
    firm, ana = firm_on(4)
    firm.notes(CommitmentNoted(term="training", value="one week", contact=ana))
    firm.notes(CommitmentNoted(term="a desk"))
    firm.notes(RedFlagRaised(text="open twice"))

    assert happened(firm)[1:] == [("promise", "training: one week, Ana"), ("promise", "a desk"), ("flag", "open twice")]


def test_what_was_sent_stays_until_they_reply_or_it_is_dropped() -> None:
    """Of four to-dos one waits for a reply; one was never sent."""
    firm, ana = firm_on(4)
    todos = [firm.notes(FollowUpPlanned(kind="thanks", contact=ana)) for _ in range(4)]
    for todo in todos[:3]:
        firm.notes(FollowUpSent(follow_up=todo))
    firm.notes(FollowUpAnswered(follow_up=todos[0]))
    firm.notes(FollowUpDropped(follow_up=todos[1]))

    assert happened(firm)[1:] == [("sent", "thanks to Ana")]


def test_fourteen_days_without_anything_are_a_silence() -> None:
    """From the talk of 4 March: 13 days are none, 14 are one, and it lasts."""
    firm, _ = firm_on(4)
    happenings = timeline(firm.mine, firm.case, "acme").happenings

    assert silences(happenings, date(2026, 3, 17)) == ()
    (silence,) = silences(happenings, date(2026, 3, 18))
    assert (silence.days, silence.lasts, silence.after) == (14, True, happenings[0].id)


def test_a_silence_that_was_broken_lasts_no_more() -> None:
    """A flag on 25 March ends it."""
    firm, _ = firm_on(4)
    firm.notes(RedFlagRaised(text="late"), ms(25))
    found = silences(timeline(firm.mine, firm.case, "acme").happenings, date(2026, 3, 26))

    assert [(silence.days, silence.lasts) for silence in found] == [(21, False)]


def test_where_nothing_happened_there_is_no_silence() -> None:
    """Silence begins with a first word."""
    assert silences((), date(2026, 12, 31)) == ()


def test_a_posting_stands_on_the_day_on_which_it_was_seen_and_breaks_no_silence() -> None:
    """Noted later, or on the day itself; with where it was seen, or without."""
    firm, _ = firm_on(4)
    firm.write(PostingObserved(opportunity=firm.id, seen="2026-02-20", where="job site"))
    firm.write(PostingObserved(opportunity=firm.id), ms(10))
    view = timeline(firm.mine, firm.case, "acme")

    assert [(one.kind, one.words, one.at.day) for one in view.happenings] == [
        ("posting", "the posting, job site", 20), ("talk", "interview 1 with Ana", 4), ("posting", "the posting", 10),
    ]  # fmt: skip
    assert [(one.start, one.days) for one in silences(view.happenings, date(2026, 3, 20))] == [(date(2026, 3, 4), 16)]


def test_an_offer_ends_the_promises_that_it_does_not_keep() -> None:
    """The training week is not in it, the remote days are."""
    firm, ana = firm_on(4)
    for term in ("training week", "3 remote days"):
        firm.notes(CommitmentNoted(term=term, contact=ana))
    firm.write(
        OfferReceived(opportunity=firm.id, terms=(OfferTerm(term="3 remote days"), OfferTerm(term="pay"))), ms(20)
    )
    found = timeline(firm.mine, firm.case, "acme").happenings

    assert [(one.words, one.broken) for one in found if one.kind == "promise"] == [
        ("training week, Ana", date(2026, 3, 20)), ("3 remote days, Ana", None),
    ]  # fmt: skip
    assert [one.words for one in found if one.kind == "offer"] == ["offer: 3 remote days, pay"]
