"""The journal homes of the client's tests, for the practices."""

from __future__ import annotations

from ..client.conftest import _apart, _made, _planned, _wanted, acme, empty, fresh, planned

__all__ = ["_apart", "_made", "_planned", "_wanted", "acme", "empty", "fresh", "planned"]
