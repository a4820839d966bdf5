"""The app as a thing on the phone: it is kept whole, runs without a network, and asks nobody but its server."""

from __future__ import annotations

from playwright.sync_api import Page

from .phone import Phone, until


def shown(page: Page) -> str:
    """Return what the app shows, once it shows something."""
    until(page, "document.querySelector('#app').innerText !== ''")
    return page.locator("#app").inner_text()


def test_the_app_loads_and_the_policy_forbids_nothing_of_it(phone: Phone) -> None:
    """Every script, style and picture of its own is allowed, and it needs no other."""
    page = phone.open()
    phone.await_kept()

    assert page.title() == "Twoway"
    assert phone.forbidden() == []
    assert phone.strangers() == []


def test_the_app_opens_without_a_network(phone: Phone) -> None:
    """Once it was opened it is kept whole: a reload offline shows the same screen."""
    page = phone.open()
    phone.await_kept()
    before = shown(page)

    phone.context.set_offline(True)
    page.reload()

    assert shown(page) == before
    assert phone.forbidden() == []
