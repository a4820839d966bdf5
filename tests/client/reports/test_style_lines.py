"""The picture of working style."""

from __future__ import annotations

from twoway_client.reports.further_pictures import styles
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_core.events.mine import WorkingStyleStated

from ...core.projections.diary import Acme, acme, birch
from .shown import gathered, texts


def stated(one: Acme, scale: str = "supervision", level: int = 2, tolerance: int = 1) -> None:
    """Say how I like to work, on a scale that a criterion of the same name speaks to."""
    one.firm.write(
        WorkingStyleStated(scale=scale, level=level, low="left alone", high="close at hand", tolerance=tolerance)
    )


def drawn(rating: int | None, level: int = 2) -> Picture:
    """Return the picture of Acme, whose boss was rated so on supervision."""
    one = acme()
    stated(one, level=level)
    if rating is not None:
        one.firm.hears_and_rates(one.ana, one.wants["supervision"], rating)
    return styles(gathered(one.firm))


def test_the_finding_is_what_lies_furthest_outside_my_range() -> None:
    """A 5 to my 2, give or take 1: two steps out; a 4: one step."""
    assert plain(drawn(5).title) == "Acme’s supervision lies 2 steps outside what suits you"
    assert plain(drawn(4).title) == "Acme’s supervision lies 1 step outside what suits you"


def test_what_i_can_live_with_is_no_finding() -> None:
    """A 3 to my 2."""
    assert plain(drawn(3).title) == "Nothing that is known lies outside what suits you"


def test_nobody_asked_is_unknown_and_no_match() -> None:
    """It is said, and their side is not drawn."""
    picture = drawn(None)

    assert plain(picture.title) == "Nobody was asked yet how they work"
    assert "Not known: Acme’s supervision." in plain(picture.see)
    assert "not asked" in texts(picture.drawings[0])
    assert "hook" not in picture.drawings[1]


def test_marks_stand_exactly_where_their_values_are() -> None:
    """On a desk 1 is at 150 and 5 at 470: mine at 230, theirs at 470, the band from 1 to 3."""
    wide = drawn(5).drawings[1]

    assert 'd="M230.0 48.0V39.0H470.0" class="first hook"' in wide
    assert '<circle cx="230" cy="48" r="4.5" class="key"/>' in wide
    assert '<rect x="143" y="36" width="174" height="24" class="band"/>' in wide


def test_the_second_option_hangs_below_the_first() -> None:
    """Birch, which was asked, beside Acme, which was not."""
    one = acme()
    stated(one)
    other = birch(one.wants)
    other.hears_and_rates(other.meets("Kim", "boss"), one.wants["supervision"], 4)
    picture = styles(gathered(one.firm, other))

    assert plain(picture.title) == "Birch’s supervision lies 1 step outside what suits you"
    assert 'd="M230.0 48.0V57.0H390.0" class="second hook"' in picture.drawings[1]
    assert "Acme: not asked" in texts(picture.drawings[1])


def test_the_table_holds_every_scale_in_the_order_stated() -> None:
    """Mine, the tolerance, and theirs."""
    one = acme()
    stated(one)
    stated(one, "pace", 4, 0)
    table = styles(gathered(one.firm)).table

    assert table is not None
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["supervision", "left alone", "close at hand", "2", "1", "not asked", ""],
        ["pace", "left alone", "close at hand", "4", "0", "not asked", ""],
    ]


def test_without_a_style_one_is_told_to_state_it() -> None:
    """Nothing is drawn."""
    picture = styles(gathered(acme().firm))

    assert plain(picture.title) == "State your working style first"
    assert picture.drawings == ("", "")
