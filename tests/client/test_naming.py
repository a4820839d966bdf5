"""Names and context, kept true."""

from __future__ import annotations

from .home import TestHome


def test_names_follow_the_current_opportunity(acme: TestHome) -> None:
    """Another opportunity has other people; all opportunities keep their names."""
    before = acme.desk().names
    acme.write("open", "birch")
    after = acme.desk().names

    assert (list(before.contacts), list(after.contacts)) == (["ana", "ben"], [])
    assert list(after.opportunities) == ["acme", "birch"]


def test_looking_at_another_opportunity_changes_no_names_of_this_one(acme: TestHome) -> None:
    """A glance at Acme from Birch leaves Birch's people as they are."""
    acme.write("open", "birch")
    acme.write("who", "add", "Dev", "--boss")
    acme.run("fit", "acme")

    assert list(acme.desk().names.contacts) == ["dev"]


def test_what_was_taken_back_leaves_the_context(planned: TestHome) -> None:
    """After the plan was undone, the next interview is not the one that is gone."""
    planned.write("undo")
    screen = planned.type("start")
    planned.write("end")

    assert "interview started: acme/1" in screen
    assert planned.json("plan")["id"] is None


def test_turning_back_to_an_opportunity_finds_the_room_as_it_was(planned: TestHome) -> None:
    """An interview that is open stays open while one looks at another opportunity."""
    planned.write("start")
    planned.write("ask", "1")
    planned.write("open", "birch")
    planned.write("open", "acme")

    assert "question asked: 2, Ana" in planned.type("ask", "2")
    assert [asking.line for asking in planned.desk().context.askings] == [1, 2]


def test_without_a_context_the_only_opportunity_is_meant(acme: TestHome) -> None:
    """On a device that never opened anything, one opportunity needs no choosing; two do."""
    alone = acme.copy(acme.folder.parent / "alone")
    forget(alone)
    first = alone.json("who")
    alone.write("open", "birch")
    forget(alone)

    assert first["opportunity"] == "acme"
    assert alone.run("who", "--json").error["try"] == "twoway open birch"


def forget(home: TestHome) -> None:
    """Drop the context, as on a device that has just joined."""
    desk = home.desk()
    desk.keep_context(type(desk.context)())
