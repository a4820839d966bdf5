"""What a command refuses, and how the refusal is said: what happened, what is kept, what to try."""

from __future__ import annotations

from collections.abc import Sequence

from twoway_core.errors import MisuseError

DONE, REFUSED, USAGE, FAULT, WARNED, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""The exit codes of the command line."""


class Refusal(MisuseError):
    """A command cannot be done. ``code`` is one word for programs, never renamed.

    ``what`` happened and to what; ``kept``: what is safe, where anything was at stake;
    ``mend``: what to type or do next, ready to paste. ``text``: what was typed and could not
    be saved; it is printed after ``kept``, to be copied.
    """

    exit_code = REFUSED

    def __init__(self, code: str, what: str, *, mend: str, kept: str = "", text: str = "") -> None:
        super().__init__(what)
        self.code, self.what, self.kept, self.mend, self.text = code, what, kept, mend, text


class ReaderLeft(BrokenPipeError):
    """Whoever reads what a command prints has read enough: no error, but for what is printed only once."""


class UsageRefusal(Refusal):
    """The command was not typed in a way that can be understood."""

    exit_code = USAGE

    def __init__(self, what: str, *, mend: str) -> None:
        super().__init__("usage", what, mend=mend)


class Cancelled(Refusal):
    """The person interrupted; nothing was written."""

    exit_code = INTERRUPTED

    def __init__(self, what: str = "Nothing written.", *, text: str = "") -> None:
        super().__init__("cancelled", what, mend="", text=text)


class TooLong(Refusal):
    """A text is longer than one entry may be: nothing of it was written.

    ``pieces``: the whole text, cut; ``around``: the words of the command line that are not part of it.
    ``is_elsewhere``: whether the text lies where it came from (a file, the shell), or only here.
    """

    def __init__(self, what: str, pieces: Sequence[str], *, is_elsewhere: bool) -> None:
        kept = "nothing was written; your text is where it was" if is_elsewhere else "nothing was written"
        super().__init__("text", what, kept=kept, mend="shorter pieces, each a note of its own")
        self.pieces, self.is_elsewhere = pieces, is_elsewhere
        self.around: list[str] = []
