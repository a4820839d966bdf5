"""A newer app: it is fetched whole beside the running one, and waits until it is let in."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.client.real_server import free_port, running
from twoway_server.app_files import HASHES, find_app

from .conftest import Phones
from .phone import Phone, until

BUILT = Path(__file__).resolve().parents[2] / "client/web/dist"
ASK = "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => null, () => null)"
WAITING = "navigator.serviceWorker.getRegistration().then((found) => found.waiting !== null)"
KEPT = "caches.keys()"
TITLE = "Twoway, the next"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Return the folder of an app that differs in its page's title, as the build would have made it."""
    folder = tmp_path / "newer"
    shutil.copytree(BUILT, folder)
    for copy in [*folder.glob("**/*.br"), *folder.glob("**/*.gz")]:
        copy.unlink()
    page, worker = folder / "index.html", folder / "sw.js"
    old = sha256(page.read_bytes()).hexdigest()
    page.write_text(page.read_text().replace("<title>Twoway</title>", f"<title>{TITLE}</title>"))
    new = sha256(page.read_bytes()).hexdigest()
    script = worker.read_text().replace(old, new)
    worker.write_text(re.sub(r'twoway-\$\{"\w+"\}', 'twoway-${"newer"}', script))
    listed = {name: sha256((folder / name).read_bytes()).hexdigest() for name in find_app().files}
    (folder / HASHES).write_text(json.dumps({"version": "newer", "files": listed}))
    return folder


@pytest.fixture
def upgraded(phones: Phones, tmp_path: Path, newer: Path) -> Phone:
    """Return a phone whose server was upgraded while the app was open."""
    port = free_port()
    with running(tmp_path, port) as url:
        phone = phones(url=url)
        phone.open()
        phone.await_kept()
    with running(tmp_path, port, more=["--app", str(newer)]):
        phone.page.evaluate(ASK)
        until(phone.page, WAITING)
    return phone


def title(page: Page) -> str:
    """Return the title after a reload."""
    page.reload()
    return page.title()


def test_a_newer_app_waits_until_it_is_let_in(upgraded: Phone) -> None:
    """What runs goes on running, also after a reload; once the app was closed the newer one is there, offline too."""
    before = title(upgraded.page)

    after = upgraded.restart().title()

    assert (before, after, title(upgraded.page)) == ("Twoway", TITLE, TITLE)


def test_the_version_before_is_kept_for_what_still_runs_of_it(upgraded: Phone) -> None:
    """A page that has yet to load a part finds it, until the version after the next."""
    page = upgraded.restart()

    until(page, "navigator.serviceWorker.controller.state === 'activated'")

    assert len(page.evaluate(KEPT)) == 2


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
        phone.page.wait_for_timeout(500)
        waits, kept = phone.page.evaluate(WAITING), phone.page.evaluate(KEPT)

    assert (waits, len(kept)) == (False, 1)
    assert title(phone.page) == "Twoway"
