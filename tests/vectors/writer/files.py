"""Which vector files there are, and the text of each."""

from __future__ import annotations

from tests.vectors.writer import (
    acceptance,
    box,
    entry,
    find,
    forks,
    ids,
    keys,
    leaf,
    messages,
    pairing,
    replacing,
    roster,
    seal,
    segment,
    signin,
)
from tests.vectors.writer.cases import text_of

_FILES = (
    ids,
    keys,
    seal,
    entry,
    leaf,
    segment,
    replacing,
    roster,
    box,
    acceptance,
    forks,
    signin,
    find,
    pairing,
    messages,
)


def texts() -> dict[str, str]:
    """Return the text of every vector file by its name."""
    return {f"{part.__name__.rpartition('.')[2]}.json": text_of(part.ABOUT, part.cases()) for part in _FILES}
