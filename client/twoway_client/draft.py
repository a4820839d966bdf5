"""A draft: a text on its way into the journal. Whatever goes wrong meanwhile, it is printed back to be copied."""

from __future__ import annotations

import sys
from argparse import Namespace
from types import TracebackType
from typing import Self

from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, Refusal
from twoway_client.output import visible
from twoway_client.texts import read_text
from twoway_core.errors import TextRefusedError, TwowayError


class Draft:
    """Reads the text that a verb notes, and gives it back when the verb is refused.

    ``words``: those of the command line that are text; ``missing`` names what is asked for without any.
    """

    def __init__(self, desk: Desk, words: list[str], args: Namespace, missing: str, prompt: str = "> ") -> None:
        self._desk, self._words, self._args = desk, words, args
        self._missing, self._prompt = missing, prompt
        self._text: str | None = None
        self._is_refused = False

    def read(self) -> str:
        """Return the text; asks for it on a terminal. Raises Refusal, UsageRefusal, TextRefusedError."""
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
        if not isinstance(error, Exception) or isinstance(error, Cancelled):
            return
        text = self._rescued()
        if isinstance(error, Refusal):
            error.kept = _beside(error.kept, text)
        elif isinstance(error, TwowayError):
            mend = f"twoway {self._desk.verb} --help"
            raise Refusal("refused", f"{error}.", mend=mend, kept=_beside("", text)) from None
        elif text:
            self._desk.output.talk(f"kept:  {_beside('', text)}")

    def _rescued(self) -> str:
        """Return what was typed so far; a pipe that was not read yet is read now, or it would be gone.

        A text that was refused for itself stays where it was, and is not repeated.
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


def _beside(kept: str, text: str) -> str:
    if not text:
        return kept
    copy = "\n".join(visible(line) for line in text.split("\n"))
    return "; ".join(part for part in (kept, f"your text, printed here to copy:  {copy}") if part)
