"""Whom this journal trusts, and how far each got: the long listing of ``twoway verify``."""

from __future__ import annotations

from datetime import datetime

from twoway_client.desk import Desk
from twoway_client.store.heard import heard_ms
from twoway_client.sync.session import last_synced_ms, remembered_server
from twoway_client.sync.signs import Signs
from twoway_client.times import ago_words, local, offset_minutes, show_moment, to_ms
from twoway_client.trust_states import short_hash
from twoway_client.views.table import table
from twoway_client.words import fingerprint_words
from twoway_core.ids import ChainId
from twoway_core.projections.view import View
from twoway_core.sync.messages import Head
from twoway_core.trust.members import Member


class ChainView(View, frozen=True, kw_only=True):
    """The end of a chain, or of one branch of it. ``hash``: of its last segment."""

    chain: str
    number: int
    hash: str


class MemberView(View, frozen=True, kw_only=True):
    """A device and what it wrote. ``standing``: this device, in good standing or revoked. ``heard``: when last."""

    id: str
    name: str
    standing: str
    heard: datetime | None
    chains: tuple[ChainView, ...]


class TrustView(View, frozen=True, kw_only=True):
    """The list of devices. ``epoch``: number of the key in force, from 1. ``fingerprint``: words for the list."""

    fingerprint: tuple[str, ...]
    epoch: int
    members: tuple[MemberView, ...]
    last_sync: datetime | None
    server: str | None


def trust_view(desk: Desk, signs: Signs) -> TrustView:
    """Return whom the journal on ``desk`` trusts."""
    roster, server = signs.roster, remembered_server(desk)
    return TrustView(
        fingerprint=tuple(fingerprint_words(roster.head)),
        epoch=len(roster.epochs),
        members=_members(desk, signs),
        last_sync=_moment(desk, last_synced_ms(desk)),
        server=None if server is None else server.url,
    )


def _members(desk: Desk, signs: Signs) -> tuple[MemberView, ...]:
    store, heard = desk.segments, heard_ms(desk.database)
    chains: dict[bytes | None, list[ChainView]] = {}
    for chain, heads in sorted(store.heads().items()):
        chains.setdefault(store.author(chain), []).extend(_ends(chain, heads))
    return tuple(
        MemberView(
            id=device.hex(),
            name=signs.names[device],
            standing=_standing(desk, member),
            heard=_moment(desk, heard.get(device)),
            chains=tuple(chains.get(device, ())),
        )
        for device, member in signs.roster.members.items()
    )


def _ends(chain: ChainId, heads: frozenset[Head]) -> list[ChainView]:
    ends = sorted(heads, key=lambda head: (head.number, head.hash))
    return [ChainView(chain=chain.hex(), number=head.number, hash=head.hash.hex()) for head in ends]


def _standing(desk: Desk, member: Member) -> str:
    if member.revoked is not None:
        return "revoked"
    return "this device" if member.public.device == desk.keys.device else "in good standing"


def _moment(desk: Desk, at_ms: int | None) -> datetime | None:
    return None if at_ms is None else local(at_ms, offset_minutes(desk.now))


def trust_text(view: TrustView, now: datetime) -> str:
    """Return ``view`` as lines; seen from ``now``."""
    rows = [(one.name, one.standing, _heard(one, now), _chains(one)) for one in view.members]
    synced = "never" if view.last_sync is None else f"{show_moment(view.last_sync)}, with {view.server}"
    return (
        f"{table(rows)}\n  Words of this list: {' '.join(view.fingerprint)}; key {view.epoch} is in force\n"
        f"  Last sync: {synced}"
    )


def _heard(member: MemberView, now: datetime) -> str:
    if member.heard is None or member.standing == "this device":
        return ""
    return f"heard {ago_words(to_ms(now) - to_ms(member.heard))}"


def _chains(member: MemberView) -> str:
    ends = [f"{short_hash(bytes.fromhex(one.chain))} to {one.number}" for one in member.chains]
    return ", ".join(ends) if ends else "-"
