"""The picture of fits."""

from __future__ import annotations

from twoway_client.reports.fit_dots import fit_dots
from twoway_client.reports.phrases import plain

from ...core.projections.diary import Firm, acme, begun, birch, wanting
from .shown import both, options, texts


def test_one_option_is_held_against_the_present_job() -> None:
    """Acme's range holds the present job's fit; both numbers are links."""
    picture = fit_dots(options(acme().firm))

    assert plain(picture.title) == "Acme fits 0.67, and its range holds the present job’s 0.63"
    assert [part.to for part in picture.title if not isinstance(part, str)] == ["f-o1-fit", "f-present"]


def test_two_options_are_held_against_each_other() -> None:
    """The worked example: 0.67 against 0.63, and the ranges overlap."""
    one, other = both()
    picture = fit_dots(options(one.firm, other))

    assert plain(picture.title) == "Acme leads with 0.67 to 0.63, but the ranges overlap"


def test_a_clear_lead_says_so() -> None:
    """Nothing but fives against nothing but ones."""
    wants = wanting()
    good, bad = Firm(wants.diary, "Good"), Firm(wants.diary, "Bad")
    for firm, rating in ((good, 5), (bad, 1)):
        boss = firm.meets("Ana", "boss")
        for name in ("autonomy", "growth", "balance"):
            firm.hears_and_rates(boss, wants[name], rating)

    assert plain(fit_dots(options(bad, good)).title) == "Good leads with 0.83 to 0.17, and the ranges do not meet"
    assert plain(fit_dots(options(good)).title) == "Good fits 0.83, more than the present job’s 0.63"
    assert plain(fit_dots(options(bad)).title) == "Bad fits 0.17, less than the present job’s 0.63"


def test_equal_fits_are_called_alike() -> None:
    """Two firms with the same answers."""
    one = acme()
    twin = Firm(one.wants.diary, "Twin")
    boss, peer = twin.meets("Dev", "boss"), twin.meets("Eva", "peer")
    twin.hears_and_rates(boss, one.wants["autonomy"], 5)
    twin.hears_and_rates(peer, one.wants["autonomy"], 4)
    recruiter = twin.meets("Fay", "recruiter")
    twin.hears_and_rates(recruiter, one.wants["growth"], 4)

    assert plain(fit_dots(options(one.firm, twin)).title) == "Acme and Twin fit alike, at 0.67"


def test_the_picture_is_drawn_twice_and_says_the_same() -> None:
    """Once for a phone, once for a desk; each with every option and the present job."""
    one, other = both()
    narrow, wide = fit_dots(options(one.firm, other)).drawings

    for drawing in (narrow, wide):
        assert {"Acme", "Birch", "Present job", "0.67, 49 % covered", "0.63, rated by you"} <= set(texts(drawing))
    assert 'viewBox="0 0 328 ' in narrow
    assert 'viewBox="0 0 640 ' in wide


def test_the_bar_of_an_option_ends_where_its_range_ends() -> None:
    """On a desk the axis runs from 150 to 616: 0.5231 and 0.8161 of Acme's range."""
    _, wide = fit_dots(options(acme().firm)).drawings

    assert '<line x1="393.8" y1="40" x2="530.3" y2="40" class="first reach"/>' in wide


def test_before_the_first_rating_there_are_words_and_no_axes() -> None:
    """Unknown is not zero."""
    wants = begun()
    picture = fit_dots(options(Firm(wants.diary, "Acme")))

    assert plain(picture.title) == "No answer rated yet; fit is unknown, not zero"
    assert (picture.drawings, picture.table) == (("", ""), None)


def test_a_present_job_that_was_not_rated_is_drawn_empty() -> None:
    """It stands at 0.50, unfilled, and is said to be unknown."""
    wants = begun()
    firm = Firm(wants.diary, "Acme")
    firm.hears_and_rates(firm.meets("Ana", "boss"), wants["growth"], 4)
    picture = fit_dots(options(firm))

    assert "not rated: unknown" in texts(picture.drawings[1])
    assert 'class="present edge"' in picture.drawings[1]
    assert "not rated yet, so taken as 0.50" in plain(picture.see)


def test_the_table_has_every_number_of_the_drawing() -> None:
    """Fit, range and coverage together, for each option."""
    table = fit_dots(options(acme().firm)).table

    assert table is not None
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["Acme", "0.67", "0.52 to 0.82", "49 %"],
        ["Present job", "0.63", "your ratings: no range", "100 % rated by you"],
    ]


def test_birch_alone_reads_otherwise() -> None:
    """Another firm, another finding."""
    assert plain(fit_dots(options(birch(wanting()))).title).startswith("Birch fits 0.63, and its range holds")
