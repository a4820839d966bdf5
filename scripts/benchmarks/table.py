"""The table: rows as goals are worded, a line for each figure that a goal names, and the same as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .measuring import Samples, Yardsticks

_WIDTHS = (48, 28, 28, 28, 6, 26)
_HEADINGS = ("", "Twoway", "floor, or as said", "peer", "ratio", "goal")


@dataclass(slots=True)
class Line:
    """One figure, and what it is held against: floor, peer, or ``base``, which is another figure of Twoway's.

    ``ratio``: what the goal is about. ``is_met``: None where there is no goal. ``is_out_of_reach``: the floor
    itself does not reach it here.
    """

    what: str
    twoway: Samples
    floor: Samples | None = None
    peer: Samples | None = None
    base: Samples | None = None
    ratio: float | None = None
    goal: str = ""
    is_met: bool | None = None
    is_out_of_reach: bool = False

    @property
    def verdict(self) -> str:
        """The last word on the line."""
        if self.is_met is False:
            return "MISSED, as by the floor" if self.is_out_of_reach else "MISSED"
        return "met" if self.is_met else ""


@dataclass(slots=True)
class Row:
    """One row of the goals. ``notes``: what one must know to read the figures."""

    name: str
    title: str
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    yardsticks: dict[str, Yardsticks] = field(default_factory=dict)

    def beside(self, place: str) -> Yardsticks:
        """Return the yardsticks that are taken at ``place``: disk, tmpfs ..."""
        return self.yardsticks.setdefault(place, Yardsticks())

    def shown(
        self,
        what: str,
        twoway: Samples,
        *,
        floor: Samples | None = None,
        peer: Samples | None = None,
        base: Samples | None = None,
    ) -> None:
        """Add a figure that no goal is about."""
        against = floor or peer or base
        ratio = twoway.median / against.median if against else None
        self.lines.append(Line(what, twoway, floor, peer, base, ratio))

    def at_most(self, what: str, twoway: Samples, times: float, *, floor: Samples) -> None:
        """Add a cost that may be ``times`` that of the floor."""
        ratio = twoway.median / floor.median
        self.lines.append(Line(what, twoway, floor, ratio=ratio, goal=f"<= {times:g} x floor", is_met=ratio <= times))

    def no_more(self, what: str, twoway: Samples, times: float, *, base: Samples, than: str) -> None:
        """Add a cost that may be ``times`` that of ``base``, which ``than`` names."""
        ratio = twoway.median / base.median
        goal = f"<= {times:g} x {than}"
        self.lines.append(Line(what, twoway, base=base, ratio=ratio, goal=goal, is_met=ratio <= times))

    def at_least(self, what: str, twoway: Samples, times: float, *, floor: Samples) -> None:
        """Add a rate that must be ``times`` that of the floor."""
        ratio = twoway.median / floor.median
        self.lines.append(Line(what, twoway, floor, ratio=ratio, goal=f">= {times:g} x floor", is_met=ratio >= times))

    def beats(self, what: str, twoway: Samples, times: float, *, floor: Samples, peer: Samples) -> None:
        """Add a rate that must be ``times`` that of the peer."""
        ratio, best = twoway.median / peer.median, floor.median / peer.median
        self._beside_peer(Line(what, twoway, floor, peer, ratio=ratio, goal=f">= {times:g} x peer"), times, best)

    def faster(self, what: str, twoway: Samples, times: float, *, floor: Samples, peer: Samples) -> None:
        """Add a duration of which ``times`` must fit into that of the peer."""
        ratio, best = peer.median / twoway.median, peer.median / floor.median
        self._beside_peer(Line(what, twoway, floor, peer, ratio=ratio, goal=f">= {times:g} x faster"), times, best)

    def _beside_peer(self, line: Line, times: float, best: float) -> None:
        assert line.ratio is not None
        line.is_met, line.is_out_of_reach = line.ratio >= times, best < times
        self.lines.append(line)

    def within(
        self,
        what: str,
        twoway: Samples,
        most: float,
        goal: str,
        *,
        floor: Samples | None = None,
        peer: Samples | None = None,
    ) -> None:
        """Add a figure that may be at most ``most``, in its own unit."""
        ratio = twoway.median / most
        self.lines.append(Line(what, twoway, floor, peer, ratio=ratio, goal=goal, is_met=ratio <= 1))


def text_of(rows: list[Row]) -> str:
    """Return the table."""
    out = [_cells(_HEADINGS)]
    for row in rows:
        out += ["", f"{row.name}: {row.title}"]
        out += [_line(line) for line in row.lines]
        out += [f"    {note}" for note in [*row.notes, *_yardstick_notes(row)]]
    judged = [line for row in rows for line in row.lines if line.is_met is not None]
    met = sum(bool(line.is_met) for line in judged)
    return "\n".join(
        [*out, "", f"{met} of {len(judged)} met.{' Missed:' if met < len(judged) else ''}", *_missed(rows)]
    )


def _missed(rows: list[Row]) -> list[str]:
    return [
        f"  {row.name}: {line.what}: {line.ratio:.2f}, goal {line.goal}{'; the floor, too' * line.is_out_of_reach}"
        for row in rows
        for line in row.lines
        if line.is_met is False
    ]


def _line(line: Line) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    figures = [_shown(each) for each in (line.twoway, line.floor or line.base, line.peer)]
    return f"{_cells((f'  {line.what}', *figures, ratio, line.goal))} {line.verdict}".rstrip()


def _cells(cells: tuple[str, ...]) -> str:
    return " ".join(f"{cell:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))


def _shown(samples: Samples | None) -> str:
    if samples is None:
        return ""
    middle, low, high = (_number(value, samples.unit) for value in (samples.median, samples.low, samples.high))
    unit = {"s": " ms", "KiB": " MiB"}.get(samples.unit, samples.unit if samples.unit == "/s" else f" {samples.unit}")
    spread = f" ({low}-{high})" if len(samples.values) > 1 else ""
    return f"{middle}{unit.rstrip()}{spread}"


def _number(value: float, unit: str) -> str:
    if unit == "s":
        value *= 1000
    elif unit == "KiB":
        value /= 1024
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _yardstick_notes(row: Row) -> list[str]:
    return [
        f"{place}: append 400 B + fdatasync {_shown(each.disk)}; fixed computing {_shown(each.processor)}"
        for place, each in row.yardsticks.items()
    ]


def json_of(rows: list[Row], environment: dict[str, Any]) -> dict[str, Any]:
    """Return everything that was measured, sample by sample, ready for JSON."""
    return {"schema": "twoway.bench/1", "environment": environment, "rows": [_row_json(row) for row in rows]}


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "row": row.name,
        "title": row.title,
        "lines": [_line_json(line) for line in row.lines],
        "notes": row.notes,
        "yardsticks": {
            place: {"disk": _samples_json(each.disk), "processor": _samples_json(each.processor)}
            for place, each in row.yardsticks.items()
        },
    }


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "what": line.what,
        "twoway": _samples_json(line.twoway),
        "floor": _samples_json(line.floor),
        "peer": _samples_json(line.peer),
        "base": _samples_json(line.base),
        "ratio": line.ratio,
        "goal": line.goal,
        "met": line.is_met,
        "out_of_reach": line.is_out_of_reach,
    }


def _samples_json(samples: Samples | None) -> dict[str, Any] | None:
    if samples is None or not samples.values:
        return None
    return {
        "unit": samples.unit,
        "median": samples.median,
        "min": samples.low,
        "max": samples.high,
        "samples": samples.values,
    }
