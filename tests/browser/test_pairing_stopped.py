"""One side of a pairing stops while the other asks its person: that side says so at once, and nothing was added."""

from __future__ import annotations

from pathlib import Path

import pexpect
import pytest
from playwright.sync_api import Page, expect

from tests.client.faults.programs import Program, Terminal

from .camera import film_of
from .conftest import Pair, Phones
from .laptop import Laptop
from .phone import Phone

STOPPED = "The other device stopped. Nothing was added."
QUESTION = "Type yes to admit it: "
INTERRUPT = "\x03"
DIFFERENT, CLOSED, LEFT = "Different: stop", "a closed tab", "Back"


def leave(page: Page, how: str) -> None:
    """Stop on the phone, in one of the ways there are."""
    if how == CLOSED:
        page.close()
    else:
        page.get_by_role("button", name=how).click()


def end(screen: Terminal) -> tuple[int, str]:
    """Wait until the command ends by itself: nobody types anything."""
    code, shown = screen.end()
    return code, " ".join(shown.split())


def devices(laptop: Laptop) -> int:
    """Return how many are in the list, as the laptop has it after an exchange."""
    laptop.sync()
    return len(laptop.home.json("devices")["devices"])


# The phone is new


@pytest.mark.parametrize("how", [DIFFERENT, CLOSED, LEFT])
def test_a_laptop_is_told_that_the_phone_has_stopped(laptop: Laptop, phone: Phone, how: str) -> None:
    """Its question ends by itself."""
    before = devices(laptop)
    invitation = laptop.invite()
    phone.tab()  # a browser without a tab would be gone
    page = phone.join(invitation.link)
    phone.code()
    invitation.screen.child.expect_exact(QUESTION)
    leave(page, how)

    code, shown = end(invitation.screen)

    assert (code, STOPPED.lower() in shown.lower()) == (1, True), shown
    assert devices(laptop) == before


@pytest.mark.parametrize("how", ["no", INTERRUPT, "a closed terminal"], ids=["no", "Ctrl-C", "a closed terminal"])
@pytest.mark.parametrize("said", ["nothing yet", "Same code"])
def test_a_phone_is_told_that_the_laptop_has_stopped(laptop: Laptop, phone: Phone, how: str, said: str) -> None:
    """At its own question, and while it waits after its yes; then it can begin again."""
    invitation = laptop.invite()
    page = phone.join(invitation.link)
    phone.code()
    if said == "Same code":
        page.get_by_role("button", name=said).click()
    invitation.screen.child.expect_exact(QUESTION)
    if how == "a closed terminal":
        invitation.screen.child.ptyproc.fileobj.close()
    elif how == "no":
        invitation.screen.child.sendline(how)
    else:
        invitation.screen.child.send(how)

    expect(page.get_by_role("alert")).to_contain_text(STOPPED)
    expect(page.get_by_role("alert")).to_contain_text("Invite on the other device, for new words.")
    expect(page.get_by_role("button", name="Same code")).to_have_count(0)
    assert "its words are wrong" not in page.inner_text("body")


def test_after_a_no_a_phone_that_scanned_goes_back_to_its_camera(
    laptop: Laptop, phones: Phones, tmp_path: Path
) -> None:
    """Whoever held it before a square does so again; nobody has to type words for that."""
    invitation = laptop.invite()
    phone = phones("filming", *film_of(invitation.link, tmp_path / "camera.y4m"))
    page = phone.open()
    page.get_by_role("button", name="I have a journal").click()
    page.get_by_role("button", name="Ask to join").click()
    phone.code()
    page.get_by_role("button", name=DIFFERENT).click()
    page.get_by_role("button", name="Start again").click()

    # The camera still sees the square: the form that follows is one of a scanned link.
    expect(page.get_by_text("The invitation leads to 127.0.0.1")).to_be_visible()
    expect(page.get_by_role("textbox", name="Nine words")).to_have_count(0)


def test_after_a_no_a_phone_that_typed_goes_back_to_its_form_without_the_words(laptop: Laptop, phone: Phone) -> None:
    """They are burnt; the rest was right."""
    invitation = laptop.invite()
    page = phone.open("#/scan")
    page.get_by_role("button", name="Type the nine words").click()
    page.get_by_role("textbox", name="Nine words").fill(" ".join(invitation.words))
    page.get_by_role("textbox", name="Name of this phone").fill("my phone")
    page.get_by_role("button", name="Ask to join").click()
    phone.code()
    page.get_by_role("button", name=DIFFERENT).click()
    page.get_by_role("button", name="Start again").click()

    expect(page.get_by_role("textbox", name="Nine words")).to_have_value("")
    expect(page.get_by_role("textbox", name="Name of this phone")).to_have_value("my phone")


@pytest.mark.parametrize("how", ["killed", "reloaded"])
def test_a_phone_that_is_killed_between_the_two_yeses_goes_on(laptop: Laptop, phone: Phone, how: str) -> None:
    """Its keys were kept before its consent went: the laptop's yes, said while nobody is there, is good."""
    laptop.home.write("jot", "written on the laptop")
    invitation = laptop.invite()
    page = phone.join(invitation.link)
    phone.code()
    with page.expect_response(lambda answer: answer.url.endswith("/consent")):
        page.get_by_role("button", name="Same code").click()
    if how == "killed":
        phone.kill()
        phone.close()
    else:
        page.reload()
        page.get_by_role("button", name="To the devices").click()
        expect(page.get_by_text("Say yes on the other device too")).to_be_visible()

    shown = invitation.answer("yes")
    if how == "killed":
        phone.start()
        page = phone.open()
    else:
        page.get_by_role("button", name="Sync", exact=True).click()
    phone.go("today")

    assert "phone admitted. It can read everything." in shown
    expect(page.get_by_text("written on the laptop")).to_be_visible()
    phone.go("capture")
    phone.jot("written on the phone")
    laptop.await_text("written on the phone")


# The phone invites


def joining(pair: Pair, folder: Path) -> tuple[Page, Terminal]:
    """Let a tablet ask to join by the words on the phone's screen, up to the question on both."""
    page = pair.phone.go("invite")
    expect(page.locator(".nine li")).to_have_count(9)
    words = page.locator(".nine li").all_inner_texts()
    program = Program(folder / "tablet", {"XDG_STATE_HOME": str(folder / "tablet.state")})
    asked = ["join", *words, "--server", pair.url, "--no-passphrase", "--name", "tablet"]
    screen = program.terminal(*asked)
    screen.child.expect_exact("no to stop: ")
    expect(page.get_by_text("tablet asks to join")).to_be_visible()
    return page, screen


@pytest.mark.parametrize("how", ["no\r", INTERRUPT], ids=["no", "Ctrl-C"])
@pytest.mark.parametrize("said", ["nothing yet", "Same code"])
def test_a_phone_that_invites_is_told_that_the_newcomer_has_stopped(
    pair: Pair, tmp_path: Path, how: str, said: str
) -> None:
    """At its question, and while it waits for the other yes."""
    before = devices(pair.laptop)
    page, screen = joining(pair, tmp_path)
    if said == "Same code":
        page.get_by_role("button", name=said).click()
    screen.child.send(how)

    expect(page.get_by_role("alert")).to_contain_text(STOPPED)
    expect(page.get_by_role("button", name="New words")).to_be_visible()
    assert devices(pair.laptop) == before


@pytest.mark.parametrize("how", [DIFFERENT, CLOSED, "Back to devices"])
def test_a_newcomer_is_told_that_the_phone_that_invites_has_stopped(pair: Pair, tmp_path: Path, how: str) -> None:
    """Its question ends by itself. Of a closed tab it hears no more than that the invitation has ended."""
    before = devices(pair.laptop)
    page, screen = joining(pair, tmp_path)
    pair.phone.tab()
    leave(page, how)
    screen.child.expect(pexpect.EOF)
    shown = " ".join(screen.child.before.split())

    assert "the other device stopped" in shown
    assert "Nothing was added." in shown
    assert "its words are wrong" not in shown
    assert list((tmp_path / "tablet").glob("*")) == []
    assert devices(pair.laptop) == before


def test_new_words_after_a_stop_lead_in(pair: Pair, tmp_path: Path) -> None:
    """One that has stopped is in nobody's way."""
    page, screen = joining(pair, tmp_path)
    screen.child.send("no\r")
    page.get_by_role("button", name="New words").click()
    expect(page.locator(".nine li")).to_have_count(9)
    page.get_by_role("button", name="Back").click()
    page, screen = joining(pair, tmp_path)
    page.get_by_role("button", name="Same code").click()
    screen.child.send("yes\r")

    expect(page.get_by_text("tablet is admitted")).to_be_visible()
    assert "Admitted by" in end(screen)[1]
