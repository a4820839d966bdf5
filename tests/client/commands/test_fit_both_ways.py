"""The other side under the fit report."""

from __future__ import annotations

from .held import Held


def test_nothing_is_said_of_a_side_of_which_nothing_was_noted(called: Held) -> None:
    """The report is the same as before."""
    assert "You for them" not in called.home.type("fit")


def test_their_view_stands_under_mine(called: Held) -> None:
    """Three numbers, what gives them pause, and what both make together."""
    called.home.write("view", "e+: you would do well", "@ana", "--rate", "5", "--concern", "little cloud")
    screen = called.home.type("fit")

    assert "You for them  fit 0.83  range 0.65 to 1.00  coverage 0.67" in screen
    assert "their pause little cloud" in screen
    assert "It fits both sides" in screen


def test_a_need_that_nobody_spoke_of_is_unknown(called: Held) -> None:
    """And so is the pair."""
    called.home.write("need", "streaming pipelines")
    screen = called.home.type("fit")

    assert "by need     streaming pipelines unknown" in screen
    assert "One side is unknown" in screen


def test_the_document_has_both_sides(called: Held) -> None:
    """The keys of before stay."""
    called.home.write("view", "e+: rather not", "@ana", "--rate", "1")
    document = called.home.json("fit")

    assert (document["schema"], document["opportunity"]) == ("twoway.fit/1", "acme")
    assert (document["theirs"]["fit"], document["pair"]) == (0.1667, "mine")
