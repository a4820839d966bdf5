"""What ends a command, or a run, from outside: no ``Exception``, since no handler of the product may catch it."""

from __future__ import annotations


class Crash(BaseException):
    """The power goes at a named point."""


class Broken(BaseException):
    """An invariant does not hold."""
