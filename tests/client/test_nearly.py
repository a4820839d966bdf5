"""Close matches."""

from __future__ import annotations

import pytest

from twoway_client.nearly import did_you_mean, nearest

KNOWN = ["plan", "prep", "replay"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("plna", "plan"), ("PLAN", "plan"), ("rep", "replay"), ("zzz", ""), ("p", ""), ("", "")]
)
def test_the_nearest_name_is_found_or_none(typed: str, meant: str) -> None:
    """A slip, other capitals and a start of the word find it; one letter and nonsense do not."""
    assert nearest(typed, KNOWN) == meant


def test_the_question_is_asked_only_where_something_is_near() -> None:
    """Nothing near, nothing asked."""
    assert (did_you_mean("plna", KNOWN), did_you_mean("zzz", KNOWN)) == (" Did you mean plan?", "")
