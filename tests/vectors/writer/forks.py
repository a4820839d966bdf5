"""forks.json: branches of one roster, and the one that every client takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from tests.core.people import Person
from tests.vectors.writer.cases import Case, case
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.forks import is_fork, prefer, split_of
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import RosterEntry

ABOUT = (
    "Forks of a roster. `entries` are common to all branches, and each of `branches` goes on behind them. `preferred` "
    "is the hash of the last entry of the branch that counts, whatever the order in which the branches were met; "
    "`split` (how many entries both begin with) and `fork` are of the first two."
)

PERSON = Person.make("vectors: forks")
PAPER = PERSON.paper
PHONE, LAPTOP = PERSON.admit(name="phone"), PERSON.admit(name="laptop")
COMMON = list(PERSON.roster.entries)
OTHER = Person.make("vectors: forks of another")


def cases() -> list[Case]:
    """Return the cases of forks.json."""
    return [*_longer(), *_senior(), *_counted(), *_hashed(), *_three(), *_refused()]


def _case(name: str, *branches: Person, wins: int, common: Sequence[RosterEntry] = COMMON) -> Case:
    """Return the case of ``branches``, of which the one at ``wins`` must be the one preferred."""
    rosters = [branch.roster for branch in branches]
    preferred = reduce(prefer, rosters)
    assert preferred.head == rosters[wins].head, name
    return case(
        "success",
        name,
        entries=list(common),
        branches=[_behind(roster, len(common)) for roster in rosters],
        preferred=preferred.head,
        split=split_of(rosters[0], rosters[1]),
        fork=is_fork(rosters[0], rosters[1]),
    )


def _behind(roster: Roster, count: int = len(COMMON)) -> list[RosterEntry]:
    return roster.entries[count:]


def _branch(*signers: DeviceKeys, behind: Person = PERSON) -> Person:
    """Return the journal in which each of ``signers`` rotated behind what was there."""
    branch = behind.copy()
    for signer in signers:
        branch.rotate(signer)
    return branch


def _longer() -> Iterator[Case]:
    longer = _branch(PHONE)
    yield _case("the same roster twice", longer, longer, wins=0)
    yield _case("a roster and what it was before", longer, PERSON, wins=0)
    yield _case("a roster and what became of it", PERSON, longer, wins=1)
    yield _case("a roster and what became of it long after", longer, _branch(LAPTOP, LAPTOP, behind=longer), wins=1)


def _senior() -> Iterator[Case]:
    yield _case("the paper key against a device", _branch(PHONE), _branch(PAPER), wins=1)
    yield _case("an elder device against a younger one", _branch(PHONE), _branch(LAPTOP), wins=0)
    yield _case("one entry of the elder against three", _branch(PHONE), _branch(LAPTOP, LAPTOP, LAPTOP), wins=0)
    yield _case("the elder signs last", _branch(PHONE, PHONE), _branch(LAPTOP, LAPTOP, PAPER), wins=1)
    by_phone, by_laptop = PERSON.copy(), PERSON.copy()
    by_phone.revoke(LAPTOP, signer=PHONE)
    by_laptop.admit(LAPTOP)
    by_laptop.rotate(LAPTOP)
    yield _case("the younger writes on while the elder revokes it", by_laptop, by_phone, wins=1)
    leaving = PERSON.copy()
    leaving.revoke(PHONE, signer=PHONE)
    yield _case("an elder that leaves against a younger that stays", leaving, _branch(LAPTOP, LAPTOP), wins=0)
    by_paper = PERSON.copy()
    paper = by_paper.replace_paper(signer=LAPTOP)
    for _ in range(2):
        by_paper.rotate(paper)
    two = _branch(LAPTOP, LAPTOP)
    yield _case("a paper key with the rank of its signer is younger than it", by_paper, two, wins=1)
    yield _case("a device added on a branch lends it no rank", _admitted(), _branch(LAPTOP, LAPTOP), wins=1)

    person = PERSON.copy()
    late = person.replace_paper(signer=PHONE)
    one, other = _branch(late, behind=person), _branch(LAPTOP, LAPTOP, behind=person)
    common = person.roster.entries
    yield _case("a paper key that a device made is elder than the next device", one, other, wins=0, common=common)


def _admitted() -> Person:
    branch = PERSON.copy()
    newcomer = branch.admit(LAPTOP)
    for _ in range(3):
        branch.rotate(newcomer)
    return branch


def _counted() -> Iterator[Case]:
    yield _case("two entries of the elder against one", _branch(PHONE), _branch(PHONE, PHONE), wins=1)
    more = _branch(PHONE, LAPTOP, LAPTOP, LAPTOP)
    yield _case("entries of others are not counted", more, _branch(PHONE, PHONE), wins=1)


def _hashed() -> Iterator[Case]:
    pair = sorted((_branch(PHONE), _branch(PHONE)), key=lambda each: each.roster.hashes[len(COMMON)])
    yield _case("all else equal, the smaller hash of the first entry", pair[1], pair[0], wins=1)
    longer = next(each for each in _longer_than(pair[1]) if each.roster.head < pair[0].roster.head)
    yield _case("the hash is that of the first entry, not of the last", longer, pair[0], wins=1)


def _longer_than(branch: Person) -> Iterator[Person]:
    while True:
        yield _branch(LAPTOP, behind=branch)


def _three() -> Iterator[Case]:
    early = _branch(PHONE)
    one, other = _branch(PHONE, behind=early), _branch(LAPTOP, behind=early)
    yield _case("three branches that split at two places", other, _branch(LAPTOP, LAPTOP), one, wins=2)
    yield _case("three branches, the eldest alone", one, other, _branch(PAPER), wins=2)
    yield _case("three branches that split at one place", _branch(PAPER), _branch(LAPTOP), _branch(PHONE), wins=0)
    yield _case("a branch, what it was before, and another", early, one, _branch(LAPTOP), wins=1)


def _refused() -> Iterator[Case]:
    one, other = PERSON.roster.entries, OTHER.roster.entries
    yield case("bad-roster", "rosters of two journals", entries=[], branches=[one, other])
    bad = found([*COMMON, *_behind(_branch(LAPTOP).roster)]).entries[-1:]
    broken = [*bad, *bad]
    good = _behind(_branch(PHONE).roster)
    yield case("bad-roster", "a branch that is no roster", entries=COMMON, branches=[good, broken])
