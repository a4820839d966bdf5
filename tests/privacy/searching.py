"""The search for a hidden word: in clear, in wide letters, in hex, in base64, and inside what was deflated.

It is deaf to what is encrypted, which is the point, and to a word that was cut in two. Names of files count as well.
"""

from __future__ import annotations

import base64
import re
import zlib
from functools import cache
from pathlib import Path

_DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
"""How a zlib stream or a gzip file begins."""
_INFLATED_BYTES = 1024 * 1024


@cache
def forms(word: str) -> frozenset[bytes]:
    """Return ``word`` as it may lie somewhere: spelt, wide, in hex, in base64 at each of its three offsets."""
    spelt = {each.encode(coding) for each in (word, word.lower(), word.upper()) for coding in ("utf-8", "utf-16-le")}
    plain = {each.encode() for each in (word, word.lower(), word.upper())}
    hexed = {each.hex().encode() for each in plain}
    return frozenset(spelt | hexed | {_in_base64(each, offset) for each in plain for offset in range(3)})


def _in_base64(word: bytes, offset: int) -> bytes:
    """Return the letters that ``word`` gives alone when ``offset`` bytes stand before it."""
    first, last = -(-offset * 8 // 6), (offset + len(word)) * 8 // 6
    return base64.b64encode(bytes(offset) + word)[first:last]


def is_heard(word: str, data: bytes) -> bool:
    """Return whether ``word`` can be found in ``data``."""
    return any(form in data for form in forms(word)) or any(
        form in text for text in _inflated(data) for form in forms(word)
    )


def _inflated(data: bytes) -> list[bytes]:
    """Return whatever in ``data`` can be inflated."""
    texts = []
    for found in _DEFLATED.finditer(data):
        try:
            texts.append(zlib.decompressobj(wbits=47).decompress(data[found.start() :], _INFLATED_BYTES))
        except zlib.error:
            continue
    return texts


def found_in(folder: Path, word: str) -> list[str]:
    """Return the files below ``folder`` in whose name or bytes ``word`` can be found."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    shown = {str(file.relative_to(folder)): file for file in files}
    return sorted(name for name, file in shown.items() if is_heard(word, name.encode() + b"\n" + file.read_bytes()))
