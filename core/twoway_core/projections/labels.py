"""Labels: a few words for anything that an entry refers to, by id."""

from __future__ import annotations

from collections.abc import Mapping

from twoway_core.ids import short
from twoway_core.journal.handles import interview_numbers
from twoway_core.journal.state import Case, Mine, State
from twoway_core.projections.followups import todo_words
from twoway_core.projections.people import People, people_of


def labels_of(state: State, opportunities: Mapping[bytes, str]) -> dict[bytes, str]:
    """Return a label for each thing in ``state``; ``opportunities`` are called as given, else by their firm."""
    found = _own(state.mine)
    for case in state.cases.values():
        firm = case.opened.event.firm if case.opened is not None else short(case.id)
        found |= _theirs(state.mine, case, opportunities.get(case.id, firm))
    return found


def _own(mine: Mine) -> dict[bytes, str]:
    nobody = People({}, {})
    return (
        {key: one.event.name for key, one in mine.criteria.items()}
        | {key: one.text for key, one in mine.questions.items()}
        | {key: one.event.title for key, one in mine.stories.items()}
        | {key: one.name for key, one in mine.contacts.items()}
        | {key: one.event.text for key, one in mine.jots.items()}
        | {key: one.event.audience for key, one in mine.shares.items()}
        | {key: todo_words(mine, None, nobody, one.event) for key, one in mine.todos.items()}
    )


def _theirs(mine: Mine, case: Case, name: str) -> dict[bytes, str]:
    people = people_of(mine, case)
    return (
        {case.id: name}
        | {key: f"{name}/{number}" for key, number in interview_numbers(case.interviews).items()}
        | {key: people.name(key) for key in case.contacts}
        | {key: one.event.text or one.event.kind for key, one in case.prep.items()}
        | {key: one.event.text for key, one in case.flags.items()}
        | {key: one.event.need for key, one in case.needs.items()}
        | {key: one.event.term for key, one in case.commitments.items()}
        | {key: one.event.term for key, one in case.negotiations.items()}
        | {key: todo_words(mine, case, people, one.event) for key, one in case.todos.items()}
    )
