"""The world of one run: copies, a server, a network, and the one clock that all of them are off by something."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.server.memory_store import MemoryStore
from twoway_core.trust.roster import Roster
from twoway_server.limits import Limits

from .chance import Chance
from .copies import Copy, Snapshot
from .disk import Plan, Process
from .history import History
from .network import Line, Network, Request
from .oracle import NOTE, Kept, Oracle
from .remote import exchange_by
from .server import URL, Answer, SimServer
from .shell import CRASHED, Done, call
from .stage import Props, environment, staged
from .trace import Trace

START_MS = 1_772_625_600_000  # 4 March 2026, 12:00 UTC
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_MS = 200 * 365 * 24 * 60 * 60 * 1000


@dataclass(slots=True)
class Session:
    """A command under way."""

    copy: Copy
    process: Process
    line: Line
    began_ms: int


@dataclass(slots=True)
class World:
    """Everything there is. ``after``: told of each command that ended; ``meddle``: runs one in the middle of another.

    ``marks``: what befell whom, by which a fork or a loss is explained. ``papers``: the words of each paper key.
    ``erasures``: entries that erase a note, or may cancel that.
    ``erased``: notes that somebody erased, whatever came of that, with the time of the first try.
    """

    chance: Chance
    folder: Path
    limits: Limits = field(default_factory=Limits)
    copies: list[Copy] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)
    now_ms: int = START_MS
    notes: int = 0
    erasures: int = 0
    papers: list[str] = field(default_factory=list)
    erased: dict[int, int] = field(default_factory=dict)
    after: Callable[[Session, tuple[str, ...], Done], None] | None = None
    before: Callable[[Session, tuple[str, ...]], None] | None = None
    meddle: Callable[[Copy], None] | None = None
    sessions: list[Session] = field(default_factory=list)
    server_backups: list[MemoryStore] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    oracle: Oracle = field(init=False)
    history: History = field(init=False)
    server: SimServer = field(init=False)
    network: Network = field(init=False)

    def __post_init__(self) -> None:
        self.oracle = Oracle(sqlite3.connect)
        self.history = History(self.oracle)
        self.server = SimServer(lambda: self.now_ms / 1000, self.chance.bytes, self.limits)
        self.network = Network(
            self.server, self.chance, self.trace, self.pass_time, lambda: self.now_ms, self.history.watch
        )

    @contextmanager
    def on_stage(self) -> Iterator[None]:
        """Let every call of the product to the system be answered by this world."""
        idle = Process()
        exchange = exchange_by(self._carry, self.pass_time)
        props = Props(
            random=self.chance.bytes,
            now_ms=lambda: self.now_ms,
            folder=self.folder,
            sleep=lambda seconds: self.pass_time(int(seconds * 1000) + 1),
            process=lambda: self.sessions[-1].process if self.sessions else idle,
            exchange=exchange,
        )
        with staged(props):
            yield

    def close(self) -> None:
        """Let go of everything."""
        self.server.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pass_time(self, milliseconds: int) -> None:
        """Let virtual time go on."""
        self.now_ms += milliseconds

    def _carry(self, request: Request) -> Answer:
        return self.network.carry(self.sessions[-1].line, request)

    def time_of(self, copy: Copy) -> str:
        """Return what the clock of ``copy`` shows."""
        shown = min(max(self.now_ms + copy.skew_ms, 0), _LATEST_MS)
        return (_EPOCH + timedelta(milliseconds=shown)).isoformat()

    @contextmanager
    def session(self, copy: Copy, plan: Plan | None = None) -> Iterator[Session]:
        """Let a process on the machine of ``copy`` begin, and end."""
        others = None if self.meddle is None or len(self.sessions) > 1 else lambda: self._meddle(copy)
        session = Session(copy, Process(plan), Line(copy.name, lambda: copy.is_cut_off, others), self.now_ms)
        self.sessions.append(session)
        try:
            with environment(XDG_STATE_HOME=str(copy.state), TWOWAY_NOW=self.time_of(copy)):
                yield session
        finally:
            session.process.end()
            self.sessions.pop()

    def _meddle(self, copy: Copy) -> None:
        assert self.meddle is not None
        self.meddle(copy)

    def command(self, copy: Copy, *words: str, text: str = "", plan: Plan | None = None) -> Done:
        """Run one command of the command line on ``copy``."""
        with self.session(copy, plan) as session:
            if self.before is not None:
                self.before(session, words)
            done = call(["--home", str(copy.folder), *words], text)
            session.process.end()
            if plan is not None and plan.is_over:
                self.trace.count(f"disk {plan.trouble}")
            self.trace.count(f"did {words[0]} {done.word}")
            shown = " ".join(" ".join(words).split(" ")[:3])
            self.trace.say(self.now_ms, copy.name, shown, done.word)
            if self.after is not None:
                self.after(session, words, done)
        return done

    def note(self, copy: Copy, plan: Plan | None = None) -> Done:
        """Write a note on ``copy``, and remember what its command said."""
        self.notes += 1
        number = self.notes
        done = self.command(copy, "jot", NOTE.format(number=number), plan=plan)
        kind = copy.written if done.is_done else copy.unsure if done.code == CRASHED else copy.refused
        kind.add(number)
        return done

    def sync(self, copy: Copy, plan: Plan | None = None) -> Done:
        """Exchange."""
        done = self.command(copy, "sync", URL, plan=plan)
        copy.is_orphan = done.error.get("code") == "roster"
        return done

    def new_copy(self, name: str) -> Copy:
        """Return an empty machine."""
        copy = Copy(name, self.folder / name / "home", self.folder / name / "state")
        self.copies.append(copy)
        return copy

    def living(self) -> list[Copy]:
        """Return the copies that are there."""
        return [copy for copy in self.copies if copy.exists and not copy.is_gone]

    def stored(self) -> dict[bytes, Kept]:
        """Return the segments that the server holds now."""
        kept = [kept.candidate.sent for held in self.server.store.journals.values() for kept in held.segments.values()]
        return self.oracle.sent(kept)

    def server_roster(self) -> Roster | None:
        """Return the roster that the server holds, if it knows the journal at all."""
        return next((self.oracle.roster(held.entries) for held in self.server.store.journals.values()), None)

    def holders(self) -> frozenset[int]:
        """Return the notes of which a copy is anywhere."""
        on_disks = [self.oracle.look(copy).held for copy in self.living()]
        return frozenset().union(*on_disks, *(kept.notes for kept in self.stored().values()))

    @contextmanager
    def destroying(self) -> Iterator[None]:
        """Take note of what is nowhere any more after what is done inside."""
        before = self.holders()
        yield
        self.history.destroyed |= before - self.holders()

    def restore(self, copy: Copy, snapshot: Snapshot, load: Callable[[Snapshot], None]) -> None:
        """Put a backup of ``copy`` in place."""
        with self.destroying():
            load(snapshot)
        copy.unsure -= copy.written
