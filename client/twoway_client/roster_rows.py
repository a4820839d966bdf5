"""Devices in the log: who admitted and who revoked whom.

An entry of the roster bears no time. What is known is that it was there before what its signer, or its newcomer, wrote
next; so it stands under the first entry that came after it.
"""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.device_names import UNKNOWN, device_names
from twoway_client.store.firsts import Firsts
from twoway_client.store.outbox import Reader
from twoway_client.views.log import RosterRow
from twoway_core.projections.view import Id
from twoway_core.sealing.keys import DevicePublic
from twoway_core.trust.statements import (
    DeviceAdded,
    DeviceRevoked,
    EpochRotated,
    Genesis,
    PaperReplaced,
    Statement,
    decode_statement,
)

_WHAT = {
    Genesis: "journal founded",
    DeviceAdded: "device admitted",
    DeviceRevoked: "device revoked",
    EpochRotated: "key rotated",
    PaperReplaced: "paper key replaced",
}
_PAPER_ADDED = "paper key added"


def roster_rows(desk: Desk) -> tuple[RosterRow, ...]:
    """Return what the roster says, the newest first."""
    roster, names = desk.segments.roster(), device_names(desk)
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    firsts = Firsts(desk.database, reader, desk.epoch_keys, desk.keys.device)
    found: list[RosterRow] = []
    before: bytes | None = None
    for number, entry in reversed(list(enumerate(roster.entries))):
        statement = decode_statement(entry.statement)
        signer, about = _signer(statement), _about(statement)
        later = [before, *(firsts.since(device, number) for device in {signer, *about})]
        before = min((one for one in later if one is not None), default=None)
        found.append(
            RosterRow(
                by=names.get(signer, UNKNOWN),
                what=_what(statement),
                devices=tuple(names.get(device, UNKNOWN) for device in about),
                before=None if before is None else Id(before),
            )
        )
    return tuple(found)


def _signer(statement: Statement) -> bytes:
    if isinstance(statement, Genesis):
        return DevicePublic(statement.signing, statement.agreement).device
    return statement.signer


def _what(statement: Statement) -> str:
    """Return what happened: a new paper key that ends no other stands beside it."""
    is_added = isinstance(statement, PaperReplaced) and not statement.revoked
    return _PAPER_ADDED if is_added else _WHAT[type(statement)]


def _about(statement: Statement) -> list[bytes]:
    """Return the devices that came or went; a new paper key is told by its own words."""
    if isinstance(statement, DeviceAdded):
        return [DevicePublic(statement.signing, statement.agreement).device]
    return list(statement.revoked) if isinstance(statement, DeviceRevoked) else []
