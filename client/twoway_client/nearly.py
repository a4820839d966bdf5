"""Close matches: what somebody may have meant who typed a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable

_CLOSE = 0.6


def nearest(typed: str, known: Iterable[str]) -> str:
    """Return the name in ``known`` that is most like ``typed``, or nothing; case does not matter."""
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    wanted = typed.casefold()
    begins = [name for name in names if name.startswith(wanted)] if len(wanted) > 1 else []
    close = begins[:1] or get_close_matches(wanted, list(names), 1, _CLOSE)
    return names[close[0]] if close else ""


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """Return `` Did you mean x?`` where something is close, else nothing."""
    near = nearest(typed, known)
    return f" Did you mean {near}?" if near else ""
