"""A browser that throws away what the app stored: said plainly, nothing begun over it, and a way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Page, expect

from .conftest import Pair, Phones
from .phone import Phone
from .test_pairing import admit

DATABASES, ALL = "indexeddb", "all"
BY_ITSELF = "indexeddb,cache_storage,service_workers"
"""What a browser takes that needs room; what the person clears is ``ALL``."""
LOST = "This browser has emptied its storage."
ANEW = "a note on the way home"
LONG = f"{ANEW} " * 1500
PROFILES = """
indexedDB.databases().then((all) => all.some(({ name }) => name === "twoway") ? new Promise((done) => {
  const opening = indexedDB.open("twoway");
  opening.onsuccess = () => {
    const base = opening.result;
    const rows = base.objectStoreNames.contains("profile")
      ? base.transaction("profile").objectStore("profile").count() : { set onsuccess(tell) { tell(); }, result: 0 };
    rows.onsuccess = () => { base.close(); done(rows.result); };
  };
}) : 0)
"""
"""How many journals lie here."""
ROOM_BYTES = 20_000
"""What is left beside what lies here."""


def throw_away(phone: Phone, what: str) -> None:
    """Let the browser throw away ``what`` of the app's origin."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("Storage.clearDataForOrigin", {"origin": phone.url, "storageTypes": what})
    session.detach()


def narrow(phone: Phone) -> CDPSession:
    """Switch off and on with hardly any room left; return what holds it so. A browser asks as it opens a database."""
    used = phone.page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    phone.close()
    phone.start()
    session = phone.context.new_cdp_session(phone.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.url, "quotaSize": used + ROOM_BYTES})
    phone.open()
    return session


def come_back(pair: Pair) -> Page:
    """Join again from the screen that says what happened, as a device of its own."""
    page = pair.phone.page
    expect(page.get_by_role("button", name="Begin a new, empty journal")).to_be_visible()
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("button", name="Add this phone again").click()
    invitation = pair.laptop.invite()
    page.get_by_role("button", name="Type the nine words").click()
    page.get_by_role("textbox", name="Nine words").fill(" ".join(invitation.words))
    page.get_by_role("textbox", name="Name of this phone").fill("phone anew")
    page.get_by_role("button", name="Ask to join").click()
    admit(pair.phone, invitation)
    return page


def revoke_the_lost_one(pair: Pair) -> list[str]:
    """Revoke the device that is no more on the laptop; return the names of those that count."""
    pair.laptop.sync()
    done = pair.laptop.home.run("devices", "revoke", "phone", "--yes")
    assert done.code == 0, done.err
    return names(pair)


def names(pair: Pair) -> list[str]:
    """Return the names of the devices that count on the laptop, the paper key left out."""
    listed = pair.laptop.program.data("devices")["devices"]
    return [each["name"] for each in listed if each["state"] != "revoked" and each["name"] != "paper"]


def test_what_was_thrown_away_while_the_app_was_closed_is_said_and_it_comes_back_as_a_new_device_l12(
    pair: Pair,
) -> None:
    """The start says it and makes nothing; joined again the notes are there, and the laptop revokes the lost device."""
    phone = pair.phone
    phone.jot("synced before")
    phone.await_synced()
    phone.page.goto("about:blank")
    throw_away(phone, BY_ITSELF)

    page = phone.restart()
    expect(page.get_by_role("alert")).to_contain_text(LOST)
    made = page.evaluate(PROFILES)
    come_back(pair)
    phone.jot(ANEW)
    page.get_by_role("link", name="Today").click()

    expect(page.get_by_text("synced before")).to_be_visible()
    pair.laptop.await_text(ANEW)
    assert made == 0
    assert revoke_the_lost_one(pair) == ["laptop", "phone anew"]
    page.get_by_role("link", name="Capture").click()
    phone.jot("after that")
    pair.laptop.await_text("after that")


@pytest.mark.parametrize("what", [DATABASES, ALL])
def test_what_is_thrown_away_while_the_app_is_open_is_said_and_the_words_stay_l12(pair: Pair, what: str) -> None:
    """Nobody presses anything; what was being typed can be read, then and after joining again, and nothing is begun."""
    phone, page = pair.phone, pair.phone.page
    pair.phone.await_read()
    page.get_by_role("textbox", name="Your note").fill(ANEW)

    throw_away(phone, what)

    expect(page.get_by_role("alert")).to_contain_text(LOST)
    expect(page.get_by_text(ANEW)).to_be_visible()
    assert page.evaluate(PROFILES) == 0
    come_back(pair)
    expect(page.get_by_role("textbox", name="Your note")).to_have_value(ANEW)
    page.get_by_role("button", name="SAVE").click()
    pair.laptop.await_text(ANEW)


def test_what_was_thrown_away_while_the_app_was_open_is_said_after_a_reload_too(pair: Pair) -> None:
    """All went, also what remembers that there was a journal: the page that saw it go remembers it anew."""
    pair.phone.await_read()
    throw_away(pair.phone, ALL)
    expect(pair.phone.page.get_by_role("alert")).to_contain_text(LOST)

    pair.phone.page.reload()

    expect(pair.phone.page.get_by_role("alert")).to_contain_text(LOST)


def test_a_second_window_says_it_too(pair: Pair) -> None:
    """Each has keys of the journal in memory; none of them writes a note that nobody could open."""
    pair.phone.await_read()
    other = pair.phone.tab()
    other.goto(f"{pair.url}/app/")
    other.get_by_role("textbox", name="Your note").fill(ANEW)

    throw_away(pair.phone, DATABASES)

    for page in (pair.phone.page, other):
        expect(page.get_by_role("alert")).to_contain_text(LOST)
    expect(other.get_by_text(ANEW)).to_be_visible()


def test_a_phone_that_remembers_nothing_begins_nothing_by_itself(pair: Pair) -> None:
    """All was cleared while the app was closed, the memory of it too: a first start, which leads to joining as well."""
    phone = pair.phone
    phone.page.goto("about:blank")
    throw_away(phone, ALL)

    page = phone.restart()
    page.get_by_role("button", name="I have a journal").wait_for()

    assert page.evaluate(PROFILES) == 0
    assert names(pair) == ["laptop", "phone"]


def test_a_phone_without_room_says_so_and_saves_the_same_words_once_there_is_some(phones: Phones) -> None:
    """The browser refuses by its quota: not saved is said, the words stay in the box, nothing before them is lost."""
    phone = phones()
    phone.open().get_by_role("button", name="Write the first note").click()
    phone.jot("before")
    phone.await_kept()
    session = narrow(phone)
    page = phone.page
    box, save = page.get_by_role("textbox", name="Your note"), page.get_by_role("button", name="SAVE")
    box.fill(LONG)
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved: there is no room left")
    refused = box.input_value()

    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.url})
    save.click()
    expect(box).to_have_value("")
    page = phone.restart()
    page.get_by_role("link", name="Today").click()

    assert refused == LONG
    for text in ("before", ANEW):
        expect(page.get_by_text(text).first).to_be_visible()
