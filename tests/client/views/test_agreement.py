"""The grid of people, as lines."""

from __future__ import annotations

from msgspec.structs import replace

from twoway_client.views.agreement import agreement_text
from twoway_core.projections.agreement import Agreement, Cell, QuestionRow, agreement

from ...core.projections.diary import Firm, acme, wanting

GRID = """\
acme             Ana  Ben  Carla   agreement
  3 remote days    -    -      5   one person
  autonomy         5    4      -   0.94
  growth           -    -      4   one person
  balance          -    -      -   nobody"""


def view() -> Agreement:
    """Return the grid of the worked example."""
    firm = acme().firm
    return agreement(firm.mine, firm.case, "acme")


def test_ratings_stand_under_their_people() -> None:
    """The golden grid."""
    assert agreement_text(view()) == GRID


def test_more_people_than_fit_go_on_below() -> None:
    """Each line within 80 columns, the agreement with the last."""
    report = view()
    many = replace(
        report,
        people=tuple(replace(person, name=f"Maximiliane{place}") for place in range(4) for person in report.people),
        criteria=tuple(replace(row, cells=row.cells * 4) for row in report.criteria),
    )
    lines = agreement_text(many).splitlines()

    assert max(map(len, lines)) <= 80
    assert sum("agreement" in line for line in lines) == 1
    assert sum(line.startswith("  autonomy") for line in lines) > 1


def test_a_changed_answer_is_marked_and_explained() -> None:
    """Also by question; a single voice that changed says so."""
    report = view()
    changed = Cell(word="rated", rating=2.5, changed=True)
    row = replace(report.criteria[0], cells=(changed, Cell(), Cell()), contradiction=True)
    asked = QuestionRow(text="Remote?", cells=(changed, Cell(word="refused"), Cell(word="asked")))
    text = agreement_text(replace(report, criteria=(row,), questions=(asked,)), questions=True)

    assert "2.50*" in text
    assert "one person, changed" in text
    assert "  Remote?  2.50*  refused  asked\n" in text
    assert "  * an earlier answer was changed" in text


def test_the_boss_is_missed() -> None:
    """Where nobody is known to be the boss, and where the boss was asked nothing."""
    firm = Firm(wanting().diary, "Acme")
    firm.meets("Ben", "peer")
    without = agreement_text(agreement(firm.mine, firm.case, "acme"))
    firm.meets("Ana", "boss")
    with_boss = agreement_text(agreement(firm.mine, firm.case, "acme"))

    assert without.endswith("Nobody here is known to be your future boss.")
    assert with_boss.endswith("Ana would be your boss, and was asked nothing that matters to you yet.")
    assert "boss" not in agreement_text(view())
