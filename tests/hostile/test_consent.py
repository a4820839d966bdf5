"""The newcomer's own yes, asked for on its terminal: what a thief cannot do without it, and who may leave when."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest

from twoway_core.trust.pairing import Reply

from .courier import Answered, Asked, PassOn, Script
from .engine import SECONDS
from .meeting import Meeting, Newcoming, rest
from .stranger import Stranger
from .thief import Thief

INTERRUPT, END = "\x03", "\x04"
YES = "yes\r"
STOPPED = "the other device stopped. Nothing was added."
ENDED = "the invitation has ended: the other device stopped, or its five minutes are over. Nothing was added."


def names(meeting: Meeting) -> list[str]:
    """Return the names in the list of devices, as the laptop has it after an exchange."""
    assert meeting.house.laptop.sync().code == 0
    return [each["name"] for each in meeting.house.laptop.home.json("devices")["devices"]]


def replying(meeting: Meeting, *, after_the_laptops: bool) -> Script:
    """Return the script that says that the newcomer is in another list, at once or in place of what the laptop says."""
    reply = Reply(admitted=True, roster=bytes(32), heads=[])

    def script(asked: Asked, pass_on: PassOn) -> Answered:
        if (asked.method, asked.step) != ("GET", "reply"):
            return pass_on(asked)
        if after_the_laptops and not pass_on(asked).body:
            return Answered(204, b"")
        return Answered(200, meeting.channel.seal(reply, os.urandom))

    return script


def has_consented(meeting: Meeting) -> bool:
    """Return whether a consent comes to lie in the mailbox."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if ("POST", "consent") in [(asked.method, asked.step) for asked in meeting.house.courier.heard]:
            return True
        time.sleep(0.02)
    return False


# A thief who has the words, and answers at the server


@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        ("no\r", 1, "the codes are not the same"),
        ("y\r", 1, "the codes are not the same"),
        (INTERRUPT, 130, "nothing was changed here, and the words are burnt"),
        (END, 130, "nothing was changed here, and the words are burnt"),
    ],
    ids=["no", "y", "Ctrl-C", "end of input"],
)
def test_who_overheard_the_words_takes_no_newcomer_in_before_its_yes(
    meeting: Meeting, keys: str, code: int, said: str
) -> None:
    """His answer is there before the question is; without the yes nothing is kept, and he was given nothing."""
    thief = Thief(meeting.house, meeting.channel)
    meeting.house.attack(thief.script)
    newcomer = meeting.join_in_person()
    newcomer.code()
    thief.reply()
    kept = newcomer.keeps_nothing()

    newcomer.answer(keys)
    ended = newcomer.end()

    assert (ended[0], said in ended[1]) == (code, True), ended
    assert (kept, newcomer.keeps_nothing(), thief.consents) == (True, True, [])
    assert meeting.screen.end()[0] == 1  # the words are burnt for the laptop too


def test_a_reply_at_the_yes_is_not_the_laptops(meeting: Meeting) -> None:
    """The codes agree, and the server says at once that the newcomer was admitted: nobody has admitted it.

    The laptop finds an answer where only its own can stand.
    """
    meeting.house.attack(replying(meeting, after_the_laptops=False))
    newcomer = meeting.join_in_person()
    assert newcomer.code() == meeting.code()

    newcomer.answer(YES)
    code, shown = newcomer.end()
    there = meeting.left_alone()

    assert (code, "does not let this device in" in shown, newcomer.keeps_nothing()) == (1, True, True), shown
    assert (there[0], "answered in place of this device. Nothing was added." in there[1]) == (1, True), there
    assert "tablet" not in names(meeting)


def test_a_reply_after_both_said_yes_leads_to_no_other_list(meeting: Meeting) -> None:
    """The server swaps the reply for one that names another list: the newcomer says so, and keeps nothing of it."""
    meeting.house.attack(replying(meeting, after_the_laptops=True))
    newcomer = meeting.join_in_person()
    newcomer.code()
    newcomer.answer(YES)
    assert meeting.say("yes")[0] == 0

    code, shown = newcomer.end()

    assert (code, "another list of devices than the one that admitted this device" in shown) == (1, True), shown
    assert newcomer.keeps_nothing()


# Who says yes first, and who leaves when


@pytest.mark.parametrize("first", ["laptop", "newcomer"])
def test_both_may_say_yes_first(meeting: Meeting, first: str) -> None:
    """The laptop waits for the newcomer's yes, and says so; the newcomer waits for the laptop's. Enter is no answer."""
    newcomer = meeting.join_in_person()
    assert newcomer.code() == meeting.code()
    if first == "laptop":
        meeting.screen.answer("Type yes to admit it: ", "yes")
        meeting.screen.child.expect_exact("Now say yes on tablet too.")
        before = newcomer.keeps_nothing()
        newcomer.answer("\r")
        newcomer.code()
        newcomer.answer(YES)
        there = meeting.screen.end()
    else:
        newcomer.answer(YES)
        assert has_consented(meeting)
        before = "tablet" not in names(meeting)
        there = meeting.say("yes")
    code, shown = newcomer.end()

    assert (before, there[0], code) == (True, 0, 0), shown
    assert "to be told" not in there[1]
    assert "Admitted by laptop." in shown
    assert "tablet" in names(meeting)


LEAVING: dict[str, Callable[[Newcoming], None]] = {
    "no": lambda newcomer: newcomer.answer("no\r"),
    "Ctrl-C": lambda newcomer: newcomer.answer(INTERRUPT),
    "a closed terminal": Newcoming.hang_up,
    "a kill": Newcoming.kill,
}


@pytest.mark.parametrize("how", LEAVING)
@pytest.mark.parametrize("first", ["laptop", "newcomer"])
def test_a_newcomer_that_leaves_at_the_question_is_admitted_by_nobody(meeting: Meeting, first: str, how: str) -> None:
    """The laptop is told at once, at its own question or where it has said yes already; no list names the newcomer."""
    newcomer = meeting.join_in_person()
    newcomer.code()
    if first == "laptop":
        meeting.screen.answer("Type yes to admit it: ", "yes")
        meeting.screen.child.expect_exact("Now say yes on tablet too.")
    LEAVING[how](newcomer)
    if how == "a kill":
        meeting.house.server.clock.now += 301  # nobody burns the words; their five minutes do
    code, shown = meeting.left_alone()

    assert (code, STOPPED in shown) == (1, True), shown
    assert newcomer.keeps_nothing()
    assert "tablet" not in names(meeting)


@pytest.mark.parametrize("how", [INTERRUPT, ""], ids=["Ctrl-C", "a closed terminal"])
def test_a_newcomer_that_stops_after_its_yes_keeps_nothing(meeting: Meeting, how: str) -> None:
    """The laptop has not answered yet: its question ends with that."""
    newcomer = meeting.join_in_person()
    newcomer.code()
    newcomer.answer(YES)
    assert has_consented(meeting)
    if how:
        newcomer.answer(how)
        ended = newcomer.end()
        assert (ended[0], "nothing was kept here" in ended[1]) == (130, True), ended
    else:
        newcomer.hang_up()

    there = meeting.left_alone()
    assert (there[0], STOPPED in there[1]) == (1, True), there
    assert newcomer.keeps_nothing()
    assert "tablet" not in names(meeting)


def test_a_newcomer_that_stops_when_it_was_admitted_already_goes_on_with_a_sync(meeting: Meeting) -> None:
    """The laptop's reply is held back, and the person has waited long enough."""
    meeting.house.attack(
        lambda asked, pass_on: Answered(204, b"") if (asked.method, asked.step) == ("GET", "reply") else pass_on(asked)
    )
    newcomer = meeting.join_in_person()
    newcomer.code()
    newcomer.answer(YES)
    assert has_consented(meeting)
    assert meeting.say("yes")[0] == 0
    newcomer.answer(INTERRUPT)
    code, shown = newcomer.end()
    meeting.house.repent()

    assert (code, "had admitted this one already: twoway sync goes on from here" in shown) == (130, True), shown
    assert newcomer.sync().code == 0


def test_a_newcomer_whose_keys_cannot_be_kept_consents_to_nothing(meeting: Meeting) -> None:
    """The disk takes nothing at the moment of its yes: it says so, and the laptop is told that no yes came."""
    newcomer = meeting.join_in_person()
    newcomer.code()
    newcomer.home.rmdir()
    newcomer.home.write_text("in the way")
    newcomer.answer(YES)
    code, shown = newcomer.end()
    newcomer.home.unlink()

    assert (code, "cannot" in shown) == (1, True), shown
    assert meeting.left_alone()[0] == 1
    assert "tablet" not in names(meeting)


def test_a_newcomer_killed_after_its_yes_has_its_keys(meeting: Meeting) -> None:
    """The laptop says yes when nobody is there any more: the next sync goes on from there."""
    newcomer = meeting.join_in_person()
    newcomer.code()
    newcomer.answer(YES)
    assert has_consented(meeting)
    newcomer.kill()

    there = meeting.say("yes")

    assert (there[0], newcomer.has_profile()) == (0, True)
    assert "it is not there any more to be told" in there[1]
    assert newcomer.sync().code == 0
    assert "tablet" in names(meeting)


def test_a_newcomer_killed_after_its_yes_and_refused_is_told_and_paired_anew(meeting: Meeting) -> None:
    """Its keys wait in vain: a sync says how to go on, and that way leads into the journal."""
    newcomer = meeting.join_in_person()
    newcomer.code()
    newcomer.answer(YES)
    assert has_consented(meeting)
    newcomer.kill()
    assert meeting.say("no")[0] == 1
    told = newcomer.sync()

    second = Meeting(meeting.house)
    again = second.join_in_person(more=["--again"])
    second.code()
    again.answer(YES)
    second.say("yes")
    code, shown = again.end()
    second.close()

    assert (told.code, told.says("does not let this device in", "twoway join --again here")) == (1, True)
    assert (code, "Admitted by laptop." in shown) == (0, True), shown
    assert names(meeting).count("tablet") == 1


@pytest.mark.parametrize("how", ["Ctrl-C", "a closed terminal"])
def test_a_laptop_that_stops_while_nobody_has_asked_burns_the_words(meeting: Meeting, how: str) -> None:
    """As its screen says: whoever comes with them then is told at once."""
    if how == "Ctrl-C":
        rest(meeting.screen)
        meeting.screen.child.send(INTERRUPT)
        assert meeting.screen.end()[0] == 130
    else:
        meeting.hang_up()
    with Stranger(meeting.house.server) as stranger:
        burnt = stranger.send("GET", f"{meeting.slots}/offer").status

    assert burnt == 404
    assert meeting.join().end().code == 1


@pytest.mark.parametrize("asked", ["at its question", "after its yes"])
@pytest.mark.parametrize(
    ("how", "said"),
    [("no", STOPPED), ("Ctrl-C", STOPPED), ("a closed terminal", STOPPED), ("a kill", ENDED)],
    ids=["no", "Ctrl-C", "a closed terminal", "a kill"],
)
def test_a_laptop_that_leaves_is_waited_for_by_no_newcomer(meeting: Meeting, how: str, said: str, asked: str) -> None:
    """It is told at once (of a kill when the words' five minutes are over), answers nothing more, and keeps nothing."""
    newcomer = meeting.join_in_person()
    newcomer.code()
    meeting.code()
    if asked == "after its yes":
        newcomer.answer(YES)
        assert has_consented(meeting)
    meeting.screen.child.expect_exact("Type yes to admit it: ")
    rest(meeting.screen)
    if how == "a closed terminal":
        meeting.hang_up()
    elif how == "a kill":
        meeting.screen.child.kill(signal.SIGKILL)
        with Stranger(meeting.house.server) as stranger:
            stranger.send("DELETE", meeting.slots)  # as their five minutes do
    else:
        meeting.screen.child.send("no\r" if how == "no" else INTERRUPT)

    code, shown = newcomer.end()

    assert (code, said in shown, "its words are wrong" in shown) == (1, True, False), shown
    assert newcomer.keeps_nothing()
    assert "tablet" not in names(meeting)


# Who closes the mailbox closes it: no close is a yes


@pytest.mark.parametrize("first", ["laptop", "newcomer"])
def test_a_stranger_who_closes_the_mailbox_gets_nobody_admitted(meeting: Meeting, first: str) -> None:
    """He knows the words, and can end what they lead to; after a yes on one side both say so, and nothing is added."""
    newcomer = meeting.join_in_person()
    assert newcomer.code() == meeting.code()
    if first == "laptop":
        meeting.screen.answer("Type yes to admit it: ", "yes")
        meeting.screen.child.expect_exact("Now say yes on tablet too.")
    else:
        newcomer.answer(YES)
        assert has_consented(meeting)
    with Stranger(meeting.house.server) as stranger:
        stranger.send("DELETE", meeting.slots)
    there, here = meeting.left_alone(), newcomer.end()

    assert (there[0], STOPPED in there[1]) == (1, True), there
    assert (here[0], ENDED in here[1]) == (1, True), here
    assert newcomer.keeps_nothing()
    assert "tablet" not in names(meeting)


def test_a_yes_typed_as_the_mailbox_is_closed_admits_nobody(meeting: Meeting) -> None:
    """The server is silent about the end until the laptop's yes is there: the consent lies on nothing any more."""
    newcomer = meeting.join_in_person()
    newcomer.code()
    newcomer.answer(YES)
    assert has_consented(meeting)
    meeting.house.attack(
        lambda asked, pass_on: Answered(204, b"") if (asked.method, asked.step) == ("GET", "reply") else pass_on(asked)
    )
    with Stranger(meeting.house.server) as stranger:
        stranger.send("DELETE", meeting.slots)

    there = meeting.say("yes")

    assert (there[0], STOPPED in there[1]) == (1, True), there
    meeting.house.repent()
    assert "tablet" not in names(meeting)


def test_an_end_that_is_told_in_the_laptops_name_ends_the_question_and_nothing_more(meeting: Meeting) -> None:
    """Who has the words puts a no where the laptop's answer stands: the newcomer stops, and the laptop says so."""
    newcomer = meeting.join_in_person()
    newcomer.code()
    meeting.code()
    no = meeting.channel.seal(Reply(admitted=False, roster=b"", heads=[]), os.urandom)
    with Stranger(meeting.house.server) as stranger:
        assert stranger.send("POST", f"{meeting.slots}/reply", no).status == 204
    here, there = newcomer.end(), meeting.left_alone()

    assert (here[0], STOPPED in here[1]) == (1, True), here
    assert there[0] == 1
    assert "Nothing was added." in there[1]
    assert newcomer.keeps_nothing()
    assert "tablet" not in names(meeting)
