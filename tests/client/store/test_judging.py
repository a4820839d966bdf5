"""Judging anew: when the roster grows, what counts is found again among all that is here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.store.shelf import Shelf, flipped
from tests.core.people import cutoff_at
from twoway_client.store.aside import let_go_unknown
from twoway_client.store.segments import CHECKPOINT
from twoway_core.sealing.segment import Segment
from twoway_core.trust.roster import found


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty store."""
    return Shelf.make(tmp_path)


def waiting(shelf: Shelf) -> Segment:
    """Return a segment that waits on the shelf: its author is admitted meanwhile, which is not known there yet."""
    before = shelf.person.roster
    tablet = shelf.person.admit(name="tablet")
    segment = shelf.person.write(tablet, shelf.person.tip(tablet))
    with shelf.database.writing():
        shelf.store.admit(before, [segment], pushed=True)
    assert shelf.aside() == {segment.hash: "waiting"}
    return segment


def test_what_waited_for_its_author_comes_to_count(shelf: Shelf) -> None:
    """As soon as the list says who that is."""
    segment = waiting(shelf)

    came = shelf.pin()

    assert (came, shelf.counted(), shelf.aside()) == (1, {segment.hash}, {})


def test_what_no_list_names_the_author_of_is_let_go_and_may_come_again(shelf: Shelf) -> None:
    """Somebody may have made it up; whoever has it sends it once more, and then it counts."""
    before, segment = shelf.person.roster, waiting(shelf)
    let_go_unknown(shelf.database, found(before.entries[:-1]))

    gone = shelf.aside()
    shelf.pin()
    shelf.take([segment])

    assert (gone, shelf.counted()) == ({}, {segment.hash})


def test_what_waits_for_an_author_who_is_known_now_stays(shelf: Shelf) -> None:
    """It is judged by the list that came."""
    segment = waiting(shelf)

    let_go_unknown(shelf.database, shelf.person.roster)

    assert shelf.aside() == {segment.hash: "waiting"}


@pytest.mark.parametrize("column", ["signature", "body"])
def test_what_waited_is_verified_before_it_counts(shelf: Shelf, column: str) -> None:
    """Nobody could verify it when it came: an unknown device has no key. What does not hold then goes."""
    waits = waiting(shelf)
    spoilt = flipped(waits.signature) if column == "signature" else waits.body + b"\0"
    with shelf.database.writing():
        shelf.database.execute(f"UPDATE aside SET {column} = ?", (spoilt,))

    came = shelf.pin()

    assert (came, shelf.counted(), shelf.aside()) == (0, set(), {})


def test_what_a_revocation_cuts_off_stops_counting_and_leaves_the_views(shelf: Shelf) -> None:
    """Its entries are in no checkpoint any more, and the chain ends where the cut-off lies."""
    chain = shelf.person.write_chain(shelf.phone, 3)
    shelf.take(chain)
    with shelf.database.writing():
        shelf.database.put(CHECKPOINT, b"made of all three")
    shelf.person.revoke(shelf.phone, cutoffs=[cutoff_at(chain[0])])

    shelf.pin()

    assert shelf.counted() == {chain[0].hash}
    assert set(shelf.aside().values()) == {"quarantined"}
    assert [head.hash for heads in shelf.store.heads().values() for head in heads] == [chain[0].hash]
    assert shelf.database.get(CHECKPOINT) is None


def test_what_goes_on_counting_keeps_its_views(shelf: Shelf) -> None:
    """A device more changes nothing of what was read before."""
    shelf.take(shelf.person.write_chain(shelf.phone, 2))
    with shelf.database.writing():
        shelf.database.put(CHECKPOINT, b"made of both")
    shelf.person.admit(name="tablet")

    shelf.pin()

    assert shelf.database.get(CHECKPOINT) == b"made of both"
