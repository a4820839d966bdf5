"""A journal file of an earlier version opens with everything in it, or stays as it was."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.client.profiles import Profile, found_profile
from twoway_client.errors import Refusal
from twoway_client.store import migrating
from twoway_client.store.database import SCHEMA_VERSION
from twoway_client.store.migrating import statements

FIRST = (Path(__file__).parent / "schema_1.sql").read_text()


@pytest.fixture
def old(tmp_path: Path) -> Profile:
    """Return a profile with two jots whose file has the layout of version 1."""
    profile = found_profile(tmp_path)
    profile.jot("one", "two")
    _set_back(profile.home.journal)
    return profile


def _set_back(file: Path) -> None:
    """Write what is in ``file`` into one as version 1 made it."""
    earlier = file.with_name("earlier.db")
    with closing(sqlite3.connect(earlier)) as there, closing(sqlite3.connect(file)) as here:
        there.execute("PRAGMA journal_mode = WAL")
        there.executescript(FIRST)
        there.execute("DELETE FROM clock")
        for (table,) in there.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            columns = [row[1] for row in there.execute(f"PRAGMA table_info({table})")]
            rows = here.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            there.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
        there.execute("PRAGMA user_version = 1")
        there.commit()
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)
    earlier.rename(file)


def _layout(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as here:
        rows = here.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {re.sub(r"\s+", " ", sql).replace('"', "") for (sql,) in rows}


def test_a_file_of_version_1_opens_with_all_its_entries(old: Profile, tmp_path: Path) -> None:
    """Nothing is lost, the layout is the one of a new file, and no copy stays behind."""
    (tmp_path / "other").mkdir()
    fresh = found_profile(tmp_path / "other")

    assert len(old.entries()) == 2
    assert _layout(old.home.journal) == _layout(fresh.home.journal)
    assert [file.name for file in old.home.folder.glob("*.before")] == []


def test_a_migrated_file_can_be_written_to_and_is_of_this_version(old: Profile) -> None:
    """It goes on as if it had been made today."""
    old.jot("three")

    with closing(sqlite3.connect(old.home.journal)) as here:
        version = here.execute("PRAGMA user_version").fetchone()[0]
    assert len(old.entries()) == 3
    assert version == SCHEMA_VERSION


def test_a_migration_that_breaks_off_leaves_the_old_file(old: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try does it; until then nothing has changed."""
    before = _layout(old.home.journal)

    def fail(connection: sqlite3.Connection, schema: object) -> None:
        connection.execute("DROP TABLE parts")
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(migrating, "_STEPS", (fail,))
        with pytest.raises(Refusal):
            old.entries()

    assert _layout(old.home.journal) == before
    assert len(old.entries()) == 2


def test_a_migration_that_would_lose_rows_is_not_kept(old: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the file is counted before and after."""

    def lose(connection: sqlite3.Connection, schema: object) -> None:
        connection.execute("DELETE FROM outbox")

    with monkeypatch.context() as broken:
        broken.setattr(migrating, "_STEPS", (lose,))
        with pytest.raises(Refusal):
            old.entries()

    assert len(old.entries()) == 2


def test_statements_with_a_body_of_their_own_stay_whole() -> None:
    """A trigger holds a semicolon."""
    script = "CREATE TABLE a (b);\nCREATE TRIGGER c AFTER INSERT ON a\nBEGIN\n    SELECT 1;\nEND;\n"

    assert len(list(statements(script))) == 2
