"""Tables of a terminal: columns as wide as what stands in them, the last one cut at the edge of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from twoway_client.output import WIDTH, one_line, visible

GAP = "  "


def table(rows: Sequence[Sequence[str]], indent: str = "  ", right: Sequence[int] = (), most: int = 24) -> str:
    """Return ``rows`` as lines; columns in ``right`` stand to the right.

    A column takes at most ``most`` letters, the last one what is left of the line.
    """
    if not rows:
        return ""
    cells = [[one_line(cell, most) for cell in row[:-1]] + [visible(row[-1])] for row in rows]
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]) - 1)]
    return "\n".join(_line(row, widths, indent, right) for row in cells)


def _line(cells: Sequence[str], widths: Sequence[int], indent: str, right: Sequence[int]) -> str:
    line = indent
    for at, width in enumerate(widths):
        line += (cells[at].rjust(width) if at in right else cells[at].ljust(width)) + GAP
    return (line + one_line(cells[-1], WIDTH - len(line))).rstrip()
