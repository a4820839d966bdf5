"""The decimals of currencies."""

from __future__ import annotations

import pytest

from twoway_core.currencies import decimals_of


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("QQQ", 2)])
def test_a_currency_has_its_own_decimals(currency: str, decimals: int) -> None:
    """Two where ISO 4217 gives no other number, or does not know it."""
    assert decimals_of(currency) == decimals
