"""The picture of what was said and what was found."""

from __future__ import annotations

import pytest

from twoway_client.reports.found_rings import found_rings
from twoway_client.reports.further_pictures import looking_back
from twoway_client.reports.phrases import Link, plain
from twoway_client.reports.picture import Picture
from twoway_core.analysis.evidence import Source
from twoway_core.projections.held_up import HeldUp
from twoway_core.projections.looking_back import Calibration, SourceRecord
from twoway_core.projections.view import Id

from ...core.projections.diary import acme
from .shown import gathered, texts
from .whole import whole


def row(source: Source, said: int, found: int) -> HeldUp:
    """Return one word of a source on growth."""
    some = Id(b"i" * 16)
    return HeldUp(
        id=some, case=some, criterion=some, name="growth", source=source, said=said, found=found,
        held=abs(said - found) <= 1,
    )  # fmt: skip


def drawn(*rows: HeldUp, trust: float = 0.5, brier: float | None = None) -> Picture:
    """Return the picture of words of one source that is trusted so."""
    hits = sum(one.held for one in rows)
    record = SourceRecord(source=rows[0].source, hits=hits, checks=len(rows), trust=trust)
    return found_rings(rows, Calibration(sources=(record,), brier=brier, scored=0 if brier is None else 1))


@pytest.mark.parametrize(
    ("source", "trust", "words"),
    [
        ("recruiter", 0.5, "Of what recruiters said, 0 of 1 held, so they count less from now on: times 0.50"),
        ("boss", 1.33, "Of what bosses said, 0 of 1 held, so they count more from now on: times 1.33"),
        ("ex-employee", 1.0, "Of what former staff said, 0 of 1 held, so nothing weighs otherwise"),
    ],
)
def test_the_finding_is_who_held_their_word_and_what_follows(source: Source, trust: float, words: str) -> None:
    """By kind of source."""
    assert plain(drawn(row(source, 5, 2), trust=trust).title) == words


def test_a_thick_line_leads_from_what_was_said_to_what_was_found() -> None:
    """On a desk 1 is at 200 and 5 at 520; a word that held has a thin line."""
    wide = drawn(row("recruiter", 5, 2), row("recruiter", 4, 4)).drawings[1]

    assert '<line x1="520" y1="74" x2="280" y2="74" class="miss"/>' in wide
    assert 'class="near"' in wide
    assert {"off by 3", "held", "1 of 2 held, counts × 0.50", "Recruiter"} <= set(texts(wide))


def test_my_own_confidence_is_scored_where_a_decision_can_be() -> None:
    """Brier's score, or nothing of it."""
    assert "Your own confidence: Brier score 0.04 (0 is perfect)." in plain(drawn(row("peer", 3, 3), brier=0.04).see)
    assert "Brier" not in plain(drawn(row("peer", 3, 3)).see)


def test_an_earlier_job_teaches_though_it_is_closed() -> None:
    """Its reviews are in the picture, and its notes on the page."""
    one, other, cedar = whole()
    material = gathered(one.firm, other, cedar)
    picture = looking_back(material)

    assert plain(picture.title).startswith("Of what recruiters said, 0 of 2 held")
    assert picture.table is not None
    assert [[plain(cell) for cell in row] for row in picture.table.rows] == [
        ["boss", "autonomy", "4", "4", "yes"],
        ["recruiter", "balance", "4", "2", "no"],
        ["recruiter", "growth", "5", "2", "no"],
    ]
    assert all(isinstance(row[2][0], Link) for row in picture.table.rows)


def test_before_any_review_it_says_when_it_comes() -> None:
    """Ninety days after the start."""
    picture = looking_back(gathered(acme().firm))

    assert (plain(picture.title), picture.drawings) == ("Comes 90 days after you start", ("", ""))
