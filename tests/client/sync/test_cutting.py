"""Cutting: where a chain goes on, and when a new one is opened instead."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import Profile, admit, found_profile
from twoway_client.sync.session import exchange


def sync(profile: Profile, server: FakeServer) -> None:
    """Exchange once, as a process of its own."""
    desk = profile.desk()
    exchange(desk, FakeRemote(server))
    desk.database.close()


def put_back(profile: Profile, backup: Path) -> None:
    """Restore the home of ``profile``; its rollback memory lies elsewhere, and stays."""
    shutil.rmtree(profile.home.folder)
    shutil.copytree(backup, profile.home.folder)


def test_one_chain_goes_on_from_sync_to_sync(tmp_path: Path) -> None:
    """As long as nothing was put back, a device writes a single chain."""
    laptop, server = found_profile(tmp_path), FakeServer()
    for text in ("one", "two", "three"):
        laptop.jot(text)
        sync(laptop, server)

    assert [len(heads) for heads in server.heads().values()] == [1]
    assert len(server.segments) == 3


def test_a_restored_journal_opens_a_new_chain_also_where_the_server_forgot_as_much(tmp_path: Path) -> None:
    """Nothing but the rollback memory knows better then: going on with the old chain would fork it."""
    laptop, server = found_profile(tmp_path), FakeServer()
    desk = admit(laptop, tmp_path, "desk")
    laptop.jot("before the backup")
    sync(laptop, server)
    shutil.copytree(laptop.home.folder, tmp_path / "backup")
    laptop.jot("after the backup")
    for profile in (laptop, desk):
        sync(profile, server)
    server.wipe()
    put_back(laptop, tmp_path / "backup")
    laptop.jot("on the restored copy")

    for profile in (laptop, desk, laptop):
        sync(profile, server)

    assert sorted(len(heads) for heads in server.heads().values()) == [1, 1, 1]
    assert len(laptop.entries()) == len(desk.entries()) == 3
