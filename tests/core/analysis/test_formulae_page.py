"""The page of formulae names what the code has, and nothing else."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from twoway_core.analysis.settings import DEFAULTS

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/formulae.md").read_text(encoding="utf-8")
TEXT, TABLE = PAGE.split("\n## Settings\n")
OF_THE_CALENDAR = {"own_share", "late_minutes", "thanks_days", "after_reply_days", "after_silence_days"}
OF_THE_CALENDAR |= {"debrief_minutes"}


def test_every_setting_stands_in_the_table_with_its_value() -> None:
    """And no row is of a setting that there is not."""
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| \S", TABLE, re.MULTILINE)

    assert {name: float(value) for name, value in rows} == dataclasses.asdict(DEFAULTS)


def test_every_setting_that_the_text_names_exists() -> None:
    """A word in type without a dot is a setting."""
    named = set(re.findall(r"`([a-z_]+)`", TEXT))

    assert named - set(dataclasses.asdict(DEFAULTS)) == set()


def test_every_setting_of_a_formula_is_named_beside_it() -> None:
    """Only minutes and days that belong to no formula stand in the table alone."""
    named = set(re.findall(r"`([a-z_]+)`", TEXT))

    assert set(dataclasses.asdict(DEFAULTS)) - named == OF_THE_CALENDAR


def test_every_formula_module_has_its_section() -> None:
    """The page covers the whole folder, and names no module that is not there."""
    modules = {path.name for path in (ROOT / "core/twoway_core/analysis").glob("*.py")} - {"__init__.py"}

    assert set(re.findall(r"`(\w+\.py)`", TEXT)) == modules
