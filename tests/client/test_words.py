"""Words for secrets."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_client.errors import Refusal
from twoway_client.words import pairing_secret, pairing_words, paper_entropy, paper_words


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


@given(st.binary(min_size=32, max_size=32))
def test_24_words_and_four_letters_of_each_give_the_key_back(entropy: bytes) -> None:
    """Whatever the key is, its words stand for it, in capitals as well."""
    words = paper_words(entropy)

    assert paper_entropy(words) == entropy
    assert paper_entropy([word[:4].upper() for word in words]) == entropy


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["abandon"] * 23, "a paper key has 24 words; these are 23."),
        (["abandon"] * 24, "these 24 words do not belong together"),
        (["abandon"] * 22 + ["art", "abandon"], "two have changed places"),
        (["abandon"] * 23 + ["arts"], 'word 24, "arts", is not one of the words. Did you mean art?'),
        (["bananna"] + ["abandon"] * 23, 'word 1, "bananna", is not one of the words. Did you mean banana?'),
        (["a\x1bb"] + ["abandon"] * 23, 'word 1, "a\\x1bb", is not one of the words.'),
    ],
    ids=["too few", "a wrong checksum", "two exchanged", "a letter more", "a wrong letter", "a control character"],
)
def test_wrong_words_of_a_paper_are_told_by_place_and_by_one_like_them(words: list[str], told: str) -> None:
    """So that a slip of the pen can be found; nothing is guessed."""
    with pytest.raises(Refusal, match=re.escape(told)):
        paper_entropy(words)
