"""The first ninety days on a terminal: three stretches, what to do in each, and with whom."""

from __future__ import annotations

from twoway_client.output import visible, wrapped
from twoway_client.times import show_day
from twoway_core.projections.ninety_days import NinetyDays, Stretch, Task

_TITLES = ("settle", "find your feet", "hold them to it")
_EMPTY = (
    "nothing was left to settle: twoway later N, or twoway later TEXT",
    "nothing is known of the aims: ask how they will know that you did well",
    "nothing was promised: twoway promise",
)


def ninety_days_text(view: NinetyDays) -> str:
    """Return ``view`` as lines."""
    lines = [f"{visible(view.opportunity)}, your first ninety days"]
    for place, stretch in enumerate(view.stretches):
        lines.append(f"{_days(stretch)}: {_TITLES[place]}")
        lines += [wrapped("  ", _task(task)) for task in stretch.tasks] or [f"  {_EMPTY[place]}"]
    return "\n".join(lines)


def _days(stretch: Stretch) -> str:
    days = f"Day {stretch.first} to {stretch.last}"
    if stretch.begins is None or stretch.ends is None:
        return days
    return f"{days}, {show_day(stretch.begins)} to {show_day(stretch.ends, year=True)}"


def _task(task: Task) -> str:
    return visible(f"{task.text} ({task.who})" if task.who else task.text)
