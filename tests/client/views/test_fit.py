"""The fit report as lines."""

from __future__ import annotations

from msgspec.structs import replace

from twoway_client.views.fit import fit_text
from twoway_core.projections.fit import FitReport, MustHaveRow, fit_report
from twoway_core.projections.view import Id

from ...core.projections.diary import Firm, acme, begun


def view() -> FitReport:
    """Return the fit report of the worked example."""
    firm = acme().firm
    return fit_report(firm.mine, firm.case, "acme")


def test_the_range_is_drawn_on_a_line_from_0_to_1() -> None:
    """Range, fit and present job, each in its column."""
    bar = fit_text(view()).splitlines()[2]

    assert (bar.index("|"), bar.rindex("|"), bar.index("o"), bar.index("p")) == (26, 39, 32, 30)


def test_fit_and_present_job_may_fall_together() -> None:
    """One sign for both, and it is explained."""
    text = fit_text(replace(view(), baseline=0.6696))

    assert "*" in text.splitlines()[2]
    assert text.splitlines()[2].endswith("* fit and present job")


def test_without_criteria_there_is_nothing_to_weigh() -> None:
    """The way to begin is said, and must-haves stay."""
    text = fit_text(replace(view(), criteria=(), lenses=()))

    assert "Nothing to weigh it by yet. Say what matters: twoway want\nMust-have  3 remote days" in text


def test_a_long_list_of_voices_is_wrapped_between_them() -> None:
    """A name and its rating stay together, under the column."""
    report = view()
    row = report.criteria[0]
    many = replace(report, criteria=(replace(row, name="can I succeed here ever", voices=row.voices * 3),))
    lines = fit_text(many).splitlines()

    assert all(len(line) <= 80 for line in lines)
    assert [line.strip() for line in lines[5:8]] == [
        "Ana 5, Ben 4,",
        "Ana 5, Ben 4",
        "Must-have  3 remote days  open, 0.67: only the recruiter said so",
    ]


def test_narrow_room_says_unknown_in_fewer_words() -> None:
    """Beside a long name."""
    report = view()
    long = replace(report, criteria=(replace(report.criteria[2], name="can I succeed here ever"),))

    assert "nobody: unknown\n" in fit_text(long)


def test_several_must_haves_stand_under_each_other() -> None:
    """The word once."""
    report = view()
    more = MustHaveRow(
        id=Id(b"x" * 16), name="pay", chance=0.95, verdict="met", reason="Ana said so", negotiable=False, present="met"
    )
    lines = fit_text(replace(report, must_haves=(*report.must_haves, more))).splitlines()

    assert lines[-2:] == [
        "Must-have  3 remote days  open, 0.67: only the recruiter said so",
        "           pay            met, 0.95: Ana said so",
    ]


def test_headings_name_what_has_none() -> None:
    """Criteria of one's own have no heading."""
    report = view()
    text = fit_text(replace(report, lenses=(replace(report.lenses[0], lens=""),)), headings=True)

    assert "\n  other      0.70  " in text


def test_hostile_names_do_not_reach_the_terminal() -> None:
    """Control characters are shown as such."""
    report = view()
    text = fit_text(replace(report, opportunity="a\x1b[2J", criteria=(replace(report.criteria[0], name="b\x07"),)))

    assert "\x1b" not in text
    assert "\x07" not in text


def test_missing_weights_and_present_job_are_said() -> None:
    """Before wishes were asked for."""
    firm = Firm(begun().diary, "Acme")
    text = fit_text(fit_report(firm.mine, firm.case, "acme"))

    assert text.endswith(
        "You have given no weights, so all count alike: twoway want\n"
        "Your present job is not rated, so 0.50 stands in for it: twoway want"
    )
