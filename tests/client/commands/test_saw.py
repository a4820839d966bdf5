"""Noting what one saw."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of, desk_of, lock, state_of, unlock


def test_what_was_seen_is_evidence_of_its_own(planned: TestHome) -> None:
    """Its form and certainty are said as for an answer, its cue by an option."""
    planned.write("start")
    screen = planned.type("saw", "e+: nobody spoke", "@ana", "--cue", "tone")

    (seen,) = case_of(planned).observations.values()
    assert "observation noted: Ana, tone, example, sure" in screen
    assert (seen.event.text, seen.event.cue, seen.event.form) == ("nobody spoke", "tone", "example")
    assert seen.event.contact == desk_of(planned).names.contacts["ana"]


def test_it_can_go_with_an_answer_and_speak_to_a_criterion(planned: TestHome) -> None:
    """Then it waits to be rated on that criterion."""
    planned.write("ask", "2")
    planned.write("note", "they decide")
    planned.write("saw", "he looked at her first", "--on", planned.write("note", "they do"), "--about", "autonomy")

    (seen,) = case_of(planned).observations.values()
    (criterion,) = seen.event.criteria
    assert seen.event.about == list(case_of(planned).answers)[-1]
    assert state_of(planned).mine.criteria[criterion].event.name == "autonomy"


@pytest.mark.parametrize(("words", "code"), [(["e:"], "usage"), (["x", "--about", "autonmy"], "unknown-criterion")])
def test_what_cannot_be_kept_is_refused(planned: TestHome, words: list[str], code: str) -> None:
    """No text, or a criterion that is not there."""
    done = planned.run("saw", *words, "--json")

    assert done.error["code"] == code
    assert case_of(planned).observations == {}


def test_it_works_while_locked(planned: TestHome) -> None:
    """Without a name or a criterion nothing has to be read."""
    lock(planned)
    assert planned.run("saw", "an empty floor").code == 0
    unlock(planned)

    assert len(case_of(planned).observations) == 1
