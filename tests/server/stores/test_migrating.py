"""A store of an earlier version opens with everything in it, or stays as it was."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from twoway_core.errors import StoreError
from twoway_server.stores import migrating
from twoway_server.stores.sqlite import SqliteStore

from ..memory_store import ROOMY
from ..world import Person
from .using import hashes, pull, push, register

FIRST = (Path(__file__).parent / "schema_1.sql").read_text(encoding="utf-8")


@pytest.fixture
async def old(tmp_path: Path, person: Person) -> tuple[Path, bytes]:
    """Return a store of version 1 with a journal, and the hash of the one segment in it."""
    made, old = tmp_path / "made.db", tmp_path / "old.db"
    store = await SqliteStore.opened(made, ROOMY)
    segment = person.write(person.device)
    await register(store, person)
    await push(store, person, segment)
    await store.close()
    with closing(sqlite3.connect(old)) as there, closing(sqlite3.connect(made)) as here:
        there.executescript(FIRST)
        for (table,) in there.execute("select name from sqlite_schema where type = 'table'").fetchall():
            rows = here.execute(f"select * from {table}").fetchall()
            there.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
        there.execute("pragma user_version = 1")
        there.commit()
    return old, segment.hash


def _layout(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as here:
        rows = here.execute("select sql from sqlite_schema where sql is not null").fetchall()
    return {re.sub(r"\s+", " ", sql) for (sql,) in rows}


async def test_a_store_of_version_1_opens_with_everything(old: tuple[Path, bytes], person: Person) -> None:
    """Roster and segments are there, and the journal is found by its paper key."""
    path, segment = old

    store = await SqliteStore.opened(path, ROOMY)
    page, roster = await pull(store, person.journal), await store.read_roster(person.journal)
    found = await store.journals_of(person.paper.public.device)
    await store.close()

    assert (hashes(page), roster, found) == ([segment], person.run, [person.journal])
    assert _layout(path) == _layout(path.with_name("made.db"))


async def test_a_migration_that_breaks_off_leaves_the_old_store(
    old: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next start does it; until then nothing has changed."""
    path, _ = old
    before = _layout(path)

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("drop table heads")
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(migrating, "_STEPS", (fail,))
        with pytest.raises(StoreError):
            await SqliteStore.opened(path, ROOMY)

    assert _layout(path) == before
    await (await SqliteStore.opened(path, ROOMY)).close()


async def test_a_damaged_roster_entry_stops_no_migration(old: tuple[Path, bytes], person: Person) -> None:
    """It is told when that journal is asked for."""
    path, _ = old
    with closing(sqlite3.connect(path)) as here:
        here.execute("update roster set entry = x'00' where number = 0")
        here.commit()

    store = await SqliteStore.opened(path, ROOMY)
    found = await store.journals_of(person.paper.public.device)
    await store.close()

    assert found == []
