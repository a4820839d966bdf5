"""A draft: a text on its way into the journal. Whatever goes wrong meanwhile, it is printed back to be copied."""

from __future__ import annotations

import sys
from argparse import Namespace
from types import TracebackType
from typing import Self

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, TooLong
from twoway_client.texts import read_text
from twoway_core.errors import TextRefusedError


class Draft:
    """Reads the text that a verb notes, and leaves it on the desk as unsaved when the verb fails.

    ``words``: those of the command line that are text; ``missing`` names what is asked for without any.
    """

    def __init__(self, desk: Desk, words: list[str], args: Namespace, missing: str, prompt: str = "> ") -> None:
        self._desk, self._words, self._args = desk, words, args
        self._missing, self._prompt = missing, prompt
        self._text: str | None = None
        self._is_refused = False

    def read(self) -> str:
        """Return the text; asks for it on a terminal. Raises Refusal, UsageRefusal, TooLong."""
        if self._text is None:
            self._is_refused = True
            self._text = read_text(self._desk, self._words, self._args, self._missing, self._prompt)
            self._is_refused = False
        return self._text

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, TooLong):
            error.around = _around(getattr(self._args, "words", []), self._words)
        elif error is not None:
            self._desk.unsaved = self._rescued()

    def _rescued(self) -> str:
        """Return what was typed so far; a pipe that was not read yet is read now, or it would be gone.

        A text that was refused for itself was given back with that refusal, and is not repeated.
        """
        if self._is_refused:
            return ""
        if self._text is not None or self._words:
            text = " ".join(self._words) if self._text is None else self._text
            return "" if text.strip().isdecimal() else text
        if getattr(self._args, "edit", False) or sys.stdin is None or sys.stdin.isatty():
            return ""
        try:
            return self.read()
        except (Refusal, TextRefusedError):
            return ""


def _around(words: list[str], text: list[str]) -> list[str]:
    """Return ``words`` without the run of ``text`` in them."""
    for at in range(len(words) - len(text) + 1) if text else ():
        if words[at : at + len(text)] == text:
            return words[:at] + words[at + len(text) :]
    return list(words)
