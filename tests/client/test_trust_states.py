"""The closed list of states: each has a sentence for one and for many, and says whether it needs eyes."""

from __future__ import annotations

from typing import get_args

import pytest

from twoway_client import trust_states as words
from twoway_client.trust_states import StateName, TrustState, needs_eyes

CHAIN = bytes.fromhex("3fa9c1d2") + bytes(12)
HOUR_MS = 60 * 60 * 1000
EVERY = [
    words.restored(),
    words.repaired(9),
    words.rollback(CHAIN),
    words.fork("phone", CHAIN, 7),
    words.switched("ours"),
    words.quarantine(2, ["phone"]),
    words.missing("2 segments of phone", "numbers 7 to 8", "were seen by desk", "twoway sync on phone", CHAIN),
    words.stale("phone", 73 * HOUR_MS),
    *words.damage(["segment 3fa9c1d2: it was changed"]),
    words.refused_here(1),
    words.shut_out("phone"),
]


def test_every_state_of_the_list_has_words() -> None:
    """None is left out, and there is no other."""
    assert {state.state for state in EVERY} == set(get_args(StateName))


@pytest.mark.parametrize("state", EVERY, ids=[state.state for state in EVERY])
def test_all_but_a_silent_device_and_an_older_copy_need_eyes(state: TrustState) -> None:
    """A device may be off for days, and a backup may be put back; anything else ends a command with exit 4."""
    assert state.needs_eyes is (state.state not in ("stale", "restored"))
    assert needs_eyes([state]) is state.needs_eyes


@pytest.mark.parametrize(
    ("state", "beginning"),
    [
        (words.repaired(1), "the server had lost one entry that it had confirmed. It was sent again"),
        (words.repaired(9), "the server had lost 9 entries that it had confirmed. They were sent again"),
        (words.quarantine(1, []), "1 segment was put aside: whoever wrote it may"),
        (words.quarantine(2, ["phone", "desk"]), "2 segments of desk and phone were put aside: whoever wrote them"),
        (words.unopened(1), "1 segment came with a text that is not what was signed. Sync the device that wrote it."),
        (words.unopened(2), "2 segments came with texts that are not what was signed."),
        (words.not_mended(1, CHAIN), "1 segment was changed on this disk, and the server did not send it again."),
        (words.not_mended(2, CHAIN), "2 segments were changed on this disk, and the server did not send them again."),
        (words.refused_there(1), "the server did not take 1 segment of this journal; it is kept here"),
        (words.refused_there(2), "the server did not take 2 segments of this journal; they are kept here"),
        (words.out_of_order(1), "1 segment waits for what came before"),
        (words.out_of_order(2), "2 segments wait for what came before"),
        (words.switched("theirs"), "there were two lists of the devices of this journal, as after a server's backup; "),
        (words.stale("phone", 73 * HOUR_MS), "phone was last heard from 3 days ago."),
        (words.fork("phone", CHAIN, 7), "two copies of one device have written at the same time: phone, chain 3fa9"),
        (words.more_missing(1), "segments of 1 more chain are missing"),
        (words.more_missing(2), "segments of 2 more chains are missing"),
    ],
)
def test_a_state_speaks_of_one_and_of_many(state: TrustState, beginning: str) -> None:
    """The words agree with the number."""
    assert state.what.startswith(beginning)


def test_the_branch_that_was_taken_is_named() -> None:
    """Ours or the server's."""
    assert "the one that this device had counts" in words.switched("ours").what
    assert "the one that the server had counts" in words.switched("theirs").what
