"""Branches that lost: what was written under them is kept aside, if it was signed by who was in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.client.store.shelf import Shelf, flipped
from tests.core.people import Person
from twoway_client.store.branches import SUPERSEDED, keep_branch, lost_branches
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import Segment


@dataclass
class Lost:
    """A shelf under the branch that won, and the person as the other branch knew it, with a tablet."""

    shelf: Shelf
    branch: Person
    tablet: DeviceKeys

    def write(self, keys: DeviceKeys) -> Segment:
        """Return a segment of ``keys`` that cites the branch that lost."""
        return self.branch.write(keys, self.branch.tip(keys))


@pytest.fixture
def lost(tmp_path: Path) -> Lost:
    """Return a shelf that knows of a branch that lost."""
    shelf = Shelf.make(tmp_path)
    branch = shelf.person.copy()
    tablet = branch.admit(signer=shelf.phone, name="tablet")
    shelf.person.rotate()
    shelf.pin()
    with shelf.database.writing():
        keep_branch(shelf.database, branch.roster)
    return Lost(shelf, branch, tablet)


def test_a_branch_comes_back_as_it_was_kept(lost: Lost) -> None:
    """It proves itself again."""
    assert [branch.head for branch in lost_branches(lost.shelf.database)] == [lost.branch.roster.head]


def test_a_branch_that_was_changed_on_the_disk_is_left_out(lost: Lost) -> None:
    """Nothing is opened by a list that does not hold."""
    kept = lost.shelf.database.row("SELECT entries FROM branches")[0]
    with lost.shelf.database.writing():
        lost.shelf.database.execute("UPDATE branches SET entries = ?", (kept[:-1] + flipped(kept[-1:]),))

    assert lost_branches(lost.shelf.database) == []


def test_what_was_written_under_it_is_kept_aside_and_counts_for_nothing(lost: Lost) -> None:
    """By a device of both branches, and by one that this branch alone admitted."""
    segments = [lost.write(lost.shelf.phone), lost.write(lost.tablet)]

    taken = lost.shelf.take(segments)

    assert (taken.superseded, taken.segments) == (2, 0)
    assert lost.shelf.aside() == {each.hash: SUPERSEDED for each in segments}


def test_what_only_says_so_is_refused(lost: Lost) -> None:
    """A server that knows the branch cannot fill the shelf with what nobody signed."""
    good, stranger = lost.write(lost.tablet), lost.branch.newcomer()
    forged = Segment(good.header_bytes, flipped(good.signature), good.body)

    taken = lost.shelf.take([forged, lost.write(stranger)])

    assert (taken.refused, taken.superseded) == (2, 0)
    assert lost.shelf.aside() == {}
