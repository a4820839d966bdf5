"""The checklist before an interview, as a list of steps."""

from __future__ import annotations

from datetime import date

from twoway_client.output import one_line, visible, wrapped
from twoway_client.times import show_short_day
from twoway_core import starter
from twoway_core.events.prep import PrepStepCompleted, PrepStepPlanned
from twoway_core.journal.items import Fact, PrepStep
from twoway_core.journal.state import Case
from twoway_core.projections.preparation import beside, found_on, is_done, items_of, left, step_words
from twoway_core.projections.view import Id, View, day_of

_STEP_WIDTH = 40


class ItemView(View, frozen=True, kw_only=True):
    """One item of a step, such as the firm's values: ``done`` on which day, and what it brought to light."""

    text: str
    done: date | None
    finding: str
    source: str


class StepView(View, frozen=True, kw_only=True):
    """One step: ``done`` on which day, what it brought to light and where; ``items`` that it names, if any."""

    id: Id
    number: int
    kind: str
    text: str
    done: date | None
    finding: str
    source: str
    items: tuple[ItemView, ...]


class Checklist(View, frozen=True, kw_only=True):
    """The steps of one opportunity; ``beside``: what was done that was not on the list.

    ``stages``: the kinds of interview whose steps can be added, each with what it is good for.
    """

    opportunity: str
    done: int
    steps: tuple[StepView, ...]
    beside: tuple[str, ...]
    stages: dict[str, str]


def checklist(case: Case, opportunity: str) -> Checklist:
    """Return the checklist of ``case``, which is called ``opportunity``."""
    steps = tuple(
        StepView(
            id=Id(step.id),
            number=number,
            kind=step.event.kind,
            text=step_words(step.event),
            done=_done_on(case, step),
            finding=step.completed.event.finding if step.completed else "",
            source=_source(step.completed),
            items=tuple(_item(item, found_on(case, step).get(item)) for item in items_of(step.event)),
        )
        for number, step in enumerate(case.prep.values(), 1)
    )
    return Checklist(
        opportunity=opportunity,
        done=sum(step.done is not None for step in steps),
        steps=steps,
        beside=tuple(fact.event.finding or fact.event.kind for fact in beside(case)),
        stages={stage.kind: stage.line for stage in starter.stages().values()},
    )


def _done_on(case: Case, step: PrepStep) -> date | None:
    """Return the day on which ``step`` was done: ticked, or the last of its items noted."""
    if step.completed is not None:
        return day_of(step.completed.at, step.completed.offset)
    if not is_done(case, step):
        return None
    return max(day_of(fact.at, fact.offset) for fact in found_on(case, step).values())


def _item(text: str, fact: Fact[PrepStepCompleted] | None) -> ItemView:
    return ItemView(
        text=text,
        done=day_of(fact.at, fact.offset) if fact is not None else None,
        finding=fact.event.finding if fact is not None else "",
        source=_source(fact),
    )


def _source(fact: Fact[PrepStepCompleted] | None) -> str:
    return "" if fact is None or fact.event.source == "other" else fact.event.source


def checklist_text(view: Checklist) -> str:
    """Return the checklist as text."""
    lines = [f"{view.opportunity}: {view.done} of {len(view.steps)} steps done"]
    for step in view.steps:
        state = f"done {show_short_day(step.done)}" if step.done else "open"
        lines.append(f"  {step.number}  {state:<12} {one_line(step.text, 80 - 18)}")
        if step.finding or step.source:
            lines.append(wrapped(" " * 18, visible(_found(step.finding, step.source))))
        lines += [_item_row(item) for item in step.items if item.done is not None]
    lines += [wrapped("  +  done         ", visible(text)) for text in view.beside]
    return "\n".join(lines)


def _found(finding: str, source: str) -> str:
    return f"{finding} ({source})" if finding and source else finding or source


def _item_row(item: ItemView) -> str:
    """Return what was found on one item, and when and where."""
    day = show_short_day(item.done) if item.done is not None else ""
    about = ", ".join(part for part in (item.source, day) if part)
    return wrapped(" " * 18, visible(f"{item.text}: {item.finding} ({about})"))


def left_words(case: Case, done: bytes) -> str:
    """Return the steps that are open once ``done`` is done, each with its number; numbers alone where they are many."""
    waiting = [(number, step) for number, step in left(case) if step.id != done]
    words = ", ".join(f"{number} {one_line(_short(step.event), _STEP_WIDTH)}" for number, step in waiting)
    return words if len(words) <= _STEP_WIDTH else ", ".join(str(number) for number, _ in waiting)


def _short(step: PrepStepPlanned) -> str:
    """Return the step up to its first colon or comma: what follows says more than a line has room for."""
    return step_words(step).partition(":")[0].partition(",")[0]
