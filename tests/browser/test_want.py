"""Whoever has no laptop says on the phone what matters, step by step, and it counts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .phone import Phone


def begin(page: Page) -> None:
    """Make a journal by saying what one wants, and choose two things that matter."""
    page.get_by_role("button", name="Say what I want").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("checkbox", name="Growth").check()
    page.get_by_role("checkbox", name="Pay", exact=True).check()


def forward(page: Page, title: str) -> None:
    """Go on, and wait for the step called ``title``."""
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("heading", level=1, name=title).wait_for()


def test_what_is_said_step_by_step_counts_once_it_is_kept(phone: Phone) -> None:
    """Two things are weighed, a must-have is set, the present job is rated; style, time or pay; then the first note."""
    page = phone.open()
    begin(page)
    forward(page, "The first")
    page.get_by_role("radio", name="Growth").check()
    forward(page, "The others")
    page.get_by_role("slider", name="Pay").fill("25")
    forward(page, "Must-haves")
    page.get_by_role("radio", name="3 remote days").check()
    forward(page, "Present job")
    page.get_by_role("group", name="Growth").get_by_role("radio", name="2").check()
    assert phone.inaccessible() == []
    forward(page, "How I work")
    page.get_by_role("group", name="Pace").get_by_role("radio", name="2").check()
    assert phone.inaccessible() == []
    forward(page, "Time or pay")
    page.get_by_role("radio", name="Time of your own").check()
    page.get_by_role("slider", name="Pay").fill("50")
    page.get_by_text("Pay weighs 9 of 100 by this; it was 20.").wait_for()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("by this")).to_have_count(0)
    page.get_by_role("radio", name="Time of your own").check()
    page.get_by_role("slider", name="Pay").fill("50")
    assert phone.inaccessible() == []
    forward(page, "Keep it?")
    assert phone.inaccessible() == []
    before = page.get_by_role("heading", level=2).all_inner_texts()
    page.get_by_role("button", name="Keep it").click()

    page.get_by_role("button", name="Change it").wait_for()
    shown = page.locator("main").inner_text()
    said = ("Growth present job 2", "0.72", "0.18", "0.09", "3 remote days", "calm and steady", "more time of your own")
    assert [word in shown for word in said] == [True] * len(said)
    assert page.get_by_role("heading", level=2).all_inner_texts() == before
    assert [head.split()[0] for head in before] == ["What", "Must-haves", "How"]
    page.get_by_role("button", name="Back").last.click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    assert phone.forbidden() == []


def test_what_was_left_half_way_is_still_there_and_nothing_of_it_is_written(phone: Phone) -> None:
    """The phone's own back goes one step back; the cross leaves; what was chosen waits."""
    page = phone.open()
    begin(page)
    forward(page, "The first")
    page.go_back()
    page.get_by_role("heading", level=1, name="What matters").wait_for()
    forward(page, "The first")
    page.get_by_role("button", name="Leave").first.click()

    page.get_by_text("What you began is still here, unwritten.").wait_for()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", level=1, name="The first").wait_for()
    page.go_back()
    expect(page.get_by_role("checkbox", name="Growth")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Autonomy")).not_to_be_checked()
