"""The people of an opportunity, as a list and one by one."""

from __future__ import annotations

from collections.abc import Mapping

from twoway_client.naming import contact_names
from twoway_client.output import visible, wrapped
from twoway_client.views.table import table
from twoway_core.events.base import Role
from twoway_core.journal.state import Case, State
from twoway_core.projections.view import Id, View


class PersonView(View, frozen=True, kw_only=True):
    """One contact: how to type the name, and what is known."""

    id: Id
    handle: str
    name: str
    role: str
    role_words: str
    boss: bool
    under: str
    tenure_months: int | None
    title: str
    channel: str
    tools: tuple[str, ...]
    note: str


class PeopleView(View, frozen=True, kw_only=True):
    """Everybody of one opportunity."""

    opportunity: str
    people: tuple[PersonView, ...]


def people_view(state: State, case: Case, opportunity: str, roles: Mapping[Role, str]) -> PeopleView:
    """Return the people of ``case``, in the order in which they were added."""
    contacts = sorted(contact_names(state, case).values())
    people = tuple(person_view(state, case, contact, roles) for contact in contacts)
    return PeopleView(opportunity=opportunity, people=people)


def person_view(state: State, case: Case, contact: bytes, roles: Mapping[Role, str]) -> PersonView:
    """Return what is known of ``contact``; ``roles``: each role in words."""
    handles = {known: handle for handle, known in contact_names(state, case).items()}
    person = (state.mine.contacts | case.contacts)[contact]
    event, role = person.event, "boss" if person.is_boss else person.role
    return PersonView(
        id=Id(contact),
        handle=handles[contact],
        name=event.name,
        role=role,
        role_words=roles["boss" if person.is_boss else person.role],
        boss=person.is_boss,
        under=handles.get(event.reports_to or b"", ""),
        tenure_months=event.tenure_months,
        title=event.title,
        channel=event.channel,
        tools=event.tools,
        note=event.note,
    )


def listed_people(view: PeopleView) -> str:
    """Return the list as text."""
    if not view.people:
        return f"{view.opportunity}: nobody yet. Add one: twoway who add NAME --boss"
    rows = [(one.handle, one.name, one.role_words, _beside(one)) for one in view.people]
    return f"{view.opportunity}\n{table(rows)}"


def one_person(one: PersonView) -> str:
    """Return one person as text."""
    lines = [f"{one.handle}: {visible(one.name)}, {one.role_words}", *_details(one)]
    if one.note:
        lines.append(wrapped("  ", visible(one.note)))
    return "\n".join(lines)


def _details(one: PersonView) -> list[str]:
    known = [("under", one.under), ("there", _tenure(one)), ("title", one.title), ("channel", one.channel)]
    known.append(("tools", ", ".join(one.tools)))
    return [wrapped(f"  {word:<8} ", visible(value)) for word, value in known if value]


def _beside(one: PersonView) -> str:
    return ", ".join(part for part in (one.title, f"under {one.under}" if one.under else "") if part)


def _tenure(one: PersonView) -> str:
    if one.tenure_months is None:
        return ""
    years, months = divmod(one.tenure_months, 12)
    parts = [f"{years} y" if years else "", f"{months} m" if months or not years else ""]
    return " ".join(part for part in parts if part)
