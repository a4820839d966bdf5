"""The history: which notes were acknowledged, which were destroyed with every copy of them, and what travelled."""

from __future__ import annotations

from dataclasses import dataclass, field

from twoway_core.codec import decode_canonical
from twoway_core.sealing.segment import Segment
from twoway_core.sync.limits import MAX_REPLY_BYTES
from twoway_core.sync.messages import Push, Pushed

from .network import Request
from .oracle import CANARY, Oracle
from .server import Answer


@dataclass(slots=True)
class History:
    """What a run is judged by, beside what lies on its disks.

    ``acknowledged``: segments that a device was told are kept. ``destroyed``: notes of which a restored backup
    or a wiped server took the last copy: nobody can bring them back. ``leaks``: requests that held a canary.
    """

    oracle: Oracle
    acknowledged: dict[bytes, Segment] = field(default_factory=dict)
    destroyed: set[int] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)

    def watch(self, actor: str, request: Request, answer: Answer, heard: bool) -> None:
        """Take note of one request and its answer; ``heard``: whether the answer reaches whoever asked."""
        _, path, body, _ = request
        if CANARY in (body or b"") or CANARY in answer.body:
            self.leaks.append(f"{actor} {path}")
        if path.endswith("/push") and answer.status == 200:
            self._push(body or b"", answer.body, heard)

    def _push(self, asked: bytes, answered: bytes, heard: bool) -> None:
        sent = [each.segment() for each in decode_canonical(Push, asked, len(asked)).segments]
        for segment in sent:
            self.oracle.kept(segment)
        if not heard:
            return
        outcomes = decode_canonical(Pushed, answered, MAX_REPLY_BYTES).outcomes
        kept = {each.hash for each in outcomes if each.status in ("stored", "known")}
        self.acknowledged.update({segment.hash: segment for segment in sent if segment.hash in kept})

    def acknowledged_notes(self) -> frozenset[int]:
        """Return the notes that a device was told are kept."""
        return frozenset().union(*(self.oracle.kept(each).notes for each in self.acknowledged.values()))
