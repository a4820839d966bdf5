"""Taking in an exported journal: every entry under its own id, each once."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.exporting.journal import read_whole
from twoway_client.importing.plan import CHUNK, Plan, Row
from twoway_client.importing.reading import MIB, Source
from twoway_client.times import to_ms
from twoway_core.clock import is_unreliable
from twoway_core.entry import Entry
from twoway_core.errors import MalformedError
from twoway_core.events.log import ImportRecorded
from twoway_core.events.vocabulary import decode_event
from twoway_core.exchange.cloud_events import from_line
from twoway_core.exchange.merging import Merge, merge
from twoway_core.ids import EntryId, short
from twoway_core.journal.undo import IMPORT
from twoway_core.projections.log import what_words

LIMIT_BYTES = 128 * MIB


def plan_journal(desk: Desk, source: Source) -> Plan:
    """Return what importing ``source`` would do. Raises Refusal at the first line that is no entry."""
    return plan_kept(desk, source, _entries(source), "jsonl")


def plan_kept(desk: Desk, source: Source, entries: list[bytes], form: str, *notes: str) -> Plan:
    """Return what writing ``entries`` of ``source``, a file of this ``form``, under their own ids would do."""
    here = read_whole(desk).entries
    merged = merge((one.data for one in here), entries)
    return Plan(
        format=form,
        source=source,
        rows=_rows(merged),
        known=merged.known,
        notes=(*notes, *_taken_back(desk, source, [one.entry for one in here]), *_notes(desk, merged)),
        write=lambda: _write(desk, source, merged, form),
    )


def _entries(source: Source) -> list[bytes]:
    found = []
    for number, line in enumerate(BytesIO(source.data), 1):
        if line.strip():
            try:
                found.append(from_line(line))
            except MalformedError as error:
                what = f"line {number} of {source.name} cannot be taken in: {error}."
                raise Refusal("line", what, kept="nothing was imported", mend="the file as it was exported") from None
    if not found:
        raise Refusal("empty", f"{source.name} holds no entry.", mend="twoway export journal makes such a file")
    return found


def _rows(merged: Merge) -> tuple[Row, ...]:
    counts: dict[str, int] = {}
    for entry, _ in merged.new:
        counts[entry.type] = counts.get(entry.type, 0) + 1
    return tuple(Row(what=what_words(name), text="", count=count) for name, count in sorted(counts.items()))


def _taken_back(desk: Desk, source: Source, here: list[Entry]) -> Iterator[str]:
    """Yield how to bring back what came from the same file before and was taken back."""
    counting = desk.state().mine.imports
    for entry in here:
        event = decode_event(entry.type, entry.fields) if entry.type == IMPORT and entry.id not in counting else None
        if isinstance(event, ImportRecorded) and event.digest == source.digest:
            yield f"it was imported before and taken back: twoway redo {short(entry.id)} brings it back"
            return


def _notes(desk: Desk, merged: Merge) -> tuple[str, ...]:
    early = sum(is_unreliable(entry.id, to_ms(desk.now)) for entry, _ in merged.new)
    counted = (
        (merged.amending, "amend entries that are here; undo does not take back what they take back"),
        (merged.differing, "say otherwise than the entry of the same id that is here: left out"),
        (merged.erased, "were erased: left out"),
        (merged.erasures, "would erase what is here, or bring back what was erased here: left out"),
        (early, "claim a time more than a day ahead: unreliable time"),
    )
    return tuple(f"{count} {words}" for count, words in counted if count)


def _write(desk: Desk, source: Source, merged: Merge, form: str) -> EntryId:
    """Write the entries and what records them, as one transaction; return the id of the first record."""
    ids = [entry.id for entry, _ in merged.new]
    with desk.batch() as batch:
        for entry, data in merged.new:
            batch.keep(entry.id, data)
        for at in range(0, len(ids), CHUNK):
            brought = tuple(dict.fromkeys(ids[at : at + CHUNK]))
            batch.add(
                ImportRecorded(
                    origin=source.name,
                    format=form,
                    count=len(brought),
                    digest=source.digest,
                    brought=brought,
                )
            )
    return batch.ids[0]
