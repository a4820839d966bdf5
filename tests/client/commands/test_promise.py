"""Noting promises."""

from __future__ import annotations

from twoway_core.events.base import Money

from ..home import TestHome
from .folded import case_of, desk_of, lock, state_of, unlock


def test_a_promise_is_held_with_who_when_and_how(planned: TestHome) -> None:
    """It is spoken unless said otherwise."""
    screen = planned.type("promise", "one training week a year", "@ana")

    (promise,) = case_of(planned).commitments.values()
    assert "promise noted: Ana, spoken, 4 Mar" in screen
    assert (promise.event.term, promise.event.day, promise.event.medium) == (
        "one training week a year",
        "2026-03-04",
        "",
    )
    assert promise.event.contact == desk_of(planned).names.contacts["ana"]


def test_it_is_of_the_person_of_just_now(planned: TestHome) -> None:
    """Whoever spoke last promised it."""
    planned.write("ask", "2", "@ben")

    assert "promise noted: Ben, mail, 2 Mar" in planned.type(
        "promise", "a mentor", "--medium", "mail", "--when", "2 mar 10:00"
    )


def test_money_and_what_it_speaks_to_are_kept(planned: TestHome) -> None:
    """Amounts are minor units; a criterion and an answer can be named."""
    planned.write("ask", "2", "@ben")
    noted = planned.write("note", "about sixty")
    planned.write("promise", "pay", "--pay", "61000 EUR", "--per", "year", "--written", "--about", "pay", "--on", noted)

    (promise,) = case_of(planned).commitments.values()
    criterion = promise.event.criterion
    assert (promise.event.money, promise.event.medium) == (Money(6_100_000, "EUR", "year"), "written")
    assert promise.event.answer == next(iter(case_of(planned).answers))
    assert criterion is not None
    assert state_of(planned).mine.criteria[criterion].event.name == "pay"


def test_a_promise_that_is_a_page_long_comes_back(planned: TestHome) -> None:
    """A term is a line; what is refused is printed to be copied."""
    done = planned.run("promise", "x" * 1001, "--json")

    assert (done.code, done.error["code"]) == (1, "refused")
    assert "x" * 1001 in done.error["kept"]


def test_it_works_while_locked(planned: TestHome) -> None:
    """No name is needed once somebody was spoken to."""
    planned.write("ask", "2", "@ben")
    ben = desk_of(planned).names.contacts["ben"]
    lock(planned)
    screen = planned.type("promise", "a mentor")
    unlock(planned)

    assert "promise noted: spoken, 4 Mar" in screen
    assert [one.event.contact for one in case_of(planned).commitments.values()] == [ben]
