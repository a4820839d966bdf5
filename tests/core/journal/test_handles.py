"""The words that a person types for a thing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twoway_core.journal.handles import (
    close_to,
    contact_handles,
    find,
    interview_numbers,
    opportunity_handles,
    slug,
    split_interview,
)

from .book import entry_id


def named(*names: str) -> list[tuple[bytes, str]]:
    """Return things with these names, in the order of their ids."""
    return [(entry_id(number), name) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("acme", "acme"),
        ("Acme Data GmbH & Co. KG", "acme-data-gmbh-co-kg"),
        ("  37signals!  ", "37signals"),
        ("Zoë's Bäckerei", "zoë-s-bäckerei"),
        ("Zoe\u0308", "zoë"),
        ("हिन्दी", "हिन्दी"),
        ("a_b--c", "a-b-c"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_a_slug_is_letters_digits_and_hyphens(name: str, handle: str) -> None:
    """However a name is written, its handle can be typed."""
    assert slug(name) == handle


@given(st.text())
@example("H\u0331")
def test_a_slug_of_a_slug_is_the_same(name: str) -> None:
    """A handle names itself."""
    assert slug(slug(name)) == slug(name)


def test_opportunities_of_one_firm_get_letters_then_numbers() -> None:
    """The second is acme-b, the 27th acme-27."""
    handles = list(opportunity_handles(named(*["Acme"] * 28)))

    assert handles[:3] == ["acme", "acme-b", "acme-c"]
    assert handles[25:] == ["acme-z", "acme-27", "acme-28"]


def test_the_older_opportunity_keeps_its_handle() -> None:
    """Ids decide, not the order in which they are given."""
    older, newer = named("Acme", "ACME")

    assert opportunity_handles([newer, older]) == {"acme": older[0], "acme-b": newer[0]}


def test_a_handle_that_is_taken_is_passed_over() -> None:
    """A firm whose name is another's handle takes the next."""
    assert list(opportunity_handles(named("Acme", "Acme B", "Acme"))) == ["acme", "acme-b", "acme-c"]


@pytest.mark.parametrize(("firm", "handle"), [("!!!", "job"), ("42", "job-42"), ("4 2", "4-2")])
def test_no_opportunity_is_called_by_digits_alone(firm: str, handle: str) -> None:
    """A number is a line of a plan, so a firm has a word before it."""
    assert list(opportunity_handles(named(firm))) == [handle]


def test_contacts_are_called_by_first_name_then_initial_then_number() -> None:
    """The first Ana is ana, the next has the initial of her last name, then numbers follow."""
    handles = list(contact_handles(named("Ana Ruiz", "Ana", "Ana María Rossi", "Ana Roth", "Ben")))

    assert handles == ["ana", "ana-2", "ana-r", "ana-3", "ben"]


@pytest.mark.parametrize(("name", "handle"), [("…", "person"), ("7", "person-7"), ("7 of Nine", "person-7")])
def test_no_contact_is_called_by_digits_alone(name: str, handle: str) -> None:
    """Somebody without a usable name is a person."""
    assert list(contact_handles(named(name))) == [handle]


@given(st.lists(st.sampled_from(["Ana", "Ana R", "Ana B", "ana b", "7", ""])))
def test_every_thing_has_one_handle(names: list[str]) -> None:
    """No two things share a handle, and none is without."""
    things = [thing for thing, _ in named(*names)]

    assert sorted(contact_handles(named(*names)).values()) == things
    assert sorted(opportunity_handles(named(*names)).values()) == things


def test_interviews_are_numbered_in_order() -> None:
    """The first interview has number 1, whatever the order in which they are given."""
    assert interview_numbers([entry_id(5), entry_id(2)]) == {entry_id(2): 1, entry_id(5): 2}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("acme/2", ("acme", 2)),
        ("/2", ("", 2)),
        ("acme", None),
        ("acme/", None),
        ("acme/b", None),
        ("acme/-1", None),
        ("acme/²", None),
        ("acme/٢", None),
    ],
)
def test_an_interview_is_a_handle_and_a_number(text: str, parts: tuple[str, int] | None) -> None:
    """Anything else is no interview."""
    assert split_interview(text) == parts


@pytest.mark.parametrize("text", ["acme-data", "Acme Data", "ACME DATA!"])
def test_a_thing_is_found_however_its_handle_is_written(text: str) -> None:
    """Capital letters and signs do not matter."""
    assert find({"acme-data": b"1"}, text) == b"1"


def test_nothing_is_found_by_a_handle_that_is_not_there() -> None:
    """A handle is never guessed."""
    assert find({"acme": b"1"}, "acm") is None


def test_a_mistyped_handle_has_close_ones() -> None:
    """What may have been meant is offered, and nothing that is far off."""
    assert close_to(["ana", "ben", "hannah"], "@Anna") == ["ana", "hannah"]
    assert close_to(["ana", "ben"], "zed") == []
