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
