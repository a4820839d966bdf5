"""Devices: who may read, and what ends that; worked through the real commands and a real server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.commands.home_pair import Pair
from tests.client.profiles import admit
from tests.client.real_server import running


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """Return a laptop and a phone that the laptop admitted, both synced to a server."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "server"
    folder.mkdir()
    with running(folder) as address:
        yield Pair(tmp_path, address)


def test_the_list_shows_who_came_how_and_the_same_words_on_both(pair: Pair) -> None:
    """The paper key is the eldest; each device says by whom it came."""
    laptop, phone = (json.loads(pair.run(name, "devices", "--json").out) for name in ("laptop", "phone"))

    assert [(one["name"], one["by"], one["state"]) for one in laptop["devices"]] == [
        ("paper", "", ""),
        ("laptop", "paper", "this device"),
        ("phone", "laptop", ""),
    ]
    assert re.fullmatch(r"wrote \d+ min ago", laptop["devices"][1]["heard"])
    assert laptop["fingerprint"] == phone["fingerprint"]
    assert len(laptop["fingerprint"]) == 4


def test_a_revoked_phone_is_shut_out_and_said_so(pair: Pair) -> None:
    """It is refused with exit 1, its notes until then stay, and the list changes its words."""
    before = json.loads(pair.run("laptop", "devices", "--json").out)

    revoked = pair.run("laptop", "devices", "revoke", "phone", "--yes")
    refused = pair.run("phone", "sync")
    after = json.loads(pair.run("laptop", "devices", "--json").out)

    assert revoked.out == "phone revoked. A new key is in force; what was written until now stays.\n"
    assert refused.code == 1
    assert "no longer one of its devices" in " ".join(refused.err.split())
    assert after["devices"][2]["state"] == "revoked"
    assert after["epoch"] == before["epoch"] + 1 == 2
    assert after["fingerprint"] != before["fingerprint"]
    assert json.loads(pair.run("laptop", "verify", "--json").out)["entries"] == 2


def test_a_phone_cannot_revoke_the_laptop_that_admitted_it(pair: Pair) -> None:
    """A thief of the younger device does not lock out the elder one."""
    refused = pair.run("phone", "devices", "revoke", "laptop", "--yes")

    assert refused.code == 1
    assert "laptop came before this device" in refused.err


def test_without_a_yes_nobody_is_revoked(pair: Pair) -> None:
    """A script that cannot answer changes nothing."""
    refused = pair.run("laptop", "devices", "revoke", "phone")

    assert refused.code == 2
    assert pair.run("phone", "sync").code == 0


def test_the_log_shows_who_came_and_who_went(pair: Pair) -> None:
    """Beside the entries, on both sides of what was written."""
    pair.run("laptop", "devices", "rotate")
    pair.run("laptop", "devices", "revoke", "phone", "--yes")
    pair.run("laptop", "jot", "alone again")
    lines = [line[21:] for line in pair.run("laptop", "log").out.splitlines()]

    assert lines[:3] == ["laptop  jot noted: alone again", "laptop  device revoked: phone", "laptop  key rotated"]
    assert "laptop  device admitted: phone" in lines[3:]
    assert lines[-2:] == ["paper   device admitted: laptop", "paper   journal founded"]


def test_a_name_that_nobody_has_is_met_with_the_nearest(pair: Pair) -> None:
    """The mend is the list."""
    refused = pair.run("laptop", "devices", "revoke", "fone", "--yes")

    assert refused.code == 1
    assert "phone" in refused.err


def test_of_two_phones_one_is_revoked_by_its_id(pair: Pair, tmp_path: Path) -> None:
    """A second device of that name, perhaps taken on purpose: the list tells them apart, and a name is not enough."""
    (tmp_path / "other").mkdir()
    pair.profiles["thief"] = admit(pair.profiles["laptop"], tmp_path / "other", "phone")
    pair.run("laptop", "sync")
    pair.run("thief", "sync", pair.address)
    thief = pair.profiles["thief"].keys.public.device.hex()[:8]

    refused = pair.run("laptop", "devices", "revoke", "phone", "--yes")
    revoked = pair.run("laptop", "devices", "revoke", thief, thief, "--yes")

    assert refused.code == 1
    assert f"twoway devices revoke {thief}   admitted by laptop\n" in refused.err
    assert revoked.out.startswith(f"phone {thief} revoked.")
    assert f"  phone {thief}  by laptop" in pair.run("laptop", "devices").out
    assert [pair.run(name, "sync").code for name in ("phone", "thief")] == [0, 1]


def test_after_a_new_key_both_go_on(pair: Pair) -> None:
    """Rotating shuts nobody out."""
    rotated = pair.run("laptop", "devices", "rotate")
    pair.run("laptop", "jot", "under the second key")
    pair.run("laptop", "sync")
    synced = pair.run("phone", "sync")

    assert rotated.out == "A new key is in force, number 2.\n"
    assert synced.out == "Synced: sent 0 entries, received 1.\n"


@pytest.mark.parametrize("words", [["revoke"], ["rotate", "phone"], ["dance"]])
def test_what_devices_does_not_do_is_a_usage_error(pair: Pair, words: list[str]) -> None:
    """Exit 2, and the help is named."""
    assert pair.run("laptop", "devices", *words).code == 2
