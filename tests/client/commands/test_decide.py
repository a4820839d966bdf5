"""A decision: what the notes say, what was never asked, and what is kept of it."""

from __future__ import annotations

import re

import pytest

from ..home import TestHome
from .held import Held, birch

WEEK = "one training week a year"


@pytest.fixture
def weighed(called: Held) -> TestHome:
    """Give the worked example with its present job and with Birch, on 10 March."""
    home = called.home
    home.write("want", "--present", "autonomy=4", "--present", "growth=3", "--present", "balance=3")
    birch(home)
    home.now = "2026-03-11T18:00:00+01:00"
    return home


@pytest.fixture
def granted(weighed: TestHome) -> TestHome:
    """Give that with Acme's offer, remote days and training week in writing."""
    weighed.write("offer", "--term", "3 remote days", "--written", "--by", "16 mar")
    weighed.write("offer", "ask", WEEK)
    term = weighed.type("offer", "reply", "--yes", "--written")[:5]
    weighed.write("rate", term, "5")
    return weighed


def test_a_decision_is_recorded_with_what_follows(granted: TestHome) -> None:
    """As the notes say; the days to look back on, and whom to tell."""
    shown = granted.type("decide", answers=["accept", "decides alone, training in writing", "80 calm"])
    log = granted.run("log", "-n", "9").out

    assert "acme, birch, present job. ACCEPT acme is what the notes say: it beats your" in shown
    assert re.search(r"present job in 0\.9[0-3] of the cases", " ".join(shown.split()))
    assert "which cannot change your mind" in shown
    assert "  decision recorded: accept acme" in shown
    assert "Look back on 10 Apr, 9 Jun and 7 Sep (twoway review); 2 to-dos: tell acme,\n  tell birch" in shown
    assert "decision recorded: accept" in log
    assert "tell birch: no, with thanks" in granted.run("todo").out
    assert "Mon 16 Mar" in granted.run("todo").out


def test_what_is_kept_of_a_decision(granted: TestHome) -> None:
    """What was recommended, expected and weighed against; one undo takes it all back."""
    granted.write("decide", "accept", "--because", "decides alone", "--sure", "80", "--mind", "calm")
    desk = granted.desk()
    state = desk.state(*(one.id for one in desk.index.checkpoint.summaries.values()))
    case = next(one for one in state.cases.values() if one.decisions)
    (fact,) = case.decisions.values()
    kept = fact.event
    granted.write("undo")

    assert (kept.action, kept.recommended, kept.reasons) == ("accept", "accept", "decides alone")
    assert (kept.confidence, kept.state_of_mind, len(kept.against)) == (80, "calm", 1)
    assert kept.reviews == ("2026-04-10", "2026-06-09", "2026-09-07")
    names = {state.mine.criteria[one.criterion].event.name: one.rating for one in kept.predicted}
    assert names == {"autonomy": 5, "growth": 5}
    assert kept.report_hash is not None
    assert "tell birch" not in granted.run("todo").out


def test_deciding_otherwise_asks_for_a_reason(granted: TestHome) -> None:
    """One line; without it nothing is written."""
    refused = granted.run("decide", "decline", "--json").error
    shown = granted.type("decide", "decline", answers=["a bad feeling", "60"])

    assert refused["code"] == "usage"
    assert "Your reason, one line, and why other than the notes say: " in shown
    assert "decision recorded: decline acme" in shown
    assert "tell acme: no, with thanks" in granted.run("todo").out


def test_before_an_offer_more_is_asked(weighed: TestHome) -> None:
    """The must-have that is open, what was never asked with its worth, what would flip it, and the gut beside it."""
    shown = weighed.type("decide", "ask-more", answers=["the must-have", ""])
    whole = " ".join(shown.split())

    assert "ASK MORE about acme, before you go on: a must-have is open; there is something worth asking." in whole
    assert "open 3 remote days: open, 0.67: only the recruiter said so" in whole
    assert "How often are office days, and who decides? (Ana, worth up to 0.0298 fit)" in whole
    assert "Which of your needs do I meet" in whole
    assert "(moves no number)" in whole
    assert "Ana's 5 on autonomy read as 4: fit 0.62, and your present job leads" in whole
    assert "2 to-dos: ask Ana" in whole
    assert "Look back" not in shown


def test_gut_and_notes_stand_side_by_side(granted: TestHome) -> None:
    """A gut feeling far from the notes is pointed out; a promise that is not kept, too."""
    granted.now = "2026-03-04T14:45:00+01:00"
    granted.write("open", "acme")
    granted.now = "2026-03-11T18:00:00+01:00"
    granted.write("start", "@ana")
    granted.write("end")
    granted.write("gut", "1", "cold")
    granted.write("promise", "a desk by the window", "@ana")
    whole = " ".join(granted.run("decide", "--show").out.split())

    assert "gut feeling 1 of 5 (interview 3), the notes 4.0 of 5: they differ: which knows more?" in whole
    assert "promised and not offered: a desk by the window" in whole


def test_negotiating_is_followed_by_asking_and_chasing(weighed: TestHome) -> None:
    """What to ask for, and when to look again; a plain continue is followed by nothing."""
    weighed.write("offer", "--term", "3 remote days", "--written")
    shown = weighed.type("decide", "negotiate", answers=["it was promised", "70 tense"])
    onward = weighed.type("decide", "birch", "continue", answers=["why not", ""])

    assert f"2 to-dos: ask for {WEEK}, chase the reply" in " ".join(shown.split())
    assert "to-do" not in onward.partition("decision recorded")[2]


def test_ratings_raised_after_the_offer_are_told(weighed: TestHome) -> None:
    """Those that moved the fit by more than a quarter of the lead; before, there is no such line."""
    weighed.write("offer", "--term", "3 remote days", "--written")
    before = weighed.run("decide", "--show").out
    note = weighed.json("why", "growth")["notes"][0]["id"]
    weighed.write("rate", note, "5", "--about", "growth")

    assert "since the offer" not in before
    assert "ratings changed since the offer came: they raised the fit by 0.03" in weighed.run("decide", "--show").out


def test_decisions_are_told_as_data_and_as_they_were_known(granted: TestHome) -> None:
    """With JSON and no action the view is shown; the day before the offer it said otherwise."""
    view = granted.json("decide")
    past = granted.json("at", "2026-03-10", "decide")

    assert (view["schema"], view["action"], view["stay"]) == ("twoway.decide/1", "ACCEPT", 0.625)
    assert view["beats"] == pytest.approx(0.915, abs=0.02)
    assert past["action"] == "ASK MORE"


@pytest.mark.parametrize("words", [("perhaps", "not"), ("accept", "--sure", "101"), ("accept", "--sure", "very")])
def test_what_is_no_decision_is_refused(granted: TestHome, words: tuple[str, ...]) -> None:
    """With what may be typed; nothing is written."""
    count = len(granted.json("log")["entries"])

    assert granted.run("decide", *words, "--json").error["code"] == "usage"
    assert granted.run("decide").code == 2
    assert len(granted.json("log")["entries"]) == count


def test_a_decision_typed_wrong_is_asked_again(granted: TestHome) -> None:
    """Until it is one."""
    shown = granted.type("decide", answers=["yes", "accept", "good", ""])

    assert "One of accept, negotiate, decline, ask more, continue, withdraw, please." in shown
    assert "decision recorded: accept acme" in shown


def test_a_reason_that_was_written_wrong_is_corrected(granted: TestHome) -> None:
    """Both readings are kept; of a look back the surprise, too."""
    decided = granted.write("decide", "accept", "--because", "decides alnoe")
    reviewed = granted.write("review", "--surprise", "long evnings")

    assert "corrected" in granted.type("fix", decided, "--text", "decides alone")
    assert "corrected" in granted.type("fix", reviewed, "--text", "long evenings")
    assert "long evenings" in granted.run("log", "-n", "20").out


def test_what_was_decided_is_shown_from_then_on(granted: TestHome) -> None:
    """What, when, how sure and why; and what was turned down is not weighed any more."""
    granted.write("decide", "birch", "decline", "--because", "too far", "--sure", "70")
    shown = " ".join(granted.run("decide", "birch", "--show").out.split())
    compared = granted.run("compare").out

    assert "decided decline on Wed 11 Mar, 70 % sure: too far" in shown
    assert ("acme" in compared, "birch" in compared) == (True, False)
    assert "birch" in granted.run("compare", "acme", "birch").out
