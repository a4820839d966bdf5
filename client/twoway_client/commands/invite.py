"""Usage: twoway invite
Add a device: this is the old side. Shows nine words to type on the new
device, and a QR code for a phone's camera: it opens the app, and its link does
the same as the words. Whoever has them may ask to join, once, for five minutes.
Nothing is admitted before you have compared the check code and said yes, here
and on the new device, in either order.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing, suppress
from shlex import quote

import segno

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.output import visible
from twoway_client.parser import Parser
from twoway_client.process import ended_as_by_ctrl_c
from twoway_client.sync.mailbox import Mailbox
from twoway_client.sync.pairing import Inviter, TimeUp, invitation_link, new_secret
from twoway_client.sync.remote import Remote
from twoway_client.sync.session import choose_server, exchange
from twoway_client.words import pairing_words
from twoway_core.errors import PeerError
from twoway_core.trust.pairing import Channel, Request

_WORDS_A_LINE = 3


def arguments(_parser: Parser) -> None:
    """Define the command line: nothing."""


def run(desk: Desk, _args: Namespace) -> None:
    """Invite one device."""
    if not desk.prompts.can_ask:
        raise UsageRefusal("a device is admitted by a person, on a terminal.", mend="twoway invite, in a terminal")
    remote = Remote(choose_server(desk, None, plain=True))
    with ended_as_by_ctrl_c(), closing(remote):
        exchange(desk, remote)
        _pair(desk, remote, new_secret())


def _pair(desk: Desk, remote: Remote, secret: bytes) -> None:
    mailbox = Mailbox(remote, Channel(secret), _tick)
    inviter = Inviter(mailbox, desk.device_keys, desk.segments.roster().journal)
    server = remote.address.url
    try:
        inviter.open()
        desk.output.talk("\n".join(_beside(_qr(server, secret), _text(server, pairing_words(secret)))))
        request, code = inviter.await_request()
        is_known = inviter.is_known(desk.segments.roster(), request)
        admitted = not is_known and _is_right(desk, inviter, request, code)
        if admitted:
            _admit(desk, inviter, request)
        else:
            inviter.refuse()
    except (KeyboardInterrupt, Refusal, PeerError):
        inviter.leave()
        raise
    if is_known:
        raise _known(visible(request.name))
    if not admitted:
        raise Refusal(
            "refused",
            f"{visible(request.name)} was not admitted; the words are burnt.",
            mend="twoway invite, for new words",
        )
    view = {"admitted": request.name}
    text = f"{visible(request.name)} admitted. It can read everything. Take back: "
    desk.output.view("twoway.invite/1", view, f"{text}twoway devices revoke {quote(visible(request.name))}")
    if not inviter.is_taken():
        desk.output.warn("it is not there any more to be told. If its next twoway sync does not come, take it back.")


def _admit(desk: Desk, inviter: Inviter, request: Request) -> None:
    """Wait for the yes on the other screen, and write the newcomer into the roster. Raises Refusal or PeerError."""
    name = visible(request.name)
    try:
        consent = inviter.await_consent(lambda: desk.output.talk(f"Now say yes on {name} too."))
    except TimeUp:
        raise Refusal(
            "refused",
            f"{name} was not admitted: no yes came from it. The words are burnt.",
            kept="the list of devices as it was",
            mend="twoway invite, for new words",
        ) from None
    inviter.admit(desk.segments, desk.segments.roster(), desk.epoch_keys, request, consent)


def _known(name: str) -> Refusal:
    return Refusal(
        "known-device",
        f"the keys of {name} are in the list of devices of this journal already, or were revoked.",
        kept="the list as it was; the words are burnt",
        mend=f"on {name}, where it was revoked: twoway join --home DIR, with new words",
    )


def _is_right(desk: Desk, inviter: Inviter, request: Request, code: str) -> bool:
    """Return whether the answer is a written yes. Raises Refusal once nobody is there whom it could admit."""
    name, shown = visible(request.name), f"{code[:3]} {code[3:]}"
    desk.output.talk(f"{name} asks to join. Its check code must read: {shown}")
    question = f"Is that the code on {name}? Type yes to admit it: "
    return desk.prompts.line(question, "the answer", meanwhile=inviter.look).lower() == "yes"


def _qr(server: str, secret: bytes) -> list[str]:
    """Return the lines of the QR code, two rows of modules to a line, dark on light as scanners expect."""
    rows = [
        list(row) for row in segno.make(invitation_link(server, secret), error="l", micro=False).matrix_iter(border=2)
    ]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    blocks = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    return [
        "".join(blocks[bool(up), bool(low)] for up, low in zip(*rows[at : at + 2], strict=True))
        for at in range(0, len(rows), 2)
    ]


def _text(server: str, words: list[str]) -> list[str]:
    rows = ["  " + "  ".join(words[at : at + _WORDS_A_LINE]) for at in range(0, len(words), _WORDS_A_LINE)]
    return [
        "A phone scans this code.",
        "On a computer type",
        "  twoway join",
        "It asks for the server,",
        f"  {server}",
        "and for these nine words:",
        *rows,
        "or give it the code's link:",
        "  twoway join LINK",
        "Whoever has them may ask to join.",
        "One use. Ctrl-C ends it now.",
    ]


def _beside(left: list[str], right: list[str]) -> list[str]:
    lead = (len(left) - len(right)) // 2
    texts = [""] * lead + right + [""] * (len(left) - lead - len(right))
    return [f"  {line}   {text}".rstrip() for line, text in zip(left, texts, strict=True)]


def _tick(left: float) -> None:
    seconds = int(left)
    with suppress(OSError, ValueError):  # the terminal was closed: a signal says so
        sys.stderr.write(f"\r  Ends in {seconds // 60}:{seconds % 60:02d} \r")
        sys.stderr.flush()
