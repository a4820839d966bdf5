"""Papers: a paper key that proves itself is told its journals.

Whoever lost every device has 24 words and no journal id. Anybody is given a challenge; only the key itself can
answer it, so nobody learns of anybody else's journals, nor whether there are any.
"""

from __future__ import annotations

from twoway_core.codec import decode_canonical
from twoway_core.errors import BadKeyError, BadSignatureError, NotAllowedError
from twoway_core.ids import ID_BYTES, DeviceId, JournalId
from twoway_core.sealing.keys import DevicePublic
from twoway_core.sync.messages import Challenge, ChallengeRequest, FindJournals, FoundJournals
from twoway_core.trust.auth import check_find
from twoway_server.auth import Nonces
from twoway_server.edge import Call
from twoway_server.replies import Reply, message
from twoway_server.stores.port import Store

_NO_JOURNAL = JournalId(bytes(ID_BYTES))


class Papers:
    """Both steps; ``server_id`` is the public address that stands under the signature."""

    def __init__(self, store: Store, nonces: Nonces, server_id: str) -> None:
        self._store = store
        self._nonces = nonces
        self._server_id = server_id

    async def challenge(self, call: Call) -> Reply:
        """Give a nonce, whether there is such a paper or not."""
        asked = decode_canonical(ChallengeRequest, call.body, len(call.body))
        return message(Challenge(self._nonces.make(_NO_JOURNAL, DeviceId(asked.device))))

    async def journals(self, call: Call) -> Reply:
        """Give the journals of the paper in the path, which signed a fresh nonce; none is an answer too."""
        asked = decode_canonical(FindJournals, call.body, len(call.body))
        paper = DeviceId(bytes.fromhex(call.path["paper"]))
        if not self._nonces.is_fresh(_NO_JOURNAL, paper, asked.nonce):
            raise NotAllowedError("no such nonce")
        self._check(paper, asked)
        if not self._nonces.spend(asked.nonce):
            raise NotAllowedError("this nonce was used before")
        return message(FoundJournals([*await self._store.journals_of(paper)]))

    def _check(self, paper: DeviceId, asked: FindJournals) -> None:
        try:
            public = DevicePublic(asked.signing, asked.agreement)
            check_find(public, self._server_id, asked.nonce, asked.signature)
        except (BadKeyError, BadSignatureError):
            raise NotAllowedError("the challenge was not answered") from None
        if public.device != paper:
            raise NotAllowedError("another key's journals")
