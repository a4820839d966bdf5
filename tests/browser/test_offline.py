"""Writing without a network: nothing that was said to be saved is lost, and it arrives when there is one."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from .conftest import Pair

MANY = 40
EARLY = """
new MutationObserver((_, watch) => {
  const box = document.querySelector("textarea");
  if (box === null) return;
  watch.disconnect();
  box.value = "typed at once";
  box.dispatchEvent(new Event("input", { bubbles: true }));
}).observe(document, { subtree: true, childList: true });
"""
"""Types in the moment in which there is something to type into."""
PRESS = "[...document.querySelectorAll('button')].find((each) => each.textContent === 'SAVE').click()"


def arrived(pair: Pair) -> list[str]:
    """Return the notes that the laptop has."""
    pair.laptop.sync()
    return pair.laptop.program.jots()


def test_forty_notes_written_offline_survive_a_restart_and_reach_the_laptop(pair: Pair) -> None:
    """Written without a network, the phone switched off and on, then the network comes back."""
    phone, notes = pair.phone, [f"note {number} on the train" for number in range(MANY)]
    phone.await_kept()
    phone.context.set_offline(True)
    for text in notes:
        phone.jot(text)

    phone.close()
    phone.start()
    phone.context.set_offline(True)
    phone.open()
    phone.jot("after the restart")
    phone.context.set_offline(False)
    phone.await_synced()

    assert sorted(arrived(pair)) == sorted([*notes, "after the restart"])


def test_two_tabs_write_at_once_and_nothing_is_lost_or_doubled(pair: Pair) -> None:
    """One journal, one order of writing, whichever tab has the focus."""
    phone, other = pair.phone, pair.phone.tab()
    other.goto(f"{pair.url}/app/")

    for number in range(5):
        phone.jot(f"first {number}")
        phone.jot(f"second {number}", other)
    phone.await_synced()

    assert sorted(arrived(pair)) == sorted(f"{tab} {number}" for number in range(5) for tab in ("first", "second"))


def test_a_note_of_the_laptop_is_on_the_phone_within_seconds(pair: Pair) -> None:
    """The live hint brings it, with nobody pressing anything."""
    page = pair.phone.page
    page.get_by_role("link", name="Today").click()

    pair.laptop.home.write("jot", "look at this")
    pair.laptop.sync()

    expect(page.get_by_text("look at this")).to_be_visible()


def test_what_is_typed_and_not_saved_is_there_after_a_restart(pair: Pair) -> None:
    """A draft is kept sealed, and stays in its box."""
    box = pair.phone.page.get_by_role("textbox", name="Your note")
    box.fill("half a sen")
    pair.phone.page.wait_for_timeout(1500)

    page = pair.phone.restart()

    expect(page.get_by_role("textbox", name="Your note")).to_have_value("half a sen")


def test_what_is_typed_before_the_journal_was_read_stays_in_its_box(pair: Pair) -> None:
    """The first picture is drawn from memory; what follows moves nothing that is in use."""
    phone = pair.phone
    phone.jot("written before")
    phone.context.add_init_script(EARLY)

    phone.page.reload()
    phone.page.wait_for_timeout(1500)

    expect(phone.page.get_by_role("textbox", name="Your note")).to_have_value("typed at once")


def test_nothing_is_asked_of_the_server_while_a_note_is_typed_v7(pair: Pair) -> None:
    """No request for a key stroke: the traffic does not tell how somebody types. Parts of the app may still come."""
    phone = pair.phone
    phone.await_synced()
    phone.page.wait_for_timeout(3000)
    before = len(phone.asked)

    phone.page.get_by_role("textbox", name="Your note").press_sequentially("what they said of overtime", delay=20)

    assert [address for address in phone.asked[before:] if "/app/assets/" not in address] == []


@pytest.mark.parametrize("how", ["the tab", "the browser"])
def test_what_is_killed_while_it_writes_loses_nothing_that_was_saved_l12(pair: Pair, how: str) -> None:
    """What the screen had called saved is there afterwards; what was under way is there whole or not at all."""
    phone = pair.phone
    phone.await_kept()
    phone.context.set_offline(True)
    saved = [f"saved {number}" for number in range(5)]
    for text in saved:
        phone.jot(text)
    phone.page.get_by_role("textbox", name="Your note").fill("under way " + "x" * 20_000)

    phone.page.evaluate(PRESS)
    if how == "the tab":
        with suppress(Error):
            phone.page.goto("chrome://crash", timeout=1000)
    phone.kill()
    phone.restart()
    expect(phone.page.get_by_role("button", name="SAVE")).to_be_visible()
    phone.await_synced()

    there = arrived(pair)
    assert [text for text in there if not text.startswith("under way")] == saved
    assert [len(text) for text in there[len(saved) :]] in ([], [20_010])
