"""Criteria by name: what a person typed after ``--about``, or in ``twoway want``."""

from __future__ import annotations

from collections.abc import Iterable

from twoway_client.errors import Refusal
from twoway_client.nearly import nearest
from twoway_core.journal.state import Mine


def criteria_by_name(mine: Mine) -> dict[str, bytes]:
    """Return name, in small letters -> id of the criteria that were not retired, the oldest first."""
    known: dict[str, bytes] = {}
    for name, criterion in mine.criteria.items():
        if criterion.retired is None:
            known.setdefault(criterion.event.name.casefold(), name)
    return known


def find_criterion(mine: Mine, name: str) -> bytes | None:
    """Return the criterion called ``name``, however it is written."""
    return criteria_by_name(mine).get(" ".join(name.split()).casefold())


def criterion_called(mine: Mine, name: str) -> bytes:
    """Return the criterion called ``name``. Raises Refusal."""
    found = find_criterion(mine, name)
    if found is not None:
        return found
    near = nearest(name, [criterion.event.name for criterion in mine.criteria.values() if criterion.retired is None])
    mend = f'"{near}"?  twoway want lists them all' if near else "twoway want lists them all"
    raise Refusal("unknown-criterion", f'no criterion is called "{name}".', mend=mend)


def criteria_called(mine: Mine, names: Iterable[str]) -> tuple[bytes, ...]:
    """Return the criteria called ``names``, each once. Raises Refusal."""
    return tuple(dict.fromkeys(criterion_called(mine, name) for name in names))
