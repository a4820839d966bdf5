"""Tokens kept for the next command: sealed, and shown to the server that gave them and to no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.profiles import found_profile
from twoway_client.store.database import Database
from twoway_client.sync.tokens import keep_token, recall_token

LOCAL, TOKEN = bytes(range(32)), "5a" * 32
HERE, ELSEWHERE = "https://sync.example.org", "https://evil.example"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Return a journal that keeps a token."""
    database = Database(found_profile(tmp_path).home)
    with database.writing():
        keep_token(database, LOCAL, HERE, TOKEN)
    return database


def test_a_token_comes_back_for_its_own_server(database: Database) -> None:
    """That saves a sign-in."""
    assert recall_token(database, LOCAL, HERE) == TOKEN


@pytest.mark.parametrize("url", [ELSEWHERE, HERE + "/", "", HERE.replace("https", "http")])
def test_no_other_server_is_shown_it(database: Database, url: str) -> None:
    """Whoever asks for a sync with another address signs in there anew."""
    assert recall_token(database, LOCAL, url) == ""


def test_it_is_sealed_under_the_key_of_this_device(database: Database) -> None:
    """A copy of the journal alone opens nothing on the server."""
    kept = database.get("token") or b""

    assert recall_token(database, bytes(32), HERE) == ""
    assert bytes.fromhex(TOKEN) not in kept
    assert TOKEN.encode() not in kept


def test_a_token_that_was_changed_is_none(database: Database) -> None:
    """It costs a sign-in, and no error."""
    kept = database.get("token") or b""
    with database.writing():
        database.put("token", kept[:-1] + bytes([kept[-1] ^ 1]))

    assert recall_token(database, LOCAL, HERE) == ""


def test_where_none_was_kept_there_is_none(tmp_path: Path) -> None:
    """As before the first exchange."""
    assert recall_token(Database(found_profile(tmp_path).home), LOCAL, HERE) == ""
