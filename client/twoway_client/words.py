"""Words for secrets: 24 for the paper key (BIP-39, 256 bits and a checksum), nine for pairing (99 bits)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mnemonic import Mnemonic

from twoway_client.errors import Refusal
from twoway_core.trust.pairing import SECRET_BYTES

PAPER_WORDS = 24
PAIRING_WORDS = 9
FINGERPRINT_WORDS = 4
_BITS = 11
_ENOUGH_LETTERS = 4


@cache
def _mnemonic() -> Mnemonic:
    return Mnemonic("english")


def paper_words(entropy: bytes) -> list[str]:
    """Return the 24 words for ``entropy`` (32 bytes)."""
    return _mnemonic().to_mnemonic(entropy).split()


def pairing_words(secret: bytes) -> list[str]:
    """Return the nine words for a pairing ``secret`` (13 bytes, of which 99 bits count)."""
    number, words = int.from_bytes(secret, "big"), []
    for _ in range(PAIRING_WORDS):
        number, index = divmod(number, 1 << _BITS)
        words.append(_mnemonic().wordlist[index])
    return words[::-1]


def fingerprint_words(roster: bytes) -> list[str]:
    """Return four words (44 bits) for the hash of a list of devices: enough to compare two screens by eye."""
    number = int.from_bytes(roster[:8], "big")
    return [_mnemonic().wordlist[number >> _BITS * place & (1 << _BITS) - 1] for place in range(FINGERPRINT_WORDS)]


def pairing_secret(words: Sequence[str]) -> bytes:
    """Return the secret that nine ``words`` stand for; four letters of each are enough. Raises Refusal."""
    if len(words) != PAIRING_WORDS:
        raise Refusal(
            "words", f"nine words are needed, these are {len(words)}.", mend="type all nine, with spaces between them"
        )
    number = 0
    for word in words:
        number = number << _BITS | _index(word)
    return number.to_bytes(SECRET_BYTES, "big")


def _index(word: str) -> int:
    beginning = word.lower()[:_ENOUGH_LETTERS]
    for index, known in enumerate(_mnemonic().wordlist):
        if known == word.lower() or (len(beginning) == _ENOUGH_LETTERS and known.startswith(beginning)):
            return index
    raise Refusal("words", f'"{word}" is not one of the words.', mend="look at the other screen, then the same command")
