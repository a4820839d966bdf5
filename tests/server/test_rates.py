"""Shares of requests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_server import rates
from twoway_server.rates import Buckets, Meter, group_of

from .caller import Clock


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    """Three at once, then one every half second."""
    clock = Clock()
    buckets = Buckets(2, 3, clock)

    at_once = [buckets.take("a") for _ in range(4)]
    clock.now += 0.5
    later = [buckets.take("a") for _ in range(2)]

    assert (at_once, later) == ([True, True, True, False], [True, False])


def test_buckets_are_apart() -> None:
    """Nobody uses up another's share."""
    buckets = Buckets(1, 1, Clock())
    buckets.take("a")

    assert buckets.take("b")


@given(pauses=st.lists(st.floats(0, 10), max_size=50), burst=st.integers(1, 5))
def test_nobody_gets_more_than_burst_and_rate(pauses: list[float], burst: int) -> None:
    """However the requests are spread, no more than burst plus rate times time are let through."""
    clock = Clock()
    buckets = Buckets(0.5, burst, clock)
    taken = 0
    for pause in pauses:
        clock.now += pause
        taken += buckets.take("a")

    assert taken <= burst + 0.5 * sum(pauses) + 1e-6


def test_a_million_callers_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the latest callers are remembered."""
    monkeypatch.setattr(rates, "MAX_BUCKETS", 3)
    buckets = Buckets(0.001, 1, Clock())
    for caller in range(10):
        buckets.take(caller)

    assert len(buckets) == 3
    assert not buckets.take(9)
    assert buckets.take(0)


def test_a_meter_lets_through_what_it_holds() -> None:
    """So much at once, then so much a second; whoever takes too much gets nothing, and begins at nothing."""
    clock = Clock()
    meter = Meter(10, 100, clock)

    taken = [meter.take(60), meter.take(60), meter.take(1)]
    clock.now += 5
    taken += [meter.take(50), meter.take(1)]
    clock.now += 1000
    taken += [meter.take(100), meter.take(1)]

    assert taken == [True, False, False, True, False, True, False]


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("a:b", "a:b"),
        ("", ""),
    ],
)
def test_an_address_counts_as_its_network(address: str, group: str) -> None:
    """Whoever has a /64 of IPv6 is one caller; an IPv4 address is itself, however it is written."""
    assert group_of(address) == group
