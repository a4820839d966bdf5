"""Pairing under attack, with the app on either side: somebody in between, behind, too late, or with other words.

The command line stands on the other side with its real screens; the courier in between is that of ``tests/hostile``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.hostile.courier import Answered, Asked, HungUpError, PassOn, Script
from tests.hostile.house import pages
from tests.hostile.mallory import Mallory
from tests.hostile.meeting import Meeting
from tests.hostile.stranger import Stranger
from tests.hostile.test_pairing import LINKS
from tests.hostile.thief import Thief
from tests.web.node import Node
from tests.web.siege import App, Siege, answering
from twoway_client.words import pairing_secret, pairing_words
from twoway_core.codec import encode
from twoway_core.sync.messages import SyncReply
from twoway_core.trust.pairing import Channel, Reply


@pytest.fixture
def meeting(siege: Siege) -> Iterator[Meeting]:
    """Give a laptop that shows its nine words. The app tells the time as everybody does: waits come to an end."""
    siege.app.node.ask("device.clock", ms=None)
    made = Meeting(siege.house)
    yield made
    made.close()


@pytest.fixture
def newcomer(node: Node, request: pytest.FixtureRequest) -> Iterator[App]:
    """Give an app without a journal."""
    made = App(node, f"newcomer of {request.node.name}")
    yield made
    made.ask("close")


def joins(app: App, meeting: Meeting, words: list[str] | None = None, *, waits: bool = False) -> tuple[str, str]:
    """Let ``app`` ask to join; return the check code on its screen, or nothing and the refusal.

    ``waits``: it has not said yet whether the codes are the same.
    """
    secret = " ".join(words or meeting.words)
    step = app.ask("join", secret=secret, server=meeting.house.courier.url, name="tablet", waits=waits)
    return ("", step["trouble"]["what"]) if "trouble" in step else (step["code"], "")


def has_journal(app: App) -> bool:
    """Return whether keys or a list of devices were kept."""
    counts = app.ask("counts")
    return bool(counts["profile"] or counts["roster"])


def plain(code: str) -> str:
    """Return a code without its gap."""
    return code.replace(" ", "")


def test_keys_that_were_swapped_make_the_codes_differ(siege: Siege, meeting: Meeting, newcomer: App) -> None:
    """Somebody in the middle has the words: the codes differ, and after the no nothing is here (P1)."""
    siege.house.attack(Mallory(meeting.channel).script)

    there, _ = joins(newcomer, meeting)
    here, (code, shown) = plain(meeting.code()), meeting.say("no")
    ended = newcomer.ask("end")

    assert (len(here), len(there), here == there) == (6, 6, False)
    assert (code, "was not admitted; the words are burnt" in shown) == (1, True)
    assert "the other device stopped. Nothing was added." in ended["trouble"]["what"]
    assert not has_journal(newcomer)


def test_a_code_cannot_be_searched_for(siege: Siege, meeting: Meeting, newcomer: App) -> None:
    """The reveal is another than what was committed to: no code is ever shown (P2)."""
    siege.house.attack(Mallory(meeting.channel).other_reveal)

    code, told = joins(newcomer, meeting)

    assert (code, "did not reveal what it had committed to" in told) == ("", True), told
    assert not has_journal(newcomer)


def test_a_no_on_the_phone_burns_the_words(meeting: Meeting, newcomer: App) -> None:
    """The person sees another code on the laptop, and says so on the phone: the laptop is told (P1)."""
    joins(newcomer, meeting, waits=True)
    meeting.code()
    newcomer.ask("compare", same=False)
    ended = newcomer.ask("end")
    with Stranger(meeting.house.server) as stranger:
        gone = stranger.send("GET", f"{meeting.slots}/offer").status
    code, shown = meeting.left_alone()

    assert "The words are burnt" in ended["trouble"]["what"]
    assert gone == 404
    assert (code, "the other device stopped. Nothing was added." in shown) == (1, True)
    assert not has_journal(newcomer)


def test_a_recorded_pairing_admits_nobody_else(siege: Siege, meeting: Meeting, newcomer: App, node: Node) -> None:
    """All slots are put again, for a second app with the same words: it is told nothing that it could use (P3)."""
    joins(newcomer, meeting)
    meeting.code()
    meeting.say("yes")
    assert newcomer.ask("end") is None
    recorded = {asked.step: asked.body for asked in siege.courier.heard if asked.method == "POST"}

    def replay(asked: Asked, pass_on: PassOn) -> Answered:
        is_slot = asked.path.startswith("/v1/mailboxes/")
        if not is_slot:
            return pass_on(asked)
        return Answered(200, recorded[asked.step]) if asked.method == "GET" else Answered(204, b"")

    siege.house.attack(replay)
    second = App(node, "second newcomer")
    code, told = joins(second, meeting)
    ended = second.ask("end") if code else {"trouble": {"what": told}}

    assert "trouble" in ended
    assert (has_journal(newcomer), has_journal(second)) == (True, False)
    second.ask("close")


@pytest.mark.parametrize("link", [*LINKS, "javascript:alert(1)#join=AAAAAAAAAAAAAAAAAA", "#join=AAAAAAAAAAAAAAAAAA"])
def test_a_code_for_something_else_is_no_invitation(newcomer: App, siege: Siege, link: str) -> None:
    """Nothing is asked of anybody, and nothing is made (P4)."""
    step = newcomer.ask("join", secret=link, server=siege.courier.url, name="tablet")

    assert step["trouble"]["code"] == "usage", step
    assert siege.courier.heard == []
    assert not has_journal(newcomer)


def test_wrong_words_lead_nowhere(meeting: Meeting, newcomer: App) -> None:
    """Nine other words, and the right ones too late (P5)."""
    other = joins(newcomer, meeting, pairing_words(bytes([1]) + os.urandom(12)))
    meeting.house.server.clock.now += 301
    late = joins(newcomer, meeting)

    for code, told in (other, late):
        assert (code, "this invitation is used, over, or its words are wrong" in told) == ("", True), told
    assert not has_journal(newcomer)


def test_rubbish_in_a_slot_burns_the_words(siege: Siege, meeting: Meeting, newcomer: App) -> None:
    """The server writes what it likes into the offer, or one of another kind of message (P3, C11)."""

    def rubbish(asked: Asked, pass_on: PassOn) -> Answered:
        answered = pass_on(asked)
        is_offer = (asked.method, asked.step) == ("GET", "offer")
        return Answered(200, os.urandom(len(answered.body))) if is_offer else answered

    siege.house.attack(rubbish)

    code, told = joins(newcomer, meeting)

    assert (code, "somebody wrote into this invitation who does not have its words" in told) == ("", True)
    assert not has_journal(newcomer)


def test_an_old_list_of_devices_is_not_taken_by_a_newcomer(siege: Siege, meeting: Meeting, newcomer: App) -> None:
    """The list that the server shows is not the one that admitted it: it says so, and keeps nothing (R2)."""
    joins(newcomer, meeting)
    siege.house.attack(pages(lambda reply: SyncReply(reply.roster[:5], reply.heads, reply.segments, reply.more)))
    meeting.code()
    meeting.say("yes")
    ended = newcomer.ask("end")

    assert "another list of devices than the one that admitted this device" in ended["trouble"]["what"]
    assert not has_journal(newcomer)


def _cut(method: str, step: str, *, acts: bool) -> Script:
    """Return the script that hangs up at ``step`` for good, before or after the server acted."""

    def script(asked: Asked, pass_on: PassOn) -> Answered:
        if (asked.method, asked.step) == (method, step):
            if acts:
                pass_on(asked)
            raise HungUpError
        return pass_on(asked)

    return script


@pytest.mark.parametrize("acts", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("method", "step"), [("POST", "request"), ("POST", "consent"), ("GET", "reply"), ("POST", "sync")]
)
def test_a_pairing_cut_off_anywhere_leaves_a_whole_app_or_none(
    siege: Siege, meeting: Meeting, newcomer: App, method: str, step: str, *, acts: bool
) -> None:
    """The app has a journal that the next exchange completes, or none; no list names keys that nobody has (P7)."""
    siege.house.attack(_cut(method, step, acts=acts))
    code, _ = joins(newcomer, meeting)
    if code:
        meeting.code()
        meeting.say("yes")
        newcomer.ask("end")
    siege.house.repent()
    assert siege.house.laptop.sync().code in (0, 4)
    names = [each["name"] for each in siege.house.laptop.home.json("devices")["devices"]]

    assert (newcomer.ask("counts")["profile"] == 1) == (names.count("tablet") == 2)
    assert newcomer.ask("counts")["profile"] == 0 or newcomer.ask("sync") is None


@pytest.mark.parametrize("moment", ["before", "after"])
def test_who_overheard_the_words_cannot_take_a_newcomer_in(
    siege: Siege, meeting: Meeting, newcomer: App, moment: str
) -> None:
    """He answers with a journal of his own, before the no of the newcomer and after it: he gets nothing (P1)."""
    thief = Thief(siege.house, meeting.channel)
    siege.house.attack(thief.script)
    secret = " ".join(meeting.words)
    step = newcomer.ask("join", secret=secret, server=siege.courier.url, name="tablet", waits=True)
    if moment == "before":
        thief.reply()
    newcomer.ask("compare", same=False)
    ended = newcomer.ask("end")
    thief.reply()

    assert step["step"] == "compare"
    assert ended["trouble"]["code"] == "cancelled"
    assert (has_journal(newcomer), thief.consents) == (False, [])


def test_a_reply_at_the_newcomers_yes_is_not_the_laptops(siege: Siege, meeting: Meeting, newcomer: App) -> None:
    """The codes agree, and the server says at once that the app was admitted: it keeps nothing (P1)."""
    reply = Reply(admitted=True, roster=bytes(32), heads=[])
    siege.house.attack(answering("reply", lambda _: Answered(200, meeting.channel.seal(reply, os.urandom))))
    joins(newcomer, meeting)
    ended = newcomer.ask("end")
    code, shown = meeting.left_alone()

    assert "trouble" in ended
    assert not has_journal(newcomer)
    assert (code, "Nothing was added." in shown) == (1, True)


# The app invites


def invites(siege: Siege) -> tuple[list[str], Channel]:
    """Let the app invite; return its nine words and its mailbox."""
    siege.app.node.ask("device.clock", ms=None)
    ready = siege.app.ask("invite")
    assert ready["step"] == "ready", ready
    return ready["words"], Channel(pairing_secret(ready["words"]))


def test_the_app_shows_another_code_where_keys_were_swapped(siege: Siege, newcomer: App) -> None:
    """And after its no nobody was admitted, the words are burnt (P1)."""
    words, channel = invites(siege)
    count = siege.app.held()["roster"]
    siege.house.attack(Mallory(channel).script)

    there = newcomer.ask("join", secret=" ".join(words), server=siege.courier.url, name="tablet")
    here = siege.app.ask("asked")
    siege.app.ask("compare", same=False)
    ended, told = siege.app.ask("end"), newcomer.ask("end")

    assert there["code"] != here["code"]
    assert "was not admitted; the words are burnt" in ended["trouble"]["what"]
    assert "trouble" in told
    assert (siege.app.held()["roster"], has_journal(newcomer)) == (count, False)


def test_a_thief_of_the_words_is_named_and_needs_a_yes(siege: Siege, newcomer: App) -> None:
    """Its name is shown with stand-ins, and without a yes it is nobody (P4, P5)."""
    words, _ = invites(siege)
    newcomer.ask("join", secret=" ".join(words), server=siege.courier.url, name="bank\u202elogin")
    step = siege.app.ask("asked")
    siege.app.ask("compare", same=False)
    siege.app.ask("end")
    newcomer.ask("end")

    assert step["name"] == "bank\\u202elogin"
    assert not has_journal(newcomer)


def test_five_wrong_tries_burn_the_invitation_of_the_app(siege: Siege) -> None:
    """And the app says so (P6)."""
    _, channel = invites(siege)
    slot = f"/v1/mailboxes/{channel.mailbox.hex()}"
    with Stranger(siege.house.server) as stranger:
        wrong = [stranger.send("POST", f"{slot}/offer", os.urandom(9)).status for _ in range(5)]
        ended = siege.app.ask("end")
        gone = stranger.send("GET", f"{slot}/offer")

    assert (wrong, gone.status, gone.body) == ([409] * 5, 404, encode(["not-found"]))
    assert "ended by somebody else, or by the server. Nothing was added." in ended["trouble"]["what"]
    assert siege.app.goes_on()
