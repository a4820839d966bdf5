"""The law of erasing: whatever happens in which order, what was erased ends nowhere, and the rest everywhere."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.client.profiles import NOON, admit, found_profile
from tests.client.sync.erasures import HOUR, Net, erase, leaves, texts, write
from twoway_core.events.log import JotNoted
from twoway_core.sealing.segment import open_segment

NAMES = ("laptop", "desk", "phone")
STEP = st.tuples(st.sampled_from(NAMES), st.sampled_from(["note", "erase", "sync", "sync"]), st.integers(0, 30))


@settings(
    max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, max_size=10))
def test_what_was_erased_ends_nowhere_and_the_rest_everywhere(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]]
) -> None:
    """Each step may take hours; at the end everybody syncs until the hours of the last erasure are over."""
    folder = tmp_path_factory.mktemp("law")
    net, laptop = Net(folder), found_profile(folder)
    devices = {"laptop": laptop} | {name: admit(laptop, folder, name) for name in NAMES[1:]}
    written: list[bytes] = []
    erased: set[int] = set()
    now = NOON
    for name, action, number in steps:
        now += number * HOUR
        if action == "note":
            written.append(write(devices[name], JotNoted(text=f"note {len(written)}"), now))
        elif action == "erase" and written:
            erased.add(number % len(written))
            erase(devices[name], written[number % len(written)], now)
        elif action == "sync":
            net.sync(devices[name], now)
    for _ in range(3):
        for profile in devices.values():
            net.sync(profile, now)
        now += 73 * HOUR

    kept = {f"note {number}" for number in range(len(written)) if number not in erased}
    assert [texts(profile) for profile in devices.values()] == [kept] * len(NAMES)
    assert len({profile.state() for profile in devices.values()}) == 1
    assert {leaves(profile)[1] for profile in devices.values()} == {0}
    assert _on_server(net, laptop.desk().epoch_keys.current) == len(kept) + len(_erasures(net, steps))
    assert net.server.wanted == set()


def _on_server(net: Net, key: object) -> int:
    """Return how many entries have a text in the server's bodies."""
    opened = [open_segment(each, key) for each in net.server.segments.values()]  # type: ignore[arg-type]
    return sum(bool(blind) for text in opened for blind, _ in text.items)


def _erasures(net: Net, steps: list[tuple[str, str, int]]) -> list[int]:
    """Return the erasures that were written: one for each step that found something to erase."""
    done, count = [], 0
    for _, action, number in steps:
        count += action == "note"
        if action == "erase" and count:
            done.append(number)
    return done
