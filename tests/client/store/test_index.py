"""The checkpoint: whatever was filed when, and wherever an entry lies by now, no view misses it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import Profile, admit, found_profile
from twoway_client.store.index import Index
from twoway_client.sync.session import exchange
from twoway_core.events.case import OpportunityOpened
from twoway_core.events.talk import ObservationNoted
from twoway_core.journal.fold import fold


def look(profile: Profile) -> int:
    """Open the views, and return how many entries they are made of."""
    desk = profile.desk()
    count = len(desk.index.everything())
    desk.database.close()
    return count


def sync(profile: Profile, server: FakeServer) -> None:
    """Exchange once."""
    desk = profile.desk()
    exchange(desk, FakeRemote(server))
    desk.database.close()


def test_an_entry_written_between_a_view_and_a_sync_is_in_the_next_view(tmp_path: Path) -> None:
    """The segment holds one entry that was filed before, and one that was not."""
    laptop, server = found_profile(tmp_path), FakeServer()
    laptop.jot("filed")
    look(laptop)
    laptop.jot("not filed yet")

    sync(laptop, server)

    assert look(laptop) == 2


@pytest.mark.parametrize("said", ["disk I/O error", "database or disk is full"])
def test_a_disk_that_fails_while_filing_hides_no_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """What was written stands; a view is made without keeping what only saves time."""
    laptop = found_profile(tmp_path)
    laptop.jot("one", "two")

    def fail(index: Index) -> None:
        raise sqlite3.OperationalError(said)

    monkeypatch.setattr(Index, "_save", fail)

    assert look(laptop) == 2


@pytest.mark.timeout(300)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["laptop", "desk"]), st.sampled_from(["jot", "saw", "open", "look", "sync"])),
        max_size=16,
    )
)
def test_the_checkpoint_and_the_rest_equal_a_fold_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    """Whatever is written, looked at and synced in whatever order: the views are those of all entries."""
    folder, server = tmp_path_factory.mktemp("law"), FakeServer()
    laptop = found_profile(folder)
    devices = {"laptop": laptop, "desk": admit(laptop, folder, "desk")}
    opened: list[bytes] = []
    for name, step in steps:
        _take(devices[name], step, server, opened)
    for profile in devices.values():
        desk = profile.desk()
        kept = desk.index.everything()
        desk.database.close()

        assert {entry.id for entry in kept} == {entry[3:19] for entry in profile.entries()}

        with_checkpoint = fold(kept)
        _forget(profile)
        anew = profile.desk()

        assert fold(anew.index.everything()) == with_checkpoint
        assert anew.index.checkpoint.summaries == desk.index.checkpoint.summaries
        anew.database.close()


def _take(profile: Profile, step: str, server: FakeServer, opened: list[bytes]) -> None:
    if step == "sync":
        sync(profile, server)
    elif step == "look":
        look(profile)
    elif step == "jot" or (step == "saw" and not opened):
        profile.jot("a note")
    else:
        desk = profile.desk()
        if step == "open":
            opened.append(desk.write(OpportunityOpened(firm="Acme")))
        else:
            desk.write(ObservationNoted(opportunity=opened[-1], text="a cue"))
        desk.database.close()


def _forget(profile: Profile) -> None:
    desk = profile.desk()
    with desk.database.writing():
        desk.database.execute("DELETE FROM meta WHERE key = 'checkpoint'")
        desk.database.execute("DELETE FROM parts")
    desk.database.close()
