"""Currencies: how many decimals of an amount are its minor unit, by ISO 4217. A yen has none, a dinar has three."""

from __future__ import annotations

_MOST = 2
_OTHERS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_DECIMALS = {currency: decimals for decimals, currencies in _OTHERS.items() for currency in currencies.split()}


def decimals_of(currency: str) -> int:
    """Return how many decimals an amount of ``currency`` (three capital letters) has; two, where it is not known."""
    return _DECIMALS.get(currency, _MOST)
