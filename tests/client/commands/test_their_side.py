"""Noting what they need, what one gave them, and how they see one's fit."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of, desk_of, lock, state_of, unlock


def test_a_need_is_kept_with_all_that_was_said_of_it(planned: TestHome) -> None:
    """Kind, importance, whose word it is, how well I meet it, and which wish of mine it shares."""
    words = ["need", "people who teach", "@ana", "--kind", "aim", "--importance", "5", "--mine", "4"]
    screen = planned.type(*words, "--shared", "growth")

    (need,) = case_of(planned).needs.values()
    assert "need noted: Ana, long-term aim, importance 5, you 4, shared: growth" in screen
    assert (need.event.need, need.event.kind, need.event.importance, need.event.mine) == (
        "people who teach",
        "long-term aim",
        5,
        4,
    )
    assert state_of(planned).mine.criteria[need.event.criterion or b""].event.name == "growth"
    assert need.event.contact == desk_of(planned).names.contacts["ana"]


def test_a_bare_need_is_a_skill_of_middling_importance(planned: TestHome) -> None:
    """Nothing is made up: whether I meet it stays unknown."""
    assert "need noted: skill, importance 3  " in planned.type("need", "pipelines")

    (need,) = case_of(planned).needs.values()
    assert (need.event.kind, need.event.mine, need.event.criterion, need.event.contact) == ("skill", None, None, None)


def test_a_contribution_has_its_problem_and_their_reaction(planned: TestHome) -> None:
    """And whether it goes beyond the description."""
    words = ["gave", "replay the queue at night", "@ben", "--problem", "a slow morning"]
    screen = planned.type(*words, "--reaction", "wrote it down", "--beyond")
    plain = planned.type("gave", "a kind word")

    first, second = (one.event for one in case_of(planned).contributions.values())
    assert "contribution noted: Ben, beyond the description" in screen
    assert "contribution noted  " in plain
    assert (first.idea, first.problem, first.reaction, first.beyond) == (
        "replay the queue at night",
        "a slow morning",
        "wrote it down",
        True,
    )
    assert second.beyond is False


def test_a_view_of_one_need_and_a_concern_are_kept(planned: TestHome) -> None:
    """Short forms say how it was said, as of an answer."""
    planned.write("need", "streaming pipelines")
    words = ["view", "e+: your pipelines are ours", "@ana", "--rate", "5", "--need", "pipelines"]
    screen = planned.type(*words, "--concern", "little of the cloud")

    (view,) = case_of(planned).feedback.values()
    assert "their view noted: Ana, on pipelines, rated 5" in screen
    assert (view.event.view, view.event.form, view.event.certainty) == ("your pipelines are ours", "example", "sure")
    assert (view.event.need, view.event.concern) == (next(iter(case_of(planned).needs)), "little of the cloud")


def test_a_view_is_of_the_person_of_just_now_and_of_the_whole_job(planned: TestHome) -> None:
    """A view without a rating says so."""
    planned.write("ask", "2", "@ben")

    assert "their view noted: Ben, on the whole, not rated" in planned.type("view", "you would do well")
    assert [one.event.need for one in case_of(planned).feedback.values()] == [None]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["view", "x", "--need", "cloud"], "unknown-need"),
        (["view", "e+:"], "usage"),
        (["need", "x", "--importance", "9"], "usage"),
        (["need", "x", "--shared", "growht"], "unknown-criterion"),
        (["gave", "x", "@nobody"], "unknown-person"),
        (["need", "x", "@ana", "@ben"], "usage"),
    ],
)
def test_what_cannot_be_kept_is_refused(planned: TestHome, words: list[str], code: str) -> None:
    """Nothing is written."""
    assert planned.run(*words, "--json").error["code"] == code

    case = case_of(planned)
    assert (case.needs, case.feedback, case.contributions) == ({}, {}, {})


def test_all_three_work_while_locked(planned: TestHome) -> None:
    """In the room nobody types a passphrase."""
    lock(planned)
    done = [planned.run(verb, "as said").code for verb in ("need", "gave", "view")]
    unlock(planned)

    case = case_of(planned)
    assert (done, len(case.needs), len(case.contributions), len(case.feedback)) == ([0, 0, 0], 1, 1, 1)


def test_a_need_can_be_corrected_and_taken_back(planned: TestHome) -> None:
    """As every entry."""
    name = planned.write("need", "pipelines")
    planned.write("fix", name, "--text", "streaming")
    assert [one.event.need for one in case_of(planned).needs.values()] == ["streaming"]
    planned.write("undo", name)
    assert case_of(planned).needs == {}
