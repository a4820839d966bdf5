"""The judge: after every command it looks at the disk of whoever ran it, and says what must never be.

I1 what a command said was saved stays; I3 one id, one text; I4 nothing goes back; I5 no body key twice;
I6 and I7 only what the roster allows is shown; I8 no canary leaves; I9 everything is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from twoway_core.trust.forks import prefer

from .copies import Copy
from .crash import Broken
from .laws import not_allowed
from .oracle import Kept, Sight
from .shell import FAULT, Done
from .world import Session, World

_DISTURBED = {"others-before", "others-after", "full", "late", "slow"}
_NONCE_MS = 60_000
GRACE_MS = 72 * 60 * 60 * 1000
_EXPECTED = frozenset(
    {
        "no-answer",
        "server-busy",
        "not-here",
        "revoked",
        "roster",
        "roster-moved",
        "disk",
        "disk-full",
        "cut-short",
        "no-device",
        "younger",
        "pairing",
        "no-journal",
        "no-server",
        "incomplete",
    }
)


@dataclass(slots=True)
class _Start:
    """What a clean exchange is compared with: what the server held when it began."""

    stored: dict[bytes, Kept]
    mine: Sight


@dataclass(slots=True)
class Judge:
    """Judges every command of ``world``."""

    world: World
    sights: dict[str, Sight] = field(default_factory=dict)
    _starts: dict[int, _Start] = field(default_factory=dict)

    def before(self, session: Session, words: tuple[str, ...]) -> None:
        """Take note of where an exchange begins."""
        if words[0] == "sync":
            mine = self.sights.get(session.copy.name) or Sight()
            self._starts[id(session)] = _Start(self.world.stored(), mine)

    def after(self, session: Session, words: tuple[str, ...], done: Done) -> None:
        """Judge what ``session`` left behind. Raises Broken."""
        start = self._starts.pop(id(session), None)
        self._words(session, words, done)
        copy = session.copy
        if not copy.exists:
            self._half(copy)
            return
        sight = self.see(copy)
        if start is not None and done.is_done and not session.line.met & _DISTURBED:
            self._exchanged(session, start, sight, done)

    def see(self, copy: Copy) -> Sight:
        """Look at ``copy``, and judge what is there against what was there before."""
        sight = self.world.oracle.look(copy)
        before, self.sights[copy.name] = self.sights.get(copy.name), sight
        self._own(copy, sight)
        if before is not None:
            self._back(copy, before, sight)
        self._allowed(copy, sight)
        self._everywhere(copy, sight)
        return sight

    def forget(self, copy: Copy) -> None:
        """Let ``copy`` be judged anew: a backup was put in its place."""
        self.sights.pop(copy.name, None)

    def _words(self, session: Session, words: tuple[str, ...], done: Done) -> None:
        copy = session.copy
        if done.code == FAULT:
            where = done.error.get("try", "")
            name = where.removeprefix("report it with ").partition(",")[0]
            trace = Path(name).read_text() if name and Path(name).is_file() else where
            raise Broken(f"{copy.name}: {' '.join(words[:2])} ended in a fault: {done.error.get('what')}\n{trace}")
        code = done.error.get("code", "")
        is_late = self.world.now_ms - session.began_ms > _NONCE_MS
        if code == "paper-replaced" and (is_late or "cut-after" in session.line.met):
            return  # a nonce that was spent or ran out twice in a row looks like that
        if code == "refused" and is_late and "404" in done.error["what"]:
            return  # a token that ran out in the middle
        if code in ("paper-replaced", "other-paper") and len(self.world.papers) > 1:
            return
        if code and code not in _EXPECTED:
            raise Broken(f"{copy.name}: {' '.join(words[:2])} was refused as {code}: {done.error.get('what')}")

    def _half(self, copy: Copy) -> None:
        left = [file.name for file in copy.folder.iterdir()] if copy.folder.is_dir() else []
        if "journal.db" in left or "device.key" in left:
            raise Broken(f"P7 {copy.name} is half a device: {sorted(left)}")

    def _own(self, copy: Copy, sight: Sight) -> None:
        gone = copy.written - sight.held - self._may_be_destroyed()
        if gone:
            raise Broken(f"I1 {copy.name} lost its own notes {sorted(gone)}")
        ghosts = copy.refused & sight.held
        if ghosts:
            raise Broken(f"I1 {copy.name} holds notes {sorted(ghosts)} that it said were not saved")

    def _may_be_destroyed(self) -> set[int]:
        """Return the erased notes whose text may be gone: after 72 hours by a clock that nobody turned."""
        is_turned = any(mark.startswith("turned ") for mark in self.world.marks)
        past = self.world.now_ms - GRACE_MS
        return {number for number, at_ms in self.world.erased.items() if is_turned or at_ms <= past}

    def _back(self, copy: Copy, before: Sight, sight: Sight) -> None:
        gone = (before.segments.keys() | before.aside.keys()) - (sight.segments.keys() | sight.aside.keys())
        stored = self.world.stored().keys() if gone else set()
        for name in gone:
            kept = before.segments.get(name)
            if kept is None or kept.is_pushed or kept.header.device != copy.device or name in stored:
                facts = [kept is None and "aside", kept and kept.is_pushed and "pushed", name in stored and "stored"]
                raise Broken(f"I4 {copy.name} let go of segment {name.hex()[:8]} {[fact for fact in facts if fact]}")
            if (
                kept.notes - sight.held - self.world.erased.keys()
            ):  # it was taken back, to be written again under another key
                raise Broken(f"I4 {copy.name} took segment {name.hex()[:8]} back and does not write it again")
        if sight.roster[: len(before.roster)] == before.roster:
            return
        rosters = self.world.oracle.rosters
        if prefer(rosters[before.roster[-1]], rosters[sight.roster[-1]]).head != sight.roster[-1]:
            raise Broken(f"I4 the roster of {copy.name} went back")

    def _allowed(self, copy: Copy, sight: Sight) -> None:
        if not sight.roster:
            return
        bad = not_allowed(sight, self.world.oracle.rosters[sight.roster[-1]], self.world.oracle.headers)
        if bad:
            raise Broken(f"I6 I7 {copy.name} shows {len(bad)} segments that its roster does not allow")

    def _everywhere(self, copy: Copy, sight: Sight) -> None:
        oracle = self.world.oracle
        if oracle.conflicts():
            raise Broken(f"I3 {len(oracle.conflicts())} ids name two texts")
        closed = [name for name in sight.segments if name in oracle.closed]
        if closed:
            raise Broken(f"{copy.name} took in {len(closed)} segments that do not open")
        if oracle.repeated:
            raise Broken(f"I5 {len(oracle.repeated)} body keys were used twice")
        if self.world.history.leaks:
            raise Broken(f"I8 a canary left its device: {self.world.history.leaks[0]}")
        written = self.world.notes + self.world.erasures
        if len(sight.outbox) > written:
            raise Broken(f"I9 the outbox of {copy.name} holds {len(sight.outbox)} entries of {written} written")

    def _exchanged(self, session: Session, start: _Start, sight: Sight, done: Done) -> None:
        """Judge an exchange that nothing disturbed: nothing is stale, nothing waits, and a loss is said."""
        copy, stored = session.copy, self.world.stored()
        stale = start.stored.keys() - (sight.segments.keys() | sight.aside.keys()) - self._dropped(start, stored)
        if stale:
            raise Broken(f"{copy.name} synced and lacks {len(stale)} segments that the server held")
        if sight.outbox:
            raise Broken(f"{copy.name} synced and {len(sight.outbox)} entries still wait")
        unsent = sight.segments.keys() - stored.keys()
        if unsent:
            raise Broken(f"{copy.name} synced and the server lacks {len(unsent)} of its segments")
        lost = [
            name
            for name, kept in start.mine.segments.items()
            if kept.is_pushed and kept.names and name not in start.stored and name in sight.segments
        ]
        if lost and not done.data.get("lost_by_server"):
            raise Broken(f"{copy.name} repaired {len(lost)} segments at the server and did not say so")

    @staticmethod
    def _dropped(start: _Start, stored: dict[bytes, Kept]) -> set[bytes]:
        """Return what the server itself let go meanwhile: what cited a branch of the roster that lost."""
        return start.stored.keys() - stored.keys()
