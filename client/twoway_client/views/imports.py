"""An import on a terminal: what it would write, one line each, and what stays out."""

from __future__ import annotations

from twoway_client.importing.plan import Preview, Row
from twoway_client.output import WIDTH, one_line, visible, wrapped

_MOST_LINES = 30


def preview_text(view: Preview) -> str:
    """Return ``view`` as lines."""
    count = sum(row.count for row in view.rows)
    head = f"{visible(view.file)}: {_things(count)} to import" if count else f"{visible(view.file)}: nothing new"
    lines = [wrapped("", f"{head}{f', {view.known} here already' if view.known else ''}.")]
    lines += [_line(row) for row in view.rows[:_MOST_LINES]]
    if len(view.rows) > _MOST_LINES:
        lines.append(f"  and {len(view.rows) - _MOST_LINES} more")
    lines += [wrapped("  ", f"{visible(note)}.") for note in view.notes]
    return "\n".join(lines)


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"


def _line(row: Row) -> str:
    if not row.text:
        return f"  {row.count:>6}  {visible(row.what)}"
    head = f"  {row.what}: "
    return f"{head}{one_line(row.text, WIDTH - len(head))}"
