"""The checklist before an interview, as a list of steps."""

from __future__ import annotations

from datetime import date

from twoway_client.output import one_line, visible, wrapped
from twoway_client.times import show_short_day
from twoway_core.events.prep import PrepStepPlanned
from twoway_core.journal.state import Case
from twoway_core.projections.view import Id, View, day_of

_STEP_WIDTH = 40


class StepView(View, frozen=True, kw_only=True):
    """One step: ``done`` on which day, and what it brought to light."""

    id: Id
    number: int
    kind: str
    text: str
    done: date | None
    finding: str


class Checklist(View, frozen=True, kw_only=True):
    """The steps of one opportunity; ``beside``: what was done that was not on the list."""

    opportunity: str
    done: int
    steps: tuple[StepView, ...]
    beside: tuple[str, ...]


def checklist(case: Case, opportunity: str) -> Checklist:
    """Return the checklist of ``case``, which is called ``opportunity``."""
    steps = tuple(
        StepView(
            id=Id(step.id),
            number=number,
            kind=step.event.kind,
            text=step_words(step.event),
            done=day_of(step.completed.at, step.completed.offset) if step.completed else None,
            finding=step.completed.event.finding if step.completed else "",
        )
        for number, step in enumerate(case.prep.values(), 1)
    )
    beside = tuple(fact.event.finding or fact.event.kind for fact in case.extra_prep)
    return Checklist(
        opportunity=opportunity, done=sum(step.done is not None for step in steps), steps=steps, beside=beside
    )


def checklist_text(view: Checklist) -> str:
    """Return the checklist as text."""
    lines = [f"{view.opportunity}: {view.done} of {len(view.steps)} steps done"]
    for step in view.steps:
        state = f"done {show_short_day(step.done)}" if step.done else "open"
        lines.append(f"  {step.number}  {state:<12} {one_line(step.text, 80 - 18)}")
        if step.finding:
            lines.append(wrapped(" " * 18, visible(step.finding)))
    lines += [wrapped("  +  done         ", visible(text)) for text in view.beside]
    return "\n".join(lines)


def left_words(case: Case, done: bytes) -> str:
    """Return the steps that are open once ``done`` is done, each with its number; numbers alone where they are many."""
    steps = [(number, step) for number, step in enumerate(case.prep.values(), 1)]
    waiting = [(number, step) for number, step in steps if step.completed is None and step.id != done]
    words = ", ".join(f"{number} {one_line(_short(step.event), _STEP_WIDTH)}" for number, step in waiting)
    return words if len(words) <= _STEP_WIDTH else ", ".join(str(number) for number, _ in waiting)


def step_words(step: PrepStepPlanned) -> str:
    """Return what the step asks for."""
    return step.text or step.kind


def _short(step: PrepStepPlanned) -> str:
    """Return the step up to its first colon or comma: what follows says more than a line has room for."""
    return step_words(step).partition(":")[0].partition(",")[0]
