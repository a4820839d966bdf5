"""Weighing: the whole journal behind one opportunity."""

from __future__ import annotations

import sys

from twoway_client.weighing import learned_settings_of, weighed, whole
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.journal.fold import fold

from .home import TestHome


def test_shares_are_drawn_by_every_entry_there_is(acme: TestHome) -> None:
    """Also by what belongs to no opportunity or was taken back: two devices and two views draw the same cases."""
    acme.write("jot", "ask about the canteen")
    acme.write("open", "Birch")
    acme.write("undo")
    desk = acme.desk()

    assert whole(desk).ids == fold(desk.index.everything()).ids


def test_a_closed_opportunity_is_weighed_no_more_but_for_itself(acme: TestHome) -> None:
    """Its own word can still be asked for."""
    acme.write("open", "Birch")
    acme.write("close", "rejected")
    beside = weighed(acme.desk(), "acme")
    itself = weighed(acme.desk(), "birch")

    assert [name for name, _ in beside.cases] == ["acme"]
    assert [name for name, _ in itself.cases] == ["acme", "birch"]
    assert (beside.called(None), itself.called(beside.case.id)) == ("your present job", "acme")


def test_before_any_look_back_nothing_was_learned(acme: TestHome) -> None:
    """The settings are the plain ones."""
    assert learned_settings_of(acme.desk()) is DEFAULTS


def test_what_is_used_in_the_room_draws_no_cases(planned: TestHome) -> None:
    """Notes, plans and the next question do without the library that draws."""
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "numpy"}
    for name in kept:
        del sys.modules[name]
    try:
        planned.write("start")
        planned.run("next", "--why")
        planned.write("ask", "1")
        planned.write("note", "e: so it is")
        planned.run("plan")
        planned.run("fit")
        loaded = "numpy" in sys.modules
    finally:
        sys.modules.update(kept)

    assert not loaded
