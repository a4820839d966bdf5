"""Opportunities beside the present job."""

from __future__ import annotations

import re

import pytest

from ..home import TestHome
from .held import Held

SAMPLED = 0.025
"""Five standard deviations of a share of 10,000 cases: ids, and so the cases, are new each run."""


def test_the_best_fit_comes_first_and_the_present_job_last(known: Held) -> None:
    """Acme above Birch; each must-have by its worst verdict, which is named."""
    lines = known.home.run("compare").out.splitlines()

    assert lines[1].startswith("  acme         0.67  0.52 to 0.82      0.49      0.")
    assert lines[1].endswith("  open, 0.67: 3 remote days")
    assert re.fullmatch(r"  birch        0.50  0.32 to 0.68      0.33      0.1\d  open, 0.50: 3 remote days", lines[2])
    assert re.fullmatch(r"  present job  0.50  not rated            -      0.[01]\d  met", lines[3])
    assert lines[4].startswith("Clear winner: acme. First in = share of the plausible cases")


def test_worked_example_has_no_clear_winner(known: Held) -> None:
    """Acme .51, Birch .33, the present job .16, give or take the sampling; Birch leads under .43 of autonomy.

    The order alone gives .56: a present job that was rated by criterion gains where its strong side weighs more.
    """
    home = known.home
    home.write("want", "--present", "autonomy=4", "--present", "growth=3", "--present", "balance=3")
    home.write("open", "birch")
    home.write("who", "add", "Eva Lind", "--peer")
    home.write("start", "@dev", "@eva")
    noted = {}
    for who, criterion in (("@dev", "growth"), ("@eva", "balance")):
        home.write("ask", f"And {criterion}?", who)
        noted[criterion] = home.write("note", "e+: so and so")
    home.write("end")
    home.write("rate", noted["growth"], "5", "--about", "growth")
    home.write("rate", noted["balance"], "4", "--about", "balance")
    view = home.json("compare")
    shares = {one["name"]: one["ranks"][0] for one in view["race"]["runners"]}
    order = {one["name"]: one["order_ranks"][0] for one in view["race"]["runners"]}
    central = {one["name"]: [each["weight"] for each in one["central"]] for one in view["race"]["runners"]}
    out = home.run("compare", "--criteria").out

    assert shares == {
        "acme": pytest.approx(0.508, abs=SAMPLED),
        "birch": pytest.approx(0.333, abs=SAMPLED),
        "present job": pytest.approx(0.159, abs=SAMPLED),
    }
    assert order["acme"] == pytest.approx(0.556, abs=SAMPLED)
    assert sum(shares.values()) == pytest.approx(1, abs=2e-4)
    assert "No clear winner: that takes 0.65 of 1." in out
    assert "birch leads over acme if autonomy weighs under 0.43 (yours 0.50)." in out
    assert central["acme"] == pytest.approx([0.626, 0.27, 0.104], abs=0.02)
    told = re.search(r"acme is for whoever weighs autonomy (0\.\d\d), growth (0\.\d\d), balance (0\.\d\d)\n", out)
    assert told is not None
    assert [float(one) for one in told.groups()] == pytest.approx(central["acme"], abs=0.01)
    assert sum(float(one) for one in told.groups()) == pytest.approx(1)


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
