"""Recovering: the paper key and a server alone bring the journal back; worked through the real commands."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.client.commands.lost import Lost
from tests.client.home import TestHome
from tests.client.real_server import running
from twoway_client.commands import recover
from twoway_client.desk import Desk
from twoway_client.founding import Lock, make_profile, new_roster
from twoway_client.home import Home
from twoway_client.recovering import fetch
from twoway_client.sync.recovery import Recovery
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.signing import journal_path, sign_in
from twoway_client.words import paper_words
from twoway_core.errors import NotAllowedError
from twoway_core.ids import JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.messages import SyncReply, SyncRequest
from twoway_core.trust.paper import ENTROPY_BYTES


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server that all tests here share: journals do not touch."""
    with running(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which temporary files of the test lie."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def lost(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Lost:
    """Return a journal whose paper key is at hand."""
    return Lost(tmp_path, server, monkeypatch)


def test_a_person_recovers_after_seeing_who_wrote_last(lost: Lost) -> None:
    """The journal's last writing and its devices are shown before anything happens, and a word is asked for."""
    early = lost.words.split()[:12]
    shown = lost.desk.type(
        "recover",
        lost.server,
        "--no-passphrase",
        answers=[" ".join(early), " ".join(lost.words.split()[12:]), "desk", "recover"],
    )

    assert "This paper key opens a journal of 2 entries, last written Wed 4 Mar 13:50:" in shown
    assert "  laptop  wrote Wed 4 Mar 13:50" in shown
    assert "laptop is revoked: it reads nothing new, and what it did not send never" in shown
    assert "Recovered: 2 entries in 2 segments. This device is desk.\nRevoked: laptop." in shown
    assert [one["name"] for one in lost.desk.json("devices")["devices"]] == ["paper", "laptop", "desk"]


def test_a_list_of_devices_that_moves_meanwhile_is_shown_and_asked_again(
    lost: Lost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is revoked is who was shown: the laptop leaves by itself between the word and the entry."""
    lost.laptop.write("jot", "third")
    calls = list[int]()

    def meddling(desk: Desk, recovery: Recovery) -> None:
        calls.append(1)
        if len(calls) == 1:
            assert lost.laptop.run("devices", "rotate").code == 0
        fetch(desk, recovery)

    monkeypatch.setattr(recover, "fetch", meddling)
    answers = [lost.words, "recover", "recover"]
    shown = lost.desk.type("recover", lost.server, "--name", "desk", "--no-passphrase", answers=answers)

    assert "The list of devices has changed meanwhile." in shown
    assert shown.count("laptop is revoked") == 2
    assert "Recovered: 3 entries" in shown


def test_anything_but_the_word_changes_nothing(lost: Lost) -> None:
    """Neither here nor on the server."""
    done = lost.desk.try_typing("recover", lost.server, "--no-passphrase", answers=[lost.words, "desk", "yes"])

    assert (done.code, "Nothing was changed." in done.out) == (130, True)
    assert lost.laptop.run("sync").code == 0
    assert not any(lost.desk.folder.iterdir())


def test_the_journal_goes_on_as_it_was_and_the_lost_device_is_out(lost: Lost) -> None:
    """All entries are there, what follows is synced, and whoever has the laptop gets nothing more."""
    remote, keys = Remote(Address.parse(lost.server)), lost.laptop.desk().device_keys
    journal = JournalId(lost.laptop.desk().keys.journal)
    sign_in(remote, journal, keys)

    lost.recover()
    lost.desk.write("jot", "third")

    assert lost.desk.json("sync")["sent"] == 1
    assert [jot["text"] for jot in lost.desk.json("jot", "list")["jots"]] == ["first", "second", "third"]
    with pytest.raises(NotAllowedError):  # the token from before, at once
        remote.call(f"{journal_path(journal)}/sync", SyncRequest(bytes(32), []), SyncReply)
    remote.close()
    assert lost.laptop.run("sync", "--json").error["code"] == "revoked"


def test_devices_may_be_kept(lost: Lost) -> None:
    """The laptop was only at the other end of the world."""
    lost.recover("--keep-devices")
    lost.laptop.write("jot", "still here")

    assert lost.laptop.run("sync").code == 0
    assert lost.desk.json("sync")["received"] == 1


def test_what_a_thief_was_about_to_destroy_is_back(lost: Lost) -> None:
    """Whoever had the laptop erased a note, within the 72 hours; what was erased long ago is left alone."""
    jot = lost.laptop.json("jot", "list")["jots"][0]["id"]
    assert lost.laptop.type("erase", jot, answers=["erase"])
    assert lost.laptop.run("sync").code == 0

    lost.recover()

    assert [jot["text"] for jot in lost.desk.json("jot", "list")["jots"]] == ["first", "second"]


def test_what_was_erased_long_ago_stays_erased(lost: Lost) -> None:
    """Its text was destroyed on the server: a drill finds nothing wrong with that, and nothing of it comes back."""
    jot = lost.laptop.json("jot", "list")["jots"][0]["id"]
    assert lost.laptop.type("erase", jot, answers=["erase"])
    assert lost.laptop.run("sync").code == 0
    lost.laptop.now = lost.desk.now = "2026-03-09T13:50:00+01:00"
    assert lost.laptop.run("sync").code == 0

    drill = lost.laptop.json("recover", "--drill", text=lost.words)
    lost.recover()

    assert (drill["good"], drill["faults"]) == (True, [])
    assert [jot["text"] for jot in lost.desk.json("jot", "list")["jots"]] == ["second"]
    assert lost.desk.json("verify")["good"]


def test_one_recovers_again_from_the_same_words(lost: Lost) -> None:
    """The paper key goes on: the next computer takes over from this one."""
    lost.recover()
    lost.desk.write("jot", "third")
    assert lost.desk.run("sync").code == 0
    lost.desk = TestHome(lost.desk.folder.with_name("third"), lost.desk.monkeypatch)

    lost.recover()

    assert lost.desk.json("verify")["entries"] == 3


def test_a_drill_proves_that_the_paper_opens_everything(lost: Lost, scratch: Path) -> None:
    """On a computer that has no journal, and has none afterwards either."""
    drill = lost.desk.json("recover", "--drill", lost.server, text=lost.words)

    assert (drill["good"], drill["entries"], drill["segments"], drill["here"]) == (True, 2, 1, None)
    assert [one["name"] for one in drill["devices"]] == ["laptop"]
    assert not lost.desk.folder.exists()
    assert list(scratch.iterdir()) == []


def test_a_drill_beside_the_journal_compares_the_two(lost: Lost) -> None:
    """It needs neither the address nor the passphrase, and says what the paper would not bring back yet."""
    same = lost.laptop.run("recover", "--drill", text=lost.words)
    lost.laptop.write("jot", "not sent yet")
    behind = lost.laptop.run("recover", "--drill", text=lost.words)

    assert (same.code, behind.code) == (0, 0)
    assert "It is the same as on this device.\n" in same.out
    assert "1 entry of this device is not on the server yet. Next: twoway sync\n" in behind.out


def test_a_drill_beside_a_damaged_journal_goes_on_without_it(lost: Lost) -> None:
    """Somebody whose journal does not open any more wants to know that the paper does."""
    (lost.laptop.folder / "journal.db").write_bytes(b"no journal" * 500)

    done = lost.laptop.run("recover", "--drill", lost.server, text=lost.words)

    assert done.code == 0
    assert "is damaged or not a journal. It is not compared." in " ".join(done.err.split())
    assert "2 entries in 1 segment, every signature good" in " ".join(done.out.split())


def test_a_drill_with_the_words_of_another_journal_says_so(lost: Lost, tmp_path: Path, server: str) -> None:
    """The paper in the drawer may be an old one."""
    other = Lost(tmp_path / "other", server, lost.desk.monkeypatch)

    done = lost.laptop.run("recover", "--drill", "--json", text=other.words)

    assert (done.code, done.error["code"]) == (1, "other-journal")


def test_a_drill_that_meets_damage_ends_in_4(lost: Lost, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 0 means that everything opened."""
    monkeypatch.setattr(Recovery, "missing", lambda *_: 2)

    done = lost.laptop.run("recover", "--drill", text=lost.words)

    assert done.code == 4
    assert "but something needs your eyes" in " ".join(done.out.split())
    assert "  missing   2 segments that a device saw and the server lacks\n" in done.out


def test_an_interrupted_drill_leaves_nothing(lost: Lost, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C removes the folder as well."""

    def interrupted(_: Recovery) -> None:
        assert any(scratch.iterdir())
        raise KeyboardInterrupt

    monkeypatch.setattr(Recovery, "check", interrupted)

    assert lost.laptop.run("recover", "--drill", text=lost.words).code == 130
    assert list(scratch.iterdir()) == []


def test_the_words_are_never_on_the_disk(lost: Lost, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the drill's folder while it is there, nor in the home, nor in the state folder."""
    seen = []
    beside = recover._beside

    def looking(*given: object) -> object:
        seen.extend(_bytes_below(scratch))
        return beside(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(recover, "_beside", looking)
    assert lost.laptop.run("recover", "--drill", text=lost.words).code == 0
    lost.recover()

    words = lost.words.split()
    secrets = [f"{one} {other}".encode() for one, other in pairwise(words)]
    everything = [*seen, *_bytes_below(scratch.parent)]
    assert seen
    assert [secret for secret in secrets if any(secret in data for data in everything)] == []
    assert not any(b"second" in data or b"laptop" in data for data in seen)


def _bytes_below(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]


def test_words_on_the_command_line_are_refused_and_not_repeated(lost: Lost) -> None:
    """Shells keep arguments; whoever typed them there is not shown them again."""
    done = lost.desk.run("recover", *lost.words.split())

    assert done.code == 2
    assert "never an argument" in done.err
    assert not set(lost.words.split()) & set(done.err.split())


def test_a_wrong_word_is_named_with_one_like_it(lost: Lost) -> None:
    """A slip of the pen is found before anything is asked of a server."""
    words = ["abandom", *lost.words.split()[1:]]

    done = lost.desk.run("recover", "--drill", "--json", lost.server, text=" ".join(words))

    assert (done.code, done.error["code"]) == (1, "words")
    assert done.error["what"] == 'word 1, "abandom", is not one of the words. Did you mean abandon?'


def test_words_that_no_server_knows_are_refused_in_words(lost: Lost) -> None:
    """Another paper's, and well formed."""
    words = paper_words(os.urandom(ENTROPY_BYTES))

    done = lost.desk.run("recover", lost.server, "--yes", "--no-passphrase", "--json", text=" ".join(words))

    assert (done.code, done.error["code"]) == (1, "not-here")
    assert done.error["kept"] == "nothing was made on this computer"


def test_no_server_at_the_address_is_said_for_somebody_without_a_journal(lost: Lost) -> None:
    """Nothing waits here, and there is nothing to sync."""
    done = lost.desk.run("recover", "http://127.0.0.1:9", "--yes", "--no-passphrase", "--json", text=lost.words)

    assert (done.error["code"], done.error["try"]) == ("no-answer", "the same command later")


def test_a_home_that_holds_a_journal_is_left_alone(lost: Lost) -> None:
    """Somebody whose passphrase is lost is told how to put it aside."""
    done = lost.laptop.run("recover", lost.server, "--yes", text=lost.words)

    assert done.code == 1
    assert f"mv {lost.laptop.folder} {lost.laptop.folder}.old" in done.err


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("recover", "http://127.0.0.1:9"), "abandon"),
        (("recover", "--yes"), "abandon"),
        (("recover", "http://127.0.0.1:9", "--yes", "--no-passphrase"), ""),
        (("recover", "--drill", "http://127.0.0.1:9"), None),
    ],
    ids=["no yes", "no address", "no words", "no words for a drill"],
)
def test_what_a_script_leaves_out_is_a_usage_error(empty: TestHome, words: tuple[str, ...], text: str | None) -> None:
    """Nobody is there to be asked."""
    assert empty.run(*words, text=text).code == 2


def test_of_several_journals_the_person_chooses(lost: Lost, tmp_path: Path) -> None:
    """The one that was written last stands first; in a pipe nobody can choose."""
    first, second = (_of_one_paper(lost, tmp_path, name) for name in ("old", "new"))
    lost.words = " ".join(paper_words(b"p" * ENTROPY_BYTES))
    shown = lost.desk.type(
        "recover", lost.server, "--no-passphrase", "--name", "desk", answers=[lost.words, "2", "recover"]
    )

    assert "This paper key is of several journals:\n1  a journal of 2 entries, last written Wed 4 Mar 14:50" in shown
    assert lost.desk.desk().keys.journal == first
    assert lost.desk.run("recover", "--drill", lost.server, text=lost.words).code == 0
    elsewhere = TestHome(tmp_path / "elsewhere", lost.desk.monkeypatch)
    assert elsewhere.run("recover", "--drill", lost.server, text=lost.words).code == 2
    assert second != first


def _of_one_paper(lost: Lost, folder: Path, name: str) -> bytes:
    """Make a journal under a paper key that another has too, which no command does; the new one is written later."""
    draws = iter([b"p" * ENTROPY_BYTES])
    keys = DeviceKeys.make(os.urandom)
    _, roster = new_roster(name, keys, lambda count: next(draws, os.urandom(count)))
    home = TestHome(folder / name, lost.desk.monkeypatch)
    make_profile(Home(home.folder), name, keys, roster.journal, roster, Lock("none"))
    home.write("jot", "of this one")
    if name == "new":
        home.now = "2026-03-04T14:50:00+01:00"
        home.write("jot", "and later")
    assert home.run("sync", lost.server).code == 0
    return roster.journal


def test_nothing_is_said_twice_in_json(lost: Lost) -> None:
    """One document, and nothing beside it."""
    done = lost.desk.run(
        "recover", lost.server, "--name", "desk", "--no-passphrase", "--yes", "--json", text=lost.words
    )

    assert (done.json["schema"], done.json["revoked"], done.json["kept"]) == ("twoway.recover/1", ["laptop"], [])
    assert done.err == ""
