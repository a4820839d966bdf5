"""When each job was advertised: bars of the days on which it was open, one line an option.

Solid: between two days on which I saw it. Hatched: as the site says, before I saw it. A lone mark: seen that day, and
nothing said of how long it stood. A new bar is a posting put up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from twoway_client.reports.anchors import posting_anchor
from twoway_client.reports.days import Days, days_axis
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import cut
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Option, Picture, Table
from twoway_client.times import show_day
from twoway_core.projections.posting import Posting, Sighting, repost_words
from twoway_core.projections.view import days_after

EMPTY: Phrase = ("No posting observed",)
_LANE, _BAR = 52.0, 14.0


@dataclass(frozen=True, slots=True)
class Posted:
    """An option, and what was seen of its advertisement."""

    option: Option
    posting: Posting


@dataclass(frozen=True, slots=True)
class _Run:
    """One posting as it stood: ``since`` by the site's word, ``seen`` first and ``last`` by mine."""

    since: date
    seen: date
    last: date

    @property
    def days(self) -> int:
        """How long it is known to have stood."""
        return (self.last - self.since).days


def posting_strip(posted: Sequence[Posted]) -> Picture:
    """Return the picture of ``posted``, by the day first seen."""
    seen = [one for one in posted if one.posting.sightings]
    if not seen:
        return Picture(EMPTY, ("Note where and when you saw it and this picture begins: twoway posting.",))
    shown = sorted(seen, key=lambda one: _runs(one.posting.sightings)[0].since)
    silent = [one for one in posted if not one.posting.sightings]
    title, see = _title(shown), _see(shown, silent)
    drawings = (_draw(shown, NARROW, title, see), _draw(shown, WIDE, title, see))
    return Picture(title, see, drawings, _table(posted))


def _runs(sightings: Sequence[Sighting]) -> list[_Run]:
    """Return the postings as they stood, the oldest first; a sight of one that stood already lengthens it."""
    runs: list[_Run] = []
    for one in sightings:
        again = runs and one.since is not None and one.since > runs[-1].last
        if runs and not again:
            runs[-1] = _Run(runs[-1].since, runs[-1].seen, one.seen)
        else:
            runs.append(_Run(min(one.since or one.seen, one.seen), one.seen, one.seen))
    return runs


def _title(posted: Sequence[Posted]) -> Phrase:
    most = max(posted, key=lambda one: one.posting.reposted)
    key = posting_anchor(most.option.key)
    if most.posting.reposted:
        times = Link(repost_words(most.posting.reposted), key)
        return (f"{most.option.name} has put this job up again ", times)
    longest = max(posted, key=lambda one: max(run.days for run in _runs(one.posting.sightings)))
    days = max(run.days for run in _runs(longest.posting.sightings))
    if not days:
        return ("No job was seen to be put up again",)
    count = Link(f"{days} {'day' if days == 1 else 'days'}", posting_anchor(longest.option.key))
    return (f"{longest.option.name}’s job has been open for ", count, " and was not put up again")


def _see(posted: Sequence[Posted], silent: Sequence[Posted]) -> Phrase:
    words = "Each bar is one posting. Solid: you saw it. Hatched: as the site says, before you saw it."
    told = [one for one in posted if one.posting.reposted >= len(_runs(one.posting.sightings))]
    if told:
        words += f" {told[0].option.name}’s other runs are told, not seen: they have no bar."
    if silent:
        words += f" Not observed: {', '.join(one.option.name for one in silent)}."
    return (words,)


def _draw(posted: Sequence[Posted], width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"post-{'n' if width == NARROW else 'w'}", width)
    runs = [_runs(one.posting.sightings) for one in posted]
    first, last = min(some[0].since for some in runs), max(some[-1].last for some in runs)
    ends = (12.0, 316.0) if drawing.is_narrow else (130.0, 620.0)
    days = Days(first, max(last, days_after(first, 7)), *ends)
    step = _LANE + (14 if drawing.is_narrow else 0)
    bottom = 10 + step * len(posted)
    days_axis(drawing, days, 8, bottom)
    for place, (one, some) in enumerate(zip(posted, runs, strict=True)):
        _lane(drawing, one, some, days, 10 + step * place)
    return drawing.finished(_legend(drawing, posted[0].option, bottom + 30), plain(title), plain(see))


def _lane(drawing: Drawing, one: Posted, runs: Sequence[_Run], days: Days, top: float) -> None:
    option, look = one.option, one.option.look.value
    again = one.posting.reposted
    words = f"again {repost_words(again)}" if again else "once"
    if drawing.is_narrow:
        drawing.text(0, top + 12, cut(option.name, 180, bold=True), "strong halo")
        drawing.text(drawing.width, top + 12, words, "note halo", "end")
        y = top + 20
    else:
        drawing.text(0, top + 18, cut(option.name, 116, bold=True), "strong")
        drawing.text(0, top + 34, words, "note")
        y = top + 8
    free = -1.0
    for run in runs:
        since, seen, last = days.x(run.since), days.x(run.seen), days.x(run.last)
        drawing.box(since, y, seen - since, _BAR, "unknown")
        drawing.box(seen, y, last - seen, _BAR, f"{look} fill")
        drawing.box(since, y, last - since, _BAR, f"{look} frame")
        drawing.line(seen, y - 3, seen, y + _BAR + 3, f"{look} end")
        if run.days and since > free:
            drawing.text(since, y + _BAR + 15, f"{run.days} d", "note halo")
            free = since + 40


def _legend(drawing: Drawing, option: Option, top: float) -> float:
    look = option.look.value

    def first(x: float, y: float) -> None:
        drawing.line(x, y - 8, x, y + 8, f"{look} end")

    def site(x: float, y: float) -> None:
        drawing.box(x - 8, y - 6, 16, 12, "unknown")
        drawing.box(x - 8, y - 6, 16, 12, f"{look} frame")

    entries = [
        Entry(first, "first seen by you"),
        Entry(lambda x, y: drawing.box(x - 8, y - 6, 16, 12, f"{look} fill"), "seen by you"),
        Entry(site, "as the site says"),
    ]
    return legend(drawing, entries, top)


def _table(posted: Sequence[Posted]) -> Table:
    rows: list[tuple[Phrase, ...]] = []
    for one in posted:
        to = posting_anchor(one.option.key)
        for seen in one.posting.sightings:
            since = "not said" if seen.since is None else show_day(seen.since, year=True)
            again = str(seen.reposted) if seen.reposted else ""
            rows.append(
                ((Link(show_day(seen.seen, year=True), to),), (one.option.name,), (since,), (again,), (seen.where,))
            )
        if not one.posting.sightings:
            rows.append((("not observed",), (one.option.name,), ("",), ("",), ("",)))
    return Table("when each posting was seen", ("Seen", "Option", "Open since", "Put up again", "Where"), tuple(rows))
