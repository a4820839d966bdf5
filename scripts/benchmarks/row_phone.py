"""Row: the phone's app, in a real Chromium as large as a phone, against a real server and beside a real laptop."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pexpect
from playwright.sync_api import Page, Playwright, sync_playwright
from tests.browser.laptop import Invitation
from tests.browser.phone import Phone
from tests.client.faults.programs import Terminal

from .bench import DISK, Bench
from .measuring import Samples, interleave
from .processes import FailedError
from .serving import Server, twoway_server
from .table import Row

FIRST_LOAD_KB, READY_TIMES, SAVE_SECONDS, PULL_SECONDS, LIVE_SECONDS = 60, 1.2, 0.05, 3.0, 3.0
MOST = 0.95
_SAVES, _LIVE = 40, 10
_READ_MS, _SETTLE_MS, _PATIENCE_SECONDS, _STEP_MS = 1_000, 6_000, 30.0, 5
_ROOMY = ("--limit", "anonymous_per_second=100000")
_BOX = re.compile("^(Your note|What they said)")
"""The box in which notes are written, without an interview and in one."""
_READY = """
new MutationObserver((_, watch) => {
  if (document.querySelector("textarea:not([disabled])") === null) return;
  window.readyMs = performance.now();
  watch.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
_SAVED_MS = """(box) => new Promise((done, fail) => {
  const save = [...document.querySelectorAll("button")].find((each) => each.textContent === "SAVE");
  const began = performance.now();
  const look = () => {
    if (box.value === "") done(performance.now() - began);
    else if (performance.now() - began > 10_000) fail(new Error(document.body.innerText));
    else setTimeout(look);
  };
  save.click();
  look();
})"""


def run(bench: Bench) -> Row:
    """Measure the first load, the time until one can type, saving, a first pull, and a note's way to the laptop."""
    row = Row("phone", "the phone's app in headless Chromium")
    effort = bench.effort
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        server = stack.enter_context(twoway_server(bench.python, bench.fresh(), *_ROOMY))
        empty = _begun(stack, playwright, server, bench)
        _first_load(row, playwright, server, bench)
        laptop = bench.copy(bench.home(effort.ten, "indexed"))
        bench.twoway(laptop, "sync", server.url)
        full = stack.enter_context(_phone(playwright, server, bench))
        pulled = _paired(full, laptop, server, bench)
        row.within(f"pull {effort.ten:,} entries, from the laptop's yes", pulled, PULL_SECONDS, "<= 3 s")
        _ready(row, bench, empty, full)
        _saving(row, full)
        _live(row, bench, full, laptop)
    return row


@contextmanager
def _phone(playwright: Playwright, server: Server, bench: Bench) -> Iterator[Phone]:
    phone = Phone(playwright, bench.fresh(), server.url)
    phone.context.add_init_script(_READY)
    try:
        yield phone
    finally:
        phone.close()


def _begun(stack: ExitStack, playwright: Playwright, server: Server, bench: Bench) -> Phone:
    """Return a phone that began a journal of its own."""
    phone = stack.enter_context(_phone(playwright, server, bench))
    phone.open().get_by_role("button", name="Write the first note").click()
    phone.page.get_by_role("textbox", name=_BOX).wait_for()
    phone.await_kept()
    return phone


def _first_load(row: Row, playwright: Playwright, server: Server, bench: Bench) -> None:
    """Add what a new phone loads of code until the first letter can be typed, each file gzipped."""
    with _phone(playwright, server, bench) as phone:
        first: set[str] = set()
        # The service worker takes all files to itself beside that, and is in nobody's way.
        phone.context.on("request", lambda asked: first.add(asked.url) if asked.service_worker is None else None)
        phone.open().get_by_role("button", name="Write the first note").wait_for()
        first = {address for address in first if address.endswith(".js") and not address.endswith("/sw.js")}
        bodies = [phone.context.request.get(address).body() for address in first]
    kib = Samples("kB", [sum(len(gzip.compress(body, 9)) for body in bodies) / 1000])
    row.within("first load, JavaScript gzipped", kib, FIRST_LOAD_KB, "<= 60 kB")
    row.notes.append(f"first load: {len(first)} scripts, the worker's included, until the first screen stands")


def _paired(phone: Phone, laptop: Path, server: Server, bench: Bench) -> Samples:
    """Let ``phone`` join the journal of ``laptop``; return the time from the yes to a phone that holds it all."""
    invitation = Invitation(server.url, Terminal(_terminal(bench, laptop)))
    page = phone.join(invitation.link)
    invitation.code()
    page.get_by_role("button", name="Same code").click()
    began = time.perf_counter()
    invitation.screen.answer("Type yes to admit it: ", "yes")
    page.get_by_role("button", name="Begin").wait_for(timeout=120_000)
    took = Samples("s", [time.perf_counter() - began])
    invitation.screen.end()
    page.get_by_role("button", name="Begin").click()
    phone.await_kept()
    return took


def _terminal(bench: Bench, home: Path) -> pexpect.spawn:
    program = str(bench.python.with_name("twoway"))
    environment = {**os.environ, **bench.environment(), "TERM": "xterm"}
    command = ["--home", str(home), "invite"]
    return pexpect.spawn(program, command, env=environment, encoding="utf-8", timeout=60, dimensions=(50, 80))


def _ready(row: Row, bench: Bench, empty: Phone, full: Phone) -> None:
    """Add how long a start takes until one can type, with many entries beside none."""
    contestants: dict[str, Callable[[], float]] = {"none": lambda: _started(empty), "many": lambda: _started(full)}
    took = interleave(bench.effort.processes, contestants, row.beside(DISK), bench.scratch)
    what = f"ready to type, {bench.effort.ten:,} entries"
    row.no_more(what, took["many"], READY_TIMES, base=took["none"], than="none")


def _started(phone: Phone) -> float:
    page = phone.open()
    page.get_by_role("textbox", name=_BOX).wait_for()
    page.wait_for_timeout(50)
    return float(page.evaluate("window.readyMs")) / 1000


def _saving(row: Row, phone: Phone) -> None:
    """Add how long saving takes; the first one comes while the journal is still being read, and is told apart."""
    cold = _saved(phone.page, "the first note after a start")
    phone.page.wait_for_timeout(_READ_MS)
    took = Samples("s", [_saved(phone.page, f"note {number}") for number in range(_SAVES)])
    most = Samples("s", [took.quantile(MOST)])
    row.within("save a note, p95, strict durability", most, SAVE_SECONDS, "<= 50 ms")
    middle = f"median {took.median * 1000:.0f} ms of {_SAVES}"
    row.notes.append(
        f"save a note: {middle}, from the press to the empty box; at once after a start {cold * 1000:.0f} ms"
    )


def _saved(page: Page, text: str) -> float:
    """Return how long it takes from the press of SAVE until the box is empty, and so the note on the disk."""
    box = page.get_by_role("textbox", name=_BOX)
    box.fill(text)
    page.get_by_role("button", name="SAVE").wait_for()
    return float(box.evaluate(_SAVED_MS)) / 1000


def _live(row: Row, bench: Bench, phone: Phone, laptop: Path) -> None:
    """Add how long a note takes from the press of SAVE to a laptop that listens."""
    command = [bench.python.with_name("twoway"), "--home", laptop, "sync", "--watch", "--json"]
    words = [str(word) for word in command]
    with subprocess.Popen(words, env=bench.environment(), stdout=subprocess.PIPE, text=True) as watching:
        try:
            laptop_has = _Received(watching)
            phone.page.wait_for_timeout(_SETTLE_MS)  # the notes that were saved before arrive
            took = Samples("s")
            for number in range(_LIVE):
                wanted = laptop_has.entries + 1
                began = time.perf_counter()
                _saved(phone.page, f"live {number}")
                laptop_has.wait(wanted, phone.page)
                took.values.append(time.perf_counter() - began)
        finally:
            watching.terminate()
    most = Samples("s", [took.quantile(MOST)])
    row.within("note on the phone to the laptop, p95, live", most, LIVE_SECONDS, "<= 3 s")
    row.notes.append(f"to the laptop: median {took.median:.2f} s of {_LIVE}")


class _Received:
    """Counts the entries that a listening laptop says it has received."""

    def __init__(self, watching: subprocess.Popen[str]) -> None:
        self.entries = 0
        threading.Thread(target=self._read, args=(watching,), daemon=True).start()

    def _read(self, watching: subprocess.Popen[str]) -> None:
        assert watching.stdout is not None
        for line in watching.stdout:
            self.entries += json.loads(line)["received"]

    def wait(self, wanted: int, page: Page) -> None:
        """Wait until there are so many. Raises FailedError."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while self.entries < wanted:
            if time.monotonic() > until:
                raise FailedError("a note of the phone does not reach the laptop")
            page.wait_for_timeout(_STEP_MS)
