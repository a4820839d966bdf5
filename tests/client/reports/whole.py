"""A journal with everything that a report can show: three firms, two months, offers, a review of an earlier job."""

from __future__ import annotations

from twoway_core.events.after import DecisionRecorded, OfferReceived, OfferTerm, OutcomeReviewed
from twoway_core.events.base import Rated
from twoway_core.events.case import OpportunityClosed, PostingObserved
from twoway_core.events.judge import RatingRevised
from twoway_core.events.mine import WorkingStyleStated
from twoway_core.events.talk import CommitmentNoted, EmployerNeedNoted, FitFeedbackReceived, RedFlagRaised

from ...core.projections.diary import Acme, Firm, acme, birch, ms


def whole() -> tuple[Acme, Firm, Firm]:
    """Return Acme with an offer, Birch, and Cedar of which nothing is known; behind them an earlier job, reviewed."""
    one = acme()
    states_style(one)
    reviewed(one)
    other = birch(one.wants)
    cedar = Firm(one.wants.diary, "Cedar")
    observes(one.firm, other)
    speaks_of_fit(one, other)
    promised = one.firm.notes(CommitmentNoted(term="training week", value="one a year", contact=one.carla))
    one.firm.notes(RedFlagRaised(text="open twice", severity="light", evidence=(one.ben_said,)))
    one.wants.diary.now_ms = ms(25, 10)
    offers(one.firm, promised)
    one.wants.diary.now_ms = ms(26, 9)
    judged_anew(one)
    other.write(OfferReceived(opportunity=other.id, terms=(OfferTerm(term="3 remote days", value="yes"),)))
    return one, other, cedar


def states_style(one: Acme) -> None:
    """State three scales, two of which share a criterion."""
    for scale, level, about in (("supervision", 2, "supervision"), ("order", 3, "pace and order"), ("pace", 2, "")):
        criterion = one.wants.criteria.get(about)
        one.firm.write(
            WorkingStyleStated(
                scale=scale, level=level, low="left alone", high="close at hand", tolerance=1, criterion=criterion
            )
        )
    one.firm.hears_and_rates(one.ana, one.wants["supervision"], 5)


def reviewed(one: Acme) -> Firm:
    """Return the present job: said, accepted and found out, by two kinds of source; the recruiter was wrong."""
    present = Firm(one.wants.diary, "Dale")
    boss, recruiter = present.meets("Ida", "boss", boss=True), present.meets("Jon", "recruiter")
    for contact, name, rating in ((boss, "autonomy", 4), (recruiter, "growth", 5), (recruiter, "balance", 4)):
        present.hears_and_rates(contact, one.wants[name], rating)
    present.write(DecisionRecorded(opportunity=present.id, action="accept", confidence=80))
    found = tuple(Rated(one.wants[name], rating) for name, rating in (("autonomy", 4), ("growth", 2), ("balance", 2)))
    present.write(OutcomeReviewed(opportunity=present.id, days=90, found=found, surprise="no courses at all"))
    present.write(OpportunityClosed(opportunity=present.id, outcome="accepted"))
    return present


def observes(one: Firm, other: Firm) -> None:
    """See Acme's posting three times, once put up again; Birch's once, with no word of how long it stood."""
    for seen, days, again in (("2026-02-10", 12, None), ("2026-02-24", 26, None), ("2026-03-20", 5, 2)):
        one.write(PostingObserved(opportunity=one.id, seen=seen, days_open=days, reposted=again, where="job site"))
    other.write(PostingObserved(opportunity=other.id, seen="2026-03-02"))


def speaks_of_fit(one: Acme, other: Firm) -> None:
    """Let Acme say what it needs, and what it thinks of me; Birch says what it needs, and nothing more."""
    firm = one.firm
    pipelines = firm.write(EmployerNeedNoted(opportunity=firm.id, need="pipelines", importance=5, mine=4))
    firm.write(EmployerNeedNoted(opportunity=firm.id, need="mentoring", importance=3))
    firm.write(
        FitFeedbackReceived(
            opportunity=firm.id, view="just what we lack", concern="too quiet?", need=pipelines, rating=5,
            contact=one.ana, form="example", certainty="sure",
        )
    )  # fmt: skip
    other.write(EmployerNeedNoted(opportunity=other.id, need="dashboards", importance=4))


def offers(firm: Firm, promised: bytes) -> None:
    """Let them offer the job, without what was promised."""
    terms = (
        OfferTerm(term="3 remote days", value="yes"),
        OfferTerm(term="training week", value="none", commitment=promised),
    )
    firm.write(OfferReceived(opportunity=firm.id, terms=terms, written=True, deadline="2026-04-10"))


def judged_anew(one: Acme) -> None:
    """Raise a rating the day after the offer."""
    case = one.firm.case
    rating = case.ratings[one.carla_said, one.wants["growth"]]
    one.firm.write(RatingRevised(opportunity=one.firm.id, rated=rating.id, rating=5, reason="they were kind"))
