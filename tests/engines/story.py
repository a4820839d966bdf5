"""What a person does with the app from the first start on: alone, and with a laptop, with and without a network."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.laptop import Laptop
from tests.browser.test_screens import PLACES
from tests.client.real_server import free_port, running

from .phone import Engine, Phone
from .sessions import Firefox, Screen

Say = Callable[[str], None]
LARGE, SMALL = Screen(412, 915), Screen(360, 640)
PASSPHRASE = "correct horse battery"
EMPTY = "document.querySelector('textarea')?.value === ''"
PAUSE_OVER = "document.querySelector('.kept:not(.unseen)') !== null"


def alone(engine: Engine, folder: Path, say: Say) -> None:
    """Begin without a laptop; what was saved, and what was typed, is there after the battery was out."""
    (folder / "server").mkdir(parents=True)
    with running(folder / "server") as url, Phone(engine, folder / "phone", LARGE, url) as phone:
        phone.open()
        phone.press("button", "Write the first note")
        _note(phone, "Your note", "the first note")
        phone.restart()
        phone.write("Your note", "half a sen")  # before the app has read anything
        phone.until(PAUSE_OVER)
        phone.restart()
        phone.until("document.querySelector('textarea')?.value === 'half a sen'")
        phone.press("link", "Today")
        phone.sees("the first note")
        phone.place("devices")
        if phone.session.name == Firefox.name:
            phone.sees("The browser may delete this journal")  # it would ask the person: only from a press
        phone.faultless()
    say(f"{phone.session.name} {phone.session.version}: alone, killed in mid-typing, all there")


def together(engine: Engine, folder: Path, say: Say) -> None:
    """Join a laptop's journal, note an interview without a network, lock it, and bring it home."""
    server, port = folder / "server", free_port()
    server.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch, ExitStack() as at_last:
        with running(server, port) as url:
            laptop = Laptop(folder / "laptop", url, patch)
            _prepare(laptop)
            phone = at_last.enter_context(Phone(engine, folder / "phone", SMALL, url))
            _join(phone, laptop)
            phone.await_kept()
        _interview(phone)
        phone.restart()
        _lock(phone)
        say(f"{phone.session.name}: joined, interview without a network, killed, locked and unlocked")
        with running(server, port):
            _bring_home(phone, laptop)
            _look_around(phone, laptop)
    say(f"{phone.session.name}: back online, all of it on the laptop, no screen wider than {SMALL.width}")


def _note(phone: Phone, box: str, text: str) -> None:
    phone.write(box, text)
    phone.press("button", "SAVE")
    phone.until(EMPTY)


def _prepare(laptop: Laptop) -> None:
    laptop.begin()
    home = laptop.home
    home.write("want", "autonomy=100", "growth=60", "--must", "3 remote days")
    home.write("open", "acme", "Data engineer")
    home.write("who", "add", "Ana Ruiz", "--boss")
    home.write("plan", "45m", "@ana")
    home.write("start")
    laptop.sync()


def _join(phone: Phone, laptop: Laptop) -> None:
    invitation = laptop.invite()
    phone.session.go(invitation.link)
    phone.write("Name of this phone", " of Ana")
    phone.press("button", "Ask to join")
    phone.sees(invitation.code())
    phone.press("button", "Same code")
    shown = invitation.answer("yes")
    assert "admitted" in shown, shown
    phone.press("button", "Begin")
    phone.until("document.querySelector('textarea')?.placeholder === 'What they said'")


def _interview(phone: Phone) -> None:
    phone.press("radio", "example")
    _note(phone, "What they said", "they decide alone")
    phone.press("button", "Follow-up")
    phone.write("Following up", "when was the last time?")
    _note(phone, "What they said", "last spring")
    phone.press("button", "Flag")
    phone.write("What is the warning sign?", "nobody stays")
    phone.press("button", "Save the flag")
    phone.until("document.querySelector('dialog[open]') === null")


def _lock(phone: Phone) -> None:
    phone.place("settings")
    phone.sees("carried by")  # comes after the first picture, and moves what stands below it
    phone.press("button", "Set a passphrase")
    phone.write("New passphrase", PASSPHRASE)
    phone.write("New passphrase again", PASSPHRASE)
    phone.press("button", "Set it")
    phone.until("document.querySelector('dialog[open]') === null")
    phone.restart()
    phone.write("Passphrase", PASSPHRASE)
    phone.press("button", "Unlock")
    phone.until(EMPTY)


def _bring_home(phone: Phone, laptop: Laptop) -> None:
    phone.session.run("dispatchEvent(new Event('online'))")
    phone.until("!/not yet on another|only here/.test(document.body.innerText)")
    laptop.sync()
    shown = {step["text"] for step in laptop.home.json("replay")["steps"]}
    assert {"they decide alone", "when was the last time?", "last spring", "nobody stays"} <= shown, shown


def _look_around(phone: Phone, laptop: Laptop) -> None:
    desk = laptop.home.desk()
    desk.index.refresh()
    [opportunity] = [summary.id for summary in desk.index.checkpoint.summaries.values()]
    [interview] = desk.state(opportunity).cases[opportunity].interviews
    desk.database.close()
    ids = {"opportunity": opportunity.hex(), "interview": interview.hex(), "jot": "0" * 32}
    wide = {}
    for place in PLACES:
        phone.place(place.format(**ids))
        phone.until("document.querySelector('main').innerText !== ''")
        wide[place] = phone.width()
    phone.faultless()
    assert max(wide.values()) <= SMALL.width, f"wider than the screen: {wide}"
