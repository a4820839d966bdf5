"""Tables as CSV (RFC 4180): what a spreadsheet reads, and never runs.

- Every cell is quoted, so that a separator of another country splits none.
- A cell that begins as a formula does gets an apostrophe before it, and loses it when it is read again; so what goes
  out comes back the same. Controls that a table cannot hold are replaced.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from twoway_core.errors import MalformedError

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_RISKY = re.compile(r"['\s]*[=+\-@\uff0b\uff0d\uff1d\uff20]|'*[\t\r\n]")
"""As a formula begins: also in wide letters, and behind blanks or apostrophes."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_SEPARATORS = (",", ";", "\t")


class _Kept(list[str]):
    """What a writer of tables writes to."""

    write = list.append


def to_csv(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield ``rows`` as lines of a table, each with its end."""
    for row in rows:
        kept = _Kept()
        csv.writer(kept, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([guarded(cell) for cell in row])
        yield "".join(kept)


def from_csv(text: str) -> list[list[str]]:
    """Return the rows of a table, separated by comma, semicolon or tab; not the empty ones. Raises MalformedError."""
    try:
        rows = [row for row in csv.reader(_LINES.split(text), delimiter=_separator(text), strict=True) if any(row)]
    except csv.Error:
        raise MalformedError("it is no table: a quote has no end, or a cell is too long") from None
    if len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows):
        raise MalformedError(f"it has more than {MAX_ROWS} rows, or more than {MAX_COLUMNS} columns")
    return [[unguarded(cell) for cell in row] for row in rows]


def guarded(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula."""
    plain = _CONTROLS.sub("\ufffd", cell)
    return f"'{plain}" if _RISKY.match(plain) else plain


def unguarded(cell: str) -> str:
    """Return what ``cell`` was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell[1:]) else cell


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return max(_SEPARATORS, key=head.count)
