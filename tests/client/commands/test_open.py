"""Opportunities: opening, switching, listing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..home import TestHome


def current(home: TestHome) -> list[str]:
    """Return the handles of the current opportunity."""
    return [one["handle"] for one in home.json("open")["opportunities"] if one["current"]]


def test_a_new_opportunity_is_the_current_one(fresh: TestHome) -> None:
    """What was opened last is what the other verbs mean."""
    screen = fresh.type("open", "acme", "Data engineer")
    fresh.write("open", "birch")

    assert "opportunity opened: acme, Data engineer" in screen
    assert current(fresh) == ["birch"]


def test_the_same_name_switches_and_opens_nothing(acme: TestHome) -> None:
    """A name that is there is a switch; the list does not grow."""
    acme.write("open", "birch")
    screen = acme.type("open", "acme")

    assert screen == "acme, Data engineer, interested\n"
    assert [one["handle"] for one in acme.json("open")["opportunities"]] == ["acme", "birch"]


def test_another_role_at_the_same_firm_is_another_opportunity(acme: TestHome) -> None:
    """One firm may have two jobs for me, with two handles."""
    acme.write("open", "acme", "Platform lead")

    assert [(one["handle"], one["role"]) for one in acme.json("open")["opportunities"]] == [
        ("acme", "Data engineer"),
        ("acme-b", "Platform lead"),
    ]


@pytest.mark.parametrize(("answer", "handles"), [("n", ["acme"]), ("y", ["acme", "acmee"])])
def test_a_slip_is_asked_about_before_it_opens_anything(acme: TestHome, answer: str, handles: list[str]) -> None:
    """A name that is nearly one that is there may be a slip of the fingers."""
    done = acme.try_typing("open", "acmee", answers=[answer])

    assert "acme is there. Open a new one called acmee?" in done.out
    assert [one["handle"] for one in acme.json("open")["opportunities"]] == handles


def test_where_it_stands_is_noted(acme: TestHome) -> None:
    """A stage is an entry of its own."""
    screen = acme.type("open", "acme", "--stage", "screening")

    assert "stage changed: acme, screening" in screen
    assert acme.json("open")["opportunities"][0]["stage"] == "screening"


def test_the_advertisement_is_kept(fresh: TestHome, tmp_path: Path) -> None:
    """The posting's text goes into the journal from a file or a pipe; what is no text is refused."""
    (tmp_path / "posting.txt").write_text("We seek somebody")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")

    assert fresh.run("open", "acme", "--posting", str(tmp_path / "posting.txt")).code == 0
    assert fresh.run("open", "birch", "--posting", "-", text="Join us").code == 0
    assert fresh.run("open", "cedar", "--posting", str(tmp_path / "photo.jpg")).code == 1


def test_an_empty_list_says_how_to_begin(fresh: TestHome) -> None:
    """Who has no opportunity yet is told the next step."""
    assert "twoway open NAME" in fresh.type("open")


def test_the_list_shows_the_next_interview(planned: TestHome) -> None:
    """Beside each opportunity stands when one meets next."""
    assert planned.type("open") == "*  acme  Data engineer  interested  acme/1 Wed 4 Mar 14:00\n"
