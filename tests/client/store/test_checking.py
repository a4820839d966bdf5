"""Checking everything again: what was changed on this disk is found, and named by what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import Profile, found_profile
from twoway_client.store.checking import Check, check_journal
from twoway_client.store.outbox import Reader
from twoway_client.sync.session import exchange


@pytest.fixture
def laptop(tmp_path: Path) -> Profile:
    """Return a device that wrote three segments."""
    profile, server = found_profile(tmp_path), FakeServer()
    for text in ("one", "two", "three"):
        profile.jot(text)
        desk = profile.desk()
        exchange(desk, FakeRemote(server))
        desk.database.close()
    return profile


def check(profile: Profile) -> Check:
    """Return what a check finds."""
    desk = profile.desk()
    try:
        reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
        return check_journal(desk.segments, reader, desk.epoch_keys)
    finally:
        desk.database.close()


def rows(profile: Profile) -> list[tuple[bytes, ...]]:
    """Return (hash, header, signature, body) of every segment, in order."""
    desk = profile.desk()
    found = desk.database.execute("SELECT hash, header, signature, body FROM segments ORDER BY number").fetchall()
    desk.database.close()
    return found


def rewrite(profile: Profile, name: bytes, **columns: bytes) -> None:
    """Change some columns of the segment ``name`` on the disk."""
    desk = profile.desk()
    with desk.database.writing():
        for column, value in columns.items():
            desk.database.execute(f"UPDATE segments SET {column} = ? WHERE hash = ?", (value, name))
    desk.database.close()


def test_what_nobody_touched_is_good(laptop: Profile) -> None:
    """Three segments, three entries, nothing to say."""
    found = check(laptop)

    assert (found.segments, found.entries, found.faults, found.damaged) == (3, 3, [], [])


def test_whole_segments_put_in_each_others_places_are_found(laptop: Profile) -> None:
    """Each is well signed and opens; neither is what stands in its place."""
    (one, *first), (two, *second), _ = rows(laptop)
    names = ("header", "signature", "body")
    rewrite(laptop, one, **dict(zip(names, second, strict=True)))
    rewrite(laptop, two, **dict(zip(names, first, strict=True)))

    assert sorted(check(laptop).damaged) == sorted([one, two])


@pytest.mark.parametrize("column", ["signature", "body"])
def test_a_bit_that_was_changed_is_found(laptop: Profile, column: str) -> None:
    """In the signature or in the body; the others are good."""
    name, _, signature, body = rows(laptop)[1]
    value = {"signature": signature, "body": body}[column]
    rewrite(laptop, name, **{column: value[:-1] + bytes([value[-1] ^ 1])})

    assert check(laptop).damaged == [name]
