"""The log on a terminal: one line an entry, newest first; or one entry with everything that became of it."""

from __future__ import annotations

from datetime import datetime

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.times import show_short_day
from twoway_core.ids import short
from twoway_core.projections.log import Fate, LogRow
from twoway_core.projections.view import Id, View

_WIDEST_DEVICE = 12
_FATES: dict[Fate, str] = {
    "counts": "",
    "retracted": "taken back",
    "erased": "erased",
    "newer": "of a newer version: kept, not shown",
    "unreadable": "cannot be read: kept, not shown",
}


class Line(View, frozen=True, kw_only=True):
    """A row of the log, the device that wrote it, and whether its clock was more than a day ahead of ours."""

    row: LogRow
    device: str
    unreliable_time: bool = False


class RosterRow(View, frozen=True, kw_only=True):
    """What one device said of ``devices``; ``before`` the entry of that id, None where nothing came after it."""

    by: str
    what: str
    devices: tuple[str, ...]
    before: Id | None


class Log(View, frozen=True, kw_only=True):
    """Entries, and what the roster says of devices, the newest first."""

    entries: tuple[Line, ...]
    roster: tuple[RosterRow, ...] = ()


class Reading(View, frozen=True, kw_only=True):
    """One correction: when it was made, of which fields, and what the entry said till then."""

    corrected: datetime
    fields: tuple[str, ...]
    text: str


class LogEntry(View, frozen=True, kw_only=True):
    """One entry, its earlier readings, oldest first, and what amended it."""

    entry: Line
    readings: tuple[Reading, ...]
    amendments: tuple[Line, ...]


def log_text(view: Log) -> str:
    """Return ``view`` as lines."""
    if not (view.entries or view.roster):
        return "Nothing logged yet."
    names = [line.device for line in view.entries] + [one.by for one in view.roster]
    devices = min(max(len(visible(name)) for name in names), _WIDEST_DEVICE)
    years = len({line.row.at.year for line in view.entries}) > 1
    lines = [_roster_line(one, devices, years=years) for one in view.roster if one.before is None]
    for line in view.entries:
        lines.append(_line(line, devices, years=years))
        lines += [_roster_line(one, devices, years=years) for one in view.roster if one.before == line.row.id]
    return "\n".join(lines)


def _roster_line(one: RosterRow, devices: int, *, years: bool) -> str:
    """Return the line of an entry of the roster: without an id and a time, which a roster does not keep."""
    start = f"{'-':<5}  {'':<{17 if years else 12}}  {one_line(one.by, devices):<{devices}}  "
    what = f"{one.what}: {', '.join(one.devices)}" if one.devices else one.what
    return start + one_line(what, WIDTH - len(start))


def _line(line: Line, devices: int, *, years: bool) -> str:
    row = line.row
    start = f"{short(row.id)}  {_when(row.at, years=years)}  {one_line(line.device, devices):<{devices}}  "
    fate = _remark(line)
    room = WIDTH - len(start) - (len(fate) + 3 if fate else 0)
    return f"{start}{one_line(words(row), max(room, 8))}{f' ({fate})' if fate else ''}"


def words(row: LogRow) -> str:
    """Return what happened and what it says."""
    return f"{row.what}: {row.text}" if row.text else row.what


def _remark(line: Line) -> str:
    row = line.row
    parts = [_FATES[row.fate], "corrected" if row.corrections else "", "clock wrong" if line.unreliable_time else ""]
    return ", ".join(part for part in parts if part)


def _when(at: datetime, *, years: bool) -> str:
    day = f"{show_short_day(at.date())} {at.year}" if years else show_short_day(at.date())
    return f"{day:>{11 if years else 6}} {at:%H:%M}"


def log_entry_text(view: LogEntry) -> str:
    """Return one entry with all that became of it."""
    row = view.entry.row
    when = _when(row.at, years=True).strip()
    head = f"{short(row.id)}  {when}  {visible(view.entry.device)}  {row.what}"
    lines = [wrapped("", head)]
    lines += [wrapped("  ", visible(part)) for part in row.text.splitlines() if part.strip()]
    lines += [f"  {_FATES[row.fate]}"] if _FATES[row.fate] else []
    lines += [_reading(reading) for reading in view.readings]
    devices = max((len(line.device) for line in view.amendments), default=0)
    lines += [f"  {_line(line, devices, years=True)}" for line in view.amendments]
    return "\n".join(lines)


def _reading(reading: Reading) -> str:
    """Return one correction; what the entry said before is told where its words were corrected."""
    when = _when(reading.corrected, years=True).strip()
    fields = ", ".join(reading.fields)
    return wrapped(f"  {fields} corrected {when}; before: ", visible(reading.text) or "nothing")
