"""The picture of fit over time."""

from __future__ import annotations

from datetime import date

from twoway_client.reports.fit_steps import Coursed, Drift, fit_steps
from twoway_client.reports.further_pictures import over_time
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_core.projections.over_time import Course, FitOn, Turn
from twoway_core.projections.view import Id

from ...core.projections.diary import acme
from .shown import gathered, options, texts
from .whole import whole

TODAY = date(2026, 3, 31)


def drawn(*fits: float, drift: Drift | None = None, turns: tuple[Turn, ...] = ()) -> Picture:
    """Return the picture of Acme, whose fit was so on the 1st, the 11th, the 21st ... of March."""
    (option,) = options(acme().firm)
    points = tuple(FitOn(day=date(2026, 3, 1 + 10 * place), fit=fit, coverage=0.5) for place, fit in enumerate(fits))
    return fit_steps([Coursed(option, Course(id=Id(b"a"), points=points, turns=turns))], TODAY, drift)


def test_the_finding_is_where_the_fit_went() -> None:
    """Up, down, or nowhere."""
    assert plain(drawn(0.5, 0.6, 0.7).title) == "Acme’s fit rose from 0.50 to 0.70 since 1 Mar"
    assert plain(drawn(0.7, 0.6, 0.5).title) == "Acme’s fit fell from 0.70 to 0.50 since 1 Mar"
    assert plain(drawn(0.6, 0.8, 0.61).title) == "Acme’s fit is where it was on 1 Mar: 0.61"


def test_ratings_given_anew_after_an_offer_are_told_first() -> None:
    """As a share of the lead where there is one; else by how much."""
    up, down = Drift("o1", "Acme", 0.02, 0.05), Drift("o1", "Acme", -0.03, 0.05)

    assert (
        plain(drawn(0.5, 0.6, 0.7, drift=up).title)
        == "40 % of Acme’s lead came with ratings that you raised after its offer"
    )
    assert (
        plain(drawn(0.5, 0.6, 0.7, drift=down).title) == "Ratings given anew after its offer lowered Acme’s fit by 0.03"
    )
    assert plain(drawn(0.5, 0.6, 0.7, drift=Drift("o1", "Acme", 0.02, -0.1)).title).startswith(
        "Ratings given anew after its offer raised"
    )


def test_a_line_goes_in_steps_and_never_in_slopes() -> None:
    """Along, then up; and along to today."""
    wide = drawn(0.5, 0.6, 0.7).drawings[1]

    assert 'd="M40.0 155.0H193.3V110.0H346.7V65.0H500.0" class="first hook"' in wide


def test_the_axis_says_what_it_runs_from() -> None:
    """It does not begin at 0."""
    assert "The axis runs from 0.4 to 0.8." in plain(drawn(0.5, 0.6, 0.7).see)
    assert "The axis runs from 0.1 to 1." in plain(drawn(0.2, 0.6, 0.95).see)


def test_offers_and_new_judgements_are_marked_and_explained() -> None:
    """A square and a triangle; neither is in the legend where there is none."""
    turns = (
        Turn(id=Id(b"o"), day=date(2026, 2, 27), kind="offer", words="offer", moved=0.0),
        Turn(id=Id(b"r"), day=date(2026, 3, 21), kind="revision", words="growth", moved=0.04),
    )
    marked, bare = drawn(0.5, 0.6, 0.7, turns=turns), drawn(0.5, 0.6, 0.7)

    assert {"offer", "rated anew after the offer"} <= set(texts(marked.drawings[0]))
    assert "A triangle is not new evidence" in plain(marked.see)
    assert "offer" not in texts(bare.drawings[0])
    assert marked.table is not None
    assert plain(marked.table.rows[2][-1]) == "growth rated anew, +0.04"


def test_under_three_days_there_is_no_course_yet() -> None:
    """Two days are no line."""
    picture = drawn(0.5, 0.6)

    assert plain(picture.title) == "Too few days for a course: see picture 1"
    assert picture.drawings == ("", "")


def test_a_whole_search_shows_each_option_to_the_day() -> None:
    """Acme's offer on the 25th, a rating raised on the 26th, and its share of the lead as the finding."""
    one, other, cedar = whole()
    picture = over_time(gathered(one.firm, other, cedar, today=date(2026, 4, 2)))

    assert plain(picture.title) == "41 % of Acme’s lead came with ratings that you raised after its offer"
    assert picture.table is not None
    rows = [[plain(cell) for cell in row] for row in picture.table.rows if plain(row[1]) == "Acme"]
    assert [row[0] for row in rows] == ["3 Mar", "4 Mar", "25 Mar", "26 Mar"]
    assert [row[-1] for row in rows] == ["", "", "offer", "growth rated anew, +0.03"]
