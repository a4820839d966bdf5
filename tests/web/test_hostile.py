"""A hostile server against the app, its replies and its chains: refused or put aside, said, and nothing lost.

Ids in brackets are rows of docs/attacks.md; ``tests/hostile`` does the same to the command line, with the same courier.
"""

from __future__ import annotations

import os
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha1
from http.server import BaseHTTPRequestHandler
from random import Random

import pytest

from tests.client.profiles import found_profile
from tests.hostile.courier import Answered, Asked, HungUpError, PassOn
from tests.hostile.forging import Secrets
from tests.hostile.house import Device, House, also, hiding, pages, withholding
from tests.hostile.test_chain import _acknowledging, _crowded, _elsewhere, _endless, _far_ahead, _nowhere, _of_nobody
from tests.hostile.test_crypto import flipped
from tests.web.node import Node
from tests.web.siege import Siege, answering, copied
from twoway_core.sealing.segment import Segment
from twoway_core.sync.limits import CONTENT_TYPE, MAX_REPLY_BYTES
from twoway_core.sync.messages import SyncReply, WireSegment, wire

Order = Callable[[list[WireSegment]], list[WireSegment]]


# What is no reply at all


def _portal(_: Asked) -> Answered:
    return Answered(200, b"<html><title>Hotel</title><script>alert(1)</script>", "text/html")


def _redirect(_: Asked) -> Answered:
    return Answered(302, b"", f"{CONTENT_TYPE}\r\nLocation: http://127.0.0.1:9/elsewhere")


def _login(_: Asked) -> Answered:
    return Answered(511, b"", "text/plain")


def _plain(_: Asked) -> Answered:
    return Answered(200, b"\x94\x90\x90\x90\xc2", "text/plain")


def _oversized(_: Asked) -> Answered:
    return Answered(200, bytes(MAX_REPLY_BYTES + 1))


def _rubbish(_: Asked) -> Answered:
    return Answered(200, os.urandom(5000))


def _nested(_: Asked) -> Answered:
    return Answered(200, b"\x91" * 100_000)


def _long(_: Asked) -> Answered:
    return Answered(200, b"\x94\xdd\xff\xff\xff\xff")


def _silent(_: Asked) -> Answered:
    raise HungUpError


def _broken(_: Asked) -> Answered:
    return Answered(500, b"", "text/plain")


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (_portal, "portal", "a web page answered instead of"),
        (_redirect, "portal", "a web page answered instead of"),
        (_login, "portal", "a web page answered instead of"),
        (_plain, "server", "answered as no Twoway server does"),
        (_oversized, "server", "its reply is too long"),
        (_rubbish, "server", "sent what no Twoway server sends"),
        (_nested, "server", "sent what no Twoway server sends"),
        (_long, "server", "sent what no Twoway server sends"),
        (_silent, "no-answer", "no answer from"),
        (_broken, "server", "answered as no Twoway server does"),
    ],
)
@pytest.mark.parametrize("step", ["challenge", "sync", "push"])
def test_what_is_no_reply_is_taken_for_none(
    siege: Siege, step: str, answer: Callable[[Asked], Answered], code: str, words: str
) -> None:
    """Web pages, redirects, other types, rubbish and silence, at every step: said, and nothing is lost (L13)."""
    app, before = siege.app, siege.app.held()
    app.note("waits")
    if step == "challenge":
        siege.house.server.clock.now += 1000  # the token has run out
    siege.house.attack(answering(step, answer))

    refused, told = app.exchange()

    assert (refused, words in told) == (code, True), told
    assert "1 entry waits" in told
    assert {**app.held(), "segments": 0} == {**before, "segments": 0}
    assert app.goes_on()
    siege.house.repent()
    assert app.exchange() == ("", "")
    assert app.ask("status")["unsynced"] == 0


def spoilt(data: bytes, chance: Random) -> bytes:
    """Return ``data`` with something changed, cut off, put in or repeated."""
    at, other = (chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice(
        [
            flipped(data, chance.randrange(8 * len(data))) if data else b"\xc1",
            data[:at],
            data[:at] + chance.randbytes(chance.randrange(1, 9)) + data[at:],
            data[:at] + data[at + chance.randrange(1, 60) :],
            data[:at] + data[other : other + chance.randrange(1, 80)] + data[at:],
        ]
    )


def test_replies_spoilt_at_random_are_refused_in_words_and_lose_nothing(siege: Siege) -> None:
    """Every exchange ends in a sentence that was foreseen; afterwards all entries are on both sides (C1, C11)."""
    chance, laptop, codes = Random(7), siege.house.laptop, set()

    def spoil(asked: Asked, pass_on: PassOn) -> Answered:
        answered = pass_on(asked)
        return replace(answered, body=spoilt(answered.body, chance)) if asked.step == step else answered

    for number in range(60):
        if number % 10 == 0:
            siege.house.repent()
            laptop.write(f"of the laptop {number}")
            siege.app.note(f"of the app {number}")
        step = chance.choice(["sync", "sync", "push", "challenge", "token", "wanted"])
        siege.house.server.clock.now += chance.choice([0, 1000])  # the token has run out
        siege.house.attack(spoil)
        codes.add(siege.app.exchange()[0])

    siege.house.repent()
    siege.app.exchange()
    siege.a_day_later()
    laptop.sync()
    assert codes <= {"", "server", "not-here"}
    assert "server" in codes
    assert all(siege.app.shows(f"of the laptop {number}") for number in range(0, 60, 10))
    assert {f"of the app {number}" for number in range(0, 60, 10)} <= set(laptop.texts())


def test_a_token_that_never_works_is_no_loop(siege: Siege) -> None:
    """The server gives tokens and refuses each of them: the app asks a few times, says so, and goes on (A1)."""
    siege.house.attack(answering("sync", lambda _: Answered(404, b"\x91\xa9not-found")))

    refused, told = siege.app.exchange()

    assert (refused, "does not know this journal or device, and takes no new ones" in told) == ("not-here", True)
    assert len(siege.courier.heard) < 8
    assert siege.app.goes_on()
    siege.recovers()


class Shouter:
    """Opens live sockets as a server does, and sends hints on them, long and short ones, until it is over."""

    is_over = False

    def __call__(self, line: BaseHTTPRequestHandler) -> None:
        """Answer one who asks for a socket."""
        key = line.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = b64encode(sha1(key.encode(), usedforsecurity=False).digest()).decode()
        upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        with suppress(OSError):
            line.connection.sendall(f"{upgrade}Sec-WebSocket-Accept: {accept}\r\n\r\n".encode())
            while not self.is_over:
                line.connection.sendall(b"\x82\x01\x00" * 200 + b"\x82\x7e\xff\xff" + bytes(65535))
                time.sleep(0.01)


def test_a_flood_of_hints_is_a_few_exchanges(siege: Siege, node: Node) -> None:
    """Thousands a second, some of 64 KiB: two exchanges a second at most, and writing goes on (D4, S8)."""
    siege.courier.live = shouter = Shouter()
    app = copied(node, is_watching=True)
    try:
        time.sleep(3)
        assert app.goes_on()
        asked = [each.step for each in siege.courier.heard]
    finally:
        shouter.is_over, siege.courier.live = True, None
        app.ask("close")

    assert asked.count("live") == 1
    assert 2 <= asked.count("sync") <= 8


# Chains


def test_a_segment_dropped_in_the_middle_is_missing_and_holds_up_no_other_chain(siege: Siege) -> None:
    """It is missing by name, nothing after it counts, other chains go on (T1)."""
    _, second, _ = (siege.house.laptop.write(text) for text in ("one", "two", "three"))
    siege.house.phone.write("of another chain")
    siege.house.attack(hiding(second.hash))

    told = siege.alike()

    assert "1 segment of laptop (number 3, chain" in told
    assert [siege.app.shows(text) for text in ("one", "two", "three", "of another chain")] == [True, False, False, True]
    assert siege.app.goes_on()
    siege.recovers()
    assert siege.app.shows("three")
    assert siege.app.states() == []


@pytest.mark.parametrize(
    "order",
    [lambda page: page[::-1], lambda page: page + page, lambda page: page[1:] + page[:1]],
    ids=["reversed", "doubled", "swapped"],
)
def test_segments_swapped_or_delivered_twice_change_nothing(siege: Siege, order: Order) -> None:
    """What cannot be used yet waits, and all converges (T2)."""
    for text in ("one", "two", "three"):
        siege.house.laptop.write(text)
    siege.house.attack(pages(lambda reply: SyncReply(reply.roster, reply.heads, order(reply.segments), reply.more)))

    assert siege.alike() == ""
    assert all(siege.app.shows(text) for text in ("one", "two", "three"))
    assert siege.app.held()["aside"] == 0


def test_a_tail_cut_off_after_it_was_acknowledged_is_noticed_and_sent_again(siege: Siege) -> None:
    """The server forgets what it had acknowledged: the app says so, and sends it again (T3)."""
    before = set(siege.house.stored())
    siege.app.note("acknowledged")
    siege.app.exchange()
    (lost,) = set(siege.house.stored()) - before
    siege.house.server.lose(siege.house.journal, lost)

    _, told = siege.app.exchange()

    assert "the server had lost one entry that it had confirmed" in told
    assert siege.app.states() == ["repaired"]
    assert lost in siege.house.stored()


def test_a_server_restored_from_a_backup_is_noticed_and_repaired(siege: Siege) -> None:
    """The whole server goes back: the app says so and fills it again, also with what others wrote (T4)."""
    backup = siege.house.server.backup()
    siege.app.note("by the app")
    siege.app.exchange()
    siege.house.laptop.write("by the laptop")
    siege.app.exchange()
    siege.house.server.restore(backup)

    _, told = siege.app.exchange()

    assert "the server had lost 2 entries that it had confirmed" in told
    siege.house.desk.sync()
    assert {"by the laptop", "by the app"} <= set(siege.house.desk.texts())


def test_a_server_that_acknowledges_and_stores_nothing_is_found_out(siege: Siege) -> None:
    """The next exchange says so, and sends it again (T11)."""
    siege.house.attack(_acknowledging)
    siege.app.note("one")
    assert siege.app.exchange() == ("", "")
    siege.house.repent()

    _, told = siege.app.exchange()

    assert "the server had lost one entry that it had confirmed" in told
    siege.house.desk.sync()
    assert "one" in siege.house.desk.texts()


def test_different_tails_of_one_chain_are_both_kept_and_shown_as_a_fork(siege: Siege) -> None:
    """Two copies of the laptop wrote at the same time: both texts are there, and the fork is said (T5)."""
    house = siege.house
    clone, before = house.clone(house.laptop, "clone"), house.server.backup()
    house.laptop.write("here")
    house.server.restore(before)
    clone.write("there")
    siege.app.exchange()
    house.laptop.sync()

    told = siege.alike()

    assert "two copies of one device have written at the same time: laptop, chain" in told
    assert [siege.app.shows(text) for text in ("here", "there")] == [True, True]


def test_a_withheld_tail_is_missing_by_chain_and_number(siege: Siege) -> None:
    """What others saw of it is missing, by name, and comes when the server is honest again (T10)."""
    withheld = siege.house.laptop.write("withheld")
    siege.house.phone.sync()
    siege.house.phone.write("after it")
    siege.house.attack(withholding(withheld))

    told = siege.alike()

    assert "1 segment of laptop (number 2, chain" in told
    assert "was seen by phone and is not on the server" in told
    assert siege.app.shows("after it")
    assert siege.app.goes_on()
    siege.recovers()
    assert siege.app.states() == []
    assert siege.app.shows("withheld")


def test_a_segment_of_another_journal_or_epoch_is_not_shown(siege: Siege) -> None:
    """Neither is shown; the one that its author signed is said to come with a wrong text (T6)."""
    house = siege.house
    spliced = Secrets.of(Device(found_profile(house.folder, "stranger"), house.desk.home)).sign("of another journal")
    old = Secrets.of(house.phone)
    assert house.laptop.run("devices", "rotate").code == 0
    house.phone.sync()
    moved = Secrets.of(house.phone).sign("of another epoch", key=old.epochs.current)
    house.attack(also(spliced, moved))

    told = siege.alike()

    assert "1 segment came with a text that is not what was signed" in told
    assert not siege.app.shows("of another")
    assert siege.app.goes_on()


@pytest.mark.parametrize("where", ["another journal", "another chain", "the laptop's chain", "number 0 of nothing"])
def test_a_segment_signed_for_another_place_is_refused(siege: Siege, where: str) -> None:
    """The right key signed it, but for another journal or chain (T7)."""
    siege.house.attack(also(_elsewhere(siege.house, where)))

    told = siege.alike()

    assert "not signed as it should be" in told or "may not write there" in told
    assert not siege.app.shows("elsewhere")
    assert siege.app.goes_on()


@pytest.mark.parametrize(("change", "code"), [(_endless, ""), (_nowhere, ""), (_crowded, "server")])
def test_pages_that_repeat_or_lead_nowhere_end_soon(
    siege: Siege, change: Callable[[SyncReply], SyncReply], code: str
) -> None:
    """The pull is bounded, and skips nothing (T8)."""
    siege.house.laptop.write("one")
    siege.courier.heard.clear()
    siege.house.attack(pages(change))

    refused, told = siege.app.exchange()

    assert refused == code, told
    assert sum(asked.step == "sync" for asked in siege.courier.heard) <= 8
    siege.recovers()
    assert siege.app.shows("one")


@pytest.mark.parametrize("make", [_far_ahead, _of_nobody])
def test_segments_without_end_wait_in_a_bounded_place(
    siege: Siege, make: Callable[[House], Callable[[], Segment]]
) -> None:
    """Of segments from far ahead, or by nobody, few are kept, and the pull ends (T9)."""
    segment, heard = make(siege.house), siege.courier.heard
    siege.house.attack(
        pages(lambda r: SyncReply(r.roster, r.heads, [wire(segment()) for _ in range(100)], more=len(heard) < 60))
    )

    refused, _ = siege.app.exchange()

    assert refused == ""
    assert siege.app.held()["aside"] == 1024
    assert len(heard) < 60
    assert siege.app.goes_on()
    siege.house.repent()
    assert siege.app.exchange()[0] == ""
