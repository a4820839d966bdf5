"""What is the matter: a server that withholds, forgets or goes back is said by name, and offline use goes on.

Worked through the real commands and a real server, whose file is changed while it is down.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.client.commands.home_pair import Pair, Ran
from tests.client.home import TestHome
from tests.client.profiles import Profile
from tests.client.real_server import free_port, running


class Site:
    """A laptop and a phone on a server that can be stopped, and whose file can be put back or changed meanwhile."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        self.server, self.port = folder / "server", free_port()
        self.server.mkdir()
        with self.up() as address:
            self.pair = Pair(folder, address)

    @contextmanager
    def up(self) -> Iterator[str]:
        """Run the server."""
        with running(self.server, self.port) as address:
            yield address

    def run(self, name: str, *words: str) -> Ran:
        """Run a command on a device while the server is up."""
        with self.up():
            return self.pair.run(name, *words)

    def backup(self, name: str) -> Path:
        """Copy a folder of this site; return the copy."""
        return Path(shutil.copytree(self.folder / name, self.folder / f"{name} of then"))

    def restore(self, name: str) -> None:
        """Put the copy of a folder in its place."""
        shutil.rmtree(self.folder / name)
        shutil.copytree(self.folder / f"{name} of then", self.folder / name)

    def clone(self, name: str, other: str) -> None:
        """Make a second profile from the files of the first, as a cloned computer has it."""
        profile = self.pair.profiles[name]
        shutil.copytree(profile.home.folder, self.folder / other)
        self.pair.profiles[other] = Profile(type(profile.home)(self.folder / other), profile.keys)

    def withhold(self, device: bytes) -> None:
        """Let the server hide all that ``device`` wrote after its first segment."""
        with closing(sqlite3.connect(self.server / "server.db")) as file, file:
            first = "SELECT journal, chain, number, hash FROM segments WHERE device = ? AND number = 1"
            head = file.execute(first, (device,)).fetchone()
            file.execute("DELETE FROM segments WHERE device = ? AND number > 1", (device,))
            file.execute("DELETE FROM heads WHERE chain = ?", (head[1],))
            file.execute("INSERT INTO heads VALUES (?, ?, ?, ?)", head)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a laptop and a phone with a note each, synced."""
    monkeypatch.setenv("TWOWAY_NOW", "2026-03-04T12:00:00+00:00")
    return Site(tmp_path, monkeypatch)


@pytest.fixture
def withheld(site: Site) -> Site:
    """Return the site after the tablet saw a note of the phone's that the server hides from the laptop."""
    with site.up() as address:
        _join_tablet(site, address)
        site.pair.run("phone", "jot", "hidden")
        site.pair.run("phone", "sync")
        site.pair.run("tablet", "sync")
        site.pair.run("tablet", "jot", "after seeing it")
        site.pair.run("tablet", "sync")
    site.withhold(site.pair.profiles["phone"].keys.public.device)
    return site


def _join_tablet(site: Site, address: str) -> None:
    from tests.client.profiles import admit

    site.pair.profiles["tablet"] = admit(site.pair.profiles["laptop"], site.folder, "tablet")
    site.pair.run("laptop", "sync")
    site.pair.run("tablet", "jot", "by tablet")
    site.pair.run("tablet", "sync", address)


def said(done: Ran) -> str:
    """Return what was said beside the data, on one line."""
    return " ".join(done.err.split())


def printed(done: Ran) -> str:
    """Return what was printed, on one line."""
    return " ".join(done.out.split())


def states(done: Ran) -> list[dict[str, Any]]:
    """Return the states that a command with ``--json`` printed."""
    found: list[dict[str, Any]] = json.loads(done.out)["states"]
    return found


def test_a_withheld_tail_is_said_in_the_same_words_everywhere(withheld: Site) -> None:
    """Exit 4, in text and JSON, by sync and by verify, until the person settles it; notes go on."""
    told, coded = withheld.run("laptop", "sync"), withheld.run("laptop", "sync", "--json")
    verified, checked = withheld.pair.run("laptop", "verify"), withheld.pair.run("laptop", "verify", "--json")
    (state,) = states(coded)

    assert [done.code for done in (told, coded, verified, checked)] == [4, 4, 4, 4]
    assert (state["state"], state["needs_eyes"], states(checked)) == ("missing", True, [state])
    assert state["what"].startswith("1 segment of phone (number 2, chain ")
    assert "was seen by tablet and is not on the server: twoway sync on phone or tablet, then here" in state["what"]
    assert said(told) == f"warning: {state['what']}"
    assert f"missing {state['what']}" in printed(verified)
    assert "something needs your eyes" in verified.out
    assert withheld.pair.run("laptop", "jot", "goes on").code == 0


def test_a_loss_is_given_up_only_when_it_was_asked(withheld: Site) -> None:
    """A script has to say yes; then the sync is calm, on the other devices too, and the log tells what was given up."""
    (state,) = states(withheld.run("laptop", "sync", "--json"))
    chain = state["what"].split()[-1]

    unasked = withheld.pair.run("laptop", "verify", "--accept-loss", chain)
    wrong = withheld.pair.run("laptop", "verify", "--accept-loss", "0000", "--yes")
    given_up = withheld.pair.run("laptop", "verify", "--accept-loss", chain, "--yes", "--json")

    assert (unasked.code, wrong.code, given_up.code) == (2, 1, 0)
    assert json.loads(given_up.out)["what"] == "loss accepted: 1 segment of phone (number 2)"
    assert withheld.run("laptop", "sync").code == withheld.pair.run("laptop", "verify").code == 0
    assert "loss accepted: 1 segment of phone, number 2" in withheld.pair.run("laptop", "log").out
    assert withheld.pair.run("laptop", "undo").code == 0
    assert states(withheld.pair.run("laptop", "verify", "--json")) == [state]


def test_a_person_who_says_no_gives_up_nothing(withheld: Site) -> None:
    """At a terminal it is asked, Enter means no, and nothing is written."""
    (state,) = states(withheld.run("laptop", "sync", "--json"))
    home = TestHome(withheld.pair.profiles["laptop"].home.folder, withheld.monkeypatch)

    done = home.try_typing("verify", "--accept-loss", state["what"].split()[-1], answers=[""])

    assert (done.code, "Nothing written." in done.out) == (130, True)
    assert "1 segment of phone (number 2) will not be waited for any more." in done.out
    assert states(withheld.pair.run("laptop", "verify", "--json")) == [state]


def test_what_was_missing_comes_when_the_other_device_syncs(withheld: Site) -> None:
    """The phone fills the server again, and says that it had to; after that the laptop is calm."""
    withheld.run("laptop", "sync")

    (state,) = states(withheld.run("phone", "sync", "--json"))
    after = withheld.run("laptop", "sync")

    assert state["state"] == "repaired"
    assert (after.code, said(after)) == (0, "")


def test_a_frozen_server_shows_as_a_silent_device(site: Site) -> None:
    """The phone writes, and the laptop gets an old copy of the server: after three days it says so, exit 0."""
    site.backup("server")
    site.pair.run("phone", "jot", "not shown")
    site.run("phone", "sync")
    site.restore("server")
    site.monkeypatch.setenv("TWOWAY_NOW", "2026-03-08T13:00:00+00:00")

    told, coded = site.run("laptop", "sync"), site.run("laptop", "sync", "--json")
    listed = json.loads(site.pair.run("laptop", "devices", "--json").out)["devices"]

    assert (told.code, said(told)) == (0, "phone was last heard from 4 days ago.")
    assert states(coded) == [{"state": "stale", "needs_eyes": False, "what": said(told)}]
    assert [one["heard"] for one in listed if one["name"] == "phone"] == ["heard 4 days ago"]
    assert "all good" in site.pair.run("laptop", "verify").out


def test_a_server_that_went_back_is_repaired_and_said(site: Site) -> None:
    """Yesterday's backup is put in place: the laptop fills it again, with exit 4."""
    site.backup("server")
    site.pair.run("laptop", "jot", "confirmed")
    site.run("laptop", "sync")
    site.restore("server")

    done = site.run("laptop", "sync")

    assert done.code == 4
    assert said(done).startswith("warning: the server had lost one entry that it had confirmed. It was sent again")
    assert site.run("laptop", "sync").code == 0


def test_a_server_and_a_journal_that_went_back_together_are_noticed(site: Site) -> None:
    """A note and a list of devices are gone on both; both are named, by verify too, until they are settled."""
    site.backup("server")
    site.backup("laptop")
    site.pair.run("laptop", "jot", "gone")
    with site.up():
        site.pair.run("laptop", "sync")
        site.pair.run("laptop", "devices", "revoke", "phone", "--yes")
        site.pair.run("laptop", "sync")
    site.restore("server")
    site.restore("laptop")

    done = site.run("laptop", "sync", "--json")
    names = [state["what"].split()[-1] for state in states(done)]
    checked = site.pair.run("laptop", "verify", "--json")
    settled = [site.pair.run("laptop", "verify", "--accept-loss", name, "--yes").code for name in names]

    assert (done.code, [state["state"] for state in states(done)]) == (4, ["rollback", "missing"])
    assert states(checked) == states(done)
    assert settled == [0, 0]
    assert site.run("laptop", "sync").code == 0


def test_a_fork_of_a_cloned_home_is_named_with_its_evidence(site: Site) -> None:
    """Each copy wrote to a server of its own; when one meets what the other wrote, chain and number are told."""
    site.clone("laptop", "clone")
    other = site.backup("server")
    site.pair.run("laptop", "jot", "here")
    site.run("laptop", "sync")
    site.monkeypatch.setenv("XDG_STATE_HOME", str(site.folder / "state of the clone"))
    site.pair.run("clone", "jot", "there")
    with running(other) as address:
        assert site.pair.run("clone", "sync", address).code == 0

    with site.up() as address:
        done = site.pair.run("clone", "sync", address)
        again = site.pair.run("clone", "sync")
    checked = site.pair.run("clone", "verify", "--json")

    told = "warning: two copies of one device have written at the same time: this device, chain "
    assert (done.code, said(done).startswith(told), again.code) == (4, True, 0)
    assert ", number 2. Both are kept" in said(done)
    assert [(state["state"], f"warning: {state['what']}") for state in states(checked)] == [("fork", said(done))]
    assert json.loads(checked.out)["forks"] == 1


def test_verify_is_two_lines_where_all_is_good(site: Site) -> None:
    """How much there is and that it is good; and the letters to compare."""
    lines = site.pair.run("laptop", "verify").out.splitlines()

    assert lines[0] == "2 entries, 2 segments, 2 devices and the paper key: all good."
    assert (len(lines), lines[1][:6]) == (2, "State ")


def test_verify_shows_whom_the_journal_trusts_when_asked(site: Site) -> None:
    """Each device with its standing, when it was heard from and how far its chains go; words, key, and last sync."""
    text = site.pair.run("laptop", "verify", "-v").out
    view = json.loads(site.pair.run("laptop", "verify", "--json").out)
    words = json.loads(site.pair.run("phone", "devices", "--json").out)["fingerprint"]
    members = {one["name"]: one for one in view["members"]}

    assert (view["fingerprint"], view["epoch"]) == (words, 1)
    assert [(one["name"], one["standing"], len(one["chains"])) for one in view["members"]] == [
        ("paper", "in good standing", 0),
        ("laptop", "this device", 1),
        ("phone", "in good standing", 1),
    ]
    assert members["phone"]["chains"][0]["number"] == 1
    assert f"{members['phone']['chains'][0]['chain'][:8]} to 1" in text
    assert f"Words of this list: {' '.join(words)}; key 1 is in force" in text
    assert f"Last sync: Wed 4 Mar 12:00, with {site.pair.address}" in text
    assert view["last_sync"].startswith("2026-03-04T12:00:00")


def test_another_server_has_lost_nothing(site: Site) -> None:
    """Whoever moves to a new server fills it, and that one is not blamed for what it never confirmed."""
    other = site.folder / "other"
    other.mkdir()
    with running(other) as address:
        done = site.pair.run("laptop", "sync", address, "--json")

    assert (done.code, json.loads(done.out)["sent"], states(done)) == (0, 2, [])
