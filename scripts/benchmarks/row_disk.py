"""Row: what an entry takes on the disk, of the server and of a device."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from .bench import Bench
from .journal import journal
from .measuring import Samples
from .serving import twoway_server
from .table import Row

SERVER_FULL, SERVER_ALONE, JOURNAL = 450.0, 1_600.0, 500.0


def run(bench: Bench) -> Row:
    """Measure files as they lie there when the server was stopped, and when the last command has ended."""
    row = Row("disk", "disk")
    count = bench.effort.ten
    floor, peer = _floor(bench, count), _peer(bench, count)
    row.within("server, full segments", _server(bench, count, "full"), SERVER_FULL, "<= 450 B an entry", floor=floor)
    row.within("server, one entry a segment", _server(bench, count, "single"), SERVER_ALONE, "<= 1.6 KB an entry")
    for size in (count, bench.effort.hundred):
        what = f"journal of {size:,}, synced into a fresh device"
        row.within(what, _synced(bench, size), JOURNAL, "<= 500 B an entry", floor=floor, peer=peer)
    for how_far, what in (("outbox", "never cut"), ("cut", "cut, nothing viewed"), ("indexed", "cut and viewed")):
        home = bench.home(count, how_far)
        row.within(f"journal of {count:,}, {what}", _each(home, count), JOURNAL, "<= 500 B an entry")
    mean = sum(map(len, islice(journal(count), count))) / count
    row.notes.append(f"an entry has {mean:.0f} B in the mean; what a database left in its -wal file is counted")
    return row


def _each(place: Path, count: int) -> Samples:
    """Return the bytes of a file or of all files of a folder, for each of ``count`` entries."""
    files = [place] if place.is_file() else [file for file in place.iterdir() if file.is_file()]
    return Samples("B", [sum(file.stat().st_size for file in files) / count])


def _server(bench: Bench, count: int, how: str) -> Samples:
    with twoway_server(bench.python, bench.fresh()) as server:
        bench.worker("twoway_transfer", server.url, "publish", bench.fresh(), count, how)
    return _each(server.data, count)


def _synced(bench: Bench, count: int) -> Samples:
    """Return what a device takes that got everything by one command, and then showed one view."""
    folder = bench.fresh()
    with twoway_server(bench.python, bench.fresh()) as server:
        bench.worker("twoway_transfer", server.url, "publish", folder, count, "full")
        bench.twoway(folder / "phone", "sync", server.url)
    bench.twoway(folder / "phone", "todo")
    return _each(folder / "phone", count)


def _floor(bench: Bench, count: int) -> Samples:
    file = bench.scratch / "floor-disk.db"
    bench.worker("floor_replay", file, "make", count)
    return _each(file, count)


def _peer(bench: Bench, count: int) -> Samples:
    file = bench.scratch / "peer-disk.db"
    bench.peer("peer_eventsourcing", file, "make", count)
    return _each(file, count)
