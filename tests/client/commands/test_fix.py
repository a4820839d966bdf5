"""Correcting what was written wrong."""

from __future__ import annotations

import pytest

from twoway_client.store.database import Database
from twoway_core.ids import short
from twoway_core.journal.items import Answer

from ..home import TestHome
from .folded import case_of
from .held import Held


def first(home: TestHome) -> Answer:
    """Return the first answer as it reads now."""
    return next(iter(case_of(home).answers.values()))


def test_the_text_is_corrected_and_both_readings_are_kept(told: Held) -> None:
    """The new one counts; the log has the old one."""
    done = told.home.json("fix", told.ana, "--text", "her lead decides", "--because", "misheard")

    assert done["what"] == f"corrected {told.ana}: text. Both readings are kept"
    assert first(told.home).event.text == "her lead decides"
    assert "before: her engineers decide; she heard of" in told.home.run("log", told.ana).out


def test_several_fields_are_corrected_at_once(told: Held) -> None:
    """Who, how, how sure, and when it was."""
    told.home.write("fix", told.ana, "--who", "@ben", "--form", "general", "--sure", "unsure", "--when", "4 mar 14:10")
    answer = first(told.home)
    ben = next(key for key, one in case_of(told.home).contacts.items() if one.name == "Ben Okafor")

    assert (answer.event.contact, answer.event.form, answer.event.certainty) == (ben, "general", "unsure")
    assert told.home.json("log", told.ana)["entry"]["row"]["at"] == "2026-03-04T14:10:00+01:00"


def test_a_rating_typed_wrong_is_corrected(told: Held) -> None:
    """Not a change of mind: no revision is left."""
    told.home.write("fix", told.rated, "--rating", "4")
    rating = next(iter(case_of(told.home).ratings.values()))

    assert (rating.rating, rating.revisions) == (4, [])
    assert told.home.run("fix", told.rated, "--rating", "7", "--json").error["code"] == "usage"
    told.home.write("fix", told.rated, "--rating", "-")
    assert next(iter(case_of(told.home).ratings.values())).rating is None


def test_an_answer_noted_with_its_question_is_what_is_meant(told: Held) -> None:
    """Its id was the question's; the words are the answer's."""
    told.home.write("fix", told.second, "--text", "third time")

    assert "third time" in [answer.event.text for answer in case_of(told.home).answers.values()]


def test_whom_a_question_was_put_to_is_corrected(told: Held) -> None:
    """A question has a list of people."""
    asked = next(iter(case_of(told.home).asked.values()))
    told.home.write("fix", told.home.json("log", "acme")["entries"][-1]["row"]["id"], "--role", "Architect")
    told.home.write("fix", short(asked.id), "--who", "@ben")
    ben = next(key for key, one in case_of(told.home).contacts.items() if one.name == "Ben Okafor")

    assert next(iter(case_of(told.home).asked.values())).event.contacts == (ben,)
    opened = case_of(told.home).opened
    assert opened is not None
    assert opened.event.role == "Architect"


def test_without_an_option_the_text_is_asked_for(told: Held) -> None:
    """What it says now is shown above."""
    screen = told.home.type("fix", told.flag, answers=["open three times"])

    assert "It says: open twice in two years" in screen
    assert next(iter(case_of(told.home).flags.values())).event.text == "open three times"


def test_the_editor_begins_with_the_old_words(told: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that puts something behind them."""
    monkeypatch.setenv("EDITOR", "sed -i s/$/.again/")
    told.home.write("fix", told.flag, "-e")

    assert next(iter(case_of(told.home).flags.values())).event.text == "open twice in two years.again"


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--form", "poem", "usage"),
        ("--severity", "light", "no-field"),
        ("--who", "@nobody", "unknown-person"),
        ("--when", "sometime", "usage"),
        ("--text", "her engineers decide; she heard of the last database change afterwards", "same"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(told: Held, option: str, value: str, code: str) -> None:
    """Words that are not known, fields that the entry has not, people who are not there, no change at all."""
    assert told.home.run("fix", told.ana, option, value, "--json").error["code"] == code
    assert first(told.home).corrections == ()


def test_typed_text_comes_back_when_the_correction_is_refused(told: Held) -> None:
    """Nothing typed is lost."""
    refused = told.home.run("fix", "zzzzz", "--text", "long and true", "--json").error

    assert refused["code"] == "unknown-id"
    assert "long and true" in refused["kept"]


def test_typed_text_comes_back_when_the_disk_is_full(told: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk."""

    def full(database: Database) -> None:
        raise database.refusal(OSError(28, "No space left on device"))

    monkeypatch.setattr(Database, "writing", full)
    refused = told.home.run("fix", told.ana, "--text", "long and true", "--json").error

    assert (refused["code"], "long and true" in refused["kept"]) == ("disk-full", True)


def test_amendments_are_not_corrected(told: Held) -> None:
    """A correction is corrected at its target, a retraction is brought back."""
    fixed = told.home.write("fix", told.ana, "--text", "her lead decides")
    undone = told.home.write("undo", told.ben)

    assert told.home.run("fix", fixed, "--text", "x", "--json").error["try"] == f"twoway fix {told.ana}"
    assert told.home.run("fix", undone, "--text", "x", "--json").error["try"] == "twoway undo, or twoway redo"


def test_what_has_no_words_has_none_to_correct(told: Held) -> None:
    """Nor people, where it belongs to no opportunity."""
    weights = next(
        line["row"]["id"] for line in told.home.json("log")["entries"] if line["row"]["what"] == "weights given"
    )

    assert told.home.run("fix", weights, "--text", "x", "--json").error["code"] == "no-field"
    assert told.home.run("fix", weights, "--who", "@ana", "--json").error["code"] == "no-field"
    assert told.home.run("fix", told.promise, "--value", "two weeks").code == 0
    assert next(iter(case_of(told.home).commitments.values())).event.value == "two weeks"


def test_an_entry_without_people_has_nobody_to_correct(told: Held) -> None:
    """A flag names no person."""
    assert told.home.run("fix", told.flag, "--who", "@ana", "--json").error["code"] == "no-field"
    assert told.home.run("fix", told.flag, "--severity", "severe").code == 0
    assert next(iter(case_of(told.home).flags.values())).event.severity == "severe"
