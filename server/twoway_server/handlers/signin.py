"""Signing in: a challenge for whoever asks, a token for the device that answers it."""

from __future__ import annotations

from twoway_core.codec import decode_canonical
from twoway_core.errors import BadSignatureError, NotAllowedError
from twoway_core.ids import DeviceId
from twoway_core.sync.limits import TOKEN_SECONDS
from twoway_core.sync.messages import Challenge, ChallengeRequest, SignedIn, SignIn
from twoway_core.trust.auth import check_sign_in
from twoway_server.auth import Nonces, Tokens
from twoway_server.edge import Call
from twoway_server.journals import Journals, may_use
from twoway_server.replies import Reply, message


class SigningIn:
    """Both steps; ``server_id`` is the public address that stands under the signature."""

    def __init__(self, journals: Journals, nonces: Nonces, tokens: Tokens, server_id: str) -> None:
        self._journals = journals
        self._nonces = nonces
        self._tokens = tokens
        self._server_id = server_id

    async def challenge(self, call: Call) -> Reply:
        """Give a nonce, whether journal and device exist or not."""
        asked = decode_canonical(ChallengeRequest, call.body, len(call.body))
        return message(Challenge(self._nonces.make(call.journal, DeviceId(asked.device))))

    async def token(self, call: Call) -> Reply:
        """Give a token to a device in good standing that signed a fresh nonce."""
        answer = decode_canonical(SignIn, call.body, len(call.body))
        device = DeviceId(answer.device)
        if not self._nonces.is_fresh(call.journal, device, answer.nonce):
            raise NotAllowedError("no such nonce")
        roster = await self._journals.roster(call.journal)
        if roster is None or not may_use(roster, device):
            raise NotAllowedError("no such device")
        public = roster.members[device].public
        try:
            check_sign_in(public, self._server_id, call.journal, answer.nonce, answer.signature)
        except BadSignatureError:
            raise NotAllowedError("the challenge was not answered") from None
        if not self._nonces.spend(answer.nonce):
            raise NotAllowedError("this nonce was used before")
        return message(SignedIn(self._tokens.make(call.journal, device), TOKEN_SECONDS))
