"""A phone: Chromium with a profile of its own, as wide as one, with a finger instead of a mouse.

It keeps whatever went wrong in it: errors of scripts, what the server's policy forbade, and every address that was
asked for. Only the network's own complaints while it is offline are no fault.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Page, Playwright, Request, expect

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTH, HEIGHT = 412, 915
AXE = Path(__file__).resolve().parents[2] / "client/web/node_modules/axe-core/axe.min.js"
WAIT_MS, _STEP_MS = 15_000, 50
_TOLD_MS = 250
"""In which a screen has long heard of what was written."""
_CODE = re.compile(r"^\d{3} \d{3}$")
_NETWORK = ("net::ERR_", "WebSocket connection to", "Failed to load resource")
_WATCH = """
window.forbidden = [];
addEventListener("securitypolicyviolation", (event) =>
  window.forbidden.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


def until(page: Page, is_so: str) -> None:
    """Wait until ``is_so``, an expression, is true in ``page``; the policy forbids Playwright's own way of it."""
    for _ in range(WAIT_MS // _STEP_MS):
        if page.evaluate(is_so):
            return
        page.wait_for_timeout(_STEP_MS)
    raise AssertionError(f"this never came true: {is_so}")


@dataclass
class Phone:
    """One browser profile in ``folder``, which survives being closed. ``url``: the server."""

    playwright: Playwright
    folder: Path
    url: str
    flags: Sequence[str] = ()
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Switch on, as it was switched off."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=CHROMIUM,
            args=[*FLAGS, *self.flags],
            viewport={"width": WIDTH, "height": HEIGHT},
            has_touch=True,
            is_mobile=True,
            device_scale_factor=2.6,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Berlin",
        )
        self.context.set_default_timeout(WAIT_MS)
        self.context.add_init_script(_WATCH)
        self.context.on("request", self._requested)
        self.page = self.context.pages[0]
        self.listen(self.page)

    def listen(self, page: Page) -> None:
        """Keep what goes wrong in ``page``."""
        page.on("console", self._said)
        page.on("pageerror", self._failed)
        page.on("dialog", self._asked)

    def tab(self) -> Page:
        """Return another tab."""
        page = self.context.new_page()
        self.listen(page)
        return page

    def open(self, rest: str = "") -> Page:
        """Open the app."""
        self.page.goto(f"{self.url}/app/{rest}")
        return self.page

    def close(self) -> None:
        """Switch off; a browser that has crashed is off already."""
        try:
            self.context.close()
        except Error as error:
            assert "closed" in str(error), error  # noqa: PT017

    def restart(self) -> Page:
        """Switch off and on, and open the app."""
        self.close()
        self.start()
        return self.open()

    def go(self, place: str) -> Page:
        """Go to a place of the app that is open, as its own links do."""
        self.page.evaluate("(place) => { location.hash = `#/${place}`; }", place)
        self.page.wait_for_timeout(_STEP_MS)
        return self.page

    def join(self, link: str, name: str = "phone", passphrase: str = "") -> Page:
        """Follow ``link``, and ask to join; the check code is shown then."""
        page = self.page
        page.goto(link)
        page.get_by_role("textbox", name="Name of this phone").fill(name)
        page.get_by_role("textbox", name="Passphrase").fill(passphrase)
        page.get_by_role("button", name="Ask to join").click()
        return page

    def code(self) -> str:
        """Return the check code on the screen."""
        found = self.page.get_by_text(_CODE)
        found.wait_for()
        return found.inner_text()

    def jot(self, text: str, page: Page | None = None) -> None:
        """Write a note, and wait until the box is empty again: only then was it said to be saved."""
        page = page or self.page
        box = page.get_by_role("textbox", name="Your note")
        box.fill(text)
        page.get_by_role("button", name="SAVE").click()
        expect(box).to_have_value("")

    def await_read(self) -> None:
        """Wait until the app has read its journal: its first picture stands before that, as it was remembered."""
        tabs = self.page.get_by_role("navigation", name="Main", include_hidden=True)
        expect(tabs).not_to_have_attribute("aria-busy", "true", timeout=WAIT_MS)

    def await_synced(self) -> None:
        """Wait until nothing waits here for another device, as far as the journal itself says."""
        self.page.wait_for_timeout(_TOLD_MS)
        self.await_read()
        expect(self.page.get_by_role("link", name=re.compile("^Devices"))).to_have_accessible_name(
            "Devices", timeout=WAIT_MS
        )

    def kill(self) -> None:
        """End the browser at once, as a phone does whose battery is out."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and self._is_mine(entry):
                with suppress(ProcessLookupError):
                    os.kill(int(entry.name), signal.SIGKILL)

    def _is_mine(self, process: Path) -> bool:
        with suppress(OSError):
            return f"--user-data-dir={self.folder}\0".encode() in (process / "cmdline").read_bytes()
        return False

    def await_kept(self) -> None:
        """Wait until the whole app is on the phone, and the service worker answers for it."""
        until(self.page, "navigator.serviceWorker.controller !== null")

    def forbidden(self) -> list[str]:
        """Return what the policy forbade in the page that is open."""
        found: list[str] = self.page.evaluate("window.forbidden")
        return found

    def inaccessible(self) -> list[str]:
        """Return what axe finds fault with on the screen that is open."""
        self.page.evaluate(f"typeof axe === 'undefined' && {{}}; {AXE.read_text()}; null")
        found: dict[str, Any] = self.page.evaluate("axe.run({ resultTypes: ['violations'] })")
        return [
            f"{fault['id']}: {node['target']} {node['failureSummary']}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]

    def strangers(self) -> list[str]:
        """Return every address that was asked for and is not the server's."""
        own = (f"{self.url}/", "data:", f"blob:{self.url}", "about:")
        return [address for address in self.asked if not address.startswith(own)]

    def _requested(self, request: Request) -> None:
        self.asked.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(each in message.text for each in _NETWORK):
            self.faults.append(message.text)

    def _asked(self, dialog: Dialog) -> None:
        self.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _failed(self, error: Error) -> None:
        self.faults.append(str(error))
