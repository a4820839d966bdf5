"""The text of an advertisement, from a file or a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

from twoway_client.errors import Refusal
from twoway_core.entry import MAX_TEXT_BYTES


def kept_text(file: str, option: str = "--posting") -> str:
    """Return the text of ``file``, of the pipe for ``-``; ``option`` is named in a refusal. Raises Refusal."""
    try:
        data = sys.stdin.buffer.read(MAX_TEXT_BYTES + 1) if file == "-" else Path(file).read_bytes()
        text = data.decode()
    except (OSError, UnicodeDecodeError):
        raise Refusal("file", f"{file} cannot be read as text.", mend=f"{option} FILE, with UTF-8 text in it") from None
    if len(data) > MAX_TEXT_BYTES:
        raise Refusal("text", f"{file} has more than {MAX_TEXT_BYTES} bytes.", mend="the part that tells of the job")
    return text
