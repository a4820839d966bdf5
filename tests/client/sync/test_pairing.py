"""Pairing two devices over a real server: the code must agree, a person must say yes, and the words work once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.client.profiles import Profile, found_profile
from tests.client.real_server import running
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.founding import Lock, make_profile
from twoway_client.home import Home
from twoway_client.sync.mailbox import Mailbox, Stopped
from twoway_client.sync.pairing import (
    Inviter,
    Newcomer,
    TimeUp,
    invitation_link,
    new_secret,
    read_link,
)
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.session import exchange
from twoway_core.errors import BadSignatureError, NotAllowedError
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.limits import MAILBOX_SECONDS
from twoway_core.trust.pairing import Channel, Consent, Reply, Request


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Return the address of a real server."""
    folder = tmp_path / "server"
    folder.mkdir()
    with running(folder) as address:
        yield address


@pytest.fixture
def laptop(tmp_path: Path, server: str) -> Profile:
    """Return a device with two jots, synced."""
    profile = found_profile(tmp_path)
    profile.jot("one", "two")
    exchange(profile.desk(), connect(server))
    return profile


OPEN: list[Remote] = []


@pytest.fixture(autouse=True)
def _close_remotes() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def connect(server: str) -> Remote:
    """Return a connection that is closed after the test."""
    OPEN.append(Remote(Address.parse(server)))
    return OPEN[-1]


def mailbox(server: str, secret: bytes) -> Mailbox:
    """Return one side's view of the mailbox."""
    return Mailbox(connect(server), Channel(secret))


def meet(laptop: Profile, server: str, secret: bytes) -> tuple[Inviter, Newcomer, str, str, Request]:
    """Bring both sides to the point where each shows its check code."""
    desk = laptop.desk()
    inviter = Inviter(mailbox(server, secret), laptop.keys, desk.segments.roster().journal)
    inviter.open()
    newcomer = Newcomer(mailbox(server, secret), DeviceKeys.make(os.urandom), "desk")
    with ThreadPoolExecutor(2) as pool:
        there = pool.submit(inviter.await_request)
        here = pool.submit(newcomer.ask)
        request, code = there.result(20)
        return inviter, newcomer, code, here.result(20), request


def both_say_yes(laptop: Profile, server: str, inviter: Inviter, newcomer: Newcomer, request: Request) -> None:
    """Let the newcomer consent, and the laptop admit it."""
    desk = laptop.desk()
    inviter.mailbox.remote.token = _token(laptop, server)
    newcomer.consent()
    inviter.admit(desk.segments, desk.segments.roster(), desk.epoch_keys, request, inviter.await_consent())


def test_a_second_device_is_admitted_and_holds_everything(tmp_path: Path, laptop: Profile, server: str) -> None:
    """After the yes the newcomer has the roster, the epoch key and every entry."""
    inviter, newcomer, code, other_code, request = meet(laptop, server, new_secret())
    both_say_yes(laptop, server, inviter, newcomer, request)
    journal, reply = newcomer.await_reply()
    roster = newcomer.fetch_roster(journal, reply)
    home = Home(tmp_path / "desk")
    make_profile(home, "desk", newcomer.keys, journal, roster, Lock("none"))
    second = Profile(home, newcomer.keys)
    exchange(second.desk(), connect(server))

    assert code == other_code
    assert second.entries() == laptop.entries()
    assert all(second.desk().segments.holds(head.hash) for each in reply.heads for head in each.heads)


def _token(profile: Profile, server: str) -> str:
    remote = connect(server)
    exchange(profile.desk(), remote)
    return remote.token


def test_a_no_admits_nobody_and_burns_the_words(laptop: Profile, server: str) -> None:
    """The newcomer is told, and the same words are of no more use."""
    secret = new_secret()
    inviter, newcomer, _, _, _ = meet(laptop, server, secret)

    inviter.refuse()

    with pytest.raises(Refusal, match=r"the other device stopped\. Nothing was added\."):
        newcomer.await_reply()
    with pytest.raises(Refusal, match="used, over"):
        Newcomer(mailbox(server, secret), DeviceKeys.make(os.urandom), "late").ask()
    assert len(laptop.desk().segments.roster().members) == 2


def test_nobody_is_admitted_without_the_newcomers_own_yes(laptop: Profile, server: str) -> None:
    """Another consent than its own gives no entry that any device would take, and nothing is sent."""
    inviter, newcomer, _, _, request = meet(laptop, server, new_secret())
    inviter.mailbox.remote.token = _token(laptop, server)
    newcomer.mailbox.put(Consent(bytes(64)))
    desk = laptop.desk()

    with pytest.raises(BadSignatureError):
        inviter.admit(desk.segments, desk.segments.roster(), desk.epoch_keys, request, inviter.await_consent())

    exchange(laptop.desk(), connect(server))
    assert len(laptop.desk().segments.roster().members) == 2


def test_an_inviter_who_waits_for_the_other_yes_is_told_that_there_is_none(laptop: Profile, server: str) -> None:
    """It was said already that the yes is missing, once; then the words are burnt on the other side."""
    inviter, newcomer, _, _, _ = meet(laptop, server, new_secret())
    inviter.mailbox.tick = lambda _: None
    told: list[str] = []

    def wait() -> None:
        told.append("waits")
        newcomer.mailbox.burn()

    with pytest.raises(Stopped):
        inviter.await_consent(wait)

    assert told == ["waits"]


def test_who_asks_its_person_finds_out_that_the_other_side_has_stopped(laptop: Profile, server: str) -> None:
    """A look tells nothing as long as both are there; then the newcomer leaves."""
    inviter, newcomer, _, _, _ = meet(laptop, server, new_secret())
    inviter.look()
    newcomer.look()

    newcomer.mailbox.burn()

    with pytest.raises(Stopped):
        inviter.look()
    with pytest.raises(Refusal, match="or its five minutes are over"):
        newcomer.look()


def test_an_inviter_that_leaves_says_no_to_who_has_asked(laptop: Profile, server: str) -> None:
    """The newcomer is told so at its question, and closes the mailbox."""
    inviter, newcomer, _, _, _ = meet(laptop, server, new_secret())

    inviter.leave()

    with pytest.raises(Stopped):
        newcomer.look()
    assert is_burnt(inviter.mailbox)


def test_a_yes_before_the_newcomers_own_is_none(laptop: Profile, server: str) -> None:
    """It stands in the inviter's place, where the inviter finds it too."""
    inviter, newcomer, _, _, _ = meet(laptop, server, new_secret())
    newcomer.mailbox.put(Reply(admitted=True, roster=bytes(32), heads=[]))

    newcomer.look()

    with pytest.raises(Refusal, match="answered in place of this device"):
        inviter.look()


def test_an_inviter_whose_five_minutes_are_over_says_so(laptop: Profile, server: str) -> None:
    """Nobody has stopped: nobody came."""
    inviter, _, _, _, _ = meet(laptop, server, new_secret())
    inviter._until -= MAILBOX_SECONDS

    for wait in (inviter.look, inviter.await_consent):
        with pytest.raises(TimeUp):
            wait()


def is_burnt(box: Mailbox) -> bool:
    """Return whether the server knows nothing of ``box`` any more."""
    try:
        box.remote.send("GET", f"/v1/mailboxes/{box.channel.mailbox.hex()}/offer")
    except NotAllowedError:
        return True
    return False


def test_words_that_led_to_a_device_are_burnt(laptop: Profile, server: str) -> None:
    """The newcomer ends the mailbox itself, as soon as it has its answer."""
    secret = new_secret()
    inviter, newcomer, _, _, request = meet(laptop, server, secret)
    both_say_yes(laptop, server, inviter, newcomer, request)
    before = is_burnt(mailbox(server, secret))

    newcomer.await_reply()

    assert (before, is_burnt(mailbox(server, secret))) == (False, True)


def test_a_reveal_that_was_not_committed_to_shows_no_code(laptop: Profile, server: str) -> None:
    """Whoever chooses its random bytes after the newcomer spoke could search for six digits that agree."""
    secret = new_secret()
    inviter = Inviter(mailbox(server, secret), laptop.keys, laptop.desk().segments.roster().journal)
    inviter.open()
    inviter._nonce = bytes(16)
    newcomer = Newcomer(mailbox(server, secret), DeviceKeys.make(os.urandom), "desk")

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(newcomer.ask)
        inviter.await_request()

        with pytest.raises(BadSignatureError):
            asked.result(20)


def test_an_invitation_that_was_meddled_with_is_burnt(laptop: Profile, server: str) -> None:
    """Whoever found the mailbox without its words cannot ask, and the invitation is over."""
    secret = new_secret()
    inviter = Inviter(mailbox(server, secret), laptop.keys, laptop.desk().segments.roster().journal)
    inviter.open()
    stranger = mailbox(server, secret)
    stranger.remote.send("POST", f"/v1/mailboxes/{stranger.channel.mailbox.hex()}/request", bytes(200))

    with pytest.raises(Refusal, match="does not have its words"):
        inviter.await_request()

    assert is_burnt(stranger)


def test_a_newcomer_takes_the_list_that_its_inviter_named(laptop: Profile, server: str) -> None:
    """A server that shows another list of devices than the one with the inviter's hash in it is refused."""
    inviter, newcomer, _, _, request = meet(laptop, server, new_secret())
    both_say_yes(laptop, server, inviter, newcomer, request)
    journal, reply = newcomer.await_reply()

    with pytest.raises(Refusal, match="another list of devices"):
        newcomer.fetch_roster(journal, replace(reply, roster=bytes(32)))


def test_words_that_nobody_shows_lead_nowhere(server: str) -> None:
    """A guess finds no mailbox."""
    with pytest.raises(Refusal, match="its words are wrong"):
        Newcomer(mailbox(server, new_secret()), DeviceKeys.make(os.urandom), "guess").ask()


def test_the_link_carries_server_and_secret() -> None:
    """What the QR code holds is enough for the other side; the secret stands behind the #."""
    secret = new_secret()

    link = invitation_link("https://sync.example.org", secret)

    assert read_link(link) == ("https://sync.example.org", secret)
    assert link.startswith("https://sync.example.org/app/#join=")


def test_a_link_from_before_there_was_an_app_is_read_too() -> None:
    """Versions meet while somebody upgrades."""
    secret = new_secret()
    link = invitation_link("https://sync.example.org/twoway", secret).replace("/app/#", "/#")

    assert read_link(link) == ("https://sync.example.org/twoway", secret)


@pytest.mark.parametrize("link", ["https://x/#join=", "https://x/#join=AAAA", "https://x/#join=***", "nothing"])
def test_a_damaged_link_is_refused(link: str) -> None:
    """The mend is to type the words."""
    with pytest.raises(UsageRefusal):
        read_link(link)
