"""acceptance.json: a roster, a set of segments, and the verdict on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tests.core.people import Person
from tests.vectors.writer.cases import Case, case
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import Segment, chain_id
from twoway_core.trust.acceptance import accept
from twoway_core.trust.roster import found

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

    def case(self, expect: str) -> Case:
        """Return the case; the verdicts are computed, and the one it is about must be ``expect``."""
        arrived = [*self.before, self.judged, *self.after]
        answer = accept(found(RUN), {each.hash: each.header for each in arrived})
        assert answer.verdicts[self.judged.hash].value == expect, self.name
        given = {"entries": RUN, "segments": arrived, "judged": self.judged.hash}
        verdicts = [answer.verdicts[each.hash].value for each in arrived]
        return case(expect, self.name, **given, verdicts=verdicts, forked=sorted(answer.forked))


def cases() -> list[Case]:
    """Return the cases of acceptance.json."""
    return [
        *(story.case("accepted") for story in _accepted()),
        *(story.case("waiting") for story in _waiting()),
        *(story.case("quarantined") for story in _quarantined()),
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
