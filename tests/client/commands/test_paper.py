"""A new paper key: ``twoway devices paper``, with the old words and without, against a real server."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.faults.programs import Program
from tests.client.home import Keyboard, Screen, TestHome
from tests.client.real_server import running
from twoway_client.errors import Refusal
from twoway_client.sync.standing import Change
from twoway_client.words import paper_words

BARE = ("--no-passphrase", "--no-word-check", "--no-starter")
_CELL = re.compile(r"(\d+) ([a-z]+)(?=  |\n)")
_ASKED = re.compile(r"Word (\d+): +$")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server that all tests here share: journals do not touch."""
    with running(tmp_path_factory.mktemp("server")) as address:
        yield address


class Laptop:
    """A journal with one synced jot, and the words of its first paper key."""

    def __init__(self, folder: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server, self.home = server, TestHome(folder / "laptop", monkeypatch)
        self.words = self.home.run("init", "--name", "laptop", *BARE).out.strip()
        self.home.write("jot", "first")
        assert self.home.run("sync", server).code == 0

    def opens(self, words: str) -> str:
        """Return what a drill with ``words`` ends in: "all", or the code of its refusal."""
        done = self.home.run("recover", "--drill", "--json", text=words)
        return "all" if done.code == 0 else done.error["code"]

    def standing(self) -> list[tuple[str, str]]:
        """Return each device and paper key, and its state."""
        return [(one["name"], one["state"]) for one in self.home.json("devices")["devices"]]


@pytest.fixture
def laptop(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """Return a journal whose first paper key is at hand."""
    return Laptop(tmp_path, server, monkeypatch)


def test_with_the_old_words_the_new_paper_takes_the_old_ones_place(laptop: Laptop) -> None:
    """The old paper opens nothing, the new one is the eldest, and opens everything."""
    made = laptop.home.json("devices", "paper", "--no-word-check", text=laptop.words)

    assert (made["ended"], made["still_valid"], made["epoch"], len(made["paper"])) == (1, 0, 2, 24)
    assert laptop.opens(" ".join(made["paper"])) == "all"
    assert laptop.opens(laptop.words) == "paper-replaced"
    assert laptop.standing() == [("paper", "revoked"), ("laptop", "this device"), ("paper 2", "")]
    assert [one["rank"] for one in laptop.home.json("devices")["devices"]] == [0, 1, 0]


def test_without_the_old_words_the_old_paper_stays_and_that_is_said(laptop: Laptop) -> None:
    """Exit 4: whoever has the old words still reads everything."""
    made = laptop.home.run("devices", "paper", "--no-word-check", text="")

    assert made.code == 4
    assert "the old paper key stays valid, and is elder than this device" in " ".join(made.err.split())
    assert laptop.opens(made.out.strip()) == laptop.opens(laptop.words) == "all"


def test_the_log_tells_a_paper_key_that_was_added_from_one_that_was_replaced(laptop: Laptop) -> None:
    """Nothing was replaced as long as the old words open everything."""
    laptop.home.run("devices", "paper", "--no-word-check", text="")
    added = laptop.home.run("log").out
    laptop.home.run("devices", "paper", "--no-word-check", text="")  # this one ends what this device made

    assert "paper key added" in added
    assert "paper key replaced" not in added
    assert "paper key replaced" in laptop.home.run("log").out


def test_a_paper_that_this_device_made_and_lost_is_replaced_by_this_device(laptop: Laptop) -> None:
    """Of its own age there is only what was made under it."""
    lost = laptop.home.run("devices", "paper", "--no-word-check", text="").out.strip()

    again = laptop.home.run("devices", "paper", "--no-word-check", "--json", text="").json

    assert (again["ended"], again["still_valid"]) == (1, 1)
    assert laptop.opens(lost) == "paper-replaced"
    assert laptop.opens(" ".join(again["paper"])) == "all"


def test_a_paper_that_a_stolen_laptop_made_ends_the_laptop(laptop: Laptop, tmp_path: Path) -> None:
    """Recovering with it revokes the laptop; the first paper key is elder, and stays."""
    words = laptop.home.run("devices", "paper", "--no-word-check", text="").out.strip()
    desk = TestHome(tmp_path / "desk", laptop.home.monkeypatch)

    done = desk.json("recover", laptop.server, "--name", "desk", "--no-passphrase", "--yes", text=words)

    assert (done["revoked"], done["kept"]) == (["laptop"], ["paper"])
    assert laptop.home.run("sync", "--json").error["code"] == "revoked"


def test_a_person_writes_the_words_down_and_types_two_back(laptop: Laptop) -> None:
    """They are in force only after that, and are not printed again."""
    screen = Screen()
    person = Person(screen, [laptop.words])

    done = laptop.home._run(("devices", "paper"), person, screen, screen)

    assert (done.code, person.asked) == (0, 2)
    assert "The new paper key is in force, paper checked. The words before open nothing new." in done.out
    assert laptop.opens(" ".join(person.paper())) == "all"


class Person(Keyboard):
    """Somebody at the terminal who types ``first``, then Enter, and the words that are asked back."""

    def __init__(self, screen: Screen, first: list[str]) -> None:
        super().__init__()
        self._screen, self._first, self.asked = screen, iter(first), 0

    def paper(self) -> list[str]:
        """Return the words that were shown."""
        cells = {int(number): word for number, word in _CELL.findall(self._screen.getvalue())}
        return [cells[number] for number in range(1, 25)]

    def readline(self, *_: object) -> str:  # type: ignore[override]
        """Answer what the screen asks."""
        question = _ASKED.search(self._screen.getvalue())
        if question is None:
            return next(self._first, "") + "\n"
        self.asked += 1
        return self.paper()[int(question[1]) - 1] + "\n"


@pytest.mark.parametrize("whose", ["another's", "replaced"])
def test_words_of_no_paper_that_counts_are_refused(laptop: Laptop, whose: str) -> None:
    """Nothing is made under a paper key of another journal, or one that was replaced."""
    old = laptop.words if whose == "replaced" else " ".join(paper_words(os.urandom(32)))
    if whose == "replaced":
        assert laptop.home.run("devices", "paper", "--no-word-check", text=laptop.words).code == 0

    done = laptop.home.run("devices", "paper", "--no-word-check", "--json", text=old)

    assert (done.code, done.error["code"]) == (1, "paper-replaced" if whose == "replaced" else "other-paper")
    assert done.out == ""


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "JSON"])
def test_new_words_that_nobody_reads_never_count(laptop: Laptop, options: tuple[str, ...]) -> None:
    """They are printed once: the list of devices and the old paper stay as they were, and that is said."""
    program = Program(laptop.home.folder)

    done = program.unread("devices", "paper", "--no-word-check", *options, text=laptop.words.encode())

    assert done.code == 1
    assert done.says("could not be printed (nobody reads them)", "the old paper key, as it was")
    assert laptop.standing() == [("paper", ""), ("laptop", "this device")]
    assert laptop.opens(laptop.words) == "all"


def test_without_a_terminal_the_words_cannot_be_asked_back(laptop: Laptop) -> None:
    """A script says --no-word-check."""
    assert laptop.home.run("devices", "paper", text="").code == 2


@pytest.mark.parametrize(("code", "kept"), [("roster-moved", "the new words open nothing"), ("no-answer", "both")])
def test_when_the_server_does_not_take_it_somebody_is_told_what_the_papers_are_worth(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch, code: str, kept: str
) -> None:
    """Where nobody knows whether it did, both papers are to be kept."""

    def refused(*_: object) -> None:
        raise Refusal(code, "no.", kept="", mend="later")

    monkeypatch.setattr(Change, "send", refused)

    done = laptop.home.run("devices", "paper", "--no-word-check", text=laptop.words)

    assert (done.code, kept in done.err) == (1, True)
    assert len(done.out.split()) == 24


def test_words_that_were_typed_are_not_given_back_when_it_fails(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other long answers are, so that they need not be typed again; a secret never is."""

    def full(*_: object) -> None:
        raise Refusal("disk-full", "the disk is full.", kept="", mend="later")

    monkeypatch.setattr(Change, "send", full)

    done = laptop.home.try_typing("devices", "paper", "--no-word-check", answers=[laptop.words])

    assert (done.code, "the disk is full" in done.out) == (1, True)
    assert laptop.words not in done.out


def test_the_list_tells_when_a_paper_was_made(laptop: Laptop) -> None:
    """By the first entry that was written after it: the roster bears no time."""
    laptop.home.now = "2026-03-09T09:00:00+01:00"
    laptop.home.run("devices", "paper", "--no-word-check", text=laptop.words)
    fresh = {one["name"]: one["heard"] for one in laptop.home.json("devices")["devices"]}
    laptop.home.write("jot", "since")
    laptop.home.run("sync")
    told = {one["name"]: one["heard"] for one in laptop.home.json("devices")["devices"]}

    assert (fresh["paper"], fresh["paper 2"]) == ("made 4 Mar", "opens everything")
    assert told["paper 2"] == "made 9 Mar or before"
