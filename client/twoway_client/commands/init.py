"""Usage: twoway init [options]
Make the journal, its keys and its paper key. Nothing leaves this computer.
  --name NAME        name of this device [the computer's]
  --no-passphrase    leave the keys bare in a file (mode 0600): whoever has
                     the disk has the journal
  --no-word-check    print the paper key and do not ask two words back
  --no-starter       begin without the common criteria and questions
Without a terminal, name a passphrase file in TWOWAY_PASSPHRASE_FILE or say
--no-passphrase, and --no-word-check; the 24 words then go to stdout.
Example: twoway init --name laptop
"""

from __future__ import annotations

import os
import shutil
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, UsageRefusal
from twoway_client.founding import claim_home, make_profile, new_roster
from twoway_client.paper import hand_out, hand_over
from twoway_client.parser import Parser
from twoway_client.protecting import choose_lock, device_name
from twoway_client.words import paper_words
from twoway_core import starter
from twoway_core.ids import short
from twoway_core.sealing.keys import DeviceKeys

_PAPER = """\
3 of 4  The paper key. These 24 words open the whole journal if every device
        is lost. Whoever has them can read it. Nobody can send you new ones."""


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("--name")
    parser.add_argument("--no-passphrase", action="store_true")
    parser.add_argument("--no-word-check", action="store_true")
    parser.add_argument("--no-starter", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Make the profile, step by step."""
    claim_home(desk.home)
    prompts, output = desk.prompts, desk.output
    if not prompts.can_ask and not args.no_word_check:
        raise UsageRefusal("there is no terminal to check the paper key on.", mend="twoway init --no-word-check")
    output.talk(
        f"Your journal will live in {desk.home.shown}. Nothing leaves this computer\nuntil you run twoway sync."
    )
    name = device_name(prompts, args.name, "1 of 4  Name of this device")
    lock = choose_lock(prompts, output, bare=args.no_passphrase, question="2 of 4  What protects its keys?")
    keys = DeviceKeys.make(os.urandom)
    entropy, roster = new_roster(name, keys, os.urandom)
    words = paper_words(entropy)
    if not args.no_word_check:
        hand_over(desk, words, _PAPER)
    with_starter = not args.no_starter and (
        not prompts.can_ask
        or prompts.yes("4 of 4  Begin with 16 common criteria and 28 questions (editable)?", "a choice", default=True)
    )
    if args.no_word_check:
        hand_out(desk, words, _PAPER, ("twoway.init/1", {"name": name}), "nothing was made; these words open nothing")
    make_profile(desk.home, name, keys, roster.journal, roster, lock)
    if with_starter:
        _write_starter(desk)
    with suppress(Cancelled):
        _offer_short_name(desk)
    _say_ready(desk, name, lock.protection, checked=not args.no_word_check)


def _write_starter(desk: Desk) -> None:
    with desk.batch() as batch:
        criteria = {event.name: batch.add(event) for event in starter.criteria()}
        for question in starter.questions(criteria):
            batch.add(question)


def _offer_short_name(desk: Desk) -> None:
    """Offer ``tw``; it is never taken from another program."""
    program = shutil.which("twoway")
    if not desk.prompts.can_ask or program is None or shutil.which("tw") is not None:
        return
    link = Path(program).with_name("tw")
    if os.access(link.parent, os.W_OK) and desk.prompts.yes(
        "The short name tw is free here. Make it as well?", "a choice", default=False
    ):
        link.symlink_to(Path(program).name)


def _say_ready(desk: Desk, name: str, protection: str, *, checked: bool) -> None:
    where = {"keyring": "in the keyring", "passphrase": "under your passphrase", "none": "bare in a file"}[protection]
    paper = "paper checked" if checked else "paper not checked"
    text = f"Ready: device {name}, keys {where}, {paper}.\nNext: twoway want"
    if checked:
        desk.output.view("twoway.init/1", {"device": short(desk.keys.device), "name": name}, text)
    else:
        desk.output.talk(text)
