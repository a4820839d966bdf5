"""Splitting: a text that is too long for one entry becomes several, if the person at the terminal says so."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from twoway_client.desk import Desk
from twoway_client.errors import DONE, Cancelled, Refusal, TooLong
from twoway_core.entry import MAX_TEXT_BYTES

SPLIT_VERBS = frozenset({"note", "jot", "saw", "learn"})
"""Verbs whose text may be told in several entries without meaning something else."""

Command = Callable[[Desk, Namespace], int | None]


def write_in_pieces(command: Command, desk: Desk, args: Namespace, long: TooLong) -> int:
    """Offer to write the text of ``long`` as several entries of the same ``command``. Raises Refusal."""
    pieces = [piece for piece in long.pieces if piece.strip()]
    whole = "" if long.is_elsewhere else "".join(long.pieces)
    if desk.verb not in SPLIT_VERBS or not pieces or not desk.prompts.can_ask:
        long.text = whole
        raise long
    size = sum(len(piece.encode()) for piece in pieces)
    question = f"This text has {size} bytes, an entry holds {MAX_TEXT_BYTES}. Write it as {len(pieces)} entries?"
    if not desk.prompts.yes(question, "a choice", default=True):
        raise Cancelled(text=whole)
    args.edit = False
    for number, piece in enumerate(pieces):
        args.words = [*long.around, piece]
        try:
            command(desk, args)
        except (Refusal, KeyboardInterrupt):
            desk.unsaved = "".join(pieces[number:])
            raise
    return DONE
