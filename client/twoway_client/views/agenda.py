"""The plan of an interview, as a table."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line, visible
from twoway_core.projections.agenda import Agenda, Line

_PEOPLE_WIDTH, _ABOUT_WIDTH = 18, 16


def agenda_text(view: Agenda) -> str:
    """Return the plan as text; what was asked already is marked with a plus."""
    if view.id is None:
        return f"{view.interview} has no plan. Make one: twoway plan 45m"
    if not view.lines:
        return f"{view.interview}: no question is left to plan. Add one: twoway plan add TEXT"
    people = min(max(len("ask"), *(len(_people(line)) for line in view.lines)), _PEOPLE_WIDTH)
    about = min(max(len("about"), *(len(line.about) for line in view.lines)), _ABOUT_WIDTH)
    head = f"  N  {'ask':<{people}}  min  {'about':<{about}} question"
    return "\n".join([head, *(_line(line, people, about) for line in view.lines), _foot(view)])


def _line(line: Line, people: int, about: int) -> str:
    done = "+" if line.done else " "
    who = one_line(_people(line), people)
    text = f"{done}{line.number:>2}  {who:<{people}}  {line.minutes:>3}  {one_line(line.about, about):<{about}} "
    return text + one_line(line.text, WIDTH - len(text))


def _people(line: Line) -> str:
    names = visible(" ".join(line.people)) or "anybody"
    return f"{names}, late" if line.late else names


def _foot(view: Agenda) -> str:
    taken = f"{view.minutes} of {view.of_minutes} minutes"
    rest = ": too many" if view.minutes > view.of_minutes else "; the rest is theirs"
    if any(line.done for line in view.lines):
        rest = ", + was asked"
    example = "move 4 1, plan drop 5" if len(view.lines) > 4 else "add, move, drop"
    return f"{taken}{rest}. Change: twoway plan {example}"
