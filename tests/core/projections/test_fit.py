"""The fit report."""

from __future__ import annotations

import msgspec
import pytest

from twoway_core.analysis.rounding import decimals
from twoway_core.events.mine import BaselineRated, DealbreakerSet
from twoway_core.events.talk import ObservationNoted
from twoway_core.projections.fit import FitReport, MustHaveRow, fit_report

from .diary import REMOTE, Firm, acme, begun, birch, wanting


def report(firm: Firm) -> FitReport:
    """Return the fit report of ``firm``."""
    return fit_report(firm.mine, firm.case, "acme")


def test_worked_example_as_it_is_printed() -> None:
    """Acme's three numbers, and the present job."""
    view = report(acme().firm)
    printed = [decimals(number) for number in (view.fit, *view.range80, view.coverage, view.baseline)]

    assert printed == ["0.67", "0.52", "0.82", "0.49", "0.63"]
    assert view.baseline_coverage == pytest.approx(1)
    assert view.weighed == "swing"


def test_each_criterion_says_who_said_what() -> None:
    """The heaviest first, with its own range; nobody said anything of balance."""
    rows = report(acme().firm).criteria
    printed = [(row.name, decimals(row.mean), decimals(row.range80[0]), decimals(row.coverage)) for row in rows]

    assert printed == [
        ("autonomy", "0.79", "0.62", "0.77"),
        ("growth", "0.58", "0.27", "0.33"),
        ("balance", "0.50", "0.13", "0.00"),
    ]
    assert [[(one.name, one.rating) for one in row.voices] for row in rows] == [
        [("Ana", 5), ("Ben", 4)],
        [("Carla", 4)],
        [],
    ]
    assert [row.present for row in rows] == [0.75, 0.5, 0.5]


def test_two_firms_do_not_fit_alike() -> None:
    """Birch's numbers are its own."""
    view = report(birch(wanting()))

    assert [decimals(number) for number in (view.fit, *view.range80, view.coverage)] == ["0.63", "0.49", "0.77", "0.67"]


def test_the_fields_of_the_document_are_named_for_good() -> None:
    """A fit as a document has the names that others read."""
    found = msgspec.to_builtins(report(acme().firm), enc_hook=bytes.hex)

    assert [found["fit"], *found["range80"], found["coverage"], found["sd"]] == pytest.approx(
        [0.6696, 0.5231, 0.8161, 0.4857, 0.1143], abs=5e-5
    )
    assert (found["baseline"], found["opportunity"]) == (0.625, "acme")
    assert found["criteria"][0]["from"] == ({"name": "Ana", "rating": 5.0}, {"name": "Ben", "rating": 4.0})
    assert found["must_haves"][0]["name"] == REMOTE


def test_the_fit_is_told_by_lens_too() -> None:
    """Autonomy and balance are daily, growth is growth; the shares add up to all."""
    lenses = report(acme().firm).lenses

    assert [row.lens for row in lenses] == ["daily", "growth"]
    assert [row.weight for row in lenses] == pytest.approx([0.7, 0.3])
    assert lenses[1].fit == pytest.approx(1.75 / 3)


def test_a_present_job_that_was_not_rated_is_told() -> None:
    """Its coverage says so."""
    firm = Firm(begun().diary, "Acme")
    view = report(firm)

    assert (view.baseline, view.baseline_coverage, view.weighed) == (0.5, 0, "")
    assert view.criteria[0].present is None


def must_haves(firm: Firm) -> tuple[MustHaveRow, ...]:
    """Return the must-haves of ``firm``."""
    return report(firm).must_haves


def test_a_recruiters_yes_is_only_that() -> None:
    """The reason names the one who said it, by role."""
    (row,) = must_haves(acme().firm)

    assert (row.name, decimals(row.chance), row.verdict) == (REMOTE, "0.67", "open")
    assert (row.reason, row.present, row.negotiable) == ("only the recruiter said so", "met", False)


def test_what_nobody_said_is_said() -> None:
    """Unknown is open, at one half."""
    (row,) = must_haves(Firm(wanting().diary, "Acme"))

    assert (row.chance, row.verdict, row.reason) == (0.5, "open", "nobody has said")


REASONS = {
    "one no": ([("Ana", 1)], "only your future boss said no"),
    "neither": ([("Ana", 3)], "only your future boss said neither yes nor no"),
    "all yes": ([("Ana", 5), ("Ben", 4)], "Ana and Ben said so"),
    "mixed": ([("Ana", 5), ("Ben", 1), ("Cleo", 5)], "Ana and Cleo said yes, Ben said no"),
    "somebody whose role is not known": ([("Cleo", 5)], "only Cleo said so"),
}


@pytest.mark.parametrize(("ratings", "reason"), REASONS.values(), ids=REASONS.keys())
def test_the_reason_says_who_said_what(ratings: list[tuple[str, int]], reason: str) -> None:
    """Yes, no, and neither, by name."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    people = {"Ana": firm.meets("Ana", "boss"), "Ben": firm.meets("Ben", "peer"), "Cleo": firm.meets("Cleo", "other")}
    for name, rating in ratings:
        firm.hears_and_rates(people[name], wants[REMOTE], rating)

    assert must_haves(firm)[0].reason == reason


def test_what_i_saw_is_a_reason_too() -> None:
    """My own eyes are one voice, nobody named another."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    seen = firm.write(ObservationNoted(opportunity=firm.id, text="empty desks", criteria=(wants[REMOTE],)))
    firm.rates(seen, wants[REMOTE], 5)
    mine = must_haves(firm)[0].reason
    other = Firm(wants.diary, "Birch")
    other.rates(other.hears(None, "yes", wants[REMOTE]), wants[REMOTE], 5)

    assert (mine, must_haves(other)[0].reason) == ("only what you saw said so", "only somebody said so")


def test_a_threshold_is_told_with_what_was_said() -> None:
    """The ratings, and what was wanted."""
    known = acme()
    known.wants.diary.write(DealbreakerSet(criterion=known.wants["autonomy"], threshold=4))
    rows = {row.name: row for row in must_haves(known.firm)}

    assert rows["autonomy"].reason == "Ana 5, Ben 4; wanted: as good as a 4"


def test_the_worst_must_have_comes_first() -> None:
    """What is failed stands before what is open."""
    known = acme()
    known.wants.diary.write(DealbreakerSet(criterion=known.wants["growth"], threshold=5))
    known.wants.diary.write(BaselineRated(criterion=known.wants["growth"], rating=2))
    rows = must_haves(known.firm)

    assert [row.name for row in rows] == ["growth", REMOTE]
    assert [row.present for row in rows] == ["failed", "met"]
