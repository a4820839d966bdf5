"""The plan of an interview, as a table."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line, visible
from twoway_core.projections.agenda import TOPICS, Agenda, Line

_PEOPLE_WIDTH, _ABOUT_WIDTH = 18, 16
_TAGS = ("duties", "organisation", "comfort")


def agenda_text(view: Agenda) -> str:
    """Return the plan as text; what was asked already is marked with a plus."""
    if view.id is None:
        return f"{view.interview} has no plan. Make one: twoway plan 45m"
    if not view.lines:
        return f"{view.interview}: no question is left to plan. Add one: twoway plan add TEXT"
    people = min(max(len("ask"), *(len(_people(line)) for line in view.lines)), _PEOPLE_WIDTH)
    about = min(max(len("about"), *(len(line.about) for line in view.lines)), _ABOUT_WIDTH)
    head = f"  N  {'ask':<{people}}  min  {'about':<{about}} question"
    rows = [row for line in view.lines for row in _rows(line, people, about)]
    return "\n".join([head, *rows, _foot(view), *_balance(view)])


def _rows(line: Line, people: int, about: int) -> list[str]:
    row = _line(line, people, about)
    return [row, f"     {one_line(f'you read: {line.finding}', WIDTH - 5)}"] if line.finding else [row]


def _balance(view: Agenda) -> list[str]:
    """Return what the questions are about and what they show, as counts and bars; and what none is about."""
    lines = [_bars("About", {topic: view.topics.get(topic, 0) for topic in TOPICS})]
    lines.append(_bars("Shows", {tag: view.tags.get(tag, 0) for tag in _TAGS}))
    if view.untouched:
        lines.append(f"Nothing about the {' or the '.join(view.untouched)}: twoway bank, then twoway plan add ID")
    return lines


def _bars(word: str, counts: dict[str, int]) -> str:
    return f"{word}  " + "   ".join(f"{name} {count} {'#' * count}".rstrip() for name, count in counts.items())


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
