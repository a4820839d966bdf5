"""The picture of postings."""

from __future__ import annotations

from twoway_client.reports.further_pictures import postings
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_core.events.case import PostingObserved

from ...core.projections.diary import acme
from .shown import both, gathered, texts
from .whole import whole

Sight = tuple[str, int | None, int | None]


def drawn(*sights: Sight) -> Picture:
    """Return the picture of Acme, seen on these days, open for so many days, put up again so often."""
    firm = acme().firm
    for seen, days, again in sights:
        firm.write(PostingObserved(opportunity=firm.id, seen=seen, days_open=days, reposted=again, where="job site"))
    return postings(gathered(firm))


def test_the_finding_is_how_often_a_job_was_put_up_again() -> None:
    """As told by the site, or as it cannot have stood since."""
    told = drawn(("2026-03-01", 10, 2))
    inferred = drawn(("2026-02-01", 5, None), ("2026-03-01", 10, None))

    assert plain(told.title) == "Acme has put this job up again twice"
    assert plain(inferred.title) == "Acme has put this job up again once"


def test_a_job_that_still_stands_says_for_how_long() -> None:
    """One posting, seen twice: 20 days before, and 10 between."""
    assert plain(drawn(("2026-03-01", 20, None), ("2026-03-11", 30, None)).title) == (
        "Acme’s job has been open for 30 days and was not put up again"
    )
    assert plain(drawn(("2026-03-02", 1, None)).title).startswith("Acme’s job has been open for 1 day and")
    assert plain(drawn(("2026-03-01", None, None)).title) == "No job was seen to be put up again"


def test_what_the_site_says_is_hatched_and_what_i_saw_is_solid() -> None:
    """From 10 to 20 February by the site, to 2 March by me; a desk's axis runs from 130 to 620."""
    wide = drawn(("2026-02-20", 10, None), ("2026-03-02", 20, None)).drawings[1]

    assert '<rect x="130" y="18" width="245" height="14" class="unknown"/>' in wide
    assert '<rect x="375" y="18" width="245" height="14" class="first fill"/>' in wide
    assert "20 d" in texts(wide)


def test_runs_that_are_told_and_not_seen_have_no_bar_and_are_said() -> None:
    """Put up again twice by the site's word, seen once."""
    assert "Acme’s other runs are told, not seen" in plain(drawn(("2026-03-01", 10, 2)).see)
    assert "told" not in plain(drawn(("2026-02-01", 5, None), ("2026-03-01", 10, None)).see)


def test_several_options_stand_below_each_other_by_the_day_they_began() -> None:
    """Acme before Birch; Cedar was not observed, and is in the table only."""
    one, other, cedar = whole()
    picture = postings(gathered(one.firm, other, cedar))
    words = texts(picture.drawings[0])

    assert words.index("Acme") < words.index("Birch")
    assert {"again twice", "once", "26 d", "5 d"} <= set(words)
    assert plain(picture.see).endswith("Not observed: Cedar.")
    assert picture.table is not None
    assert [plain(cell) for cell in picture.table.rows[-1]] == ["not observed", "Cedar", "", "", ""]


def test_no_posting_is_words_without_axes() -> None:
    """Two firms, no sight of either's posting."""
    one, other = both()
    picture = postings(gathered(one.firm, other))

    assert (plain(picture.title), picture.drawings, picture.table) == ("No posting observed", ("", ""), None)
