"""Listeners: thousands of sockets that wait for a hint, and one caller that gives it.

Arguments: ``floor PORT PROCESS SOCKETS ROUNDS`` or ``twoway ...``; PROCESS is the server's, whose memory is looked at
before the sockets are opened and after. Answers with the memory, and the seconds of each round, from the send of a
push to the hint on the last socket.
"""

from __future__ import annotations

import os
import select
import socket
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from twoway_client.founding import new_roster
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.signing import journal_path, sign_in
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.writer import ChainTip
from twoway_core.sync.limits import HINT
from twoway_core.sync.messages import RosterPush, RosterState
from twoway_core.trust.epochs import open_epoch_keys
from twoway_core.trust.names import seal_name
from twoway_core.trust.roster import join_message
from twoway_core.trust.statements import encode_roster_entry
from twoway_core.trust.writing import RosterWriter

from .journal import journal
from .load import Connection, Device, connect, request
from .processes import answer

_HINT_BYTES = 2 + len(HINT)
_READ_BYTES = 4096
_SETTLE_SECONDS = 1.0
_BINARY, _MASKED = 0x82, 0x80


def shake(port: int, path: str) -> socket.socket:
    """Return a socket at the live path of the server."""
    opened = connect(port)
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: Upgrade", "Upgrade: websocket"]
    lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", ""]
    opened.sendall("\r\n".join(lines).encode())
    said = b""
    while not said.endswith(b"\r\n\r\n"):
        said += opened.recv(1)
    assert b" 101 " in said, said
    return opened


def frame(message: bytes) -> bytes:
    """Return a binary message as a client sends it, under a mask of zeros."""
    return bytes([_BINARY, _MASKED | len(message)]) + bytes(4) + message


def pair(port: int) -> tuple[Device, str]:
    """Return a device that pushes, and the token of another one of its journal, which listens."""
    keys, other = DeviceKeys.make(os.urandom), DeviceKeys.make(os.urandom)
    _, roster = new_roster("laptop", keys, os.urandom)
    epoch, public = open_epoch_keys(roster, keys).current, other.public
    agreed = other.sign(labels.JOIN, join_message(roster.journal, keys.public.device, public))
    name = seal_name(epoch, roster.journal, public.device, "phone", os.urandom)
    writer = RosterWriter(roster, keys, epoch, os.urandom, seal_box)
    roster = roster.extended([writer.add_device(public, agreed, name)])
    remote, path = Remote(Address.parse(f"http://127.0.0.1:{port}")), journal_path(roster.journal)
    remote.call(f"{path}/roster", RosterPush([encode_roster_entry(each) for each in roster.entries]), RosterState)
    sign_in(remote, roster.journal, other)
    listening = remote.token
    sign_in(remote, roster.journal, keys)
    remote.close()
    tip = ChainTip.new(roster.journal, keys.public.device, os.urandom)
    return Device(keys, epoch, roster.head, tip, path, remote.token), listening


def await_hints(sockets: list[socket.socket]) -> None:
    """Wait until each of ``sockets`` has had one."""
    poll = select.epoll()
    lacking = {each.fileno(): _HINT_BYTES for each in sockets}
    by_number = {each.fileno(): each for each in sockets}
    for number in lacking:
        poll.register(number, select.EPOLLIN)
    while lacking:
        for number, _ in poll.poll():
            lacking[number] -= len(by_number[number].recv(lacking[number]))
            if not lacking[number]:
                del lacking[number]
                poll.unregister(number)
    poll.close()


def memory_kib(process: int) -> int:
    """Return the memory that ``process`` holds now."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def main() -> None:
    """Open the sockets, measure, and answer."""
    what, (port, process, count, rounds) = sys.argv[1], map(int, sys.argv[2:])
    pushes: Iterator[bytes]
    if what == "floor":
        path, token = "/live", ""
        pushes = cycle([request("/hint", b"", "application/octet-stream")])
    else:
        device, token = pair(port)
        path, pushes = f"{device.path}/live", device.pushes(cycle(journal(1_000)))
    caller = Connection(connect(port), pushes)
    before = memory_kib(process)
    sockets = [shake(port, path) for _ in range(count)]
    if token:
        for each in sockets:
            each.sendall(frame(bytes.fromhex(token)))
        await_hints(sockets)
    time.sleep(_SETTLE_SECONDS)
    after, took = memory_kib(process), []
    for _ in range(rounds):
        caller.send_next()
        await_hints(sockets)
        took.append(time.perf_counter() - caller.sent)
        caller.socket.recv(_READ_BYTES)
        time.sleep(_SETTLE_SECONDS / 4)
    answer(kib=(after - before) / count, seconds=took)


if __name__ == "__main__":
    main()
