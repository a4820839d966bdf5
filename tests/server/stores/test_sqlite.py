"""What the store on SQLite promises beyond the contract: one file, one server, nothing acknowledged in vain."""

# ruff: noqa: ASYNC240 - a test may wait for its own disk

from __future__ import annotations

import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest

from twoway_core.codec import encode
from twoway_core.errors import ConfigError, StoreError, StoreFullError, StoreInUseError, StoreLostError
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import wire
from twoway_server.stores.port import Appended, Candidate
from twoway_server.stores.sqlite import SqliteStore, make_durable

from ..memory_store import ROOMY
from ..world import Person


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the store lies."""
    return tmp_path / "store.db"


async def append(store: SqliteStore, person: Person, *segments: Segment) -> Appended:
    """Append ``segments``."""
    candidates = [Candidate(each.hash, each.header, encode(wire(each))) for each in segments]
    return await store.append(person.journal, person.roster, candidates)


async def registered(path: Path, person: Person) -> SqliteStore:
    """Return an open store that has the roster of ``person``."""
    store = await SqliteStore.opened(path, ROOMY)
    assert await store.append_roster(person.journal, None, person.run, person.roster.head)
    return store


async def test_what_was_stored_is_there_after_opening_again(path: Path, person: Person) -> None:
    """Rosters and segments outlive the process."""
    store = await registered(path, person)
    segment = person.write(person.device)
    await append(store, person, segment)
    await store.close()

    again = await SqliteStore.opened(path, ROOMY)
    page = await again.read_page(person.journal, {}, limit_bytes=1 << 20, limit_segments=9)
    roster = await again.read_roster(person.journal)
    await again.close()

    assert page.segments == [encode(wire(segment))]
    assert roster == person.run


async def test_a_second_server_on_one_file_is_refused(path: Path) -> None:
    """Two servers never write one file; when the first is gone the second may begin."""
    first = await SqliteStore.opened(path, ROOMY)

    with pytest.raises(StoreInUseError, match="another twoway-server"):
        await SqliteStore.opened(path, ROOMY)
    await first.close()
    second = await SqliteStore.opened(path, ROOMY)
    await second.close()


async def test_only_the_owner_may_read_the_files(path: Path, person: Person) -> None:
    """The store, its log and its lock have mode 0600, also when the store was laxer before."""
    path.touch(mode=0o644)
    path.chmod(0o644)
    store = await registered(path, person)

    modes = {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    await store.close()

    assert modes == {0o600}


async def test_every_commit_is_synced(path: Path) -> None:
    """The connection that writes has the settings under which a commit survives the loss of power."""
    store = await SqliteStore.opened(path, ROOMY)

    async def ask(pragma: str) -> object:
        return await store._writer.do(lambda connection: connection.execute(f"pragma {pragma}").fetchone()[0])

    said = {each: await ask(each) for each in ("journal_mode", "synchronous", "fullfsync", "trusted_schema")}
    await store.close()

    assert said == {"journal_mode": "wal", "synchronous": 2, "fullfsync": 1, "trusted_schema": 0}


async def test_readers_cannot_write(path: Path) -> None:
    """The connections that read refuse to write, and never copy the log."""
    store = await SqliteStore.opened(path, ROOMY)

    with pytest.raises(StoreError):
        await store._read(lambda connection: connection.execute("delete from heads"))
    checkpoint = await store._read(lambda connection: connection.execute("pragma wal_autocheckpoint").fetchone())
    await store.close()

    assert checkpoint == (0,)


async def test_a_full_disk_is_said_and_reads_go_on(path: Path, person: Person) -> None:
    """What does not fit is refused by name; what is there stays readable; with room, writing goes on."""
    store = await registered(path, person)
    first, large, small = (person.write(person.device, [bytes(size)]) for size in (10, 60_000, 10))
    await append(store, person, first)

    await store._writer.do(limit_pages(0))
    with pytest.raises(StoreFullError):
        await append(store, person, large)
    page = await store.read_page(person.journal, {}, limit_bytes=1 << 20, limit_segments=9)
    await store._writer.do(limit_pages(1000))
    outcomes = (await append(store, person, large, small)).outcomes
    await store.close()

    assert len(page.segments) == 1
    assert [outcome.status for outcome in outcomes] == ["stored", "stored"]


def limit_pages(more: int):  # type: ignore[no-untyped-def]
    """Return a job after which the file may grow by ``more`` pages only."""

    def job(connection: sqlite3.Connection) -> None:
        (pages,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count = {pages + more}")

    return job


@pytest.mark.parametrize("how", ["removed", "replaced"])
async def test_a_file_that_is_gone_ends_the_store(path: Path, person: Person, how: str) -> None:
    """After the file was removed or replaced nothing is acknowledged any more, and the process is told."""
    store = await registered(path, person)
    path.rename(path.with_suffix(".moved"))
    if how == "replaced":
        path.touch()

    with pytest.raises(StoreLostError):
        await append(store, person, person.write(person.device))
    error = await asyncio.wait_for(asyncio.shield(store.failed), 5)
    is_alive = store.is_alive()
    await store.close()

    assert isinstance(error, StoreLostError)
    assert not is_alive


async def test_a_file_that_is_gone_is_noticed_without_a_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that nobody writes to looks after its file by itself."""
    monkeypatch.setattr("twoway_server.stores.sqlite.CHECK_SECONDS", 0.01)
    store = await SqliteStore.opened(path, ROOMY)

    path.unlink()
    error = await asyncio.wait_for(asyncio.shield(store.failed), 5)
    await store.close()

    assert isinstance(error, StoreLostError)


async def test_a_closed_store_refuses(path: Path, person: Person) -> None:
    """What comes after the end is told so and does not hang."""
    store = await registered(path, person)
    await store.close()

    with pytest.raises(StoreError):
        await append(store, person)


async def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    """Somebody's letter is not overwritten."""
    path.write_text("Dear Ana, " * 1000)

    with pytest.raises(StoreError, match="cannot be opened as a store"):
        await SqliteStore.opened(path, ROOMY)
    assert path.read_text().startswith("Dear Ana")


@pytest.mark.parametrize("version", [0, 1, 2, 99])
async def test_another_program_s_or_a_newer_database_is_refused(path: Path, version: int) -> None:
    """A database that this version did not make is neither read nor changed."""
    connection = sqlite3.connect(path)
    connection.executescript(f"create table t (a); pragma user_version = {version}")
    connection.close()

    with pytest.raises(StoreError, match="no store of this twoway-server"):
        await SqliteStore.opened(path, ROOMY)


def test_a_connection_that_cannot_be_durable_is_refused(path: Path) -> None:
    """A place where SQLite falls back to a laxer mode is no place for a store."""
    connection = sqlite3.connect(":memory:")

    with pytest.raises(ConfigError, match="cannot make a commit durable"):
        make_durable(connection, path)
    connection.close()


async def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    """A mistyped path is an error, not a second store."""
    with pytest.raises(ConfigError, match="cannot be opened"):
        await SqliteStore.opened(tmp_path / "missing" / "store.db", ROOMY)


async def test_two_hundred_writers_at_once_are_all_stored(path: Path) -> None:
    """Commits are made in groups, and every writer gets its own answer."""
    people = [Person(seed) for seed in range(20)]
    store = await SqliteStore.opened(path, ROOMY)
    for person in people:
        await store.append_roster(person.journal, None, person.run, person.roster.head)

    segments = [(person, person.write(person.device)) for person in people for _ in range(10)]
    appended = await asyncio.gather(*(append(store, person, segment) for person, segment in segments))
    await store.close()

    assert [each.outcomes[0].status for each in appended] == ["stored"] * 200
    assert [each.outcomes[0].hash for each in appended] == [segment.hash for _, segment in segments]


async def test_a_single_entry_takes_less_than_two_kibibytes(path: Path, person: Person) -> None:
    """Segments of one entry lie side by side in the file, with little around them."""
    store = await registered(path, person)
    before = path.stat().st_size
    segments = [person.write(person.device, [bytes(300)]) for _ in range(200)]
    await append(store, person, *segments)
    await store.close()

    assert (path.stat().st_size - before) / 200 < 1600
