"""A store in memory: the fake that passes the same contract tests as the real ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twoway_core.ids import ChainId, JournalId
from twoway_core.sync.messages import Head, Outcome
from twoway_core.trust.acceptance import Link, link
from twoway_core.trust.roster import Roster
from twoway_server.stores.linking import refusal
from twoway_server.stores.port import QUOTA, Appended, Candidate, Page, Quota

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
        self.error: Exception | None = None
        self.is_open = True

    async def read_roster(self, journal: JournalId) -> list[bytes]:
        self._check()
        return list(self.journals[journal].entries) if journal in self.journals else []

    async def append_roster(
        self, journal: JournalId, after: bytes | None, entries: Sequence[bytes], head: bytes
    ) -> bool:
        self._check()
        held = self.journals.get(journal)
        if (held.head if held else None) != after:
            return False
        held = self.journals.setdefault(journal, _Journal(head))
        held.entries.extend(entries)
        held.head = head
        return True

    async def append(self, journal: JournalId, roster: Roster, candidates: Sequence[Candidate]) -> Appended:
        self._check()
        held = self.journals[journal]
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

    def is_alive(self) -> bool:
        return self.is_open

    async def close(self) -> None:
        self.is_open = False

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
