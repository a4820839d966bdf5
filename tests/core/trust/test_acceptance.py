"""Which segments count: one answer for one set, whatever the order it came in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.people import Person
from twoway_core.ids import ChainId, JournalId
from twoway_core.sealing.segment import Header, Segment, chain_id
from twoway_core.trust.acceptance import Acceptance, Link, Verdict, accept, judge, link

ACCEPTED, WAITING, QUARANTINED = Verdict.ACCEPTED, Verdict.WAITING, Verdict.QUARANTINED

PERSON = Person.make("acceptance")
PHONE = PERSON.admit()
LAPTOP = PERSON.admit()
ROSTER = PERSON.roster
FIRST, SECOND, THIRD = PERSON.write_chain(PHONE, 3)
NEWCOMER = PERSON.newcomer()
LONGER = ROSTER.extended([PERSON.added(NEWCOMER)])


def verdict(segments: Iterable[Segment], judged: Segment) -> Verdict:
    """Return the verdict on ``judged`` among ``segments``."""
    return outcome(segments).verdicts[judged.hash]


def outcome(segments: Iterable[Segment]) -> Acceptance:
    """Return what becomes of ``segments``."""
    return accept(ROSTER, {segment.hash: segment.header for segment in segments})


def forked_chain() -> list[Segment]:
    """Return a chain of the phone with two branches after its first segment, two segments each."""
    tip = PERSON.tip(PHONE)
    first = PERSON.write(PHONE, tip)
    branches = [PERSON.write_chain(PHONE, 2, tip.after(first)) for _ in range(2)]
    return [first, *branches[0], *branches[1]]


def altered(segment: Segment, **changed: Any) -> Header:
    """Return the header of ``segment`` with some fields changed, as if its author had signed that."""
    return msgspec.structs.replace(segment.header, **changed)


def test_a_chain_that_begins_rightly_is_accepted() -> None:
    """Each segment follows the one before, and the first is named after its beginning."""
    assert set(outcome([FIRST, SECOND, THIRD]).verdicts.values()) == {ACCEPTED}
    assert outcome([FIRST, SECOND, THIRD]).forked == frozenset()


def test_nothing_is_accepted_of_nothing() -> None:
    """An empty set has an empty answer."""
    assert outcome([]) == Acceptance({}, frozenset())


def test_what_follows_a_gap_waits() -> None:
    """A missing segment holds back its chain and no other."""
    other = PERSON.write_chain(LAPTOP, 2)

    assert verdict([FIRST, THIRD, *other], THIRD) is WAITING
    assert verdict([FIRST, THIRD, *other], other[1]) is ACCEPTED


def test_what_waited_is_accepted_once_the_gap_is_closed() -> None:
    """Verdicts are computed anew from the set, not remembered."""
    assert [verdict([THIRD, SECOND, FIRST], each) for each in (FIRST, SECOND, THIRD)] == [ACCEPTED] * 3


def test_a_citation_that_is_not_here_waits() -> None:
    """A segment that cites a roster entry that has not arrived is judged when it has."""
    assert judge(ROSTER, altered(FIRST, roster=LONGER.head), None) is WAITING
    assert judge(LONGER, altered(FIRST, roster=LONGER.head), None) is ACCEPTED


def test_who_was_not_in_the_roster_there_is_quarantined() -> None:
    """A citation of an entry before the author joined does not let it write."""
    assert judge(ROSTER, altered(FIRST, roster=ROSTER.hashes[0]), None) is QUARANTINED
    assert judge(ROSTER, altered(FIRST, device=NEWCOMER.public.device), None) is QUARANTINED


def test_a_segment_of_another_journal_is_quarantined() -> None:
    """Even with a chain that is named after that journal, it does not belong here."""
    elsewhere = JournalId(bytes(16))
    chain = chain_id(elsewhere, PHONE.public.device, FIRST.header.previous)

    assert judge(ROSTER, altered(FIRST, journal=elsewhere, chain=chain), None) is QUARANTINED


@pytest.mark.parametrize("changed", [{"chain": bytes(16)}, {"previous": bytes(32)}], ids=repr)
def test_a_chain_must_be_named_after_its_beginning(changed: dict[str, Any]) -> None:
    """Nobody opens a chain under another chain's id."""
    assert judge(ROSTER, altered(FIRST, **changed), None) is QUARANTINED


def test_a_first_segment_follows_nothing() -> None:
    """What stands first is judged by itself, whatever is offered as the one before it."""
    assert judge(ROSTER, FIRST.header, link(ROSTER, THIRD.header)) is ACCEPTED


def test_a_segment_that_follows_one_that_is_not_accepted_here_waits() -> None:
    """Without its previous, a segment by a member waits, and one by a stranger is quarantined at once."""
    assert judge(ROSTER, SECOND.header, None) is WAITING
    assert judge(ROSTER, altered(SECOND, device=NEWCOMER.public.device), None) is QUARANTINED


@pytest.mark.parametrize(
    "changed",
    [{"chain": bytes(16)}, {"device": LAPTOP.public.device}, {"number": 3}, {"number": 4}],
    ids=repr,
)
def test_a_segment_must_fit_what_it_follows(changed: dict[str, Any]) -> None:
    """Same chain, same device, the next number."""
    assert judge(ROSTER, SECOND.header, link(ROSTER, FIRST.header)) is ACCEPTED
    assert judge(ROSTER, altered(SECOND, **changed), link(ROSTER, FIRST.header)) is QUARANTINED


def test_citations_along_a_chain_never_go_back() -> None:
    """A writer that knew a newer roster entry cannot cite an older one again."""
    newer = link(ROSTER, altered(FIRST, roster=ROSTER.hashes[2]))
    older = link(ROSTER, altered(FIRST, roster=ROSTER.hashes[1]))

    assert judge(ROSTER, altered(SECOND, roster=ROSTER.hashes[1]), newer) is QUARANTINED
    assert judge(ROSTER, altered(SECOND, roster=ROSTER.hashes[1]), older) is ACCEPTED
    assert judge(ROSTER, altered(SECOND, roster=ROSTER.hashes[2]), older) is ACCEPTED


def test_what_follows_is_what_the_next_segment_must_know() -> None:
    """A link holds chain, author, number and citation."""
    header = SECOND.header

    assert link(ROSTER, header) == Link(ChainId(header.chain), PHONE.public.device, 2, 2)


def test_both_branches_of_a_fork_are_accepted_and_the_fork_is_shown() -> None:
    """Two copies of one device lose nothing, and the chain is named."""
    segments = forked_chain()
    acceptance = outcome(segments)

    assert set(acceptance.verdicts.values()) == {ACCEPTED}
    assert acceptance.forked == {segments[0].header.chain}


def test_a_branch_that_is_not_accepted_makes_no_fork() -> None:
    """Rubbish beside a chain does not make its writer change chains."""
    bad = altered(SECOND, roster=ROSTER.hashes[0])
    headers = {FIRST.hash: FIRST.header, SECOND.hash: SECOND.header, b"bad": bad}

    assert accept(ROSTER, headers).verdicts[b"bad"] is QUARANTINED
    assert accept(ROSTER, headers).forked == frozenset()


def test_a_segment_behind_one_that_fits_nowhere_waits() -> None:
    """Neither a bad beginning nor what was written behind it is accepted."""
    bad = altered(FIRST, chain=bytes(16))
    headers = {FIRST.hash: bad, SECOND.hash: SECOND.header, THIRD.hash: THIRD.header}

    assert accept(ROSTER, headers).verdicts == {FIRST.hash: QUARANTINED, SECOND.hash: WAITING, THIRD.hash: WAITING}


def mixture() -> list[tuple[bytes, Header]]:
    """Return segments of every fate: two chains, one of them forked, a gap, bad links, unknown citations."""
    segments = [*forked_chain(), *PERSON.write_chain(LAPTOP, 3), THIRD]
    headers = [(segment.hash, segment.header) for segment in segments]
    headers += [
        (b"waits for its roster", altered(FIRST, roster=LONGER.head)),
        (b"stranger", altered(FIRST, device=NEWCOMER.public.device)),
        (b"goes back", altered(segments[1], roster=ROSTER.hashes[1])),
        (b"behind what goes back", altered(segments[2], previous=b"goes back")),
    ]
    return headers


MIXTURE = mixture()
ANSWER = accept(ROSTER, dict(MIXTURE))


def test_the_mixture_below_holds_every_fate() -> None:
    """The laws are tried on a set in which something is accepted, waits and is quarantined, beside a fork."""
    assert set(ANSWER.verdicts.values()) == set(Verdict)
    assert len(ANSWER.forked) == 1


@given(st.permutations(MIXTURE), st.lists(st.sampled_from(MIXTURE), max_size=10))
def test_the_order_of_arrival_plays_no_part(
    arrived: list[tuple[bytes, Header]], again: list[tuple[bytes, Header]]
) -> None:
    """Any permutation, with anything delivered again, has the same answer."""
    assert accept(ROSTER, dict([*again, *arrived, *again])) == ANSWER


@given(st.permutations(MIXTURE))
def test_accepting_one_by_one_accepts_the_same(arrived: list[tuple[bytes, Header]]) -> None:
    """A device that judges each segment as it comes, and those that waited for it, accepts the same set."""
    links: dict[bytes, Link] = {}
    aside = dict(arrived)
    moved = True
    while moved:
        moved = False
        for name, header in list(aside.items()):
            if judge(ROSTER, header, links.get(header.previous)) is ACCEPTED:
                links[name] = link(ROSTER, aside.pop(name))
                moved = True

    assert links.keys() == {name for name, each in ANSWER.verdicts.items() if each is ACCEPTED}


@given(st.permutations(MIXTURE), st.integers(0, len(MIXTURE)))
def test_more_segments_take_nothing_back(arrived: list[tuple[bytes, Header]], count: int) -> None:
    """What was accepted of a part stays accepted when the rest arrives."""
    part = accept(ROSTER, dict(arrived[:count]))

    assert {name for name, each in part.verdicts.items() if each is ACCEPTED} <= {
        name for name, each in ANSWER.verdicts.items() if each is ACCEPTED
    }
