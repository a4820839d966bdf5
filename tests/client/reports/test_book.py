"""From material to page: links in sentences, and who has a colour."""

from __future__ import annotations

from twoway_client.reports.book import sentence, with_links
from twoway_client.reports.looks import Look
from twoway_client.reports.phrases import Link

from ...core.projections.diary import Firm
from .shown import both, gathered

NAMES = {"3 remote days": "f-remote", "growth": "f-growth", "growth path": "f-path"}


def test_numbers_link_to_the_criterion_that_the_sentence_names() -> None:
    """The number in the name itself is no figure."""
    phrase = with_links("3 remote days open (0.67): only the recruiter said so", NAMES, "f-fit")

    assert phrase == ("3 remote days", " open (", Link("0.67", "f-remote"), "): only the recruiter said so")


def test_the_longest_name_wins_whatever_its_case() -> None:
    """Growth path is not growth."""
    assert with_links("Growth path: only Carla, coverage 0.33", NAMES, "f-fit")[-1] == Link("0.33", "f-path")


def test_other_numbers_link_to_the_fit_and_the_present_jobs_to_that() -> None:
    """No criterion is named."""
    phrase = with_links("Fit 0.62, your present job 0.63: the range is 0.47 to 0.77", NAMES, "f-fit")

    assert [part for part in phrase if isinstance(part, Link)] == [
        Link("0.62", "f-fit"), Link("0.63", "f-present"), Link("0.47", "f-fit"), Link("0.77", "f-fit"),
    ]  # fmt: skip


def test_letters_beside_a_number_make_it_a_name() -> None:
    """3M is a firm, v2.0 a version."""
    assert with_links("CONTINUE with 3M and v2.0", {}, "f-fit") == ("CONTINUE with 3M and v2.0",)


def test_a_sentence_begins_with_a_capital() -> None:
    """The rest is left alone."""
    assert sentence("growth: only Carla") == "Growth: only Carla"
    assert sentence("") == ""


def test_the_subject_has_a_colour_though_others_fit_better() -> None:
    """The best other has the other colour; whoever is neither is muted."""
    one, other = both()
    poor = Firm(one.wants.diary, "Poor")
    boss = poor.meets("Ana", "boss")
    poor.hears_and_rates(boss, one.wants["autonomy"], 1)
    material = gathered(poor, one.firm, other)

    assert [(each.option.name, each.option.look) for each in material.everyone] == [
        ("Acme", Look.FIRST), ("Birch", Look.THIRD), ("Poor", Look.SECOND),
    ]  # fmt: skip
    assert [each.option.name for each in material.pair] == ["Acme", "Poor"]
    assert material.subject.option.name == "Poor"
