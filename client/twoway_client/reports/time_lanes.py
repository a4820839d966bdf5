"""What happened when, one line an option; silences of 14 days and more are hatched.

A talk carries what was asked of what was planned. Time runs from the first thing logged to the day of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from twoway_client.reports.anchors import note_anchor
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import NOTE_SIZE, cut, width_of
from twoway_client.reports.looks import mark
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import NO_DIFFERENCE, Option, Picture, Table
from twoway_client.times import show_short_day
from twoway_core.projections.timeline import Happening, Kind, Silence, silences

EMPTY: Phrase = ("Nothing logged yet",)
_MOST_LANES = 4
_LANE = 84.0

_KIND_WORDS: dict[Kind, str] = {
    "talk": "talk",
    "promise": "promise",
    "flag": "red flag",
    "sent": "sent, no reply",
}


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of one option; ``until`` is the day the report looks back from."""

    option: Option
    happenings: tuple[Happening, ...]
    until: date

    @property
    def silences(self) -> tuple[Silence, ...]:
        """The stretches of 14 days and more without anything."""
        return silences(self.happenings, self.until)

    @property
    def first(self) -> date:
        """The day of the first thing that happened."""
        return self.happenings[0].at.date()


@dataclass(frozen=True, slots=True)
class _Days:
    """The axis: which day stands where."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return where ``day`` stands."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * share


def time_lanes(lanes: Sequence[Lane], subject: Option) -> Picture:
    """Return the picture of up to four options, by first contact; a silence of the ``subject`` is told first."""
    shown = sorted((lane for lane in lanes if lane.happenings), key=lambda lane: lane.first)[:_MOST_LANES]
    if not shown:
        return Picture(EMPTY, ("Log a first talk and this picture begins: twoway start.",))
    title, see = _title(shown, subject), _see(shown)
    drawings = (_draw(shown, NARROW, title, see), _draw(shown, WIDE, title, see))
    return Picture(title, see, drawings, _table(shown))


def _title(lanes: Sequence[Lane], subject: Option) -> Phrase:
    silent = [(silence, lane) for lane in lanes for silence in lane.silences if silence.lasts]
    if silent:
        silence, lane = max(silent, key=lambda pair: (pair[1].option == subject, pair[0].days))
        days = Link(f"{silence.days} days", note_anchor(silence.after))
        return (f"Nothing has happened at {lane.option.name} for ", days)
    talks = [(lane, one) for lane in lanes for one in lane.happenings if one.kind == "talk" and one.planned]
    if not talks:
        return NO_DIFFERENCE
    lane, least = min(talks, key=lambda pair: pair[1].asked / pair[1].planned)
    if least.asked >= least.planned:
        return ("Every planned question was asked",)
    count = Link(f"{least.asked} of {least.planned}", note_anchor(least.id))
    return (f"On {show_short_day(least.at.date())}, {lane.option.name} was asked ", count, " planned questions")


def _see(lanes: Sequence[Lane]) -> Phrase:
    first, last = min(lane.first for lane in lanes), max(lane.until for lane in lanes)
    days = (last - first).days
    words = [f"Left to right: {days} {'day' if days == 1 else 'days'}." if days else "All on one day."]
    words += ["Fractions: questions asked of those planned."] if _has_plans(lanes) else []
    words += ["Hatched: silence."] if any(lane.silences for lane in lanes) else []
    return (" ".join(words),)


def _has_plans(lanes: Sequence[Lane]) -> bool:
    return any(one.planned for lane in lanes for one in lane.happenings)


def _draw(lanes: Sequence[Lane], width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"time-{'n' if width == NARROW else 'w'}", width)
    first, last = min(lane.first for lane in lanes), max(lane.until for lane in lanes)
    days = _Days(first, max(last, first + timedelta(days=1)), *((12.0, 310.0) if drawing.is_narrow else (110.0, 620.0)))
    bottom = 16 + _LANE * len(lanes) + (14 * len(lanes) if drawing.is_narrow else 0)
    _axis(drawing, days, bottom)
    for place, lane in enumerate(lanes):
        _lane(drawing, lane, days, 16 + place * (_LANE + (14 if drawing.is_narrow else 0)))
    height = _legend(drawing, lanes, bottom + 28)
    return drawing.finished(height, plain(title), plain(see))


def _axis(drawing: Drawing, days: _Days, bottom: float) -> None:
    span = (days.last - days.first).days
    wanted = 4 if drawing.is_narrow else 6
    step = next((step for step in (1, 2, 7, 14, 28, 56, 91, 182, 364) if span / step <= wanted), 728)
    for ahead in range(0, span + 1, step):
        day = days.first + timedelta(days=ahead)
        x = days.x(day)
        drawing.line(x, 12, x, bottom, "rule")
        words = show_short_day(day)
        room = width_of(words, NOTE_SIZE) / 2
        at_end = x + room > drawing.width
        drawing.text(
            drawing.width if at_end else max(x, room), bottom + 18, words, "note", "end" if at_end else "middle"
        )
    drawing.line(days.left, bottom, days.right, bottom, "axis")


def _lane(drawing: Drawing, lane: Lane, days: _Days, top: float) -> None:
    look = lane.option.look
    if drawing.is_narrow:
        drawing.text(0, top + 10, cut(lane.option.name, 200, bold=True), "strong halo")
        y = top + 52
    else:
        y = top + 38
        drawing.text(0, y + 4, cut(lane.option.name, 92, bold=True), "strong")
    drawing.line(days.left, y, days.right, y, "rule")
    for silence in lane.silences:
        _silence(drawing, (days.x(silence.start), days.x(silence.end)), silence.days, y)
    for one in lane.happenings:
        x = days.x(one.at.date())
        if one.kind == "talk":
            drawing.add(mark(look, x, y, "fill", 8))
        else:
            _sign(drawing, one.kind, x, y)
    _fractions(drawing, lane, days, y)


def _silence(drawing: Drawing, ends: tuple[float, float], length: int, y: float) -> None:
    start, end = ends[0] + 11, ends[1] - (11 if ends[1] < drawing.width - 30 else 0)
    drawing.box(start, y - 6, end - start, 12, "unknown")
    words = f"silence, {length} days"
    half = width_of(words, NOTE_SIZE) / 2
    middle = min(max((start + end) / 2, half), drawing.width - half)
    drawing.text(middle, y - 12, words, "note halo", "middle")


def _sign(drawing: Drawing, kind: Kind, x: float, y: float) -> None:
    if kind == "promise":
        drawing.path(f"M{x:.1f} {y - 30:.1f}L{x + 6:.1f} {y - 19:.1f}L{x - 6:.1f} {y - 19:.1f}Z", "open")
    elif kind == "flag":
        drawing.path(f"M{x:.1f} {y + 42:.1f}V{y + 26:.1f}L{x + 11:.1f} {y + 30:.1f}L{x:.1f} {y + 34:.1f}", "flag")
    elif kind == "sent":
        drawing.circle(x, y, 5, "open")


def _fractions(drawing: Drawing, lane: Lane, days: _Days, y: float) -> None:
    """Write asked of planned under the talks, leaving out what would run into the one before."""
    free = -1.0
    for one in lane.happenings:
        if one.kind == "talk" and one.planned:
            words = f"{one.asked}/{one.planned}"
            half = width_of(words, NOTE_SIZE) / 2
            if days.x(one.at.date()) - half > free:
                drawing.text(days.x(one.at.date()), y + 22, words, "note halo", "middle")
                free = days.x(one.at.date()) + half + 4


def _legend(drawing: Drawing, lanes: Sequence[Lane], top: float) -> float:
    """Explain the signs that are in the drawing; return the height used."""
    kinds = {one.kind for lane in lanes for one in lane.happenings}
    talk = lanes[0].option.look
    signs: dict[Kind, Callable[[float, float], None]] = {
        "talk": lambda x, y: drawing.add(mark(talk, x, y, "fill", 8)),
        "promise": lambda x, y: _sign(drawing, "promise", x, y + 25),
        "flag": lambda x, y: _sign(drawing, "flag", x - 4, y - 34),
        "sent": lambda x, y: _sign(drawing, "sent", x, y),
    }
    words = _KIND_WORDS | ({"talk": "talk (asked/planned)"} if _has_plans(lanes) else {})
    return legend(drawing, [Entry(sign, words[kind]) for kind, sign in signs.items() if kind in kinds], top)


def _table(lanes: Sequence[Lane]) -> Table:
    rows: list[tuple[Phrase, ...]] = []
    for lane in lanes:
        for one in lane.happenings:
            count = f"{one.asked} of {one.planned}" if one.planned else ""
            day = Link(show_short_day(one.at.date()), note_anchor(one.id))
            rows.append(((day,), (lane.option.name,), (one.kind,), (one.words,), (count,)))
    return Table("what happened when", ("Day", "Option", "Kind", "What", "Asked of planned"), tuple(rows))
