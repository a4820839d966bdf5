"""The people of an opportunity, as a list and one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twoway_client.naming import contact_names
from twoway_client.output import one_line, visible, wrapped
from twoway_client.views.table import table
from twoway_core.events.base import Role
from twoway_core.journal.state import Case, State
from twoway_core.projections.team import Stay, Team, team_of
from twoway_core.projections.view import Id, View

_YEAR, _STRIP, _NAMED = 12, 32, 28


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
    team: Team


def people_view(state: State, case: Case, opportunity: str, roles: Mapping[Role, str]) -> PeopleView:
    """Return the people of ``case``, in the order in which they were added."""
    contacts = sorted(contact_names(state, case).values())
    people = tuple(person_view(state, case, contact, roles) for contact in contacts)
    return PeopleView(opportunity=opportunity, people=people, team=team_of(state.mine, case))


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
    return "\n".join([view.opportunity, table(rows), *_team(view.team)])


def _team(team: Team) -> list[str]:
    """Return who the boss is, whether met, the line above, and how long people stay."""
    lines = [_boss(team)]
    if len(team.chain) > 1:
        lines.append(wrapped("You would report to ", visible(", who reports to ".join(team.chain))))
    if team.here or team.left:
        lines += _strips(team)
    return lines


def _boss(team: Team) -> str:
    if not team.bosses:
        return "Boss not known: a pleasant interviewer may not be the one. Ask to whom you report"
    unmet = [one.name for one in team.bosses if not one.met]
    names = visible(", ".join(unmet or [one.name for one in team.bosses]))
    if not unmet:
        return f"Your boss: {names}, met"
    return wrapped("", f"Boss not met: {names}. On the boss, whoever does not report there counts a quarter at most")


def _strips(team: Team) -> list[str]:
    """Return a strip of the years that people are there, one for those who left, and its scale."""
    longest = max(stay.months for stay in (*team.here, *team.left))
    years = max(-(-longest // _YEAR), 1)
    rows = [(word, stays) for word, stays in (("there", team.here), ("left", team.left)) if stays]
    lines = [f"  {word:<6} 0 {_strip(stays, years)} {years} y   {_named(stays)}" for word, stays in rows]
    if team.median_months is not None and len(team.here) > 1:
        lines.append(f"  in the middle: {_months(team.median_months)} so far")
    return lines


def _strip(stays: Sequence[Stay], years: int) -> str:
    """Return a line of dots; a letter for each person, the first of the name, a star where several meet."""
    places = ["."] * _STRIP
    for stay in stays:
        at = min(stay.months * (_STRIP - 1) // (years * _YEAR), _STRIP - 1)
        places[at] = stay.name[:1].lower() if places[at] == "." else "*"
    return visible("".join(places))


def _named(stays: Sequence[Stay]) -> str:
    return one_line(", ".join(f"{stay.name} {_months(stay.months)}" for stay in stays), _NAMED)


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
    return _months(one.tenure_months)


def _months(count: int) -> str:
    years, months = divmod(count, _YEAR)
    parts = [f"{years} y" if years else "", f"{months} m" if months or not years else ""]
    return " ".join(part for part in parts if part)
