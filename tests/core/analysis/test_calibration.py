"""What was said held against what was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.calibration import Check, Forecast, Record, brier, is_hit, records_of, trust_of, trusting
from twoway_core.analysis.evidence import Source, evidence_weight
from twoway_core.analysis.settings import DEFAULTS

from .laws import LAW


@pytest.mark.parametrize(("said", "found", "hit"), [(4, 4, True), (4, 3, True), (4, 5, True), (4, 2, False)])
def test_a_hit_is_within_one_step(said: float, found: float, hit: bool) -> None:
    """On the scale of 1 to 5."""
    assert is_hit(Check("boss", said, found)) is hit


TRUST = {"nothing checked": (0, 0, 1), "one hit": (1, 1, 4 / 3), "one miss": (0, 1, 2 / 3), "all hits": (9, 9, 1.5)}
TRUST["all misses"] = (0, 20, 0.25)
TRUST["half"] = (5, 10, 1)


@pytest.mark.parametrize(("hits", "checks", "trust"), TRUST.values(), ids=TRUST.keys())
def test_trust_follows_the_hits(hits: int, checks: int, trust: float) -> None:
    """2 (1 + hits) / (2 + n), within 1/4 and 1 1/2."""
    assert trust_of(hits, checks) == pytest.approx(trust)


def test_each_kind_of_source_has_its_own_record() -> None:
    """A recruiter's misses are not a boss's."""
    records = records_of([Check("recruiter", 5, 2), Check("boss", 4, 4), Check("recruiter", 5, 1)])

    assert records == {"boss": Record("boss", 1, 1, 4 / 3), "recruiter": Record("recruiter", 0, 2, 1 / 2)}


def test_nothing_checked_leaves_every_weight_as_it_is() -> None:
    """No record, no change."""
    assert trusting(records_of([])) == DEFAULTS


def test_trust_multiplies_the_weight_of_its_source() -> None:
    """A recruiter who was wrong twice counts half, also on pay; a former employee who was right a third more."""
    checks = [Check("recruiter", 5, 2), Check("recruiter", 5, 1), Check("ex-employee", 3, 3)]
    settings = trusting(records_of(checks))

    assert (settings.recruiter, settings.personnel_fact) == pytest.approx((0.5, 2))
    assert settings.ex_employee == pytest.approx(4)
    assert (settings.boss, settings.most) == (DEFAULTS.boss, DEFAULTS.most)


def test_no_trust_lifts_a_piece_above_the_most() -> None:
    """A written term that always held still counts 8."""
    settings = trusting(records_of([Check("written", 5, 5)] * 9))

    assert evidence_weight("written", "example", "sure", settings=settings) == DEFAULTS.most


def test_brier_score() -> None:
    """Sure and right is 0, sure and wrong 1, half and half a quarter."""
    right, wrong, unsure = Forecast(1, True), Forecast(1, False), Forecast(0.5, True)

    assert [brier([right]), brier([wrong]), brier([unsure]), brier([right, wrong])] == [0, 1, 0.25, 0.5]
    assert brier([Forecast(0.8, True)]) == pytest.approx(0.04)


def test_who_foresaw_nothing_has_no_score() -> None:
    """Nothing is neither good nor bad."""
    assert brier([]) is None


sources: st.SearchStrategy[Source] = st.sampled_from(["boss", "peer", "ex-employee", "leader", "observation", "public"])


@LAW
@given(st.lists(st.builds(Check, sources, st.integers(1, 5), st.integers(1, 5)), max_size=30))
def test_trust_stays_within_its_bounds_and_one_more_hit_never_lowers_it(checks: list[Check]) -> None:
    """Whatever was found."""
    for record in records_of(checks).values():
        assert 0.25 <= record.trust <= 1.5
        assert trust_of(record.hits + 1, record.checks + 1) >= record.trust - 1e-12
