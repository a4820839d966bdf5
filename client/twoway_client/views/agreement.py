"""The grid of people on a terminal: who said what to the same question, and how far they agree.

Where more people were met than fit on a line, the rest follow in a second grid; the agreement stands in the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.views.consistency import consistency_lines
from twoway_core.analysis.rounding import decimals, short_decimals
from twoway_core.projections.agreement import Agreement, Cell, Row

_WIDEST_NAME, _WIDEST_LABEL, _WIDEST_QUESTION = 12, 24, 40
_AGREEMENT_WIDTH = len("they contradict, 0.00")
_WORDS = {"unrated": "noted", "refused": "refused", "asked": "asked", "unasked": "unasked", "none": "-"}
CHANGED = "*"


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    cells: Sequence[Cell]
    end: str = ""


def agreement_text(view: Agreement, *, questions: bool = False) -> str:
    """Return ``view`` as lines; ``questions``: by question too."""
    heads = [one_line(name, _WIDEST_NAME) for name in (*(person.name for person in view.people), *view.sources)]
    if not heads:
        return f"{visible(view.opportunity)}: nobody to compare yet. Add who you meet: twoway who add NAME"
    rows = [_Line(visible(row.name), row.cells, agreed(row)) for row in view.criteria]
    lines = _grid(view.opportunity, heads, rows, "agreement", _WIDEST_LABEL)
    if questions and view.questions:
        met = len(view.people)  # nobody asks a website
        asked = [_Line(question.text, question.cells[:met]) for question in view.questions]
        lines += ["", *_grid("question", heads[:met], asked, "", _WIDEST_QUESTION)]
    return "\n".join([*lines, *_remarks(view, questions=questions), *consistency_lines(view)])


def agreed(row: Row) -> str:
    """Return how far those who were heard agree, in a word or a number."""
    if row.voices == 0:
        return "not rated yet" if any(cell.word == "unrated" for cell in row.cells) else "nobody"
    if row.agreement is None:
        return "one person, changed" if row.contradiction else "one person"
    number = decimals(row.agreement)
    return f"they contradict, {number}" if row.contradiction else number


def cell_word(cell: Cell) -> str:
    """Return what stands in a cell: a rating, or why there is none."""
    word = short_decimals(cell.rating) if cell.rating is not None else _WORDS[cell.word]
    return f"{word}{CHANGED}" if cell.changed else word


def _grid(title: str, heads: Sequence[str], lines: Sequence[_Line], last: str, widest: int) -> list[str]:
    width = min(max([len(visible(title)) - 2, *(len(visible(line.label)) for line in lines)]), widest)
    room = WIDTH - width - 4 - (_AGREEMENT_WIDTH if last else 0)
    columns = [
        max([len(head), *(len(cell_word(line.cells[place])) for line in lines)]) for place, head in enumerate(heads)
    ]
    grids: list[str] = []
    for part in _parts(columns, room):
        is_last = part.stop == len(heads)
        cells = "".join(f"  {head:>{column}}" for head, column in zip(heads[part], columns[part], strict=True))
        grids.append(f"{one_line(title, width + 2):<{width + 2}}{cells}{f'   {last}' if is_last else ''}".rstrip())
        for line in lines:
            words = [
                f"  {cell_word(cell):>{column}}" for cell, column in zip(line.cells[part], columns[part], strict=True)
            ]
            end = f"   {line.end}" if is_last else ""
            grids.append(f"  {one_line(line.label, width):<{width}}{''.join(words)}{end}".rstrip())
    return grids


def _parts(columns: Sequence[int], room: int) -> list[slice]:
    """Return the columns in runs that fit into ``room``."""
    parts, start, used = [], 0, 0
    for place, column in enumerate(columns):
        if used + column + 2 > room and place > start:
            parts.append(slice(start, place))
            start, used = place, 0
        used += column + 2
    return [*parts, slice(start, len(columns))]


def _remarks(view: Agreement, *, questions: bool) -> list[str]:
    rows = [row.cells for row in view.criteria] + [row.cells for row in view.questions if questions]
    remarks = (
        [f"  {CHANGED} an earlier answer was changed"] if any(cell.changed for cells in rows for cell in cells) else []
    )
    bosses = [person.name for person in view.people if person.boss]
    if bosses and not view.boss_asked:
        remarks.append(
            wrapped("", f"{visible(bosses[0])} would be your boss, and was asked nothing that matters to you yet.")
        )
    elif not bosses:
        remarks.append("Nobody here is known to be your future boss.")
    return remarks
