"""Rating what was noted."""

from __future__ import annotations

import pytest

from twoway_core.ids import short

from ..home import TestHome
from .folded import case_of, state_of


@pytest.fixture
def held(planned: TestHome) -> TestHome:
    """Give an interview that was held: Ana and Ben on line 2, autonomy; Ben on line 5, which nobody weighed."""
    planned.write("start")
    planned.write("ask", "2")
    planned.write(
        "note", "e+: her engineers decide; she heard of the last change afterwards, and that was fine with her"
    )
    planned.write("ask", "2", "@ben")
    planned.write("note", "e+: mostly us")
    planned.write("note", "-q", "5", "second time")
    planned.write("end")
    return planned


def given(home: TestHome) -> list[int | None]:
    """Return the ratings so far, in the order of the notes."""
    case = case_of(home)
    return [rating.rating for note in case.answers for rating in case.ratings_of(note)]


def boss_support(home: TestHome) -> str:
    """Return the id of what Ben said on line 5."""
    return short(next(note.id for note in case_of(home).answers.values() if note.event.text == "second time"))


def test_one_card_after_the_other_is_rated(held: TestHome) -> None:
    """The words come first, the anchors once for each criterion, the number last; all is one batch."""
    screen = held.type("rate", answers=["5", "4"])

    assert '1 of 2  autonomy, Ana (boss): "her engineers decide; she heard of the last ~"\n        1 ' in screen
    assert '2 of 2  autonomy, Ben (peer): "mostly us": ' in screen
    assert "answers rated: 2  " in screen
    assert "undo: twoway undo " in screen
    assert given(held) == [5, 4]


def test_a_question_mark_shows_the_whole_note(held: TestHome) -> None:
    """What was cut on the card can be read before it is judged."""
    screen = held.type("rate", answers=["?", "5", "-"])

    assert "afterwards, and that was fine with her" in screen.replace("\n        ", " ")
    assert given(held) == [5, None]


def test_enter_leaves_a_card_for_later(held: TestHome) -> None:
    """Only what was rated is written; the rest waits."""
    screen = held.type("rate", answers=["", "4"])

    assert "answer rated: autonomy 4" in screen
    assert given(held) == [4]
    assert "1 of 1  autonomy, Ana (boss)" in held.run("rate", "--list").out


def test_a_slip_is_asked_again(held: TestHome) -> None:
    """Six is no rating, and costs nothing."""
    screen = held.type("rate", answers=["6", "5", "4"])

    assert '"6" is no rating: a number from 1 to 5 or -.' in screen
    assert given(held) == [5, 4]


def test_ctrl_d_writes_nothing(held: TestHome) -> None:
    """A walk that is broken off leaves no half of itself."""
    done = held.try_typing("rate", answers=["5"])

    assert (done.code, "Nothing written." in done.out, given(held)) == (130, True, [])


def test_leaving_all_for_later_writes_nothing(held: TestHome) -> None:
    """That is said, and is no failure."""
    assert "Nothing rated." in held.type("rate", answers=["", ""])
    assert given(held) == []


def test_one_note_is_rated_at_once(held: TestHome) -> None:
    """For scripts, and for one afterthought."""
    note = held.json("rate", "--list")["cards"][1]["id"]
    held.write("rate", note[:5], "4", "--because", "a reviewer can stop it", "--better", "no reviewer")

    (rating,) = case_of(held).ratings.values()
    assert (rating.rating, rating.event.rationale, rating.event.better) == (4, "a reviewer can stop it", "no reviewer")


def test_a_second_look_revises(held: TestHome) -> None:
    """What was rated before is not overwritten: the change and its reason are kept."""
    note = held.json("rate", "--list")["cards"][0]["id"]
    held.write("rate", note, "5")
    screen = held.type("rate", note, "3", "--because", "Ben said otherwise", "--better", "a rule")

    (rating,) = case_of(held).ratings.values()
    assert "rating revised: autonomy 3, was 5" in screen
    assert (rating.rating, rating.revisions[0].event.reason) == (3, "Ben said otherwise; a rule")
    assert "[now 3]" in held.type("rate", note, answers=["2"])


def test_a_line_of_the_plan_means_all_its_answers(held: TestHome) -> None:
    """One number for several people would be no rating of any."""
    done = held.run("rate", "2", "4", "--json")

    assert (done.code, given(held)) == (2, [])
    assert "(autonomy, Ana)" in done.error["try"]
    held.type("rate", "2", answers=["5", "4"])
    assert given(held) == [5, 4]


def test_the_id_of_a_question_means_its_answers(held: TestHome) -> None:
    """What was noted and marked as asked at once prints one id: it does for both."""
    asked = held.write("note", "-q", "4", "n: sixty hours")
    held.write("rate", asked, "2")

    assert next(iter(case_of(held).ratings))[0] == list(case_of(held).answers)[-1]


def test_a_note_about_nothing_can_be_rated_on_a_criterion(held: TestHome) -> None:
    """Whoever rates says what it speaks to."""
    note = held.write("note", "@ana", "we train a lot")
    held.write("ask", "Anything else?", "@ana")
    free = held.write("note", "there is a course a year")
    assert held.run("rate", free, "--json").error["try"] == f"twoway rate {free} 4 --about NAME"
    held.write("rate", free, "4", "--about", "growth")

    case = case_of(held)
    ((answer, criterion),) = case.ratings
    assert answer == list(case.answers)[-1]
    assert state_of(held).mine.criteria[criterion].event.name == "growth"
    assert note != free


def test_answers_about_nothing_are_pointed_out_once_nothing_else_waits(held: TestHome) -> None:
    """Nobody would propose them else. A follow-up is not counted beside its first, and a rated one waits no more."""
    held.write("ask", "Anything else?", "@ana")
    free = held.write("note", "there is a course a year")
    held.write("follow", "For all?")
    held.write("note", "yes")
    assert "no number" not in held.type("rate", answers=["5", "4"])

    said = "2 answers move no number ({}, " + free + "): twoway rate ID 4 --about NAME\n"
    assert said.format(boss_support(held)) in held.type("rate")
    held.write("rate", free, "4", "--about", "growth")
    assert f"One answer moves no number ({boss_support(held)})" in held.type("rate")


def test_a_yes_or_no_is_answered_so(held: TestHome) -> None:
    """A yes counts five, a no one; anything between is no answer."""
    note = held.write("note", "-q", "1", "two office days")

    refused = held.run("rate", note, "4", "--json")
    assert (refused.code, refused.error["try"].endswith(" y")) == (2, True)
    assert "answer rated: 3 remote days 5" in held.type("rate", note, "y")


def test_what_was_seen_or_read_is_rated_too(held: TestHome) -> None:
    """It says where it comes from in place of a person."""
    held.write("saw", "e: he looked at her first", "--about", "autonomy")
    held.write("learn", "engineers choose their tools", "--from", "website", "--about", "autonomy")
    seen = held.type("rate", answers=["4", "4", "2"])
    read = held.type("rate", answers=["3"])

    assert '3 of 3  autonomy, you saw: "he looked at her first"' in seen
    assert '1 of 1  autonomy, read: website: "engineers choose their tools"' in read
    assert "Nothing waits to be rated." in held.try_typing("rate").out


@pytest.mark.parametrize(
    ("words", "code", "mend"),
    [
        (["3"], "nothing-to-rate", "twoway note -q 3, then twoway rate"),
        (["99"], "nothing-to-rate", "twoway plan shows its lines"),
        (["what"], "usage", "twoway rate --list"),
        (["bcdfg"], "unknown-id", "twoway log shows the ids"),
        (["2", "3", "4"], "usage", 'twoway rate kdmxr 5 --because "why"'),
    ],
)
def test_what_cannot_be_rated_is_refused_with_a_way_out(held: TestHome, words: list[str], code: str, mend: str) -> None:
    """A rating needs a note."""
    error = held.run("rate", *words, "--json").error

    assert (error["code"], error["try"]) == (code, mend)


def test_nothing_is_rated_while_the_interview_goes_on(planned: TestHome) -> None:
    """Ratings come after it, and without a terminal a number is missing."""
    planned.write("start")
    planned.write("ask", "2")
    planned.write("note", "they decide")
    assert planned.run("rate", "--json").error["code"] == "still-open"

    planned.write("end")
    assert planned.run("rate").code == 2


def test_another_interview_can_be_named(held: TestHome) -> None:
    """Each has its own cards."""
    held.write("start", "--new", "@ben")
    held.write("end")

    assert "Nothing waits" in held.run("rate", "--list", "--on", "acme/2").out
    assert held.run("rate", "--list", "--on", "acme/1").out.count("\n") == 2


def test_an_opportunity_without_an_interview_has_no_lines(acme: TestHome) -> None:
    """Only its notes can be rated."""
    assert acme.run("rate", "1", "--json").error["code"] == "no-interview"
    assert "Nothing waits to be rated." in acme.run("rate", "--list").out
