"""The ledger of both sides on a terminal: four boxes, two beside two, and under them what stands in none."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from twoway_client.output import WIDTH, visible, wrapped
from twoway_client.views.table import table
from twoway_core.analysis.rounding import decimals, shared_decimals
from twoway_core.projections.ledger import Contribution, Item, Ledger
from twoway_core.projections.their_needs import TheirNeed

_MIDDLE = "  |  "
_COLUMN = (WIDTH - len(_MIDDLE) - 2) // 2
_EMPTY = {
    "You offer": "nothing noted: twoway gave, said",
    "They offer": "nothing noted: twoway promise",
    "You need": "nothing weighed: twoway want",
    "They need": "nothing noted: twoway need",
}


def ledger_text(view: Ledger) -> str:
    """Return the four boxes, what each side learned, and the aims that they share."""
    lines = [f"{visible(view.opportunity)}, both sides"]
    lines += _boxes(("You offer", view.i_offer), ("They offer", view.they_offer))
    lines += _boxes(("You need", view.i_need), ("They need", view.they_need))
    lines += _beyond(view.contributions)
    lines += _learned(view)
    lines += _aims(view)
    return "\n".join(lines)


def _boxes(left: tuple[str, Sequence[Item]], right: tuple[str, Sequence[Item]]) -> list[str]:
    lines = [f"  {left[0]:<{_COLUMN}}{_MIDDLE}{right[0]}"]
    for one, other in zip_longest(_box(*left), _box(*right), fillvalue=""):
        lines.append(f"  {one:<{_COLUMN}}{_MIDDLE}{other}".rstrip())
    return lines


def _box(title: str, items: Sequence[Item]) -> list[str]:
    if not items:
        return [f"  {_EMPTY[title]}"]
    return [line for item in items for line in _cell(item_words(item))]


def _cell(text: str) -> list[str]:
    return textwrap.wrap(
        text, _COLUMN, initial_indent="  ", subsequent_indent="    ", break_long_words=True, break_on_hyphens=False
    )


def item_words(item: Item) -> str:
    """Return one line of a box: what it is, and behind it whose word and what became of it."""
    beside = ", ".join(part for part in (item.who, item.note) if part)
    return visible(f"{item.text} ({beside})" if beside else item.text)


def _beyond(contributions: Iterable[Contribution]) -> list[str]:
    """Return what I gave for a problem of theirs, and what nobody had asked for."""
    rows = [(one, "beyond the description" if one.beyond else "") for one in contributions if one.beyond or one.problem]
    if not rows:
        return []
    return ["Ideas you gave", *(wrapped("  ", visible(_idea(one, beyond))) for one, beyond in rows)]


def _idea(one: Contribution, beyond: str) -> str:
    parts = [
        f"for their {one.problem}" if one.problem else "",
        f"{one.who or 'they'}: {one.reaction}" if one.reaction else "",
        beyond,
    ]
    return "; ".join([one.idea, *(part for part in parts if part)])


def _learned(view: Ledger) -> list[str]:
    mine, theirs = view.i_learned, view.they_learned
    about = f", on {mine.about} of the {view.matter} that matter" if view.matter else ""
    lines = [
        f"You learned   asked {mine.asked}, answers {mine.heard}{about}",
        f"They learned  asked {theirs.asked}, you answered {theirs.heard}",
    ]
    if view.probed:
        skills = ", ".join(f"{one.skill} {one.times}" for one in view.probed)
        lines.append(wrapped("They look for  ", visible(skills)))
    return lines


def _aims(view: Ledger) -> list[str]:
    if not any(one.mine for one in view.aims):
        return ['No aim is known to be shared: twoway need "..." --kind aim --shared NAME']
    lines = ["Shared aims"]
    for one in view.aims:
        who = f" ({one.who})" if one.who else ""
        lines.append(wrapped("  ", visible(f"{one.theirs}{who}: {_shared(one.mine)}")))
    return lines


def _shared(mine: str) -> str:
    return f"your {mine}" if mine else "nothing of yours is held against it"


def needs_text(view: Ledger) -> str:
    """Return their needs as a table: weight, my own view, what they said, and what I can show."""
    if not view.needs:
        return f'{visible(view.opportunity)}: no need of theirs is noted yet: twoway need "..."'
    weights = shared_decimals(one.weight for one in view.needs)
    rows = [("their need", "weight", "you", "mean", "coverage", "they say"), *map(_row, view.needs, weights)]
    lines = [visible(view.opportunity), table(rows, right=(1, 2, 3, 4), most=26)]
    lines += [wrapped("  ", visible(line)) for one in view.needs for line in _shown(one)]
    spare = [skill for skill in view.skills if not _is_used(view, skill)]
    if spare:
        lines.append(wrapped("  Skills of yours that no need names: ", visible(", ".join(spare))))
    return "\n".join(lines)


def _row(one: TheirNeed, weight: str) -> tuple[str, ...]:
    said = ", ".join(f"{each.who} {each.rating if each.rating is not None else '-'}" for each in one.said)
    own = "-" if one.own is None else str(one.own)
    return (one.need, weight, own, decimals(one.mean), decimals(one.coverage), said or "nobody: unknown")


def _shown(one: TheirNeed) -> list[str]:
    stories = [f"{each.title} ({each.skill}{', told' if each.told else ', not told yet'})" for each in one.shown]
    asked = [f"asked for {one.probed} time{'' if one.probed == 1 else 's'}"] if one.probed else []
    return [f"{one.need}: {'; '.join([*stories, *asked])}"] if stories or asked else []


def _is_used(view: Ledger, skill: str) -> bool:
    return any(skill == each.skill for one in view.needs for each in one.shown)
