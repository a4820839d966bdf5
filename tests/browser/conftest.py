"""A browser, servers, laptops and phones. Who works without Chromium or Node may; CI may not.

Pairing takes seconds, so it is done once a run: the server's data, the laptop's home and the phone's profile lie
in a folder then, which is copied for each test that begins with a laptop and a phone of one journal.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.client.real_server import free_port, running
from twoway_server.app_files import find_app

from .laptop import Laptop
from .phone import CHROMIUM, WAIT_MS, Phone

Phones = Callable[..., Phone]
_CACHES = shutil.ignore_patterns("*Cache", "Singleton*", "component_crx_cache", "BrowserMetrics*", "Safe Browsing")
SERVER, LAPTOP, PHONE = "server", "laptop", "phone"
expect.set_options(timeout=WAIT_MS)  # a newer app may take its ten seconds, and a machine of two cores its time


@dataclass(frozen=True)
class Pair:
    """A laptop and a phone of one journal, and the server ``url`` between them."""

    url: str
    laptop: Laptop
    phone: Phone


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return Playwright, where a browser and an app to try in it are here."""
    lacking = [] if Path(CHROMIUM).exists() else [f"there is no {CHROMIUM}"]
    lacking += [find_app().missing] if find_app().missing else []
    if lacking and os.environ.get("CI"):
        pytest.fail(f"{lacking[0]}, and CI skips nothing")
    if lacking:
        pytest.skip(lacking[0])
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server."""
    with running(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture
def phones(playwright: Playwright, tmp_path: Path, server: str) -> Iterator[Phones]:
    """Return a function that makes a phone; at the end none of them may have had a fault, or asked anybody else."""
    made: list[Phone] = []

    def make(name: str = "phone", *flags: str, url: str = "") -> Phone:
        made.append(Phone(playwright, tmp_path / name, url or server, flags))
        return made[-1]

    yield make
    for phone in made:
        _put_away(phone)


@pytest.fixture
def phone(phones: Phones) -> Phone:
    """Return a new phone."""
    return phones()


@pytest.fixture
def laptop(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """Return a laptop with a journal that the server has."""
    made = Laptop(tmp_path / "laptop", server, monkeypatch)
    made.begin()
    return made


@pytest.fixture(scope="session")
def _paired(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Return a folder with a laptop and a phone that were paired and are switched off, and the server's port."""
    folder, port = tmp_path_factory.mktemp("paired"), free_port()
    (folder / SERVER).mkdir()
    with pytest.MonkeyPatch.context() as patch, running(folder / SERVER, port) as url:
        laptop = Laptop(folder / LAPTOP, url, patch)
        laptop.begin()
        invitation = laptop.invite()
        phone = Phone(playwright, folder / PHONE, url)
        page = phone.join(invitation.link)
        invitation.code()
        page.get_by_role("button", name="Same code").click()
        invitation.answer("yes")
        page.get_by_role("button", name="Begin").click()
        phone.await_kept()
        _put_away(phone)
    return folder, port


@pytest.fixture
def pair(
    _paired: tuple[Path, int], playwright: Playwright, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Pair]:
    """Return a laptop and a phone, paired a moment ago; the phone has the app open."""
    folder, port = _paired
    mine = tmp_path / "pair"
    shutil.copytree(folder, mine, ignore=_CACHES)
    with running(mine / SERVER, port) as url:
        phone = Phone(playwright, mine / PHONE, url)
        phone.open()
        yield Pair(url, Laptop(mine / LAPTOP, url, monkeypatch), phone)
        _put_away(phone)


def _put_away(phone: Phone) -> None:
    """Switch ``phone`` off: nothing may have gone wrong in it, and nobody else have been asked."""
    phone.close()
    assert phone.faults == []
    assert phone.strangers() == []
