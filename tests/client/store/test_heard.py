"""When a device was heard from: whatever newly comes counts, by this device's clock; a first sync brings the past."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import NOON, Profile, admit, found_profile
from twoway_client.store.heard import SIGNED, heard_ms, note_signers, stale
from twoway_client.sync.rosters import Rosters
from twoway_client.sync.session import exchange, last_synced_ms
from twoway_client.times import to_ms

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def sync(profile: Profile, server: FakeServer, now: datetime) -> None:
    """Exchange once, at ``now``."""
    desk = profile.desk(now)
    exchange(desk, FakeRemote(server))
    desk.database.close()


def heard(profile: Profile, other: Profile) -> int | None:
    """Return when ``profile`` last heard from ``other``."""
    desk = profile.desk()
    with closing(desk.database):
        return heard_ms(desk.database).get(other.keys.public.device)


@pytest.fixture
def server() -> FakeServer:
    """Return an empty server."""
    return FakeServer()


def test_a_device_is_heard_when_something_of_it_comes_not_when_it_was_written(
    tmp_path: Path, server: FakeServer
) -> None:
    """The phone wrote at noon; the laptop, which has synced before, heard of it a day later."""
    laptop = found_profile(tmp_path)
    phone = admit(laptop, tmp_path, "phone")
    sync(laptop, server, NOON)
    phone.jot("at noon")
    sync(phone, server, NOON)

    sync(laptop, server, NOON + DAY)
    sync(laptop, server, NOON + 2 * DAY)

    assert heard(laptop, phone) == to_ms(NOON + DAY)


def test_the_first_sync_of_a_device_brings_the_past_of_the_others(tmp_path: Path, server: FakeServer) -> None:
    """The phone's entries tell a newcomer when it wrote them; a clock that runs ahead counts as now."""
    laptop = found_profile(tmp_path)
    phone = admit(laptop, tmp_path, "phone")
    sync(laptop, server, NOON)
    phone.jot("at noon")
    sync(phone, server, NOON)
    later, earlier = (admit(laptop, tmp_path, name) for name in ("later", "earlier"))

    sync(later, server, NOON + 5 * DAY)
    sync(earlier, server, NOON - 5 * DAY)

    assert heard(later, phone) == to_ms(NOON)
    assert heard(earlier, phone) == to_ms(NOON - 5 * DAY)


def test_whoever_admitted_a_device_was_heard_by_it_however_long_it_wrote_nothing(
    tmp_path: Path, server: FakeServer
) -> None:
    """Admitting is a sign of life; of the paper key that admitted nobody, and of this device itself, there is none."""
    laptop = found_profile(tmp_path)
    laptop.jot("at noon")
    sync(laptop, server, NOON)
    phone = admit(laptop, tmp_path, "phone")

    sync(phone, server, NOON + 5 * DAY)
    desk = phone.desk()
    roster, own = desk.segments.roster(), phone.keys.public.device
    with closing(desk.database):
        assert heard_ms(desk.database) == {laptop.keys.public.device: to_ms(NOON + 5 * DAY)}
        assert stale(desk.database, roster, own, to_ms(NOON + 8 * DAY)) == []
    assert heard(laptop, laptop) is None


def test_what_a_device_signs_in_the_list_of_devices_is_a_sign_of_life_once(tmp_path: Path, server: FakeServer) -> None:
    """When that comes, not again with each exchange after it; nor does it count where it stands in another branch."""
    laptop = found_profile(tmp_path)
    phone = admit(laptop, tmp_path, "phone")
    sync(laptop, server, NOON)
    sync(phone, server, NOON)
    admit(laptop, tmp_path, "tablet")
    desk = laptop.desk(NOON)
    with closing(desk.database):
        Rosters(desk.segments, FakeRemote(server), desk.segments.roster()).bring(0)

    sync(phone, server, NOON + 2 * DAY)
    sync(phone, server, NOON + 6 * DAY)
    after = heard(phone, laptop)
    desk = phone.desk()
    with closing(desk.database), desk.database.writing():
        desk.database.put(SIGNED, bytes(32))
        note_signers(desk.database, desk.segments.roster(), phone.keys.public.device, to_ms(NOON + 7 * DAY))

    assert after == heard(phone, laptop) == to_ms(NOON + 2 * DAY)


def test_a_profile_that_noted_no_signers_yet_does_not_take_the_past_for_news(
    tmp_path: Path, server: FakeServer
) -> None:
    """Such as one of an earlier version: the list of devices that it has is no sign of life."""
    laptop = found_profile(tmp_path)
    phone = admit(laptop, tmp_path, "phone")
    sync(laptop, server, NOON)
    sync(phone, server, NOON)
    desk = phone.desk()
    with closing(desk.database), desk.database.writing():
        desk.database.execute("DELETE FROM meta WHERE key = ?", (SIGNED,))
        note_signers(desk.database, desk.segments.roster(), phone.keys.public.device, to_ms(NOON + 7 * DAY))

    assert heard(phone, laptop) == to_ms(NOON)


def test_a_device_is_stale_after_three_days(tmp_path: Path, server: FakeServer) -> None:
    """Not before; and this device itself, the paper key and whoever was never heard of are not."""
    laptop = found_profile(tmp_path)
    phone = admit(laptop, tmp_path, "phone")
    admit(laptop, tmp_path, "tablet")
    sync(laptop, server, NOON)
    phone.jot("at noon")
    sync(phone, server, NOON)
    sync(laptop, server, NOON)
    desk, noon = laptop.desk(), to_ms(NOON)
    roster, own, days = desk.segments.roster(), laptop.keys.public.device, to_ms(NOON + 3 * DAY)

    with closing(desk.database):
        assert stale(desk.database, roster, own, days) == []
        assert stale(desk.database, roster, own, days + 1) == [(phone.keys.public.device, noon)]


def test_a_profile_remembers_when_it_last_exchanged_everything(tmp_path: Path, server: FakeServer) -> None:
    """Never, at first."""
    laptop = found_profile(tmp_path)
    before = last_synced_ms(laptop.desk())

    sync(laptop, server, NOON)

    assert (before, last_synced_ms(laptop.desk())) == (None, to_ms(NOON))
