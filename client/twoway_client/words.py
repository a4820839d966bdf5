"""Words for secrets: 24 for the paper key (BIP-39, 256 bits and a checksum), nine for pairing (99 bits)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mnemonic import Mnemonic

from twoway_client.errors import Refusal
from twoway_client.nearly import did_you_mean
from twoway_client.output import visible
from twoway_core.trust.pairing import SECRET_BYTES

PAPER_WORDS = 24
PAIRING_WORDS = 9
FINGERPRINT_WORDS = 4
_BITS = 11
_ENOUGH_LETTERS = 4
_LOOK = "look at the paper, then the same command"


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
        number = number << _BITS | _index(word, "look at the other screen, then the same command")
    return number.to_bytes(SECRET_BYTES, "big")


def paper_entropy(words: Sequence[str]) -> bytes:
    """Return the 32 bytes that the 24 ``words`` of a paper key stand for; four letters of each are enough.

    Raises Refusal for a wrong number of words, a word that is none (named, with one like it), or words that do
    not belong together.
    """
    if len(words) != PAPER_WORDS:
        raise Refusal("words", f"a paper key has 24 words; these are {len(words)}.", mend=_LOOK)
    found = [_mnemonic().wordlist[_index(word, _LOOK, at)] for at, word in enumerate(words, 1)]
    if not _mnemonic().check(" ".join(found)):
        raise Refusal(
            "words",
            "these 24 words do not belong together: one of them is another, or two have changed places.",
            mend=_LOOK,
        )
    return bytes(_mnemonic().to_entropy(found))


def _index(word: str, mend: str, at: int = 0) -> int:
    """Return the place of ``word`` in the list; ``at``: its number among those that were typed, 0 where none is said.

    Raises Refusal.
    """
    typed = word.lower()
    for index, known in enumerate(_mnemonic().wordlist):
        if known == typed or (len(typed) >= _ENOUGH_LETTERS and known.startswith(typed)):
            return index
    which = f'word {at}, "{visible(word)}",' if at else f'"{visible(word)}"'
    near = did_you_mean(typed, _mnemonic().wordlist)
    raise Refusal("words", f"{which} is not one of the words.{near}", mend=mend)
