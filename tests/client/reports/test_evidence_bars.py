"""The picture of weights and what the notes say of each criterion."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from twoway_client.reports.evidence_bars import evidence_bars, shares_of
from twoway_client.reports.phrases import plain
from twoway_core.events.mine import CriterionRetired

from ...core.projections.diary import Firm, acme, begun, birch, wanting
from .shown import both, options, texts


def test_the_shares_are_those_of_the_evidence() -> None:
    """Autonomy at Acme: 5.90625 for and 0.84375 against, of M + 2 = 8.75."""
    autonomy = options(acme().firm)[0].fit.criteria[0]
    shares = shares_of(autonomy)

    assert (shares.good, shares.unknown, shares.bad) == pytest.approx((5.90625 / 8.75, 2 / 8.75, 0.84375 / 8.75))


def test_a_bar_is_as_long_as_its_weight() -> None:
    """On a desk a weight of 0.5 takes the whole axis, 390 units; 0.3 takes 234."""
    _, wide = evidence_bars(options(acme().firm)).drawings
    frames = re.findall(r'width="([\d.]+)" height="14" class="first frame"', wide)

    assert frames == ["390", "234", "156"]


def test_one_option_is_told_by_what_speaks_for_it_and_what_is_unknown() -> None:
    """Autonomy carries Acme, and nobody spoke of balance."""
    picture = evidence_bars(options(acme().firm))

    assert plain(picture.title) == "autonomy speaks for Acme; of 0.20 of the weight nothing is known"
    assert "at Acme, no answer on balance is rated" in plain(picture.see)
    assert "nothing known" in texts(picture.drawings[1])


def test_where_all_is_known_no_gap_is_named() -> None:
    """Birch has answers on all three criteria."""
    picture = evidence_bars(options(birch(wanting())))

    assert plain(picture.title) == "growth speaks for Birch"
    assert plain(picture.see).endswith("hatched is unknown.")


def test_a_poor_option_has_nothing_speaking_for_it() -> None:
    """One on everything."""
    wants = wanting()
    firm = Firm(wants.diary, "Bad")
    for name in ("autonomy", "growth", "balance"):
        firm.hears_and_rates(firm.meets("Ana", "boss"), wants[name], 1)

    assert plain(evidence_bars(options(firm)).title) == "Nothing speaks for Bad"


def test_two_options_are_told_by_where_each_is_ahead() -> None:
    """Acme on autonomy, Birch on growth."""
    one, other = both()

    assert plain(evidence_bars(options(one.firm, other)).title) == "Acme is ahead on autonomy, Birch on growth"


def test_one_that_is_ahead_on_nothing_is_not_said_to_be() -> None:
    """A firm of which nothing is known beside Acme; and both without answers."""
    one = acme()
    blank = Firm(one.wants.diary, "Blank")
    wants = wanting()
    first, second = Firm(wants.diary, "First"), Firm(wants.diary, "Second")

    assert plain(evidence_bars(options(one.firm, blank)).title) == "Acme is ahead of Blank on autonomy"
    assert plain(evidence_bars(options(first, second)).title) == "No difference worth a sentence"
    assert plain(evidence_bars(options(first)).title) == "Nothing is known of what matters at First"


def test_whichever_comes_first_the_one_ahead_is_named() -> None:
    """A second option can be ahead on what matters most, where the first has many small leads."""
    wants = wanting()
    lower, upper = Firm(wants.diary, "Lower"), Firm(wants.diary, "Upper")
    upper.hears_and_rates(upper.meets("Ana", "boss"), wants["autonomy"], 4)
    lower.hears_and_rates(lower.meets("Bo", "boss"), wants["autonomy"], 1)
    pair = options(lower, upper)

    assert plain(evidence_bars(pair).title) == "Upper is ahead of Lower on autonomy"
    assert plain(evidence_bars(pair[::-1]).title) == "Upper is ahead of Lower on autonomy"


def test_without_criteria_the_picture_asks_for_them() -> None:
    """Nothing weighed, nothing drawn."""
    wants = begun()
    for criterion in wants.criteria.values():
        wants.diary.write(CriterionRetired(criterion=criterion))
    picture = evidence_bars(options(Firm(wants.diary, "Acme")))

    assert plain(picture.title) == "Weigh your criteria first"
    assert picture.drawings == ("", "")


def test_sixteen_criteria_have_room() -> None:
    """The starter's sixteen, alike in weight: each named, none over another."""
    _, wide = evidence_bars(options(Firm(begun().diary, "Acme"))).drawings
    heights = [float(y) for y in re.findall(r'<text x="0" y="([\d.]+)" class="strong">', wide)]

    assert len(heights) == 16
    assert all(later - earlier >= 40 for earlier, later in pairwise(heights))


def test_the_table_adds_up_to_the_weight() -> None:
    """For, unknown and against of growth at Acme make 0.30."""
    table = evidence_bars(options(acme().firm)).table

    assert table is not None
    assert [plain(cell) for cell in table.rows[1]] == ["growth", "Acme", "0.30", "0.08", "0.20", "0.03", "0.58"]
