"""The regularised incomplete beta function, by its continued fraction.

I_x(a, b) = x^a (1-x)^b / (a B(a, b)) * 1/(1 + d1/(1 + d2/(1 + ...))), with
d_2m = m (b-m) x / ((a+2m-1)(a+2m)) and d_2m+1 = -(a+m)(a+b+m) x / ((a+2m)(a+2m+1)) (NIST DLMF 8.17.22).
It converges fast for x < (a+1)/(a+b+2), in a number of terms that grows with the root of the larger parameter;
beyond, I_x(a, b) = 1 - I_{1-x}(b, a). The fraction is worked out from its deep end, so that every program that
counts its terms alike gets the same number.
"""

from __future__ import annotations

import math

_LEAST_TERMS = 60
_TERMS_PER_ROOT = 6


def regularised_beta(x: float, a: float, b: float) -> float:
    """Return I_x(a, b) = P(theta <= x) for theta ~ Beta(a, b), with a and b at least 1."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - regularised_beta(1 - x, b, a)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(log_front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    value = 1.0
    for term in range(_LEAST_TERMS + _TERMS_PER_ROOT * math.isqrt(math.ceil(max(a, b))), 0, -1):
        value = 1 + _coefficient(term, x, a, b) / value
    return value


def _coefficient(term: int, x: float, a: float, b: float) -> float:
    m = term // 2
    if term % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
