"""Labels that nobody can take for one another."""

from __future__ import annotations

from itertools import permutations

from twoway_core.sealing import labels

LABELS = {name: value for name, value in vars(labels).items() if isinstance(value, bytes)}


def test_no_label_is_the_beginning_of_another() -> None:
    """What is hashed under one label is never what is hashed under another, whatever follows."""
    assert [(a, b) for a, b in permutations(LABELS.values(), 2) if a.startswith(b)] == []
    assert len(set(LABELS.values())) == len(LABELS) == 22


def test_a_label_names_the_format_and_ends_in_a_zero_byte() -> None:
    """Every label is readable text of this format, and ends where it ends."""
    wrong = [
        label
        for label in LABELS.values()
        if not (
            label.startswith(b"twoway/1/") and label.endswith(b"\0") and label[:-1].isascii() and label.count(0) == 1
        )
    ]

    assert wrong == []
