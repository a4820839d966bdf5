"""Where a command's text comes from: its words, a pipe, the editor, or a prompt (which shells do not keep).

A text that the journal cannot hold is refused before anything is written. What lies elsewhere (the shell,
a pipe) is left there; what only this process holds is given back.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from itertools import pairwise

from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, Refusal, TooLong, UsageRefusal
from twoway_core.entry import MAX_TEXT_BYTES, check_text
from twoway_core.errors import TextRefusedError

_LARGEST_INPUT_BYTES = 64 * MAX_TEXT_BYTES


def read_text(desk: Desk, words: list[str], args: Namespace, missing: str, prompt: str = "> ") -> str:
    """Return the text that a verb is to note; what was left out is asked for on a terminal.

    Raises UsageRefusal where nobody can be asked, Refusal for what the journal cannot hold exactly,
    TooLong for what is more than one entry holds.
    """
    if getattr(args, "edit", False):
        from twoway_client.editing import edited

        return _checked(edited(desk.verb, " ".join(words)), is_elsewhere=False)
    if words:
        return _checked(_some(desk, " ".join(words), missing), is_elsewhere=True)
    if sys.stdin is not None and not sys.stdin.isatty():
        return _checked(_some(desk, _from_pipe(), missing), is_elsewhere=True)
    return _checked(desk.prompts.text(prompt, missing), is_elsewhere=False)


def _some(desk: Desk, text: str, missing: str) -> str:
    if not text.strip():
        raise UsageRefusal(f"{missing} is missing.", mend=f"twoway {desk.verb} --help")
    return text


def _from_pipe() -> str:
    data = sys.stdin.buffer.read(_LARGEST_INPUT_BYTES + 1)
    if len(data) > _LARGEST_INPUT_BYTES:
        what = f"more than {_LARGEST_INPUT_BYTES >> 20} MiB came through the pipe; one entry holds at most 64 KiB."
        raise TooLong(what, (), is_elsewhere=True)
    return data.decode(errors="surrogateescape").removesuffix("\n")


def _checked(text: str, *, is_elsewhere: bool) -> str:
    if not text.strip():
        raise Cancelled
    try:
        return check_text(text)
    except TextRefusedError as error:
        if _is_utf8(text):
            raise TooLong(f"{error}.", in_pieces(text), is_elsewhere=is_elsewhere) from None
        raise not_utf8(text) from None


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def not_utf8(text: str) -> Refusal:
    """Return the refusal of a ``text`` with bytes in it that are no UTF-8."""
    return Refusal(
        "text",
        "this text is not valid UTF-8.",
        kept="nothing was written",
        mend="the text again, as UTF-8; from a file: iconv -t UTF-8 FILE | twoway ...",
        text=text[:MAX_TEXT_BYTES],
    )


def in_pieces(text: str) -> list[str]:
    """Return ``text`` cut into few pieces of about one size, each less than an entry holds; at blanks where it can be.

    Joined they are the text again.
    """
    data = text.encode()
    count = -(-len(data) // (MAX_TEXT_BYTES * 3 // 4))
    slack = len(data) // count // 8
    cuts = [_cut(data, len(data) * piece // count, slack) for piece in range(1, count)]
    return [data[at:end].decode() for at, end in pairwise([0, *cuts, len(data)])]


def _cut(data: bytes, ideal: int, slack: int) -> int:
    """Return where to cut ``data`` near ``ideal``: after a paragraph, a line, a word, or before any letter."""
    for end in (b"\n\n", b"\n", b" "):
        at = data.rfind(end, ideal - slack, ideal + slack)
        if at >= 0:
            return at + len(end)
    while data[ideal] & 0xC0 == 0x80:  # in the midst of a letter
        ideal -= 1
    return ideal
