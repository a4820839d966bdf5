"""Asking how the keys of a new device are protected."""

from __future__ import annotations

import os
import socket

from twoway_client import system_keyring
from twoway_client.errors import UsageRefusal
from twoway_client.founding import Lock
from twoway_client.output import Output
from twoway_client.prompts import PASSPHRASE_FILE, Prompts

SHORTEST_PASSPHRASE = 8
LONGEST_NAME = 63


def device_name(prompts: Prompts, given: str | None, question: str) -> str:
    """Return the name of this device: as given, as typed, or the computer's."""
    default = socket.gethostname().split(".")[0][:LONGEST_NAME] or "laptop"
    name = given
    if name is None and prompts.can_ask:
        name = prompts.line(f"{question} [{default}]: ", "the name of this device", default)
    name = default if name is None else name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise UsageRefusal(f"the name of a device has 1 to {LONGEST_NAME} characters.", mend="such as --name laptop")
    return name


def choose_lock(prompts: Prompts, output: Output, *, bare: bool, question: str) -> Lock:
    """Return the chosen protection; ``bare``: none, asked for by name. Raises UsageRefusal."""
    if bare:
        return Lock("none")
    if os.environ.get(PASSPHRASE_FILE):
        return Lock("passphrase", _long_enough(prompts.passphrase("")))
    if not prompts.can_ask:
        raise UsageRefusal(
            "what protects the keys is missing.", mend=f"name a file in {PASSPHRASE_FILE}, or --no-passphrase"
        )
    if system_keyring.is_usable():
        output.talk(f"{question}\n  1  the system keyring, open while you are logged in   (found, works)")
        output.talk("  2  a passphrase: asked to read, never to write")
        if prompts.number("Choice [1]: ", "the protection", range(1, 3), 1) == 1:
            return Lock("keyring")
    else:
        output.talk(f"{question} A passphrase: asked to read, never to write.")
    return Lock("passphrase", _new_passphrase(prompts, output))


def _long_enough(passphrase: str) -> str:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise UsageRefusal(
            f"a passphrase has at least {SHORTEST_PASSPHRASE} characters.", mend="a longer one, such as five words"
        )
    return passphrase


def _new_passphrase(prompts: Prompts, output: Output) -> str:
    while True:
        passphrase = prompts.passphrase("Passphrase: ")
        if len(passphrase) < SHORTEST_PASSPHRASE:
            output.talk(f"At least {SHORTEST_PASSPHRASE} characters, please; five words are good.")
            output.talk("To go without: Ctrl-C, then the same command with --no-passphrase.")
        elif prompts.passphrase("The same again: ") != passphrase:
            output.talk("They differ.")
        else:
            return passphrase
