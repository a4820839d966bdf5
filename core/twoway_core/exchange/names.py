"""Names of exported files: made by us, so that no text of the journal leads a file elsewhere.

A name is small letters a to z, digits, hyphens and one dot. It begins with ``twoway-``, so that it is never a name that
some system keeps for itself, and has at most 80 letters.
"""

from __future__ import annotations

import unicodedata
from datetime import date

_LONGEST_WORD = 40


def file_name(what: str, of: str, day: date, ending: str) -> str:
    """Return the name for an export of ``what``, of ``of``, on ``day``: twoway-notes-acme-2026-03-04.md."""
    plain = unicodedata.normalize("NFKD", of).encode("ascii", "ignore").decode().lower()
    word = "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())[:_LONGEST_WORD].strip("-")
    return f"{'-'.join(part for part in ('twoway', what, word, day.isoformat()) if part)}.{ending}"
