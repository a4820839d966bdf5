"""Picking: the one thing of several that a person means, by its words or by its id."""

from __future__ import annotations

from collections.abc import Mapping

from twoway_client.errors import Refusal
from twoway_core.ids import handle, is_handle, short

_SHOWN = 3


def picked(typed: str, known: Mapping[bytes, str], what: str, mend: str) -> bytes:
    """Return the one of ``known`` (id -> its words) that ``typed`` means: its words, a part of them, or its id.

    ``what`` names one of them in a refusal, ``mend`` is what to type instead. Raises Refusal.
    """
    wanted = " ".join(typed.split()).casefold()
    same = [name for name, words in known.items() if _plain(words) == wanted]
    found = same or [name for name, words in known.items() if wanted and wanted in _plain(words)]
    if not found and is_handle(wanted):
        found = [name for name in known if handle(name).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal(f"unknown-{what.rsplit(maxsplit=1)[-1]}", f'no {what} is called "{typed}".', mend=mend)
    shown = ", ".join(short(name) for name in found[:_SHOWN])
    raise Refusal(
        f"ambiguous-{what.rsplit(maxsplit=1)[-1]}",
        f'"{typed}" could be one of {len(found)}.',
        mend=f"its id instead: {shown}",
    )


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
