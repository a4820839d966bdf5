"""The replay of an interview on a terminal: step by step, or one step at a time with all that is known of it.

A step is one line where it fits; a longer text goes on under itself, so that nothing of a note is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest

from msgspec.structs import replace

from twoway_client.output import WIDTH, visible, wrapped
from twoway_client.times import show_day, show_moment
from twoway_core.ids import short
from twoway_core.projections.replay import Replay
from twoway_core.projections.steps import Step

_WORD_WIDTH = 8
_WIDEST_NAME = 12
_WIDEST_EXTRA = 26
_NARROWEST = 8
_GAP = "  "


def chosen(view: Replay, only: frozenset[str]) -> Replay:
    """Return ``view`` with steps of these kinds alone; none: all."""
    return replace(view, steps=tuple(step for step in view.steps if step.word in only)) if only else view


def replay_text(view: Replay, *, utc: bool = False, only: frozenset[str] = frozenset()) -> str:
    """Return ``view`` as lines; ``utc``: with plain times, RFC 3339 in UTC; ``only`` these kinds of step, or all."""
    end = next((step.at for step in view.steps if step.word == "ended"), None)
    shown = chosen(view, only).steps
    during = [step for step in shown if step.word != "ended" and (end is None or step.at <= end)]
    after = [step for step in shown if end is not None and step.at > end]
    lines = [heading(view), *_lines(during, utc=utc), *_gut(view), _closing(view, utc=utc)]
    if after:
        lines += [f"Afterwards, up to {show_day(after[-1].at.date())}", *_lines(after, utc=utc)]
    return "\n".join(lines)


def _lines(steps: Sequence[Step], *, utc: bool) -> list[str]:
    widest = max((len(visible(step.who)) for step in steps), default=0)
    extras = [remarks_on(step) for step in steps]
    column = WIDTH - min(max((len(extra) for extra in extras), default=0), _WIDEST_EXTRA)
    names = min(widest, _WIDEST_NAME)
    return [_line(step, extra, names, column, utc=utc) for step, extra in zip(steps, extras, strict=True)]


def heading(view: Replay) -> str:
    """Return when it was, who was there, how long it took, and what was planned against what was asked."""
    parts = [_day(view), *(visible(name) for name in view.people)]
    parts += [f"{view.minutes} min"] if view.minutes is not None else []
    if view.starts is None or not (view.steps or view.minutes is not None or view.asked):
        return wrapped("", f"{', '.join(parts)}; {_count(view.planned, 'question')} planned")
    counts = [f"asked {view.asked} of {view.planned} planned" if view.planned else "no plan"]
    counts += [f"{view.partly} in part"] if view.partly else []
    counts += [f"{view.own} of your own"] if view.own else []
    counts += [f"received {view.received}"] if view.received else []
    return wrapped("", f"{', '.join(parts)}; {', '.join(counts)}")


def _day(view: Replay) -> str:
    return "No time set" if view.starts is None else show_day(view.starts.date())


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _line(step: Step, extra: str, names: int, column: int, *, utc: bool) -> str:
    """Return ``step``; where its text runs into ``column``, what stands beside it comes under or after its end."""
    number = "" if step.number is None else str(step.number)
    start = f"{_GAP}{clock(step.at, utc=utc)}{_GAP}{step.word:<{_WORD_WIDTH}}{number:>3}{_GAP}"
    margin = len(start) + (names + len(_GAP) if names else 0)
    text, beside = _cell(step.text, WIDTH - margin), _cell(extra, _WIDEST_EXTRA)
    if beside:
        text += [""] * (margin + len((text or [""])[-1]) + len(_GAP) > column)
        beside = [""] * (len(text) - 1) + beside
    rows = zip_longest([start], _cell(step.who, names) if names else [], text, beside, fillvalue="")
    return "\n".join(_row(cells, (len(start), margin, column)) for cells in rows)


def _cell(text: str, width: int) -> list[str]:
    """Return all of ``text``, escaped, as lines of at most ``width``."""
    import textwrap  # a note needs none of it

    return textwrap.wrap(visible(" ".join(text.split("\n"))), max(width, _NARROWEST), break_on_hyphens=False)


def _row(cells: Sequence[str], columns: Sequence[int]) -> str:
    """Return ``cells``, each but the first in its column."""
    line = cells[0]
    for cell, column in zip(cells[1:], columns, strict=True):
        line = line.ljust(column) + cell if cell else line
    return line.rstrip()


def clock(at: datetime, *, utc: bool) -> str:
    """Return the time of a step: on the clock of the place, or plainly in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if utc else f"{at:%H:%M}"


def remarks_on(step: Step) -> str:
    """Return what stands beside a step's text: how it was said, how it was rated, what became of it."""
    said = [step.form] if step.form not in ("", "general") else []
    said += [step.certainty] if step.certainty not in ("", "fairly") else []
    parts = [" ".join(said), visible(step.extra), _ratings(step)]
    parts += ["changed later"] if step.changed else []
    parts += ["corrected"] if step.corrected else []
    return _GAP.join(part for part in parts if part)


def _ratings(step: Step) -> str:
    return f"rated {', '.join(str(given.rating) for given in step.ratings)}" if step.ratings else ""


def _gut(view: Replay) -> list[str]:
    if view.sealed:
        return [f"{_GAP}gut feeling: sealed until the ratings are in"]
    if view.gut is None:
        return []
    words = f', "{visible(view.gut.words)}"' if view.gut.words else ""
    return [wrapped(_GAP, f"gut feeling: {view.gut.gut}{words}")]


def _closing(view: Replay, *, utc: bool) -> str:
    ended = [clock(step.at, utc=utc) + "  ended." for step in view.steps if step.word == "ended"]
    start = ended[0] if ended else "Not ended yet."
    numbers = ", ".join(str(line.number) for line in view.unasked)
    left = f"Unasked: {numbers}" if numbers else "Nothing left unasked" if view.planned else "No plan"
    said = f"{_GAP}{start} {left}"
    hint = "step: --step   plain times: --utc"
    gap = WIDTH - 4 - len(said) - len(hint)
    return f"{said}{' ' * gap}{hint}" if gap >= 2 and view.steps else said


def step_texts(view: Replay, *, utc: bool = False) -> list[str]:
    """Return each step of ``view`` by itself, nothing cut."""
    return [_whole(view.steps, place, utc=utc) for place in range(len(view.steps))]


def _whole(steps: Sequence[Step], place: int, *, utc: bool) -> str:
    step = steps[place]
    when = clock(step.at, utc=True) if utc else show_moment(step.at)
    parts = [f"{place + 1} of {len(steps)}", when, step.word]
    parts += [f"line {step.number}"] if step.number is not None else []
    parts += [visible(step.who)] if step.who else []
    parts += [", ".join(word for word in (step.form, step.certainty) if word)] if step.form else []
    lines = [wrapped("", _GAP.join([*parts, short(step.id)]))]
    lines += [wrapped("    ", visible(part)) for part in step.text.splitlines() if part.strip()]
    lines += [f"    rated {given.rating} on {visible(given.criterion)}" for given in step.ratings]
    lines += [wrapped("    ", visible(step.extra))] if step.extra else []
    lines += ["    They changed this answer later."] if step.changed else []
    lines += ["    You corrected this entry."] if step.corrected else []
    return "\n".join(lines)
