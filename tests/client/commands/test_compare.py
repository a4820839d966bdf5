"""Opportunities beside the present job."""

from __future__ import annotations

from ..home import TestHome
from .held import Held


def test_the_best_fit_comes_first_and_the_present_job_last(known: Held) -> None:
    """Acme above Birch; each must-have by its worst verdict, which is named."""
    lines = known.home.run("compare").out.splitlines()

    assert lines[1] == "  acme         0.67  0.52 to 0.82      0.49  open, 0.67: 3 remote days"
    assert lines[2] == "  birch        0.50  0.32 to 0.68      0.33  open, 0.50: 3 remote days"
    assert lines[3] == "  present job  0.50  not rated            -  met"


def test_criteria_are_compared_one_by_one(known: Held) -> None:
    """What nobody spoke of is a dash, not a half."""
    out = known.home.run("compare", "--criteria").out

    assert "  criterion  weight  acme  birch  present job\n" in out
    assert "  autonomy     0.50  0.79   0.50            -\n" in out
    assert "  balance      0.20     -      -            -\n" in out


def test_only_those_that_are_named_are_compared(known: Held) -> None:
    """One of two."""
    home = known.home

    assert [one["name"] for one in home.json("compare", "birch")["options"]] == ["birch"]
    assert len(home.json("compare")["options"]) == 2


def test_nothing_to_compare_is_refused(fresh: TestHome) -> None:
    """With the way to begin."""
    assert fresh.run("compare", "--json").error["code"] == "no-opportunity"


def test_while_one_is_being_interviewed_for_nothing_is_compared(planned: TestHome) -> None:
    """The other opportunity would tell on it."""
    planned.now = "2026-03-04T14:00:00+01:00"
    planned.write("start")

    assert planned.run("compare", "--json").error["code"] == "in-interview"
