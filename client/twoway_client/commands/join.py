"""Usage: twoway join [WORDS|LINK] [options]
Add a device: this is the new side. Type the nine words that twoway invite
shows on the other device, compare the check code, and say yes on both.
Nothing is kept here before your yes: whoever reads along could otherwise take
this device into a journal of his own.
  WORDS            the nine words (four letters of each are enough)
  LINK             the link in the QR code, which names the server too
  --server URL     the server that both devices use
  --name NAME      name of this device [the computer's]
  --again          pair the device of this home anew, when the list of devices
                   was lost that it was on: its journal and what waits are kept
  --no-passphrase  leave the keys bare in a file (mode 0600)
  --no-code-check  compare no code: for scripts, where nobody else can have
                   seen the words
  --plain-http     allow http to another computer
Example: twoway join --name desk --server https://sync.example.org
"""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import closing

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.founding import claim_home
from twoway_client.output import visible, wrapped
from twoway_client.parser import Parser
from twoway_client.process import ended_as_by_ctrl_c
from twoway_client.protecting import choose_lock, device_name
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.entering import burning, enter
from twoway_client.sync.joining import is_awaited, keep_roster
from twoway_client.sync.mailbox import Mailbox
from twoway_client.sync.pairing import Newcomer, read_link
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.rosters import take_roster
from twoway_client.sync.session import exchange, remembered_server
from twoway_client.words import pairing_secret
from twoway_core.ids import JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.names import open_name
from twoway_core.trust.pairing import Channel, Reply, public_of

_EFFECT = "What is written here can then be read on the device that invites: go on only if it is yours."


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--server")
    parser.add_argument("--name")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--no-passphrase", action="store_true")
    parser.add_argument("--no-code-check", action="store_true")
    parser.add_argument("--plain-http", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Ask to join, and take the whole journal once admitted."""
    if args.again:
        _join_again(desk, args)
        return
    claim_home(desk.home)
    prompts = desk.prompts
    server, secret = _invitation(desk, args)
    address = Address.parse(server, plain=args.plain_http)
    name = device_name(prompts, args.name, "Name of this device")
    lock = choose_lock(prompts, desk.output, bare=args.no_passphrase, question="What protects its keys?")
    _refuse_unseen(desk, args)
    remote = Remote(address)
    with ended_as_by_ctrl_c(), closing(remote):
        newcomer = Newcomer(Mailbox(remote, Channel(secret)), DeviceKeys.make(os.urandom), name[:63])
        _compare(desk, args, newcomer)
        reply = enter(desk, newcomer, lock)
        exchange(desk, remote)
        _say_admitted(desk, newcomer, reply)


def _join_again(desk: Desk, args: Namespace) -> None:
    """Ask with the keys of this home, and go on with its journal under the list that admits it."""
    keys, known = desk.device_keys, remembered_server(desk)
    server, secret = _invitation(desk, args, known.url if known else "")
    _refuse_unseen(desk, args)
    remote = Remote(Address.parse(server, plain=args.plain_http))
    with ended_as_by_ctrl_c(), closing(remote):
        newcomer = Newcomer(Mailbox(remote, Channel(secret)), keys, desk.keys.name[:63])
        _compare(desk, args, newcomer, JournalId(desk.keys.journal))
        with burning(newcomer.mailbox):
            newcomer.consent()
            journal, reply = newcomer.await_reply()
        roster = newcomer.fetch_roster(journal, reply)
        if is_awaited(desk):
            keep_roster(desk, roster)
        else:
            take_roster(desk.segments, remote, roster)
        exchange(desk, remote)
        _say_admitted(desk, newcomer, reply)


def _invitation(desk: Desk, args: Namespace, known: str = "") -> tuple[str, bytes]:
    """Return (server, secret) from a link, from words given, or from words typed. ``known``: the server, if it is."""
    if len(args.words) == 1 and not args.words[0].isalpha():
        server, secret = read_link(args.words[0])
        desk.output.talk(wrapped("", f"The invitation leads to {visible(server)}. {_EFFECT}"))
        return server, secret
    prompts = desk.prompts
    server = args.server or known or prompts.line("The server that both devices use: ", "--server")
    words = args.words or prompts.line("Nine words (four letters of each are enough):\n> ", "the nine words").split()
    return server, pairing_secret(words)


def _refuse_unseen(desk: Desk, args: Namespace) -> None:
    """Refuse where nobody can compare the codes, unless that was asked for by name. Raises UsageRefusal."""
    if not (args.no_code_check or desk.prompts.can_ask):
        raise UsageRefusal(
            "whether the codes are the same is said by a person, on a terminal.",
            mend="twoway join, in a terminal; or --no-code-check, where nobody else can have seen the words",
        )


def _compare(desk: Desk, args: Namespace, newcomer: Newcomer, journal: JournalId | None = None) -> None:
    """Ask to join, and return once the person has said that the codes are the same. Raises Refusal on a no."""
    with burning(newcomer.mailbox):
        code = newcomer.ask(journal)
        shown = f"{code[:3]} {code[3:]}"
        desk.output.talk(f"Check code: {shown}. Compare it with the other screen, and answer on both.")
        if args.no_code_check or _is_yes(desk, shown, newcomer):
            return
    newcomer.mailbox.burn()
    raise Refusal(
        "refused",
        "the codes are not the same: somebody may be in between. The words are burnt.",
        kept="this device as it was",
        mend="twoway invite on the other device, for new words; on another network, where they differ again",
    )


def _is_yes(desk: Desk, shown: str, newcomer: Newcomer) -> bool:
    """Return whether the answer is a written yes; Enter alone is no answer. Raises Refusal once nobody is there."""
    answer = ""
    while not answer:
        question = f"Does the other screen show {shown}? Type yes to join, no to stop: "
        answer = desk.prompts.line(question, "the answer", meanwhile=newcomer.look).lower()
    return answer == "yes"


def _say_admitted(desk: Desk, newcomer: Newcomer, reply: Reply) -> None:
    store = desk.segments
    missing = sum(not store.holds(head.hash) for each in reply.heads for head in each.heads)
    entries, _ = store.counts()
    view = {"entries": entries, "missing_heads": missing, "name": newcomer.name}
    text = (
        f"Received {entries} entries; {missing} segments are not on the server yet:\n"
        "twoway sync on the other device, then twoway sync here."
        if missing
        else f"Admitted by {_inviter(desk, newcomer, store)}. Received {entries} of {entries} entries, "
        "all signatures good."
    )
    desk.output.view("twoway.join/1", view, text)


def _inviter(desk: Desk, newcomer: Newcomer, store: SegmentStore) -> str:
    """Return the name of the device that admitted this one."""
    if newcomer.offer is None:
        raise UsageRefusal("nobody invited.", mend="twoway join")
    roster, device = store.roster(), public_of(newcomer.offer).device
    member = roster.members.get(device)
    if member is None or not member.name:
        return "the paper key"
    return visible(open_name(desk.epoch_keys.at(member.number), roster.journal, device, member.name))
