"""Asking a person: only on a terminal. Without one, what is missing is a usage error, never a wait."""

from __future__ import annotations

import io
import os
import select
import sys
import termios
from collections.abc import Callable
from contextlib import suppress

from twoway_client.errors import Cancelled, Refusal, UsageRefusal
from twoway_client.output import WIDTH, Output, wrapped

PASSPHRASE_FILE = "TWOWAY_PASSPHRASE_FILE"  # noqa: S105  # its name, not what it holds
_LONGEST_PASSPHRASE_BYTES = 4096
_GLANCE_SECONDS = 1.0
Meanwhile = Callable[[], None]
"""What is done while a line is awaited."""
_ENDED = (EOFError, KeyboardInterrupt, OSError)
"""What a prompt ends with that nobody answers; an OSError where the terminal was closed."""


class Prompts:
    """Questions on the terminal. ``verb`` is named in the usage error where there is none.

    ``typed``: the lines that were given, passphrases left out.
    """

    def __init__(self, output: Output, verb: str) -> None:
        self.output, self.verb = output, verb
        self.typed: list[str] = []

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer."""
        return sys.stdin is not None and sys.stdin.isatty() and not self.output.json

    def line(self, prompt: str, missing: str, default: str = "", meanwhile: Meanwhile | None = None) -> str:
        """Return one line typed after ``prompt``; Enter gives ``default``.

        ``missing`` names what was left out. ``meanwhile`` is called about once a second until there is a line: what
        it raises ends the question. Raises UsageRefusal without a terminal, Cancelled on Ctrl-C.
        """
        if not self.can_ask:
            raise UsageRefusal(f"{missing} is missing.", mend=f"twoway {self.verb} --help")
        try:
            self.typed.append(_typed(_fitted(prompt), meanwhile).strip())
            return self.typed[-1] or default
        except _ENDED:
            _end_line()
            raise Cancelled from None

    def secret(self, prompt: str, missing: str) -> str:
        """Return one line as ``line`` does; it is never given back."""
        line = self.line(prompt, missing)
        self.typed.pop()
        return line

    def text(self, prompt: str, missing: str) -> str:
        """Return what is typed or pasted after ``prompt``: one line, or as many as were pasted at once."""
        from twoway_client import pasting

        if not (self.can_ask and pasting.is_possible()):
            return self.line(prompt, missing)
        try:
            return pasting.read(prompt)
        except _ENDED:
            _end_line()
            raise Cancelled from None

    def yes(self, prompt: str, missing: str, *, default: bool) -> bool:
        """Return a yes or a no; Enter gives ``default``."""
        question = f"{prompt} {'[Y/n]' if default else '[y/N]'}"
        if len(question) >= WIDTH:
            question = _on_lines(question)
        while True:
            answer = self.line(f"{question} ", missing).lower()
            if answer in ("", "y", "yes", "n", "no"):
                return default if not answer else answer.startswith("y")

    def number(self, prompt: str, missing: str, choices: range, default: int | None = None) -> int:
        """Return a whole number in ``choices``; asks again until it is one."""
        while True:
            answer = self.line(prompt, missing, "" if default is None else str(default))
            if answer.isdecimal() and int(answer) in choices:
                return int(answer)
            self.output.talk(f"A number from {choices.start} to {choices.stop - 1}, please.")

    def passphrase(self, prompt: str) -> str:
        """Return a passphrase: from the file that TWOWAY_PASSPHRASE_FILE names, else typed unseen."""
        named = os.environ.get(PASSPHRASE_FILE)
        if named:
            return _from_file(named)
        if not self.can_ask:
            raise Refusal(
                "locked",
                "the journal is locked, and there is no terminal to ask for the passphrase.",
                kept="everything; you can still write: twoway jot asks for none",
                mend=f"unlock it in a terminal, or name a file in {PASSPHRASE_FILE}",
            )
        import getpass

        try:
            return getpass.getpass(prompt)
        except _ENDED:
            raise Cancelled from None


def _end_line() -> None:
    """Go to a new line on a terminal that may be gone."""
    with suppress(OSError, ValueError):
        sys.stderr.write("\n")


def _on_lines(question: str) -> str:
    """Return a long question on several lines; what is asked begins a line of its own."""
    told, dot, asked = question.rpartition(". ")
    return f"{wrapped('', told + '.')}\n{wrapped('', asked)}" if dot else wrapped("", question)


def _fitted(prompt: str) -> str:
    """Return ``prompt``, on several lines where it would break in the midst of a word."""
    last = prompt.rsplit("\n", 1)[-1]
    if len(last) <= WIDTH:
        return prompt
    return prompt.removesuffix(last) + wrapped("", last) + " " * last.endswith(" ")


def _typed(prompt: str, meanwhile: Meanwhile | None) -> str:
    """Return a line typed after ``prompt``, which goes to stderr unless readline has to know where the line begins."""
    if "readline" in sys.modules and sys.stdout.isatty() and meanwhile is None:
        return input(prompt)
    print(prompt, end="", file=sys.stderr, flush=True)  # noqa: T201  # a prompt, not output
    if meanwhile is not None:
        _await_line(meanwhile)
    return input()


def _await_line(meanwhile: Meanwhile) -> None:
    """Return once a line is there to be read; until then ``meanwhile`` is called, and may raise a Refusal.

    A terminal gives whole lines alone. What was typed of one that nobody waits for any more is thrown away: a shell
    would take it for the beginning of a command.
    """
    try:
        while not select.select([sys.stdin], [], [], _GLANCE_SECONDS)[0]:
            meanwhile()
    except Refusal:
        _end_line()
        with suppress(OSError, ValueError, termios.error):
            termios.tcflush(sys.stdin, termios.TCIFLUSH)
        raise
    except io.UnsupportedOperation:
        return  # not a file of the system: its lines are there already


def _from_file(name: str) -> str:
    """Return the first line of a file (or of a pipe) as a passphrase. Raises Refusal."""
    try:
        with open(name, "rb") as file:
            line = file.readline(_LONGEST_PASSPHRASE_BYTES + 1).rstrip(b"\r\n")
        passphrase = line.decode()
    except (OSError, UnicodeDecodeError, ValueError):
        raise _no_passphrase(f"names {name}, which cannot be read as text") from None
    if not passphrase:
        raise _no_passphrase(f"names {name}, whose first line is empty")
    if len(line) > _LONGEST_PASSPHRASE_BYTES:
        raise _no_passphrase(f"names {name}, whose first line is too long for a passphrase")
    return passphrase


def _no_passphrase(how: str) -> Refusal:
    return Refusal(
        "passphrase-file",
        f"{PASSPHRASE_FILE} {how}.",
        kept="everything, as it is",
        mend=f"name a readable file whose first line is the passphrase; or unset {PASSPHRASE_FILE}",
    )
