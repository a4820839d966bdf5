"""acceptance.json: a roster, a set of segments, and the verdict on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tests.core.people import Person, cutoff_at
from tests.vectors.writer.cases import Case, case
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import Segment, chain_id
from twoway_core.trust.acceptance import accept
from twoway_core.trust.roster import found
from twoway_core.trust.statements import Cutoff, RosterEntry

ABOUT = (
    "Acceptance. `expect` is the verdict on the segment `judged`; `verdicts` has one for each segment in the order "
    "given, which is one order of arrival of many. Bodies play no part and are left out."
)

PERSON = Person.make("vectors: acceptance")
OTHER = Person.make("vectors: another acceptance")
PHONE = PERSON.admit(name="phone")
LAPTOP = PERSON.admit(name="laptop")
RUN = PERSON.roster.entries
LATER = PERSON.newcomer()
LONGER = PERSON.roster.extended([PERSON.added(LATER)])
TIP = PERSON.tip(PHONE)
FIRST = PERSON.write(PHONE, TIP, cited=2)
SECOND = PERSON.write(PHONE, TIP.after(FIRST))
THIRD = PERSON.write(PHONE, TIP.after(FIRST).after(SECOND))
BRANCH = PERSON.write(PHONE, TIP.after(FIRST), [b"another copy of this device wrote this"])
BEHIND_BRANCH = PERSON.write(PHONE, TIP.after(FIRST).after(BRANCH))
LAPTOPS = PERSON.write_chain(LAPTOP, 2)


@dataclass(frozen=True, slots=True)
class Story:
    """A case before it is judged: the segments as they arrived, and the one that it is about."""

    name: str
    judged: Segment
    before: list[Segment] = field(default_factory=list)
    after: list[Segment] = field(default_factory=list)
    run: Sequence[RosterEntry] = tuple(RUN)

    def case(self, expect: str) -> Case:
        """Return the case; the verdicts are computed, and the one it is about must be ``expect``."""
        arrived = [*self.before, self.judged, *self.after]
        answer = accept(found(self.run), {each.hash: each.header for each in arrived})
        assert answer.verdicts[self.judged.hash].value == expect, self.name
        given = {"entries": list(self.run), "segments": arrived, "judged": self.judged.hash}
        verdicts = [answer.verdicts[each.hash].value for each in arrived]
        return case(expect, self.name, **given, verdicts=verdicts, forked=sorted(answer.forked))


def cases() -> list[Case]:
    """Return the cases of acceptance.json."""
    return [
        *(story.case("accepted") for story in _accepted()),
        *(story.case("waiting") for story in _waiting()),
        *(story.case("quarantined") for story in _quarantined()),
        *(story.case(expect) for expect, story in _revoked()),
    ]


def signed(segment: Segment, by: DeviceKeys = PHONE, **changed: Any) -> Segment:
    """Return ``segment`` with some fields of its header changed, signed again ``by`` a device."""
    header = encode(msgspec.structs.replace(segment.header, **changed))
    return Segment(header, by.sign(labels.HEADER, header), b"")


def _accepted() -> Iterator[Story]:
    yield Story("the first segment of a chain", FIRST)
    yield Story("a segment behind it", SECOND, [FIRST])
    yield Story("a segment that came before what it follows", THIRD, [], [SECOND, FIRST])
    yield Story("a segment that came twice", SECOND, [FIRST, SECOND])
    yield Story("one branch of a fork", SECOND, [FIRST], [BRANCH])
    yield Story("the other branch of a fork, and what is behind it", BEHIND_BRANCH, [THIRD, BRANCH, SECOND, FIRST])
    yield Story("two first segments of one chain", signed(FIRST, count=0), [FIRST])
    yield Story("a chain beside one that waits", LAPTOPS[1], [LAPTOPS[0], THIRD])
    older = signed(FIRST, roster=PERSON.roster.hashes[1])
    yield Story("a first segment that cites an older entry in which its author may write", older)
    newer = signed(SECOND, previous=older.hash)
    yield Story("a citation that goes forward", newer, [older])


def _waiting() -> Iterator[Story]:
    yield Story("what it follows is not here", SECOND)
    yield Story("a gap of one", THIRD, [FIRST])
    yield Story("the roster entry that it cites is not here", signed(FIRST, roster=LONGER.head))
    later = signed(FIRST, by=LATER, device=LATER.public.device, roster=LONGER.head)
    yield Story("its author is in an entry that is not here", later)
    misnamed = signed(FIRST, chain=bytes(16))
    behind = signed(SECOND, chain=bytes(16), previous=misnamed.hash)
    yield Story("what it follows is here and is not accepted", behind, [misnamed])
    yield Story("behind what waits for its roster", *_behind_newer())


def _behind_newer() -> tuple[Segment, list[Segment]]:
    newer = signed(FIRST, roster=LONGER.head)
    return signed(SECOND, previous=newer.hash), [newer]


def _quarantined() -> Iterator[Story]:
    yield Story("its author joined after the entry that it cites", signed(FIRST, roster=PERSON.roster.hashes[0]))
    stranger = signed(FIRST, by=LATER, device=LATER.public.device)
    yield Story("its author is not in the roster", stranger)
    its_chain = chain_id(OTHER.journal, PHONE.public.device, FIRST.header.previous)
    yield Story("it belongs to another journal", signed(FIRST, journal=OTHER.journal, chain=its_chain))
    yield Story("its chain is not named after its beginning", signed(FIRST, chain=bytes(16)))
    yield Story("its beginning is not the one that its chain is named after", signed(FIRST, previous=bytes(32)))
    other_name = chain_id(PERSON.journal, LAPTOP.public.device, FIRST.header.previous)
    yield Story("its chain is named after another device", signed(FIRST, chain=other_name))
    yield Story("a number is left out", signed(SECOND, number=3), [FIRST])
    yield Story("a number comes twice in a row", signed(THIRD, number=2), [FIRST, SECOND])
    yield Story("it stands behind a segment of another chain", signed(SECOND, previous=LAPTOPS[0].hash), LAPTOPS[:1])
    by_laptop = signed(SECOND, by=LAPTOP, device=LAPTOP.public.device)
    yield Story("it stands behind a segment by another device", by_laptop, [FIRST])
    back = signed(SECOND, roster=PERSON.roster.hashes[1])
    yield Story("its citation goes back along the chain", back, [FIRST])
    unknown = signed(SECOND, by=LATER, device=LATER.public.device)
    yield Story("what it follows is not here, and its author may not write anyway", unknown)


REVOKED = Person.make("vectors: acceptance and revocation")
ELDER, GONE, HAND = REVOKED.admit(), REVOKED.admit(), REVOKED.admit()
UNREVOKED = list(REVOKED.roster.entries)
CHAIN = REVOKED.write_chain(GONE, 4)
FORK = REVOKED.tip(GONE)
TRUNK = REVOKED.write(GONE, FORK)
LEFT, RIGHT = (REVOKED.write(GONE, FORK.after(TRUNK), [name]) for name in (b"left", b"right"))
UNLISTED = REVOKED.write_chain(GONE, 1)[0]
LYING = REVOKED.write_chain(GONE, 2)
ELDERS = REVOKED.write_chain(ELDER, 1)[0]
HANDS = REVOKED.write_chain(HAND, 1)[0]
PAPERS = REVOKED.write_chain(REVOKED.paper, 1)[0]
OVERSTATED = Cutoff(LYING[0].header.chain, 2, LYING[0].hash)
REVOKED.revoke(GONE, signer=ELDER, cutoffs=[cutoff_at(CHAIN[2]), cutoff_at(LEFT), cutoff_at(ELDERS), OVERSTATED])
REVOKED.revoke(HAND, signer=ELDER)
REVOKED.replace_paper(REVOKED.paper)


def _revoked() -> Iterator[tuple[str, Story]]:
    """Yield what became of a device that was revoked in entry 4, of one in entry 5, and of a paper key in entry 6."""

    def story(name: str, judged: Segment, *others: Segment) -> Story:
        return Story(name, judged, [], list(others), REVOKED.roster.entries)

    yield "accepted", Story("not yet revoked", CHAIN[3], CHAIN[:3], [], UNREVOKED)
    yield "accepted", story("at the cut-off of its author that was revoked", CHAIN[2], *CHAIN[:2])
    yield "accepted", story("before the cut-off, and delivered after the revocation", CHAIN[0], CHAIN[2], CHAIN[1])
    yield "accepted", story("before the cut-off, beside what is beyond it", CHAIN[1], CHAIN[3], CHAIN[2], CHAIN[0])
    yield "accepted", story("the branch of a fork that is listed", LEFT, TRUNK, RIGHT)
    yield "accepted", story("where a listed branch grew from", TRUNK, LEFT)
    yield "accepted", story("among the cut-offs of another device, and in good standing", ELDERS, CHAIN[0])
    yield "waiting", story("its cut-off is not here", CHAIN[0], CHAIN[1])
    yield "waiting", story("a segment between it and its cut-off is not here", CHAIN[0], CHAIN[2])
    yield "waiting", story("at its cut-off, behind a gap", CHAIN[2], CHAIN[0])
    yield "waiting", story("on the branch that is not listed, and the listed one is not here", TRUNK, RIGHT)
    yield "quarantined", story("beyond the cut-off", CHAIN[3], *CHAIN[:3])
    yield "quarantined", story("beyond the cut-off, and nothing else is here", CHAIN[3])
    yield "quarantined", story("the branch of a fork that is not listed", RIGHT, TRUNK, LEFT)
    yield "quarantined", story("on a chain that is not listed", UNLISTED, *CHAIN[:3])
    yield "quarantined", story("by a device that was revoked without cut-offs", HANDS)
    yield "quarantined", story("by a paper key that was replaced", PAPERS)
    yield "quarantined", story("at a cut-off that gives it another number", LYING[0], LYING[1])
    backdated = REVOKED.write(GONE, REVOKED.tip(GONE), cited=3)
    yield "quarantined", story("written after the revocation, and cites an entry before it", backdated)
    for name, number in {"it cites the entry that revoked its author": 4, "it cites a later entry": 5}.items():
        roster = REVOKED.roster.hashes[number]
        yield "quarantined", story(name, signed(CHAIN[0], by=GONE, roster=roster))
    second = signed(CHAIN[1], by=GONE, count=0)
    yield "quarantined", story("another history below the number of the cut-off", second, *CHAIN[:3])
    yield "waiting", story("another history, and the cut-off is not here", second, CHAIN[0])
    newcomer = signed(CHAIN[3], by=GONE, roster=LONGER.head)
    yield "waiting", story("beyond the cut-off, and the roster entry that it cites is not here", newcomer, *CHAIN[:3])
