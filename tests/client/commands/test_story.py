"""Stories, prepared and told."""

from __future__ import annotations

import pytest

from ..home import TestHome


def test_what_is_left_out_is_asked_for(acme: TestHome) -> None:
    """Situation, action, result and skills; Enter leaves one out, and the line says what is missing."""
    screen = acme.type(
        "story", "add", "the slow report", answers=["it took an hour", "an index", "", "patience, databases"]
    )

    assert "story prepared: the slow report; shows patience, databases; still lacks result" in screen.replace("\n", " ")
    card = acme.run("story", "slow").out.splitlines()
    assert card == [
        "the slow report: shows patience, databases",
        "  situation  it took an hour",
        "  action     an index",
        "  result     (nothing yet)",
    ]


def test_a_script_is_asked_nothing(acme: TestHome) -> None:
    """The title alone is a story."""
    story = acme.write("story", "add", "the slow report")

    assert acme.run("story").out == (
        f"{story}  the slow report  no skill  not told yet; lacks situation, action, result\n"
    )


def test_polishing_keeps_the_id_and_what_was_not_given(acme: TestHome) -> None:
    """Only the result changes; that the same was said is refused."""
    story = acme.write("story", "add", "the slow report", "--situation", "an hour", "--skill", "patience")
    acme.write("story", "change", story, "--result", "two seconds")
    view = acme.json("story", story)

    assert (view["id"][:5], view["situation"], view["result"], view["polished"]) == (story, "an hour", "two seconds", 1)
    assert acme.run("story", "change", "slow", "--result", "two seconds").code == 2
    assert acme.run("story", "change").code == 2
    assert "polished   1 time" in acme.run("story", "slow").out


def test_a_story_that_was_told_says_where_to_which_question(acme: TestHome) -> None:
    """Linked by what I said to what they asked; another story stays untold."""
    acme.write("story", "add", "the slow report", "--skill", "patience")
    acme.write("story", "add", "the new team")
    acme.write("got", "When were you patient?", "--skill", "patience")
    acme.write("said", "an hour became two seconds", "--story", "slow", "--rate", "4")

    assert '  told       4 Mar, acme, to "When were you patient?"; went 4 of 5' in acme.run("story", "slow").out
    assert "told" not in acme.run("story", "team").out


def test_a_skill_that_they_ask_for_and_no_story_shows_is_named(acme: TestHome) -> None:
    """Until there is one."""
    acme.write("got", "Whom did you lead?", "--skill", "leading")
    before = acme.run("story").out
    acme.write("story", "add", "the new team", "--skill", "Leading")

    assert before == "They asked about leading: no story shows it yet.\n"
    assert "They asked" not in acme.run("story").out
    assert "the new team" in acme.run("story", "--skill", "leading").out
    assert acme.run("story", "--skill", "selling").out.startswith("No story shows selling yet")


def test_without_a_story_it_says_how(acme: TestHome) -> None:
    """And a name that no story has is refused."""
    assert acme.run("story").out.startswith("No story yet.")
    assert acme.run("story", "the slow report").code == 1


@pytest.mark.parametrize("words", [("story", "add", "t" * 300), ("story", "add", " ")])
def test_a_title_that_is_none_is_refused(acme: TestHome, words: tuple[str, ...]) -> None:
    """Too long, or nothing."""
    assert acme.run(*words).code != 0
    assert acme.run("story").out.startswith("No story yet.")


def test_the_past_has_the_story_as_it_read_then(acme: TestHome) -> None:
    """Before it was polished."""
    acme.write("story", "add", "the slow report")
    acme.now = "2026-03-06T10:00:00+01:00"
    acme.write("story", "change", "slow", "--result", "two seconds")

    assert "(nothing yet)" in acme.run("at", "2026-03-05", "story", "slow").out
    assert "two seconds" in acme.run("story", "slow").out
