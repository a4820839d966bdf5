"""Text twice as large on a small phone: nothing is cut, and what acts is in sight; no toast covers the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import Pair
from .test_screens import brought, visited

WIDTH, HEIGHT = 360, 640
_LARGE = "document.documentElement.style.fontSize = '200%'"
_OUT = """
[...document.querySelectorAll(".foot button, .tabs a, .edge button, .top button")].filter((one) => {
  const box = one.getBoundingClientRect();
  const { clientWidth: wide } = document.documentElement;
  return box.width > 0 && (box.left < -1 || box.right > wide + 1 || box.bottom > innerHeight + 1);
}).map((one) => one.innerText || one.ariaLabel)
"""
_COVERED = """
(() => {
  const toast = document.querySelector(".toast p").getBoundingClientRect();
  return [...document.querySelectorAll(".top button")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.bottom > toast.top + 1 && box.top < toast.bottom - 1;
  }).length;
})()
"""


def enlarged(pair: Pair) -> Page:
    """Make the phone small, and its text twice as large."""
    page = pair.phone.page
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.evaluate(_LARGE)
    return page


@pytest.mark.timeout(180)
def test_with_text_twice_as_large_every_screen_fits_and_its_buttons_are_in_sight(pair: Pair) -> None:
    """No page goes sideways, with long words either, and the buttons of its top and its foot are whole."""
    life = brought(pair, " Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft")
    enlarged(pair)
    wide, out = [], {}
    for place, phone in visited(pair, life):
        if phone.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(place)
        if found := phone.page.evaluate(_OUT):
            out[place] = found

    assert (wide, out) == ([], {})


@pytest.mark.timeout(120)
def test_what_is_told_covers_neither_the_way_back_nor_what_hides(pair: Pair) -> None:
    """It stands below the top of the screen, also where that has two lines; a press on it sends it away."""
    page = enlarged(pair)
    pair.phone.go("open-firm").get_by_role("textbox", name="Firm").fill("Acme")
    page.evaluate("scrollTo(0, 9999)")  # the top of the screen that tells is out of sight, that of the next is not
    page.get_by_role("button", name="Open Acme").click()
    told = page.get_by_role("status").filter(has_text="Acme")
    told.wait_for()
    page.get_by_role("heading", level=1, name="Acme").wait_for()

    assert page.evaluate(_COVERED) == 0
    told.locator("p > span").click()
    expect(told).to_have_count(0)


@pytest.mark.timeout(120)
def test_answers_that_wait_for_a_number_stand_above_follow_ups_however_late(pair: Pair) -> None:
    """They fade within hours; a list of late follow-ups may be long."""
    brought(pair, "")
    for number in range(3):
        pair.laptop.home.write("todo", "add", f"late {number}", "--day", "2020-01-01")
    pair.laptop.sync()
    page = pair.phone.go("today")
    page.get_by_text("late 0").wait_for()

    heads = page.get_by_role("heading", level=2).all_inner_texts()
    found = [
        next(at for at, head in enumerate(heads) if head.startswith(name)) for name in ("Answers", "Follow-ups due")
    ]
    assert found == sorted(found)
