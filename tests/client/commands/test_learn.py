"""Findings from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from ..home import TestHome


def noted(home: TestHome, *words: str) -> dict[str, Any]:
    """Note a finding, and return what the command says of it."""
    answer: dict[str, Any] = home.json("learn", *words)
    return answer


def test_a_finding_is_a_claim_until_it_is_verified(acme: TestHome) -> None:
    """The line says whose claim it is, and that nobody confirmed it."""
    screen = acme.type("learn", "engineers choose their tools", "--from", "website", "--about", "autonomy")

    assert "research noted: firm's claim, unverified" in screen


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ([], "research noted: firm's claim, unverified"),
        (["--of", "boss"], "research noted: claim about the boss, unverified"),
        (["--from", "@ana"], "research noted: Ana's word, unverified"),
        (["--from", "a friend who left"], "research noted: firm's claim, unverified"),
    ],
)
def test_where_it_comes_from_is_said(acme: TestHome, options: list[str], what: str) -> None:
    """A person's word, the firm's own and a claim about the boss are three things."""
    assert noted(acme, "they listen", *options)["what"] == what


def test_text_comes_through_a_pipe_too(acme: TestHome) -> None:
    """What is piped in is the finding."""
    assert acme.write("learn", text="from the newspaper\n")


@pytest.mark.parametrize(
    "options",
    [
        ["--rate", "4"],
        ["--rate", "7", "--about", "growth"],
        ["--of", "planet"],
        ["--dated", "the 40th"],
        ["--when", "soon"],
    ],
)
def test_what_cannot_be_understood_is_refused_and_the_text_given_back(acme: TestHome, options: list[str]) -> None:
    """Nothing typed is lost: the finding is printed back, or still stands in the shell."""
    done = acme.run("learn", "they pay well", *options)

    assert (done.code, done.out) == (2, "")


def test_a_wrong_criterion_gives_the_text_back(acme: TestHome) -> None:
    """A slip in a name costs no typing."""
    done = acme.run("learn", "they pay well", "--about", "pya", "--json")

    assert (done.code, done.error["code"]) == (1, "unknown-criterion")
    assert done.error["kept"] == "your text, printed here to copy:  they pay well"


def test_the_register_says_what_became_of_each_belief(acme: TestHome) -> None:
    """Confirmed by Ana, refuted by what was seen, and one that nobody has spoken to."""
    tools = acme.write("learn", "engineers choose their tools", "--from", "website", "--about", "autonomy")
    quiet = acme.write("learn", "the office is quiet", "--from", "review")
    acme.write("learn", "they coach", "--about", "boss support", "--where", "acme.test")
    acme.write("learn", "confirmed", tools, "@ana", "e+: they chose the database")
    screen = acme.type("learn", "refuted", quiet, "a loudspeaker all morning")
    lines = acme.run("learn", "list").out.splitlines()

    assert "belief refuted by what you saw: the office is quiet" in screen
    assert lines[0] == "acme: 1 unverified, 1 refuted, 1 confirmed"
    assert [line[9:] for line in lines[1:4]] == [
        "unverified they coach",
        "           of the firm, from elsewhere, acme.test, about boss support",
        "           said of the firm: counts half for boss support until your",
    ]
    assert f"  {tools}  confirmed  engineers choose their tools" in lines
    assert " " * 20 + "so, 4 Mar, Ana (boss): they chose the database" in lines
    assert " " * 20 + "not so, 4 Mar, you saw: a loudspeaker all morning" in lines


def test_a_word_that_settles_is_evidence_to_be_rated(acme: TestHome) -> None:
    """Ana's answer speaks to what the belief speaks to."""
    tools = acme.write("learn", "engineers choose their tools", "--about", "autonomy")
    acme.write("learn", "confirmed", tools, "@ana", "e+: they chose the database")

    assert 'autonomy, Ana (boss): "they chose the database"' in acme.type("rate", answers=["-", "5"])


def test_a_note_of_before_can_settle_a_belief(acme: TestHome) -> None:
    """Its words are not noted twice, and undo makes the belief unverified again."""
    belief = acme.write("learn", "they train a lot")
    seen = acme.write("saw", "no course on the board")
    acme.write("learn", "refuted", belief, "--on", seen)
    before = acme.run("learn", "list").out
    acme.write("undo")

    assert "0 unverified, 1 refuted" in before
    assert "1 unverified, 0 refuted" in acme.run("learn", "list").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("confirmed",), 2),
        (("refuted", "bcdfg", "no"), 1),
    ],
)
def test_a_belief_that_is_not_there_cannot_be_settled(acme: TestHome, words: tuple[str, ...], code: int) -> None:
    """By its id, which the list shows."""
    assert acme.run("learn", *words).code == code


def test_a_finding_that_begins_with_such_a_word_is_a_finding(acme: TestHome) -> None:
    """What follows is no id."""
    acme.write("learn", "confirmed dates are on the site")
    acme.write("learn", "list", "of clients")

    assert "2 unverified" in acme.run("learn", "list").out


def test_nothing_learnt_says_how(acme: TestHome) -> None:
    """An empty register."""
    assert acme.run("learn", "list").out.startswith("acme: nothing learnt yet.")


def test_what_was_unverified_then_is_shown_so(acme: TestHome) -> None:
    """In the past the belief had no word on it."""
    belief = acme.write("learn", "they train a lot")
    acme.now = "2026-03-06T10:00:00+01:00"
    acme.write("learn", "refuted", belief, "@ana", "no")

    assert "1 unverified" in acme.run("at", "2026-03-05", "learn", "list").out
    assert acme.run("at", "2026-03-05", "learn", "something new").code == 1
