"""Words for secrets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_client.errors import Refusal
from twoway_client.words import pairing_secret, pairing_words, paper_words


@given(st.integers(0, 2**99 - 1))
def test_nine_words_and_four_letters_of_each_give_the_secret_back(number: int) -> None:
    """Whatever 99 bits the secret has, its words stand for it."""
    secret = number.to_bytes(13, "big")
    words = pairing_words(secret)

    assert pairing_secret(words) == secret
    assert pairing_secret([word[:4].upper() for word in words]) == secret


def test_the_paper_key_has_24_words_of_the_common_list() -> None:
    """All zeros give the words that every BIP-39 tool gives."""
    assert paper_words(bytes(32)) == ["abandon"] * 23 + ["art"]


@pytest.mark.parametrize("words", [["abandon"] * 8, ["abandon"] * 8 + ["zzzz"], ["abandon"] * 8 + ["aba"]])
def test_wrong_words_are_refused(words: list[str]) -> None:
    """Too few, unknown, or too short to tell."""
    with pytest.raises(Refusal):
        pairing_secret(words)
