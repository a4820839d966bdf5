"""The desk: what a command works on. One profile, opened as far as the command needs and no further.

Writing needs the public half of the keys only: no secret, no network, no history. Whatever shows or
resolves a name asks to unlock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from twoway_client.errors import Refusal
from twoway_client.home import Home
from twoway_client.keystore import DeviceSecret, KeyFile, read_key_file, secret_at_hand
from twoway_client.output import Output
from twoway_client.prompts import Prompts
from twoway_client.store.context import (
    Context,
    Names,
    read_context,
    read_names,
    write_context,
    write_names,
)
from twoway_client.store.database import Database
from twoway_client.store.faults import UNWRITABLE, foreign_keys
from twoway_client.store.outbox import Appender, read_clock
from twoway_client.times import offset_minutes, to_ms
from twoway_core.clock import HybridClock
from twoway_core.entry import Entry, encode_entry
from twoway_core.events.base import Event
from twoway_core.ids import EntryId, short

if TYPE_CHECKING:
    from twoway_client.store.index import Index
    from twoway_client.store.segments import SegmentStore
    from twoway_core.journal.state import State
    from twoway_core.sealing.keys import DeviceKeys
    from twoway_core.trust.epochs import EpochKeys


def _no_journal() -> Refusal:
    mend = "twoway init, or twoway join for your other one; twoway recover if all devices are lost"
    return Refusal("no-journal", "no journal on this computer yet.", mend=mend)


class Batch:
    """The entries that one command writes; ``undo`` takes them back together."""

    def __init__(self, clock: HybridClock, now: datetime, moment: datetime) -> None:
        self._clock, self._now_ms, self._moment = clock, to_ms(now), moment
        self._events: list[tuple[EntryId, Event, datetime]] = []
        self._kept: list[bytes] = []

    def add(self, event: Event, at: datetime | None = None) -> EntryId:
        """Add ``event`` (it happened ``at``, else when the command says) and return its id."""
        name = self._clock.next(self._now_ms, int.from_bytes(os.urandom(8), "big"))
        self._events.append((name, event, at or self._moment))
        return name

    def keep(self, name: bytes, data: bytes) -> None:
        """Add entry ``name`` of another journal as its bytes are; what is added later has a higher id."""
        self._clock.observe(name, self._now_ms)
        self._kept.append(data)

    def encoded(self) -> list[bytes]:
        """Return the bytes of the entries. Raises TextRefusedError, EventRefusedError, TooLargeError."""
        from twoway_core.events.vocabulary import encode_event

        first = self._events[0][0] if len(self._events) > 1 else None
        made = [
            encode_entry(Entry(name, to_ms(at), offset_minutes(at), first, *encode_event(event)))
            for name, event, at in self._events
        ]
        return self._kept + made

    @property
    def ids(self) -> list[EntryId]:
        """The ids given out so far."""
        return [name for name, _, _ in self._events]


class Desk:
    """One profile at work for one command. ``now``: the wall clock, read once.

    ``unsaved``: the text of a command that failed; ``written``: how many entries are on the disk.
    """

    def __init__(self, home: Home, output: Output, verb: str, now: datetime) -> None:
        self.home, self.output, self.verb, self.now = home, output, verb, now
        self.prompts = Prompts(output, verb)
        self.unsaved, self.written = "", 0
        self._warnings: set[str] = set()

    @cached_property
    def database(self) -> Database:
        """The journal's file. Raises Refusal when there is none."""
        if not self.home.has(self.home.journal):
            if not self.home.has(self.home.key):
                raise _no_journal()
            if not self._finished():
                raise Refusal(
                    "no-journal",
                    f"the journal file is missing from {self.home.shown}; its keys are there.",
                    kept="the keys; what was synced is on the server and on your other devices",
                    mend="put journal.db back from a backup, or twoway join into a fresh --home",
                )
        database = Database(self.home, self.verb, self.output.talk)
        if database.owner != self.keys.device:
            raise foreign_keys(self.home)
        return database

    def _finished(self) -> bool:
        """Finish a profile whose making was interrupted after its keys were in place; return whether there was one."""
        from twoway_client.founding import finish  # next to never

        return finish(self.home, self.keys.device)

    @cached_property
    def keys(self) -> KeyFile:
        """The key file: public half, and the wrapped secret."""
        return read_key_file(self.home)

    @cached_property
    def context(self) -> Context:
        """Where the person is: ids only."""
        return read_context(self.database)

    @cached_property
    def _appender(self) -> Appender:
        at_hand = self._secret_at_hand
        return Appender(self.database, self.keys.agreement, at_hand.local if at_hand is not None else None)

    @cached_property
    def _secret_at_hand(self) -> DeviceSecret | None:
        return secret_at_hand(self.keys)

    @property
    def is_locked(self) -> bool:
        """Whether reading would have to ask for a passphrase."""
        return self._secret_at_hand is None

    @cached_property
    def secret(self) -> DeviceSecret:
        """The unlocked secret; asks where it must. Raises Refusal."""
        if self._secret_at_hand is not None:
            return self._secret_at_hand
        from twoway_client.unlocking import unlock

        return unlock(self.keys, self.prompts, self.output)

    @cached_property
    def names(self) -> Names:
        """The names that go with the context; none while locked."""
        if self._secret_at_hand is None:
            return Names()
        return read_names(self.database, self._secret_at_hand.local)

    @cached_property
    def device_keys(self) -> DeviceKeys:
        """This device's private keys."""
        from twoway_core.sealing.keys import DeviceKeys

        return DeviceKeys.from_secret(self.secret.device)

    @cached_property
    def segments(self) -> SegmentStore:
        """The store of segments and roster."""
        from twoway_client.store.segments import SegmentStore

        return SegmentStore(self.database)

    @property
    def epoch_keys(self) -> EpochKeys:
        """The keys of all epochs, kept sealed under the local key; the roster may grow while a command runs."""
        from twoway_client.store.epoch import epoch_keys

        return epoch_keys(self.database, self.segments, self.device_keys, self.secret.local)

    @cached_property
    def index(self) -> Index:
        """The journal by opportunity, with everything filed."""
        index = self.make_index()
        self._destroy_due(index)
        return index

    def make_index(self) -> Index:
        """Return the journal by opportunity, with everything filed and nothing destroyed."""
        from twoway_client.store.index import Index
        from twoway_client.store.outbox import Reader

        reader = Reader(self.database, self.device_keys.agreement, self.secret.local)
        index = Index(self.database, reader, self.epoch_keys, to_ms(self.now))
        index.refresh()
        return index

    def _destroy_due(self, index: Index) -> None:
        """Destroy the text of what was erased 72 hours ago; where the journal takes nothing now, another time."""
        from twoway_client.store.due import has_due

        now_ms = to_ms(self.now)
        if not has_due(self.database, now_ms):
            return
        from twoway_client.store.erasing import Eraser

        eraser = Eraser(self.database, index, self.segments.roster(), self.device_keys)
        try:
            eraser.destroy_due(now_ms)
        except Refusal as refusal:
            if refusal.code not in UNWRITABLE:
                raise
        eraser.scrub()

    def file_arrivals(self) -> None:
        """File what an exchange brought, under the keys that it may have brought as well."""
        self.__dict__.pop("index", None)
        self.index.refresh()

    def state(self, *opportunities: bytes, until_ms: int | None = None) -> State:
        """Return the fold of what is shared and of these opportunities; ``until_ms``: as known then."""
        from twoway_core.journal.fold import fold

        entries = self.index.entries(opportunities)
        self._warn_of_damage()
        return fold(entries, until_ms)

    def _warn_of_damage(self) -> None:
        """Say once that entries are missing because their bytes were changed on this disk."""
        if self.index.damaged or self.index.reader.damaged:
            self._warn_once("some entries were changed on this disk and are left out here. Details: twoway verify")

    def _warn_once(self, text: str) -> None:
        if text not in self._warnings:
            self._warnings.add(text)
            self.output.warn(text)

    @contextmanager
    def batch(self, moment: datetime | None = None) -> Iterator[Batch]:
        """Write what is added inside, in one transaction: all of it is on the disk afterwards, or nothing."""
        commits, added = self.database.commits, 0
        try:
            with self.database.writing():
                clock = read_clock(self.database)
                batch = Batch(clock, self.now, moment or self.now)
                yield batch
                if batch.ids:
                    added = self._appender.append(batch.encoded(), clock)
        finally:
            if self.database.commits > commits:
                self.written += added

    def write(self, event: Event, moment: datetime | None = None, context: Context | None = None) -> EntryId:
        """Write one event, and with it the new ``context``; return its id."""
        with self.batch(moment) as batch:
            name = batch.add(event)
            if context is not None:
                self.keep_context(context)
        return name

    def keep_context(self, context: Context) -> None:
        """Keep ``context`` for the next command."""
        self._remember(partial(write_context, self.database, context))
        self.context = context

    def keep_names(self, names: Names) -> None:
        """Keep ``names``, sealed, for the next command."""
        self._remember(partial(write_names, self.database, self.secret.local, names))
        self.names = names

    def _remember(self, write: Callable[[], None]) -> None:
        """Write what only the next command needs: where the journal takes nothing, a view is shown all the same."""
        try:
            with self.database.writing():
                write()
        except Refusal as refusal:
            if self.database.is_writing or refusal.code not in UNWRITABLE:
                raise
            self._warn_once(f"{refusal.what} What is shown is not remembered.")

    def wrote(self, name: bytes, what: str, undo: str = "undo: twoway undo") -> None:
        """Say that entry ``name`` was written."""
        self.output.wrote(short(name), what, undo)
