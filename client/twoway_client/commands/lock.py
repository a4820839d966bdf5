"""Usage: twoway lock
Forget the unlocked keys: reading asks for the passphrase again. You can still
write: twoway note and twoway jot ask for none.
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client import kernel_keyring
from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.parser import Parser


def arguments(_parser: Parser) -> None:
    """Define the command line: nothing."""


def run(desk: Desk, _args: Namespace) -> None:
    """Forget what the kernel keeps."""
    if desk.keys.protection == "none":
        raise Refusal(
            "bare",
            "the keys of this device are bare in a file: there is nothing to lock.",
            mend="a device with a passphrase: twoway join --home DIR",
        )
    was_open = kernel_keyring.forget(desk.keys.cache_name)
    text = "Locked. Writing goes on; reading asks." if was_open else "It was locked already."
    desk.output.view("twoway.lock/1", {"locked": True}, text)
