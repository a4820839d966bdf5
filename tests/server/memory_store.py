"""A store in memory: the fake that passes the same contract tests as the real ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sync.limits import MAX_FOUND_JOURNALS, MAX_WANTED
from twoway_core.sync.messages import Head, NewBody, Outcome, SegmentPlace
from twoway_core.trust.acceptance import Link, link
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import encode_roster_entry
from twoway_server.stores.linking import refusal
from twoway_server.stores.port import QUOTA, ROSTER, UNKNOWN, Appended, Candidate, Page, Quota
from twoway_server.stores.replacing import with_body

ROOMY = Quota(journal_bytes=1 << 30, journal_segments=1 << 20, journal_heads=1 << 12, chain_heads=16)


@dataclass(slots=True)
class _Kept:
    candidate: Candidate
    link: Link


@dataclass(slots=True)
class _Journal:
    head: bytes
    entries: list[bytes] = field(default_factory=list)
    segments: dict[bytes, _Kept] = field(default_factory=dict)
    wanted: set[SegmentPlace] = field(default_factory=set)

    @property
    def size(self) -> int:
        return sum(len(kept.candidate.sent) for kept in self.segments.values())

    def heads(self) -> dict[ChainId, frozenset[Head]]:
        named = {kept.candidate.header.previous for kept in self.segments.values()}
        found: dict[ChainId, set[Head]] = {}
        for name, kept in self.segments.items():
            if name not in named:
                found.setdefault(kept.link.chain, set()).add(Head(kept.link.number, name))
        return {chain: frozenset(heads) for chain, heads in found.items()}


class MemoryStore:
    """A ``Store`` that forgets."""

    def __init__(self, quota: Quota = ROOMY) -> None:
        self.quota = quota
        self.journals: dict[JournalId, _Journal] = {}
        self.papers: dict[DeviceId, set[JournalId]] = {}
        self.error: Exception | None = None
        self.is_open = True

    async def read_roster(self, journal: JournalId) -> list[bytes]:
        self._check()
        return list(self.journals[journal].entries) if journal in self.journals else []

    async def append_roster(
        self,
        journal: JournalId,
        after: bytes | None,
        entries: Sequence[bytes],
        head: bytes,
        papers: Sequence[DeviceId] = (),
    ) -> bool:
        self._check()
        held = self.journals.get(journal)
        if (held.head if held else None) != after:
            return False
        held = self.journals.setdefault(journal, _Journal(head))
        held.entries.extend(entries)
        held.head = head
        self._add_papers(journal, papers)
        return True

    async def journals_of(self, paper: DeviceId) -> list[JournalId]:
        self._check()
        return sorted(self.papers.get(paper, ()))[:MAX_FOUND_JOURNALS]

    async def replace_roster(
        self,
        journal: JournalId,
        before: bytes,
        keep: int,
        entries: Sequence[bytes],
        head: bytes,
        papers: Sequence[DeviceId] = (),
    ) -> bool:
        self._check()
        held = self.journals.get(journal)
        if held is None or held.head != before:
            return False
        held.entries[keep:] = entries
        held.head = head
        held.segments = {name: kept for name, kept in held.segments.items() if kept.link.roster < keep}
        self._add_papers(journal, papers)
        return True

    async def append(self, journal: JournalId, roster: Roster, candidates: Sequence[Candidate]) -> Appended:
        self._check()
        held = self.journals[journal]
        if held.entries[len(roster.entries) - 1 :][:1] != [encode_roster_entry(roster.entries[-1])]:
            return Appended([Outcome(each.hash, "refused", ROSTER) for each in candidates], held.head)
        outcomes = [self._append_one(held, roster, candidate) for candidate in candidates]
        return Appended(outcomes, held.head)

    async def read_page(
        self,
        journal: JournalId,
        known: Mapping[ChainId, frozenset[Head]],
        *,
        limit_bytes: int,
        limit_segments: int,
    ) -> Page:
        self._check()
        held = self.journals[journal]
        owned = self._owned(held, known)
        lacking = [kept for name, kept in held.segments.items() if name not in owned]
        ahead = {chain for chain, heads in known.items() if not any(head.hash in held.segments for head in heads)}
        lacking.sort(key=lambda kept: (kept.link.chain in ahead, kept.link.number, kept.candidate.hash))
        segments: list[bytes] = []
        for kept in lacking:
            size = sum(map(len, segments)) + len(kept.candidate.sent)
            if segments and (size > limit_bytes or len(segments) == limit_segments):
                return Page(held.heads(), segments, more=True)
            segments.append(kept.candidate.sent)
        return Page(held.heads(), segments, more=False)

    async def replace_bodies(self, journal: JournalId, bodies: Sequence[NewBody]) -> Appended:
        self._check()
        held = self.journals[journal]
        return Appended([self._replace_one(held, new) for new in bodies], held.head)

    def _replace_one(self, held: _Journal, new: NewBody) -> Outcome:
        name = new.replacement.segment
        kept = held.segments.get(name)
        if kept is None or (kept.link.chain, kept.link.number) != (new.chain, new.number):
            return Outcome(name, "refused", UNKNOWN)
        sent = with_body(kept.candidate.sent, new.replacement.body)
        grown = len(sent) - len(kept.candidate.sent)
        if grown > max(self.quota.journal_bytes - held.size, 0):
            return Outcome(name, "refused", QUOTA)
        held.segments[name] = replace(kept, candidate=replace(kept.candidate, sent=sent))
        held.wanted.discard(SegmentPlace(new.chain, new.number, name))
        return Outcome(name, "stored", "")

    async def add_wanted(self, journal: JournalId, places: Sequence[SegmentPlace]) -> list[SegmentPlace]:
        self._check()
        held = self.journals[journal]
        for place in places:
            if len(held.wanted) < MAX_WANTED and self._at(held, place) is not None:
                held.wanted.add(place)
        return sorted(held.wanted, key=lambda each: (each.chain, each.number, each.hash))

    async def read_segments(
        self, journal: JournalId, places: Sequence[SegmentPlace], *, limit_bytes: int
    ) -> list[bytes]:
        self._check()
        found: list[bytes] = []
        for place in places:
            kept = self._at(self.journals[journal], place)
            if kept is None:
                continue
            if found and sum(map(len, found)) + len(kept.candidate.sent) > limit_bytes:
                break
            found.append(kept.candidate.sent)
        return found

    @staticmethod
    def _at(held: _Journal, place: SegmentPlace) -> _Kept | None:
        kept = held.segments.get(place.hash)
        return kept if kept and (kept.link.chain, kept.link.number) == (place.chain, place.number) else None

    def is_alive(self) -> bool:
        return self.is_open

    async def close(self) -> None:
        self.is_open = False

    def _add_papers(self, journal: JournalId, papers: Sequence[DeviceId]) -> None:
        for paper in papers:
            self.papers.setdefault(paper, set()).add(journal)

    def _check(self) -> None:
        if self.error is not None:
            raise self.error

    def _append_one(self, held: _Journal, roster: Roster, candidate: Candidate) -> Outcome:
        header = candidate.header
        before = held.segments.get(header.previous)
        reason = refusal(roster, header, before.link if before else None)
        if reason:
            return Outcome(candidate.hash, "refused", reason)
        if candidate.hash in held.segments:
            return Outcome(candidate.hash, "known", "")
        if self._is_over(held, candidate):
            return Outcome(candidate.hash, "refused", QUOTA)
        held.segments[candidate.hash] = _Kept(candidate, link(roster, header))
        return Outcome(candidate.hash, "stored", "")

    def _is_over(self, held: _Journal, candidate: Candidate) -> bool:
        header, heads = candidate.header, held.heads()
        of_chain = heads.get(ChainId(header.chain), frozenset())
        if held.size + len(candidate.sent) > self.quota.journal_bytes:
            return True
        if len(held.segments) >= self.quota.journal_segments:
            return True
        if Head(header.number - 1, header.previous) in of_chain if header.number > 1 else False:
            return False
        return len(of_chain) >= self.quota.chain_heads or sum(map(len, heads.values())) >= self.quota.journal_heads

    @staticmethod
    def _owned(held: _Journal, known: Mapping[ChainId, frozenset[Head]]) -> set[bytes]:
        owned: set[bytes] = set()
        for heads in known.values():
            for head in heads:
                name = head.hash
                while name in held.segments:
                    owned.add(name)
                    name = held.segments[name].candidate.header.previous
        return owned
