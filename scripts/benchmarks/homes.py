"""Homes: real profiles of any size, made the way commands make them, but faster.

As a worker it makes one: arguments are the folder, the number of entries, and how far the journal is
worked up: ``outbox``, ``cut`` (into full segments) or ``indexed`` (and turned to the last opportunity);
``left-open`` is the same as ``indexed``, of a journal in which nothing is ever closed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

from twoway_client.cli import run
from twoway_client.desk import Desk
from twoway_client.founding import Lock, make_profile, new_roster
from twoway_client.home import Home
from twoway_client.naming import opportunity_names
from twoway_client.output import Output
from twoway_client.store.outbox import Appender, Reader, read_clock
from twoway_client.sync.cutting import Cutter
from twoway_client.times import to_ms
from twoway_core.entry import decode_entry
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.writer import ChainTip, seal_segment
from twoway_core.trust.names import seal_name
from twoway_core.trust.roster import join_message
from twoway_core.trust.writing import RosterWriter

from .journal import journal
from .processes import answer


def desk_of(folder: Path) -> Desk:
    """Return a desk on the profile in ``folder``."""
    return Desk(Home(folder), Output(json=True), "bench", datetime.now(UTC))


def found(folder: Path) -> Desk:
    """Return a desk on a new journal with one device, its keys bare."""
    keys = DeviceKeys.make(os.urandom)
    _, roster = new_roster("laptop", keys, os.urandom)
    make_profile(Home(folder), "laptop", keys, roster.journal, roster, Lock("none"))
    return desk_of(folder)


def admit(inviter: Desk, folder: Path) -> Desk:
    """Return a desk on a second, empty device of the journal of ``inviter``."""
    keys, roster = DeviceKeys.make(os.urandom), inviter.segments.roster()
    device = keys.public.device
    agreed = keys.sign(labels.JOIN, join_message(roster.journal, inviter.keys.device, keys.public))  # type: ignore[arg-type]
    sealed = seal_name(inviter.epoch_keys.current, roster.journal, device, "phone", os.urandom)
    writer = RosterWriter(roster, inviter.device_keys, inviter.epoch_keys.current, os.urandom, seal_box)
    added = writer.add_device(keys.public, agreed, sealed)
    longer = roster.extended([added])
    with inviter.database.writing():
        inviter.segments.pin(longer)
    make_profile(Home(folder), "phone", keys, roster.journal, longer, Lock("none"))
    return desk_of(folder)


def fill(desk: Desk, entries: Iterable[bytes]) -> int:
    """Put ``entries`` into the outbox, as if they had been written there; return their number."""
    given = list(entries)
    with desk.database.writing():
        clock = read_clock(desk.database)
        clock.observe(max(decode_entry(data).id for data in given), to_ms(desk.now))
        return Appender(desk.database, desk.keys.agreement).append(given, clock)


def cutter_of(desk: Desk) -> Cutter:
    """Return what cuts the outbox of ``desk``."""
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    epochs = desk.epoch_keys
    return Cutter(desk.database, desk.segments, reader, desk.device_keys, lambda: epochs, to_ms(desk.now))


def cut_singly(desk: Desk, entries: Iterable[bytes]) -> None:
    """Keep each of ``entries`` as a segment of its own, all on one chain."""
    roster, store = desk.segments.roster(), desk.segments
    tip = ChainTip.new(roster.journal, desk.device_keys.public.device, os.urandom)
    with desk.database.writing():
        for data in entries:
            segment = seal_segment(
                tip,
                [data],
                seen=[],
                roster=roster.head,
                key=desk.epoch_keys.current,
                keys=desk.device_keys,
                random=os.urandom,
            )
            store.add_own(roster, segment, store.take_numbers(1))
            tip = tip.after(segment)


def turn_to_last(desk: Desk) -> None:
    """Make the opportunity opened last the current one, as ``twoway open`` does."""
    handle = list(opportunity_names(desk))[-1]
    desk.database.close()
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        assert run(["--home", str(desk.home.folder), "open", handle]) == 0


def make(folder: Path, count: int, how_far: str) -> None:
    """Make a home of ``count`` entries; see the module."""
    desk = found(folder)
    fill(desk, journal(count, closing=how_far != "left-open"))
    if how_far != "outbox":
        cutter_of(desk).cut(desk.segments.roster(), None)
    if how_far in ("indexed", "left-open"):
        turn_to_last(desk)
    else:
        desk.database.close()


def main() -> None:
    """Make one home."""
    make(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
    answer()


if __name__ == "__main__":
    main()
