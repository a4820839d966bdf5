"""Every entry, newest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from twoway_client.cli import run

from ..home import TestHome
from ..profiles import admit, found_profile
from .held import Held, birch


def test_the_newest_entries_come_first(told: Held) -> None:
    """When, which device, what; as many as asked for."""
    lines = told.home.run("log", "-n2").out.splitlines()

    assert len(lines) == 2
    assert lines[0][5:] == "   4 Mar 15:00  laptop  answer rated: autonomy 4"
    assert lines[1] == f"{told.rated}   4 Mar 15:00  laptop  answer rated: autonomy 5"


def test_all_entries_are_there_from_the_first(fresh: TestHome) -> None:
    """The starter's criteria and questions."""
    entries = fresh.json("log")["entries"]

    assert len(entries) == 44
    assert entries[-1]["row"]["what"] == "criterion defined"
    assert {entry["device"] for entry in entries} == {"laptop"}


def test_devices_stand_where_they_joined(told: Held) -> None:
    """Under the first entry after it, as no time is known; not beside what belongs to one opportunity."""
    document = told.home.json("log")
    lines = told.home.run("log").out.splitlines()

    assert lines[-2:] == [
        "-                    paper   device admitted: laptop",
        "-                    paper   journal founded",
    ]
    assert {one["before"] for one in document["roster"]} == {document["entries"][-1]["row"]["id"]}
    assert told.home.json("log", "-n3")["roster"] == told.home.json("log", "acme")["roster"] == []


def test_what_the_roster_says_stands_under_what_was_written_after_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On top, as long as nothing was; the rest of the roster where it stood."""
    laptop = found_profile(tmp_path)
    admit(laptop, tmp_path, "desk")
    run(["--home", str(laptop.home.folder), "log"])
    laptop.jot("one")
    run(["--home", str(laptop.home.folder), "log"])

    joined = ["laptop  device admitted: desk", "paper   device admitted: laptop", "paper   journal founded"]
    assert [line[21:] for line in capsys.readouterr().out.splitlines()] == [*joined, "laptop  jot noted: one", *joined]


def test_one_opportunity_can_be_asked_for(told: Held) -> None:
    """Birch's entries alone, and acme's alone."""
    birch(told.home)
    firms = {entry["row"]["opportunity"] for entry in told.home.json("log", "birch")["entries"]}

    assert len(firms) == 1
    assert "opportunity opened: Birch, Analytics lead" in told.home.run("log", "birch").out
    assert "Birch" not in told.home.run("log", "acme").out


def test_what_was_taken_back_or_corrected_says_so(told: Held) -> None:
    """It is still there."""
    told.home.write("fix", told.flag, "--text", "open three times")
    told.home.write("undo", told.ana)
    out = told.home.run("log").out

    assert f"{told.ana}   4 Mar 14:02  laptop  answer noted: her engineers decide; ~ (taken back)" in out
    assert f"{told.flag}   4 Mar 14:31  laptop  red flag raised: open three times, ~ (corrected)" in out
    assert f"entry retracted: {told.ana}" in out


def test_one_entry_shows_its_history(told: Held) -> None:
    """Its whole text, each earlier reading, and what amended it."""
    told.home.write("fix", told.flag, "--text", "open three times")
    told.home.write("fix", told.promise, "--who", "@ben", "--when", "4 mar 14:40")
    told.home.write("undo", told.flag)
    flag, promise = told.home.run("log", told.flag).out, told.home.run("log", told.promise).out

    assert flag.startswith(
        f"{told.flag}  4 Mar 2026 14:31  laptop  red flag raised\n  open three times, light\n  taken back\n"
    )
    assert "  text corrected 4 Mar 2026 15:00; before: open twice in two years\n" in flag
    assert "laptop  entry retracted: " in flag
    assert "  contact, time corrected 4 Mar 2026 15:00; before: Ana; Wed 4 Mar 14:31\n" in promise


def test_several_years_are_told_apart(told: Held) -> None:
    """The year is shown only where there are two."""
    assert "2026" not in told.home.run("log").out
    told.home.now = "2027-01-05T09:00:00+01:00"
    told.home.write("jot", "a new year")

    assert "5 Jan 2027 09:00  laptop  jot noted: a new year" in told.home.run("log").out


def test_hostile_text_is_shown_and_does_nothing(told: Held) -> None:
    """Control characters become visible."""
    told.home.write("jot", "fine \x1b[2J\x07")

    assert "jot noted: fine \\x1b[2J\\x07" in told.home.run("log", "-n1").out


def test_a_locked_gut_feeling_stays_sealed(told: Held) -> None:
    """The log says that there is one, never which."""
    told.home.write("gut", "1", "cold")

    assert "gut feeling sealed: acme/1" in told.home.run("log", "-n1").out
    assert "cold" not in told.home.run("log", "--json").out


@pytest.mark.parametrize(
    ("words", "code"), [(["-n0"], "usage"), (["nowhere"], "unknown-opportunity"), (["bcdfg"], "unknown-id")]
)
def test_what_is_not_there_is_refused(told: Held, words: list[str], code: str) -> None:
    """A number below one, an opportunity, an id."""
    assert told.home.run("log", *words, "--json").error["code"] == code


def test_an_empty_selection_says_so(fresh: TestHome) -> None:
    """No entry is older than the journal."""
    assert fresh.run("at", "2026-03-01", "log").out.endswith("Nothing logged yet.\n")
