"""Devices of both kinds under random schedules: whatever happened, all of them end with the same journal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.client.home import TestHome
from tests.web.house import Phone, house
from tests.web.node import Node
from tests.web.schedule import Schedule

SEEDS = [int(seed) for seed in os.environ.get("TWOWAY_WEB_SEEDS", "1 2 3").split()]
STEPS = 40


@pytest.mark.parametrize("seed", SEEDS)
def test_all_devices_end_with_one_journal(
    seed: int, tmp_path: Path, node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writes, exchanges, revocations, new keys, a server killed, wiped and rolled back, a storage put back."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with house(tmp_path, node) as town:
        laptop, desk = (TestHome(tmp_path / name, monkeypatch) for name in ("laptop", "desk"))
        phone, tablet = (Phone(node, f"{name} of {seed}") for name in ("phone", "tablet"))
        assert laptop.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check", "--no-starter").code == 0
        assert laptop.run("sync", town.url).code == 0
        town.cli_invites(laptop, phone, "phone")
        town.app_invites(phone, desk, "desk")
        laptop.run("sync")
        town.cli_invites(laptop, tablet, "tablet")
        schedule = Schedule(town, laptop, desk, phone, tablet, seed)
        schedule.run(STEPS)
        schedule.settle()
        held = {name: schedule.entries(name) for name in schedule.stay}
        everything = b"".join(held["laptop"])
        logs = {name: home.json("log")["entries"] for name, home in schedule.homes.items() if name in schedule.stay}
        heads = [each.ask("heads") for name, each in schedule.phones.items() if name in schedule.stay]
        assert all(each == held["laptop"] for each in held.values()), schedule.trace
        assert [text for text in schedule.written if text not in everything] == [], schedule.trace
        assert all(log == logs["laptop"] for log in logs.values())
        assert all(each == heads[0] for each in heads)
        assert all(each.ask("status")["unsynced"] == 0 for n, each in schedule.phones.items() if n in schedule.stay)
