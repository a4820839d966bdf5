"""Calibration: what was said before the decision, and what was found after it, by the kind of source.

A ring is what was said, a dot what was found, both ratings of 1 to 5; a thick line is a word that did not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from twoway_client.reports.anchors import CHOICES, REVIEWS, note_anchor
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import cut
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Picture, Table
from twoway_core.analysis.rounding import decimals
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.projections.held_up import HeldUp
from twoway_core.projections.looking_back import Calibration, SourceRecord

EMPTY: Phrase = ("Comes 90 days after you start",)
_ROW, _LOWEST, _HIGHEST = 24.0, 1, 5


def found_rings(rows: Sequence[HeldUp], learned: Calibration) -> Picture:
    """Return the picture of ``rows``, in order of source and criterion."""
    if not rows:
        return Picture(EMPTY, ("After you have decided, note how it turned out: twoway review.",))
    title, see = _title(learned), _see(learned)
    drawings = (_draw(rows, learned, NARROW, title, see), _draw(rows, learned, WIDE, title, see))
    return Picture(title, see, drawings, _table(rows))


def _title(learned: Calibration) -> Phrase:
    one = max(learned.sources, key=lambda source: (abs(source.trust - 1), source.checks))
    held = Link(f"{one.hits} of {one.checks}", REVIEWS)
    start: Phrase = (f"Of what {_plural(one)} said, ", held, " held")
    if abs(one.trust - 1) < DEFAULTS.tolerance:
        return (*start, ", so nothing weighs otherwise")
    way = "less" if one.trust < 1 else "more"
    return (*start, f", so they count {way} from now on: times ", Link(decimals(one.trust), REVIEWS))


_MANY = {
    "boss": "bosses",
    "ex-employee": "former staff",
    "public": "public sources",
    "written": "written offers",
    "personnel-fact": "personnel offices",
}


def _plural(one: SourceRecord) -> str:
    return _MANY.get(one.source, f"{one.source}s")


def _see(learned: Calibration) -> Phrase:
    words: Phrase = ("Ring: what was said, as you rated it. Dot: what you found. It held when within ",)
    words = (*words, Link("one step", CHOICES), "; a thick line did not.")
    if learned.brier is None:
        return words
    return (*words, " Your own confidence: Brier score ", Link(decimals(learned.brier), REVIEWS), " (0 is perfect).")


def _draw(rows: Sequence[HeldUp], learned: Calibration, width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"found-{'n' if width == NARROW else 'w'}", width)
    axis = (128.0, 256.0) if drawing.is_narrow else (200.0, 520.0)
    y = _legend(drawing) + 16
    records = {one.source: one for one in learned.sources}
    for source, some in groupby(rows, key=lambda row: row.source):
        record = records[source]
        drawing.text(0, y + 12, source.replace("-", " ").capitalize(), "strong")
        held = f"{record.hits} of {record.checks} held, counts × {decimals(record.trust)}"
        drawing.text(drawing.width, y + 12, held, "note", "end")
        y += _ROW
        for row in some:
            _row(drawing, row, axis, y)
            y += _ROW
        y += 10
    for rating in range(_LOWEST, _HIGHEST + 1):
        drawing.text(_x(axis, rating), y + 6, str(rating), "note", "middle")
    drawing.text(axis[0] - 14, y + 6, "rating", "note", "end")
    return drawing.finished(y + 16, plain(title), plain(see))


def _x(axis: tuple[float, float], rating: float) -> float:
    return axis[0] + (axis[1] - axis[0]) * (rating - _LOWEST) / (_HIGHEST - _LOWEST)


def _row(drawing: Drawing, row: HeldUp, axis: tuple[float, float], top: float) -> None:
    y = top + 10
    for rating in range(_LOWEST, _HIGHEST + 1):
        drawing.line(_x(axis, rating), top, _x(axis, rating), top + _ROW - 4, "rule")
    drawing.text(12, y + 4, cut(row.name, axis[0] - 24))
    said, found = _x(axis, row.said), _x(axis, row.found)
    drawing.line(said, y, found, y, "near" if row.held else "miss")
    drawing.circle(said, y, 6.5, "open")
    drawing.circle(found, y, 3.5, "key")
    words = "held" if row.held else f"off by {abs(row.said - row.found)}"
    drawing.text(axis[1] + 18, y + 4, words, "note" if row.held else "strong")


def _legend(drawing: Drawing) -> float:
    entries = [
        Entry(lambda x, y: drawing.circle(x, y, 6.5, "open"), "said"),
        Entry(lambda x, y: drawing.circle(x, y, 3.5, "key"), "found"),
        Entry(lambda x, y: drawing.line(x - 9, y, x + 9, y, "miss"), "did not hold"),
    ]
    return legend(drawing, entries, 0)


def _table(rows: Sequence[HeldUp]) -> Table:
    return Table(
        "what was said and what was found",
        ("Source", "Criterion", "Said", "Found", "Held"),
        tuple(
            (
                (row.source.replace("-", " "),),
                (row.name,),
                (Link(str(row.said), note_anchor(row.id)),),
                (str(row.found),),
                ("yes" if row.held else "no",),
            )
            for row in rows
        ),
    )
