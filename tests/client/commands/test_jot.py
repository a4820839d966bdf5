"""Jotting, and filing what was jotted."""

from __future__ import annotations

import pytest

from twoway_core.events.log import JotNoted
from twoway_core.ids import short

from ..home import TestHome
from .folded import case_of, desk_of, lock, state_of, unlock


def test_a_jot_needs_nothing_at_all(fresh: TestHome) -> None:
    """No opportunity, no key: it is written, and waits."""
    lock(fresh)
    assert "jotted  " in fresh.type("jot", "Carla rang: they decide on Friday")
    unlock(fresh)

    assert [jot.event.text for jot in state_of(fresh).mine.jots.values()] == ["Carla rang: they decide on Friday"]
    assert "Wed 4 Mar 13:50   Carla rang: they decide on Friday" in fresh.type("jot", "list")


def test_what_was_filed_waits_no_more(acme: TestHome) -> None:
    """It becomes an answer with the time at which it was jotted, and says where it came from."""
    acme.write("jot", "e+: they decide on Friday", "--when", "10:00")
    (jot,) = acme.json("jot", "list")["jots"]
    screen = acme.type("jot", "file", jot["id"], "@ben")

    (answer,) = case_of(acme).answers.values()
    assert "jot filed: answer" in screen
    assert (answer.event.text, answer.event.form) == ("they decide on Friday", "example")
    assert answer.event.contact == desk_of(acme).names.contacts["ben"]
    assert answer.at % 86_400_000 == 9 * 3_600_000
    assert acme.json("jot", "list") == {"schema": "twoway.jots/1", "jots": []}


def test_a_jot_that_belongs_to_a_firm_waits_too_and_is_filed_there(acme: TestHome) -> None:
    """The phone writes such ones; as a note of another firm it would be wrong."""
    desk = desk_of(acme)
    name = short(desk.write(JotNoted(text="they decide on Friday", opportunity=desk.context.opportunity)))
    acme.write("open", "Birch", "Analyst")

    (waiting,) = acme.json("jot", "list")["jots"]
    error = acme.run("jot", "file", name, "--json").error
    acme.write(*error["try"].split(",")[0].removeprefix("twoway ").replace('"', "").split())
    acme.write("jot", "file", name)

    assert waiting["id"].startswith(name)
    assert error["what"].endswith("is about acme.")
    assert acme.json("jot", "list")["jots"] == []
    (answer,) = case_of(acme).answers.values()
    assert answer.event.text == "they decide on Friday"


def test_what_was_filed_is_not_filed_again(acme: TestHome) -> None:
    """The way back is told."""
    jot = acme.write("jot", "they decide on Friday")
    acme.write("jot", "file", jot)
    error = acme.run("jot", "file", jot, "--as", "flag", "--json").error
    acme.write(*error["try"].split(",")[0].removeprefix("twoway ").split())
    acme.write("jot", "file", jot, "--as", "flag")

    assert error["code"] == "filed"
    assert not case_of(acme).answers
    assert len(case_of(acme).flags) == 1


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("seen", "observations"),
        ("asked-me", "received"),
        ("flag", "flags"),
        ("promise", "commitments"),
        ("learned", "research"),
        ("todo", "todos"),
    ],
)
def test_a_jot_can_become_anything_of_the_room(acme: TestHome, kind: str, where: str) -> None:
    """Each kind lands where the verb of its own would have put it."""
    acme.write("jot", "something")
    acme.write("jot", "file", acme.json("jot", "list")["jots"][0]["id"], "--as", kind)

    assert len(getattr(case_of(acme), where)) == 1


def test_a_jot_can_be_set_aside(fresh: TestHome) -> None:
    """Nothing comes of it, which needs no opportunity; it stays in the journal."""
    jot = fresh.write("jot", "nothing much")
    assert "jot set aside" in fresh.type("jot", "file", jot, "--as", "nothing")

    assert fresh.json("jot", "list")["jots"] == []
    assert [one.event.text for one in state_of(fresh).mine.jots.values()] == ["nothing much"]
    assert "No jots wait" in fresh.type("jot", "list")


def test_filing_needs_an_opportunity(fresh: TestHome) -> None:
    """Where it belongs has to be known; the jot stays."""
    jot = fresh.write("jot", "they decide")

    assert fresh.run("jot", "file", jot, "--json").error["code"] == "no-opportunity"
    assert len(fresh.json("jot", "list")["jots"]) == 1


def test_what_a_promise_cannot_hold_is_refused(acme: TestHome) -> None:
    """A term is a line; as an answer it can be kept whole."""
    jot = acme.write("jot", "x" * 2000)

    assert acme.run("jot", "file", jot, "--as", "promise", "--json").error["code"] == "too-long"
    assert acme.run("jot", "file", jot).code == 0


@pytest.mark.parametrize("words", [["file", "taxes", "first"], ["list", "of", "things"], ["file"]])
def test_a_text_may_begin_with_a_word_of_the_verb(fresh: TestHome, words: list[str]) -> None:
    """Only an id after file means a jot."""
    fresh.write("jot", *words)

    assert [jot.event.text for jot in state_of(fresh).mine.jots.values()] == [" ".join(words)]


@pytest.mark.parametrize("words", [["x", "--as", "flag"], ["file", "bcdfg", "more", "text"]])
def test_what_makes_no_sense_is_refused(fresh: TestHome, words: list[str]) -> None:
    """A kind without a jot, a text where none is taken."""
    assert fresh.run("jot", *words).code == 2
