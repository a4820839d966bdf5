"""An interview, step by step."""

from __future__ import annotations

import pytest

from twoway_client.commands import replay

from ..home import TestHome
from .held import Held, birch


def test_every_step_is_one_line_and_what_is_too_long_goes_on_below(told: Held) -> None:
    """What was asked, noted, flagged and promised, with how it was said and rated."""
    lines = told.home.run("replay").out.splitlines()

    assert lines[0] == "Wed 4 Mar, Ana, Ben, 44 min; asked 2 of 6 planned"
    assert lines[1] == "  14:02  asked     2  Ana  When a method is disputed, who settles it?"
    assert lines[2] == "  14:02  noted        Ana  her engineers decide; she heard of the last database"
    assert lines[3] == "                           change afterwards               example sure  rated 5"
    assert lines[-3].startswith("  14:31  flagged           open twice in two years         light, on ")
    assert lines[-2] == "  14:31  promised     Ana  one training week a year        spoken"
    assert lines[-1] == "  14:44  ended. Unasked: 1, 3, 4, 6        step: --step   plain times: --utc"


def test_times_can_be_plain(told: Held) -> None:
    """RFC 3339 in UTC, an hour behind."""
    assert "  2026-03-04T13:02:00Z  asked     2  Ana" in told.home.run("replay", "acme/1", "--utc").out


def test_steps_are_shown_whole_one_by_one(told: Held) -> None:
    """In a pipe all of them; at a terminal Enter goes on and q leaves."""
    piped = told.home.run("replay", "--step").out
    left = told.home.type("replay", "--step", answers=["", "q"])

    assert "2 of 9  Wed 4 Mar 14:02  noted  Ana  example, sure  " in piped
    assert (
        "    her engineers decide; she heard of the last database change afterwards\n    rated 5 on autonomy" in piped
    )
    assert "2 of 9" in left
    assert "3 of 9" not in left


def test_it_can_be_seen_as_it_was_known_then(told: Held) -> None:
    """Before the ratings, and before the second answer."""
    out = told.home.run("replay", "--at", "4 mar 14:10").out

    assert out.startswith(
        "As known at 14:10 on Wed 4 Mar 2026:\nWed 4 Mar, Ana, Ben; asked 0 of 6 planned, 1 in part\n"
    )
    assert "rated" not in out
    assert out.rstrip().endswith("Not ended yet. Unasked: 1, 2, 3, 4, 5, 6")


def test_a_correction_is_said(told: Held) -> None:
    """The new words, and that they are new."""
    told.home.write("fix", told.second, "--text", "third time in two years")
    line = next(line for line in told.home.run("replay").out.splitlines() if "third time" in line)

    assert line.endswith("number sure  corrected")


def test_the_gut_feeling_opens_with_the_last_rating(told: Held) -> None:
    """Sealed while something waits to be rated."""
    told.home.write("gut", "4", "warm, quick")
    assert '  gut feeling: 4, "warm, quick"\n' in told.home.run("replay").out

    told.home.write("undo", told.rated)
    assert "  gut feeling: sealed until the ratings are in\n" in told.home.run("replay").out


def test_an_interview_that_is_only_planned_shows_its_plan(planned: TestHome) -> None:
    """No steps yet."""
    assert planned.run("replay").out.startswith("Wed 4 Mar, Ana, Ben; 6 questions planned\n")


def test_json_holds_the_steps(told: Held) -> None:
    """With the id of each, so that why can follow."""
    view = told.home.json("replay", "1")

    assert view["schema"] == "twoway.replay/1"
    assert view["steps"][1]["id"].startswith(told.ana)
    assert [step["word"] for step in view["steps"][-2:]] == ["promised", "ended"]


def test_an_opportunity_means_its_last_interview(told: Held) -> None:
    """That which was held last; the planned one, where none was."""
    told.home.write("plan", "30m", "@ben", "--when", "9 mar 10:00")
    birch(told.home)
    told.home.write("open", "cedar", "Analyst")
    none = told.home.run("replay", "cedar", "--json").error
    told.home.write("plan", "30m", "--when", "12 mar 10:00")

    assert told.home.json("replay", "acme/1")["interview"] == "acme/1"
    assert told.home.json("replay", "acme")["interview"] == "acme/1"
    assert told.home.json("replay", "birch")["interview"] == "birch/1"
    assert told.home.json("replay", "cedar")["interview"] == "cedar/1"
    assert none["what"] == "cedar has no interview yet."


def test_an_interview_that_is_not_there_is_refused(told: Held) -> None:
    """With the last one that is."""
    refused = told.home.run("replay", "acme/7", "--json").error

    assert (refused["what"], refused["try"]) == ("there is no interview acme/7.", "twoway replay acme/1")


def test_only_some_kinds_of_step_are_shown(told: Held) -> None:
    """On the screen, whole, and for programs; the counts stay those of the interview."""
    lines = told.home.run("replay", "--only", "promised").out.splitlines()
    document = told.home.json("replay", "--only", "asked, noted")

    assert lines[0] == "Wed 4 Mar, Ana, Ben, 44 min; asked 2 of 6 planned"
    assert [line.split()[1] for line in lines[1:-1]] == ["promised"]
    assert {step["word"] for step in document["steps"]} == {"asked", "noted"}
    assert "1 of 1  Wed 4 Mar 14:31  promised" in told.home.run("replay", "--only", "promised", "--step").out


def test_a_kind_of_step_that_is_not_there_is_refused(told: Held) -> None:
    """With those that are."""
    refused = told.home.run("replay", "--only", "note", "--json").error

    assert refused["what"] == 'no step here is "note". Did you mean noted?'
    assert refused["try"].startswith("one of asked, noted, ")


def test_it_runs_as_fast_as_one_likes(told: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal it waits between the steps, five seconds at most; in a pipe it does not wait."""
    waited: list[float] = []
    monkeypatch.setattr(replay, "sleep", waited.append)
    told.home.run("replay", "--speed", "600")
    piped = list(waited)
    shown = told.home.type("replay", "--speed", "600")
    minutes = list(waited)
    waited.clear()
    told.home.type("replay", "--speed", "1")

    assert piped == []
    assert "9 of 9" in shown
    assert len(minutes) == 8
    assert 0 < sum(minutes) < sum(waited) <= 8 * replay.LONGEST_WAIT_S


def test_a_speed_is_a_number_above_nothing(told: Held) -> None:
    """Neither a word nor standing still."""
    for text in ("fast", "0"):
        assert told.home.run("replay", "--speed", text, "--json").error["what"] == f'"{text}" is no speed.'
