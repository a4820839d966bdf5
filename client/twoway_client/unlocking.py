"""Unlocking: from a passphrase to the device's secret, once; then the kernel keeps it for 8 idle hours."""

from __future__ import annotations

import os

from twoway_client import kernel_keyring
from twoway_client.errors import Refusal
from twoway_client.keystore import DeviceSecret, KeyFile, unwrap
from twoway_client.output import Output
from twoway_client.prompts import PASSPHRASE_FILE, Prompts
from twoway_core.errors import CannotOpenError

TRIES = 3


def unlock(keys: KeyFile, prompts: Prompts, output: Output) -> DeviceSecret:
    """Return the secret of ``keys`` after asking. Raises Refusal after three wrong passphrases."""
    if keys.protection != "passphrase":
        raise _unreachable(keys)
    named = os.environ.get(PASSPHRASE_FILE)
    for left in reversed(range(1 if named else TRIES)):
        passphrase = prompts.passphrase("Passphrase: ")
        try:
            secret = unwrap(keys, passphrase)
        except CannotOpenError:
            if left:
                tries = f"{left} tries left" if left > 1 else "1 try left"
                output.talk(f"That passphrase does not open the keys of {keys.name}. {tries}.")
            continue
        kernel_keyring.remember(keys.cache_name, secret.joined)
        return secret
    raise Refusal(
        "passphrase",
        f"the passphrase in {named} does not open the keys of {keys.name}."
        if named
        else f"that passphrase does not open the keys of {keys.name}.",
        kept="everything; you can still write: twoway note asks for none",
        mend=f"the right passphrase in that file; or unset {PASSPHRASE_FILE}, to type it"
        if named
        else "again, or if it is lost: twoway recover (the paper key)",
    )


def _unreachable(keys: KeyFile) -> Refusal:
    where = "the system keyring does not answer, or holds no keys" if keys.protection == "keyring" else "no keys lie"
    return Refusal(
        "locked",
        f"{where} for {keys.name}.",
        kept="everything; you can still write: twoway note asks for none",
        mend="log in to your desktop, then the same command",
    )
