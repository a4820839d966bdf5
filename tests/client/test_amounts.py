"""Amounts of money as they are typed."""

from __future__ import annotations

import pytest

from twoway_client.amounts import parse_money
from twoway_client.errors import UsageRefusal


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("61000 EUR", 6_100_000, "EUR"),
        ("61,000.5 eur", 6_100_050, "EUR"),
        ("EUR 61 000", 6_100_000, "EUR"),
        ("61'000.05CHF", 6_100_005, "CHF"),
        ("500000 JPY", 500_000, "JPY"),
        ("1.234 KWD", 1234, "KWD"),
    ],
)
def test_an_amount_is_kept_in_minor_units(typed: str, amount: int, currency: str) -> None:
    """Gaps between thousands do not matter; each currency has its own decimals."""
    money = parse_money(typed, "year")

    assert (money.amount, money.currency, money.per) == (amount, currency, "year")


@pytest.mark.parametrize(
    "typed", ["", "a lot", "61000", "61000 EURO", "1.5 JPY", "1.234 EUR", "61.000,50 EUR", "-5 EUR", "1" * 13 + " EUR"]
)
def test_what_could_be_misread_is_refused(typed: str) -> None:
    """An amount without a currency, or with decimals that the currency lacks, is no amount."""
    with pytest.raises(UsageRefusal):
        parse_money(typed)
