"""What was cut under an older key and not sent is taken back: what does not open any more stays on this disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import Profile, admit, found_profile
from tests.client.sync.erasures import DUE, erase, write
from twoway_client.errors import Refusal
from twoway_client.store.checking import check_journal
from twoway_client.store.outbox import Reader
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.session import exchange
from twoway_client.sync.standing import rotate
from twoway_core.codec import Wire
from twoway_core.entry import decode_entry
from twoway_core.events.log import JotNoted
from twoway_core.sync.messages import Push

LOST, KEPT = "changed on the disk", "still whole"


class Deaf(FakeServer):
    """A server to which nothing can be pushed while ``is_deaf``."""

    is_deaf = False

    def handle(self, token: str, message: Wire) -> Wire:
        if self.is_deaf and isinstance(message, Push):
            raise Refusal("no-answer", "the network went away.", mend="later")
        return super().handle(token, message)


@pytest.fixture
def server() -> Deaf:
    """Return a server that hears everything, to begin with."""
    return Deaf()


@pytest.fixture
def devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Deaf) -> tuple[Profile, Profile]:
    """Return a laptop with two segments that no server has, with ``LOST`` and with ``KEPT``, and a phone beside it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    laptop = found_profile(tmp_path)
    laptop.jot("before")
    sync(laptop, server)
    phone = admit(laptop, tmp_path, "phone")
    sync(laptop, server)
    server.is_deaf = True
    for text in (LOST, KEPT):
        laptop.jot(text)
        with pytest.raises(Refusal):
            sync(laptop, server)
    server.is_deaf = False
    return laptop, phone


def sync(profile: Profile, server: FakeServer) -> Outcome:
    """Exchange once."""
    desk = profile.desk()
    try:
        return exchange(desk, FakeRemote(server))
    finally:
        desk.database.close()


def spoil(profile: Profile, column: str, eighths: int) -> bytes:
    """Change one bit, so far into a column of the first segment that was not sent; return its hash."""
    desk = profile.desk()
    sql = f"SELECT hash, {column} FROM segments WHERE pushed = 0 ORDER BY number"
    name, value = desk.database.row(sql)
    at = len(value) * eighths // 8
    changed = value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
    with desk.database.writing():
        desk.database.execute(f"UPDATE segments SET {column} = ? WHERE hash = ?", (changed, name))
    desk.database.close()
    return bytes(name)


def renew(phone: Profile, server: FakeServer) -> None:
    """Begin a new key."""
    sync(phone, server)
    desk = phone.desk()
    rotate(desk, FakeRemote(server))
    desk.database.close()
    sync(phone, server)


def faults(profile: Profile) -> list[str]:
    """Return what a check of the whole journal finds."""
    desk = profile.desk()
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    found = check_journal(desk.segments, reader, desk.epoch_keys)
    desk.database.close()
    return found.faults


def aside(profile: Profile) -> list[tuple[bytes, str]]:
    """Return what is kept and does not count."""
    desk = profile.desk()
    found = desk.database.execute("SELECT hash, verdict FROM aside").fetchall()
    desk.database.close()
    return found


def jots(profile: Profile) -> list[str]:
    """Return the jots that a device holds."""
    held = [decode_entry(data).fields for data in profile.entries()]
    return sorted(text for text in ("before", LOST, KEPT) for fields in held if text.encode() in bytes(fields))


@pytest.mark.parametrize(("column", "eighths"), [("body", 4), *(("header", eighths) for eighths in range(8))])
def test_what_does_not_open_is_kept_as_it_lies_and_never_sent(
    devices: tuple[Profile, Profile], server: Deaf, column: str, eighths: int
) -> None:
    """It may be the only copy; the rest of its chain goes out under the new key."""
    laptop, phone = devices
    name = spoil(laptop, column, eighths)
    for _ in range(2):
        renew(phone, server)
        sync(laptop, server)

    assert aside(laptop) == [(name, "withdrawn")]
    assert faults(laptop) == [
        f"segment {name.hex()[:8]}: it was changed on this disk; it was never sent, and is kept as it is"
    ]
    assert jots(laptop) == ["before", KEPT]
    assert name not in server.segments


def test_what_is_kept_is_in_no_way_of_an_erasure(devices: tuple[Profile, Profile], server: Deaf) -> None:
    """Even where its header is none any more: it is met whenever a text is destroyed."""
    laptop, phone = devices
    spoil(laptop, "header", 0)
    renew(phone, server)
    sync(laptop, server)
    erase(laptop, write(laptop, JotNoted(text="erased later")))
    sync(laptop, server)
    desk = laptop.desk(DUE)
    exchange(desk, FakeRemote(server))
    desk.database.close()

    assert jots(laptop) == ["before", KEPT]
    assert not any(b"erased later" in data for data in laptop.entries())


def test_what_opens_is_taken_back_whole(devices: tuple[Profile, Profile], server: Deaf) -> None:
    """Nothing is put aside where nothing is wrong."""
    laptop, phone = devices
    renew(phone, server)
    sync(laptop, server)

    assert (aside(laptop), faults(laptop)) == ([], [])
    assert jots(laptop) == ["before", LOST, KEPT]
