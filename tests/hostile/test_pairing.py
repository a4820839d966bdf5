"""Adding a device, with somebody in between, behind, or too late."""

from __future__ import annotations

import os

import pytest

from .courier import Answered, Asked, HungUpError, PassOn, Script
from .house import Apart, House
from .mallory import Mallory
from .meeting import Meeting
from .stranger import NOT_FOUND, Stranger


def test_somebody_in_the_middle_makes_the_codes_differ_p1(meeting: Meeting) -> None:
    """Somebody in the middle swaps keys: the codes differ, nothing was given away before the no."""
    house, before = meeting.house, meeting.house.laptop.roster().head
    house.attack(Mallory(meeting.channel).script)
    joining = meeting.join()

    here, (code, shown) = meeting.code(), meeting.say("no")
    there = joining.end()

    assert len(here) == len(joining.code_in(there)) == 7
    assert here != joining.code_in(there)
    assert (code, "was not admitted; the words are burnt" in shown) == (1, True)
    assert (there.code, there.says("the other device stopped. Nothing was added.")) == (1, True)
    assert (joining.has_profile(), house.laptop.roster().head == before) == (False, True)


def test_a_code_cannot_be_searched_for_p2(meeting: Meeting) -> None:
    """Somebody searches for bytes that give a matching code: they were committed to, and a slot is written once."""
    meeting.house.attack(Mallory(meeting.channel).other_reveal)
    joining = meeting.join()
    meeting.code()

    there = joining.end()

    with Stranger(meeting.house.server) as stranger:
        again = stranger.send("POST", f"{meeting.slots}/request", b"another request")
    assert (there.code, there.says("did not reveal what it had committed to")) == (1, True)
    assert (joining.code_in(there), joining.has_profile()) == ("", False)
    assert again.status in (404, 409)
    told = meeting.left_alone()
    assert (told[0], "the other device stopped. Nothing was added." in told[1]) == (1, True)


def test_a_recorded_pairing_admits_nobody_else_p3(meeting: Meeting) -> None:
    """All messages of a pairing are replayed to another device: they were for one use, and for two keys."""
    house, slots = meeting.house, ("offer", "request", "reveal", "consent", "reply")
    joining = meeting.join()
    assert joining.code_in(joining.end()) if meeting.code() and meeting.say("yes")[0] else True
    taken = {step: _recorded(house, step) for step in slots}
    with Stranger(house.server) as stranger:
        soon = [stranger.send("POST", f"{meeting.slots}/{step}", taken[step]).status for step in slots]
        house.server.clock.now += 301
        later = [
            stranger.send("POST", f"{meeting.slots}/{step}", taken[step]).status for step in slots if step != "request"
        ]

    second = meeting.join("second")
    told = second.end()

    assert (joining.has_profile(), soon, later) == (True, [404] * 5, [204] * 4)
    assert (told.code, second.has_profile()) == (1, False)
    assert len(house.laptop.roster().members) == 5


def _recorded(house: House, step: str) -> bytes:
    return next(asked.body for asked in house.courier.heard if (asked.method, asked.step) == ("POST", step))


LINKS = (
    "sgnl://linkdevice?uuid=x&pub_key=y",
    "https://signal.group/#CjQKIA",
    "https://evil.example/#join=",
    "otpauth://totp/x?secret=y#z",
    "https://evil.example/login#join=AAAA",
)


def test_a_code_for_something_else_is_no_invitation_and_an_invitation_says_what_it_does_p4(meeting: Meeting) -> None:
    """A code for something else is no invitation, and an invitation names its effect: only a yes admits."""
    house, fresh = meeting.house, Apart(meeting.house.folder / "fresh", meeting.house.laptop.home.monkeypatch)
    shown = " ".join(meeting.screen.child.before.split())
    for link in LINKS:
        done = fresh.run("join", link, "--server", house.courier.url, "--no-passphrase", "--no-code-check")
        assert (done.code, list(fresh.folder.glob("*"))) == (2, [])
    meeting.join("bank\u202elogin")

    meeting.screen.child.expect_exact("asks to join.")
    name = meeting.screen.child.before
    code, answered = meeting.say("ok")

    assert "Whoever has them may ask to join." in shown
    assert "bank\\u202elogin" in name
    assert (code, "was not admitted" in answered) == (1, True)


def test_a_leaked_invitation_needs_a_yes_and_works_once_p5(meeting: Meeting) -> None:
    """The words leak: who uses them first is shown by name and needs a yes; then, or too late, they are nothing."""
    house = meeting.house
    thief = meeting.join("thief")
    meeting.screen.child.expect_exact("thief asks to join.")

    code, shown = meeting.say("y")
    late = meeting.join("tablet").end()
    again = Meeting(house)
    house.server.clock.now += 301
    expired = again.join("third").end()
    again.close()

    assert (code, "thief was not admitted" in shown) == (1, True)
    assert (thief.end().code, thief.has_profile()) == (1, False)
    for told in (late, expired):
        assert (told.code, told.says("this invitation is used, over, or its words are wrong")) == (1, True)
    assert len(house.laptop.roster().members) == 4


def test_guessing_at_invitations_is_slow_and_burns_them_p6(meeting: Meeting) -> None:
    """A thousand guesses a minute: soon none is answered; and five wrong tries at one burn it."""
    with Stranger(meeting.house.server) as stranger:
        told = [stranger.send("GET", f"/v1/mailboxes/{os.urandom(16).hex()}/offer") for _ in range(300)]
        wrong = [stranger.send("POST", f"{meeting.slots}/offer", os.urandom(9)).status for _ in range(5)]
        meeting.house.server.clock.now += 60
        burnt = stranger.send("GET", f"{meeting.slots}/offer")

    assert [each.status for each in told] == [404] * 20 + [429] * 280
    assert (wrong, burnt.status, burnt.body) == ([409] * 5, 404, NOT_FOUND)
    assert meeting.screen.end()[0] == 1


def _cut(method: str, step: str, *, acts: bool) -> Script:
    """Return the script that hangs up at ``step`` for good, before or after the server acted."""

    def script(asked: Asked, pass_on: PassOn) -> Answered:
        if (asked.method, asked.step) == (method, step):
            if acts:
                pass_on(asked)
            raise HungUpError
        return pass_on(asked)

    return script


STEPS = (
    ("POST", "request"),
    ("POST", "reveal"),
    ("GET", "reveal"),
    ("POST", "consent"),
    ("GET", "consent"),
    ("POST", "roster"),
    ("POST", "reply"),
    ("GET", "reply"),
    ("POST", "sync"),
)


@pytest.mark.parametrize("acts", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("method", "step"), STEPS)
def test_a_pairing_cut_off_anywhere_leaves_a_whole_device_or_none_p7(
    meeting: Meeting, method: str, step: str, acts: bool
) -> None:
    """Either side breaks off at any step: the new device has a working journal or none, and the old one goes on."""
    house, joining = meeting.house, meeting.join()
    house.attack(_cut(method, step, acts=acts))

    meeting.agree(joining)
    joining.end()
    house.repent()
    assert house.laptop.sync().code == 0
    names = [each["name"] for each in house.laptop.home.json("devices")["devices"]]

    assert joining.has_profile() == ("tablet" in names)
    assert not joining.has_profile() or joining.sync().code == 0
    assert house.laptop.goes_on()
