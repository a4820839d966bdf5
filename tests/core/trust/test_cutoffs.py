"""Which segments of a revoked device count: those at its cut-offs and before them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.people import Person, cutoff_at
from twoway_core.sealing.segment import Header, Segment
from twoway_core.trust.acceptance import Acceptance, Link, Verdict, accept, is_within, judge, link
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import Cutoff
from twoway_core.trust.writing import RosterWriter

ACCEPTED, WAITING, QUARANTINED = Verdict.ACCEPTED, Verdict.WAITING, Verdict.QUARANTINED

PERSON = Person.make("cut-offs")
PHONE, LAPTOP = PERSON.admit(), PERSON.admit()
BEFORE = PERSON.roster

# The laptop's segments: one chain of five, one that forks after its first into two and three, one that nobody lists.
CHAIN = PERSON.write_chain(LAPTOP, 5)
TRUNK = PERSON.write(LAPTOP, TIP := PERSON.tip(LAPTOP))
LEFT, RIGHT = (PERSON.write_chain(LAPTOP, count, TIP.after(TRUNK)) for count in (2, 3))
UNLISTED = PERSON.write_chain(LAPTOP, 2)
TREE = [*CHAIN, TRUNK, *LEFT, *RIGHT, *UNLISTED]
PHONES = PERSON.write_chain(PHONE, 2)

PERSON.revoke(LAPTOP, signer=PHONE, cutoffs=[cutoff_at(CHAIN[2]), cutoff_at(LEFT[-1])])
PERSON.rotate()
ROSTER = PERSON.roster
REVOCATION = ROSTER.hashes.index(BEFORE.head) + 1
COUNTS = {each.hash for each in (*CHAIN[:3], TRUNK, *LEFT)}


def roster_with(cutoffs: list[Cutoff]) -> Roster:
    """Return the roster before the revocation, with another one behind it that has these cut-offs."""
    writer = RosterWriter(BEFORE, PHONE, PERSON.epochs.at(0), PERSON.chance, PERSON.sealer)
    return BEFORE.extended([writer.revoke([LAPTOP.public.device], cutoffs, PERSON.key)])


def headers_of(segments: Iterable[Segment]) -> dict[bytes, Header]:
    """Return the headers of ``segments`` by their hash."""
    return {segment.hash: segment.header for segment in segments}


def outcome(*segments: Segment, roster: Roster = ROSTER) -> Acceptance:
    """Return what becomes of ``segments``."""
    return accept(roster, headers_of(segments))


def verdicts(*segments: Segment) -> list[Verdict]:
    """Return the verdicts on ``segments`` as a set, in the order given."""
    judged = outcome(*segments).verdicts
    return [judged[segment.hash] for segment in segments]


def counted(acceptance: Acceptance) -> set[bytes]:
    """Return what was accepted."""
    return {name for name, verdict in acceptance.verdicts.items() if verdict is ACCEPTED}


def altered(segment: Segment, **changed: Any) -> Header:
    """Return the header of ``segment`` with some fields changed, as if its author had signed that."""
    return msgspec.structs.replace(segment.header, **changed)


def test_everything_counted_before_the_revocation() -> None:
    """The very same segments are accepted by the roster as it was."""
    assert counted(outcome(*TREE, roster=BEFORE)) == {segment.hash for segment in TREE}


def test_what_stands_at_a_cutoff_and_before_it_counts() -> None:
    """The revoker listed what it had seen, and that stays."""
    assert verdicts(*CHAIN)[:3] == [ACCEPTED] * 3


def test_what_stands_beyond_a_cutoff_is_quarantined() -> None:
    """A revoked device that writes on, or wrote what nobody had seen, is shown so."""
    assert verdicts(*CHAIN)[3:] == [QUARANTINED] * 2


def test_a_chain_that_is_not_listed_has_nothing_that_counts() -> None:
    """A chain that the revoked device opens afterwards and back-dates is not listed either."""
    backdated = PERSON.write(LAPTOP, PERSON.tip(LAPTOP), cited=REVOCATION - 1)

    assert verdicts(*UNLISTED, backdated) == [QUARANTINED] * 3


def test_only_the_listed_branch_of_a_fork_counts() -> None:
    """A second history behind a segment that counts does not count with it."""
    assert verdicts(TRUNK, *LEFT, *RIGHT) == [ACCEPTED] * 3 + [QUARANTINED] * 3
    assert outcome(TRUNK, *LEFT, *RIGHT).forked == frozenset()


def test_both_branches_of_a_fork_may_be_listed() -> None:
    """A chain then stands twice among the cut-offs, and the fork is shown as ever."""
    roster = roster_with([cutoff_at(LEFT[-1]), cutoff_at(RIGHT[-1])])

    answer = outcome(TRUNK, *LEFT, *RIGHT, roster=roster)

    assert set(answer.verdicts.values()) == {ACCEPTED}
    assert answer.forked == {TRUNK.header.chain}


def test_what_a_cutoff_lies_behind_counts_whenever_it_arrives() -> None:
    """Written before and delivered after, in whatever order, is accepted once it is complete."""
    assert verdicts(*reversed(CHAIN[:3])) == [ACCEPTED] * 3


def test_what_cites_the_revocation_or_anything_later_is_quarantined() -> None:
    """Its author had no standing there, whatever the cut-offs say."""
    for number in (REVOCATION, REVOCATION + 1):
        assert judge(ROSTER, altered(CHAIN[0], roster=ROSTER.hashes[number]), None) is QUARANTINED


def test_what_others_wrote_is_not_touched() -> None:
    """A revocation is of devices, and of nobody else's chains."""
    assert verdicts(*PHONES, *CHAIN)[:2] == [ACCEPTED] * 2


def test_without_its_cutoff_a_chain_waits() -> None:
    """What leads up to a cut-off cannot be told apart from another history until it is here."""
    assert verdicts(*CHAIN[:2]) == [WAITING] * 2
    assert verdicts(TRUNK, *RIGHT[:1]) == [WAITING] * 2


def test_what_lies_beyond_the_number_of_a_cutoff_does_not_wait() -> None:
    """There is nothing left to learn about it."""
    assert verdicts(*CHAIN[3:]) == [QUARANTINED] * 2


def test_a_gap_below_a_cutoff_is_waited_for() -> None:
    """What is before the gap waits for it, and so does the cut-off itself."""
    assert verdicts(CHAIN[0], CHAIN[2]) == [WAITING] * 2
    assert verdicts(CHAIN[0], CHAIN[2], CHAIN[1]) == [ACCEPTED] * 3


def test_a_citation_that_is_not_here_is_waited_for_first() -> None:
    """A device that lacks the roster entry which a segment cites cannot judge its author."""
    unknown = altered(CHAIN[3], roster=bytes(32))

    assert judge(ROSTER, unknown, None, within=False) is WAITING


def test_a_cutoff_is_counted_down_from_its_number() -> None:
    """A cut-off with another number than its segment has lets nothing of the chain count."""
    lying = roster_with([Cutoff(CHAIN[2].header.chain, 4, CHAIN[2].hash)])

    assert counted(outcome(*CHAIN, roster=lying)) == set()


def test_a_cutoff_names_a_chain_of_its_device() -> None:
    """Listing another device's segment revokes nothing of that device, and adds nothing to the revoked one."""
    roster = roster_with([cutoff_at(PHONES[1])])

    assert counted(outcome(*PHONES, *CHAIN, roster=roster)) == {each.hash for each in PHONES}


def test_nothing_counts_of_a_paper_key_that_was_replaced() -> None:
    """A paper key has no chains; what its finder signs is quarantined."""
    person = Person.make("a found paper")
    first = person.write_chain(person.paper, 1)[0]
    person.replace_paper(person.paper)

    assert outcome(first, roster=person.roster).verdicts == {first.hash: QUARANTINED}


@pytest.mark.parametrize(
    ("segment", "answer"),
    [(CHAIN[0], True), (CHAIN[2], True), (CHAIN[3], False), (RIGHT[0], False), (UNLISTED[0], False), (PHONES[0], True)],
    ids=["before", "at", "beyond", "beside", "not listed", "of another device"],
)
def test_a_segment_is_within_the_cutoffs_or_not(segment: Segment, answer: bool) -> None:
    """The walk goes back from each cut-off of its chain, by what is here."""
    assert is_within(ROSTER, segment.hash, segment.header, headers_of(TREE).get) is answer


def test_a_segment_of_nobody_is_not_cut_off() -> None:
    """Who is in no roster has no cut-offs; that it may not write is for others to say."""
    stranger = altered(CHAIN[4], device=bytes(16))

    assert is_within(ROSTER, CHAIN[4].hash, stranger, headers_of(TREE).get) is True


def test_it_cannot_be_told_while_what_lies_between_is_not_here() -> None:
    """None is neither yes nor no, and a yes by another cut-off settles it."""
    here = headers_of([CHAIN[0], TRUNK])

    assert is_within(ROSTER, CHAIN[0].hash, CHAIN[0].header, here.get) is None
    both = roster_with([cutoff_at(LEFT[-1]), cutoff_at(TRUNK)])
    assert is_within(both, TRUNK.hash, TRUNK.header, here.get) is True


def test_a_long_chain_is_walked_once() -> None:
    """The cost of a set grows with its segments, not with their square."""
    asked: list[bytes] = []
    segments = headers_of(PERSON.write_chain(LAPTOP, 60))
    roster = roster_with([Cutoff(header.chain, 60, name) for name, header in list(segments.items())[-1:]])

    class Counting(dict[bytes, Header]):
        def get(self, name: bytes, default: Any = None) -> Any:
            asked.append(name)
            return super().get(name, default)

    accept(roster, Counting(segments))

    assert len(asked) == 59


def before_or_at(segments: Mapping[bytes, Header], cutoffs: Iterable[Cutoff]) -> set[bytes]:
    """Return what stands at ``cutoffs`` and before them, by following each back to its beginning."""
    found: set[bytes] = set()
    for cutoff in cutoffs:
        name = cutoff.hash
        while name in segments:
            found.add(name)
            name = segments[name].previous
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TREE), unique=True, max_size=4), st.permutations(TREE))
def test_nothing_beyond_a_cutoff_counts_and_everything_else_does(chosen: list[Segment], order: list[Segment]) -> None:
    """Whatever is listed, the accepted are the listed segments and their ancestors, in every order of arrival."""
    cutoffs = [cutoff_at(segment) for segment in chosen]

    answer = outcome(*order, roster=roster_with(cutoffs))

    assert counted(answer) == before_or_at(headers_of(TREE), cutoffs)
    assert WAITING not in answer.verdicts.values()


MIXTURE = [*TREE[:4], *TREE[5:], *PHONES]  # with a gap beyond the cut-off
ANSWER = outcome(*MIXTURE)


@given(st.permutations(MIXTURE), st.lists(st.sampled_from(MIXTURE), max_size=6))
def test_the_order_of_arrival_plays_no_part(arrived: list[Segment], again: list[Segment]) -> None:
    """Any permutation, with anything delivered again, has the same answer."""
    assert outcome(*again, *arrived, *again) == ANSWER


@given(st.permutations(MIXTURE), st.integers(0, len(MIXTURE)))
def test_more_segments_take_nothing_back(arrived: list[Segment], count: int) -> None:
    """What was accepted or quarantined of a part stays so when the rest arrives."""
    part = outcome(*arrived[:count]).verdicts

    for name, verdict in part.items():
        assert verdict in (WAITING, ANSWER.verdicts[name])


@settings(deadline=None)
@given(st.permutations(MIXTURE))
def test_judging_one_by_one_accepts_the_same(arrived: list[Segment]) -> None:
    """A device that judges each segment as it comes, and those that waited for it, accepts the same set."""
    here: dict[bytes, Header] = {}
    links: dict[bytes, Link] = {}
    for segment in arrived:
        here[segment.hash] = segment.header
        moved = True
        while moved:
            moved = False
            for name in here.keys() - links.keys():
                within = is_within(ROSTER, name, here[name], here.get)
                if judge(ROSTER, here[name], links.get(here[name].previous), within=within) is ACCEPTED:
                    links[name] = link(ROSTER, here[name])
                    moved = True

    assert links.keys() == counted(ANSWER)


@given(st.permutations(TREE))
def test_a_revocation_that_arrives_late_ends_where_it_would_have_begun(arrived: list[Segment]) -> None:
    """Judged before by the shorter roster, the set has no memory of it."""
    accept(BEFORE, headers_of(arrived))

    assert counted(outcome(*arrived)) == COUNTS
