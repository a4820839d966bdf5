"""A thief who overheard the nine words and sits at the server: he answers the newcomer in the inviter's place.

He has a journal of his own there, and would take the newcomer into it, to read what is written.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from tests.client.profiles import found_profile
from twoway_core.sync.messages import RosterPush
from twoway_core.trust.names import seal_name
from twoway_core.trust.pairing import Channel, Consent, Offer, Reply, Request, Reveal, commit, public_of
from twoway_core.trust.statements import encode_roster_entry

from .courier import Answered, Asked, PassOn
from .forging import Secrets, writer
from .house import Device, House
from .stranger import Stranger


@dataclass
class Thief:
    """He answers every slot himself. ``request``, ``consents``: what he got from the newcomer."""

    house: House
    channel: Channel
    requests: list[Request] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._his = Secrets.of(Device(found_profile(self.house.folder, "thief"), self.house.desk.home))
        self._nonce = os.urandom(16)
        self._push([encode_roster_entry(entry) for entry in self._his.roster.entries])

    def script(self, asked: Asked, pass_on: PassOn) -> Answered:
        """Answer for the inviter, at once."""
        place = (asked.method, asked.step)
        if place == ("GET", "offer"):
            public, journal = self._his.keys.public, self._his.roster.journal
            return self._shown(Offer(public.signing, public.agreement, journal, commit(self._nonce)))
        if place == ("POST", "request"):
            self.requests.append(self.channel.open(Request, asked.body))
            return Answered(204, b"")
        if place == ("POST", "consent"):
            self.consents.append(self.channel.open(Consent, asked.body))
            return Answered(204, b"")
        if place == ("GET", "reveal") and self.requests:
            return self._shown(Reveal(self._nonce))
        return self._shown(self.reply()) if place == ("GET", "reply") else pass_on(asked)

    def reply(self) -> Reply:
        """Say that the newcomer is in his list, and put it there where he can."""
        new, his = public_of(self.requests[0]), self._his
        agreed = self.consents[0].countersignature if self.consents else bytes(64)
        name = seal_name(his.epochs.current, his.roster.journal, new.device, "tablet", os.urandom)
        entry = writer(his.roster, his.keys, his.epochs.current).add_device(new, agreed, name)
        self._push([encode_roster_entry(entry)])
        return Reply(admitted=True, roster=entry.hash, heads=[])

    def _push(self, entries: list[bytes]) -> None:
        with Stranger(self.house.server) as stranger:
            stranger.post(self._his.roster.journal, "roster", RosterPush(entries))

    def _shown(self, message: Offer | Reveal | Reply) -> Answered:
        return Answered(200, self.channel.seal(message, os.urandom))
