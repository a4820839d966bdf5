"""A phone becomes a device of the laptop's journal: by the link, by typed words, by the camera; never without a yes."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from twoway_client.sync.pairing import invitation_link

from .camera import film_of
from .conftest import Pair, Phones
from .laptop import Invitation, Laptop
from .phone import Phone


def admit(phone: Phone, invitation: Invitation) -> tuple[str, str]:
    """Compare the codes on both screens, say yes on both, and wait for the phone; return the codes."""
    codes = invitation.code(), phone.code()
    phone.page.get_by_role("button", name="Same code").click()
    assert "admitted. It can read everything." in invitation.answer("yes")
    phone.page.get_by_role("button", name="Begin").click()
    return codes


def test_a_phone_joins_by_the_link_and_has_the_laptop_s_journal(laptop: Laptop, phone: Phone) -> None:
    """Both screens show one code; then each device reads what the other wrote."""
    laptop.home.write("jot", "written on the laptop")
    invitation = laptop.invite()
    phone.join(invitation.link)

    theirs, ours = admit(phone, invitation)
    phone.jot("written on the phone")
    phone.page.get_by_role("link", name="Today").click()
    expect(phone.page.get_by_text("written on the laptop")).to_be_visible()
    laptop.await_text("written on the phone")

    assert theirs == ours
    assert phone.forbidden() == []


def test_the_link_s_secret_leaves_the_address_and_is_never_sent(laptop: Laptop, phone: Phone) -> None:
    """Nobody who looks at the address, the history or the traffic finds it."""
    invitation = laptop.invite()
    secret = invitation.link.partition("#join=")[2]

    page = phone.join(invitation.link)
    phone.code()

    assert secret not in page.url
    assert [asked for asked in phone.asked if secret in asked.partition("#")[0]] == []
    invitation.answer("no")


def test_a_phone_joins_by_nine_typed_words(laptop: Laptop, phone: Phone) -> None:
    """Without a camera the words do the same."""
    invitation = laptop.invite()
    page = phone.open("#/scan")
    page.get_by_role("button", name="Type the nine words").click()
    page.get_by_role("textbox", name="Nine words").fill(" ".join(invitation.words))
    page.get_by_role("button", name="Ask to join").click()

    theirs, ours = admit(phone, invitation)

    assert theirs == ours


def test_a_phone_joins_by_the_square_that_its_camera_sees(laptop: Laptop, phones: Phones, tmp_path: Path) -> None:
    """The square on the laptop's screen, seen by the camera, is enough."""
    invitation = laptop.invite()
    phone = phones("filming", *film_of(invitation.link, tmp_path / "camera.y4m"))
    page = phone.open()
    page.get_by_role("button", name="I have a journal").click()
    page.get_by_role("button", name="Ask to join").click()

    theirs, ours = admit(phone, invitation)

    assert theirs == ours
    assert phone.forbidden() == []


def test_the_laptop_may_say_yes_first(laptop: Laptop, phone: Phone) -> None:
    """It waits for the phone's yes, and says so; until then no list names the phone."""
    invitation = laptop.invite()
    page = phone.join(invitation.link)
    phone.code()
    invitation.screen.answer("Type yes to admit it: ", "yes")
    invitation.screen.child.expect_exact("Now say yes on phone too.")
    before = [each["name"] for each in laptop.home.json("devices")["devices"]]
    page.get_by_role("button", name="Same code").click()
    page.get_by_role("button", name="Begin").click()
    code, shown = invitation.screen.end()

    assert "phone" not in before
    assert (code, "phone admitted" in shown) == (0, True)


def test_a_link_says_on_the_phone_what_joining_by_it_means(laptop: Laptop, phone: Phone) -> None:
    """It may have come from anybody: what is written could be read there."""
    page = phone.page
    page.goto(invitation_link(laptop.url, bytes(13)))

    expect(page.get_by_text("The invitation leads to 127.0.0.1")).to_be_visible()
    expect(
        page.get_by_text("can then be read on the device that invites you: go on only if it is yours.")
    ).to_be_visible()


UNLEARNED = {"autocomplete": "off", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
"""What tells a keyboard to correct, complete and learn nothing."""


def is_unlearned(box: Locator) -> bool:
    """Return whether a keyboard is asked to learn nothing of what is typed into ``box``."""
    return {name: box.get_attribute(name) for name in UNLEARNED} == UNLEARNED


def test_no_keyboard_is_to_learn_the_words_of_an_invitation(phone: Phone) -> None:
    """They are typed into a box that says so."""
    page = phone.open("#/scan")
    page.get_by_role("button", name="Type the nine words").click()

    assert is_unlearned(page.get_by_role("textbox", name="Nine words"))


def test_no_keyboard_is_to_learn_the_words_of_a_paper_key(pair: Pair) -> None:
    """Neither all of them, where the paper is tried, nor the three that are asked back."""
    page = pair.phone.go("paper")
    page.get_by_role("button", name="Try it").click()
    whole = is_unlearned(page.get_by_role("textbox", name="The 24 words"))
    pair.phone.go("devices")
    page = pair.phone.go("paper")
    page.get_by_role("button", name="Make a new one").click()
    page.get_by_role("button", name="I have written them").click()
    boxes = page.get_by_role("textbox", name="Word").all()

    assert whole
    assert [(is_unlearned(box), box.get_attribute("enterkeyhint")) for box in boxes] == [(True, "go")] * 3


def test_without_a_yes_on_the_laptop_a_phone_is_not_admitted(laptop: Laptop, phone: Phone) -> None:
    """It says so, keeps nothing of the journal, and can begin anew."""
    laptop.home.write("jot", "for the laptop alone")
    invitation = laptop.invite()
    page = phone.join(invitation.link)
    phone.code()
    page.get_by_role("button", name="Same code").click()

    shown = invitation.answer("no")

    assert "was not admitted" in shown
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("for the laptop alone")).to_have_count(0)
