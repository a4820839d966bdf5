"""Writing an export: to a file that only its owner reads, whole or not at all; or down a pipe.

A file that is there is never written over unless that was asked for. What is written is not encrypted; that is said.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.output import Output

_CLEAR = "It is not encrypted: whoever gets the file can read it."


def deliver(desk: Desk, lines: Iterable[str], to: str | None, name: str, *, force: bool) -> Path | None:
    """Write ``lines``, each with its end, to ``to`` (a folder: under ``name``); return where, None for a pipe.

    Without ``to``, down the pipe that stdout is, else to ``name`` in this folder. Raises Refusal.
    """
    if to is None and not desk.output.is_terminal and not desk.output.json:
        for line in lines:
            _print(desk, line)
        return None
    file = Path(to or ".").expanduser()
    file = file / name if file.is_dir() else file
    if not force and os.path.lexists(file):
        raise _is_there(file)
    try:
        _write(file, lines, force=force)
    except FileExistsError:
        raise _is_there(file) from None
    except OSError as error:
        raise Refusal("file", f"{file} cannot be written ({error.strerror}).", mend="--to another folder") from None
    return file


def say(desk: Desk, file: Path | None, what: str) -> None:
    """Say what was exported, where to, and that it is in clear."""
    desk.output.talk(f"Wrote {what} to {file}\n{_CLEAR}" if file else f"Wrote {what}, not encrypted.")


def _print(desk: Desk, line: str) -> None:
    """Print ``line`` and nothing else: the heading of the past would not belong to the file."""
    Output.data(desk.output, line.removesuffix("\n"))


def _is_there(file: Path) -> Refusal:
    mend = "another name after --to, or --force"
    return Refusal("file", f"{file} is there already.", kept="the file, untouched", mend=mend)


def _write(file: Path, lines: Iterable[str], *, force: bool) -> None:
    """Write beside ``file`` first, so that an interruption leaves no half of it under its name."""
    part = file.with_name(f".twoway-{os.urandom(8).hex()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as opened:
            opened.writelines(lines)
            opened.flush()
            os.fsync(opened.fileno())
        _name(part, file, force=force)
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, file: Path, *, force: bool) -> None:
    """Give the finished ``part`` its name. Raises FileExistsError where something came there meanwhile."""
    if force:
        os.replace(part, file)
        return
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without second names
        if os.path.lexists(file):
            raise FileExistsError from None
        os.replace(part, file)
