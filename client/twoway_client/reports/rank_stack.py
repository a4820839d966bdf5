"""In what share of the plausible cases each option comes first, second and so on.

Two bars an option: by one's own weights, and where nothing but their order is taken to be known. First comes the
fullest segment; the number inside is its share in percent. A tick above a bar is where a winner is called clear.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from twoway_client.reports.anchors import CHOICES, RACE
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import NOTE_SIZE, cut, width_of
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Picture, Table, percent
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.projections.race import PRESENT, Race, Runner

EMPTY: Phrase = ("Nothing to rank yet",)
_BAR, _GAP, _SHADES = 18.0, 4.0, 4
_ORDINALS = ("first", "second", "third", "fourth")


def rank_stack(race: Race, *, known: bool) -> Picture:
    """Return the picture of ``race``; ``known``: at least one answer was rated."""
    if not known or len(race.runners) < 2:
        return Picture(EMPTY, ("Rate an answer and this picture begins: twoway rate.",))
    title, see = _title(race), _see(race)
    drawings = (_draw(race, NARROW, title, see), _draw(race, WIDE, title, see))
    return Picture(title, see, drawings, _table(race))


def _title(race: Race) -> Phrase:
    first = race.runners[0]
    verdict = "a clear winner" if race.clear else "not a clear winner"
    who = "Your present job" if first.id == PRESENT else first.name
    return (f"{who} comes first in ", Link(percent(first.first), RACE), f" of the plausible cases: {verdict}")


def _see(race: Race) -> Phrase:
    start: Phrase = (
        "First segment: comes first; by your weights above, by their order alone below. A winner is called clear from ",
        Link(percent(DEFAULTS.clear_winner), CHOICES),
        ".",
    )
    last = race.runners[-1]
    if last.first >= 0.05:
        return start
    who = "the present job" if last.id == PRESENT else last.name
    return (*start, f" Hardly ever first: {who}.")


def _draw(race: Race, width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"rank-{'n' if width == NARROW else 'w'}", width)
    left, right = (76.0, 328.0) if drawing.is_narrow else (224.0, 640.0)
    y = 20.0
    drawing.text(left + (right - left) * DEFAULTS.clear_winner, 10, "clear", "note", "middle")
    for runner in race.runners:
        y = _runner(drawing, runner, (left, right), y)
    for share in (0.0, 0.5, 1.0):
        anchors = {0.0: "start", 1.0: "end"}
        x = left + (right - left) * share
        drawing.text(x, y + 8, f"{share * 100:.0f} %", "note", anchors.get(share, "middle"))  # type: ignore[arg-type]
    return drawing.finished(_legend(drawing, len(race.runners), y + 22), plain(title), plain(see))


def _runner(drawing: Drawing, runner: Runner, ends: tuple[float, float], y: float) -> float:
    left = ends[0]
    if drawing.is_narrow:
        drawing.text(0, y + 10, cut(_called(runner), 320, bold=True), "strong")
        y += 18
    else:
        drawing.text(0, y + 14, cut(_called(runner), 128, bold=True), "strong")
    names = ("weights", "order") if drawing.is_narrow else ("your weights", "order only")
    for words, ranks in zip(names, (runner.ranks, runner.order_ranks), strict=True):
        drawing.text(left - 8, y + 13, words, "note", "end")
        mark = left + (ends[1] - left) * DEFAULTS.clear_winner
        drawing.line(mark, y - _GAP, mark, y, "tick")
        _bar(drawing, ranks, ends, y)
        y += _BAR + _GAP
    return y + 12


def _called(runner: Runner) -> str:
    return "Present job" if runner.id == PRESENT else runner.name


def _bar(drawing: Drawing, ranks: Sequence[float], ends: tuple[float, float], y: float) -> None:
    x, unit = ends[0], ends[1] - ends[0]
    for place, share in enumerate(ranks):
        wide, shade = unit * share, min(place, _SHADES - 1) + 1
        drawing.box(x, y, wide, _BAR, f"k{shade} edged")
        words = percent(share).removesuffix(" %")
        if wide >= width_of(words, NOTE_SIZE) + 6:
            drawing.text(x + wide / 2, y + 13, words, f"note onk{shade}", "middle")
        x += wide


def _legend(drawing: Drawing, count: int, top: float) -> float:
    shades = min(count, _SHADES)
    words = [*_ORDINALS[: shades - 1], _ORDINALS[shades - 1] if count <= _SHADES else f"{_ORDINALS[-1]} or later"]
    signs = [partial(_swatch, drawing, shade) for shade in range(1, shades + 1)]
    return legend(drawing, [Entry(sign, word) for sign, word in zip(signs, words, strict=True)], top)


def _swatch(drawing: Drawing, shade: int, x: float, y: float) -> None:
    drawing.box(x - 7, y - 5, 14, 10, f"k{shade} edged")


def _table(race: Race) -> Table:
    heads = ("Option", "By", *(f"Comes {place}." for place in range(1, len(race.runners) + 1)))
    rows = [
        ((_called(runner),), (by,), *((percent(share),) for share in ranks))
        for runner in race.runners
        for by, ranks in (("your weights", runner.ranks), ("their order only", runner.order_ranks))
    ]
    return Table(f"share of {race.draws} drawn cases in which each comes first and so on", heads, tuple(rows))
