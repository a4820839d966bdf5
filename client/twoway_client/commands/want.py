"""Usage: twoway want [weigh|must|present|style] [NAME=POINTS ...] [options]
Say what matters to you in your next job. The first time it asks in four
steps; afterwards it shows what you said. Nothing said is ever overwritten.
  weigh, must, present, style
                    ask one step again: weights, must-haves, the present job,
                    or how you like to work; with NAME=N, ask nothing
  NAME=POINTS       what lifting it from its worst to its best is worth to
                    you, where the dearest is 100; a new name is a new wish.
                    One alone joins the points given before
  --rank            the names stand in order, the first matters most; no points
  --ideal NAME=N    the level that is right for you, 1 to 5; NAME@LEVEL=N: in
                    jobs of that level, such as autonomy@junior=3
  --must NAME[=N]   without it, no; with N: at least that good, 1 to 5
  --negotiable      you would negotiate about these must-haves
  --lift NAME       no must-have any more
  --present NAME=N  your present job, 1 to 5
  --style NAME=N    how you like to work, 1 to 5 on a scale
  --trade TIME:PAY  what lifting your own time and your pay from their worst to
                    their best are worth to you, the dearer 100, such as 100:40
  --drop NAME       it matters no more
  --again           ask all four steps again
Example: twoway want autonomy=100 growth=60 --present growth=3
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from twoway_client.criteria import criterion_called, find_criterion
from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, UsageRefusal
from twoway_client.nearly import did_you_mean
from twoway_client.output import wrapped
from twoway_client.parser import Parser
from twoway_client.views.bank import lint_lines
from twoway_client.views.wants import present_line, wants_text, wants_view, weights_line
from twoway_client.wanting import MOST_POINTS, STEPS, Walk
from twoway_client.wishes import HIGHEST, Must, Wishes, Writer
from twoway_core import starter
from twoway_core.ids import short
from twoway_core.journal.state import Mine
from twoway_core.projections.bank import bank_lint

_ALL = ("weigh", "must", "present")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--rank", action="store_true")
    parser.add_argument("--negotiable", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--trade", metavar="TIME:PAY")
    for name in ("ideal", "must", "lift", "present", "style", "drop"):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="NAME")


def run(desk: Desk, args: Namespace) -> None:
    """Ask, note or show what is wanted."""
    _take_step(args)
    mine = desk.state().mine
    wishes = _given(mine, args)
    if wishes:
        _write(desk, mine, wishes)
    elif (
        args.again or (args.words and set(args.words) <= set(STEPS)) or (mine.weights is None and desk.prompts.can_ask)
    ):
        _walk(desk, mine, tuple(args.words) or _ALL)
    else:
        view = wants_view(mine)
        desk.output.view("twoway.want/1", view, wants_text(view))


def _take_step(args: Namespace) -> None:
    """Read ``weigh growth=60`` and ``present growth=3`` as what they say: a step, with its answers."""
    step, rest = (args.words[0], args.words[1:]) if args.words else ("", [])
    if step in STEPS and rest and not set(rest) <= set(STEPS):
        args.words = rest if step == "weigh" else []
        if step != "weigh":
            setattr(args, step, [*getattr(args, step), *rest])


def _walk(desk: Desk, mine: Mine, steps: tuple[str, ...]) -> None:
    walk = Walk(desk, mine, whole=len(steps) > 1)
    for step in steps:
        walk.take(step)
    if not walk.wishes:
        raise Cancelled
    _write(desk, mine, walk.wishes)


def _given(mine: Mine, args: Namespace) -> Wishes:
    """Return the wishes that the command line says. Raises UsageRefusal, Refusal."""
    wishes = Wishes()
    if args.rank:
        wishes.order = [_known(mine, name) for name in args.words]
        if len(set(wishes.order)) < 2:
            raise UsageRefusal("a ranking takes two names or more.", mend="twoway want --rank autonomy growth balance")
    elif not set(args.words) <= set(STEPS):
        said = {_known(mine, name): points for name, points in _pairs(args.words, 0, MOST_POINTS)}
        wishes.points = said if len(said) > 1 else _points_before(mine) | said
    for name, level in _pairs(args.ideal, 1, HIGHEST):
        criterion, at, job = name.partition("@")
        if at and job.strip():
            wishes.level_ideals[_known(mine, criterion), job.strip()] = level
        else:
            wishes.ideals[_known(mine, name)] = level
    wishes.trade = _trade(args.trade)
    wishes.musts = [_must(mine, text, negotiable=args.negotiable) for text in args.must]
    wishes.present = {_existing(mine, name): rating for name, rating in _pairs(args.present, 1, HIGHEST)}
    wishes.styles = {_scale(name): level for name, level in _pairs(args.style, 1, HIGHEST)}
    wishes.lifted = [_existing(mine, name) for name in args.lift]
    wishes.dropped = [_existing(mine, name) for name in args.drop]
    return wishes


def _points_before(mine: Mine) -> dict[str, int]:
    """Return the points given last, by name: whoever names one criterion alone means the others to stay."""
    said = mine.weights.event if mine.weights is not None else None
    answers = said.answers if said is not None and said.method == "swing" else ()
    known = [(mine.criteria.get(one.criterion), one.points) for one in answers]
    return {one.event.name: points for one, points in known if one is not None and one.retired is None}


def _pairs(texts: Iterable[str], least: int, most: int) -> Iterable[tuple[str, int]]:
    """Yield (name, number) of each NAME=NUMBER. Raises UsageRefusal."""
    for text in texts:
        name, equals, number = text.rpartition("=")
        if not (equals and name.strip() and number.isdecimal() and least <= int(number) <= most):
            raise UsageRefusal(f'"{text}" is not a name and a number from {least} to {most}.', mend=f"growth={most}")
        yield name, int(number)


def _trade(text: str | None) -> tuple[int, int] | None:
    """Return the worth of time and of pay in 100:40. Raises UsageRefusal."""
    if text is None:
        return None
    time, colon, pay = text.partition(":")
    numbers = [int(part) for part in (time, pay) if part.isdecimal() and int(part) <= MOST_POINTS]
    if not colon or len(numbers) != 2 or max(numbers) != MOST_POINTS:
        raise UsageRefusal(f'"{text}" is not two numbers of which the larger is 100.', mend="--trade 100:40")
    return numbers[0], numbers[1]


def _known(mine: Mine, name: str) -> str:
    """Return ``name`` as the criterion of that name writes it; a new one as it was typed."""
    found = find_criterion(mine, name)
    return " ".join(name.split()) if found is None else mine.criteria[found].event.name


def _existing(mine: Mine, name: str) -> str:
    return mine.criteria[criterion_called(mine, name)].event.name


def _scale(name: str) -> str:
    names = [scale.name for scale in starter.scales()]
    if name.casefold() not in names:
        near = did_you_mean(name, names)
        raise UsageRefusal(f'there is no scale "{name}".{near}', mend=f"one of: {', '.join(names)}")
    return name.casefold()


def _must(mine: Mine, text: str, *, negotiable: bool) -> Must:
    """Return the must-have that ``text`` says: NAME for a yes or no, NAME=N for a level. Raises UsageRefusal."""
    if find_criterion(mine, text) is None and text.rpartition("=")[2].isdecimal():
        [(name, level)] = _pairs([text], 1, HIGHEST)
        return Must(_known(mine, name), level, negotiable)
    found = find_criterion(mine, text)
    if found is not None and not mine.criteria[found].event.yes_no:
        raise UsageRefusal(f'"{text}" is rated 1 to 5: at least which?', mend=f'twoway want --must "{text}=4"')
    return Must(_known(mine, text), None, negotiable)


def _write(desk: Desk, mine: Mine, wishes: Wishes) -> None:
    """Write ``wishes`` as one batch, and say what now counts."""
    with desk.batch() as batch:
        Writer(batch, mine, starter.scales()).write(wishes)
        names = batch.ids
    if not names:
        desk.output.talk("Nothing new: that is what you said before.")
        return
    first = short(names[0])
    count = f"{len(names)} entries" if len(names) > 1 else "1 entry"
    desk.wrote(
        names[0], f"wants noted: {count}", f"undo: twoway undo {first}" if len(names) > 1 else "undo: twoway undo"
    )
    desk.index.refresh()
    _say_what_counts(desk, desk.state().mine)


def _say_what_counts(desk: Desk, mine: Mine) -> None:
    view = wants_view(mine)
    for line in (weights_line(view), present_line(view), *lint_lines(bank_lint(mine))):
        if line:
            desk.output.hint(wrapped("  ", line))
