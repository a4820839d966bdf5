"""After the interview on the phone: each answer is read, gets its form where it had none, and a number or none."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .phone import Phone


def noted(page: Page, text: str) -> None:
    """Note an answer without a form."""
    box = page.get_by_role("textbox", name="What they said")
    box.fill(text)
    page.get_by_role("button", name="SAVE").click()
    expect(box).to_have_value("")


def begun(phone: Phone) -> Page:
    """Begin a journal and an interview at a new firm."""
    page = phone.open()
    page.get_by_role("button", name="Write the first note").click()
    page.get_by_role("button", name="Start an interview").click()
    page.get_by_role("textbox", name="Firm").fill("Acme")
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("button", name="Start Acme").click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("textbox", name="What they said").wait_for()
    return page


@pytest.mark.timeout(120)
def test_an_answer_without_a_form_is_asked_for_it_again_and_what_has_no_number_is_not_said_to_have_one(
    phone: Phone,
) -> None:
    """The form is said on the card and kept; a follow-up by the button alone is no question without words."""
    page = begun(phone)
    noted(page, "two people went to a course")
    page.get_by_role("button", name="Follow-up").click()
    noted(page, "one moved up")
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Not now").click()
    forms = page.get_by_role("group", name="Which form had this answer?")
    forms.get_by_role("radio", name="number").check(force=True)
    page.get_by_role("radio", name="Cannot say").check(force=True)
    assert phone.inaccessible() == []
    page.get_by_role("button", name="Next answer").click()
    page.get_by_text("one moved up").wait_for()
    page.get_by_role("radio", name="5").check(force=True)
    page.get_by_role("button", name="Save the last").click()

    page.get_by_text("judged: 1 with a number, 1 with “cannot say”").wait_for()
    phone.go("firms").get_by_text("Acme").first.click()
    page.get_by_role("button", name="Interview 1").click()
    page.get_by_text("two people went to a course").wait_for()
    shown = page.locator("main").inner_text()
    assert [word in shown for word in ("number", "Noted more exactly", "one moved up")] == [True] * 3
    assert shown.count("?") == 1
