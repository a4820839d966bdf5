"""Every screen of a full journal: whoever cannot see or point can use it, and hostile text stays text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .conftest import Pair
from .life import Life, write_life
from .phone import WIDTH, Phone

HOSTILE = (
    ' "><img src=x onerror=alert(1)><script>alert(2)</script><svg/onload=alert(3)>'
    "<a href=javascript:alert(4)>x</a><style>*{display:none}</style>{{7*7}}${alert(5)}&lt;b&gt;"
)
PLACES = (
    "capture",
    "today",
    "firms",
    "firm/{opportunity}",
    "report/{opportunity}",
    "next/{opportunity}",
    "replay/{interview}",
    "gut/{interview}/{opportunity}",
    "rate/{interview}/{opportunity}",
    "file/{jot}",
    "they-asked",
    "open-firm",
    "devices",
    "settings",
    "want",
    "paper",
    "trouble",
    "invite",
)
"""Every place of the app that can be gone to with a journal."""
BUSY = "document.querySelector('[aria-busy=true], main') === null"
GUESSED = """
window.guessed = [];
new MutationObserver(() => {
  const text = document.body ? document.body.innerText : "";
  const guess = /No server|only on this phone|only here|Never synced/.exec(text);
  if (guess !== null) window.guessed.push(guess[0]);
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
"""Whatever is said of a journal that a server has, and holds only of one that no server has."""
PLANTED = "document.querySelectorAll('#app :is(script, style, img[src=x], svg[onload], a[href^=javascript])').length"


def visited(pair: Pair, life: Life) -> Iterator[tuple[str, Phone]]:
    """Go to each place, and wait until it stands."""
    for place in PLACES:
        page = pair.phone.go(place.format(opportunity=life.opportunity, interview=life.interview, jot=life.jot))
        page.locator("main").wait_for()
        page.wait_for_timeout(150)
        yield place, pair.phone


def brought(pair: Pair, mark: str) -> Life:
    """Let the laptop write a whole case, and wait until the phone has it."""
    life = write_life(pair.laptop.home, mark)
    pair.laptop.sync()
    pair.phone.go("firms").get_by_text("Acme").first.wait_for()
    return life


@pytest.mark.timeout(180)
def test_axe_finds_no_fault_on_any_screen(pair: Pair) -> None:
    """Names, roles, contrast and order, as far as a program can judge them."""
    life = brought(pair, "")

    found = {place: faults for place, phone in visited(pair, life) if (faults := phone.inaccessible())}

    assert found == {}


@pytest.mark.timeout(180)
def test_hostile_words_are_text_on_every_screen_m5(pair: Pair) -> None:
    """Markup in every name and text makes no element, runs nothing and asks for nothing; it is shown as it is."""
    life = brought(pair, HOSTILE)

    planted, shown = {}, 0
    for place, phone in visited(pair, life):
        planted[place] = phone.page.evaluate(PLANTED)
        shown += phone.page.locator("#app").inner_text().count("<img src=x onerror=alert(1)>")

    assert {place: count for place, count in planted.items() if count} == {}
    assert shown > len(PLACES)
    assert pair.phone.forbidden() == []


@pytest.mark.timeout(180)
def test_no_screen_is_wider_than_the_phone(pair: Pair) -> None:
    """Long words break or scroll in a part of their own; the page never goes sideways, nor grows with its window."""
    life = brought(pair, " Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft")

    wide = [
        place
        for place, phone in visited(pair, life)
        if phone.page.evaluate("document.documentElement.scrollWidth") > WIDTH
    ]

    assert wide == []


@pytest.mark.parametrize(
    ("place", "known"), [("settings", "This journal is carried by"), ("devices", "Everything is on")]
)
def test_a_cold_start_says_nothing_before_it_is_known(pair: Pair, place: str, known: str) -> None:
    """That there is no server, or that all is only here, is said of a journal that was looked into, never before."""
    phone = pair.phone
    phone.await_synced()
    phone.close()
    phone.start()
    phone.context.add_init_script(GUESSED)
    page = phone.open(f"#/{place}")
    page.get_by_text(known).wait_for()

    assert page.evaluate("window.guessed") == []


def test_a_narrow_phone_has_room_for_when_a_device_was_heard_from(pair: Pair) -> None:
    """Whether it is in step stands beside its name, so that two lines hold the rest at 360 px."""
    page = pair.phone.go("devices")
    page.set_viewport_size({"width": 360, "height": 640})
    row = page.locator(".rows .what").filter(has_text="laptop")
    heard = row.get_by_text("Last heard from")
    heard.wait_for()

    assert row.get_by_text("In step").is_visible()
    assert (
        heard.evaluate("(it) => it.getBoundingClientRect().height / parseFloat(getComputedStyle(it).lineHeight)") < 2.5
    )
