"""The one writer: groups, their commits, and their end."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from twoway_core.errors import StoreError, StoreFullError, StoreLostError
from twoway_server.stores.writer import MAX_GROUP, GroupWriter, Job, store_error


class Disk:
    """A database file, and what may happen to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.checks = 0
        self.error: StoreLostError | None = None

    def connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        connection.execute("create table if not exists t (a)")
        return connection

    def check(self) -> None:
        self.checks += 1
        if self.error is not None:
            raise self.error

    def rows(self) -> list[object]:
        connection = sqlite3.connect(self.path)
        rows = [value for (value,) in connection.execute("select a from t order by rowid")]
        connection.close()
        return rows


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """Return a disk that works."""
    return Disk(tmp_path / "writer.db")


@pytest.fixture
async def writer(disk: Disk) -> AsyncIterator[GroupWriter]:
    """Return a running writer."""
    made = GroupWriter(disk.connect, disk.check)
    await made.start()
    yield made
    await made.stop()


def insert(value: object) -> Job[object]:
    """Return a job that inserts ``value`` and returns it."""

    def job(connection: sqlite3.Connection) -> object:
        connection.execute("insert into t values (?)", (value,))
        return value

    return job


def fail(error: Exception) -> Job[None]:
    """Return a job that raises ``error``."""

    def job(_: sqlite3.Connection) -> None:
        raise error

    return job


async def blocked(writer: GroupWriter) -> tuple[asyncio.Future[None], Callable[[], None]]:
    """Keep the writer busy; return its job, and what lets it go on."""
    started, go_on = threading.Event(), threading.Event()

    def job(_: sqlite3.Connection) -> None:
        started.set()
        go_on.wait()

    waiting = asyncio.ensure_future(writer.do(job))
    await asyncio.to_thread(started.wait)
    return waiting, go_on.set


async def test_a_job_is_answered_after_its_commit(writer: GroupWriter, disk: Disk) -> None:
    """When the answer comes, another connection already sees what was written."""
    assert await writer.do(insert(1)) == 1
    assert disk.rows() == [1]


async def test_what_waits_is_committed_together(writer: GroupWriter, disk: Disk) -> None:
    """Jobs that came while the writer was busy share one commit, in the order in which they came."""
    first, release = await blocked(writer)
    jobs = [asyncio.ensure_future(writer.do(insert(n))) for n in range(50)]
    await asyncio.sleep(0)
    before = disk.checks

    release()
    await first

    assert await asyncio.gather(*jobs) == list(range(50))
    assert disk.rows() == list(range(50))
    assert disk.checks == before + 2


async def test_a_group_has_a_largest_size(writer: GroupWriter, disk: Disk) -> None:
    """Thousands of jobs at once are committed in several groups."""
    first, release = await blocked(writer)
    jobs = [asyncio.ensure_future(writer.do(insert(n))) for n in range(MAX_GROUP + 1)]
    await asyncio.sleep(0)
    before = disk.checks

    release()
    await asyncio.gather(first, *jobs)

    assert disk.checks == before + 3


async def test_a_job_that_fails_fails_its_group_whole(writer: GroupWriter, disk: Disk) -> None:
    """Nothing of a group is stored when one of its jobs fails, and everybody in it is told."""
    first, release = await blocked(writer)
    jobs = [asyncio.ensure_future(writer.do(job)) for job in (insert(1), fail(sqlite3.OperationalError()))]
    await asyncio.sleep(0)

    release()
    await first
    results = await asyncio.gather(*jobs, return_exceptions=True)

    assert [type(each) for each in results] == [StoreError, StoreError]
    assert disk.rows() == []


async def test_a_transaction_that_the_database_ended_itself_is_no_second_error(writer: GroupWriter, disk: Disk) -> None:
    """After some failures SQLite has rolled back already; the next group begins as usual."""

    def job(connection: sqlite3.Connection) -> None:
        connection.execute("insert into t values (1)")
        connection.execute("rollback")
        raise sqlite3.OperationalError

    with pytest.raises(StoreError):
        await writer.do(job)
    await writer.do(insert(2))

    assert disk.rows() == [2]


async def test_a_caller_that_went_away_from_a_failing_group_is_left_alone(writer: GroupWriter) -> None:
    """Only those who still wait are told of the failure."""
    first, release = await blocked(writer)
    gone, stays = (asyncio.ensure_future(writer.do(fail(ZeroDivisionError()))) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()

    release()
    await first

    with pytest.raises(ZeroDivisionError):
        await stays
    assert gone.cancelled()


async def test_everybody_who_waits_is_told_of_the_end(writer: GroupWriter, disk: Disk) -> None:
    """When the writer ends, those of later groups do not wait for ever."""
    first, release = await blocked(writer)
    jobs = [asyncio.ensure_future(writer.do(insert(n))) for n in range(MAX_GROUP + 9)]
    await asyncio.sleep(0)
    disk.error = StoreLostError("gone")

    release()
    results = await asyncio.gather(first, *jobs, return_exceptions=True)

    assert {type(each) for each in results} == {StoreLostError}


async def test_the_writer_goes_on_after_a_job_that_failed(writer: GroupWriter, disk: Disk) -> None:
    """A fault in one request does not end the server."""
    with pytest.raises(ZeroDivisionError):
        await writer.do(fail(ZeroDivisionError()))

    await writer.do(insert(2))

    assert disk.rows() == [2]
    assert writer.is_alive


async def test_a_caller_that_went_away_does_not_disturb_the_others(writer: GroupWriter, disk: Disk) -> None:
    """A cancelled job is still committed, and its neighbours are answered."""
    first, release = await blocked(writer)
    gone, stays = (asyncio.ensure_future(writer.do(insert(n))) for n in range(2))
    await asyncio.sleep(0)
    gone.cancel()

    release()
    await first

    assert await stays == 1
    assert disk.rows() == [0, 1]


async def test_a_commit_that_may_not_count_is_not_answered(writer: GroupWriter, disk: Disk) -> None:
    """When the file is not the one that was opened, callers are told so and the writer ends."""
    disk.error = StoreLostError("gone")

    with pytest.raises(StoreLostError):
        await writer.do(insert(1))

    assert isinstance(await writer.failed, StoreLostError)
    assert not writer.is_alive
    with pytest.raises(StoreError):
        await writer.do(insert(2))


async def test_a_sync_that_failed_ends_the_writer(writer: GroupWriter) -> None:
    """After a failed sync nobody knows what the disk holds: the process has to start again."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC"

    with pytest.raises(StoreError, match="SQLITE_IOERR_FSYNC"):
        await writer.do(fail(error))

    assert await writer.failed is error


async def test_stopping_commits_what_waits(disk: Disk) -> None:
    """Whoever was let in before the end is answered."""
    writer = GroupWriter(disk.connect, disk.check)
    await writer.start()
    first, release = await blocked(writer)
    jobs = [asyncio.ensure_future(writer.do(insert(n))) for n in range(3)]
    await asyncio.sleep(0)

    stopping = asyncio.ensure_future(writer.stop())
    await asyncio.sleep(0)
    release()
    await stopping
    await first

    assert await asyncio.gather(*jobs) == [0, 1, 2]
    assert disk.rows() == [0, 1, 2]
    with pytest.raises(StoreError):
        await writer.do(insert(4))


async def test_stopping_twice_is_no_error(writer: GroupWriter) -> None:
    """The second stop finds nothing to do."""
    await writer.stop()
    await writer.stop()

    assert not writer.is_alive


async def test_a_connection_that_cannot_be_made_is_told_at_the_start(disk: Disk) -> None:
    """A writer that cannot open its file does not begin."""

    def refuse() -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    writer = GroupWriter(refuse, disk.check)

    with pytest.raises(StoreError):
        await writer.start()


def test_a_full_disk_has_a_name_of_its_own() -> None:
    """All other refusals of the database are told by their code, without its words."""
    full, other = sqlite3.OperationalError("secret"), sqlite3.OperationalError("secret")
    full.sqlite_errorcode, other.sqlite_errorcode = sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY
    other.sqlite_errorname = "SQLITE_BUSY"

    assert isinstance(store_error(full), StoreFullError)
    assert str(store_error(other)) == "the database refused: SQLITE_BUSY"
