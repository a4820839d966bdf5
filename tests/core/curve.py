"""The curve of Ed25519 in plain arithmetic (RFC 8032, section 5.1), slow and short, to check facts about keys with."""

from __future__ import annotations

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = tuple[int, int]
IDENTITY: Point = (0, 1)


def add(one: Point, other: Point) -> Point:
    """Return the sum of two points."""
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, P)
    return x % P, y % P


def times(factor: int, point: Point) -> Point:
    """Return ``factor`` times ``point``."""
    total = IDENTITY
    for bit in f"{factor:b}":
        total = add(total, total)
        if bit == "1":
            total = add(total, point)
    return total


def point_with(y: int) -> Point | None:
    """Return a point with that y, or None where the curve has none."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    return (x, y) if x * x % P == square else None


def torsion() -> set[Point]:
    """Return the eight points of small order, found as the multiples by L of other points."""
    found: set[Point] = set()
    y = 2
    while len(found) < 8:
        point = point_with(y)
        y += 1
        if point is not None:
            small = times(L, point)
            found |= {times(factor, small) for factor in range(8)}
    return found


def montgomery(y: int) -> int:
    """Return X25519's u for a point with that y (RFC 7748, section 4.1); infinity has 0."""
    return (1 + y) * pow(1 - y, -1, P) % P if y != 1 else 0


def plus_order(signature: bytes) -> bytes:
    """Return ``signature`` with L added to its scalar: an equation that holds, in a form that must not."""
    scalar = int.from_bytes(signature[32:], "little") + L
    return signature[:32] + scalar.to_bytes(32, "little")


def encoded(y: int, sign: int = 0) -> bytes:
    """Return y as 32 bytes, with the sign of x in the highest bit."""
    return (y | sign << 255).to_bytes(32, "little")


def compress(point: Point) -> bytes:
    """Return ``point`` as 32 bytes (RFC 8032, section 5.1.2)."""
    return encoded(point[1], point[0] & 1)


def _base() -> Point:
    point = point_with(4 * pow(5, -1, P) % P)
    assert point is not None
    return (point[0] if point[0] % 2 == 0 else P - point[0], point[1])


BASE = _base()
