"""Pairing in one thread: the new side is the real ``twoway join``; the old side acts whenever it is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.home import Home
from twoway_client.output import Output
from twoway_client.sync.mailbox import Mailbox
from twoway_client.sync.pairing import Inviter, new_secret
from twoway_client.sync.remote import Address, Remote
from twoway_client.words import pairing_words
from twoway_core.errors import TwowayError
from twoway_core.trust.pairing import Channel, Request

from .copies import Copy
from .crash import Crash
from .network import Request as Sent
from .server import URL
from .shell import Done
from .world import World


@dataclass(slots=True)
class Invitation:
    """The old side: it has put its offer, and answers when the new side looks for an answer."""

    world: World
    copy: Copy
    desk: Desk
    inviter: Inviter
    request: Request | None = None
    outcome: str = "waiting"

    def answer(self, slot: str) -> None:
        """Do what the new side waits for, unless this side has failed already."""
        if self.outcome != "waiting":
            return
        try:
            with self.world.session(self.copy):
                self._answer(slot)
        except Crash:
            self.outcome = "crashed"
        except (Refusal, TwowayError) as error:
            self.outcome = getattr(error, "code", type(error).__name__)
        self.world.trace.say(self.world.now_ms, self.copy.name, f"invite {slot}", self.outcome)

    def _answer(self, slot: str) -> None:
        if slot == "reveal" and self.request is None:
            self.request, _ = self.inviter.await_request()
        elif slot == "reply" and self.request is not None:
            desk = Desk(self.desk.home, Output(json=True), "invite", self.desk.now)
            consent = self.inviter.await_consent()
            self.inviter.admit(desk.segments, desk.segments.roster(), desk.epoch_keys, self.request, consent)
            self.outcome = "admitted"


def pair(world: World, copy: Copy, newcomer: Copy, *, again: bool = False) -> Done | None:
    """Let ``copy`` invite ``newcomer``; return what ``twoway join`` did, None when there was no invitation."""
    if not world.sync(copy).is_done:
        return None
    secret = new_secret()
    invitation = _invite(world, copy, secret)
    if invitation is None:
        return None

    def ahead(sent: Sent) -> None:
        slot = sent[1].partition("?")[0].rpartition("/")[2]
        if sent[0] == "GET" and world.sessions[-1].copy is newcomer and slot in ("reveal", "reply"):
            invitation.answer(slot)

    world.network.ahead = ahead
    try:
        words = ["join", *pairing_words(secret), "--server", URL, "--no-code-check"]
        words += ["--again"] if again else ["--name", newcomer.label, "--no-passphrase"]
        done = world.command(newcomer, *words)
        newcomer.is_orphan = newcomer.is_orphan and not done.is_done
        return done
    finally:
        world.network.ahead = None


def _invite(world: World, copy: Copy, secret: bytes) -> Invitation | None:
    try:
        with world.session(copy):
            desk = Desk(Home(copy.folder), Output(json=True), "invite", datetime.fromisoformat(world.time_of(copy)))
            inviter = Inviter(
                Mailbox(Remote(Address.parse(URL)), Channel(secret)), desk.device_keys, desk.segments.roster().journal
            )
            inviter.open()
    except (Crash, Refusal):
        return None
    return Invitation(world, copy, desk, inviter)
