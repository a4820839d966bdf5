"""Rebuilding with Twoway: a home without a checkpoint is opened, every hash checked, decrypted and folded.

Arguments: the home, and ``rebuild``, which is what a command does, with a summary of each opportunity and
a new checkpoint, or ``fold``, which leaves these two out. Answers with the seconds and the number of entries.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from twoway_client.store.index import Index
from twoway_core.entry import decode_entry
from twoway_core.journal.fold import fold
from twoway_core.sealing.segment import open_segment

from .homes import desk_of
from .processes import answer


def rebuild(home: Path) -> Index:
    """Return the index of ``home``, made from nothing."""
    index = desk_of(home).index
    assert index.checkpoint.unreadable + index.checkpoint.unopened == 0
    return index


def fold_all(home: Path) -> int:
    """Return the number of entries that ``home`` folds to."""
    desk = desk_of(home)
    gc.disable()
    opened = (open_segment(segment, desk.epoch_keys.current) for _, segment in desk.segments.all_segments())
    return len(fold(decode_entry(data) for text in opened for _, data in text.items).ids)


def main() -> None:
    """Rebuild, and say how long it took."""
    home, what = Path(sys.argv[1]), sys.argv[2]
    began = time.perf_counter()
    if what == "fold":
        count = fold_all(home)
        answer(seconds=time.perf_counter() - began, count=count)
        return
    index = rebuild(home)
    answer(seconds=time.perf_counter() - began, count=len(index.everything()))


if __name__ == "__main__":
    main()
