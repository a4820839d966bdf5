"""Paper keys on the phone: each is called by its name, from its making to its trial, and no toast hides its words."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .conftest import Pair


def words_on(page: Page) -> list[str]:
    """Return the words that are shown, in their order."""
    return [re.sub(r"\W*\d+\W*", "", row) for row in page.locator(".paper-words li").all_inner_texts()]


def check(page: Page, words: list[str]) -> None:
    """Type the three words that are asked back."""
    page.get_by_role("button", name="I have written them").click()
    for label in page.get_by_text(re.compile(r"^Word \d+$")).all_inner_texts():
        page.get_by_label(label, exact=True).fill(words[int(label.split()[1]) - 1])
    page.get_by_role("button", name="Check").click()


def test_two_paper_keys_are_told_apart_from_the_first_word_to_the_trial(pair: Pair) -> None:
    """The new one has a name for its paper; which one was tried, which ends and what comes next are said by name."""
    page = pair.phone.go("devices")
    expect(page.get_by_text("Not tried on this phone yet.")).to_have_count(1)
    page.get_by_role("button", name="Try it, 2 min").click()
    page.get_by_text("Your paper key stays valid beside it.").wait_for()
    page.get_by_role("button", name="Make a new one").click()
    page.get_by_text("Write on top: Paper key 2,").wait_for()
    words = words_on(page)
    check(page, words)

    page.get_by_role("heading", name="Paper key 2 is in force").wait_for()
    expect(page.locator("main")).to_contain_text("The earlier paper key is still valid")
    page.get_by_role("button", name="To the devices").click()
    keys = page.locator(".papers li")
    expect(keys).to_contain_text(["Paper key 1", "Paper key 2"])
    expect(keys.first.get_by_role("button")).to_have_count(0)
    expect(keys.last.get_by_role("button", name="Revoke Paper key 2")).to_be_visible()
    page.get_by_role("button", name="Try Paper key 2, 2 min").click()
    page.get_by_role("button", name="Try one").click()
    page.get_by_label("The 24 words").fill(" ".join(words))
    assert pair.phone.inaccessible() == []
    page.get_by_role("button", name="Try it", exact=True).click()
    page.get_by_role("heading", name="Paper key 2 opens everything").wait_for()
    expect(page.locator("main")).to_contain_text("Next: try Paper key 1,")


def test_no_toast_covers_words_that_must_be_copied(pair: Pair) -> None:
    """What was told a moment before waits until the words are off the screen, and is told then."""
    phone = pair.phone
    phone.await_kept()
    phone.context.set_offline(True)
    phone.jot("only here")
    page = phone.go("settings")
    page.get_by_role("button", name="Export 1 entry").click()
    told = page.get_by_text("Saved as ")
    told.wait_for()
    phone.go("paper")
    page.get_by_role("button", name="Make a new one").click()

    expect(page.locator(".paper-words li")).to_have_count(24)
    expect(told).to_be_hidden()
    page.get_by_role("button", name="I have written them").click()
    expect(told).to_be_visible()
