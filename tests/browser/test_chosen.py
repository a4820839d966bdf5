"""What was chosen by hand: the firm of a note, who speaks. It outlives a battery that dies, behind the lock."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Pair
from .phone import Phone
from .test_lock import set_passphrase, unlock


def revived(phone: Phone) -> Page:
    """Let the battery die, switch on again, and unlock."""
    phone.kill()
    page = phone.restart()
    page.get_by_role("heading", name="Locked").wait_for()
    unlock(page)
    return page


@pytest.mark.timeout(180)
def test_a_note_goes_to_the_firm_that_was_chosen_for_it_after_a_battery_died(pair: Pair) -> None:
    """Chosen before the first letter, and the app ends twice: before the words, and with them."""
    home, phone = pair.laptop.home, pair.phone
    home.write("open", "birch", "Analyst")
    home.write("open", "acme", "Data engineer")
    pair.laptop.sync()
    set_passphrase(phone)
    page = phone.go("capture")
    page.get_by_role("button", name="No firm chosen : choose a firm").click()
    page.get_by_role("radio", name="birch").click(force=True)
    expect(page.locator(".where b")).to_have_text("birch")
    page = revived(phone)
    expect(page.locator(".where b")).to_have_text("birch")
    page.get_by_role("textbox", name="Your note").fill("they rang")
    page.get_by_text("draft kept").wait_for()
    page = revived(phone)
    box = page.get_by_role("textbox", name="Your note")
    expect(box).to_have_value("they rang")
    expect(page.locator(".where b")).to_have_text("birch")
    page.get_by_role("button", name="SAVE").click()
    expect(box).to_have_value("")

    pair.laptop.await_text("they rang")
    [jot] = pair.laptop.program.data("jot", "list")["jots"]
    assert "is about birch" in home.run("jot", "file", jot["id"]).err


@pytest.mark.timeout(180)
def test_who_speaks_is_the_same_after_a_battery_died_and_is_asked_for_where_nobody_was_named(pair: Pair) -> None:
    """Saved without a name: one press says who it was. The next answer keeps its speaker and its form."""
    home, phone = pair.laptop.home, pair.phone
    home.write("open", "acme", "Data engineer")
    for name in ("Ana", "Ben"):
        home.write("who", "add", name)
    home.write("start")
    pair.laptop.sync()
    set_passphrase(phone)
    page = phone.go("capture")
    page.get_by_role("button", name="Question before").click()  # before the first comes one of my own, for nobody yet
    page.get_by_text("Who?", exact=True).wait_for()
    box = page.get_by_role("textbox", name="What they said")
    page.get_by_role("textbox", name="My own question").fill("Who decides?")
    box.fill("it depends")
    page.get_by_role("button", name="SAVE").click()
    page.get_by_role("group", name="Who was it?").get_by_role("button", name="Ben").click()
    expect(page.get_by_role("radio", name="Ben")).to_be_checked()
    box.fill("one left in spring")
    page.get_by_role("radio", name="number").check(force=True)
    page.get_by_text("draft kept").wait_for()

    page = revived(phone)
    expect(page.get_by_role("textbox", name="What they said")).to_have_value("one left in spring")
    expect(page.get_by_role("radio", name="Ben")).to_be_checked()
    expect(page.get_by_role("radio", name="number")).to_be_checked()
    page.get_by_role("button", name="SAVE").click()
    expect(page.get_by_role("textbox", name="What they said")).to_have_value("")

    expect(page.get_by_text(re.compile("not yet on another device|only here"))).to_be_hidden(timeout=15_000)
    pair.laptop.sync()
    said = [step for step in home.json("replay")["steps"] if step["text"] in ("it depends", "one left in spring")]
    assert [(step["who"], step["form"]) for step in said] == [("Ben", "general"), ("Ben", "number")]
