"""What a command refuses, and how the refusal is said: what happened, what is kept, what to try."""

from __future__ import annotations

from twoway_core.errors import MisuseError

DONE, REFUSED, USAGE, FAULT, WARNED, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""The exit codes of the command line."""


class Refusal(MisuseError):
    """A command cannot be done. ``code`` is one word for programs, never renamed.

    ``what`` happened and to what; ``kept``: what is safe, where anything was at stake;
    ``mend``: what to type or do next, ready to paste.
    """

    exit_code = REFUSED

    def __init__(self, code: str, what: str, *, mend: str, kept: str = "") -> None:
        super().__init__(what)
        self.code, self.what, self.kept, self.mend = code, what, kept, mend


class UsageRefusal(Refusal):
    """The command was not typed in a way that can be understood."""

    exit_code = USAGE

    def __init__(self, what: str, *, mend: str) -> None:
        super().__init__("usage", what, mend=mend)


class Cancelled(Refusal):
    """The person interrupted; nothing was written."""

    exit_code = INTERRUPTED

    def __init__(self) -> None:
        super().__init__("cancelled", "Nothing written.", mend="")
