"""V5: what a server's log tells after a day: times, routes, sizes, eight digits of a journal, and nothing else."""

from __future__ import annotations

import http.client
import json
import re
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.client.commands.home_pair import Pair
from tests.client.watcher import SECONDS, watching
from tests.privacy.canaries import CANARY
from tests.privacy.conftest import Overheard, overheard
from tests.privacy.searching import is_heard
from twoway_client.keystore import KeyFile
from twoway_core.sync.limits import CONTENT_TYPE

TOLD = {"at", "level", "from", "event", "method", "route", "status", "took_ms", "body_bytes", "reply_bytes", "journal"}
TOLD |= {"closed", "error", "places"}
_LONG_HEX = re.compile(r"[0-9a-fA-F]{9,}")


def lines(server: Overheard) -> list[dict[str, Any]]:
    """Return what was logged, without the two lines in which the server says what it is."""
    told = [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]
    return [line for line in told if not line.keys() & {"server_id", "sqlite"}]


def ask(server: Overheard, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None) -> int:
    """Send a request that no client of ours sends; return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]), timeout=10)
    connection.request(method, path, body, {"Content-Type": CONTENT_TYPE, **(more or {})})
    status = connection.getresponse().status
    connection.close()
    return status


def a_day(folder: Path, server: Overheard) -> Pair:
    """Two devices that write, sync, rotate and revoke; a mailbox; and strangers with texts in every place."""
    pair = Pair(folder, server.url)
    pair.run("laptop", "devices", "rotate")
    pair.run("phone", "sync")
    pair.run("laptop", "devices", "revoke", "phone", "--yes")
    assert pair.run("phone", "sync").code == 1
    slot = f"/v1/mailboxes/{'ab' * 16}/offer"
    assert [ask(server, "POST", slot, CANARY.encode()), ask(server, "GET", f"{slot}?wait=0")] == [204, 200]
    strange = {
        "Authorization": f"Bearer {CANARY}",
        "User-Agent": CANARY,
        "X-Forwarded-For": "192.0.2.7",
        "Cookie": CANARY,
    }
    journal = f"/v1/journals/{pair.profiles['laptop'].desk().keys.journal.hex()}"
    assert ask(server, "POST", f"{journal}/push?{CANARY}", CANARY.encode(), strange) == 404
    assert ask(server, "POST", f"{journal}/token?{CANARY}", CANARY.encode(), strange) == 400
    assert ask(server, "GET", f"/{CANARY}/../%00{CANARY}", b"", strange) == 404
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2]))) as raw:
        raw.sendall(f"GET /{CANARY} HTTP/9.9\r\n{CANARY}\r\n\r\n".encode())
        assert b" 400 " in raw.recv(4096)
    return pair


@dataclass(frozen=True)
class Day:
    """What was at work, the server, and what the client's keys say."""

    pair: Pair
    server: Overheard

    @property
    def keys(self) -> KeyFile:
        """The public half of the laptop's keys."""
        return self.pair.profiles["laptop"].desk().keys


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Give a day that is over."""
    folder = tmp_path_factory.mktemp("day")
    with pytest.MonkeyPatch.context() as patch, overheard(folder / "server") as server:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        yield Day(a_day(folder, server), server)


def test_the_log_of_a_session_holds_no_secret_v5(day: Day) -> None:
    """No token, id, header, query, path, address or body, in any spelling."""
    told = lines(day.server)
    logged = "\n".join(json.dumps(line) for line in told)
    tokens = set(re.findall(rb"Authorization: Bearer ([0-9a-f]{64})", bytes(day.server.wire.sent)))

    assert (len(told) > 30, len(tokens) > 1) == (True, True)
    assert _LONG_HEX.findall(logged) == []
    assert [is_heard(word, logged.encode()) for word in (CANARY, "127.0.0.1", "192.0.2.7", "Bearer")] == [False] * 4
    assert [secret for secret in (*tokens, day.keys.device.hex().encode()) if secret[:9] in logged.encode()] == []


def test_a_line_tells_what_the_page_says_and_no_more_v5(day: Day) -> None:
    """Each fact of a line is known; routes stand as the protocol writes them, journals as eight digits."""
    told = lines(day.server)
    journals = {line["journal"] for line in told if "journal" in line}

    assert {name for line in told for name in line} <= TOLD
    assert {line["route"] for line in told if "ab" * 16 in line.get("route", "")} == set()
    assert "/v1/mailboxes/{mailbox}/{slot}" in {line.get("route") for line in told}
    assert journals == {day.keys.journal.hex()[:8]}


def test_a_live_socket_leaves_one_line_v5(tmp_path: Path, server: Overheard) -> None:
    """Its token came as a message, never in the address, and is nowhere in the log."""
    laptop = Pair(tmp_path, server.url).profiles["laptop"]
    with watching(laptop) as watch:
        watch.line()
        until_is(lambda: b" 101 " in server.wire.received)
        watch.interrupt()
    until_is(lambda: "/live" in server.log)

    (told,) = [line for line in lines(server) if line.get("route") == "/v1/journals/{journal}/live"]
    assert told.keys() == {*("at", "level", "from", "event", "method", "route", "status", "took_ms", "body_bytes")} | {
        *("closed", "journal")
    }
    assert _LONG_HEX.findall(json.dumps(lines(server))) == []


def until_is(is_there: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    until = time.monotonic() + SECONDS
    while not is_there():
        assert time.monotonic() < until
        time.sleep(0.01)
