"""Destroying erased texts here: each has its own 72 hours."""

from __future__ import annotations

from tests.client.home import TestHome

FIRST, SECOND = "one left in spring", "she hesitated long"


def waiting(home: TestHome) -> bytes:
    """Return all entries that wait to be sent, opened, one after another."""
    desk = home.desk()
    found = b"".join(data for _, data in desk.index.reader.entries())
    desk.database.close()
    return found


def test_a_text_that_is_due_takes_no_other_with_it(acme: TestHome) -> None:
    """A thief's erasure of today is not carried out because one of mine is due."""
    first, second = acme.write("note", FIRST), acme.write("note", SECOND)
    acme.write("erase", first, "--confirm", "erase")
    acme.now = "2026-03-07T12:50:00+01:00"
    acme.write("erase", second, "--confirm", "erase")

    acme.now = "2026-03-07T13:50:00+01:00"
    acme.run("log")

    left = waiting(acme)
    assert FIRST.encode() not in left
    assert SECOND.encode() in left
