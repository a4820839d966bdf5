"""Amounts of money as a person types them: "61000 EUR", "61,000.50 EUR"; kept in minor units."""

from __future__ import annotations

import re

from twoway_client.errors import UsageRefusal
from twoway_core.currencies import decimals_of
from twoway_core.events.base import Money

_AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?:[ ',]\d{3})+|\d+)(?:\.(?P<part>\d{1,4}))?\s*(?P<currency>[A-Za-z]{3})", re.ASCII
)
_MOST_DIGITS = 12


def parse_money(text: str, per: str = "") -> Money:
    """Return the amount in ``text``, such as "61000 EUR" or "EUR 61000", ``per`` year. Raises UsageRefusal."""
    words = text.strip()
    turned = " ".join(reversed(words.split(" ", 1))) if words[:1].isalpha() else words
    found = _AMOUNT.fullmatch(turned)
    if found is None:
        raise UsageRefusal(f'"{text}" is not an amount.', mend='--pay "61000 EUR"')
    currency = found["currency"].upper()
    decimals, part = decimals_of(currency), found["part"] or ""
    whole = re.sub(r"\D", "", found["whole"])
    if len(part) > decimals or len(whole) > _MOST_DIGITS:
        raise UsageRefusal(f'"{text}" is not an amount of {currency}.', mend='--pay "61000 EUR"')
    return Money(amount=int(whole + part.ljust(decimals, "0")), currency=currency, per=per)
