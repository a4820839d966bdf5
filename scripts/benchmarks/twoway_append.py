"""Appending in one process with Twoway: each event becomes an entry, is sealed, and lies on the disk.

Arguments: folder for a new journal, number of entries, entries a transaction. Answers with the seconds of the loop.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from twoway_client.desk import Desk
from twoway_core.events.talk import AnswerNoted

from .homes import found
from .processes import answer
from .texts import NOTE


def events(count: int) -> list[AnswerNoted]:
    """Return ``count`` answers; which opportunity they belong to plays no part in appending."""
    opportunity, interview = os.urandom(16), os.urandom(16)
    return [
        AnswerNoted(
            opportunity=opportunity,
            interview=interview,
            text=NOTE,
            asked=os.urandom(16),
            contact=os.urandom(16),
            form="example",
        )
        for _ in range(count)
    ]


def append(desk: Desk, given: list[AnswerNoted], batch: int) -> None:
    """Append ``given``, ``batch`` a transaction."""
    for first in range(0, len(given), batch):
        with desk.batch() as together:
            for event in given[first : first + batch]:
                together.add(event)


def main() -> None:
    """Append, and say how long it took."""
    folder, count, batch = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    desk, given = found(folder), events(count)
    desk.write(given[0])  # opens the database and draws the key of this process
    began = time.perf_counter()
    append(desk, given, batch)
    took = time.perf_counter() - began
    rows = desk.database.row("SELECT count(*) FROM outbox")[0]
    assert rows == count + 1
    answer(seconds=took)


if __name__ == "__main__":
    main()
