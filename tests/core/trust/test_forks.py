"""Two valid branches of one roster: every client takes the same one."""

from __future__ import annotations

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.people import Person
from tests.core.trust.rosters import STEPS, Steps
from twoway_core.errors import BadRosterError
from twoway_core.trust.forks import is_fork, prefer, split_of
from twoway_core.trust.roster import Roster, found

PERSON = Person.make("forks")
PHONE, LAPTOP = PERSON.admit(name="phone"), PERSON.admit(name="laptop")
ROSTER = PERSON.roster


def branch(*signers: str) -> Roster:
    """Return the roster behind which each of ``signers`` admitted a device."""
    person = PERSON.copy()
    keys = {"paper": PERSON.paper, "phone": PHONE, "laptop": LAPTOP}
    for signer in signers:
        person.admit(keys[signer])
    return person.roster


def wins(winner: Roster, loser: Roster) -> bool:
    """Return whether ``winner`` is preferred, whichever is given first."""
    return prefer(winner, loser) is winner and prefer(loser, winner) is winner


def test_rosters_begin_with_the_same_entries() -> None:
    """Two of one journal have at least its genesis in common."""
    one, other = branch("phone"), branch("laptop", "laptop")

    assert [split_of(one, other), split_of(one, ROSTER), split_of(ROSTER, one), split_of(one, one)] == [3, 3, 3, 4]
    assert split_of(found(ROSTER.entries[:1]), one) == 1


def test_a_roster_that_goes_on_is_no_fork() -> None:
    """One that continues the other is longer, and that is all."""
    longer = branch("phone")

    assert not is_fork(ROSTER, longer)
    assert not is_fork(longer, ROSTER)
    assert not is_fork(longer, longer)
    assert is_fork(longer, branch("phone"))


def test_the_longer_one_counts_where_there_is_no_fork() -> None:
    """A server that is behind, or a client, takes what is there already."""
    longer = branch("laptop")

    assert wins(longer, ROSTER)
    assert prefer(longer, found(longer.entries)) == longer


def test_the_branch_with_the_most_senior_signer_wins() -> None:
    """The elder's one entry outweighs any number by the younger."""
    assert wins(branch("phone"), branch("laptop", "laptop", "laptop"))
    assert wins(branch("laptop", "paper"), branch("phone", "phone", "phone"))


def test_of_one_signer_the_branch_with_more_of_its_entries_wins() -> None:
    """Entries by others count for nothing there."""
    assert wins(branch("phone", "phone"), branch("phone", "laptop", "laptop"))


def test_else_the_branch_whose_first_entry_has_the_smaller_hash_wins() -> None:
    """What nobody could choose decides, and nothing that was written behind it."""
    pairs = ((branch("phone"), branch("phone", "laptop")) for _ in range(100))
    one, other = next(
        pair for pair in pairs if (pair[0].hashes[3] < pair[1].hashes[3]) != (pair[0].head < pair[1].head)
    )
    first, second = sorted((one, other), key=lambda each: each.hashes[3])

    assert wins(first, second)


def test_a_paper_key_made_later_has_the_rank_of_its_signer_here_too() -> None:
    """It came after the laptop, and is elder: the phone made it."""
    person = PERSON.copy()
    paper = person.replace_paper(signer=PHONE)
    by_paper, by_laptop = person.copy(), person.copy()
    by_paper.admit(paper)
    by_laptop.admit(LAPTOP)
    by_laptop.admit(LAPTOP)

    assert wins(by_paper.roster, by_laptop.roster)


def test_of_two_devices_that_revoke_each_other_the_elder_stays() -> None:
    """The younger may revoke itself and admit as it likes; the elder's branch is the one that counts."""
    by_phone, by_laptop = PERSON.copy(), PERSON.copy()
    by_phone.revoke(LAPTOP, signer=PHONE)
    by_laptop.admit(LAPTOP)
    by_laptop.rotate(LAPTOP)

    with pytest.raises(BadRosterError, match="elder"):
        by_laptop.revoke(PHONE, signer=LAPTOP)
    assert wins(by_phone.roster, by_laptop.roster)
    assert not prefer(by_phone.roster, by_laptop.roster).is_standing(LAPTOP.public.device)


def test_of_two_papers_of_one_rank_the_one_that_came_first_is_elder() -> None:
    """Rank ties are settled by the entry that added the signer, so that there is always one elder."""
    person = Person.make("two papers")
    second = person.replace_paper()
    by_first, by_second = person.copy(), person.copy()
    by_first.admit()
    by_second.admit(second)
    by_second.admit(second)

    assert wins(by_first.roster, by_second.roster)


def test_a_signer_that_joined_after_the_split_is_younger_than_who_admitted_it() -> None:
    """Nobody gains rank by admitting devices of its own on its branch."""
    by_laptop = PERSON.copy()
    paper = by_laptop.replace_paper(signer=LAPTOP)
    for _ in range(3):
        by_laptop.admit(paper)

    assert wins(branch("laptop", "laptop"), by_laptop.roster)
    assert wins(branch("phone"), by_laptop.roster)


def test_rosters_of_two_journals_are_not_compared() -> None:
    """There is nothing to choose between."""
    other = Person.make("forks of another").roster

    for ask in (split_of, is_fork, prefer):
        with pytest.raises(BadRosterError, match="different journals"):
            ask(ROSTER, other)


@st.composite
def branches(draw: st.DrawFn, count: int) -> list[Roster]:
    """Return branches of one journal; each goes on where one before it stood, or at the beginning."""
    root = Steps(Person.make("a journal that forks"))
    for step, place in draw(st.lists(STEPS, min_size=1, max_size=3)):
        root.take(step, place)
    grown, here = [root], []
    for _ in range(count):
        start = draw(st.sampled_from(grown))
        steps = Steps(start.person.copy())
        steps.everybody = list(start.everybody)
        for step, place in draw(st.lists(STEPS, max_size=3)):
            steps.take(step, place)
        grown.append(steps)
        here.append(steps.person.roster)
    return here


@settings(max_examples=30, deadline=None)
@given(branches(2))
def test_it_does_not_matter_which_is_asked_first(pair: list[Roster]) -> None:
    """Two clients that meet from either side settle on the same roster."""
    one, other = pair

    assert prefer(one, other) == prefer(other, one)
    assert prefer(one, other) in pair
    assert is_fork(one, other) == is_fork(other, one)
    assert prefer(one, one) == one


@settings(max_examples=40, deadline=None)
@given(branches(3))
def test_among_three_branches_the_same_one_wins_whatever_the_order(three: list[Roster]) -> None:
    """Clients that learn of the branches one after the other end where all others end."""
    winners = [reduce(prefer, order).head for order in permutations(three)]

    assert len(set(winners)) == 1
