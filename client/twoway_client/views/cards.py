"""Rating cards on a terminal: what was said, what the numbers mean, and what may be typed."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from twoway_client.output import WIDTH, one_line, visible
from twoway_core.projections.rating import Card, Gut

_INDENT = " " * 8
_ROLES = {"ex-employee": "former", "hr": "HR"}


def heading(card: Card, number: int, total: int, beside: str) -> str:
    """Return the first line of a card: its place, the criterion, who said it, and the words, cut to fit.

    ``beside``: where it comes from, for what nobody said.
    """
    head = f"{number} of {total}  {visible(card.name)}, {speaker(card) or beside}: "
    return head + f'"{one_line(card.text, WIDTH - len(head) - 4)}"'


def speaker(card: Card) -> str:
    """Return who said it and in what role; nothing for what nobody said."""
    if not card.who:
        return ""
    return f"{visible(card.who)} ({_ROLES.get(card.role, card.role)})"


def anchors(card: Card) -> str:
    """Return what the ratings mean, one line where that fits; nothing where nobody said."""
    said = [f"{number} {visible(text)}" for number, text in zip((1, 3, 5), card.anchors, strict=True) if text]
    line = _INDENT + "   ".join(said)
    if len(line) <= WIDTH:
        return line if said else ""
    return "\n".join(
        textwrap.fill(one, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT + "  ") for one in said
    )


def question(card: Card, *, at_first: bool) -> str:
    """Return what may be typed: in full for the first card, short for the others."""
    numbers = "y or n" if card.yes_no else "1-5"
    now = f" [now {card.rating}]" if card.rating is not None else ""
    if at_first:
        return f"{_INDENT}{numbers}, - if you cannot say, ? for the whole note{now}: "
    return f"{_INDENT}{numbers}, -, ?{now}: "


def whole_note(card: Card) -> str:
    """Return all of the note, wrapped."""
    paragraphs = card.text.split("\n")
    return "\n".join(
        textwrap.fill(visible(text), WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT) for text in paragraphs
    )


def opened(gut: Gut) -> str:
    """Return the gut feeling, now that it is open."""
    words = f', "{visible(gut.words)}"' if gut.words else ""
    return f"Gut feeling opened: {gut.gut}{words}"


def listed_cards(cards: Sequence[Card], beside: Sequence[str]) -> str:
    """Return what waits to be rated, one line each; ``beside`` as for a heading."""
    if not cards:
        return "Nothing waits to be rated."
    lines = enumerate(zip(cards, beside, strict=True), 1)
    return "\n".join(heading(card, number, len(cards), place) for number, (card, place) in lines)
