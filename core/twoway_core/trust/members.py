"""Members: the devices of a roster, since when, under whom, and until when.

Seniority. A device ranks by the entry that added it; a paper key made later takes the rank of its
signer. A device may revoke itself and any that is not elder: a thief of a young device cannot lock out
its elders, and the paper key founded the journal. Of one rank are only a device and the papers made
under it; each may end the other, so that a paper ends its device when that is stolen, and a device
replaces its paper when that is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from twoway_core.ids import DeviceId
from twoway_core.sealing.keys import DevicePublic
from twoway_core.trust.statements import Cutoff


@dataclass(frozen=True, slots=True)
class Member:
    """A device of the roster.

    ``number``: the entry that added it. ``rank``: smaller is elder. ``name``: sealed, empty for a paper key.
    ``revoked``: the entry that ended its standing, None while it stands. ``cutoffs``: the last segments
    that still count then; a chain that is not among them has none.
    """

    public: DevicePublic
    number: int
    signer: DeviceId
    name: bytes
    rank: int
    is_paper: bool = False
    revoked: int | None = None
    cutoffs: tuple[Cutoff, ...] = ()

    def stood(self, number: int) -> bool:
        """Return whether this device was in good standing once entry ``number`` stood."""
        return self.number <= number and (self.revoked is None or number < self.revoked)

    def may_revoke(self, other: Member) -> bool:
        """Return whether this device may end the standing of ``other``."""
        return self.public.device == other.public.device or self.rank <= other.rank
