"""Members of a roster: since when, until when, and whom they may revoke."""

from __future__ import annotations

import pytest

from tests.core.people import Person
from twoway_core.trust.members import Member

PERSON = Person.make("members")


def member(rank: int, number: int = 0, revoked: int | None = None) -> Member:
    """Return a member of that rank."""
    public = PERSON.newcomer().public
    return Member(public, number, public.device, b"", rank, revoked=revoked)


@pytest.mark.parametrize(("number", "stood"), [(1, False), (2, True), (4, True), (5, False), (6, False)])
def test_a_device_stands_from_its_entry_until_the_one_that_revokes_it(number: int, stood: bool) -> None:
    """The entry that adds counts, and the one that revokes does not."""
    assert member(2, 2, 5).stood(number) is stood


def test_a_device_that_was_never_revoked_stands_for_ever() -> None:
    """Good standing has no end of its own."""
    assert member(2, 2).stood(1023)


def test_a_device_may_revoke_itself_and_all_that_are_not_elder() -> None:
    """One of the same rank is a paper made under it, or the device under which it was made."""
    elder, one, other, younger = member(0), member(3), member(3), member(4)

    assert [one.may_revoke(each) for each in (elder, one, other, younger)] == [False, True, True, True]
