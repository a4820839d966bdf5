"""A phone in some engine: what a finger does, by the roles and names that a screen reader would say."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from .sessions import SECONDS, GoneError, Screen, Session

Engine = Callable[[Path, Screen], Session]

STEP = 0.05
_FIND = """
const [role, name] = arguments;
const kinds = {
  button: "button", link: "a[href]", radio: "input[type=radio]",
  textbox: "textarea, input:not([type]), input[type=text], input[type=password], input[type=search]",
};
const said = (one) => one.getAttribute("aria-label") ?? ([...(one.labels ?? [])].map((label) => label.textContent)
  .join(" ") || one.placeholder || one.textContent);
const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
const found = [...top.querySelectorAll(kinds[role])].filter((one) => said(one).trim().startsWith(name));
const one = found.find((each) => each.getAttribute("aria-disabled") !== "true") ?? null;
const seen = role === "radio" ? one?.labels[0] : one;
seen?.scrollIntoView({ block: "center" });
return seen ?? null;
"""
_WATCH = """
window.faults ??= [];
if (!window.isWatched) {
  window.isWatched = true;
  addEventListener("error", (event) => window.faults.push(event.message));
  addEventListener("unhandledrejection", (event) => window.faults.push(String(event.reason)));
  addEventListener("securitypolicyviolation", (event) =>
    window.faults.push(`${event.violatedDirective} ${event.blockedURI}`));
}
return window.faults;
"""
_KEPT = "navigator.serviceWorker?.controller?.state === 'activated'"


@dataclass
class Phone:
    """A browser of the kind ``engine`` with the profile ``folder``, and the app of ``url`` in it."""

    engine: Engine
    folder: Path
    screen: Screen
    url: str
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.kill()

    def start(self) -> None:
        """Switch on."""
        self.session = self.engine(self.folder, self.screen)

    def restart(self) -> None:
        """End the browser at once, and begin again with what it has kept."""
        self.faultless()
        self.session.kill()
        self.start()
        self.open()

    def open(self, rest: str = "") -> None:
        """Open the app."""
        self.session.go(f"{self.url}/app/{rest}")
        self.faultless()

    def place(self, name: str) -> None:
        """Go to a place of the app that is open, as its own links do."""
        self.session.run("location.hash = `#/${arguments[0]}`", name)
        self.until("document.querySelector('main') !== null && document.querySelector('[aria-busy=true]') === null")

    def press(self, role: str, name: str) -> None:
        """Press what is called so, once it is there and can be pressed."""
        self._with(role, name, self.session.press)

    def write(self, name: str, text: str) -> None:
        """Type into the box that is called so."""
        self._with("textbox", name, lambda box: self.session.type(box, text))

    def until(self, is_so: str) -> None:
        """Wait until ``is_so``, an expression, is true in the page."""
        until = time.monotonic() + SECONDS
        while not self.session.run(f"return Boolean({is_so})"):
            assert time.monotonic() < until, f"this never came true: {is_so}; the page says: {self.text()}"
            time.sleep(STEP)

    def sees(self, text: str) -> None:
        """Wait until ``text`` is shown."""
        self.until(f"document.body.innerText.includes({text!r})")

    def await_kept(self) -> None:
        """Wait until the whole app is on the phone."""
        self.until(_KEPT)

    def text(self) -> str:
        """Return what is shown."""
        return str(self.session.run("return document.body.innerText"))

    def width(self) -> int:
        """Return how wide the page is: what is wider than the screen makes it so."""
        return int(self.session.run("return document.documentElement.scrollWidth"))

    def faultless(self) -> None:
        """Nothing may have gone wrong in the page since it was opened."""
        faults = self.session.run(_WATCH)
        assert faults == [], faults

    def _with(self, role: str, name: str, act: Callable[[object], None]) -> None:
        """Find it and ``act``; again where the screen was drawn anew in between."""
        until, why = time.monotonic() + SECONDS, "it is not there"
        while time.monotonic() < until:
            found = self.session.run(_FIND, role, name)
            try:
                if found is not None:
                    return act(found)
            except GoneError as error:
                why = str(error)
            time.sleep(STEP)
        raise AssertionError(f"{role} {name}: {why}; the page says: {self.text()}")
