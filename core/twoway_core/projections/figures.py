"""Figures as they were said: a value with its unit; of an amount and a number of days, what they make together."""

from __future__ import annotations

from twoway_core.events.base import Figure

TIMES = ("day", "days", "times", "time")
"""Units that count how often; a figure in one of them is multiplied by one in another unit."""


def figure_words(figure: Figure) -> str:
    """Return "7.5 hours"."""
    return f"{_number(figure.value, figure.decimals)} {figure.unit}".rstrip()


def figures_words(figures: tuple[Figure, ...]) -> str:
    """Return all of them in words: "35 km x 3 days = 105 km" of a distance and a number of days, else one by one."""
    how_often = [one for one in figures if one.unit.casefold() in TIMES]
    others = [one for one in figures if one.unit.casefold() not in TIMES]
    if len(how_often) == 1 and len(others) == 1:
        often, other = how_often[0], others[0]
        whole = _number(other.value * often.value, other.decimals + often.decimals)
        return f"{figure_words(other)} x {figure_words(often)} = {f'{whole} {other.unit}'.rstrip()}"
    return ", ".join(figure_words(one) for one in figures)


def _number(value: int, decimals: int) -> str:
    """Return ``value`` / 10 ** ``decimals`` exactly, without noughts that say nothing."""
    digits = f"{abs(value):0{decimals + 1}d}"
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :].rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{f'.{part}' if part else ''}"
