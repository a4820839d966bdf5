"""Taking back, and bringing back."""

from __future__ import annotations

from ..home import TestHome
from .folded import case_of
from .held import Held, birch


def notes(home: TestHome) -> list[str]:
    """Return what was noted and counts."""
    return [answer.event.text for answer in case_of(home).answers.values()]


def test_undo_walks_back_one_command_at_a_time(acme: TestHome) -> None:
    """The newest first; what is taken back is named, with the way to have it again."""
    acme.write("start", "@ana")
    acme.write("ask", "Training?", "@ana")
    acme.write("note", "first")
    second = acme.write("note", "second")
    screen = acme.type("undo")

    assert f"undone: {second}, answer noted: second" in screen
    assert f"again: twoway redo {second}" in screen
    assert notes(acme) == ["first"]
    acme.write("undo")
    assert notes(acme) == []


def test_a_command_that_wrote_several_entries_is_taken_back_whole(told: Held) -> None:
    """Question and answer, in one."""
    done = told.home.json("undo", told.second)

    assert done["what"].startswith("undone: ")
    assert done["what"].endswith(", question asked: Why is the ~ and 1 more")
    assert "second time in two years" not in notes(told.home)


def test_redo_brings_back_what_the_last_undo_took(told: Held) -> None:
    """And walks on through earlier ones, until nothing is left."""
    told.home.write("undo", told.second)
    told.home.write("undo", told.ana)
    back = told.home.json("redo")

    assert back["what"].startswith(f"brought back: {told.ana}, answer noted: her engineers ")
    told.home.write("redo")
    assert len(notes(told.home)) == 3
    assert told.home.run("redo", "--json").error["code"] == "nothing"


def test_redo_takes_an_id_of_either_side(told: Held) -> None:
    """Of what was taken back, or of the taking back."""
    undone = told.home.write("undo", told.ana)
    told.home.write("redo", undone)
    assert len(notes(told.home)) == 3

    told.home.write("undo", told.ana)
    told.home.write("redo", told.ana)
    assert len(notes(told.home)) == 3


def test_undo_after_redo_takes_it_back_again(told: Held) -> None:
    """A reinstatement is not itself undone: what it brought back is."""
    told.home.write("undo", told.ana)
    told.home.write("redo")
    told.home.write("undo", told.ana)

    assert len(notes(told.home)) == 2


def test_what_is_taken_back_already_is_refused(told: Held) -> None:
    """With the way to have it again; and a retraction cannot be undone."""
    undone = told.home.write("undo", told.ana)

    assert told.home.run("undo", told.ana, "--json").error["try"] == f"twoway redo {told.ana}"
    assert told.home.run("undo", undone, "--json").error["try"] == f"twoway redo {undone}"


def test_what_counts_cannot_be_brought_back(told: Held) -> None:
    """It was never taken back."""
    assert told.home.run("redo", told.ana, "--json").error["code"] == "no-redo"


def test_undo_reaches_other_opportunities_and_what_is_shared(told: Held) -> None:
    """A criterion's weights belong to no opportunity; Birch is not the current one."""
    birch(told.home)
    wanted = told.home.write("want", "--present", "growth=5")
    told.home.write("undo", wanted)

    assert told.home.json("fit")["baseline_coverage"] == 0
    birch_id = told.home.json("open")["opportunities"][-1]["id"]
    told.home.write("undo", birch_id)
    assert [one["name"] for one in told.home.json("compare")["options"]] == ["acme"]


def test_a_correction_is_taken_back_as_itself(told: Held) -> None:
    """The first reading counts again, and the words say what it was."""
    told.home.write("fix", told.ana, "--text", "her lead decides")
    done = told.home.json("undo")

    assert f"correction of {told.ana}" in done["what"]
    assert notes(told.home)[0].startswith("her engineers decide")


def test_nothing_left_is_refused(fresh: TestHome) -> None:
    """Setting up the journal is what is taken back first; then nothing is there."""
    while (done := fresh.run("undo")).code == 0:
        pass

    assert "left to take back" in done.err


def test_a_reason_is_kept(told: Held) -> None:
    """It shows in the log."""
    told.home.write("undo", told.ana, "--because", "it was Ben")

    assert "it was Ben" in told.home.run("log", "-n", "1").out


def test_an_opportunity_that_was_taken_back_is_listed_no_more(fresh: TestHome) -> None:
    """Also when nothing of it is left; redo brings it back."""
    fresh.write("open", "acme")
    before = fresh.json("open")["opportunities"]
    fresh.write("undo")
    after = fresh.json("open")["opportunities"]
    fresh.write("redo")

    assert [len(before), len(after)] == [1, 0]
    assert fresh.json("open")["opportunities"][0]["handle"] == "acme"
