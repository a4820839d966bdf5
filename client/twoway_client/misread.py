"""A command line that was misread: what argparse says of it, in the words of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twoway_client.nearly import did_you_mean

_MOST_CHOICES = 10
_UNKNOWN = re.compile(r"unrecognized arguments: (\S+)")
_CHOICE = re.compile(r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)")
_OTHERS = (
    (re.compile(r"argument (\S+): expected .*"), r"\1 needs a word after it"),
    (re.compile(r"argument (\S+): ignored explicit argument .*"), r"\1 takes no word"),
    (re.compile(r"argument (\S+): invalid int value: '(.*)'"), r'\1 takes a whole number, not "\2"'),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 does not go with \2"),
    (re.compile(r"the following arguments are required: (\S+).*"), r"\1 is missing"),
)


def in_words(message: str, options: Sequence[str]) -> str:
    """Return ``message`` as a sentence; ``options`` are those of the verb."""
    if found := _UNKNOWN.match(message):
        word = found[1].partition("=")[0]
        return f"no option {word}.{did_you_mean(word, options)}" if word[0] == "-" else f'"{word}" is a word too many.'
    if found := _CHOICE.match(message):
        return f'{found[1]} takes {_listed(found[3])}, not "{found[2]}".'
    for pattern, words in _OTHERS:
        if found := pattern.fullmatch(message):
            return f"{found.expand(words)}."
    return f"{message}."


def _listed(choices: str) -> str:
    """Return what may be chosen; of many numbers, the first and the last."""
    words = [word.strip("'") for word in choices.split(", ")]
    return ", ".join(words) if len(words) <= _MOST_CHOICES else f"{words[0]} to {words[-1]}"
