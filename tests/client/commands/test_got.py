"""Noting what they asked."""

from __future__ import annotations

from ..home import TestHome
from .folded import case_of, desk_of, lock, unlock


def test_a_question_of_theirs_is_kept_with_the_skill_it_probes(planned: TestHome) -> None:
    """The skill stands on the line; the interview is the current one."""
    planned.write("start")
    screen = planned.type("got", "Where in two years?", "--skill", "motivation")

    (received,) = case_of(planned).received.values()
    assert "question received: motivation  " in screen
    assert (received.event.text, received.event.skill) == ("Where in two years?", "motivation")
    assert received.event.interview == next(iter(case_of(planned).interviews))


def test_who_asked_can_be_said(planned: TestHome) -> None:
    """Nobody is guessed: whoever was asked last need not be who asks."""
    planned.write("ask", "2", "@ana")
    assert "question received  " in planned.type("g", "Why us?")
    assert "question received: Ben  " in planned.type("g", "Why now?", "@ben")

    ben = desk_of(planned).names.contacts["ben"]
    assert [one.event.contact for one in case_of(planned).received.values()] == [None, ben]


def test_it_works_while_locked(planned: TestHome) -> None:
    """Their question waits for nobody's passphrase."""
    lock(planned)
    assert planned.run("got", text="Why us?\n").code == 0
    unlock(planned)

    assert [one.event.text for one in case_of(planned).received.values()] == ["Why us?"]
