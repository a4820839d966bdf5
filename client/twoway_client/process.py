"""What the system gives this process, made safe to work with: no core dumps, streams that are there, text as UTF-8."""

from __future__ import annotations

import io
import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def settle() -> None:
    """Make this process safe for the person's texts, before any of them is read."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold them in clear
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed: the next file opened would take its number, and our words
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # refused in words, where the text is checked


@contextmanager
def ended_as_by_ctrl_c() -> Iterator[None]:
    """Inside, a terminal that is closed, or a plain kill, raises KeyboardInterrupt: somebody else waits to be told.

    Only the first of them does: what is told then is told to its end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ends = [each for each in (signal.SIGHUP, signal.SIGTERM) if signal.getsignal(each) is signal.SIG_DFL]

    def interrupt(*_: object) -> None:
        for each in ends:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in ends:
        signal.signal(each, interrupt)
    try:
        yield
    finally:
        for each in ends:
            signal.signal(each, signal.SIG_DFL)


def arguments() -> list[str]:
    """Return the words of the command line; UTF-8 whatever the locale says, other bytes as lone surrogates."""
    return [_text(word) for word in sys.argv[1:]]


def _text(word: str) -> str:
    try:
        word.encode()
    except UnicodeEncodeError:
        return os.fsencode(word).decode(errors="surrogateescape")
    return word
