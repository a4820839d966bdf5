"""Entries from the newest backwards."""

from __future__ import annotations

from itertools import islice

from twoway_client.store.newest import Written, newest_first
from twoway_client.store.outbox import Reader
from twoway_core.events.log import JotNoted

from ..home import TestHome


def read(home: TestHome, *, others: bool = True, most: int | None = None) -> list[Written]:
    """Return what is read from a home."""
    desk = home.desk()
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    found = newest_first(desk.database, reader, desk.epoch_keys, desk.keys.device, others=others)
    return list(islice(found, most))


def test_everything_is_read_once_in_falling_order(fresh: TestHome) -> None:
    """More entries than one window of the outbox holds."""
    with fresh.desk().batch() as batch:
        for number in range(600):
            batch.add(JotNoted(text=str(number)))
    ids = [written.id for written in read(fresh)]

    assert len(ids) == 44 + 600
    assert ids == sorted(ids, reverse=True)


def test_reading_stops_where_it_is_no_longer_asked_for(fresh: TestHome) -> None:
    """The newest two, and who wrote them."""
    newest = fresh.write("jot", "last")
    found = read(fresh, most=2)

    assert len(found) == 2
    assert found[0].device == fresh.desk().keys.device
    assert newest
    assert found[0].entry.type == "jot.noted"


def test_an_empty_outbox_gives_nothing(fresh: TestHome) -> None:
    """Nothing written by this device."""
    fresh.desk().database.execute("DELETE FROM outbox")

    assert read(fresh, others=False) == []
