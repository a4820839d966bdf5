"""How one likes to work beside how they do."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of, state_of


@pytest.fixture
def styled(acme: TestHome) -> TestHome:
    """Give acme, and three scales stated."""
    acme.write("want", "--style", "medium=1", "--style", "supervision=2", "--style", "updates=2")
    return acme


def test_their_side_is_a_note_and_its_rating(styled: TestHome) -> None:
    """On a criterion of the scale's own where there was none; the ideal is my level."""
    screen = styled.type("match", "medium=5", "@ana", "she wants to talk it over", "--form", "example")

    (answer,) = case_of(styled).answers.values()
    criterion = state_of(styled).mine.criteria[answer.event.criteria[0]].event
    assert "their way noted: medium 5, Ana" in screen
    assert answer.event.text == "she wants to talk it over"
    assert (criterion.name, criterion.ideal) == ("medium", 1)
    assert "mine 1, theirs 5 (Ana 5), gap 4: too wide" in styled.type("match")


def test_without_a_person_it_is_what_one_saw(styled: TestHome) -> None:
    """On the criterion that the scale names, no new one is made."""
    before = len(state_of(styled).mine.criteria)
    assert "their way noted: supervision 4, as you saw it" in styled.type("match", "supervision=4")

    (seen,) = case_of(styled).observations.values()
    assert len(state_of(styled).mine.criteria) == before
    assert seen.event.text == "supervision: 4, from 1 (left alone) to 5 (close at hand)"


def test_the_whole_batch_is_taken_back(styled: TestHome) -> None:
    """Criterion, note and rating."""
    before = len(state_of(styled).mine.criteria)
    styled.write("match", "medium=5", "@ana")
    styled.write("undo")

    assert (len(state_of(styled).mine.criteria), case_of(styled).answers) == (before, {})


def test_a_gap_asks_how_one_would_adapt(styled: TestHome) -> None:
    """And shows what was said of it; how far off is well can be said, too."""
    styled.write("match", "supervision=4", "@ana")
    assert 'how would you adapt? twoway match supervision --adapt "..."' in styled.type("match")

    styled.write("match", "supervision", "--adapt", "ask for a weekly talk")
    assert "to adapt: ask for a weekly talk" in styled.type("match")
    assert "too wide" in styled.type("match")

    assert "2 steps off are well" in styled.type("match", "supervision", "--tolerance", "2")
    screen = styled.type("match")
    assert ("they match" in screen, "to adapt: ask for a weekly talk" in screen) == (True, True)


def test_each_scale_is_drawn(styled: TestHome) -> None:
    """Mine and theirs with the way between; what nobody told is unknown."""
    styled.write("match", "supervision=4", "@ana")
    styled.write("match", "medium=1", "@ana")
    lines = styled.type("match").splitlines()

    assert any("supervision  1 ..m---t.. 5" in line for line in lines)
    assert any("medium       1 *........ 5" in line for line in lines)
    assert any("updates      1 ..m...... 5  mine 2, theirs unknown" in line for line in lines)
    assert max(len(line) for line in lines) <= 80


def test_support_stands_under_the_scales(styled: TestHome) -> None:
    """A score where something was rated, else unknown."""
    assert "Ana, your future boss: unknown" in styled.type("match")
    styled.write("ask", "Who clears the way?", "@ana")
    noted = styled.write("note", "e+: I did, last week")
    styled.write("rate", noted, "5", "--about", "boss support")

    assert "Ana, your future boss: 0.83  range 0.65 to 1.00  coverage 0.67  from 1 note" in styled.type("match")
    assert styled.json("match")["support"][0]["score"] == 0.8333


def test_without_scales_or_people_it_says_what_to_type(fresh: TestHome) -> None:
    """Nothing said is not nothing there."""
    fresh.write("open", "acme")
    screen = fresh.type("match")

    assert "twoway want style" in screen
    assert "twoway who add NAME --boss" in screen


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["pace=3"], "unknown-scale"),
        (["medium=6"], "usage"),
        (["medium", "pace"], "usage"),
        (["--adapt", "x"], "usage"),
        (["medium=3", "@ana", "@ben"], "usage"),
        (["birch"], "unknown-opportunity"),
    ],
)
def test_what_it_does_not_know_is_refused(styled: TestHome, words: list[str], code: str) -> None:
    """With what to type instead."""
    assert styled.run("match", *words, "--json").error["code"] == code


def test_it_keeps_still_in_the_room(styled: TestHome) -> None:
    """It may be written to there, as long as it is unlocked."""
    styled.write("start")

    assert styled.run("match", "--json").error["code"] == "in-interview"
    assert styled.run("match", "medium=2", "@ana").code == 0
