"""Views as they were known at an earlier time."""

from __future__ import annotations

from pathlib import Path

import pytest

from twoway_client.errors import Refusal
from twoway_client.past import known_until

from ..home import TestHome
from .held import Held


def test_a_day_means_its_end(known: Held) -> None:
    """On the 4th nothing was known of growth; on the 5th something."""
    fourth, fifth = known.home.run("at", "2026-03-04", "fit", "acme").out, known.home.run("at", "5 mar", "fit").out

    assert fourth.startswith("As known at the end of Wed 4 Mar 2026:\nacme  fit 0.64")
    assert fifth.startswith("As known at the end of Thu 5 Mar 2026:\nacme  fit 0.67")


def test_a_time_means_that_time(known: Held) -> None:
    """At half past two nothing was rated."""
    out = known.home.run("at", "4", "mar", "14:30", "fit").out

    assert out.startswith("As known at 14:30 on Wed 4 Mar 2026:\nacme  fit 0.50  range 0.27 to 0.73  coverage 0.00")


def test_options_of_the_view_go_with_it(known: Held) -> None:
    """Those of fit, and json with the time that it is true of."""
    view = known.home.json("at", "2026-03-04", "fit", "acme", "--headings")

    assert view["known_until"] == "2026-03-04T23:59:59.999+01:00"
    assert view["fit"] == pytest.approx(0.6446)
    assert "heading" in known.home.run("at", "2026-03-04", "fit", "--headings").out


def test_later_opportunities_are_not_there_yet(known: Held) -> None:
    """Compare knows acme alone, and Birch itself is refused by name."""
    options = known.home.json("at", "2026-03-05", "compare")["options"]
    refused = known.home.run("at", "2026-03-05", "fit", "birch", "--json").error

    assert [one["name"] for one in options] == ["acme"]
    assert refused["what"] == "birch was not in the journal at the end of Thu 5 Mar 2026."


@pytest.mark.parametrize(
    ("words", "there", "missing"),
    [
        (["agree"], "Ben", "Carla"),
        (["replay", "acme/1"], "rated 5", "corrected"),
        (["why", "growth"], "unknown, not middling", "courses"),
        (["log"], "answer rated: autonomy 5", "Carla"),
        (["report"], "growth: unknown", "Carla"),
    ],
)
def test_every_view_looks_back(known: Held, words: list[str], there: str, missing: str) -> None:
    """What was known on the 4th is there, what came later is not."""
    known.home.write("fix", known.ana, "--text", "her lead decides")
    out = known.home.run("at", "2026-03-04", *words).out

    assert there in out
    assert missing not in out


def test_the_past_keeps_nothing(known: Held) -> None:
    """Neither names nor context change by looking back."""
    before = known.home.run("fit").out
    known.home.run("at", "2026-03-04", "fit", "acme")

    assert known.home.run("fit").out == before
    assert known.home.run("who").out.count("Carla") == 1


def test_a_later_entry_cannot_be_looked_up_then(known: Held) -> None:
    """It was not in the journal."""
    later = known.home.json("log", "-n", "1")["entries"][0]["row"]["id"]

    assert known.home.run("at", "2026-03-04", "log", later, "--json").error["code"] == "not-yet"


def test_a_report_of_the_past_says_so_in_its_file(known: Held, tmp_path: Path) -> None:
    """The day stands on the page."""
    page = tmp_path / "then.md"
    known.home.run("at", "2026-03-04", "report", "acme", "--md", str(page))

    assert "as known on Wed 4 Mar 2026" in page.read_text()
    assert "Carla" not in page.read_text()


def test_an_interview_that_was_on_then_hides_nothing_now(known: Held) -> None:
    """Looking back is not sitting in the room."""
    assert known.home.run("at", "4 mar 14:40", "fit").code == 0


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ([], "a date and a view are missing."),
        (["fit"], "a date is missing."),
        (["yesterday"], "a view is missing."),
        (["yesterday", "fti"], "a view is missing. Did you mean fit?"),
        (["yesterday", "note"], "note is no view of the past."),
        (["yesterday", "note", "hi"], "note is no view of the past."),
        (["tomorrow", "fit"], '"tomorrow" is still to come.'),
        (["sometime", "fit"], '"sometime" is not a time.'),
    ],
)
def test_what_cannot_be_understood_is_a_usage_error(known: Held, words: list[str], what: str) -> None:
    """Each says what is wrong."""
    done = known.home.run("at", *words, "--json")

    assert (done.code, done.error["what"]) == (2, what)


def test_nothing_can_be_written_in_the_past(known: Held) -> None:
    """Should a view ever try."""
    desk = known_until(known.home.desk(), "2026-03-04")

    with pytest.raises(Refusal, match="not written to"):
        desk.batch()


def test_what_is_shared_is_shown_before_any_opportunity_was(fresh: TestHome) -> None:
    """The bank, the stories and the wishes were there; what belongs to an opportunity was not."""
    fresh.write("story", "add", "the slow report")
    fresh.now = "2026-03-06T10:00:00+01:00"
    fresh.write("open", "acme")
    fresh.write("bank", "add", "Is there a garden?")

    assert "the slow report" in fresh.run("at", "2026-03-05", "story").out
    assert "Is there a garden?" not in fresh.run("at", "2026-03-05", "bank").out
    assert "Tell me of a training plan" in fresh.run("at", "2026-03-05", "bank").out
    assert fresh.run("at", "2026-03-05", "posting").code == 1
