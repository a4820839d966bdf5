"""The ledger of both sides on the screen."""

from __future__ import annotations

import pytest

from twoway_core.events.prep import StoryPrepared

from ..home import TestHome
from .folded import desk_of


def filled(home: TestHome) -> None:
    """Note something on every side."""
    desk_of(home).write(StoryPrepared(title="the migration", skills=("streaming", "calm")))
    home.write("need", "streaming pipelines", "@ana", "--importance", "5", "--mine", "4")
    home.write("need", "people who grow", "--kind", "aim", "--shared", "growth")
    home.write("gave", "replay at night", "@ben", "--problem", "slow mornings", "--reaction", "keen", "--beyond")
    home.write("promise", "one training week a year", "@ana")
    home.write("got", "Kafka?", "--skill", "streaming")
    home.write("said", "so it went", "--story", "migration")
    home.write("got", "Why us?", "--skill", "motivation")
    home.write("view", "e+: yours are ours", "@ana", "--rate", "5", "--need", "pipelines")


def test_four_boxes_stand_two_beside_two(planned: TestHome) -> None:
    """Each line says whose word it is; what is promised is held against the offer."""
    filled(planned)
    screen = planned.type("ledger")

    lines = screen.splitlines()
    assert lines[0] == "acme, both sides"
    assert lines[1].split() == ["You", "offer", "|", "They", "offer"]
    assert "replay at night (Ben, keen)" in lines[2]
    assert "one training week a year (Ana," in lines[2]
    assert "3 remote days (must-have)" in screen
    assert "streaming pipelines (Ana, skill)" in screen
    assert max(len(line) for line in lines) <= 80


def test_under_the_boxes_stands_what_fits_in_none(planned: TestHome) -> None:
    """Ideas with their problem, what each side learned, what they probe for, and the aims shared."""
    filled(planned)
    screen = planned.type("ledger")

    assert "  replay at night; for their slow mornings; Ben: keen; beyond the description" in screen
    assert "You learned   asked 0, answers 0, on 0 of the 3 that matter" in screen
    assert "They learned  asked 2, you answered 1" in screen
    assert "They look for  streaming 1, motivation 1" in screen
    assert "Shared aims\n  people who grow: your growth" in screen


def test_an_empty_ledger_says_what_fills_it(fresh: TestHome) -> None:
    """Nothing noted is not nothing there."""
    fresh.write("open", "acme")
    screen = fresh.type("ledger")

    assert "nothing noted: twoway gave, said" in screen
    assert "nothing weighed: twoway want" in screen
    assert "No aim is known to be shared" in screen
    assert "no need of theirs is noted yet" in fresh.type("ledger", "--needs")


def test_their_needs_stand_beside_what_one_can_show(planned: TestHome) -> None:
    """By one's own view, by theirs, and by the stories that fit; an aim nobody spoke of is unknown."""
    filled(planned)
    planned.write("view", "he said little", "@ben", "--need", "pipelines")
    screen = planned.type("ledger", "--needs")

    row = next(line for line in screen.splitlines() if "streaming pipelines  " in line)
    assert row.split()[2:] == ["0.63", "4", "0.81", "0.70", "Ana", "5,", "Ben", "-"]
    assert "streaming pipelines: the migration (streaming, told); asked for 1 time" in screen
    assert "nobody: unknown" in next(line for line in screen.splitlines() if "people who grow" in line)
    assert "Skills of yours that no need names: calm" in screen


def test_the_document_holds_all_of_it(planned: TestHome) -> None:
    """Ids, words and numbers."""
    filled(planned)
    document = planned.json("ledger")

    assert document["schema"] == "twoway.ledger/1"
    assert [one["text"] for one in document["they_need"]] == ["streaming pipelines", "people who grow"]
    assert document["needs"][0]["said"][0]["rating"] == 5


def test_ratings_keep_still_in_the_room(planned: TestHome) -> None:
    """The boxes may be looked at there, the numbers not."""
    filled(planned)
    planned.write("start")

    assert "You offer" in planned.type("ledger")
    assert planned.run("ledger", "--needs", "--json").error["code"] == "in-interview"


def test_it_is_shown_as_it_was_known(planned: TestHome) -> None:
    """On the day before, nothing was."""
    planned.write("need", "pipelines")
    planned.now = "2026-03-05T13:50:00+01:00"
    planned.write("need", "patience")
    then, now = planned.type("at", "2026-03-04", "ledger"), planned.type("ledger")

    assert ("patience" in then, "patience" in now, "pipelines" in then) == (False, True, True)


@pytest.mark.parametrize("verb", ["ledger", "match", "limits", "later"])
def test_every_view_of_both_sides_looks_back(planned: TestHome, verb: str) -> None:
    """As it was known then, and nothing is written on the way."""
    before = planned.json("log")
    planned.now = "2026-03-05T13:50:00+01:00"

    assert planned.type("at", "2026-03-04", verb).startswith("As known at the end of Wed 4 Mar 2026:\nacme")
    assert planned.json("at", "2026-03-04", verb)["schema"] == f"twoway.{verb}/1"
    assert planned.json("log") == before
