"""The checklist before an interview."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..home import TestHome


def test_each_opportunity_has_the_checklist(acme: TestHome) -> None:
    """A new opportunity begins with three steps, none of them done."""
    view = acme.json("prep")

    assert [(step["number"], step["kind"], step["done"]) for step in view["steps"]] == [
        (1, "firm", None),
        (2, "role", None),
        (3, "people", None),
    ]


def test_a_step_is_ticked_with_what_it_brought_to_light(acme: TestHome) -> None:
    """The line says how many are done, and which are left."""
    acme.write("prep", "done", "1", "trust")
    screen = acme.type("prep", "done", "2", "new warehouse")

    assert "prep step done: 2 of 3; left: 3 who you meet" in screen
    assert acme.json("prep")["steps"][1]["finding"] == "new warehouse"


def test_the_last_step_leaves_nothing(acme: TestHome) -> None:
    """When all is done, nothing is said to be left."""
    acme.write("prep", "done", "1")
    acme.write("prep", "done", "2")

    assert "prep step done: 3 of 3  " in acme.type("prep", "done", "3", answers=[""])


def test_done_is_told_apart_from_open(acme: TestHome) -> None:
    """The list shows the day and the finding of what is done."""
    acme.write("prep", "done", "3", "Ana has a blog", "--when", "3 mar 20:00")

    assert acme.type("prep").split("\n") == [
        "acme: 1 of 3 steps done",
        "  1  open         the firm: values, ways of working, culture",
        "  2  open         recent projects and news, where the role fits in",
        "  3  done 3 Mar   who you meet",
        "                  Ana has a blog",
        "",
    ]


def test_steps_of_ones_own_join_the_list(acme: TestHome) -> None:
    """The checklist is mine to extend."""
    assert "prep step added: 4 read the annual report" in acme.type("prep", "add", "read the annual report")
    assert "4 of 4" not in acme.type("prep", "done", "4", "profits fell")
    assert acme.json("prep")["done"] == 1


def test_something_beside_the_list_counts_for_no_step(acme: TestHome) -> None:
    """What was done beside the list is kept, and ticks nothing."""
    acme.write("prep", "done", "asked a friend about the culture")
    view = acme.json("prep")

    assert (view["done"], view["beside"]) == (0, ["asked a friend about the culture"])


def test_the_guide_can_be_read(acme: TestHome) -> None:
    """How to prepare is one command away, and fits the screen."""
    assert max(len(line) for line in acme.type("prep", "guide").split("\n")) <= 80


@pytest.mark.parametrize(("words", "code"), [(["done", "9"], 1), (["done"], 2), (["2", "found"], 2)])
def test_what_is_not_there_cannot_be_done(acme: TestHome, words: list[str], code: int) -> None:
    """A number off the list and a missing word are refused."""
    assert acme.run("prep", *words).code == code
    assert acme.json("prep")["done"] == 0


def test_three_items_of_culture_make_the_first_step(acme: TestHome) -> None:
    """Values, ways of working and culture, each with its source and day; the third completes the step."""
    screen = acme.type("prep", "done", "values", "they publish their mistakes", "--from", "website")
    acme.write("prep", "done", "culture", "lunch together")
    before = acme.run("prep").out
    last = acme.type("prep", "done", "ways of working", "in pairs")

    assert "prep noted: values; left of this step: ways of working, culture" in screen
    assert before.startswith("acme: 0 of 3 steps done")
    assert "values: they publish their mistakes (website, 4 Mar)" in before
    assert "ways of working; the step is done" in last
    assert acme.run("prep").out.startswith("acme: 1 of 3 steps done")


def test_where_a_step_was_found_is_shown(acme: TestHome) -> None:
    """The source stands behind the finding."""
    acme.write("prep", "done", "2", "new warehouse", "--from", "news", "--when", "2 mar 20:00")

    assert "  2  done 2 Mar   recent projects" in acme.run("prep").out
    assert "new warehouse (news)" in acme.run("prep").out


def test_a_kind_of_interview_adds_its_steps_once(acme: TestHome) -> None:
    """A panel has others than a talk that I lead; and it says how to plan it."""
    screen = acme.type("prep", "for", "panel")
    panel = acme.run("prep").out
    again = acme.run("prep", "for", "panel")
    acme.write("open", "birch")
    acme.write("prep", "for", "reverse")

    assert "prep steps added: 2 for panel" in screen
    assert "stories to have ready: 3; whole ones you have: 0" in screen
    assert "plan it: twoway plan 45m --kind panel" in screen
    assert "one question that all can answer" in panel
    assert again.code == 1
    assert "ask for the talk: a strong candidate may" in acme.run("prep").out
    assert "one question that all can answer" not in acme.run("prep").out


def test_the_kinds_of_interview_are_named(acme: TestHome) -> None:
    """And one that is none is refused with the nearest."""
    assert "screen         short, with a recruiter" in acme.run("prep", "for").out
    assert "Did you mean panel?" in acme.run("prep", "for", "pannel").err


def test_what_was_prepared_can_be_taken_along(acme: TestHome, tmp_path: Path) -> None:
    """As Markdown and as HTML: people, findings, posting, plan, stories and the guide, escaped for each."""
    acme.write("prep", "done", "1", "# candour & <b>trust</b>")
    finding = acme.write("learn", "forty hired", "--from", "news")
    acme.write("bank", "add", "Where do forty people sit?", "--about", "growth", "--on", finding)
    acme.write("posting", "add", "three remote days")
    acme.write("story", "add", "the slow report", "--result", "two seconds", "--skill", "patience")
    acme.write("plan", "60m", "@ana", "@ben")
    acme.write("plan", "add", acme.json("bank")["questions"][-1]["id"])
    acme.run("prep", "export", "--to", str(tmp_path / "a.md"))
    done = acme.run("prep", "export", "--html", "--to", str(tmp_path / "a.html"))
    text, page = (tmp_path / "a.md").read_text(), (tmp_path / "a.html").read_text()

    assert done.code == 0
    assert "not encrypted" in done.err
    assert "done: the firm: values, ways of working, culture - \\# candour \\& \\<b\\>trust\\</b\\>" in text
    assert "# candour &amp; &lt;b&gt;trust&lt;/b&gt;" in page
    for words in ("Ana Ruiz", "forty hired", "three remote days", "the slow report", "Interview them too"):
        assert words in text
        assert words in page
    assert "default-src 'none'" in page
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o600


def test_an_export_never_writes_over_a_file(acme: TestHome, tmp_path: Path) -> None:
    """Unless it is told to; an empty opportunity is exported too, and says what is missing."""
    file = tmp_path / "a.md"
    file.write_text("mine")
    refused = acme.run("prep", "export", "--to", str(file))
    kept = file.read_text()
    acme.run("prep", "export", "--to", str(file), "--force")

    assert (refused.code, kept) == (1, "mine")
    assert "No plan was made yet." in file.read_text()
    assert "Prepared for acme" in acme.run("prep", "export").out


def test_what_is_not_prepared_is_said_before_the_start(planned: TestHome) -> None:
    """The plan names the steps that are open, and nothing once they are done; the start says so too."""
    before = planned.run("plan").out
    copy = planned.type("start")
    for step in "123":
        planned.write("prep", "done", step)

    assert "Not prepared: 1, 2, 3. twoway prep" in before
    assert "  Not prepared: 1, 2, 3" in copy
    assert "Not prepared" not in planned.run("plan").out
