"""What asking is worth: by how much an answer may better the choice, a minute, for each question and whom to ask it.

Bars begin at 0; the longest comes first. The value of an open must-have is the most that an answer can bring. What is
not worth its minutes is a list and no bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twoway_client.reports.anchors import ASKING, CHOICES
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.lettering import NOTE_SIZE, cut
from twoway_client.reports.looks import Look
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Picture, Table
from twoway_core.analysis.rounding import decimals
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.projections.view import Id
from twoway_core.projections.worth import AskWorth

EMPTY: Phrase = ("No answer can change this decision: stop asking",)
NOBODY: Phrase = ("Nobody is known yet who could be asked",)
_MOST, _MOST_IDLE, _BAR = 7, 4, 12.0
_THOUSAND = 1000
WORTH = "worth asking"


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question worth asking, as of the best person for it; ``others``: who else is worth asking it."""

    row: AskWorth
    others: tuple[str, ...]

    @property
    def people(self) -> str:
        """Whom to ask, the best first."""
        return " or ".join([self.row.who, *self.others])


def asking_bars(rows: Sequence[AskWorth], look: Look) -> Picture:
    """Return the picture of ``rows``, the most a minute first; ``look``: that of the option they are about."""
    if not rows:
        return Picture(NOBODY, ("Say who there is and this picture begins: twoway who add.",))
    asks = _asks(rows)
    if not asks:
        left = f"{len({row.question for row in rows})} could still be asked; none is worth its minutes."
        return Picture(EMPTY, (left,), table=_table(rows))
    title, see = _title(asks, rows), _see(asks)
    drawings = (_draw(asks, rows, look, NARROW, title, see), _draw(asks, rows, look, WIDE, title, see))
    return Picture(title, see, drawings, _table(rows))


def _asks(rows: Sequence[AskWorth]) -> list[_Ask]:
    """Return the questions that are worth their minutes, each with everybody whom that is true of."""
    found: dict[bytes, list[AskWorth]] = {}
    for row in rows:
        if row.finding == WORTH:
            found.setdefault(row.question, []).append(row)
    return [_Ask(some[0], tuple(row.who for row in some[1:])) for some in found.values()]


def _title(asks: Sequence[_Ask], rows: Sequence[AskWorth]) -> Phrase:
    best = asks[0].row
    count = Link(f"{len(asks)} of {len({row.question for row in rows})}", ASKING)
    return (f"Ask {best.who} about {best.name} first; ", count, " questions are worth their minutes")


def _see(asks: Sequence[_Ask]) -> Phrase:
    least = Link(f"{_thousandths(DEFAULTS.least_per_minute)}", CHOICES)
    start: Phrase = ("Bar: how much an answer may better the choice, a minute, in thousandths of fit. Stop under ",)
    words: Phrase = (*start, least, ".")
    return (*words, " Up to: an open must-have, known for certain.") if any(one.row.up_to for one in asks) else words


def _draw(asks: Sequence[_Ask], rows: Sequence[AskWorth], look: Look, width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"ask-{'n' if width == NARROW else 'w'}", width)
    left, right = (0.0, 240.0) if drawing.is_narrow else (340.0, 550.0)
    most, y = asks[0].row.per_minute, 4.0
    for one in asks[:_MOST]:
        y = _row(drawing, one, look, (left, (right - left) * one.row.per_minute / most), y)
    if not drawing.is_narrow:
        drawing.line(left, 0, left, y - 4, "axis")
    drawing.text(left, y + 12, "thousandths of fit a minute", "note")
    y = _more(drawing, len(asks) - _MOST, y + 34)
    return drawing.finished(_idle(drawing, rows, y), plain(title), plain(see))


def _row(drawing: Drawing, one: _Ask, look: Look, bar: tuple[float, float], y: float) -> float:
    (left, long), row = bar, one.row
    who = f"{one.people}, {row.minutes} min" + (", in writing" if row.in_writing else "")
    value = ("up to " if row.up_to else "") + _thousandths(row.per_minute)
    room = drawing.width if drawing.is_narrow else left - 12
    drawing.text(0, y + 11, cut(row.text, room), "")
    drawing.text(0, y + 27, cut(who, room, NOTE_SIZE), "note")
    top = y + (34 if drawing.is_narrow else 8)
    drawing.box(left, top, max(long, 1.5), _BAR, f"{look.value} {'soft' if row.up_to else 'fill'}")
    drawing.box(left, top, max(long, 1.5), _BAR, f"{look.value} frame")
    drawing.text(left + long + 6, top + 10, value, "note")
    return y + (58 if drawing.is_narrow else 40)


def _more(drawing: Drawing, more: int, y: float) -> float:
    if more <= 0:
        return y
    drawing.text(0, y, f"and {more} more that {'is' if more == 1 else 'are'} worth it, in the table", "note")
    return y + 24


def _idle(drawing: Drawing, rows: Sequence[AskWorth], y: float) -> float:
    """List the questions that are worth nothing now, of whomever one asks."""
    worth = {row.question for row in rows if row.finding == WORTH}
    idle = list(dict.fromkeys(row.text for row in rows if row.question not in worth))
    if not idle:
        return y
    drawing.text(0, y, "Not worth their minutes now", "strong")
    for text in idle[:_MOST_IDLE]:
        y += 20
        drawing.text(0, y, cut(text, drawing.width), "note")
    if len(idle) > _MOST_IDLE:
        y += 20
        drawing.text(0, y, f"and {len(idle) - _MOST_IDLE} more, in the table", "note")
    return y + 12


def _thousandths(value: float) -> str:
    return decimals(value * _THOUSAND, 1)


def _table(rows: Sequence[AskWorth]) -> Table:
    """Return one line a question, as of the person it is worth most from."""
    best: dict[Id, AskWorth] = {}
    for row in rows:
        best.setdefault(row.question, row)
    people = {one.row.question: one.people for one in _asks(rows)}
    heads = ("Question", "Of", "About", "Minutes", "Fit, thousandths", "A minute", "So")
    lines = tuple(_table_row(row, people.get(key, "")) for key, row in best.items())
    return Table("what each question is worth, of whom that is most", heads, lines)


def _table_row(row: AskWorth, people: str) -> tuple[Phrase, ...]:
    whole = ("up to " if row.up_to else "") + _thousandths(row.fit)
    each = Link(_thousandths(row.per_minute), ASKING)
    return ((row.text,), (people,), (row.name,), (str(row.minutes),), (whole,), (each,), (row.finding,))
