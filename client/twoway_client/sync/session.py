"""A session with the remembered server: everything a command needs to exchange, from its desk."""

from __future__ import annotations

from contextlib import suppress

from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, Refusal
from twoway_client.store.heard import SYNCED, note_signers
from twoway_client.store.outbox import Reader
from twoway_client.store.seen import has_unread
from twoway_client.store.waiting import waiting_entries
from twoway_client.sync.cutting import Cutter
from twoway_client.sync.exchange import Exchange, Outcome
from twoway_client.sync.forgotten import lacks_own, note_forgotten
from twoway_client.sync.joining import complete
from twoway_client.sync.memory import recall
from twoway_client.sync.progress import Bar
from twoway_client.sync.remote import KEPT, Address, Remote
from twoway_client.sync.settled import drop_unsent, settle_erasures
from twoway_client.sync.tokens import keep_token, recall_token
from twoway_client.times import to_ms
from twoway_core.errors import (
    BadKeyError,
    BadRosterError,
    BadSignatureError,
    CannotOpenError,
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
            complete(desk, remote)
            drop_unsent(desk)
            cutter = Cutter(desk.database, store, reader, keys, lambda: desk.epoch_keys, to_ms(desk.now))
            remote.token = remote.token or recall_token(desk.database, desk.secret.local, remote.address.url)
            under_way = Exchange(store, remote, keys, bar)
            memory = recall(under_way.device)
            was_older = lacks_own(store, memory)
            note_forgotten(store, under_way.roster, under_way.device, memory)
            outcome = under_way.run(cutter)
            outcome.restored = was_older and not lacks_own(store, memory)
        except KeyboardInterrupt:
            raise Stopped from None
        except Refusal as refusal:
            refusal.kept = refusal.kept.replace(KEPT, _waiting(desk))
            raise
        except (MalformedError, BadSignatureError, BadRosterError, BadKeyError) as error:
            raise _dishonest(desk, remote, error) from None
    if not _is_confirmed_by(desk, remote.address):
        outcome.lost = 0
    _remember(desk, remote)
    _settle(desk, remote, outcome)
    return outcome


def _settle(desk: Desk, remote: Remote, outcome: Outcome) -> None:
    """Destroy what was erased long enough ago, here and on the server, and put right what went too early."""
    arrived = bool(outcome.received or outcome.arrived.came or outcome.again)
    try:
        settle_erasures(desk, remote, arrived=arrived, lost=outcome.lost > 0)
    except KeyboardInterrupt:
        raise Stopped from None
    except (MalformedError, BadSignatureError, BadRosterError, BadKeyError) as error:
        raise _dishonest(desk, remote, error) from None


def _is_confirmed_by(desk: Desk, address: Address) -> bool:
    """Return whether what was acknowledged here was acknowledged by the server at ``address``, not by another."""
    known = remembered_server(desk)
    return known is None or known.url == address.url


def _remember(desk: Desk, remote: Remote) -> None:
    """File what came, so that it is known right now what is missing, and note with whom this was and when."""
    if has_unread(desk.database):
        try:
            with suppress(CannotOpenError):  # no key for this device in the list that came: whatever reads says so
                desk.file_arrivals()
        except KeyboardInterrupt:
            raise Stopped from None
    with desk.database.writing():
        remember_server(desk, remote.address)
        note_signers(desk.database, desk.segments.roster(), desk.device_keys.public.device, to_ms(desk.now))
        desk.database.put(SYNCED, str(to_ms(desk.now)).encode())
        keep_token(desk.database, desk.secret.local, remote.address.url, remote.token)


def last_synced_ms(desk: Desk) -> int | None:
    """Return when this profile last exchanged everything, ms since 1970; None when it never did."""
    data = desk.database.get(SYNCED)
    return int(data) if data is not None and data.isdigit() else None


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
