"""Taking in what another device of this journal has not sent yet: its segments, judged as if a server brought them.

The entries stay those of the device that wrote them, so ``undo`` here does not take them back; what that device
sends later as well counts once. Of a device that was revoked nothing counts any more: what it could not send is
taken over under the same ids as this device's own, once the person has been told and has said yes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from twoway_client.desk import Desk
from twoway_client.device_names import names_in
from twoway_client.errors import Refusal
from twoway_client.exporting.journal import read_whole
from twoway_client.importing.journal import plan_kept
from twoway_client.importing.plan import Plan, Row
from twoway_client.importing.reading import Source
from twoway_client.output import visible
from twoway_core.entry import Entry, decode_entry
from twoway_core.errors import NotGivenError, PeerError, UnsupportedError
from twoway_core.exchange.unsent import read_unsent
from twoway_core.ids import DeviceId, EntryId
from twoway_core.projections.log import what_words
from twoway_core.sealing.segment import Segment, check_segment, open_segment
from twoway_core.trust.roster import Roster

_NOTHING = "nothing was imported"


def plan_unsent(desk: Desk, source: Source) -> Plan:
    """Return what taking in ``source`` would do. Raises Refusal where it is not of this journal, or not genuine."""
    segments = _segments(desk, source)
    here = {one.data for one in read_whole(desk).entries}
    given = {data: entry for segment in segments for data, entry in _entries(desk, source, segment)}
    if revoked := _revoked(desk, segments):
        told = f"written by {revoked}, which was revoked: taken over as your own, so be sure that you wrote it"
        return plan_kept(desk, source, list(given), "unsent", told)
    new = sorted((entry.id, entry.type) for data, entry in given.items() if data not in here)
    counts = Counter(what_words(name) for _, name in new)
    return Plan(
        format="unsent",
        source=source,
        rows=tuple(Row(what=what, text="", count=count) for what, count in sorted(counts.items())),
        known=len(given) - len(new),
        notes=(),
        write=lambda: _write(desk, segments, EntryId(new[0][0])),
        is_undoable=False,
    )


def _segments(desk: Desk, source: Source) -> list[Segment]:
    """Return the segments of ``source``, each proved to be by a device of this journal. Raises Refusal."""
    roster = desk.segments.roster()
    try:
        journal, segments = read_unsent(source.data)
        if journal != roster.journal:
            mend = "twoway --home DIR import FILE, where that journal is"
            raise Refusal("other-journal", f"{source.name} is of another journal.", kept=_NOTHING, mend=mend)
        for segment in segments:
            _check(roster, source, segment)
    except UnsupportedError:
        what = f"{source.name} was written by a newer Twoway."
        raise Refusal("newer", what, kept=_NOTHING, mend="install the newest twoway on this computer") from None
    except PeerError as error:
        raise _not_genuine(source, str(error)) from None
    return segments


def _check(roster: Roster, source: Source, segment: Segment) -> None:
    header = segment.header
    member = roster.members.get(DeviceId(header.device))
    if member is None or roster.number_of(header.roster) is None:
        what = f"{source.name} goes by a list of devices that has not come here yet."
        raise Refusal("roster", what, kept=_NOTHING, mend="twoway sync, then the same command")
    check_segment(segment, roster.journal, member.public)


def _revoked(desk: Desk, segments: list[Segment]) -> str:
    """Return the names of the devices behind ``segments`` that do not stand any more, escaped; empty where all do."""
    roster, names = desk.segments.roster(), names_in(desk.segments.roster(), desk.epoch_keys)
    writers = dict.fromkeys(segment.header.device for segment in segments)
    gone = [names.get(device, device.hex()[:8]) for device in writers if not roster.is_standing(DeviceId(device))]
    return visible(" and ".join(gone))


def _entries(desk: Desk, source: Source, segment: Segment) -> Iterator[tuple[bytes, Entry]]:
    cited = desk.segments.roster().number_of(segment.header.roster)
    try:
        items = open_segment(segment, desk.epoch_keys.at(cited or 0)).items
        yield from ((data, decode_entry(data)) for blind, data in items if blind)
    except NotGivenError:
        what = f"no device has given this one the key of {source.name}."
        raise Refusal("no-key", what, kept=_NOTHING, mend="twoway sync, then the same command") from None
    except PeerError as error:
        raise _not_genuine(source, str(error)) from None


def _not_genuine(source: Source, why: str) -> Refusal:
    what = f"{source.name} is no file of unsent entries, or it was changed: {why}."
    return Refusal("not-genuine", what, kept=_NOTHING, mend="the file as the other device exported it")


def _write(desk: Desk, segments: list[Segment], first: EntryId) -> EntryId:
    with desk.database.writing():
        desk.segments.admit(desk.segments.roster(), segments, pushed=False)
    desk.file_arrivals()
    return first
