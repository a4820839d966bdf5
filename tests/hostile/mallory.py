"""Mallory: somebody in the middle of a pairing who overheard the nine words, and swaps both sides' keys for his own."""

from __future__ import annotations

import os
from dataclasses import replace

import msgspec

from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.pairing import Channel, Consent, Message, Offer, Request, Reveal, commit, journal_of, public_of
from twoway_core.trust.roster import join_message

from .courier import Answered, Asked, PassOn


class Mallory:
    """Reads and writes the slots of one mailbox as suits him."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._keys, self._nonce = DeviceKeys.make(os.urandom), os.urandom(16)

    def script(self, asked: Asked, pass_on: PassOn) -> Answered:
        """Swap the offer and the reveal that the newcomer sees, and what the inviter sees."""
        place = (asked.method, asked.step)
        if place == ("POST", "request"):
            return pass_on(replace(asked, body=self._request(asked)))
        if place == ("POST", "consent"):
            return pass_on(replace(asked, body=self._consent(asked, pass_on)))
        answered = pass_on(asked)
        if answered.status == 200 and place == ("GET", "offer"):
            return replace(answered, body=self._offer(answered.body))
        if answered.status == 200 and place == ("GET", "reveal"):
            return replace(answered, body=self._seal(Reveal(self._nonce)))
        return answered

    def other_reveal(self, asked: Asked, pass_on: PassOn) -> Answered:
        """Swap the reveal only: the bytes that would make the codes agree, had he found some."""
        answered = pass_on(asked)
        if answered.status == 200 and (asked.method, asked.step) == ("GET", "reveal"):
            return replace(answered, body=self._seal(Reveal(self._nonce)))
        return answered

    def _seal(self, message: Offer | Request | Reveal | Consent) -> bytes:
        return self._channel.seal(message, os.urandom)

    def _open(self, kind: type[Message], body: bytes) -> Message:
        return self._channel.open(kind, body)

    def _offer(self, body: bytes) -> bytes:
        mine = self._keys.public
        offer = self._open(Offer, body)
        swapped = {"signing": mine.signing, "agreement": mine.agreement, "commitment": commit(self._nonce)}
        return self._seal(msgspec.structs.replace(offer, **swapped))

    def _request(self, asked: Asked) -> bytes:
        request, mine = self._open(Request, asked.body), self._keys.public
        return self._seal(Request(mine.signing, mine.agreement, request.name, self._nonce))

    def _consent(self, asked: Asked, pass_on: PassOn) -> bytes:
        true = pass_on(replace(asked, method="GET", path=asked.path.replace("consent", "offer"), body=b""))
        offer, mine = self._open(Offer, true.body), self._keys.public
        agreed = self._keys.sign(labels.JOIN, join_message(journal_of(offer), public_of(offer).device, mine))
        return self._seal(Consent(agreed))
