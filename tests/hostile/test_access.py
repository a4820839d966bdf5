"""Signing in, and what a token opens: strangers, neighbours and stolen tokens at the server's own door."""

from __future__ import annotations

import logging
import os
from dataclasses import replace

import aiohttp
import pytest

from tests.server.world import Person
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.limits import CLOSE_NOT_ALLOWED, HINT
from twoway_core.sync.messages import ChallengeRequest, Push, RosterPush, SignIn, SyncRequest, wire
from twoway_server.limits import Limits
from twoway_server.log import JsonFormatter

from .courier import Courier
from .engine import Loop, Server
from .forging import Secrets
from .house import House, also, said
from .stranger import NOT_FOUND, Listener, Stranger, shout


@pytest.fixture
def neighbour(server: Server) -> Person:
    """Give somebody else who has a journal on the same server."""
    person = Person(7)
    with Stranger(server) as stranger:
        assert stranger.post(person.journal, "roster", RosterPush(person.run)).status == 200
    return person


def test_a_stolen_token_is_bound_and_ends_with_its_device_a1(house: House, loop: Loop, neighbour: Person) -> None:
    """A stolen token is of no use elsewhere, and ends, with its sockets, within a second of its device's revocation."""
    asked = SyncRequest(bytes(32), [])
    elsewhere = Server(loop, house.server.id)
    elsewhere.start()
    elsewhere.restore(house.server.backup())
    with Stranger(house.server) as thief, Stranger(elsewhere) as other, Listener(house.server, house.journal) as socket:
        token = thief.token(house.journal, house.phone.profile.keys)
        socket.say(token)
        good = [thief.post(house.journal, "sync", asked, token).status, socket.hear(5)]
        bound = [
            thief.post(neighbour.journal, "sync", asked, token).status,
            other.post(house.journal, "sync", asked, token).status,
        ]
        assert house.laptop.run("devices", "revoke", "phone", "--yes").code == 0
        gone = [thief.post(house.journal, "sync", asked, token).status, socket.hear(1)]
    elsewhere.stop()

    assert (good, bound, gone) == ([200, HINT], [404, 404], [404, CLOSE_NOT_ALLOWED])


def test_a_challenge_is_answered_once_and_to_one_server_only_a2(house: House) -> None:
    """A signed challenge is replayed, or relayed by a rogue server: it was good once, and under one address."""
    with Stranger(house.server) as stranger:
        keys, nonce = house.phone.profile.keys, stranger.challenge(house.journal, house.phone.profile.keys)
        first, again = (stranger.answer(house.journal, keys, nonce) for _ in range(2))
    rogue = Courier()
    rogue.behind = house.server.port

    done = house.phone.sync(rogue.url)

    rogue.stop()
    assert (first.status, again.status, again.body) == (200, 404, NOT_FOUND)
    assert (done.code, f"goes by another address: {house.server.id}" in said(done)) == (1, True)
    assert "try: ask whoever runs the server which address is right" in said(done)
    assert said(done).count(house.server.id) == 1
    assert not [asked for asked in rogue.heard if asked.step in ("sync", "push")]
    assert house.phone.goes_on()


def test_a_good_token_opens_nothing_of_a_foreign_journal_on_any_route_a3(house: House, neighbour: Person) -> None:
    """With a valid token a foreign journal is tried on every route: the same 404 as for one that does not exist."""
    with Stranger(house.server) as stranger:
        token = stranger.token(house.journal, house.phone.profile.keys)
        nobody, steps = os.urandom(16), house.server.steps - {"challenge", "live"}
        told = [
            stranger.post(journal, step, [], token) for step in sorted(steps) for journal in (neighbour.journal, nobody)
        ]
        asked = [
            stranger.post(journal, "challenge", ChallengeRequest(bytes(16)), token)
            for journal in (neighbour.journal, nobody)
        ]
    with Listener(house.server, neighbour.journal) as socket:
        socket.say(token)
        heard = socket.hear(5)

    assert {"sync", "push", "roster", "token"} <= steps
    assert len({(each.status, len(each.body)) for each in asked}) == 1
    for step, (theirs, none) in zip(sorted(steps), zip(told[::2], told[1::2], strict=True), strict=True):
        assert theirs == none, step
    assert heard == CLOSE_NOT_ALLOWED


def test_asking_for_ids_that_do_not_exist_fills_nothing_a4(server: Server, neighbour: Person) -> None:
    """Ids of journals and devices are enumerated: always the same answer, and no table or cache grows."""
    server.clock.now += 1000
    seen = set()
    with Stranger(server) as stranger:
        for _ in range(150):
            journal, device = os.urandom(16), os.urandom(16)
            seen.add(stranger.post(journal, "sync", SyncRequest(bytes(32), []), os.urandom(32)))
            seen.add(stranger.post(neighbour.journal, "token", SignIn(device, os.urandom(32), bytes(64))))
            assert stranger.post(journal, "challenge", ChallengeRequest(device)).status == 200

    (only,) = seen
    assert (only.status, only.body) == (404, NOT_FOUND)
    assert list(server.store.journals) == [neighbour.journal]
    assert (len(server.edge.tokens), len(server.edge.journals._rosters)) == (0, 0)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", ""])
def test_a_page_of_another_site_opens_no_socket_a5(house: House, origin: str) -> None:
    """A page of another site opens a live socket: 403; who sends no Origin gets in by a token only."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        Listener(house.server, house.journal, origin).__enter__()
    with Listener(house.server, house.journal) as socket:
        socket.say(os.urandom(32))
        heard = socket.hear(5)

    assert refused.value.status == 403
    assert heard == CLOSE_NOT_ALLOWED


@pytest.mark.parametrize(
    "name",
    [
        b"%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        b"..%00",
        b"x%0d%0aINJECTED%20line",
        b"a" * 9000,
        "ünï\u202e".encode(),
        b"0" * 31 + b"\xef\xbc\x91",
        b"\x00INJECTED",
    ],
)
def test_strange_ids_in_a_path_lead_nowhere_a6(server: Server, caplog: pytest.LogCaptureFixture, name: bytes) -> None:
    """A path holds dots, NUL, line breaks, 9 kB or Unicode for an id: 404 or 400, and none of it in the log."""
    with caplog.at_level(logging.DEBUG):
        told = shout(server, b"POST /v1/journals/%b/sync HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % name)
        logged = "".join(map(JsonFormatter().format, caplog.records))

    assert told.split(b" ", 2)[1] in (b"404", b"400")
    assert not [part for part in ("INJECTED", "passwd", "aaaa", "ünï", "\u202e") if part in logged]


def test_a_false_address_changes_nothing_a7(loop: Loop) -> None:
    """An absolute address, a false Host and a forged X-Forwarded-For: none of them is believed."""
    server = Server(loop, "https://sync.example.org", limits=Limits(anonymous_burst=3))
    server.start()
    front = shout(server, b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    with Stranger(server) as stranger:
        told = [
            stranger.send("GET", "/nothing", headers={"X-Forwarded-For": f"10.0.0.{number}", "Host": f"h{number}"})
            for number in range(4)
        ]
    server.stop()

    assert b"at https://sync.example.org: " in front
    assert b"evil" not in front
    assert [each.status for each in told] == [404, 404, 404, 429]


def test_a_device_that_was_never_admitted_gets_nothing_in_a8(house: House) -> None:
    """A device that was never admitted pushes: 404; and when the server itself brings it, no client shows it."""
    keys = DeviceKeys.make(os.urandom)
    forged = replace(Secrets.of(house.phone), keys=keys).sign("by nobody")
    with Stranger(house.server) as stranger:
        signed_in = stranger.answer(house.journal, keys, stranger.challenge(house.journal, keys))
        pushed = stranger.post(house.journal, "push", Push([wire(forged)]), os.urandom(32))
        token = stranger.token(house.journal, house.phone.profile.keys)
        helped = stranger.post(house.journal, "push", Push([wire(forged)]), token)
    house.attack(also(forged))

    house.desk.sync()

    assert (signed_in.status, pushed.status) == (404, 404)
    assert b"device" in helped.body
    assert "by nobody" not in house.desk.texts()
    assert forged.hash not in house.stored()
    assert house.desk.goes_on()
