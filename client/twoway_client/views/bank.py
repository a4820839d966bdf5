"""The bank of questions, by what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from twoway_client.output import visible, wrapped
from twoway_client.views.table import table
from twoway_core.journal.items import Question
from twoway_core.journal.state import Mine
from twoway_core.projections.bank import BankLint, bank_lint
from twoway_core.projections.matters import matters_of, name_of
from twoway_core.projections.view import Id, View

_NOTHING = "about nothing yet"
_GAPS_SHOWN = 3


class QuestionView(View, frozen=True, kw_only=True):
    """One question of the bank; ``here``: for the current opportunity only."""

    id: Id
    text: str
    criteria: tuple[str, ...]
    kind: str
    minutes: int
    ask: tuple[str, ...]
    when: str
    condition: str
    in_writing: bool
    here: bool


class BankView(View, frozen=True, kw_only=True):
    """The questions, those about what weighs most first, and what is missing among them."""

    questions: tuple[QuestionView, ...]
    lint: BankLint


def bank_view(mine: Mine, opportunity: bytes | None, about: Sequence[bytes] = ()) -> BankView:
    """Return the questions for ``opportunity`` and for all; ``about``: those about these criteria only."""
    weights = matters_of(mine).weights
    alive = [
        question
        for question in mine.questions.values()
        if question.retired is None and question.event.opportunity in (None, opportunity)
    ]
    wanted = [one for one in alive if not about or set(about) & set(one.event.criteria)]
    order = sorted(wanted, key=lambda one: -max((weights.get(name, 0.0) for name in one.event.criteria), default=-1.0))
    lint = bank_lint(mine)
    few = tuple(gap for gap in lint.few if not about or gap.id in about)
    return BankView(questions=tuple(_question(mine, one) for one in order), lint=replace(lint, few=few))


def _question(mine: Mine, question: Question) -> QuestionView:
    event = question.event
    return QuestionView(
        id=Id(question.id),
        text=question.text,
        criteria=tuple(name_of(mine, criterion) for criterion in event.criteria),
        kind=event.kind,
        minutes=event.minutes,
        ask=event.ask,
        when=event.when,
        condition=event.condition,
        in_writing=event.in_writing,
        here=event.opportunity is not None,
    )


def bank_text(view: BankView) -> str:
    """Return the bank as text: one heading for each criterion."""
    from twoway_core.ids import short

    if not view.questions:
        return 'No question yet. Add one: twoway bank add "..." --about NAME'
    cells = [(short(one.id), f"{one.minutes} min", ", ".join(one.ask), _asked(one)) for one in view.questions]
    groups: dict[str, list[str]] = {}
    for one, line in zip(view.questions, table(cells, right=(1,)).split("\n"), strict=True):
        groups.setdefault(one.criteria[0] if one.criteria else _NOTHING, []).append(line)
    lines = [line for heading, rows in groups.items() for line in (visible(heading), *rows)]
    return "\n".join([*lines, *lint_lines(view.lint)])


def _asked(one: QuestionView) -> str:
    marks = [one.when, one.condition, "in writing" if one.in_writing else "", "here" if one.here else ""]
    shown = ", ".join(mark for mark in marks if mark)
    return f"{one.text}{f' ({shown})' if shown else ''}"


def lint_lines(lint: BankLint) -> list[str]:
    """Return what the bank lacks, as lines of text."""
    lines = []
    for gap in lint.few[:_GAPS_SHOWN]:
        count = "one question" if gap.questions else "no question"
        about = f'"{gap.name}"' if " " in gap.name else gap.name
        lines.append(wrapped("", f"{gap.name} has {count}, two are better: twoway bank add --about {about}"))
    if len(lint.few) > _GAPS_SHOWN:
        lines.append(f"So have {len(lint.few) - _GAPS_SHOWN} more: twoway bank --json names them all")
    return lines
