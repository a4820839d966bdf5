"""Which vector files there are, and the text of each."""

from __future__ import annotations

from tests.vectors.writer import (
    acceptance,
    box,
    entry,
    forks,
    ids,
    keys,
    leaf,
    messages,
    pairing,
    roster,
    seal,
    segment,
    signin,
)
from tests.vectors.writer.cases import text_of

_FILES = (ids, keys, seal, entry, leaf, segment, roster, box, acceptance, forks, signin, pairing, messages)


def texts() -> dict[str, str]:
    """Return the text of every vector file by its name."""
    return {f"{part.__name__.rpartition('.')[2]}.json": text_of(part.ABOUT, part.cases()) for part in _FILES}
