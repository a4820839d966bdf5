"""Erasing: hidden at once, the text destroyed after 72 hours, and no word of it left in the files."""

from __future__ import annotations

import pytest

from twoway_core.ids import short

from ..home import TestHome
from .folded import case_of
from .held import Held

JUST_BEFORE, DUE = "2026-03-07T13:49:59+01:00", "2026-03-07T13:50:00+01:00"
SECRET = "one left in spring"


@pytest.fixture
def noted(acme: TestHome) -> tuple[TestHome, str]:
    """Return acme with a note that nobody should ever read again, and its id."""
    return acme, acme.write("note", SECRET)


def texts(home: TestHome) -> list[bytes]:
    """Return every entry that waits to be sent, opened."""
    desk = home.desk()
    found = [data for _, data in desk.index.reader.entries()]
    desk.database.close()
    return found


def test_erasing_says_what_it_does_and_asks_for_the_word(noted: tuple[TestHome, str]) -> None:
    """What is hidden, what is destroyed and when, what stays, what alone stops it."""
    home, name = noted

    shown = home.try_typing("erase", name, answers=["erase"])

    assert shown.code == 0
    words = " ".join(shown.out.split())
    assert f'"{SECRET}": hidden at once and for good; its text is destroyed on all devices and on the' in words
    assert "after 72 hours. Copies you exported stay. Only revoking this device within 72 hours stops it." in words
    assert f"erased: {name}, text goes Sat 7 Mar 13:50" in words
    assert "undo: none" in words
    assert max(map(len, shown.out.splitlines()[:-1])) <= 80


@pytest.mark.parametrize("answer", ["", "yes", "Erase it"])
def test_any_other_word_erases_nothing(noted: tuple[TestHome, str], answer: str) -> None:
    """Only the word itself goes on."""
    home, name = noted

    assert home.try_typing("erase", name, answers=[answer]).code == 130
    assert SECRET in home.run("log").out


def test_a_script_names_the_word(noted: tuple[TestHome, str]) -> None:
    """Without a terminal, nothing is erased unless the command line says so, word for word."""
    home, name = noted

    refused = home.run("erase", name, "--json")
    wrong = home.run("erase", name, "--confirm", "yes", "--json")
    done = home.json("erase", name, "--confirm", "erase")

    assert (refused.code, refused.error["code"]) == (2, "usage")
    assert (wrong.code, wrong.error["code"]) == (2, "usage")
    assert done["schema"] == "twoway.erase/1"
    assert (done["target"], done["goes_at"]) == (name, "2026-03-07T13:50:00+01:00")


def test_an_erased_entry_is_hidden_at_once_with_its_corrections(noted: tuple[TestHome, str]) -> None:
    """No view shows it, of today or of the past; that there was an entry, the log still tells."""
    home, name = noted
    home.write("fix", name, "--text", "two left in spring")

    home.write("erase", name, "--confirm", "erase")

    for words in (["log"], ["log", name], ["why", name], ["at", "today", "log"]):
        shown = home.run(*words)
        assert "left in spring" not in shown.out + shown.err
    assert "left in spring" not in home.run("log", "--json").out
    assert case_of(home).answers == {}


def test_the_answer_is_erased_that_was_noted_with_its_question(told: Held) -> None:
    """The id that a note prints is its question's, where the question was noted with it; its words are meant."""
    words = {answer.event.text for answer in case_of(told.home).answers.values()}

    told.home.write("erase", told.second, "--confirm", "erase")

    left = {answer.event.text for answer in case_of(told.home).answers.values()}
    assert len(words - left) == 1


def test_the_text_stays_for_72_hours_and_not_longer(noted: tuple[TestHome, str]) -> None:
    """The next command that reads the journal then destroys it; until then whoever revokes can stop it."""
    home, name = noted
    home.write("erase", name, "--confirm", "erase")

    home.now = JUST_BEFORE
    home.run("log")
    before = [data for data in texts(home) if SECRET.encode() in data]
    home.now = DUE
    home.run("log")

    assert len(before) == 1
    assert [data for data in texts(home) if SECRET.encode() in data] == []


def test_a_clock_that_was_set_back_waits_longer(noted: tuple[TestHome, str]) -> None:
    """The hours run by the clock of this device, from when it filed the erasure."""
    home, name = noted
    home.now = "2026-03-10T13:50:00+01:00"
    home.write("erase", name, "--confirm", "erase")

    home.now = DUE
    home.run("log")

    assert len([data for data in texts(home) if SECRET.encode() in data]) == 1


def test_looking_at_the_past_shortens_no_wait(noted: tuple[TestHome, str]) -> None:
    """A view of an earlier or later moment goes by the clock of today."""
    home, name = noted
    home.write("erase", name, "--confirm", "erase")

    home.now = "2026-03-07T00:10:00+01:00"
    home.run("at", "today", "log")

    assert len([data for data in texts(home) if SECRET.encode() in data]) == 1


def test_what_was_erased_cannot_be_erased_again_nor_undone(noted: tuple[TestHome, str]) -> None:
    """Each refusal says what is the matter."""
    home, name = noted
    erasure = home.write("erase", name, "--confirm", "erase")

    again = home.run("erase", name, "--confirm", "erase", "--json")
    itself = home.run("erase", erasure, "--confirm", "erase", "--json")
    undone, redone = home.run("undo", name, "--json"), home.run("redo", name, "--json")

    assert (again.code, again.error["code"]) == (1, "erased")
    assert (itself.code, itself.error["code"]) == (1, "no-erase")
    assert (undone.error["code"], redone.error["code"]) == ("erased", "erased")
    assert SECRET not in home.run("log").out


def test_a_correction_can_be_erased_alone(noted: tuple[TestHome, str]) -> None:
    """What was corrected reads as before, and the wrong words of the correction go."""
    home, name = noted
    fix = home.write("fix", name, "--text", "two left in spring")

    home.write("erase", fix, "--confirm", "erase")
    home.now = DUE

    assert SECRET in home.run("log").out
    assert [data for data in texts(home) if b"two left" in data] == []


def test_an_opportunity_that_was_erased_is_gone_from_every_list(acme: TestHome) -> None:
    """Its name is a text like any other; what was noted under it stays in the log."""
    name = short(acme.desk().context.opportunity or b"")

    acme.write("erase", name, "--confirm", "erase")

    assert "acme" not in acme.run("open").out.casefold()
    assert acme.run("log").code == 0
    assert acme.run("report").code in (0, 1)
