"""Usage: twoway recover [URL] [options]
       twoway recover --drill [URL]
Bring the journal to this computer from the paper key and the server alone,
when every device is lost. It shows when the journal was last written, and by
which devices; then it admits this one and revokes all others.
  URL              the server
  --drill          change nothing: prove, in a folder that is removed again,
                   that the paper key opens everything that the server holds;
                   beside a journal, compare the two
  --name NAME      name of this device [the computer's]
  --keep-devices   revoke no other device
  --no-passphrase  leave the keys bare in a file (mode 0600)
  --plain-http     allow http to another computer
  --yes            without asking (scripts); paper keys made later end too
The 24 words are typed, or come through a pipe; four letters of each are
enough. They are never an argument: shells keep those.
Example: twoway recover https://sync.example.org
"""

from __future__ import annotations

import os
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from twoway_client.desk import Desk
from twoway_client.erasing import not_mine
from twoway_client.errors import DONE, WARNED, Refusal, UsageRefusal
from twoway_client.founding import NewDevice, claim_home, drafted
from twoway_client.home import Home
from twoway_client.output import visible, wrapped
from twoway_client.paper import typed_paper
from twoway_client.parser import Parser
from twoway_client.protecting import choose_lock, device_name
from twoway_client.recovering import Others, confirm, decide, fetch, fetched, writers
from twoway_client.sync.comparing import entries_only_in
from twoway_client.sync.erasing import cancel_erasures
from twoway_client.sync.recovery import NOTHING, Recovery, in_words
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.session import exchange, remember_server, remembered_server
from twoway_client.sync.signs import states_after
from twoway_client.times import to_ms
from twoway_client.trust_states import needs_eyes
from twoway_client.views.recovery import Compared, Drill, Recovered, drill_text, recovered_text
from twoway_core.sealing.keys import DeviceKeys

_WORDS = "The 24 words of the paper key (four letters of each are enough):"


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--drill", action="store_true")
    parser.add_argument("--name")
    parser.add_argument("--keep-devices", action="store_true")
    parser.add_argument("--no-passphrase", action="store_true")
    parser.add_argument("--plain-http", action="store_true")
    parser.add_argument("--yes", action="store_true")


def run(desk: Desk, args: Namespace) -> int:
    """Recover, or only try whether that could be done."""
    if len(args.words) > 1:
        raise UsageRefusal(
            "the words of the paper key are never an argument: shells keep those.", mend="twoway recover URL"
        )
    if not args.drill:
        _claim(desk)
        if not (desk.prompts.can_ask or args.yes):
            raise UsageRefusal("there is no terminal to ask for a yes on.", mend="twoway recover URL --yes < words")
    is_beside = args.drill and _has_journal(desk)
    remote = Remote(_address(desk, args, is_known=is_beside))
    try:
        return _drill(desk, remote, is_beside=is_beside) if args.drill else _recover(desk, remote, args)
    finally:
        remote.close()


def _claim(desk: Desk) -> None:
    """Take an empty home. Raises Refusal for one that holds a journal, which a lost passphrase may lock for ever."""
    try:
        claim_home(desk.home)
    except Refusal as refusal:
        if refusal.code == "exists":
            folder = desk.home.typed
            refusal.mend = f"twoway sync goes on with it. If it opens no more, put it aside:\nmv {folder} {folder}.old"
        raise


def _has_journal(desk: Desk) -> bool:
    """Return whether there is a journal here to compare with; one that cannot be opened is told, and left out."""
    if not desk.home.exists():
        return False
    try:
        return bool(desk.segments.roster().entries)
    except Refusal as refusal:
        desk.output.talk(wrapped("", f"{refusal.what} It is not compared."))
        return False


def _address(desk: Desk, args: Namespace, *, is_known: bool) -> Address:
    given = args.words[0] if args.words else ""
    known = remembered_server(desk) if is_known and not given else None
    if known is not None:
        return known
    given = given or desk.prompts.line("The server: ", "the address of the server")
    if not given:
        raise UsageRefusal("the address of the server is missing.", mend="twoway recover https://sync.example.org")
    return Address.parse(given, plain=args.plain_http)


def _paper(desk: Desk) -> DeviceKeys:
    paper = typed_paper(desk, _WORDS)
    if paper is None:
        raise UsageRefusal("the words of the paper key are missing.", mend="twoway recover, and type them")
    return paper


@contextmanager
def _scratch() -> Iterator[Home]:
    with tempfile.TemporaryDirectory(prefix="twoway-drill-", ignore_cleanup_errors=True) as folder:
        yield Home(Path(folder))


def _drill(desk: Desk, remote: Remote, *, is_beside: bool) -> int:
    paper, began = _paper(desk), time.monotonic()
    own = desk.keys.journal if is_beside else None
    with ExitStack() as stack, in_words(remote, "everything, as it is"):
        recovery = fetched(desk, remote, paper, stack, _scratch, own)
        view = _drilled(desk, recovery, began, is_beside=is_beside)
        recovery.database.close()
    desk.output.view("twoway.drill/1", view, drill_text(view))
    return DONE if view.good else WARNED


def _drilled(desk: Desk, recovery: Recovery, began: float, *, is_beside: bool) -> Drill:
    found, here = recovery.check(), _beside(desk, recovery) if is_beside else None
    missing = recovery.missing(to_ms(desk.now))
    return Drill(
        journal=recovery.journal.hex(),
        server=recovery.remote.address.url,
        good=not (found.faults or found.waiting or missing),
        entries=found.entries,
        segments=found.segments,
        devices=writers(recovery),
        waiting=found.waiting,
        quarantined=found.quarantined,
        missing=missing,
        faults=tuple(found.faults),
        seconds=time.monotonic() - began,
        here=here,
    )


def _beside(desk: Desk, recovery: Recovery) -> Compared:
    """Return how the journal of this home stands to the one that was pulled."""
    mine, theirs = desk.segments, recovery.store
    return Compared(
        only_here=entries_only_in(mine, theirs),
        only_there=entries_only_in(theirs, mine),
        same_devices=mine.roster().head == theirs.roster().head,
    )


def _recover(desk: Desk, remote: Remote, args: Namespace) -> int:
    paper, prompts = _paper(desk), desk.prompts
    name = device_name(prompts, args.name, "Name of this device")
    lock = choose_lock(prompts, desk.output, bare=args.no_passphrase, question="What protects its keys?")
    with ExitStack() as stack, in_words(remote, NOTHING):
        recovery = fetched(desk, remote, paper, stack, partial(drafted, desk.home))
        for fault in recovery.check().faults:
            desk.output.warn(f"{fault}. What does not open is left out of every view.")
        others = _decided(desk, recovery, args)
        names = recovery.names
        device = NewDevice(name, DeviceKeys.make(os.urandom), recovery.journal, lock)
        recovery.take_over(desk.home, device, others.revoked)
    remember_server(desk, remote.address)  # whatever breaks now, twoway sync goes on from here
    desk.output.talk(f"{name} is a device of the journal now.")
    return _settle(desk, remote, name, others, names, asked=args.yes)


def _decided(desk: Desk, recovery: Recovery, args: Namespace) -> Others:
    """Return who is revoked, once that was said yes to and the list of devices is still the one that was shown."""
    while True:
        head = recovery.roster.head
        others = decide(desk, recovery, keep=args.keep_devices, asked=args.yes)
        if not args.yes:
            confirm(desk, recovery, others)
        fetch(desk, recovery)  # what was written while somebody read and typed
        if recovery.roster.head == head:
            return others
        desk.output.talk("The list of devices has changed meanwhile.")


def _settle(desk: Desk, remote: Remote, name: str, others: Others, names: dict[bytes, str], *, asked: bool) -> int:
    """Exchange as the new device, stop what those that are out were about to destroy, and say what came."""
    outcome = exchange(desk, remote)
    revoked = tuple(names[each] for each in others.revoked)
    stopped = not_mine(desk, others.revoked, visible(", ".join(revoked)), asked=asked, is_new=True)
    if stopped:
        cancel_erasures(desk, stopped)
        exchange(desk, remote)
    states = states_after(desk, outcome)
    entries, segments = desk.segments.counts()
    view = Recovered(
        journal=desk.keys.journal.hex(),
        name=name,
        entries=entries,
        segments=segments,
        revoked=revoked,
        kept=tuple(names[each] for each in others.kept + others.elder),
        erasures_stopped=len(stopped),
        states=tuple(states),
    )
    desk.output.view("twoway.recover/1", view, recovered_text(view))
    for state in states:
        desk.output.warn(state.what) if state.needs_eyes else desk.output.talk(state.what)
    return WARNED if needs_eyes(states) else DONE
