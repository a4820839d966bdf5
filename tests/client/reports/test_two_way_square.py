"""The two-way picture."""

from __future__ import annotations

import pytest

from twoway_client.reports.further_pictures import two_way
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_client.reports.two_way_square import Sided, two_way_square
from twoway_core.events.talk import FitFeedbackReceived
from twoway_core.projections.their_view import TheirView
from twoway_core.projections.two_sides import Pair

from ...core.projections.diary import acme
from .shown import both, gathered, options, texts
from .whole import whole


def theirs(fit: float, low: float, high: float, coverage: float = 0.5) -> TheirView:
    """Return how well I fit an option."""
    return TheirView(fit=fit, range80=(low, high), coverage=coverage, sd=0.1, needs=(), concerns=())


def drawn(pair: Pair = "both") -> Picture:
    """Return the picture of Acme alone, which fits 0.67, and which I fit 0.75."""
    (option,) = options(acme().firm)
    return two_way_square([Sided(option, theirs(0.75, 0.55, 0.95), pair)])


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("both", "Acme fits you, and you fit Acme: 0.67 and 0.75"),
        ("theirs", "Acme wants you more than it suits you: 0.67 and 0.75"),
        ("mine", "Acme suits you more than it wants you: 0.67 and 0.75"),
        ("neither", "Neither suits the other, you and Acme: 0.67 and 0.75"),
        ("open", "Whether you and Acme suit each other is open: 0.67 and 0.75"),
    ],
)
def test_the_finding_is_what_the_two_sides_make(pair: Pair, words: str) -> None:
    """By the same rule as everywhere: the whole range counts, not the dot."""
    assert plain(drawn(pair).title) == words


def test_the_cross_stands_at_both_fits_and_holds_both_ranges() -> None:
    """On a desk the square is 380 units, from (40, 8)."""
    wide = drawn().drawings[1]

    assert '<circle cx="294.5" cy="103" r="9" class="first fill"/>' in wide
    assert '<line x1="294.5" y1="179" x2="294.5" y2="27" class="first reach"/>' in wide


def test_whoever_has_said_nothing_has_no_place_and_is_named() -> None:
    """Birch and Cedar beside Acme."""
    one, other, cedar = whole()
    picture = two_way(gathered(one.firm, other, cedar))

    assert plain(picture.title).endswith("; Birch has not said")
    for drawing in picture.drawings:
        assert "Birch" in texts(drawing)
        assert "second fill" not in drawing
    assert picture.table is not None
    assert [plain(cell) for cell in picture.table.rows[1]][3:] == ["not said", "", "0 %"]


def test_nothing_said_at_all_is_words_without_axes() -> None:
    """Two firms, both silent."""
    one, other = both()
    picture = two_way(gathered(one.firm, other))

    assert plain(picture.title) == "They have not said what they think of you"
    assert picture.drawings == ("", "")


def test_an_option_that_spoke_before_anything_was_rated_says_so() -> None:
    """What it thinks of me is known; it is itself unknown."""
    one, _, cedar = whole()
    cedar.write(FitFeedbackReceived(opportunity=cedar.id, view="well", rating=5, contact=cedar.meets("Kim", "boss")))

    assert plain(two_way(gathered(cedar)).title).startswith(
        "Cedar has said what it thinks of you, and is itself unknown"
    )
    assert one.firm.case.feedback


def test_a_name_near_the_edge_stands_before_its_mark() -> None:
    """So that it is not cut."""
    (option,) = options(acme().firm)
    long = Sided(
        type(option)(option.key, "Acme Logistics International", option.look, option.fit), theirs(0.5, 0.4, 0.6), "open"
    )

    assert 'class="strong halo" text-anchor="end">Acme Logis' in two_way_square([long]).drawings[0]
