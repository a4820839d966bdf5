"""How laws are tried here: with as much time as a busy machine takes."""

from __future__ import annotations

from hypothesis import settings

LAW = settings(deadline=None)
