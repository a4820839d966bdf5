"""Pushing and pulling with Twoway, over loopback, with a real server.

As a worker, by its first argument after the server's address:
``push FOLDER COUNT``: a new journal; answers with the seconds of cutting and of pushing.
``publish FOLDER COUNT full|single``: a journal on the server, and a second device ``phone``, empty.
``pull HOME``: everything into an empty device; answers with the seconds of pulling and of folding.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from pathlib import Path

from twoway_client.desk import Desk
from twoway_client.sync.exchange import Exchange
from twoway_client.sync.remote import Address, Remote

from .homes import admit, cut_singly, cutter_of, desk_of, fill, found
from .journal import journal
from .processes import answer

VERIFIED = 2_000


def exchange_of(desk: Desk, url: str) -> Exchange:
    """Return an exchange of ``desk`` with the server at ``url``, signed in."""
    exchange = Exchange(desk.segments, Remote(Address.parse(url)), desk.device_keys, lambda _done, _total: None)
    exchange.sign_in()
    return exchange


def push(url: str, folder: Path, count: int) -> None:
    """Cut ``count`` entries into full segments and push them."""
    desk = found(folder)
    fill(desk, journal(count))
    exchange, cutter = exchange_of(desk, url), cutter_of(desk)
    began = time.perf_counter()
    cutter.cut(exchange.roster, None)
    cut = time.perf_counter()
    exchange.push({})
    pushed = time.perf_counter()
    assert exchange.outcome.sent == count
    answer(cut=cut - began, push=pushed - cut, segments=desk.segments.counts()[1])


def publish(url: str, folder: Path, count: int, how: str) -> None:
    """Put a journal onto the server, and leave a device ``phone`` of it that holds nothing."""
    desk = found(folder / "laptop")
    admit(desk, folder / "phone").database.close()
    if how == "full":
        fill(desk, journal(count))
        cutter_of(desk).cut(desk.segments.roster(), None)
    else:
        cut_singly(desk, journal(count))
    exchange = exchange_of(desk, url)
    exchange.push({})
    assert exchange.outcome.sent == count
    segments = desk.segments.counts()[1]
    desk.database.close()
    answer(segments=segments)


def pull(url: str, home: Path) -> None:
    """Pull everything, verified and stored; then open and fold it."""
    import_module("twoway_client.store.index")
    desk = desk_of(home)
    exchange = exchange_of(desk, url)
    began = time.perf_counter()
    exchange.pull()
    pulled = time.perf_counter()
    index = desk.index
    folded = time.perf_counter()
    answer(
        pull=pulled - began,
        fold=folded - pulled,
        received=exchange.outcome.received,
        count=len(index.everything()),
        verify=verify_seconds(desk),
    )


def verify_seconds(desk: Desk) -> float:
    """Return how long one Ed25519 verification of a segment's header takes, the key at hand."""
    keys = desk.device_keys
    message = bytes(220)
    signature, public = keys.signing.sign(message), keys.signing.public_key()
    began = time.perf_counter()
    for _ in range(VERIFIED):
        public.verify(signature, message)
    return (time.perf_counter() - began) / VERIFIED


def main() -> None:
    """Do what the arguments say."""
    url, what, folder, *rest = sys.argv[1:]
    if what == "push":
        push(url, Path(folder), int(rest[0]))
    elif what == "publish":
        publish(url, Path(folder), int(rest[0]), rest[1])
    else:
        pull(url, Path(folder))


if __name__ == "__main__":
    main()
