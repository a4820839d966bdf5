"""The match of working styles."""

from __future__ import annotations

import pytest

from twoway_core.events.mine import CriterionDefined, CriterionRetired, WorkingStyleStated
from twoway_core.events.talk import ObservationNoted
from twoway_core.projections.working_style import StyleRow, scale_criterion, style_match

from .diary import Firm, Wants, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the worked example's wishes."""
    return wanting()


def states(wants: Wants, scale: str, level: int, about: str = "", tolerance: int = 0, adapt: str = "") -> None:
    """Say how I like to work."""
    criterion = wants[about] if about else None
    wants.diary.write(
        WorkingStyleStated(
            scale=scale, level=level, low="less", high="more", tolerance=tolerance, adapt=adapt, criterion=criterion
        )
    )


def rows(firm: Firm) -> list[StyleRow]:
    """Return the scales of a firm."""
    return list(style_match(firm.mine, firm.case, "acme").scales)


def test_their_side_is_what_was_rated_on_the_scales_criterion(wants: Wants) -> None:
    """The boss's example counts 4 and what I saw, fairly sure, 1.5: (4 x 5 + 1.5 x 3) / 5.5."""
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    states(wants, "supervision", 2, "supervision", adapt="ask for a weekly talk")
    firm.hears_and_rates(ana, wants["supervision"], 5)
    seen = firm.write(
        ObservationNoted(opportunity=firm.id, text="one look in", contact=ana, form="example"),
    )
    firm.rates(seen, wants["supervision"], 3)
    (row,) = rows(firm)

    assert row.theirs == pytest.approx(24.5 / 5.5)
    assert row.gap == pytest.approx(24.5 / 5.5 - 2)
    assert [(one.name, one.rating) for one in row.voices] == [("Ana", 5), ("you saw", 3)]
    assert (row.mine, row.match, row.adapt, row.criterion) == (2, "off", "ask for a weekly talk", wants["supervision"])


@pytest.mark.parametrize(
    ("rating", "tolerance", "match"), [(4, 0, "match"), (2, 0, "off"), (2, 2, "match"), (1, 2, "off")]
)
def test_a_gap_within_what_i_can_live_with_is_a_match(wants: Wants, rating: int, tolerance: int, match: str) -> None:
    """I like a 4."""
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    states(wants, "pace", 4, "pace and order", tolerance=tolerance)
    firm.hears_and_rates(ana, wants["pace and order"], rating)

    assert [row.match for row in rows(firm)] == [match]


def test_what_nobody_told_is_unknown_and_stands_last(wants: Wants) -> None:
    """The widest gap stands first."""
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    states(wants, "medium", 1)
    states(wants, "technology", 3, "technology")
    states(wants, "supervision", 1, "supervision")
    firm.hears_and_rates(ana, wants["technology"], 3)
    firm.hears_and_rates(ana, wants["supervision"], 5)

    assert [(row.scale, row.gap) for row in rows(firm)] == [("supervision", 4), ("technology", 0), ("medium", None)]
    assert rows(firm)[-1].match == "unknown"


def test_a_criterion_of_the_scales_name_comes_before_the_one_it_names(wants: Wants) -> None:
    """One that several scales share speaks for none of them, nor does one that is gone."""
    states(wants, "medium", 1, "communication")
    states(wants, "updates", 1, "communication")
    states(wants, "order", 1, "technology")
    mine = wants.diary.mine
    assert [scale_criterion(mine, scale) for scale in ("medium", "updates")] == [None, None]
    assert scale_criterion(mine, "order") == wants["technology"]
    assert scale_criterion(mine, "never stated") is None

    medium = wants.diary.write(CriterionDefined(name="Medium"))
    wants.diary.write(CriterionRetired(criterion=wants["technology"]))
    mine = wants.diary.mine

    assert scale_criterion(mine, "medium") == medium
    assert scale_criterion(mine, "order") is None
    assert scale_criterion(mine, "updates") is None
