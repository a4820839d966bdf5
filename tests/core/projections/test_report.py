"""The decision report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twoway_core.analysis.rounding import decimals
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.after import DecisionRecorded, OfferReceived, OfferTerm
from twoway_core.events.base import Money, Severity
from twoway_core.events.case import OpportunityClosed, StageChanged
from twoway_core.events.mine import BaselineRated, DealbreakerLifted, DealbreakerSet
from twoway_core.events.prep import AgendaLine, AgendaPrepared
from twoway_core.events.talk import CommitmentNoted, RedFlagRaised, RedFlagResolved
from twoway_core.projections.deciding import deciding
from twoway_core.projections.report import Report, report

from .diary import HOURS, NEEDS, OFFICE, REMOTE, Acme, Firm, acme, begun, birch, ms

FEW = replace(DEFAULTS, draws=200)


def made(firm: Firm) -> Report:
    """Return the report on ``firm``."""
    word = deciding(firm.mine, [("acme", firm.case)], firm.case, FEW)
    return report(firm.mine, firm.case, "acme", word)


def settled() -> Acme:
    """Return Acme with its must-have met, and something known of all that matters."""
    known = acme()
    for contact in (known.ana, known.ben, known.firm.meets("Dan Kay", "peer")):
        known.firm.hears_and_rates(contact, known.wants[REMOTE], 5)
        known.firm.hears_and_rates(contact, known.wants["growth"], 4)
        known.firm.hears_and_rates(contact, known.wants["balance"], 4)
    return known


def test_an_open_must_have_asks_more() -> None:
    """The worked example: three reasons, and what is missing."""
    view = made(acme().firm)

    assert (view.action, view.line) == ("ASK MORE", "ASK MORE about acme, before you go on.")
    assert view.reasons == (
        "3 remote days open (0.67): only the recruiter said so",
        "most of what matters is unknown: coverage 0.49",
        f"a clear winner: acme is best in {decimals(view.word.race.runners[0].first)} of the cases",
    )
    assert view.gaps == ("growth: only Carla, coverage 0.33", "balance: unknown")
    assert (view.firm, view.role, view.stage) == ("Acme", "Data engineer", "interviewing")


def test_the_report_says_what_to_ask_and_of_whom() -> None:
    """The must-have first, best had in writing."""
    view = made(acme().firm)

    assert [(one.text, one.people, one.about, one.minutes, one.writing) for one in view.ask[:3]] == [
        (OFFICE, ("Ana",), "remote", 1, True),
        ("Tell me of a training plan you made with someone", ("Ana",), "growth", 4, False),
        (HOURS, ("Ben",), "balance", 2, False),
    ]


def test_a_question_in_plain_words_is_best_had_in_writing() -> None:
    """A must-have that the bank has no question for asks for the mail."""
    known = acme()
    known.firm.write(DealbreakerLifted(criterion=known.wants[REMOTE]))
    known.firm.write(DealbreakerSet(criterion=known.wants["commute"], threshold=3))
    known.firm.asks(None, known.wants.questions[OFFICE])
    view = made(known.firm)

    assert (view.ask[0].text, view.ask[0].writing) == (
        "commute: how good is it here, and can I have it in writing?",
        True,
    )


def test_two_firms_have_two_reports() -> None:
    """Birch is known well enough; its must-have is open all the same, for another reason."""
    known = acme()
    view = made(birch(known.wants))

    assert (view.action, view.reasons[0]) == ("ASK MORE", "3 remote days open (0.83): only your future boss said so")
    assert view.gaps == ()


def test_what_is_settled_goes_on() -> None:
    """Nothing open, enough known: CONTINUE, with what it rests on."""
    view = made(settled().firm)

    assert (view.action, view.line) == ("CONTINUE", "CONTINUE with acme.")
    assert view.reasons[1:] == (
        "fit 0.75, your present job 0.63: above it by more than the range",
        "it rests on autonomy: Ana 5, Ben 4",
    )
    assert view.gaps == ()


def denied(negotiable: bool) -> Firm:
    """Return a firm at which three people said no to remote days."""
    known = acme()
    known.firm.write(DealbreakerSet(criterion=known.wants[REMOTE], threshold=5, negotiable=negotiable))
    for contact in (known.ana, known.ben, known.carla, known.firm.meets("Dan", "peer")):
        known.firm.hears_and_rates(contact, known.wants[REMOTE], 1)
    known.firm.rates(known.carla_remote, known.wants[REMOTE], 1)
    return known.firm


def test_a_failed_must_have_withdraws() -> None:
    """Before an offer one withdraws, with an offer in hand one declines."""
    firm = denied(negotiable=False)
    before = made(firm)
    firm.write(StageChanged(opportunity=firm.id, stage="offer"))
    after = made(firm)

    assert (before.action, before.line) == ("WITHDRAW", "WITHDRAW from acme: a must-have has failed.")
    assert (after.action, after.line) == ("DECLINE", "DECLINE acme: a must-have has failed.")


@pytest.mark.parametrize(("negotiable", "action"), [(True, "ASK MORE"), (False, "WITHDRAW")])
def test_what_is_negotiable_is_asked_about_first(negotiable: bool, action: str) -> None:
    """A no that one would talk about is no reason to leave yet."""
    view = made(denied(negotiable))

    assert view.action == action
    assert view.reasons[0].startswith(f"3 remote days failed (0.08{', negotiable' if negotiable else ''}): ")


@pytest.mark.parametrize(("severity", "action"), [("severe", "ASK MORE"), ("serious", "CONTINUE")])
def test_a_severe_flag_asks_more(severity: Severity, action: str) -> None:
    """A lesser one is told, and stops nothing."""
    known = settled()
    known.firm.write(RedFlagRaised(opportunity=known.firm.id, text="no contract", severity=severity))
    view = made(known.firm)

    assert (view.action, "a severe flag is open: no contract" in view.reasons) == (action, severity == "severe")
    assert [flag.text for flag in view.flags] == ["no contract"]


def test_a_flag_that_was_explained_stops_nothing() -> None:
    """It is still shown."""
    known = settled()
    flag = known.firm.write(RedFlagRaised(opportunity=known.firm.id, text="no contract", severity="severe"))
    known.firm.write(RedFlagResolved(opportunity=known.firm.id, flag=flag, explanation="it came by mail"))

    assert made(known.firm).action == "CONTINUE"


def test_what_was_decided_or_closed_stands_beside_the_stage() -> None:
    """The notes go on speaking, and it is said that it is settled."""
    firm = Firm(begun().diary, "Acme")
    before = made(firm).stage
    firm.write(DecisionRecorded(opportunity=firm.id, action="decline"))
    decided = made(firm).stage
    firm.write(OpportunityClosed(opportunity=firm.id, outcome="declined"))

    assert (before, decided) == ("interested", "interested, decided: decline")
    assert made(firm).stage == "closed, declined"


def test_while_nothing_is_known_the_report_says_so() -> None:
    """With nobody to ask one goes on; what is missing is told, three things at most."""
    firm = Firm(begun().diary, "Acme")
    view = made(firm)

    assert view.action == "CONTINUE"
    assert view.reasons[0] == "most of what matters is unknown: coverage 0.00"
    assert view.reasons[1:] == ("fit 0.50; your present job is not rated",)
    assert len(view.gaps) == 3


def test_gaps_name_the_boss_and_the_present_job() -> None:
    """Where all else is known, these two are what is missing."""
    wants = begun()
    firm = Firm(wants.diary, "Acme")
    ben = firm.meets("Ben", "peer")
    for criterion in wants.criteria.values():
        firm.hears_and_rates(ben, criterion, 4)

    assert made(firm).gaps[-2:] == (
        "your future boss was not asked anything that matters",
        "your present job is not rated on all that matters",
    )


def test_a_contradiction_is_the_first_gap() -> None:
    """5 against 1 on what weighs most."""
    known = acme()
    known.firm.hears_and_rates(known.carla, known.wants["autonomy"], 1)

    assert made(known.firm).gaps[0] == "autonomy: what was said contradicts itself"


LEVELS = {"above": (5, "above it by more than the range"), "below": (1, "below it by more than the range")}


@pytest.mark.parametrize(("rating", "words"), LEVELS.values(), ids=LEVELS.keys())
def test_a_clear_distance_to_the_present_job_is_told(rating: int, words: str) -> None:
    """Beyond the range, up or down."""
    known = acme()
    firm = Firm(known.wants.diary, "Birch")
    for place in range(4):
        contact = firm.meets(f"P{place}", "peer")
        for name in ("autonomy", "growth", "balance", REMOTE):
            firm.hears_and_rates(contact, known.wants[name], rating if name != REMOTE else 5)

    assert any(reason.endswith(words) for reason in made(firm).reasons)


def test_never_asked_is_what_was_planned_and_what_they_think_of_me() -> None:
    """Each once; what was asked elsewhere, or is planned for a talk that goes on, is not never asked."""
    known = acme()
    firm, wants = known.firm, known.wants
    firm.interview = None
    firm.plans(ms(9), 30, known.ben)
    lines = (
        AgendaLine(question=wants.questions[HOURS], contacts=(known.ben,)),
        AgendaLine(text="Why orange?"),
        AgendaLine(question=wants.questions[NEEDS], contacts=(known.ana,)),
    )
    firm.notes(AgendaPrepared(lines=lines))
    planned = made(firm).never_asked
    firm.starts()
    running = made(firm).never_asked
    firm.interview = None
    firm.asks(known.ben, wants.questions[HOURS])
    firm.asks(known.ana, wants.questions[NEEDS])

    assert planned == (HOURS, "Why orange?", NEEDS)
    assert running == (NEEDS,)
    assert made(firm).never_asked == ()


def test_promises_are_listed_in_lived_order() -> None:
    """By whom, how, when; in writing where that was said."""
    known = acme()
    pay = Money(100_000, "EUR", "year")
    known.firm.notes(CommitmentNoted(term="training week", value="one a year", contact=known.ana))
    known.firm.write(CommitmentNoted(opportunity=known.firm.id, term="bonus", money=pay, medium="mail"), at_ms=ms(2))
    promises = made(known.firm).promises

    assert [(one.term, one.value, one.who, one.medium, one.money) for one in promises] == [
        ("bonus", "", "", "mail", pay),
        ("training week", "one a year", "Ana", "spoken", None),
    ]


def test_a_promise_that_came_to_be_in_writing_says_since_when() -> None:
    """The offer has it, in writing."""
    known = acme()
    known.firm.notes(CommitmentNoted(term="training week", contact=known.ana))
    spoken = made(known.firm).promises
    known.firm.write(OfferReceived(opportunity=known.firm.id, terms=(OfferTerm(term="Training week", written=True),)))
    written = made(known.firm).promises

    assert [one.written_since for one in spoken] == [None]
    assert [str(one.written_since)[:7] for one in written] == ["2026-03"]


def test_an_opportunity_whose_opening_is_not_here_has_a_report() -> None:
    """It names no firm and no role."""
    known = acme()
    known.firm.diary.entries = [one for one in known.firm.diary.entries if one.id != known.firm.id]
    view = made(known.firm)

    assert (view.firm, view.role, view.action) == ("", "", "ASK MORE")


def test_two_firms_that_are_close_have_no_clear_winner() -> None:
    """The share of the best one is told either way."""
    known = acme()
    firm, other = known.firm, birch(known.wants)
    cases = [("acme", firm.case), ("birch", other.case)]
    view = report(firm.mine, firm.case, "acme", deciding(firm.mine, cases, firm.case, FEW))

    assert view.reasons[2].startswith("no clear winner: acme is best in 0.")


def test_with_an_offer_the_word_is_about_the_offer() -> None:
    """NEGOTIATE with its worth while a promise is broken; ACCEPT once it is kept; DECLINE what is worth less."""
    known = settled()
    firm = known.firm
    firm.write(CommitmentNoted(opportunity=firm.id, term="one training week a year"))
    firm.write(OfferReceived(opportunity=firm.id))
    broken = made(firm)
    firm.write(OfferReceived(opportunity=firm.id, terms=(OfferTerm(term="one training week a year"),)))
    kept = made(firm)
    for name in ("autonomy", "growth", "balance"):
        firm.write(BaselineRated(criterion=known.wants[name], rating=5))
    worse = made(firm)

    assert broken.line == "NEGOTIATE with acme: ask for one training week a year, in writing."
    assert broken.reasons[0].startswith("negotiating is worth 0.")
    assert kept.line == "ACCEPT acme."
    assert worse.line == "DECLINE acme: what you have is worth more."


def test_a_word_against_an_offer_of_which_little_is_known_says_so_at_once() -> None:
    """The present job leads because nobody has said anything yet."""
    wants = begun()
    for name in ("autonomy", "growth"):
        wants.diary.write(BaselineRated(criterion=wants[name], rating=5))
    firm = Firm(wants.diary, "Acme")
    firm.write(OfferReceived(opportunity=firm.id))

    assert made(firm).line == "DECLINE acme: what you have is worth more, but most of what matters is unknown."
