"""Entry ids rise, whatever the clock on the wall does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.clock import AHEAD_LIMIT_MS, LAST_MS, HybridClock, is_unreliable
from twoway_core.ids import id_counter, id_ms, is_entry_id, make_entry_id

NOW = 1_772_629_800_000
RANDOMS = st.integers(0, 2**62 - 1)
WALLS = st.one_of(st.integers(NOW - 5, NOW + 5), st.integers(-(2**70), 2**70))
SEEN = st.builds(make_entry_id, st.integers(0, 2**48 - 1), st.sampled_from([0, 1, 4094, 4095]), RANDOMS)


@given(st.lists(st.tuples(WALLS, RANDOMS), min_size=1, max_size=50))
def test_ids_rise_whatever_the_wall_clock_does(calls: list[tuple[int, int]]) -> None:
    """A clock that jumps, stands still or runs backwards never gives an id that does not exceed the last."""
    clock = HybridClock()

    ids = [clock.next(now_ms, random) for now_ms, random in calls]

    assert all(one < other for one, other in pairwise(ids))
    assert all(is_entry_id(each) for each in ids)


@given(st.lists(st.tuples(WALLS, st.one_of(st.none(), SEEN), RANDOMS), max_size=50))
def test_a_new_id_exceeds_every_reliable_id_that_was_seen(calls: list[tuple[int, bytes | None, int]]) -> None:
    """Ids of this device and of others are exceeded, save those that are far ahead of the wall clock."""
    clock = HybridClock()
    highest = b""

    for now_ms, seen, random in calls:
        if seen is not None:
            clock.observe(seen, now_ms)
            highest = highest if is_unreliable(seen, now_ms) else max(highest, seen)
        new = clock.next(now_ms, random)

        assert new > highest
        highest = new


@given(st.lists(st.tuples(st.integers(NOW, NOW + 10**9), RANDOMS), min_size=1, max_size=20))
def test_while_the_wall_clock_rises_the_id_says_its_time(calls: list[tuple[int, int]]) -> None:
    """With a good clock, an id's milliseconds are those of the moment it was made in."""
    clock = HybridClock()

    for now_ms, random in sorted(set(calls)):
        assert id_ms(clock.next(now_ms, random)) == now_ms


def test_the_counter_rises_within_a_millisecond() -> None:
    """Several ids of one millisecond are told apart by the counter."""
    clock = HybridClock()

    ids = [clock.next(NOW, 0) for _ in range(3)]

    assert [(id_ms(each), id_counter(each)) for each in ids] == [(NOW, 0), (NOW, 1), (NOW, 2)]


def test_a_full_counter_moves_the_milliseconds() -> None:
    """After 4,096 ids of one millisecond the next is borrowed, and no sooner."""
    clock = HybridClock(NOW, 4094)

    ids = [clock.next(NOW, 0) for _ in range(2)]

    assert [(id_ms(each), id_counter(each)) for each in ids] == [(NOW, 4095), (NOW + 1, 0)]


@pytest.mark.parametrize(("ahead_ms", "unreliable"), [(AHEAD_LIMIT_MS, False), (AHEAD_LIMIT_MS + 1, True), (-1, False)])
def test_an_id_more_than_a_day_ahead_is_unreliable(ahead_ms: int, unreliable: bool) -> None:
    """Twenty-four hours ahead is still believed; a millisecond more is not."""
    assert is_unreliable(make_entry_id(NOW + ahead_ms, 0, 0), NOW) is unreliable


def test_an_unreliable_id_does_not_drag_the_clock_along() -> None:
    """One device with its clock in 2099 does not date everybody's entries."""
    clock = HybridClock()

    clock.observe(make_entry_id(NOW + AHEAD_LIMIT_MS + 1, 0, 0), NOW)

    assert id_ms(clock.next(NOW, 0)) == NOW


def test_an_older_id_does_not_set_the_clock_back() -> None:
    """What was seen counts only where it is ahead."""
    clock = HybridClock(NOW, 7)

    clock.observe(make_entry_id(NOW, 6, 0), NOW)

    assert (clock.ms, clock.counter) == (NOW, 7)


def test_a_clock_before_1970_counts_from_there() -> None:
    """An id holds no negative time."""
    assert id_ms(HybridClock().next(-5, 0)) == 0


def test_no_id_makes_the_clock_run_out() -> None:
    """Neither the last id there can be nor a clock beyond the year 9999 leaves the next entry without an id."""
    clock = HybridClock()

    clock.observe(make_entry_id(2**48 - 1, 4095, 0), 2**60)

    assert id_ms(clock.next(2**60, 0)) == LAST_MS
