"""How well an opportunity fits."""

from __future__ import annotations

from ..home import TestHome
from .held import Held

ACME = """\
acme  fit 0.67  range 0.52 to 0.82  coverage 0.49      present job 0.63
  0        .        .        .        .        1
                          |---p-o------|               p present job, o fit
  criterion  weight  mean  range         coverage  from
  autonomy     0.50  0.79  0.62 to 0.96  0.77      Ana 5, Ben 4
  growth       0.30  0.58  0.27 to 0.90  0.33      Carla 4
  balance      0.20  0.50  0.13 to 0.87  0.00      nobody: unknown, not middling
Must-have  3 remote days  open, 0.67: only the recruiter said so
"""


def test_the_worked_example_prints_as_it_was_worked_out(called: Held) -> None:
    """Boss 5 and peer 4 on autonomy, recruiter 4 on growth, nobody on balance; the present job 4, 3, 3."""
    home = called.home
    home.write("want", "--present", "autonomy=4", "--present", "growth=3", "--present", "balance=3")

    assert home.run("fit").out == ACME


def test_json_holds_the_same_numbers(called: Held) -> None:
    """Four decimals, ids in letters."""
    view = called.home.json("fit", "acme")

    assert (view["schema"], view["opportunity"]) == ("twoway.fit/1", "acme")
    assert (view["fit"], view["range80"], view["coverage"]) == (0.6696, [0.5231, 0.8161], 0.4857)
    assert view["must_haves"][0]["verdict"] == "open"
    assert view["criteria"][0]["id"].isalpha()


def test_another_opportunity_is_named(known: Held) -> None:
    """Birch and acme print differently, and looking does not switch."""
    home = known.home

    assert home.run("fit", "birch").out.startswith("birch  fit 0.50")
    assert home.run("fit").out.startswith("acme  fit 0.6")


def test_before_anything_is_known_it_says_so(acme: TestHome) -> None:
    """Unknown is not zero; a present job that was not rated is asked for."""
    out = acme.run("fit").out

    assert out.startswith("acme  fit 0.50  range 0.27 to 0.73  coverage 0.00      present job not rated\n")
    assert "Your present job is not rated, so 0.50 stands in for it: twoway want\n" in out


def test_headings_group_the_criteria(told: Held) -> None:
    """Only when asked for."""
    home = told.home

    assert "  growth     0.30  0.50  0.13 to 0.87  0.00\n" in home.run("fit", "--headings").out
    assert "heading" not in home.run("fit").out


def test_while_the_interview_is_on_no_fit_is_shown(planned: TestHome) -> None:
    """A number would colour what is heard next; it comes back with the end, and for who forgot to end."""
    planned.now = "2026-03-04T14:00:00+01:00"
    planned.write("start")
    refused = planned.run("fit", "--json")

    assert (refused.code, refused.error["code"], refused.error["try"]) == (
        1,
        "in-interview",
        "twoway end, then twoway fit",
    )
    planned.now = "2026-03-05T09:00:00+01:00"
    assert planned.run("fit").code == 0


def test_an_unknown_opportunity_is_refused_with_the_near_one(acme: TestHome) -> None:
    """Acne is not acme."""
    assert "acme?  twoway fit acme" in acme.run("fit", "acne", "--json").error["try"]


def test_the_weights_that_are_shown_add_up_to_one(called: Held) -> None:
    """Each rounded by itself, 0.335, 0.335 and 0.33 would make 1.01."""
    home = called.home
    home.write("want", "autonomy=67", "growth=67", "balance=66")
    for shown in (home.run("fit").out, home.run("want").out, home.run("compare", "--criteria").out):
        rows = [line.split() for line in shown.splitlines()]
        weights = [row[1] for row in rows if row and row[0] in ("autonomy", "growth", "balance")]

        assert weights == ["0.34", "0.33", "0.33"]
