"""The app as a thing on the phone: it is kept whole, runs without a network, and asks nobody but its server."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from twoway_core.sync.page import page_policy

from .conftest import Phones
from .phone import Phone, until

BUILT = Path(__file__).resolve().parents[2] / "client/web/dist"
TRIES = """
(() => {
  const refused = [];
  const attempt = (name, work) => { try { work(); } catch { refused.push(name); } };
  attempt("markup", () => { document.createElement("p").innerHTML = "<img>"; });
  attempt("script", () => { document.createElement("script").src = "https://evil.example/x.js"; });
  attempt("worker", () => new Worker("https://evil.example/x.js"));
  attempt("policy", () => trustedTypes.createPolicy("other", {}));
  document.body.setAttribute("style", "color: red");
  return refused;
})()
"""
"""What a page must not be able to do, by name where it throws; the style is only reported."""
SOURCES = """
(async () => {
  const source = async (address) => {
    await (await fetch(address)).arrayBuffer();
    return performance.getEntriesByName(new URL(address, location.href).href).at(-1).workerFinalSourceType;
  };
  return [await source("../v1/nothing"), await source("icon-512.png")];
})()
"""
"""What a route answers from, for a request of the exchange and for a file of the app; empty: the worker answers."""


class Forgetful(http.server.SimpleHTTPRequestHandler):
    """A host that serves a folder at its root, and sends no header that guards anything."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def forgetful() -> Iterator[str]:
    """Return the address of such a host of the app."""
    handler = functools.partial(Forgetful, directory=str(BUILT))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


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


def test_an_exchange_with_the_server_does_not_wake_the_service_worker(phone: Phone) -> None:
    """A route says so, where the browser knows routes; a file of the app is answered by it."""
    phone.open()
    phone.await_kept()

    sources = phone.page.evaluate(SOURCES)

    assert sources == ["network", ""]


def test_the_page_carries_the_policy_itself_made_of_the_server_s_own() -> None:
    """What the build put there is what the core says, as are the headers of the server."""
    found = re.findall(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', (BUILT / "index.html").read_text()
    )

    assert found == [page_policy()]


def test_on_a_host_that_forgets_the_headers_the_page_guards_itself(phones: Phones, forgetful: str) -> None:
    """The app runs, is kept and writes; foreign code, markup and styles are refused all the same."""
    phone = phones(url=forgetful)
    page = phone.page
    page.goto(f"{forgetful}/")
    page.get_by_role("button", name="Write the first note").click()
    phone.jot("a note")
    phone.await_kept()
    before = phone.forbidden()

    refused = page.evaluate(TRIES)
    phone.faults.clear()  # the browser reports each of them

    assert before == []
    assert refused == ["markup", "script", "worker", "policy"]
    assert any(each.startswith("style-src") for each in phone.forbidden())
