"""The bank of questions, by what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.views.table import table
from twoway_core.analysis.rounding import decimals
from twoway_core.ids import short
from twoway_core.journal.items import Question
from twoway_core.journal.state import Case, Mine, State
from twoway_core.projections.bank import BankLint, Heavy, bank_lint, unsuited
from twoway_core.projections.matters import matters_of, name_of
from twoway_core.projections.plan import wording
from twoway_core.projections.view import Id, View

_NOTHING = "about nothing yet"
_GAPS_SHOWN = 3


class QuestionView(View, frozen=True, kw_only=True):
    """One question of the bank, with its places filled in for the current opportunity.

    ``here``: for that one only; ``unsuited``: why it is not asked there. ``parent``: the question it hangs under.
    ``finding``: what was read or heard that prompted it.
    """

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
    tag: str
    topic: str
    roles: tuple[str, ...]
    industries: tuple[str, ...]
    levels: tuple[str, ...]
    parent: Id | None
    unsuited: str
    finding: str


class BankView(View, frozen=True, kw_only=True):
    """The questions, those about what weighs most first, and what is missing among them."""

    questions: tuple[QuestionView, ...]
    lint: BankLint


def bank_view(state: State, opportunity: bytes | None, about: Sequence[bytes] = ()) -> BankView:
    """Return the questions for ``opportunity`` and for all; ``about``: those about these criteria only."""
    mine, case = state.mine, state.cases.get(opportunity or b"")
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
    questions = tuple(_question(mine, case, one) for one in _under_parents(order))
    return BankView(questions=questions, lint=replace(lint, few=few))


def _under_parents(questions: Sequence[Question]) -> list[Question]:
    """Return ``questions``, each followed by those that hang under it."""
    known = {one.id for one in questions}
    children: dict[bytes, list[Question]] = {}
    for one in questions:
        children.setdefault(_parent(one, known), []).append(one)
    ordered, waiting = [], list(reversed(children.get(b"", ())))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting.extend(reversed(children.get(one.id, ())))
    return ordered


def _parent(question: Question, known: set[bytes]) -> bytes:
    """Return the question that ``question`` hangs under, if that is older and here; a circle hangs nowhere."""
    parent = question.event.parent
    return parent if parent is not None and parent in known and parent < question.id else b""


def _question(mine: Mine, case: Case | None, question: Question) -> QuestionView:
    event = question.event
    finding = case.research.get(event.because or b"") if case is not None else None
    return QuestionView(
        id=Id(question.id),
        text=question.text if case is None else wording(mine, case, question.id, ""),
        criteria=tuple(name_of(mine, criterion) for criterion in event.criteria),
        kind=event.kind,
        minutes=event.minutes,
        ask=event.ask,
        when=event.when,
        condition=event.condition,
        in_writing=event.in_writing,
        here=event.opportunity is not None,
        tag=event.tag,
        topic=event.topic,
        roles=event.roles,
        industries=event.industries,
        levels=event.levels,
        parent=None if event.parent is None else Id(event.parent),
        unsuited="" if case is None else unsuited(case, question),
        finding="" if finding is None else finding.event.claim,
    )


def bank_text(view: BankView) -> str:
    """Return the bank as text: one heading for each criterion."""
    if not view.questions:
        return 'No question yet. Add one: twoway bank add "..." --about NAME'
    cells = [(short(one.id), f"{one.minutes} min", ", ".join(one.ask), _asked(one)) for one in view.questions]
    groups: dict[str, list[str]] = {}
    known = {one.id: one for one in view.questions}
    for one, line in zip(view.questions, table(cells, right=(1,)).split("\n"), strict=True):
        first = _root(one, known)
        rows = groups.setdefault(first.criteria[0] if first.criteria else _NOTHING, [])
        rows.append(line)
        rows += [f"    {one_line(note, WIDTH - 4)}" for note in _notes(one)]
    lines = [line for heading, rows in groups.items() for line in (visible(heading), *rows)]
    return "\n".join([*lines, *lint_lines(view.lint)])


def _asked(one: QuestionView) -> str:
    marks = [one.when, one.condition, "in writing" if one.in_writing else "", "here" if one.here else ""]
    shown = ", ".join(mark for mark in marks if mark)
    return f"{'- ' if one.parent is not None else ''}{one.text}{f' ({shown})' if shown else ''}"


def _notes(one: QuestionView) -> list[str]:
    """Return what stands under a question: the finding behind it, and for which jobs it is or why not for this one."""
    jobs = [word for words in (one.roles, one.industries, one.levels) for word in words]
    notes = [f"you read: {one.finding}"] if one.finding else []
    if one.unsuited:
        return [*notes, f"not here: {one.unsuited}"]
    return [*notes, f"for {', '.join(jobs)}"] if jobs else notes


def _root(one: QuestionView, known: dict[Id, QuestionView]) -> QuestionView:
    """Return the question under which ``one`` hangs in the end; a parent is older than what hangs under it."""
    while one.parent is not None and one.parent in known and one.parent < one.id:
        one = known[one.parent]
    return one


def lint_lines(lint: BankLint) -> list[str]:
    """Return what the bank lacks, as lines of text."""
    lines = []
    for gap in lint.few[:_GAPS_SHOWN]:
        count = "one question" if gap.questions else "no question"
        about = f'"{gap.name}"' if " " in gap.name else gap.name
        lines.append(wrapped("", f"{gap.name} has {count}, two are better: twoway bank add --about {about}"))
    if len(lint.few) > _GAPS_SHOWN:
        lines.append(f"So have {len(lint.few) - _GAPS_SHOWN} more: twoway bank --json names them all")
    lines += [_heavy_words(heavy) for heavy in lint.heavy]
    if lint.aimless:
        count = "1 question is" if len(lint.aimless) == 1 else f"{len(lint.aimless)} questions are"
        lines.append(f"{count} about nothing yet: twoway bank about {short(lint.aimless[0])} NAME")
    return lines


def _heavy_words(heavy: Heavy) -> str:
    names = visible(", ".join(heavy.names))
    return wrapped(
        "",
        f"{visible(heavy.lens)} holds {decimals(heavy.weight)} of all weight, split over {names}: what is split weighs "
        "more than it should. Join some: twoway want --drop NAME",
    )
