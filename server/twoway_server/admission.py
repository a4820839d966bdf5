"""Admission: what the server can check of a pushed segment without any key.

Sizes, the canonical header, the journal, the cited roster entry, the author's place in it, and the
signature. Where the segment stands on its chain is judged inside the store's transaction.
"""

from __future__ import annotations

from twoway_core.codec import encode
from twoway_core.errors import BadSignatureError, MalformedError, UnsupportedError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing.segment import Segment, check_segment
from twoway_core.sync.messages import Outcome, WireSegment
from twoway_core.trust.roster import Roster
from twoway_server.stores.port import ROSTER, Candidate

MALFORMED = "malformed"
UNSUPPORTED = "unsupported"
SIGNATURE = "signature"
DEVICE = "device"


def admit(journal: JournalId, roster: Roster, sent: WireSegment) -> Candidate | Outcome:
    """Return ``sent`` as a candidate for the store, or the refusal with its reason."""
    segment = sent.segment()
    reason = _refusal(journal, roster, segment)
    if reason:
        return Outcome(segment.hash, "refused", reason)
    return Candidate(segment.hash, segment.header, encode(sent))


def _refusal(journal: JournalId, roster: Roster, segment: Segment) -> str:
    try:
        device = DeviceId(segment.header.device)
        cited = roster.number_of(segment.header.roster)
        if cited is None:
            return ROSTER
        if not roster.may_write(device, cited):
            return DEVICE
        check_segment(segment, journal, roster.members[device].public)
    except UnsupportedError:
        return UNSUPPORTED
    except MalformedError:
        return MALFORMED
    except BadSignatureError:
        return SIGNATURE
    return ""
