"""Load: many connections, each of which sends its next request when its last one was answered.

Arguments: ``floor PORT CONNECTIONS SECONDS`` or ``twoway PORT DEVICES SECONDS [live]``. Every segment is
sealed before the clock begins; ``live``: as it is sent. Answers with the number of requests, the
seconds, and the latencies in seconds, from the smallest to the largest, a hundredth of all apart.
"""

from __future__ import annotations

import os
import select
import socket
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice

from twoway_client.founding import new_roster
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.signing import journal_path, sign_in
from twoway_core.codec import encode
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.writer import ChainTip, seal_segment
from twoway_core.sync.limits import CONTENT_TYPE
from twoway_core.sync.messages import Push, RosterPush, RosterState, wire
from twoway_core.trust.epochs import open_epoch_keys
from twoway_core.trust.statements import encode_roster_entry

from .journal import journal
from .processes import answer

_READ_BYTES = 64 * 1024
_AHEAD_PER_SECOND = 7_000
_FLOOR_BYTES = 850
_ENTRIES = 1_000
_STORED = b"stored"


@dataclass(slots=True)
class Connection:
    """One caller: its socket, what it will send, and when it sent last."""

    socket: socket.socket
    requests: Iterator[bytes]
    sent: float = 0.0
    answer: bytes = b""

    def send_next(self) -> bool:
        """Send the next request; return False when there is none."""
        request = next(self.requests, None)
        if request is None:
            return False
        self.answer = b""
        self.sent = time.perf_counter()
        self.socket.sendall(request)
        return True

    def receive(self) -> bool:
        """Read what has come; return whether the answer is whole. Raises AssertionError unless all was stored."""
        read = self.socket.recv(_READ_BYTES)
        assert read, "the server closed a connection"
        self.answer += read
        head, parted, body = self.answer.partition(b"\r\n\r\n")
        if not parted or len(body) < _length(head):
            return False
        assert b" 200 " in head, self.answer
        assert _STORED in body, self.answer
        return True


def _length(head: bytes) -> int:
    after = head.lower().partition(b"content-length:")[2]
    return int(after.partition(b"\r\n")[0])


@dataclass(slots=True)
class Load:
    """Drives connections in one thread."""

    connections: list[Connection]
    latencies: list[float] = field(default_factory=list)

    def run(self, seconds: float) -> float:
        """Send for ``seconds``, or until there is nothing left; return how long it really was."""
        poll = select.epoll()
        by_number = {each.socket.fileno(): each for each in self.connections}
        for number in by_number:
            poll.register(number, select.EPOLLIN)
        began = time.perf_counter()
        waiting = sum(each.send_next() for each in self.connections)
        while waiting:
            for number, _ in poll.poll():
                waiting -= self._step(by_number[number], until=began + seconds)
        return time.perf_counter() - began

    def _step(self, connection: Connection, until: float) -> int:
        """Go on with a connection; return 1 when it has ended, else 0."""
        if not connection.receive():
            return 0
        now = time.perf_counter()
        self.latencies.append(now - connection.sent)
        return int(now >= until or not connection.send_next())


def connect(port: int) -> socket.socket:
    """Return a connection to the server on this computer."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def request(path: str, body: bytes, content_type: str, token: str = "") -> bytes:
    """Return a whole HTTP request."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Type: {content_type}"]
    lines.append(f"Content-Length: {len(body)}")
    if token:
        lines.append(f"Authorization: Bearer {token}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def floor_requests() -> Iterator[bytes]:
    """Yield requests of the floor for ever."""
    whole = request("/append", os.urandom(_FLOOR_BYTES), "application/octet-stream")
    while True:
        yield whole


@dataclass(slots=True)
class Device:
    """A device of a journal of its own, signed in: everything that its next push is made of."""

    keys: DeviceKeys
    epoch: EpochKey
    roster: bytes
    tip: ChainTip
    path: str
    token: str

    @classmethod
    def registered(cls, port: int) -> Device:
        """Return a new device that the server at ``port`` knows."""
        keys = DeviceKeys.make(os.urandom)
        _, roster = new_roster("laptop", keys, os.urandom)
        remote, path = Remote(Address.parse(f"http://127.0.0.1:{port}")), journal_path(roster.journal)
        remote.call(f"{path}/roster", RosterPush([encode_roster_entry(each) for each in roster.entries]), RosterState)
        sign_in(remote, roster.journal, keys)
        remote.close()
        tip = ChainTip.new(roster.journal, keys.public.device, os.urandom)
        return cls(keys, open_epoch_keys(roster, keys).current, roster.head, tip, path, remote.token)

    def pushes(self, entries: Iterable[bytes]) -> Iterator[bytes]:
        """Yield a push for each of ``entries``, alone in its segment."""
        for entry in entries:
            segment = seal_segment(
                self.tip, [entry], seen=[], roster=self.roster, key=self.epoch, keys=self.keys, random=os.urandom
            )
            self.tip = self.tip.after(segment)
            yield request(f"{self.path}/push", encode(Push([wire(segment)])), CONTENT_TYPE, self.token)


def floor_load(port: int, callers: int) -> Load:
    """Return a load of the floor's server."""
    return Load([Connection(connect(port), floor_requests()) for _ in range(callers)])


def twoway_load(port: int, devices: int, seconds: float, *, is_live: bool) -> Load:
    """Return a load of twoway-server by ``devices``, each of a journal of its own."""
    entries = list(journal(_ENTRIES))
    requests = [Device.registered(port).pushes(cycle(entries)) for _ in range(devices)]
    if not is_live:
        count = int(_AHEAD_PER_SECOND * seconds / devices)
        requests = [iter(list(islice(each, count))) for each in requests]
    return Load([Connection(connect(port), each) for each in requests])


def main() -> None:
    """Load a server as the arguments say."""
    what, port, count, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    load = floor_load(port, count) if what == "floor" else twoway_load(port, count, seconds, is_live="live" in sys.argv)
    took = load.run(seconds)
    ordered = sorted(load.latencies)
    last = len(ordered) - 1
    answer(count=len(ordered), seconds=took, latencies=[ordered[last * share // 100] for share in range(101)])


if __name__ == "__main__":
    main()
