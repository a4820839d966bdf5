"""Usage: twoway log [NAME | ID] [options]
Every entry, newest first: when it happened, which device wrote it, what; and
which device admitted or revoked which.
  NAME   only those of one opportunity, by its short name
  ID     one entry: its whole text, how it read before, and what amended it
  -n N   only the newest N
What was taken back is shown, and says so. Of what was erased, only that.
Example: twoway log -n 5
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from itertools import islice

from twoway_client.desk import Desk
from twoway_client.device_names import UNKNOWN, device_names
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import opportunity_names
from twoway_client.parser import Parser
from twoway_client.past import PastDesk
from twoway_client.people import entry_called
from twoway_client.readings import reading_of
from twoway_client.roster_rows import roster_rows
from twoway_client.store.newest import Written, is_mixed, newest_first
from twoway_client.store.outbox import Reader
from twoway_client.times import to_ms
from twoway_client.views.log import Line, Log, LogEntry, RosterRow, log_entry_text, log_text
from twoway_core.clock import is_unreliable
from twoway_core.ids import id_ms, is_handle, short
from twoway_core.journal.handles import find
from twoway_core.journal.history import Record, history
from twoway_core.journal.parts import part_of
from twoway_core.projections.labels import labels_of
from twoway_core.projections.log import log_rows
from twoway_core.projections.view import Id


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("which", nargs="?")
    parser.add_argument("-n", type=int, metavar="N")


def run(desk: Desk, args: Namespace) -> None:
    """Show the log, or one entry of it."""
    if args.n is not None and args.n < 1:
        raise UsageRefusal("-n takes a number from 1.", mend="twoway log -n 5")
    names = opportunity_names(desk)
    opportunity = find(names, args.which) if args.which is not None else None
    if args.which is not None and opportunity is None:
        if not is_handle(args.which.casefold()):
            raise Refusal(
                "unknown-opportunity", f'no opportunity is called "{args.which}".', mend="twoway open lists them"
            )
        _show_one(desk, entry_called(desk, args.which))
        return
    written = list(islice(_written(desk, opportunity), args.n))
    view = Log(entries=tuple(_lines(desk, written)), roster=_devices(desk, written) if opportunity is None else ())
    desk.output.view("twoway.log/1", view, log_text(view))


def _devices(desk: Desk, written: list[Written]) -> tuple[RosterRow, ...]:
    """Return which devices came and went while this was ``written``; what has no entry after it is of today."""
    shown = {one.id for one in written}
    is_now = _limit_ms(desk) is None
    return tuple(one for one in roster_rows(desk) if one.before in shown or (one.before is None and is_now))


def _written(desk: Desk, opportunity: bytes | None) -> Iterable[Written]:
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    mixed = is_mixed(desk.index.entries([]))
    everything = newest_first(desk.database, reader, desk.epoch_keys, desk.keys.device, mixed=mixed)
    limit = _limit_ms(desk)
    return (
        one
        for one in everything
        if (opportunity is None or part_of(one.entry) == opportunity) and (limit is None or id_ms(one.id) <= limit)
    )


def _limit_ms(desk: Desk) -> int | None:
    return to_ms(desk.now) if isinstance(desk, PastDesk) else None


def _lines(desk: Desk, written: list[Written]) -> Iterable[Line]:
    """Yield a line for each entry, as it reads now, or read then."""
    parts = list(dict.fromkeys(part for one in written if (part := part_of(one.entry)) is not None))
    records = {record.id: record for record in _records(desk, parts)}
    rows = log_rows([records[one.id] for one in written if one.id in records], _labels(desk, parts))
    devices, names = {one.id: one.device for one in written}, device_names(desk)
    for row in rows:
        is_early = is_unreliable(row.id, to_ms(desk.now))
        yield Line(row=row, device=names.get(devices[row.id], UNKNOWN), unreliable_time=is_early)


def _records(desk: Desk, parts: Sequence[bytes]) -> list[Record]:
    return history(desk.index.entries(parts), _limit_ms(desk))


def _labels(desk: Desk, parts: Sequence[bytes]) -> dict[bytes, str]:
    handles = {opportunity: handle for handle, opportunity in opportunity_names(desk).items()}
    return labels_of(desk.state(*parts), handles)


def _show_one(desk: Desk, entry: bytes) -> None:
    part = next((part_of(one) for one in desk.index.everything() if one.id == entry), None)
    parts = [] if part is None else [part]
    record = next((one for one in _records(desk, parts) if one.id == entry), None)
    if record is None:
        raise Refusal("not-yet", f"{short(entry)} was not in the journal then.", mend="twoway log, without at")
    labels = _labels(desk, parts)
    around = {entry, *record.amended_by}
    lines = {line.row.id: line for line in _lines(desk, [one for one in _written(desk, None) if one.id in around])}
    view = LogEntry(
        entry=lines[Id(entry)],
        readings=tuple(reading_of(one, labels) for one in record.corrections),
        amendments=tuple(line for line in lines.values() if line.row.id != entry),
    )
    desk.output.view("twoway.log-entry/1", view, log_entry_text(view))
