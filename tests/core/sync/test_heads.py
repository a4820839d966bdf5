"""Vectors of heads: what is missing where, at any size of history."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from twoway_core.codec import decode_canonical, encode
from twoway_core.ids import ChainId
from twoway_core.sync.heads import from_wire, to_wire, unknown
from twoway_core.sync.limits import MAX_CHAINS, MAX_HEADS_A_CHAIN
from twoway_core.sync.messages import ChainHeads, Head

HEADS = st.frozensets(st.builds(Head, st.integers(1, 9), st.integers(0, 5).map(lambda n: bytes(31) + bytes([n]))))
VECTORS = st.dictionaries(st.integers(0, 5).map(lambda n: ChainId(bytes(15) + bytes([n]))), HEADS, max_size=5)
Vector = dict[ChainId, frozenset[Head]]

PHONE, LAPTOP, TABLET = (ChainId(bytes([n]) * 16) for n in range(3))
A2, A5, A5_BRANCH, B9 = Head(2, b"a" * 32), Head(5, b"b" * 32), Head(5, b"c" * 32), Head(9, b"d" * 32)


@given(VECTORS)
def test_a_vector_comes_back_from_the_wire(heads: Vector) -> None:
    """What was sent is what is compared, after the bytes and before."""
    sent = to_wire(heads)

    assert from_wire(sent) == heads
    assert from_wire(decode_canonical(list[ChainHeads], encode(sent), 10_000)) == heads


def test_a_vector_is_never_more_than_a_message_may_hold() -> None:
    """Whoever signs a hundred branches, or many chains, makes no request that nobody takes: the newest heads go."""
    many = frozenset(Head(number, bytes(32)) for number in range(1, 101))
    chains = {ChainId(number.to_bytes(16, "big")): many for number in range(MAX_CHAINS + 1)}

    sent = to_wire(chains)

    assert len(sent) == MAX_CHAINS
    assert [head.number for head in sent[0].heads] == list(range(101 - MAX_HEADS_A_CHAIN, 101))


@given(VECTORS, st.randoms(use_true_random=False))
def test_equal_vectors_are_equal_bytes(heads: Vector, random: Random) -> None:
    """Chains and heads travel in one order, whatever order they were found in."""
    shuffled = list(heads.items())
    random.shuffle(shuffled)

    assert encode(to_wire(dict(shuffled))) == encode(to_wire(heads))


@given(VECTORS)
def test_nothing_of_ones_own_is_unknown(heads: Vector) -> None:
    """Two replicas that hold the same have nothing to send."""
    assert unknown(heads, heads) == {}


@given(VECTORS, VECTORS)
def test_what_is_unknown_and_what_is_shared_make_the_whole(mine: Vector, theirs: Vector) -> None:
    """Every head of theirs is either named by mine or is news."""
    news = unknown(mine, theirs)

    for chain, heads in theirs.items():
        assert news.get(chain, frozenset()) | (heads & mine.get(chain, frozenset())) == heads
        assert not news.get(chain, frozenset()) & mine.get(chain, frozenset())
    assert all(news.values())
    assert news.keys() <= theirs.keys()


def test_missing_names_only_chains_with_news() -> None:
    """A replica asks for the chains that hold something new, and for no others."""
    mine = {PHONE: frozenset({A2}), LAPTOP: frozenset({B9})}
    theirs = {PHONE: frozenset({A5}), LAPTOP: frozenset({B9}), TABLET: frozenset({A2})}

    assert unknown(mine, theirs) == {PHONE: frozenset({A5}), TABLET: frozenset({A2})}


def test_a_branch_is_news_beside_the_one_that_is_known() -> None:
    """Where a chain forked, only the head that is not here is missing."""
    assert unknown({PHONE: frozenset({A5})}, {PHONE: frozenset({A5, A5_BRANCH})}) == {PHONE: frozenset({A5_BRANCH})}


def test_heads_travel_by_number_and_hash_and_chains_by_id() -> None:
    """The order on the wire is fixed."""
    heads = {LAPTOP: frozenset({B9}), PHONE: frozenset({A5_BRANCH, A5, A2})}

    assert to_wire(heads) == [ChainHeads(PHONE, [A2, A5, A5_BRANCH]), ChainHeads(LAPTOP, [B9])]
