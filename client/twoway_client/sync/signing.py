"""Signing in: the server's challenge, signed with the device key, becomes a bearer token."""

from __future__ import annotations

from twoway_client.sync.remote import Remote
from twoway_core.errors import NotAllowedError
from twoway_core.ids import JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.messages import Challenge, ChallengeRequest, SignedIn, SignIn
from twoway_core.trust import auth


def journal_path(journal: JournalId) -> str:
    """Return the part of a path that names ``journal``."""
    return f"/v1/journals/{journal.hex()}"


def sign_in(remote: Remote, journal: JournalId, keys: DeviceKeys) -> None:
    """Give ``remote`` a token for ``journal``. Raises NotAllowedError when the server does not know the device."""
    try:
        _sign_in(remote, journal, keys)
    except NotAllowedError:
        _sign_in(remote, journal, keys)  # the nonce may have run out, or been spent by an answer that was lost


def _sign_in(remote: Remote, journal: JournalId, keys: DeviceKeys) -> None:
    path, device = journal_path(journal), keys.public.device
    challenge = remote.call(f"{path}/challenge", ChallengeRequest(device), Challenge)
    signature = auth.sign_in(keys, remote.address.url, journal, challenge.nonce)
    signed = remote.call(f"{path}/token", SignIn(device, challenge.nonce, signature), SignedIn)
    remote.token = signed.token.hex()
