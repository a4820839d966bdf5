"""What stands on the screen before one decides."""

from __future__ import annotations

from twoway_client.output import visible, wrapped
from twoway_client.times import local, show_day
from twoway_client.views.deciding import (
    block,
    flip_sentences,
    must_have_sentences,
    never_asked_words,
    remarks,
    word_sentence,
)
from twoway_core.journal.state import Case
from twoway_core.projections.deciding import Deciding
from twoway_core.projections.fit import MustHaveRow


def decide_text(
    view: Deciding, case: Case, name: str, names: list[str], rival: str, must_haves: tuple[MustHaveRow, ...]
) -> str:
    """Return what was decided, the word on ``case``, called ``name``, what would flip it, and what was never asked.

    ``names``: of all opportunities that are weighed.
    """
    heading = f"{', '.join([name, *(one for one in names if one != name)])}, present job."
    lines = [wrapped("", visible(f"{heading} {word_sentence(view, name, rival)}"))]
    lines += block("decided", decided_words(case))
    lines += block("open", list(must_have_sentences(must_haves)))
    lines += block("flips", flip_sentences(view, name, rival) or ["no single rating or weight would change who leads"])
    lines += block("unasked", never_asked_words(view.never_asked))
    lines += block("also", list(remarks(view)))
    return "\n".join(lines)


def decided_words(case: Case) -> list[str]:
    """Return the decision that stands: what, when, how sure, and why; nothing where none was recorded."""
    decided = list(case.decisions.values())
    if not decided:
        return []
    last = decided[-1]
    told = [f"{last.event.action} on {show_day(local(last.at, last.offset).date())}"]
    told += [f"{last.event.confidence} % sure"] if last.event.confidence is not None else []
    because = f": {last.event.reasons}" if last.event.reasons else ""
    return [f"{', '.join(told)}{because}"]
