"""Reading a file that comes in: bounded, and nothing but text.

A file of a gigabyte, a packed one, a folder or a device is refused before anything of it is taken in.
"""

from __future__ import annotations

import os
import stat
import sys
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from twoway_client.errors import Refusal

MIB = 1024 * 1024
_PACKED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"(\xb5/\xfd": "zstd",
    b"7z\xbc\xaf": "7-Zip",
}


class Source(NamedTuple):
    """What was read: its ``name`` without folders, its bytes, and their SHA-256."""

    name: str
    data: bytes
    digest: bytes

    @property
    def text(self) -> str:
        """The bytes as text, without the mark that some programs begin with. Raises Refusal."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            mend = f"iconv -f WINDOWS-1252 -t UTF-8 {self.name} | twoway import -"
            raise Refusal("text", f"{self.name} is not UTF-8.", kept="nothing was imported", mend=mend) from None


def read_source(name: str, limit_bytes: int) -> Source:
    """Return the file called ``name``, or what comes through the pipe for ``-``. Raises Refusal."""
    try:
        data = _pipe(limit_bytes) if name == "-" else _file(name, limit_bytes)
    except OSError as error:
        raise Refusal("file", f"{name} cannot be read ({error.strerror}).", mend="twoway import FILE") from None
    shown = "a pipe" if name == "-" else Path(name).name
    if len(data) > limit_bytes:
        what = f"{shown} is longer than {limit_bytes // MIB} MiB, the most that is read of such a file."
        raise Refusal("too-large", what, kept="nothing was imported", mend="the part of it that matters")
    packed = next((kind for start, kind in _PACKED.items() if data.startswith(start)), "")
    if packed:
        what = f"{shown} is packed ({packed}); packed files are not opened here."
        raise Refusal("packed", what, kept="nothing was imported", mend="unpack it, look at it, then import that")
    return Source(shown, data, sha256(data).digest())


def _pipe(limit_bytes: int) -> bytes:
    return sys.stdin.buffer.read(limit_bytes + 1)


def _file(name: str, limit_bytes: int) -> bytes:
    descriptor = os.open(Path(name).expanduser(), os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as opened:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise Refusal("file", f"{name} is not a file.", mend="twoway import FILE; - reads a pipe")
        return opened.read(limit_bytes + 1) if found.st_size <= limit_bytes else bytes(limit_bytes + 1)
