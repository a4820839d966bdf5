"""Why, on a terminal: the notes behind a number, each with what it counts."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.times import show_moment, show_short_day
from twoway_client.views.figures import judged, span
from twoway_core.analysis.rounding import decimals
from twoway_core.ids import short
from twoway_core.projections.why import Judged, Note, Why, WhyNote

_INDENT = "         "


def why_text(view: Why) -> str:
    """Return ``view`` as lines: the number, its notes, and how they add up."""
    numbers = f"mean {decimals(view.mean)}, range {span(view.range80)}, coverage {decimals(view.coverage)}"
    lines = [wrapped("", f"{visible(view.opportunity)}, {visible(view.criterion)}: {numbers}")]
    if view.verdict is not None and view.chance is not None:
        lines.append(f"  must-have: {judged(view.verdict, view.chance)}")
    for note in view.notes:
        lines += _note(note, f"rated {note.rating}")
        if not note.stands:
            lines.append(f"{_INDENT}counts no more: the same person said something later")
    for note in view.unrated:
        lines += _note(note, "rated none" if note.passed else "not rated: twoway rate")
    return "\n".join([*lines, wrapped("  ", visible(view.sentence))])


def who_words(note: Note) -> str:
    """Return who said it, and what that person is: "Ana, boss"."""
    return ", ".join(visible(part) for part in (note.who, note.role) if part)


def said_words(note: Note) -> str:
    """Return how it was said: "example sure"; of a term of the offer, whether it is in writing."""
    return f"{note.form} {note.certainty}".strip()


def _note(note: Note, verdict: str) -> list[str]:
    counts = f"counts {decimals(note.counts)}"
    parts = [short(note.id), show_short_day(note.at.date()), who_words(note), said_words(note), counts, verdict]
    parts += ["revised"] if note.revised else []
    parts += ["corrected"] if note.corrected else []
    line = f"  {'  '.join(parts)}"
    return [line if len(line) <= WIDTH else wrapped("  ", "  ".join(parts)), _INDENT + one_line(note.text, WIDTH - 9)]


def why_note_text(view: WhyNote) -> str:
    """Return one note whole, and what is made of it."""
    note = view.note
    parts = [short(note.id), show_moment(note.at), who_words(note), said_words(note)]
    lines = [wrapped("", f"{visible(view.opportunity)}: {'  '.join(parts)}")]
    lines += [wrapped("  asked: ", visible(note.question))] if note.question else []
    lines += [wrapped("  ", visible(part)) for part in note.text.splitlines() if part.strip()]
    lines += [wrapped("  ", _judgement(one)) for one in view.on]
    lines += [] if view.on else ["  It speaks to no criterion, so it moves no number."]
    lines += [f"  They changed it later: {short(later)}" for later in view.changed_by]
    return "\n".join(lines)


def _judgement(one: Judged) -> str:
    rating = "not rated" if one.rating is None else f"rated {one.rating}"
    words = f"{visible(one.criterion)}: {rating}, counts {decimals(one.counts)}"
    if one.history:
        words += f"; before: {', '.join('none' if before is None else str(before) for before in one.history)}"
    words += f"; {visible(one.rationale)}" if one.rationale else ""
    return f"{words}; a 5 had it been: {visible(one.better)}" if one.better else words
