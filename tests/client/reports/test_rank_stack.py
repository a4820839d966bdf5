"""The picture of shares of first place."""

from __future__ import annotations

import pytest

from twoway_client.reports.further_pictures import ranks
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_client.reports.rank_stack import rank_stack
from twoway_core.projections.race import PRESENT, Race, Runner
from twoway_core.projections.view import Id

from ...core.projections.diary import Firm, acme, begun
from .shown import both, gathered, texts


def runner(option: bytes, name: str, *ranks_: float) -> Runner:
    """Return an option with these shares, the same under both weights."""
    return Runner(id=Id(option), name=name, ranks=ranks_, order_ranks=ranks_, wins=(), central=(), confidence=0.0)


def drawn(*runners: Runner, clear: bool = False) -> Picture:
    """Return the picture of a race of ``runners``."""
    return rank_stack(Race(runners=runners, clear=clear, draws=100), known=True)


def test_the_finding_is_who_comes_first_and_whether_that_is_clear() -> None:
    """Both ways round, and the present job by its own name."""
    close = drawn(runner(b"a", "Acme", 0.55, 0.45), runner(PRESENT, "present job", 0.45, 0.55))
    clear = drawn(runner(PRESENT, "present job", 0.8, 0.2), runner(b"a", "Acme", 0.2, 0.8), clear=True)

    assert plain(close.title) == "Acme comes first in 55 % of the plausible cases: not a clear winner"
    assert plain(clear.title) == "Your present job comes first in 80 % of the plausible cases: a clear winner"


def test_segments_are_as_long_as_their_shares() -> None:
    """On a desk 100 % is 416 units; a share too small for its digits has none."""
    wide = drawn(runner(b"a", "Acme", 0.75, 0.25), runner(PRESENT, "present job", 0.02, 0.98)).drawings[1]

    assert '<rect x="224" y="20" width="312" height="18" class="k1 edged"/>' in wide
    assert {"75", "25", "98", "your weights", "order only", "clear"} <= set(texts(wide))
    assert "2" not in texts(wide)


def test_whoever_hardly_ever_comes_first_is_named() -> None:
    """The last of the race; nobody where even that one is first often."""
    never = drawn(runner(b"a", "Acme", 0.98, 0.02), runner(PRESENT, "present job", 0.02, 0.98))
    birch = drawn(runner(PRESENT, "present job", 0.98, 0.02), runner(b"b", "Birch", 0.02, 0.98))
    often = drawn(runner(b"a", "Acme", 0.6, 0.4), runner(PRESENT, "present job", 0.4, 0.6))

    assert plain(never.see).endswith("Hardly ever first: the present job.")
    assert plain(birch.see).endswith("Hardly ever first: Birch.")
    assert "Hardly" not in plain(often.see)


def test_many_options_share_the_last_shade() -> None:
    """Of five, the fourth and the fifth place look alike, and the legend says so."""
    five = [runner(bytes([one]), f"Firm {one}", *(0.2,) * 5) for one in range(5)]

    assert "fourth or later" in texts(drawn(*five).drawings[1])


def test_a_journal_shows_both_weightings_of_each_option() -> None:
    """Acme, Birch and the present job: six rows in the table, each adding up to all cases."""
    one, other = both()
    table = ranks(gathered(one.firm, other)).table

    assert table is not None
    assert [[plain(row[0]), plain(row[1])] for row in table.rows][:2] == [
        ["Acme", "your weights"], ["Acme", "their order only"],
    ]  # fmt: skip
    for row in table.rows:
        assert sum(int(plain(cell).removesuffix(" %")) for cell in row[2:]) == pytest.approx(100, abs=1)


def test_before_the_first_rating_there_is_nothing_to_rank() -> None:
    """Nor without another runner."""
    empty = ranks(gathered(Firm(begun().diary, "Acme")))
    race = gathered(acme().firm).further.word.race
    alone = rank_stack(Race(runners=race.runners[:1], clear=True, draws=100), known=True)

    assert (plain(empty.title), plain(alone.title)) == ("Nothing to rank yet",) * 2
    assert empty.drawings == ("", "")
