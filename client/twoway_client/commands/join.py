"""Usage: twoway join [WORDS|LINK] [options]
Add a device: this is the new side. Type the nine words that twoway invite
shows on the other device, compare the check code, and confirm it there.
  WORDS            the nine words (four letters of each are enough)
  LINK             the link in the QR code, which names the server too
  --server URL     the server that both devices use
  --name NAME      name of this device [the computer's]
  --again          pair the device of this home anew, when the list of devices
                   was lost that it was on: its journal and what waits are kept
  --no-passphrase  leave the keys bare in a file (mode 0600)
  --plain-http     allow http to another computer
Example: twoway join --name desk --server https://sync.example.org
"""

from __future__ import annotations

import os
from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.founding import Lock, claim_home, make_profile
from twoway_client.output import visible
from twoway_client.parser import Parser
from twoway_client.protecting import choose_lock, device_name
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.joining import PASSING, await_roster
from twoway_client.sync.pairing import Mailbox, Newcomer, read_link
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.rosters import take_roster
from twoway_client.sync.session import exchange, remember_server, remembered_server
from twoway_client.words import pairing_secret
from twoway_core.ids import JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.names import open_name
from twoway_core.trust.pairing import Channel, Reply, public_of
from twoway_core.trust.roster import Roster


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--server")
    parser.add_argument("--name")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--no-passphrase", action="store_true")
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
    remote = Remote(address)
    try:
        newcomer = Newcomer(Mailbox(remote, Channel(secret)), DeviceKeys.make(os.urandom), name[:63])
        _show_code(desk, newcomer.ask())
        _take_over(desk, newcomer, lock)
    finally:
        remote.close()


def _join_again(desk: Desk, args: Namespace) -> None:
    """Ask with the keys of this home, and go on with its journal under the list that admits it."""
    keys, known = desk.device_keys, remembered_server(desk)
    server, secret = _invitation(desk, args, known.url if known else "")
    remote = Remote(Address.parse(server, plain=args.plain_http))
    try:
        newcomer = Newcomer(Mailbox(remote, Channel(secret)), keys, desk.keys.name[:63])
        _show_code(desk, newcomer.ask(JournalId(desk.keys.journal)))
        journal, reply = newcomer.await_reply()
        take_roster(desk.segments, remote, newcomer.fetch_roster(journal, reply))
        exchange(desk, remote)
        _say_admitted(desk, newcomer, reply)
    finally:
        remote.close()


def _invitation(desk: Desk, args: Namespace, known: str = "") -> tuple[str, bytes]:
    """Return (server, secret) from a link, from words given, or from words typed. ``known``: the server, if it is."""
    if len(args.words) == 1 and not args.words[0].isalpha():
        return read_link(args.words[0])
    prompts = desk.prompts
    server = args.server or known or prompts.line("The server that both devices use: ", "--server")
    words = args.words or prompts.line("Nine words (four letters of each are enough):\n> ", "the nine words").split()
    return server, pairing_secret(words)


def _show_code(desk: Desk, code: str) -> None:
    desk.output.talk(f"Check code: {code[:3]} {code[3:]}. Compare it with the other screen, then confirm there.")


def _take_over(desk: Desk, newcomer: Newcomer, lock: Lock) -> None:
    journal, reply = newcomer.await_reply()
    roster = _roster(newcomer, journal, reply)
    make_profile(desk.home, newcomer.name, newcomer.keys, journal, roster, lock)
    if roster is None:
        await_roster(desk, reply.roster)
    remember_server(desk, newcomer.mailbox.remote.address)  # whatever breaks now, twoway sync goes on from here
    exchange(desk, newcomer.mailbox.remote)
    _say_admitted(desk, newcomer, reply)


def _roster(newcomer: Newcomer, journal: JournalId, reply: Reply) -> Roster | None:
    """Return the roster that admits us; None where the connection broke, and a sync will fetch it. Raises Refusal."""
    try:
        return newcomer.fetch_roster(journal, reply)
    except Refusal as refusal:
        if refusal.code not in PASSING:
            raise
        return None


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
