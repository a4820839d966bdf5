"""Who was asked about what, what it was rated, and how far people agree.

Digit and shade are the rating, a dashed edge says that nothing but general or evasive answers stands behind it. People
stand in the order in which they were met; where there are more than fit side by side, they go on below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from twoway_client.reports.anchors import criterion_anchor
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.grid_words import grid_see, grid_title
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import NOTE_SIZE, cut, width_of
from twoway_client.reports.looks import mark
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Option, Picture, Table
from twoway_client.views.agreement import agreed, cell_word
from twoway_core.analysis.rounding import decimals, rounded
from twoway_core.projections.agreement import Agreement, Cell, Row

EMPTY: Phrase = ("No question asked yet",)
_MOST_NARROW, _MOST_WIDE = 7, 9
_ROW, _CELL = 30.0, 22.0
_SLANTED_ROOM, _SLANT = 84.0, 0.71


@dataclass(frozen=True, slots=True)
class AskedOption:
    """An option with its grid. ``vague``: (row, column) of what rests on general or evasive answers alone."""

    option: Option
    view: Agreement
    vague: frozenset[tuple[int, int]]

    @property
    def heads(self) -> list[str]:
        """Who stands above the columns."""
        return [*(person.name for person in self.view.people), *self.view.sources]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand across the page: the ``first`` column's middle, the ``step`` to the next, the agreement."""

    first: float
    step: float
    end: float


def answer_grid(asked: Sequence[AskedOption]) -> Picture:
    """Return the picture of the two best options, the heaviest criterion first."""
    shown = [one for one in asked[:2] if one.heads and one.view.criteria]
    if not any(cell.word != "none" for one in shown for row in one.view.criteria for cell in row.cells):
        return Picture(EMPTY, ("Ask one and this picture begins: twoway ask.",))
    views = [(one.option, one.view) for one in shown]
    title, see = grid_title(views), grid_see(views)
    drawings = (_draw(shown, NARROW, title, see), _draw(shown, WIDE, title, see))
    return Picture(title, see, drawings, _table(shown))


def _draw(shown: Sequence[AskedOption], width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"grid-{'n' if width == NARROW else 'w'}", width)
    y = 0.0
    for one in shown:
        for part in _parts(len(one.heads), _MOST_NARROW if drawing.is_narrow else _MOST_WIDE):
            y = _block(drawing, one, part, y)
    y = _legend(drawing, shown, y)
    return drawing.finished(y, plain(title), plain(see))


def _parts(count: int, most: int) -> list[slice]:
    """Return ``count`` columns in runs of about the same length, none longer than ``most``."""
    length = -(-count // -(-count // most))
    return [slice(start, min(start + length, count)) for start in range(0, count, length)]


def _block(drawing: Drawing, one: AskedOption, part: slice, top: float) -> float:
    """Draw some of the people of an option; return where the next block begins."""
    heads = one.heads[part]
    is_last = part.stop == len(one.heads)
    columns = _columns(drawing, len(heads))
    y = _heads(drawing, one.option, heads, columns, top, is_last=is_last)
    for place, row in enumerate(one.view.criteria):
        drawing.line(0, y, drawing.width, y, "rule")
        drawing.text(0, y + 20, cut(row.name, 84 if drawing.is_narrow else 142), "")
        for column, cell in enumerate(row.cells[part]):
            vague = (place, column + (part.start or 0)) in one.vague
            _cell(drawing, cell, columns.first + columns.step * column, y + 15, vague=vague)
        if is_last:
            _agreement(drawing, row, columns.end, y)
        y += _ROW
    drawing.line(0, y, drawing.width, y, "rule")
    return y + 24


def _columns(drawing: Drawing, count: int) -> _Columns:
    left, right, most = (90.0, 270.0, 40.0) if drawing.is_narrow else (150.0, 486.0, 68.0)
    step = min((right - left) / count, most)
    return _Columns(left + step / 2, step, right + 6 if drawing.is_narrow else right + 14)


def _heads(
    drawing: Drawing, option: Option, heads: Sequence[str], columns: _Columns, top: float, *, is_last: bool
) -> float:
    """Write whose column is whose; return the height at which the first row begins."""
    fit = all(width_of(head, NOTE_SIZE) <= columns.step - 4 for head in heads)
    names = [head if fit else cut(head, _SLANTED_ROOM, NOTE_SIZE) for head in heads]
    tall = 24.0 if fit else 14 + _SLANT * max(width_of(name, NOTE_SIZE) for name in names)
    line = top + max(tall, 24)
    drawing.add(mark(option.look, 7, line - 11, "fill", 5))
    drawing.text(20, line - 7, cut(option.name, columns.first - columns.step / 2 - 22, bold=True), "strong")
    for place, name in enumerate(names):
        x = columns.first + columns.step * place
        if fit:
            drawing.text(x, line - 7, name, "note", "middle")
        else:
            drawing.slanted(x - 2, line - 7, name, "note")
    if is_last:
        drawing.text(columns.end, line - 7, "agree" if drawing.is_narrow else "agreement", "note halo")
    return line


def _cell(drawing: Drawing, cell: Cell, x: float, y: float, *, vague: bool) -> None:
    if cell.rating is None:
        _silent_cell(drawing, cell, x, y)
        return
    shade = min(max(rounded(cell.rating, 0), 1), 5)
    edge = " vague" if vague else " pale" if shade < 3 else ""
    drawing.box(x - _CELL / 2, y - _CELL / 2, _CELL, _CELL, f"r{shade}{edge}")
    digits = cell_word(cell).removesuffix("*")
    digits = digits if len(digits) <= 3 else decimals(cell.rating, 1)
    drawing.text(x, y + 4.5, digits, "onfull" if shade > 3 else "onpale", "middle")
    if cell.changed:
        drawing.text(x + _CELL / 2 + 1, y - 3, "*", "strong")


def _silent_cell(drawing: Drawing, cell: Cell, x: float, y: float) -> None:
    if cell.word == "unrated":
        drawing.box(x - _CELL / 2, y - _CELL / 2, _CELL, _CELL, "blank")
        drawing.text(x, y + 4.5, "?", "note", "middle")
    elif cell.word == "refused":
        drawing.text(x, y + 4.5, "no", "note", "middle")
    elif cell.word == "asked":
        drawing.circle(x, y, 4, "ring")
    else:
        drawing.circle(x, y, 1.6, "dot")


def _agreement(drawing: Drawing, row: Row, x: float, y: float) -> None:
    if row.voices == 0:
        room = drawing.width - x
        drawing.box(x, y + 8, room, 14, "unknown")
        drawing.text(x + room / 2, y + 19, "nobody" if agreed(row) == "nobody" else "unrated", "note halo", "middle")
    elif row.agreement is None:
        said = "1 voice" if drawing.is_narrow else "one voice"
        drawing.text(x, y + 19, f"≠ {said}" if row.contradiction else said, "strong" if row.contradiction else "note")
    elif drawing.is_narrow:
        number = decimals(row.agreement).removeprefix("0")
        drawing.text(
            x, y + 19, f"≠ {number}" if row.contradiction else number, "strong" if row.contradiction else "note"
        )
    else:
        _agreement_bar(drawing, row, x, y)


def _agreement_bar(drawing: Drawing, row: Row, x: float, y: float) -> None:
    room, agreement = drawing.width - x - 44, row.agreement or 0.0
    drawing.box(x, y + 9, room, 12, "track")
    drawing.box(x, y + 9, room * agreement, 12, "split" if row.contradiction else "key")
    number = decimals(agreement).removeprefix("0")
    words = f"≠ {number}" if row.contradiction else number
    drawing.text(drawing.width, y + 19, words, "strong" if row.contradiction else "note", "end")


def _legend(drawing: Drawing, shown: Sequence[AskedOption], top: float) -> float:
    """Explain what is in the drawing, and nothing else; return the height used."""
    rows = [row for one in shown for row in one.view.criteria]
    cells = [cell for row in rows for cell in row.cells]
    words = {cell.word for cell in cells}
    entries = []
    if "rated" in words:
        entries += [Entry(partial(_swatch, drawing, "r4"), "example or number")]
        entries += [Entry(partial(_swatch, drawing, "r2 vague"), "general or evasive")]
    if "unrated" in words:
        entries.append(Entry(partial(_letters, drawing, "?"), "noted, not rated"))
    if "refused" in words:
        entries.append(Entry(partial(_letters, drawing, "no"), "refused to say"))
    if "asked" in words:
        entries.append(Entry(lambda x, y: drawing.circle(x, y, 4, "ring"), "asked, nothing noted"))
    entries.append(Entry(lambda x, y: drawing.circle(x, y, 1.6, "dot"), "not asked"))
    if any(cell.changed for cell in cells):
        entries.append(Entry(partial(_letters, drawing, "*"), "answer changed"))
    if any(row.contradiction for row in rows):
        entries.append(Entry(partial(_letters, drawing, "≠"), "they contradict"))
    return legend(drawing, entries, top)


def _swatch(drawing: Drawing, style: str, x: float, y: float) -> None:
    drawing.box(x - 8, y - 6.5, 16, 13, style)


def _letters(drawing: Drawing, sign: str, x: float, y: float) -> None:
    drawing.text(x, y + 4, sign, "strong", "middle")


def _table(shown: Sequence[AskedOption]) -> Table:
    rows: list[tuple[Phrase, ...]] = []
    for one in shown:
        for row in one.view.criteria:
            said = ", ".join(
                f"{head} {cell_word(cell)}"
                for head, cell in zip(one.heads, row.cells, strict=True)
                if cell.word != "none"
            )
            end = Link(agreed(row), criterion_anchor(one.option.key, row.id))
            rows.append(((row.name,), (one.option.name,), (said or "nobody was asked",), (end,)))
    return Table("what each person was rated", ("Criterion", "Option", "Who said what", "Agreement"), tuple(rows))
