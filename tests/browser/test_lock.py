"""The lock: it comes as soon as the app is left, where that is wanted; and a forgotten passphrase leaves a way out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .phone import Phone, until

PASSPHRASE = "seven green kettles"
_HIDE = """
Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
document.dispatchEvent(new Event("visibilitychange"));
"""
_SHOW = """
delete document.visibilityState;
document.dispatchEvent(new Event("visibilitychange"));
"""

_EMPTY = "new Promise((done) => { indexedDB.deleteDatabase('twoway').onsuccess = () => done(null); })"


def guarded(phone: Phone) -> Page:
    """Begin a journal on the phone alone, with a passphrase; the settings are open."""
    page = phone.open()
    page.get_by_role("button", name="Write the first note").click()
    until(page, "history.state !== null")  # it has gone to the box by itself
    set_passphrase(phone)
    return page


def set_passphrase(phone: Phone) -> None:
    """Guard the phone's journal with the passphrase; the settings are open."""
    page = phone.go("settings")
    page.get_by_role("button", name="Set a passphrase").click()
    page.get_by_role("textbox", name="New passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("textbox", name="New passphrase again").fill(PASSPHRASE)
    page.get_by_role("button", name="Set it").click()
    page.get_by_role("button", name="Lock now").wait_for()


def unlock(page: Page) -> None:
    """Open the journal again."""
    page.get_by_role("textbox", name="Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock", exact=True).click()


@pytest.mark.timeout(120)
def test_leaving_the_app_locks_it_where_that_is_wanted_and_no_word_is_lost(phone: Phone) -> None:
    """Off at first; once it is on, the keys go at once, and what was typed is in its box after the unlock."""
    page = guarded(phone)
    tick = page.get_by_role("checkbox", name="Lock when I leave the app")
    expect(tick).not_to_be_checked()
    page.evaluate(_HIDE)
    page.evaluate(_SHOW)
    tick.check()
    phone.go("open-firm").get_by_role("textbox", name="Firm").fill("Acme")
    phone.go("capture")
    page.get_by_role("textbox", name="Your note").fill("half a tho")
    page.evaluate(_HIDE)

    page.get_by_role("heading", name="Locked").wait_for()
    page.get_by_text("Your draft is kept, encrypted.").wait_for()
    assert "half a tho" not in page.locator("#app").inner_text()
    page.evaluate(_SHOW)
    unlock(page)
    expect(page.get_by_role("textbox", name="Your note")).to_have_value("half a tho")
    expect(phone.go("open-firm").get_by_role("textbox", name="Firm")).to_have_value("Acme")
    assert phone.forbidden() == []


@pytest.mark.timeout(120)
def test_a_note_written_at_the_lock_is_not_written_over_by_the_next(phone: Phone) -> None:
    """Back to the lock and to the box: the words stand there. After a restart they wait beside new ones."""
    page = guarded(phone)
    page.get_by_role("button", name="Lock now").click()
    page.get_by_role("heading", name="Locked").wait_for()
    expect(page.get_by_text("Your draft is kept, encrypted.")).to_have_count(0)
    page.get_by_role("button", name="Write without unlocking").click()
    page.get_by_role("textbox", name="Note").fill("first")
    page.get_by_role("button", name="To the lock").click()
    page.get_by_text("Your draft is kept, encrypted.").wait_for()
    page.get_by_role("button", name="Write without unlocking").click()
    expect(page.get_by_role("textbox", name="Note")).to_have_value("first")
    page = phone.restart()
    page.get_by_role("button", name="Write without unlocking").click()
    page.get_by_role("textbox", name="Note").fill("second")
    page.get_by_role("button", name="To the lock").click()
    unlock(page)

    box = phone.go("capture").get_by_role("textbox", name="Your note")
    expect(box).to_have_value("first")
    page.get_by_role("button", name="SAVE").click()
    expect(box).to_have_value("second")


@pytest.mark.timeout(120)
def test_whoever_forgot_the_passphrase_is_told_what_is_lost_and_can_begin_anew(phone: Phone) -> None:
    """It says what helps and what goes, asks for a word, and the phone is as new afterwards."""
    page = guarded(phone)
    phone.go("capture")
    phone.jot("only here")
    phone.go("settings").get_by_role("button", name="Lock now").click()
    page.get_by_role("button", name="Forgot it?").click()
    told = page.get_by_role("dialog")
    told.get_by_text("Everything: this phone holds the only copy that can be opened.").wait_for()
    assert phone.inaccessible() == []
    told.get_by_role("button", name="Take the journal off this phone").click()
    expect(page.get_by_role("button", name="Take it off")).to_be_disabled()
    page.get_by_role("textbox", name="Type remove to go on").fill("remove")
    page.get_by_role("button", name="Take it off").click()

    page.get_by_role("button", name="Write the first note").click()
    page.get_by_role("textbox", name="Your note").wait_for()
    expect(phone.go("settings").get_by_role("button", name="Set a passphrase")).to_be_visible()


def test_a_storage_that_was_emptied_is_said_when_the_app_is_seen_again(phone: Phone) -> None:
    """Before the next write: with the words that were being typed, which are nowhere else."""
    page = phone.open()
    page.get_by_role("button", name="Write the first note").click()
    page.get_by_role("textbox", name="Your note").fill("half a tho")
    page.evaluate(_EMPTY)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    page.get_by_role("heading", name="This browser has emptied its storage.").wait_for()
    page.get_by_text("half a tho").wait_for()


def test_before_the_first_word_nothing_is_counted_as_not_yet_elsewhere(phone: Phone) -> None:
    """What every journal begins with is no work of the person's; their own note is."""
    page = phone.open()
    page.get_by_role("button", name="Write the first note").click()
    devices = page.get_by_role("link", name="Devices")
    page.get_by_role("textbox", name="Your note").wait_for()
    page.wait_for_timeout(500)
    expect(devices).to_have_accessible_name("Devices")
    phone.jot("a word")

    expect(devices).to_have_accessible_name("Devices, 1 not yet on another device")
