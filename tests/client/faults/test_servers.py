"""Servers that are down, wrong, foreign or dishonest: each has its words, and what waits is counted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.client.faults.programs import Program
from tests.client.faults.strangers import answering, saying
from tests.client.real_server import free_port, running
from twoway_core.sync.limits import CONTENT_TYPE


@pytest.fixture(scope="module")
def _synced_once(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("synced") / "home")
    assert program.run("init", "--no-passphrase", "--no-word-check", "--no-starter").code == 0
    with running(tmp_path_factory.mktemp("server")) as server:
        assert program.run("sync", server).code == 0
    for text in ("one", "two"):
        program.run("jot", text)
    return program


@pytest.fixture
def synced(_synced_once: Program, tmp_path: Path) -> Program:
    """Give a journal that was exchanged once, and two notes since; its server is down now."""
    shutil.copytree(_synced_once.home, tmp_path / "home")
    return Program(tmp_path / "home")


def test_a_server_that_is_down_is_said_to_be(synced: Program) -> None:
    """Two notes wait; writing goes on; the address is the one remembered."""
    done = synced.run("sync")

    assert (done.code, done.out) == (1, "")
    assert done.says("error: no answer from http://127.0.0.1:", "(connection refused).")
    assert done.says("kept: 2 entries wait on this device", "try: twoway sync later; you can go on writing")
    assert synced.run("jot", "three").code == 0


def test_a_captive_portal_is_named_and_nothing_is_sent(synced: Program) -> None:
    """A web page with a good conscience, 200 and all, is never read as a message."""
    with answering(200, "text/html; charset=utf-8", b"<h1>Welcome to our hotel</h1>") as hotel:
        done = synced.run("sync", hotel)

    assert done.code == 1
    assert done.says(f"a web page answered instead of {hotel}", "kept: 2 entries wait on this device; nothing was sent")
    assert done.says("try: sign in to this network in a browser, then twoway sync")


@pytest.mark.parametrize(
    ("status", "kind", "headers", "words"),
    [
        (302, "text/html", {"Location": "http://login.example"}, "a web page answered"),
        (404, "text/html", {}, "a web page answered"),
        (200, "application/json", {}, "answered as no Twoway server does (status 200)"),
        (404, "text/plain", {}, "answered as no Twoway server does (status 404)"),
        (500, CONTENT_TYPE, {}, "answered as no Twoway server does (status 500)"),
        (503, CONTENT_TYPE, {}, "is busy"),
        (507, CONTENT_TYPE, {}, "has no room left"),
        (200, CONTENT_TYPE, {}, "sent what no Twoway server sends"),
        (200, CONTENT_TYPE, {"Content-Encoding": "gzip"}, "sent what no Twoway server sends"),
    ],
)
def test_whatever_else_answers_has_its_own_words(
    synced: Program, status: int, kind: str, headers: dict[str, str], words: str
) -> None:
    """What waits is counted every time, and there is a way out."""
    with answering(status, kind, b"{}", **headers) as stranger:
        done = synced.run("sync", stranger)

    assert (done.code, done.out) == (1, "")
    assert done.says("error:", words, "kept: 2 entries wait on this device", "try:")


@pytest.mark.parametrize(
    "words", [b"SSH-2.0-OpenSSH_9.6\r\n", b"\x15\x03\x01\x00\x02\x02\x28", b"", b"HTTP/1.1 200 OK\r\n"]
)
def test_what_is_no_web_server_at_all_has_its_words(synced: Program, words: bytes) -> None:
    """Another program listens there."""
    with saying(words) as stranger:
        done = synced.run("sync", stranger)

    assert (done.code, done.says("error:", stranger, "kept: 2 entries wait on this device", "try:")) == (1, True)


def test_a_server_of_other_people_is_not_joined(
    synced: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knows neither journal nor device, and says no more; the remembered address stays."""
    monkeypatch.setenv("TWOWAY_SERVER_REGISTRATION", "closed")
    folder = tmp_path / "theirs"
    folder.mkdir()
    with running(folder) as server:
        done = synced.run("sync", server)

    assert done.code == 1
    assert done.says(
        "does not know this journal or device, and takes no new ones", "kept: 2 entries wait", "--code CODE"
    )
    assert server not in synced.run("sync").err


def test_a_wrong_path_on_the_right_server_leads_back(synced: Program, tmp_path: Path) -> None:
    """The uniform 404 is told as an address to check."""
    with running(tmp_path) as server:
        done = synced.run("sync", f"{server}/elsewhere")

    assert (done.code, done.says("error:", server, "kept: 2 entries wait", "try:")) == (1, True)


def test_https_to_a_server_without_it_is_said(synced: Program, tmp_path: Path) -> None:
    """Not in the words of a cryptographic library."""
    with running(tmp_path) as server:
        done = synced.run("sync", server.replace("http:", "https:"))

    assert (done.code, done.says("it does not speak https", "check the address"), "_ssl" in done.err) == (
        1,
        True,
        False,
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1",
        "http://a b",
        "https://a..b",
        "https://x/ü",
        "http://127.0.0.1\x1b[31m",
        "http://me:secret@127.0.0.1",
        f"https://{'a' * 300}",
        "http://sync.example.org",
    ],
)
def test_what_is_no_address_is_a_usage_error(synced: Program, address: str) -> None:
    """Nothing is sent anywhere, no secret is remembered, and it is no fault of ours."""
    done = synced.run("sync", address)

    assert (done.code, done.says("error:", "try:")) == (2, True)


def test_no_server_yet_names_how_to_give_one(program: Program) -> None:
    """The first sync takes an address."""
    done = program.run("sync")

    assert (done.code, done.says("no server is known yet", "try: twoway sync https://")) == (1, True)


WRONG = "abandon ability able about above absent absorb abstract absurd"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (WRONG.split(), "this invitation is used, over, or its words are wrong"),
        (WRONG.split()[:8], "nine words are needed, these are 8"),
        ([*WRONG.split()[:8], "xyzzy"], '"xyzzy" is not one of the words'),
        (["http://127.0.0.1/#join=AAAA"], "not the link of an invitation"),
        ([*WRONG.split()[:8], "\u202eevil"], "is not one of the words"),
    ],
    ids=["of nobody", "too few", "no word", "a broken link", "a trick"],
)
def test_wrong_pairing_words_make_no_device(tmp_path: Path, words: list[str], said: str) -> None:
    """Nothing is left behind, and new words can be asked for."""
    program = Program(tmp_path / "home")
    with running(tmp_path) as server:
        done = program.run("join", *words, "--server", server, "--no-passphrase", "--no-code-check", "--name", "desk")

    assert (done.code in (1, 2), done.out, done.says("error:", said, "try:")) == (True, "", True)
    assert not list(program.home.glob("*"))
    assert "\u202e" not in done.err


def test_a_link_says_what_joining_by_it_means(tmp_path: Path) -> None:
    """Whoever sent it could read along: that is said before anything is asked of a server."""
    program = Program(tmp_path / "home")
    link = f"http://127.0.0.1:{free_port()}/app/#join=AbCdEfGhIjKlMnOp-_"

    done = program.run("join", link, "--no-passphrase", "--no-code-check")

    meaning = "What is written here can then be read on the device that invites: go on only if it is yours."
    assert (done.code, done.says(f"The invitation leads to {link.partition('/app/')[0]}. {meaning}")) == (1, True)
    assert not list(program.home.glob("*"))


def test_joining_where_no_server_is_leaves_nothing(tmp_path: Path) -> None:
    """The words are still good for five minutes."""
    program = Program(tmp_path / "home")

    server = f"http://127.0.0.1:{free_port()}"
    done = program.run("join", *WRONG.split(), "--server", server, "--no-passphrase", "--no-code-check")

    assert (done.code, done.says("no answer from", "connection refused")) == (1, True)
    assert not list(program.home.glob("*"))
