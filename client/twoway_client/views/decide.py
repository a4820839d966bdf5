"""What stands on the screen before one decides."""

from __future__ import annotations

from twoway_client.output import visible, wrapped
from twoway_client.views.deciding import (
    block,
    flip_sentences,
    must_have_sentences,
    never_asked_words,
    remarks,
    word_sentence,
)
from twoway_core.projections.deciding import Deciding
from twoway_core.projections.fit import MustHaveRow


def decide_text(view: Deciding, name: str, names: list[str], rival: str, must_haves: tuple[MustHaveRow, ...]) -> str:
    """Return the word on the opportunity called ``name``, what would flip it, and what was never asked.

    ``names``: of all opportunities that are weighed.
    """
    heading = f"{', '.join([name, *(one for one in names if one != name)])}, present job."
    lines = [wrapped("", visible(f"{heading} {word_sentence(view, name, rival)}"))]
    lines += block("open", list(must_have_sentences(must_haves)))
    lines += block("flips", flip_sentences(view, name, rival) or ["no single rating or weight would change who leads"])
    lines += block("unasked", never_asked_words(view.never_asked))
    lines += block("also", list(remarks(view)))
    return "\n".join(lines)
