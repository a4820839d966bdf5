"""Figures as a person types them."""

from __future__ import annotations

import pytest

from twoway_client.errors import UsageRefusal
from twoway_client.figures_said import parse_figure


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("7.5 hours", 75, 1, "hours"),
        ("35km", 35, 0, "km"),
        ("3,000 euro", 3000, 0, "euro"),
        ("1,234,567", 1234567, 0, ""),
        ("-2.50 %", -250, 2, "%"),
    ],
)
def test_a_number_and_its_unit_are_read(text: str, value: int, decimals: int, unit: str) -> None:
    """Commas part thousands, a point the decimals."""
    figure = parse_figure(text)

    assert (figure.value, figure.decimals, figure.unit) == (value, decimals, unit)


@pytest.mark.parametrize("text", ["", "hours", "7.5.2", "1" * 16, "999999999999999.9", "3,00"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Or one that the journal cannot hold exactly; a comma is no point."""
    with pytest.raises(UsageRefusal):
        parse_figure(text)
