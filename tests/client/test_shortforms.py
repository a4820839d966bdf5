"""Short forms before a note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_client.shortforms import FORMS, parse


@pytest.mark.parametrize(
    ("typed", "text", "form", "certainty"),
    [
        ("e+: she sent two", "she sent two", "example", "sure"),
        ("e?: maybe", "maybe", "example", "unsure"),
        ("n: seven hours", "seven hours", "number", None),
        ("g:  two spaces", "two spaces", "general", None),
        ("v:no space", "no space", "evasive", None),
        ("r:", "", "refused", None),
        ("r+: not today", "not today", "refused", "sure"),
    ],
)
def test_a_letter_gives_the_form_and_a_sign_the_certainty(
    typed: str, text: str, form: str, certainty: str | None
) -> None:
    """What stands before the colon is taken off, and said apart."""
    assert parse(typed) == (text, form, certainty)


@pytest.mark.parametrize(
    "typed", ["seven", "x: no such form", "E: a drive", "ee: twice", "e!: what", " e: later", "e :"]
)
def test_whatever_is_no_short_form_stays_in_the_text(typed: str) -> None:
    """Nothing is taken off that was not meant."""
    assert parse(typed) == (typed, None, None)


@given(st.sampled_from(sorted(FORMS)), st.sampled_from(["", "+", "?"]), st.text())
def test_the_text_after_a_short_form_is_kept_as_typed(letter: str, sign: str, text: str) -> None:
    """Only the gap after the colon goes."""
    assert parse(f"{letter}{sign}: {text}").text == text.lstrip(" \t")
