"""Where a command's text comes from: its words, a pipe, the editor, or a prompt (which shells do not keep)."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, Refusal
from twoway_core.entry import MAX_TEXT_BYTES
from twoway_core.errors import TextRefusedError

_MEMORY_FOLDERS = ("/dev/shm", "/run/user/{uid}")  # noqa: S108  # in memory, and made private below
_MEMORY_SYSTEMS = {"tmpfs", "ramfs"}


def read_text(desk: Desk, words: list[str], args: Namespace, missing: str, prompt: str = "> ") -> str:
    """Return the text that a verb is to note; what was left out is asked for on a terminal.

    Raises UsageRefusal where nobody can be asked, TextRefusedError for what the journal cannot hold exactly.
    """
    if getattr(args, "edit", False):
        return _checked(_from_editor(desk, " ".join(words)))
    if words:
        return _checked(" ".join(words))
    if sys.stdin is not None and not sys.stdin.isatty():
        return _checked(_from_pipe())
    return _checked(desk.prompts.line(prompt, missing))


def _from_pipe() -> str:
    data = sys.stdin.buffer.read(16 * MAX_TEXT_BYTES + 1)
    try:
        return data.decode().removesuffix("\n")
    except UnicodeDecodeError:
        raise TextRefusedError("what came through the pipe is not valid UTF-8") from None


def _checked(text: str) -> str:
    from twoway_core.entry import check_text

    if not text.strip():
        raise Cancelled
    try:
        return check_text(text)
    except TextRefusedError as error:
        raise Refusal(
            "text",
            f"{error}.",
            kept="nothing was written; your text is where it was",
            mend="shorter pieces, each a note of its own"
            if "bytes" in str(error)
            else "the text again, as valid UTF-8",
        ) from None


def _from_editor(desk: Desk, start: str) -> str:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise Refusal("editor", "no editor is named in EDITOR.", mend=f"EDITOR=nano twoway {desk.verb} -e")
    import subprocess  # only here: with tempfile it takes longer to load than the rest of this package
    import tempfile

    with tempfile.TemporaryDirectory(prefix="twoway-", dir=_memory_folder()) as folder:
        file = Path(folder) / "note.txt"
        file.write_text(start)
        file.chmod(0o600)
        done = subprocess.run([*editor.split(), str(file)], check=False)
        if done.returncode != 0:
            raise Cancelled
        return file.read_text().removesuffix("\n")


def _memory_folder() -> str:
    """Return a folder that lies in memory only: an editor's file must not reach a disk."""
    mounted = (
        {line.split()[1]: line.split()[2] for line in Path("/proc/mounts").read_text().splitlines()}
        if Path("/proc/mounts").exists()
        else {}
    )
    for pattern in _MEMORY_FOLDERS:
        folder = pattern.format(uid=os.getuid())
        if mounted.get(folder) in _MEMORY_SYSTEMS and os.access(folder, os.W_OK):
            return folder
    raise Refusal(
        "editor",
        "there is no memory-backed folder for the editor's file.",
        mend="type the text at the prompt, or pipe it in",
    )
