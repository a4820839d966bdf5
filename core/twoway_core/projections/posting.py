"""The advertisement: when it was seen, how often it was put up again, and its lines held against what they said.

- A line of its text is one thing that it says: one row of the text or, of a long row, one sentence; headings are none,
  nor is its title: a first row that names the role, or that stands apart from rows that stand together and ends like no
  sentence. A line is open until somebody confirms it, or says that it is otherwise.
- It was put up again as often as was noted or, where that is more, as often as it cannot have stood since it was last
  seen: it was open for fewer days than have passed.
- A position that is put up again and again is a warning: one asks why, and may raise a flag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from twoway_core.events.case import PostingObserved
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.bank import suiting
from twoway_core.projections.beliefs import Word, status_of, words_on
from twoway_core.projections.candidates import is_flag
from twoway_core.projections.plan import wording
from twoway_core.projections.view import Id, View, day_of

LONG_ROW = 120
"""Letters; a row with more is several sentences, each a line of its own."""
SOURCE = "posting"
_BULLET = re.compile(r"^[\s\-*+•·–—]+")
_ENDS = (".", "!", "?", ";", ",")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")

LineStatus = Literal["open", "confirmed", "changed"]
_STATUS: dict[str, LineStatus] = {"unverified": "open", "confirmed": "confirmed", "refuted": "changed"}


class PostingLine(View, frozen=True, kw_only=True):
    """One line. ``belief``: the entry that holds it once it was asked about or settled.

    ``new``: it was not in the text before.
    """

    number: int
    text: str
    status: LineStatus
    new: bool
    belief: Id | None
    said: tuple[Word, ...]


class Sighting(View, frozen=True, kw_only=True):
    """The advertisement was seen on a day. ``since``: the day from which it stood, where that is known."""

    id: Id
    seen: date
    since: date | None
    reposted: int
    where: str
    text: bool


class Posting(View, frozen=True, kw_only=True):
    """All of it. ``reposted``: how often it was put up again; ``flagged``: a flag rests on a sight of it.

    ``gone``: lines that an earlier text had and the last has not; ``ask``: the question that fits, if the bank has one.
    """

    opportunity: str
    sightings: tuple[Sighting, ...]
    reposted: int
    flagged: bool
    ask: str
    lines: tuple[PostingLine, ...]
    gone: tuple[str, ...]


def posting_of(mine: Mine, case: Case, name: str) -> Posting:
    """Return the advertisement of ``case``, which is called ``name``."""
    texts = _texts(case)
    role = case.opened.event.role if case.opened is not None else ""
    now = lines_in(texts[-1][1], role) if texts else []
    before = {line for _, text in texts[:-1] for line in lines_in(text, role)}
    beliefs = {fact.event.claim: fact.id for fact in case.research.values() if fact.event.source == SOURCE}
    spoken = words_on(mine, case)
    seen = sightings(case)
    flagged = {noted for flag in case.flags.values() for noted in flag.event.evidence}
    return Posting(
        opportunity=name,
        sightings=seen,
        reposted=reposts(seen),
        flagged=any(one.id in flagged for one in seen),
        ask=next((wording(mine, case, one.id, "") for one in suiting(mine, case) if is_flag(one)), ""),
        lines=tuple(
            _line(number, text, beliefs.get(text), spoken, is_new=bool(before) and text not in before)
            for number, text in enumerate(now, 1)
        ),
        gone=tuple(sorted(before - set(now))),
    )


def source_of(case: Case) -> bytes | None:
    """Return the entry whose text the lines come from: the last that has one; None where there is none."""
    texts = _texts(case)
    return texts[-1][0] if texts else None


def sightings(case: Case) -> tuple[Sighting, ...]:
    """Return when the advertisement was seen, by day."""
    found = [_sighting(fact) for fact in case.postings]
    return tuple(sorted(found, key=lambda one: (one.seen, one.id)))


def reposts(seen: tuple[Sighting, ...]) -> int:
    """Return how often it was put up again."""
    told = max((one.reposted for one in seen), default=0)
    inferred = sum(later.since is not None and later.since > earlier.seen for earlier, later in pairwise(seen))
    return max(told, inferred)


def repost_words(times: int) -> str:
    """Return how often in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def lines_in(text: str, role: str = "") -> list[str]:
    """Return the lines of an advertisement's ``text`` for a ``role``, each once."""
    rows = text.strip().splitlines()
    return list(dict.fromkeys(_lines(rows[1:] if _has_title(rows, role) else rows)))


def _has_title(rows: list[str], role: str) -> bool:
    """Return whether the first of ``rows`` is the title of all."""
    if not rows or _BULLET.match(rows[0]) or rows[0].rstrip().endswith(_ENDS):
        return False
    if role and role.casefold() in rows[0].casefold():
        return len(rows) > 1
    says = [_says(row) for row in rows]
    return says[1:2] == [False] and any(one and other for one, other in pairwise(says))


def _says(row: str) -> bool:
    return any(letter.isalpha() for letter in row)


def _lines(rows: Iterable[str]) -> Iterator[str]:
    for row in rows:
        plain = " ".join(_BULLET.sub("", row).split())
        if not _says(plain) or plain.endswith(":") or plain.startswith("#"):
            continue
        yield from _SENTENCE.split(plain) if len(plain) > LONG_ROW else [plain]


def _texts(case: Case) -> list[tuple[bytes, str]]:
    """Return (entry, text) of every text of the advertisement that was kept, the oldest first."""
    opened = case.opened
    first = [(opened.id, opened.event.posting)] if opened is not None and opened.event.posting else []
    return first + [(fact.id, fact.event.text) for fact in case.postings if fact.event.text]


def _sighting(fact: Fact[PostingObserved]) -> Sighting:
    event = fact.event
    seen = date.fromisoformat(event.seen) if event.seen is not None else day_of(fact.at, fact.offset)
    return Sighting(
        id=Id(fact.id),
        seen=seen,
        since=_days_before(seen, event.days_open) if event.days_open is not None else None,
        reposted=event.reposted or 0,
        where=event.where,
        text=bool(event.text),
    )


def _days_before(day: date, days: int) -> date:
    """Return the day so many ``days`` before; what no calendar holds is cut to its first day."""
    return day - timedelta(days=days) if days < day.toordinal() else date.min


def _line(
    number: int, text: str, belief: bytes | None, spoken: dict[bytes, tuple[Word, ...]], *, is_new: bool
) -> PostingLine:
    said = spoken.get(belief, ()) if belief is not None else ()
    return PostingLine(
        number=number,
        text=text,
        status=_STATUS[status_of(said)],
        new=is_new,
        belief=None if belief is None else Id(belief),
        said=said,
    )
