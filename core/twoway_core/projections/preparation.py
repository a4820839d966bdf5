"""The checklist: which steps are done, by themselves or item by item, and what is left.

A step such as "the firm: values, ways of working, culture" names its items after the colon. Each can be noted by
itself; once all are, the step is done.
"""

from __future__ import annotations

from twoway_core.events.prep import PrepStepCompleted, PrepStepPlanned
from twoway_core.journal.items import Fact, PrepStep
from twoway_core.journal.state import Case


def step_words(step: PrepStepPlanned) -> str:
    """Return what the step asks for."""
    return step.text or step.kind


def items_of(step: PrepStepPlanned) -> tuple[str, ...]:
    """Return the items that a step names after its colon; none where it names fewer than two."""
    _, _, rest = step_words(step).partition(": ")
    items = tuple(item for item in (" ".join(part.split()) for part in rest.split(",")) if item)
    return items if len(items) > 1 else ()


def item_called(case: Case, typed: str) -> tuple[PrepStep, str] | None:
    """Return the step and the item of it that ``typed`` names, however it is written; None where none has it."""
    wanted = " ".join(typed.split()).casefold()
    for step in case.prep.values():
        for item in items_of(step.event):
            if item.casefold() == wanted:
                return step, item
    return None


def found_on(case: Case, step: PrepStep) -> dict[str, Fact[PrepStepCompleted]]:
    """Return what was noted of each item of ``step``, by the item: the latest."""
    items = {item.casefold(): item for item in items_of(step.event)}
    noted = {items[fact.event.kind.casefold()]: fact for fact in case.extra_prep if fact.event.kind.casefold() in items}
    return {item: noted[item] for item in items_of(step.event) if item in noted}


def is_done(case: Case, step: PrepStep) -> bool:
    """Return whether ``step`` was ticked, or each of its items was noted."""
    items = items_of(step.event)
    return step.completed is not None or (bool(items) and len(found_on(case, step)) == len(items))


def beside(case: Case) -> list[Fact[PrepStepCompleted]]:
    """Return what was done that is no item of any step."""
    items = {item.casefold() for step in case.prep.values() for item in items_of(step.event)}
    return [fact for fact in case.extra_prep if fact.event.kind.casefold() not in items]


def left(case: Case) -> list[tuple[int, PrepStep]]:
    """Return the steps that are open, each with its number."""
    return [(number, step) for number, step in enumerate(case.prep.values(), 1) if not is_done(case, step)]
