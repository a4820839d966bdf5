"""The notes behind a number, as lines."""

from __future__ import annotations

from msgspec.structs import replace

from twoway_client.views.why import why_note_text, why_text
from twoway_core.ids import short
from twoway_core.projections.why import Why, WhyNote, why, why_note

from ...core.projections.diary import acme


def view() -> Why:
    """Return what stands behind autonomy in the worked example."""
    one = acme()
    return why(one.firm.mine, one.firm.case, one.wants["autonomy"], "acme")


def note() -> WhyNote:
    """Return Ana's note on autonomy."""
    one = acme()
    found = why_note(one.firm.mine, one.firm.case, one.ana_said, "acme")
    assert found is not None
    return found


def test_what_counts_no_more_says_why() -> None:
    """The same person said something later; what was revised or corrected says that."""
    report = view()
    first = replace(report.notes[0], stands=False, revised=True, corrected=True)
    text = why_text(replace(report, notes=(first,), unrated=(replace(report.notes[1], rating=None),)))

    assert "rated 5 revised corrected" in " ".join(text.split())
    assert "         counts no more: the same person said something later\n" in text
    assert "not rated: twoway rate" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_note_shows_its_lines_its_changes_and_what_came_before() -> None:
    """Everything that was made of it."""
    found = note()
    judged = replace(found.on[0], rationale="she was precise", better="a date", history=(None, 3))
    later = replace(found, on=(judged,), changed_by=(found.note.id,), note=replace(found.note, text="one\n\ntwo\x07"))
    text = why_note_text(later)

    assert "\n  one\n  two\\x07\n" in text
    assert "  autonomy: rated 5, counts 4.00; before: none, 3; she was precise; a 5 had it\n  been: a date\n" in text
    assert text.endswith(f"  They changed it later: {short(found.note.id)}")
    assert "\n  autonomy: not rated, counts 4.00" in why_note_text(replace(found, on=(replace(judged, rating=None),)))
