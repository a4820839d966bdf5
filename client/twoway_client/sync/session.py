"""A session with the remembered server: everything a command needs to exchange, from its desk."""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, Refusal
from twoway_client.store.outbox import Reader
from twoway_client.store.waiting import waiting_entries
from twoway_client.sync.cutting import Cutter
from twoway_client.sync.exchange import Exchange, Outcome
from twoway_client.sync.progress import Bar
from twoway_client.sync.remote import KEPT, Address, Remote
from twoway_client.times import to_ms
from twoway_core.errors import (
    BadChainError,
    BadKeyError,
    BadRosterError,
    BadSignatureError,
    MalformedError,
    PeerError,
)

SERVER = "server"


def remembered_server(desk: Desk) -> Address | None:
    """Return the address of the server that this profile exchanges with, if there was one."""
    data = desk.database.get(SERVER)
    return Address.parse(data.decode(), plain=True) if data else None


def choose_server(desk: Desk, given: str | None, *, plain: bool) -> Address:
    """Return the address given, else the remembered one. Raises UsageRefusal or Refusal."""
    if given:
        return Address.parse(given, plain=plain)
    address = remembered_server(desk)
    if address is None:
        raise Refusal("no-server", "no server is known yet.", mend="twoway sync https://the.address.of.your.server")
    return address


def remember_server(desk: Desk, address: Address) -> None:
    """Keep ``address`` for the next ``twoway sync``."""
    with desk.database.writing():
        desk.database.put(SERVER, address.url.encode())


def exchange(desk: Desk, remote: Remote) -> Outcome:
    """Exchange everything with ``remote`` and remember it. Raises Refusal; Ctrl-C leaves nothing half applied."""
    store, keys = desk.segments, desk.device_keys
    reader = Reader(desk.database, keys.agreement, desk.secret.local)
    with Bar("Exchanging", shown=desk.output.is_terminal and not desk.output.json) as bar:
        try:
            cutter = Cutter(desk.database, store, reader, keys, lambda: desk.epoch_keys.current, to_ms(desk.now))
            outcome = Exchange(store, remote, keys, bar).run(cutter)
        except KeyboardInterrupt:
            raise Stopped from None
        except Refusal as refusal:
            refusal.kept = refusal.kept.replace(KEPT, _waiting(desk))
            raise
        except (MalformedError, BadSignatureError, BadChainError, BadRosterError, BadKeyError) as error:
            raise _dishonest(desk, remote, error) from None
    remember_server(desk, remote.address)
    return outcome


def _waiting(desk: Desk) -> str:
    """Return what a failed exchange leaves to the next one."""
    waiting = waiting_entries(desk.database)
    if not waiting:
        return "everything on this device; nothing waits to be sent"
    return "1 entry waits on this device" if waiting == 1 else f"{waiting} entries wait on this device"


def _dishonest(desk: Desk, remote: Remote, error: PeerError) -> Refusal:
    return Refusal(
        "server",
        f"{remote.address.url} sent what no Twoway server sends: {error}.",
        kept=f"{_waiting(desk)}; nothing of that was taken",
        mend="ask whoever runs the server; you can go on writing",
    )


class Stopped(Cancelled):
    """The person stopped an exchange."""

    def __init__(self) -> None:
        super().__init__("Stopped. What has come is kept, and the rest comes with the next twoway sync.")
