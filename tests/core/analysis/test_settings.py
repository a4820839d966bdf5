"""The named design choices."""

from __future__ import annotations

import dataclasses

import pytest

from twoway_core.analysis.settings import DEFAULTS, Settings


def test_design_choices_cannot_be_changed_behind_ones_back() -> None:
    """The defaults are frozen."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        DEFAULTS.boss = 5.0  # type: ignore[misc]


def test_a_choice_can_be_made_otherwise_by_name() -> None:
    """One choice is replaced, the others stay."""
    settings = dataclasses.replace(DEFAULTS, boss=3.0)

    assert settings == Settings(boss=3.0)


def test_the_boss_never_counts_less_than_others_in_the_room() -> None:
    """The default sources stand in the order that the method rests on."""
    ordered = [
        DEFAULTS.written,
        DEFAULTS.boss,
        DEFAULTS.peer,
        DEFAULTS.ex_employee,
        DEFAULTS.leader,
        DEFAULTS.recruiter,
    ]

    assert ordered == sorted(ordered, reverse=True)
