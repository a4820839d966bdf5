"""Every formula of the analysis gives the same number in the app as in Python."""

from __future__ import annotations

import math
from functools import partial
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.near import differences, plain
from tests.web.node import Node
from twoway_core.analysis import decision, must_have, sensitivity, smaa, two_way, voi, weights
from twoway_core.analysis.asking import Asking, Open, chosen, ranked
from twoway_core.analysis.belief import Belief, agreement_of, believe, discount_of
from twoway_core.analysis.calibration import Check, Forecast, brier, records_of, trusting
from twoway_core.analysis.evidence import (
    Certainty,
    Circumstance,
    Form,
    Source,
    Statement,
    Voice,
    evidence_weight,
    latest,
    voices,
)
from twoway_core.analysis.fit import central_range, fit_of, known_fit
from twoway_core.analysis.incomplete_beta import regularised_beta
from twoway_core.analysis.rounding import decimals, rounded, short_decimals
from twoway_core.analysis.value import Shape, value_of
from twoway_core.projections.plan import plain as plain_words

steady = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = [*"abcdef"]
UNIT = st.floats(0, 1)
MOST = st.floats(0, 8)
RATINGS = st.integers(1, 5)
BETAS = st.tuples(st.floats(1, 40), st.floats(1, 40))
PEOPLE = st.sampled_from([None, "ana", "ben", "the website", "you saw"])
SHAPES = st.sampled_from(get_args(Shape))


def close(ours: Any, theirs: Any) -> bool:
    """Return whether both are the same, floats within 1e-9."""
    return differences(ours, theirs) == []


def asked(node: Node, name: str, *arguments: Any) -> Any:
    """Return what the app makes of ``arguments``."""
    return node.ask("formula", name=name, given=[plain(one) for one in arguments])


def beta(alpha: float, beta: float) -> Belief:
    """Return a belief of this shape."""
    return Belief(alpha, beta, 1, 1, 0, 0, 0.25)


@st.composite
def shares(draw: st.DrawFn) -> dict[str, float]:
    """Return weights that sum to 1, some of them equal now and then."""
    points = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([1, 2, 3, 60, 40]), min_size=1))
    return weights.shares(points)


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    """Return what some people said to some questions, each statement at a place of its own."""
    made = st.tuples(PEOPLE, st.sampled_from(["q", "r", None]), st.integers(0, 3), RATINGS, MOST)
    return [
        Statement(person, question, (at, bytes([place]) * 16), rating, weight)
        for place, (person, question, at, rating, weight) in enumerate(draw(st.lists(made, max_size=6)))
    ]


VOICES = st.lists(st.builds(Voice, PEOPLE, st.floats(1, 5), st.floats(0.1, 8)), max_size=6)


@steady
@given(st.floats(1, 5), SHAPES, RATINGS)
def test_values(node: Node, rating: float, shape: Shape, ideal: int) -> None:
    """Of every shape."""
    assert close(value_of(rating, shape, ideal), asked(node, "value", rating, shape, ideal))


@steady
@given(st.floats(-100, 100) | st.integers(-3000, 3000).map(lambda units: units / 1000), st.integers(1, 4))
def test_rounding(node: Node, value: float, places: int) -> None:
    """Halves go up, and what lies a hair below one."""
    ours = [rounded(value, places), decimals(value, places), short_decimals(value, places)]

    assert asked(node, "rounding", value, places) == ours


@steady
@given(
    st.sampled_from(get_args(Source)),
    st.sampled_from(get_args(Form)),
    st.sampled_from(get_args(Certainty)),
    st.builds(Circumstance, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)
def test_weights_of_evidence(
    node: Node, source: Source, form: Form, certainty: Certainty, circumstance: Circumstance
) -> None:
    """Of every source, form and certainty, in all circumstances."""
    ours = evidence_weight(source, form, certainty, circumstance)

    assert close(ours, asked(node, "weight", source, form, certainty, circumstance))


@steady
@given(statements())
def test_voices(node: Node, said: list[Statement]) -> None:
    """Who says what in sum, in the same order."""
    assert close(plain([latest(said), voices(said)]), asked(node, "voices", said))


@steady
@given(VOICES, SHAPES, RATINGS)
def test_beliefs(node: Node, some: list[Voice], shape: Shape, ideal: int) -> None:
    """Agreement, discount and what follows."""
    belief = believe(some, partial(value_of, shape=shape, ideal=ideal))
    ours = [agreement_of(some), discount_of(some), plain(belief) | {"mean": belief.mean, "variance": belief.variance}]

    assert close(ours, asked(node, "believe", some, shape, ideal))


@steady
@given(st.floats(0.5, 300) | st.sampled_from([1.0, 2.0, 3.0, 4.999999, 5.0]))
def test_the_logarithm_of_gamma(node: Node, x: float) -> None:
    """JavaScript has none of its own."""
    assert math.isclose(math.lgamma(x), asked(node, "lgamma", x), rel_tol=1e-12, abs_tol=1e-13)


@steady
@given(st.floats(-0.5, 1.5), st.tuples(st.floats(1, 400), st.floats(1, 400)))
def test_the_incomplete_beta_function(node: Node, x: float, shape: tuple[float, float]) -> None:
    """Also beyond 0 and 1, and for much evidence."""
    assert close(regularised_beta(x, *shape), asked(node, "incomplete", x, *shape))


@steady
@given(BETAS, st.none() | st.floats(0, 1) | st.just(1.0))
def test_must_haves(node: Node, shape: tuple[float, float], threshold: float | None) -> None:
    """Chance and verdict."""
    p = must_have.chance(beta(*shape), threshold)

    assert close([p, must_have.verdict(p)], asked(node, "must", *shape, threshold))


@steady
@given(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 100)),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))),
    st.lists(st.sampled_from(NAMES)),
)
def test_weights(node: Node, points: dict[str, float], pairs: list[tuple[str, str]], keys: list[str]) -> None:
    """By points, by rank, by pairs, and for some of them only."""
    ours = [
        weights.shares(points),
        weights.centroid(len(keys)),
        weights.ranked(weights.order_of_pairs(pairs)),
        weights.restricted(points, keys),
    ]

    assert close(plain(ours), asked(node, "weights", points, pairs, keys))


@steady
@given(shares(), st.lists(BETAS, min_size=6, max_size=6), st.dictionaries(st.sampled_from(NAMES), UNIT))
def test_fit(node: Node, own: dict[str, float], shapes: list[tuple[float, float]], values: dict[str, float]) -> None:
    """Of what is believed and of what is known, with its range."""
    beliefs = {name: beta(*shape) for name, shape in zip(own, shapes, strict=False)}
    fit = fit_of(own, beliefs)

    ours = plain([fit, central_range(fit.mean, fit.sd), known_fit(own, values)])

    assert close(ours, asked(node, "fit", own, shapes, values))


@steady
@given(UNIT, BETAS, UNIT, UNIT, MOST)
def test_the_value_of_information(
    node: Node, weight: float, shape: tuple[float, float], fit: float, rival: float, m: float
) -> None:
    """Of one answer, of a term in writing, of perfect knowledge, of a must-have."""
    stake = voi.stake_of(weight, beta(*shape), fit, rival)

    ours = [
        voi.switch_point(stake),
        voi.can_matter(stake),
        voi.perfect_worth(stake),
        voi.answer_chances(stake.belief, 4),
        voi.means_after(stake.belief, m, 8),
        voi.answer_worth(stake, m),
        voi.answer_worth(stake, m, written=True),
        voi.must_have_worth(stake.belief.mean, fit, rival),
    ]

    assert close(ours, asked(node, "voi", weight, *shape, fit, rival, m))


WEIGHTS_ON = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([0, 0.5, 1, 2, 4, 8]), max_size=3)
ASKINGS = st.lists(
    st.builds(Asking, st.sampled_from(["q", "r", "s"]), st.sampled_from(["ana", "ben"]), WEIGHTS_ON, st.integers(0, 6)),
    max_size=5,
    unique_by=lambda one: (one.question, one.person),
)


@steady
@given(
    shares(),
    st.lists(BETAS, min_size=6, max_size=6),
    UNIT,
    ASKINGS,
    st.dictionaries(st.sampled_from(NAMES), st.lists(MOST, max_size=3)),
)
def test_what_to_ask_of_whom(
    node: Node,
    own: dict[str, float],
    shapes: list[tuple[float, float]],
    rival: float,
    askings: list[Asking[str, str, str]],
    heard: dict[str, list[float]],
) -> None:
    """The same worth, the same order, the same choice; one criterion is an open must-have."""
    open_to = next(iter(own))
    beliefs = dict(zip(own, shapes, strict=False))
    fit = fit_of(own, {name: beta(*shape) for name, shape in beliefs.items()}).mean
    stakes = {name: voi.stake_of(weight, beta(*beliefs[name]), fit, rival) for name, weight in own.items()}
    at_stake = stakes | {open_to: Open(0.4, fit, rival)}
    sent: list[tuple[str, Any]] = [
        (name, {"weight": weight, "a": beliefs[name][0], "b": beliefs[name][1], "fit": fit, "rival": rival})
        for name, weight in own.items()
        if name != open_to
    ]
    told = [ranked(at_stake, askings, heard), chosen(at_stake, askings, heard, 12)]

    ours = [
        [(one.asking.question, one.asking.person, one.criterion, one.fit, one.per_minute, one.finding) for one in some]
        for some in told
    ]

    sent.append((open_to, {"chance": 0.4, "fit": fit, "rival": rival}))
    given_as = [{**plain(one), "written": False} for one in askings]
    assert close(ours, node.ask("formula", name="asking", given=[sent, given_as, plain(heard), 12]))


LEVERS = st.builds(decision.Lever, st.sampled_from(NAMES), UNIT, UNIT, st.none() | UNIT)
SCREENS = st.builds(decision.Screen, st.sampled_from(["met", "met", "open", "failed"]), st.booleans())
SITUATIONS = st.builds(
    decision.Situation,
    fit=UNIT,
    coverage=UNIT,
    rival=UNIT,
    screens=st.lists(SCREENS, max_size=3),
    severe_flags=st.integers(0, 1),
    worth_asking=st.integers(0, 1),
    time_left=st.booleans(),
    offer=st.booleans(),
    levers=st.lists(LEVERS, max_size=3),
)


@steady
@given(SITUATIONS, UNIT, UNIT)
def test_decisions(node: Node, situation: decision.Situation[str], one: float, other: float) -> None:
    """The word, why, and what each choice is worth."""
    assert close(plain(decision.decide(situation)), asked(node, "decide", situation))
    assert asked(node, "close", one, other) == [decision.is_clear(one), decision.drifted(one, other)]


@steady
@given(shares(), st.lists(st.tuples(UNIT, UNIT), min_size=6, max_size=6), statements(), UNIT, UNIT)
def test_flips(
    node: Node,
    own: dict[str, float],
    means: list[tuple[float, float]],
    said: list[Statement],
    fit: float,
    rival: float,
) -> None:
    """Weights and ratings on which the lead hangs."""
    one, other = (dict(zip(own, side, strict=False)) for side in zip(*means, strict=True))
    heard = [sensitivity.Heard(next(iter(own)), said), sensitivity.Heard("nothing that weighs", said)]
    ours = [
        sensitivity.weight_flips(own, one, other),
        sensitivity.rating_changes(own, fit, heard, rival),
    ]

    told = {row.criterion: row.statements for row in heard}

    assert close(plain(ours), asked(node, "flips", own, one, other, told, fit, rival))


@settings(steady, max_examples=12)
@given(
    shares(),
    st.lists(st.lists(BETAS | UNIT, min_size=6, max_size=6), min_size=1, max_size=3),
    st.lists(st.binary(min_size=16, max_size=16), max_size=4),
)
def test_the_race(
    node: Node, own: dict[str, float], states: list[list[tuple[float, float] | float]], ids: list[bytes]
) -> None:
    """The same cases are drawn, so that the same shares come out."""
    drawn = {
        str(place): dict(zip(own, (beta(*one) if isinstance(one, tuple) else one for one in some), strict=False))
        for place, some in enumerate(states)
    }
    told = [(name, [(key, _shape(one)) for key, one in some.items()]) for name, some in drawn.items()]
    answer = node.ask("formula", name="race", given=[told, list(own.items()), [one.hex() for one in ids]])

    for found, is_order_only in zip(answer, (False, True), strict=True):
        ours = smaa.acceptability(drawn, own, smaa.seed_of(ids), order_only=is_order_only)
        assert close(plain(ours.ranks), found["ranks"])
        assert close(plain(ours.central), found["central"])
        assert close(plain(ours.confidence), found["confidence"])
        wins = [[one, [[other, ours.wins[one, other]] for other in drawn if other != one]] for one in drawn]
        assert close(wins, found["wins"])


def _shape(state: Belief | float) -> Any:
    return (state.alpha, state.beta) if isinstance(state, Belief) else state


NEEDS = st.lists(
    st.builds(two_way.Need, st.sampled_from(NAMES), RATINGS, st.none() | RATINGS, statements()),
    max_size=3,
    unique_by=lambda need: need.need,
)


@steady
@given(NEEDS, statements())
def test_their_fit(node: Node, needs: list[two_way.Need[str]], overall: list[Statement]) -> None:
    """With needs and without."""
    found = two_way.their_fit(needs, overall)

    assert close(plain([found.fit, found.weights, found.beliefs]), asked(node, "their", needs, overall))


@steady
@given(
    st.lists(st.builds(Check, st.sampled_from(get_args(Source)), RATINGS, RATINGS)),
    st.lists(st.tuples(UNIT, st.booleans())),
)
def test_what_was_learned(node: Node, checks: list[Check], forecasts: list[tuple[float, bool]]) -> None:
    """How each source did, what it counts from now on, and how well I foresaw."""
    records = records_of(checks)
    ours = [list(records.values()), trusting(records), brier([Forecast(*one) for one in forecasts])]

    assert close(plain(ours), asked(node, "learned", checks, forecasts))


WORDS = ["Straße  Ｘ", "ﬁne\u00a0İ ΣΊΣΥΦΟΣ ς", "ꮿᏸ ẞ ŉ ı", "\x1ca\x85b\ufeff c", "", " ", "ᾳ ΐ"]


@pytest.mark.parametrize("text", WORDS)
def test_words_are_compared_alike(node: Node, text: str) -> None:
    """Case folds as in Python, and the same gaps part words."""
    folded, words = asked(node, "words", text)

    assert folded == text.casefold()
    assert words == text.split()
    assert " ".join(words).casefold() == plain_words(text)


def test_every_letter_folds_alike(node: Node) -> None:
    """All that both know."""
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    known = "".join(letter for letter in letters if letter.casefold() != letter)

    assert asked(node, "words", known)[0] == known.casefold()
