"""A newer app: it is fetched whole beside the running one, waits until it is let in, and strands no window."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.client.real_server import free_port, running
from twoway_server.app_files import HASHES, find_app

from .conftest import Phones
from .phone import Phone, until

BUILT = Path(__file__).resolve().parents[2] / "client/web/dist"
ASK = "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => null, () => null)"
WAITING = "navigator.serviceWorker.getRegistration().then((found) => found.waiting !== null)"
INSTALLED = "navigator.serviceWorker.getRegistration().then((found) => found.installing === null)"
KEPT = "caches.keys()"
FILES = (
    f"{KEPT}.then((names) => Promise.all(names.map(async (name) => (await caches.open(name)).keys())))"
    ".then((all) => all.flat().length)"
)
HOLD = "void navigator.locks.request('twoway/write', () => new Promise((done) => setTimeout(done, 2500)))"
"""Another window writes, for so long that the button was pressed meanwhile."""
ASKED_MS = 2500
"""Longer than a window has to say what it runs."""
TITLE = "Twoway, the next"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Return the folder of an app that differs in its page's title, as the build would have made it."""
    folder = tmp_path / "newer"
    shutil.copytree(BUILT, folder)
    for copy in [*folder.glob("**/*.br"), *folder.glob("**/*.gz")]:
        copy.unlink()
    page, worker = folder / "index.html", folder / "sw.js"
    names = rename_scripts(folder)
    page.write_text(page.read_text().replace("<title>Twoway</title>", f"<title>{TITLE}</title>"))
    now = {name: sha256((folder / names.get(name, name)).read_bytes()).hexdigest() for name in find_app().files}
    script = worker.read_text()
    for name, file in find_app().files.items():
        script = script.replace(file.hash, now[name])
    worker.write_text(re.sub(r'\$\{"\w+"\}', '${"newer"}', script))
    now["sw.js"] = sha256(worker.read_bytes()).hexdigest()
    listed = {names.get(name, name): hash_ for name, hash_ in now.items()}
    (folder / HASHES).write_text(json.dumps({"version": "newer", "files": listed}))
    return folder


def rename_scripts(folder: Path) -> dict[str, str]:
    """Give each script of the app in ``folder`` a name that no other version has; return the new names by the old."""
    scripts = [path.name for path in (folder / "assets").glob("*.js")]
    new = {name: f"{name[:-7]}next.js" for name in scripts}
    pattern = re.compile("|".join(re.escape(name) for name in scripts))
    for path in [folder / "index.html", folder / "sw.js", *(folder / "assets" / name for name in scripts)]:
        path.write_text(pattern.sub(lambda found: new[found[0]], path.read_text()))
    for name in scripts:
        (folder / "assets" / name).rename(folder / "assets" / new[name])
    return {f"assets/{name}": f"assets/{new[name]}" for name in scripts}


@pytest.fixture
def upgraded(phones: Phones, tmp_path: Path, newer: Path) -> Phone:
    """Return a phone with a journal whose server was upgraded while the app was open, and cannot be reached now."""
    port = free_port()
    with running(tmp_path, port) as url:
        phone = phones(url=url)
        phone.open().get_by_role("button", name="Write the first note").click()
        phone.await_kept()
    with running(tmp_path, port, more=["--app", str(newer)]):
        phone.page.evaluate(ASK)
        until(phone.page, WAITING)
    return phone


def let_in(phone: Phone, page: Page) -> None:
    """Press the button that loads the newer app."""
    page.bring_to_front()
    page.evaluate("location.hash = '#/devices'")
    page.get_by_role("button", name="Load it now").click()


def title(page: Page) -> str:
    """Return the title after a reload."""
    page.reload()
    return page.title()


def test_a_newer_app_waits_until_it_is_let_in(upgraded: Phone) -> None:
    """What runs goes on running, also after a reload; once the app was closed the newer one is there, offline too."""
    before = title(upgraded.page)

    after = upgraded.restart().title()

    assert (before, after, title(upgraded.page)) == ("Twoway", TITLE, TITLE)


def test_the_newer_app_is_let_in_by_a_button_and_nothing_written_or_typed_is_lost(upgraded: Phone) -> None:
    """With a save under way that another window holds up, and words typed behind it: both are there afterwards."""
    page, other = upgraded.page, upgraded.tab()
    other.goto(page.url)
    other.get_by_role("textbox", name="Your note").fill("the other window's")
    page.bring_to_front()
    box = page.get_by_role("textbox", name="Your note")
    box.fill("saved in time.")
    other.evaluate(HOLD)

    page.get_by_role("button", name="SAVE").click()
    box.press_sequentially("half a sen")
    let_in(upgraded, page)

    expect(page).to_have_title(TITLE)
    page.get_by_role("link", name="Capture").click()
    expect(box).to_have_value("half a sen")
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_text("saved in time.", exact=True)).to_have_count(1)
    assert (other.title(), other.get_by_role("textbox", name="Your note").input_value()) == (
        "Twoway",
        "the other window's",
    )


def test_a_window_with_the_older_app_loads_what_it_lacks_and_then_nothing_is_kept_for_it(upgraded: Phone) -> None:
    """Its parts are there without a network until it is loaded again; a second press of the button does that."""
    page, other = upgraded.page, upgraded.tab()
    other.goto(page.url)
    let_in(upgraded, page)
    expect(page).to_have_title(TITLE)
    page.reload()
    page.wait_for_timeout(ASKED_MS)
    with_both = page.evaluate(KEPT)

    other.evaluate("location.hash = '#/paper'")
    expect(other.get_by_role("heading", name="Paper key")).to_be_visible()
    let_in(upgraded, other)
    expect(other).to_have_title(TITLE)

    assert len(with_both) == 2
    until(page, f"{KEPT}.then((names) => names.length === 1)")
    assert page.evaluate(KEPT) == ["twoway-newer"]


def test_what_the_browser_threw_away_of_the_app_is_fetched_again(phones: Phones, tmp_path: Path) -> None:
    """The journal stayed, the kept app went: the next start with a network keeps it anew, and then none is needed."""
    port = free_port()
    with running(tmp_path, port) as url:
        phone = phones(url=url)
        phone.open().get_by_role("button", name="Write the first note").click()
        phone.await_kept()
        phone.jot("one")
        before = phone.page.evaluate(FILES)
        phone.page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")

        phone.restart()
        until(phone.page, f"{FILES}.then((count) => count === {before})")
    phone.restart().get_by_role("link", name="Today").click()

    expect(phone.page.get_by_text("one", exact=True)).to_be_visible()


def test_an_upgrade_of_which_a_file_differs_is_not_taken(phones: Phones, tmp_path: Path, newer: Path) -> None:
    """A service worker that names other hashes than the files have installs nothing."""
    worker = newer / "sw.js"
    worker.write_text(re.sub(r'(icon-192\.png",")\w{64}', rf"\g<1>{'0' * 64}", worker.read_text()))
    hashes = json.loads((newer / HASHES).read_text())
    hashes["files"]["sw.js"] = sha256(worker.read_bytes()).hexdigest()
    (newer / HASHES).write_text(json.dumps(hashes))
    port = free_port()
    with running(tmp_path, port) as url:
        phone = phones(url=url)
        phone.open()
        phone.await_kept()

    with running(tmp_path, port, more=["--app", str(newer)]):
        phone.page.evaluate(ASK)
        until(phone.page, INSTALLED)
        waits, kept = phone.page.evaluate(WAITING), phone.page.evaluate(KEPT)

    assert (waits, len(kept)) == (False, 1)
    assert title(phone.page) == "Twoway"
