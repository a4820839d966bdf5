"""What happened when, one line an option; silences of 14 days and more are hatched.

A talk carries what was asked of what was planned. Time runs from the first thing logged to the day of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from twoway_client.reports.anchors import note_anchor
from twoway_client.reports.days import Days, days_axis
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import NOTE_SIZE, cut, width_of
from twoway_client.reports.looks import Look, mark
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import NO_DIFFERENCE, Option, Picture, Table
from twoway_client.times import show_short_day
from twoway_core.projections.timeline import Happening, Kind, Silence, silences
from twoway_core.projections.view import days_after

EMPTY: Phrase = ("Nothing logged yet",)
_MOST_LANES = 4
_LANE = 84.0

_KIND_WORDS: dict[Kind, str] = {
    "posting": "posting seen",
    "talk": "talk",
    "promise": "promise",
    "flag": "red flag",
    "offer": "offer",
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


def time_lanes(lanes: Sequence[Lane], subject: Option) -> Picture:
    """Return the picture of up to four options, by first contact; a silence of the ``subject`` is told first."""
    shown = sorted((lane for lane in lanes if lane.happenings), key=lambda lane: lane.first)[:_MOST_LANES]
    if not shown:
        return Picture(EMPTY, ("Log a first talk and this picture begins: twoway start.",))
    title, see = _title(shown, subject), _see(shown)
    drawings = (_draw(shown, NARROW, title, see), _draw(shown, WIDE, title, see))
    return Picture(title, see, drawings, _table(shown))


def _title(lanes: Sequence[Lane], subject: Option) -> Phrase:
    broken = [(lane, one) for lane in lanes for one in lane.happenings if one.broken is not None]
    if broken:
        return _broken_words(*max(broken, key=lambda pair: pair[0].option == subject))
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


def _broken_words(lane: Lane, promise: Happening) -> Phrase:
    days = ((promise.broken or lane.until) - promise.at.date()).days
    length = "a day" if days == 1 else f"{days} days"
    what = promise.words.split(",")[0]
    return (f"{lane.option.name} promised {what}, and it lasted ", Link(length, note_anchor(promise.id)))


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
    days = Days(first, max(last, days_after(first, 1)), *((12.0, 310.0) if drawing.is_narrow else (110.0, 620.0)))
    bottom = 16 + _LANE * len(lanes) + (14 * len(lanes) if drawing.is_narrow else 0)
    days_axis(drawing, days, 12, bottom)
    for place, lane in enumerate(lanes):
        _lane(drawing, lane, days, 16 + place * (_LANE + (14 if drawing.is_narrow else 0)))
    height = _legend(drawing, lanes, bottom + 28)
    return drawing.finished(height, plain(title), plain(see))


def _lane(drawing: Drawing, lane: Lane, days: Days, top: float) -> None:
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
    for one in sorted(lane.happenings, key=lambda one: one.kind != "posting"):
        x = days.x(one.at.date())
        if one.kind == "talk":
            drawing.add(mark(look, x, y, "fill", 8))
        elif one.kind == "offer":
            drawing.add(mark(Look.PRESENT, x, y, "fill", 11).replace("present", look.value))
        else:
            _promise_line(drawing, one, days, y)
            _sign(drawing, one.kind, x, y)
    _broken_label(drawing, lane, days, y - 25)
    _fractions(drawing, lane, days, y)


def _promise_line(drawing: Drawing, one: Happening, days: Days, y: float) -> None:
    """Lead a promise that was not kept to the day of the offer, where a cross ends it."""
    if one.broken is None:
        return
    end, top = days.x(one.broken), y - 25
    drawing.line(days.x(one.at.date()), top, end, top, "broken")
    drawing.path(f"M{end - 4:.1f} {top - 4:.1f}l8 8M{end + 4:.1f} {top - 4:.1f}l-8 8", "cross")


def _broken_label(drawing: Drawing, lane: Lane, days: Days, top: float) -> None:
    """Say once a lane what its lines with a cross are, over the longest of them."""
    broken = [(days.x(one.at.date()), days.x(one.broken)) for one in lane.happenings if one.broken is not None]
    if not broken:
        return
    words = "promise not kept" if len(broken) == 1 else f"{len(broken)} promises not kept"
    start, end = max(broken, key=lambda ends: ends[1] - ends[0])
    if end - start > width_of(words, NOTE_SIZE) + 24:
        drawing.text((start + end) / 2, top - 5, words, "note halo", "middle")


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
    elif kind == "posting":
        drawing.line(x, y - 11, x, y + 11, "seen")
    elif kind == "sent":
        drawing.circle(x, y, 5, "open")


def _fractions(drawing: Drawing, lane: Lane, days: Days, y: float) -> None:
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
        "offer": lambda x, y: drawing.add(mark(Look.PRESENT, x, y, "fill", 11).replace("present", talk.value)),
        "posting": lambda x, y: _sign(drawing, "posting", x, y),
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
