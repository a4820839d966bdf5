"""The picture of what would flip the lead."""

from __future__ import annotations

from twoway_client.reports.flip_marks import Side, flip_marks
from twoway_client.reports.further_pictures import flipping
from twoway_client.reports.looks import Look
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_core.projections.flips import Flips, RatingRead, WeightMark
from twoway_core.projections.view import Id

from ...core.projections.diary import Firm, acme, begun
from .shown import gathered, texts
from .whole import whole

ACME, BIRCH = Side("Acme", Look.FIRST), Side("Birch", Look.SECOND)


def mark(name: str, weight: float, at: float, *, under: bool = True) -> WeightMark:
    """Return where the lead passes by one weight."""
    return WeightMark(id=Id(name.encode()), name=name, weight=weight, at=at, under=under)


def rating(rated: float, instead: float, *, flips: bool = True) -> RatingRead:
    """Return Ana's rating on growth, read otherwise."""
    return RatingRead(
        id=Id(b"n" * 16), criterion=Id(b"g" * 16), name="growth", who="Ana", rating=rated, instead=instead, fit=0.6,
        flips=flips,
    )  # fmt: skip


def drawn(*marks: WeightMark, ratings: tuple[RatingRead, ...] = ()) -> Picture:
    """Return the picture, in which Acme leads Birch."""
    return flip_marks(Flips(leads=True, weights=marks, ratings=ratings), ACME, BIRCH)


def test_the_finding_is_the_nearest_mark() -> None:
    """Under it, or over it."""
    under = drawn(mark("autonomy", 0.5, 0.37), mark("growth", 0.3, 0.49, under=False))
    over = drawn(mark("growth", 0.3, 0.49, under=False))

    assert plain(under.title) == "Weigh autonomy under 0.37 instead of 0.50, and Birch leads"
    assert plain(over.title) == "Weigh growth over 0.49 instead of 0.30, and Birch leads"


def test_the_areas_say_who_leads_on_which_side_of_the_mark() -> None:
    """Under 0.25 Birch, whose area ends where Acme's begins; at 0.5 the weight of today."""
    wide = drawn(mark("autonomy", 0.5, 0.25)).drawings[1]

    assert '<rect x="150" y="38" width="216.1" height="16" class="second soft"/>' in wide
    assert '<rect x="366.1" y="38" width="267.9" height="16" class="first soft"/>' in wide
    assert {"Birch leads", "Acme leads", "0.50, flips at 0.25"} <= set(texts(wide))


def test_a_mark_that_nothing_lies_beyond_is_none() -> None:
    """At 0 and at 1 nobody can weigh beyond it."""
    picture = drawn(mark("balance", 0.2, 1.0, under=False), mark("growth", 0.3, 0.0))

    assert plain(picture.title) == "No single weight flips the lead"
    assert (picture.drawings, picture.table) == (("", ""), None)


def test_a_single_rating_that_flips_the_lead_is_told_and_listed() -> None:
    """With and without a weight that does; a rating that does not is left out."""
    both = drawn(mark("autonomy", 0.5, 0.37), ratings=(rating(4, 3), rating(4, 5, flips=False)))
    alone = drawn(ratings=(rating(4, 3),))

    assert "So does one rating: read Ana on growth, 4 as 3, and Birch leads." in plain(both.see)
    assert "read Ana on growth, 4 as 3" in plain(alone.see)
    assert both.table is not None
    assert alone.table is not None
    assert [[plain(cell) for cell in row] for row in both.table.rows] == [
        ["autonomy", "0.50", "under 0.37", "Birch"], ["Ana on growth", "4", "3", "Birch"],
    ]  # fmt: skip
    assert len(alone.table.rows) == 1


def test_marks_beyond_the_sixth_are_counted_and_stand_in_the_table() -> None:
    """Seven: one is in the table; eight: two are."""
    some = [mark(f"c{place}", 0.2, 0.3 + place / 100) for place in range(8)]

    assert "1 further off is in the table." in plain(drawn(*some[:7]).see)
    assert "2 further off are in the table." in plain(drawn(*some).see)
    assert "c7" not in texts(drawn(*some).drawings[0])


def test_a_name_that_has_no_room_is_left_out_of_its_area() -> None:
    """The sliver beyond the mark carries no words."""
    words = texts(drawn(mark("autonomy", 0.5, 0.02)).drawings[0])

    assert "Birch leads" not in words
    assert "Acme leads" in words


def test_the_rival_is_another_offer_or_the_present_job() -> None:
    """Acme against Birch's offer; alone, against the job one has."""
    one, other, cedar = whole()

    assert plain(flipping(gathered(one.firm, other, cedar)).title).endswith("and Birch leads")
    assert plain(flipping(gathered(acme().firm)).see).startswith("Acme leads your present job")


def test_whoever_trails_is_named_as_trailing() -> None:
    """Cedar, of which nothing is known, does not lead."""
    one, other, cedar = whole()

    assert plain(flipping(gathered(cedar, one.firm, other)).see).startswith("Acme leads Cedar")


def test_where_both_fit_alike_nobody_leads() -> None:
    """Nothing is known of either: no mark could be right."""
    picture = flipping(gathered(Firm(begun().diary, "Acme")))

    assert plain(picture.title) == "Nobody leads, so nothing flips it"
    assert plain(picture.see) == "Acme and your present job fit alike, as far as is known."
    assert picture.drawings == ("", "")
