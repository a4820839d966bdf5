"""The picture of what asking is worth."""

from __future__ import annotations

from twoway_client.reports.asking_bars import asking_bars
from twoway_client.reports.further_pictures import asking
from twoway_client.reports.looks import Look
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_core.analysis.asking import Finding
from twoway_core.projections.view import Id
from twoway_core.projections.worth import AskWorth

from ...core.projections.diary import OFFICE, Firm, acme, begun
from .shown import gathered, texts


def worth(
    text: str,
    who: str,
    per_minute: float,
    *,
    finding: Finding = "worth asking",
    up_to: bool = False,
    about: str = "growth",
) -> AskWorth:
    """Return a question for one person, of two minutes."""
    return AskWorth(
        question=Id(text.encode()), contact=Id(who.encode()), text=text, who=who, about=Id(about.encode()), name=about,
        minutes=2, fit=2 * per_minute, per_minute=per_minute, up_to=up_to, in_writing=up_to, finding=finding,
    )  # fmt: skip


def drawn(*rows: AskWorth) -> Picture:
    """Return the picture of ``rows``."""
    return asking_bars(rows, Look.FIRST)


def test_the_finding_is_whom_to_ask_first_and_how_many_are_worth_it() -> None:
    """A question counts once, of however many people it could be asked."""
    idle = worth("What tools?", "Ana", 0.0, finding="cannot change your mind")
    picture = drawn(worth("Which courses?", "Ana", 0.004), worth("Which courses?", "Ben", 0.002), idle)

    assert plain(picture.title) == "Ask Ana about growth first; 1 of 2 questions are worth their minutes"


def test_a_bar_is_as_long_as_its_value_and_names_everybody_worth_asking() -> None:
    """The best is 210 units on a desk, half of it 105."""
    rows = (worth("Which courses?", "Ana", 0.004), worth("Which courses?", "Ben", 0.002), worth("Hours?", "Ben", 0.002))
    wide = drawn(*rows).drawings[1]

    assert '<rect x="340" y="12" width="210" height="12" class="first fill"/>' in wide
    assert '<rect x="340" y="52" width="105" height="12" class="first fill"/>' in wide
    assert {"Ana or Ben, 2 min", "Ben, 2 min", "4.0", "2.0"} <= set(texts(wide))


def test_an_open_must_have_says_that_it_is_the_most() -> None:
    """Its bar is pale, and it is best had in writing."""
    wide = drawn(worth("Remote days?", "Ana", 0.04, up_to=True, about="3 remote days")).drawings[1]

    assert {"up to 40.0", "Ana, 2 min, in writing"} <= set(texts(wide))
    assert 'class="first soft"' in wide


def test_what_is_not_worth_its_minutes_is_a_list_and_no_bar() -> None:
    """Four of them by name, the rest counted."""
    idle = [worth(f"Idle {place}?", "Ana", 0.0001, finding="not worth its minutes") for place in range(6)]
    words = texts(drawn(worth("Which courses?", "Ana", 0.004), *idle).drawings[0])

    assert {"Not worth their minutes now", "Idle 0?", "Idle 3?", "and 2 more, in the table"} <= set(words)
    assert "Idle 4?" not in words


def test_bars_beyond_the_seventh_are_counted() -> None:
    """Eight: one more is worth it; nine: two more are."""
    some = [worth(f"Question {place}?", "Ana", 0.01 - place / 1000) for place in range(9)]

    assert "and 1 more that is worth it, in the table" in texts(drawn(*some[:8]).drawings[1])
    assert "and 2 more that are worth it, in the table" in texts(drawn(*some).drawings[1])


def test_when_no_answer_can_change_the_decision_one_is_told_to_stop() -> None:
    """The table still says why, question by question."""
    picture = drawn(worth("What tools?", "Ana", 0.0, finding="nobody can change your mind"))

    assert plain(picture.title) == "No answer can change this decision: stop asking"
    assert picture.drawings == ("", "")
    assert picture.table is not None
    assert plain(picture.table.rows[0][-1]) == "nobody can change your mind"


def test_without_people_there_is_nobody_to_ask() -> None:
    """A journal with questions, and no name."""
    picture = asking(gathered(Firm(begun().diary, "Acme")))

    assert plain(picture.title) == "Nobody is known yet who could be asked"
    assert picture.table is None


def test_in_the_worked_example_the_must_have_comes_first() -> None:
    """The office days settle it, in writing."""
    picture = asking(gathered(acme().firm))

    assert plain(picture.title).startswith("Ask Ana about 3 remote days first; ")
    assert picture.table is not None
    assert plain(picture.table.rows[0][0]) == OFFICE
