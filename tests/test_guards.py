"""Security checks that are switched off are missed: the list holds, the quick ones are tried, and the trying is fair.

All of the list is tried by ``scripts/guards``, which takes minutes.
"""

from __future__ import annotations

import msgspec
import pytest

from tests.guarding.bench import Verdict
from tests.guarding.guards import ROOT, Guard, all_guards, sample, stale
from tests.guarding.trying import Outcome, judged, try_all

GUARDS = all_guards()
CODEC = next(guard for guard in GUARDS if guard.id == "codec.canonical")


def changed(**fields: object) -> Guard:
    """Return a guard that does what its fields say, and else what the canonical check's guard does."""
    return msgspec.structs.replace(CODEC, **fields)


def test_every_guard_can_still_be_applied() -> None:
    """The text that is switched off stands where the list says, once, and what is left compiles."""
    assert stale(GUARDS) == {}


def test_a_guard_says_what_it_protects_in_one_sentence() -> None:
    """And names the tests that have to notice."""
    vague = [guard.id for guard in GUARDS if not guard.guards.endswith(".") or not guard.tests]

    assert vague == []
    assert len(GUARDS) >= 45


@pytest.mark.timeout(400)
def test_the_quick_guards_are_noticed() -> None:
    """Each is switched off in a copy of the tree, and a test fails."""
    quick = [guard for guard in GUARDS if guard.quick]

    results = list(try_all(quick))

    assert [
        (result.guard.id, result.outcome, result.told) for result in results if result.outcome is not Outcome.NOTICED
    ] == []
    assert len(results) == len(quick) >= 6


def test_a_check_that_nobody_misses_is_a_survivor() -> None:
    """Tests that are green without it say so."""
    guard = changed(tests=["tests/core/test_currencies.py"])

    (result,) = try_all([guard])

    assert result.outcome is Outcome.SURVIVED
    assert CODEC.old in (ROOT / CODEC.file).read_text(encoding="utf-8"), "the tree itself was changed"


def test_a_file_that_cannot_be_imported_is_no_notice() -> None:
    """A guard that breaks its file proves nothing."""
    guard = changed(old="import MalformedError", new="import NoSuchError as MalformedError")

    (result,) = try_all([guard])

    assert result.outcome is Outcome.BROKEN


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"old": "a text that is not there"}, "the old text is there 0 times, not once"),
        ({"old": "return"}, "times, not once"),
        ({"new": "if ("}, "was never closed"),
        ({"new": CODEC.old + "  # the same"}, "switching it off changes nothing"),
        ({"new": "if unheard_of:"}, "Undefined name"),
        ({"file": "core/twoway_core/nowhere.py"}, "No such file"),
        ({"tests": ["tests/nowhere.py"]}, "no such test"),
        ({"tests": ["tests/core/test_codec.py::test_nothing"]}, "no such test"),
    ],
    ids=["gone", "several", "syntax", "no change", "name", "file", "test file", "test"],
)
def test_a_guard_that_cannot_be_applied_is_stale(fields: dict[str, object], why: str) -> None:
    """The code moved on, or the guard was never right; each has its words."""
    found = stale([changed(**fields)])

    assert why in found[CODEC.id]


@pytest.mark.parametrize(
    ("code", "failed", "outcome"),
    [
        (0, [], Outcome.SURVIVED),
        (1, [("tests/x.py::test_x", "Failed: DID NOT RAISE")], Outcome.NOTICED),
        (1, [("tests/x.py::test_x", "assert 1 == 2")], Outcome.NOTICED),
        (1, [("tests/x.py::test_x", "NameError: name 'x' is not defined")], Outcome.BROKEN),
        (1, [], Outcome.BROKEN),
        (2, [("tests/x.py", "ImportError")], Outcome.BROKEN),
        (4, [], Outcome.BROKEN),
        (5, [], Outcome.BROKEN),
        (-1, [], Outcome.BROKEN),
    ],
)
def test_only_a_test_that_ran_and_failed_has_noticed(
    code: int, failed: list[tuple[str, str]], outcome: Outcome
) -> None:
    """Nothing collected, a wrong name or no end at all says nothing of the check."""
    assert judged(Verdict(code, failed, "the end"))[0] is outcome


def test_a_sample_is_the_same_on_every_run() -> None:
    """It depends on the ids alone, so that a guard more does not change all of it."""
    chosen = {guard.id for guard in sample(GUARDS, 10)}

    assert chosen == {guard.id for guard in sample(GUARDS[::-1], 10)}
    assert chosen > {guard.id for guard in sample(GUARDS, 9)}
