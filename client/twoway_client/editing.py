"""A text from the person's editor, in a file that lies in memory only."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from twoway_client.errors import Cancelled, Refusal
from twoway_client.memory import memory_folder


def edited(verb: str, start: str) -> str:
    """Return what the person makes of ``start`` in the editor. Raises Refusal, or Cancelled when it failed."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise Refusal("editor", "no editor is named in EDITOR.", mend=f"EDITOR=nano twoway {verb} -e")
    with tempfile.TemporaryDirectory(prefix="twoway-", dir=_folder()) as folder:
        file = Path(folder) / "note.txt"
        file.touch(0o600)
        file.write_text(start, encoding="utf-8")
        code = _run([*_program(editor), str(file)])
        text = _read(file)
        if code != 0:
            raise Cancelled(text="" if text == start else text)
        return text


def _program(editor: str) -> list[str]:
    try:
        return shlex.split(editor)
    except ValueError:
        return editor.split()


def _run(command: list[str]) -> int:
    try:
        return subprocess.run(command, check=False).returncode
    except OSError as error:
        raise Refusal(
            "editor", f"the editor {command[0]} cannot be started ({error.strerror}).", mend="name another in EDITOR"
        ) from None


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode(errors="surrogateescape").removesuffix("\n")
    except FileNotFoundError:
        return ""


def _folder() -> str:
    """Return a folder that lies in memory only: an editor's file must not reach a disk."""
    folder = memory_folder()
    if folder is None:
        raise Refusal(
            "editor",
            "there is no memory-backed folder for the editor's file.",
            mend="type the text at the prompt, or pipe it in",
        )
    return folder
