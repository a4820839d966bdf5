"""Opportunities side by side, as lines."""

from __future__ import annotations

from msgspec.structs import replace

from twoway_client.views.comparison import comparison_text
from twoway_core.projections.comparison import Comparison, comparison

from ...core.projections.diary import Firm, acme, begun, birch

GOLDEN = """\
               fit   range         coverage  must-have
  acme         0.67  0.52 to 0.82      0.49  open, 0.67: 3 remote days
  birch        0.63  0.49 to 0.77      0.67  open, 0.83: 3 remote days
  present job  0.63  your ratings         -  met"""


def view() -> Comparison:
    """Return Acme and Birch beside the present job."""
    one = acme()
    other = birch(one.wants)
    return comparison(one.firm.mine, [("acme", one.firm.case), ("birch", other.case)])


def test_every_figure_stands_in_its_column() -> None:
    """The golden figures, without what is computed later."""
    assert comparison_text(view()) == GOLDEN


def test_a_must_have_that_is_met_needs_no_name() -> None:
    """And where there is none, that is said."""
    report = view()
    met = replace(report.options[0], must_have="met", chance=0.91)
    none = replace(report.options[1], must_have=None, chance=None)
    text = comparison_text(replace(report, options=(met, none)))

    assert "0.49  met, 0.91\n" in text
    assert "0.67  none\n" in text


def test_long_names_are_cut_and_lines_never_run_over() -> None:
    """With criteria, at most as many columns as fit; the others are counted."""
    report = view()
    option = replace(report.options[0], name="a-very-long-short-name-indeed", which="x" * 60)
    means = tuple(replace(row, means=row.means[:1] * 9, coverages=row.coverages[:1] * 9) for row in report.criteria)
    text = comparison_text(replace(report, options=(option,) * 9, criteria=means), criteria=True)

    assert max(map(len, text.splitlines())) <= 80
    assert "a-very-long-short- ~" in text
    assert "more: name them, twoway compare NAME --criteria" in text


def test_missing_weights_and_present_job_are_said() -> None:
    """As in the fit report."""
    firm = Firm(begun().diary, "Acme")
    text = comparison_text(comparison(firm.mine, [("acme", firm.case)]))

    assert "  present job  0.50  not rated            -  none\n" in text
    assert text.endswith("stands in for it: twoway want")
