"""A wire that is listened to: everything between a client and a server passes through here, and is kept."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Recorder:
    """What travelled: ``sent`` by clients, ``received`` by them, in the order of each direction."""

    upstream: tuple[str, int]
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    _open: list[socket.socket] = field(default_factory=list)

    @property
    def everything(self) -> bytes:
        """Both directions."""
        return bytes(self.sent) + b"\n" + bytes(self.received)

    def serve(self, listener: socket.socket) -> None:
        """Pass on whoever comes, until ``listener`` is shut down; then end what is open."""
        threads = []
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                break
            self._open.append(caller)
            threads.append(threading.Thread(target=self._pass_both, args=(caller,), daemon=True))
            threads[-1].start()
        for one in self._open:
            _end(one)
        for thread in threads:
            thread.join()

    def _pass_both(self, caller: socket.socket) -> None:
        with caller, suppress(OSError), socket.create_connection(self.upstream) as server:
            back = threading.Thread(target=_pass_on, args=(server, caller, self.received), daemon=True)
            back.start()
            _pass_on(caller, server, self.sent)
            back.join()


def _pass_on(source: socket.socket, sink: socket.socket, kept: bytearray) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            kept += data
            sink.sendall(data)
    _end(source)
    _end(sink)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


@contextmanager
def recording(listener: socket.socket, upstream: tuple[str, int]) -> Iterator[Recorder]:
    """Listen to everything that goes through ``listener`` to ``upstream``."""
    recorder = Recorder(upstream)
    thread = threading.Thread(target=recorder.serve, args=(listener,), daemon=True)
    thread.start()
    try:
        yield recorder
    finally:
        _end(listener)
        thread.join()
