"""Taking in invitations: a meeting becomes an interview, its update moves it, its cancelling cancels it.

A meeting is known again by its UID; of two readings the one with the higher SEQUENCE counts. An interview that was held
is left as it is.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from twoway_client.desk import Batch, Desk
from twoway_client.errors import Refusal
from twoway_client.exporting.calendar import INTERVIEW_TITLE, UID_END
from twoway_client.importing.guests import Guests, sort_guests
from twoway_client.importing.moments import start_of
from twoway_client.importing.plan import Plan, Row
from twoway_client.importing.reading import Source
from twoway_client.importing.records import imported_things, record
from twoway_client.naming import opportunity_names
from twoway_client.people import case_called
from twoway_client.times import offset_minutes, show_moment, to_ms
from twoway_core.errors import MalformedError
from twoway_core.events.base import Event
from twoway_core.events.log import Imported
from twoway_core.events.talk import InterviewCancelled, InterviewRescheduled, InterviewScheduled
from twoway_core.exchange.calendar_in import Calendar, Invitation, read_calendar
from twoway_core.exchange.changes import changes
from twoway_core.ids import EntryId
from twoway_core.journal.state import Case, Interview, State

_KIND_LETTERS = 60
"""How much of a title says what kind of interview it is."""


@dataclass(frozen=True, slots=True)
class _Meeting:
    """What to do for one invitation: plan a new interview, or move or cancel ``interview`` of ``case``."""

    invitation: Invitation
    case: Case
    interview: Interview | None
    starts: datetime
    what: str

    def event(self, guests: Guests) -> Event:
        """Return what is to be written."""
        contacts = guests.contacts(self.invitation)
        reason = "calendar"
        if self.interview is None:
            return InterviewScheduled(
                opportunity=self.case.id,
                kind=self._kind(),
                medium=self.invitation.place,
                contacts=contacts,
                length_minutes=self.invitation.minutes,
                starts_ms=to_ms(self.starts),
                offset=offset_minutes(self.starts),
            )
        if self.invitation.cancelled:
            return InterviewCancelled(opportunity=self.case.id, interview=self.interview.id, reason=reason)
        return InterviewRescheduled(
            opportunity=self.case.id,
            interview=self.interview.id,
            starts_ms=to_ms(self.starts),
            offset=offset_minutes(self.starts),
            length_minutes=self.invitation.minutes,
            medium=self.invitation.place or None,
            contacts=contacts or None,
            reason=reason,
        )

    def _kind(self) -> str:
        """Return the start of its title, unless that is the one we give ourselves and says nothing."""
        return "" if self.invitation.title == INTERVIEW_TITLE else self.invitation.title[:_KIND_LETTERS].strip()


@dataclass(slots=True)
class _Sorting:
    """The invitations of one file, sorted into what is to be done, what is known, and what is left out, and why."""

    desk: Desk
    calendar: Calendar
    state: State
    case: Case
    things: dict[bytes, Imported]
    meetings: list[_Meeting] = field(default_factory=list)
    known: int = 0
    notes: list[str] = field(default_factory=list)

    def sort(self, invitation: Invitation) -> None:
        """Put one invitation where it belongs."""
        start = start_of(invitation, self.calendar, self.desk.now)
        if start.is_guessed:
            self.notes.append(f"the time zone {invitation.zone} is not known: taken for that of this place")
        if invitation.repeats:
            self.notes.append(f"{_called(invitation)} repeats: only its first time is taken in")
        found = self._found(invitation)
        if found is None:
            self._sort_new(invitation, start.moment)
        else:
            self._sort_known(invitation, start.moment, *found)

    def _sort_new(self, invitation: Invitation, starts: datetime) -> None:
        if invitation.cancelled:
            self.notes.append(f"{_called(invitation)} is cancelled and was never here: left out")
        else:
            self._do(invitation, self.case, None, starts, "interview planned")

    def _sort_known(
        self, invitation: Invitation, starts: datetime, case: Case, interview: Interview, version: int
    ) -> None:
        thing = self.things.get(invitation.key)
        if thing is not None and thing.digest == invitation.digest:
            self.known += 1
        elif invitation.sequence < version:
            self.notes.append(f"{_called(invitation)} is older than what is here: left out")
        elif _says_the_same(invitation, starts, interview):
            self.known += 1
        elif interview.started is not None:
            self.notes.append(f"{_called(invitation)} was held already: left out")
        else:
            what = "interview cancelled" if invitation.cancelled else "interview moved"
            self._do(invitation, case, interview, starts, what)

    def _do(self, invitation: Invitation, case: Case, interview: Interview | None, starts: datetime, what: str) -> None:
        self.meetings.append(_Meeting(invitation, case, interview, starts, what))

    def _found(self, invitation: Invitation) -> tuple[Case, Interview, int] | None:
        """Return the interview that ``invitation`` is about, and how new the reading of it is that is here."""
        thing = self.things.get(invitation.key)
        name = thing.entry if thing is not None else _own(invitation)
        for case in self.state.cases.values():
            if name is not None and name in case.interviews and case.opened is not None:
                if thing is not None:
                    return case, case.interviews[name], thing.version
                own = changes(self.desk.index.entries([case.id]), [name])
                return case, case.interviews[name], own[name].sequence
        return None


def plan_calendar(desk: Desk, source: Source, args: Namespace) -> Plan:
    """Return what importing the invitations in ``source`` would do. Raises Refusal, UsageRefusal."""
    try:
        calendar = read_calendar(source.text)
    except MalformedError as error:
        what = f"{source.name} cannot be taken in: {error}."
        raise Refusal("calendar", what, kept="nothing was imported", mend="export it anew from the calendar") from None
    _, case = case_called(desk, args.name)
    state = desk.state(*opportunity_names(desk).values())
    sorting = _Sorting(desk, calendar, state, case, imported_things(state.mine))
    for invitation in calendar.invitations:
        sorting.sort(invitation)
    coming = [one.invitation for one in sorting.meetings if not one.invitation.cancelled]
    guests = sort_guests(desk, state.mine, case, coming, sorting.things, args.guests)
    return Plan(
        format="ics",
        source=source,
        rows=tuple(_rows(sorting, guests)),
        known=sorting.known,
        notes=(*dict.fromkeys(sorting.notes), *_left(calendar, guests)),
        write=lambda: _write(desk, source, sorting, guests),
    )


def _says_the_same(invitation: Invitation, starts: datetime, interview: Interview) -> bool:
    """Return whether nothing is to be done: cancelled and cancelled already, or at that time and that long."""
    if invitation.cancelled or interview.cancelled is not None:
        return invitation.cancelled and interview.cancelled is not None
    planned = (interview.planned_ms, interview.length_minutes)
    return planned == (to_ms(starts), invitation.minutes or interview.length_minutes)


def _own(invitation: Invitation) -> bytes | None:
    """Return the interview that a UID of ours names."""
    name, end, rest = invitation.uid.partition(UID_END)
    try:
        return UUID(name).bytes if end and not rest else None
    except ValueError:
        return None


def _called(invitation: Invitation) -> str:
    return f'"{invitation.title}"' if invitation.title else "a meeting without a title"


def _rows(sorting: _Sorting, guests: Guests) -> Iterator[Row]:
    yield from (Row(what="person added", text=_person(one.name, one.address)) for one in guests.chosen)
    for one in sorting.meetings:
        length = f", {one.invitation.minutes} min" if one.invitation.minutes else ""
        when = f"{show_moment(one.starts)}{length}"
        yield Row(what=one.what, text=f"{when}, {_called(one.invitation)}")


def _person(name: str, address: str) -> str:
    return f"{name}, {address}" if "@" in address else name


def _left(calendar: Calendar, guests: Guests) -> Iterator[str]:
    if calendar.left_out:
        yield f"{calendar.left_out} without a time of day, or no meetings: left out"
    if guests.left:
        yield f"guests who are not added: {', '.join(one.name for one in guests.left)}"


def _write(desk: Desk, source: Source, sorting: _Sorting, guests: Guests) -> EntryId:
    """Write people and interviews with what records them, as one batch; return the id of the record."""
    with desk.batch() as batch:
        things = guests.add(batch, sorting.case)
        things += [_written(batch, one, guests) for one in sorting.meetings]
        return record(batch, source, "ics", things)


def _written(batch: Batch, one: _Meeting, guests: Guests) -> Imported:
    name = batch.add(one.event(guests))
    return Imported(
        entry=one.interview.id if one.interview is not None else name,
        key=one.invitation.key,
        version=one.invitation.sequence,
        digest=one.invitation.digest,
    )
