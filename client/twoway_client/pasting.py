"""Reading a text that may be pasted: longer than a terminal's line, or of several lines.

A terminal hands over at most 4,095 bytes a line, and what is pasted after the first line end would run
as commands of the shell. So the line is read by readline, which knows where a paste ends, and whatever
else is there at once belongs to the text.
"""

from __future__ import annotations

import select
import sys

_AT_ONCE_SECONDS = 0.05


def is_possible() -> bool:
    """Return whether this is a real terminal, and readline is installed."""
    try:
        import readline  # noqa: F401  # input() uses it from now on
    except ImportError:
        return False
    screen = sys.__stdout__
    return screen is not None and sys.stdout is screen and screen.isatty() and sys.stdin is sys.__stdin__


def read(prompt: str) -> str:
    """Return what is typed after ``prompt`` without the blanks around it. Raises EOFError, KeyboardInterrupt."""
    import readline

    readline.set_auto_history(False)  # nobody finds it again with the arrow keys
    readline.parse_and_bind("tab: tab-insert")
    readline.parse_and_bind("set enable-bracketed-paste on")
    lines = [input(prompt)]
    while select.select([sys.stdin], [], [], _AT_ONCE_SECONDS)[0]:
        try:
            lines.append(input())
        except EOFError:
            break
    return "\n".join(lines).strip()
