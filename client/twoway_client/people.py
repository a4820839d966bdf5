"""Finding what a person names: ``@ana``, ``acme``, ``acme/2``, or the start of an id; with a did-you-mean.

A name that the kept names know costs nothing; any other is looked up in the journal, which asks to unlock.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from twoway_client.errors import Refusal
from twoway_client.naming import (
    contact_names,
    current_case,
    interview_names,
    likely_interview,
    opportunity_names,
    refresh,
)
from twoway_client.nearly import nearest
from twoway_core.ids import SHORTEST_PREFIX, handle, is_handle, short

if TYPE_CHECKING:
    from twoway_client.desk import Desk
    from twoway_core.journal.state import Case, Interview, State

_SHOWN_IDS = 4


def contacts_called(desk: Desk, names: Iterable[str], words: Sequence[str] = ()) -> list[bytes]:
    """Return the contacts that ``names`` (without @) mean in the current opportunity. Raises Refusal.

    ``words``: all words as they were typed, so that a refusal can say how to type them.
    """
    return list(dict.fromkeys(contact_called(desk, name, words) for name in names))


def contact_called(desk: Desk, name: str, words: Sequence[str] = ()) -> bytes:
    """Return the contact that ``name`` (without @) means in the current opportunity. Raises Refusal."""
    kept = desk.names.contacts.get(name.casefold())
    if kept is not None:
        return kept
    state, case = current_case(desk)
    return contact_in(desk, state, case, name, words)


def contact_in(desk: Desk, state: State, case: Case, name: str, words: Sequence[str] = ()) -> bytes:
    """Return the contact that ``name`` (without @) means in ``case``. Raises Refusal."""
    from twoway_core.journal.handles import find

    known = contact_names(state, case)
    found = find(known, name)
    if found is not None:
        return found
    where = desk.names.of(case.id) or "this opportunity"
    mend = _mend_person(desk, state, case, name, words)
    raise Refusal("unknown-person", f"nobody called @{name} in {where}.", mend=mend)


def _mend_person(desk: Desk, state: State, case: Case, name: str, words: Sequence[str]) -> str:
    known = contact_names(state, case)
    add = f"twoway who add {shlex.quote(name.capitalize())}"
    near = nearest(name, known)
    if not near:
        return f"{add}   or  twoway who, to see who is there" if known else add
    contact = state.contact(case, known[near])
    full = f" ({contact.name})" if contact is not None else ""
    typed = [f"@{near}" if word == f"@{name}" else word for word in words] or [f"@{near}"]
    return f"@{near}{full}?  twoway {desk.verb} {joined(typed)}   or  {add}"


def joined(words: Iterable[str]) -> str:
    """Return ``words`` as a shell would read them again."""
    return " ".join(word if word.startswith("@") else shlex.quote(word) for word in words)


def opportunity_called(desk: Desk, text: str) -> bytes:
    """Return the opportunity whose handle is ``text``. Raises Refusal."""
    from twoway_core.journal.handles import find

    known = opportunity_names(desk)
    found = find(known, text)
    if found is not None:
        return found
    near = nearest(text, known)
    new = f"twoway open {shlex.quote(text)}"
    mend = (
        f"{near}?  twoway {desk.verb} {near}   or  {new}" if near else f"twoway open lists them   or  {new}, a new one"
    )
    raise Refusal("unknown-opportunity", f'no opportunity is called "{text}".', mend=mend)


def case_called(desk: Desk, text: str | None) -> tuple[State, Case]:
    """Fold the opportunity whose handle is ``text``, else the current one. Raises Refusal."""
    if text is None:
        return current_case(desk)
    opportunity = opportunity_called(desk, text)
    state = desk.state(opportunity)
    refresh(desk, state)
    return state, state.cases[opportunity]


def handle_of(desk: Desk, case: Case) -> str:
    """Return the handle of ``case``."""
    return desk.names.of(case.id) or short(case.id)


def label_of(desk: Desk, case: Case, interview: Interview) -> str:
    """Return ``acme/2``, also of an opportunity that is not the current one; the opportunity, of one made up."""
    handle = handle_of(desk, case)
    return interview_names(case, handle).get(interview.id, handle)


def interview_called(desk: Desk, text: str | None) -> tuple[State, Case, Interview]:
    """Return the interview that ``text`` (``acme/2``, ``2`` of the current one, ``acme``: its last) means.

    Without text the current one. Raises Refusal.
    """
    opportunity, slash, number = (text or "").rpartition("/")
    if text is not None and not slash and not text.isdecimal():
        state, case = case_called(desk, text)
        return state, case, _last_interview(desk, case)
    state, case = case_called(desk, opportunity if slash else None)
    if text is None:
        return state, case, _current_interview(desk, case)
    labels = {label: one for one, label in interview_names(case, handle_of(desk, case)).items()}
    label = f"{handle_of(desk, case)}/{number}"
    if label not in labels:
        near = list(labels)[-1:] or [""]
        mend = f"twoway {desk.verb} {near[0]}" if near[0] else "twoway plan 45m, or twoway start"
        raise Refusal("unknown-interview", f"there is no interview {label}.", mend=mend)
    return state, case, case.interviews[labels[label]]


def _current_interview(desk: Desk, case: Case) -> Interview:
    interview = case.interviews.get(desk.context.interview or b"")
    if interview is None:
        raise _no_interview(desk, case)
    return interview


def _last_interview(desk: Desk, case: Case) -> Interview:
    held = sorted((one.started.at, one.id) for one in case.interviews.values() if one.started is not None)
    name = held[-1][1] if held else likely_interview(case)
    if name is None:
        raise _no_interview(desk, case)
    return case.interviews[name]


def _no_interview(desk: Desk, case: Case) -> Refusal:
    where = handle_of(desk, case)
    return Refusal("no-interview", f"{where} has no interview yet.", mend="twoway plan 45m, or twoway start")


def entry_called(desk: Desk, text: str, among: Iterable[bytes] | None = None) -> bytes:
    """Return the entry whose id begins with ``text`` (three consonants or more). Raises Refusal.

    ``among``: the ids in question; else those of the context, then every entry of the journal.
    """
    typed = text.casefold()
    if not is_handle(typed):
        raise Refusal(
            "no-id",
            f'"{text}" is not an id: {SHORTEST_PREFIX} consonants or more, such as {_example(desk)}.',
            mend="twoway log shows the ids",
        )
    if among is None:
        known = [one for one in (desk.context.answer, desk.context.asked) if one is not None]
        near = [one for one in known if handle(one).startswith(typed)]
        if len(near) == 1:
            return near[0]
        among = [entry.id for entry in desk.index.everything()]
    return _only(text, [one for one in dict.fromkeys(among) if handle(one).startswith(typed)])


def _example(desk: Desk) -> str:
    last = desk.context.answer or desk.context.asked or desk.context.opportunity
    return short(last) if last else "kdmxr"


def _only(text: str, found: list[bytes]) -> bytes:
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal("unknown-id", f"no entry's id begins with {text}.", mend="twoway log shows the ids")
    longer = ", ".join(sorted(handle(one)[: max(len(text) + 2, 5)] for one in found)[:_SHOWN_IDS])
    raise Refusal("ambiguous-id", f"{len(found)} entries' ids begin with {text}.", mend=f"more letters: {longer}")
