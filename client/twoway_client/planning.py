"""Planning an interview: making its plan, and changing what is planned. Every change is a new entry."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec.structs import replace

from twoway_client.criteria import criterion_called
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import context_for, current_case, likely_interview, reread
from twoway_client.people import contacts_called, entry_called, interview_called
from twoway_client.times import offset_minutes, parse_minutes, parse_moment, show_moment, to_ms
from twoway_client.views.agenda import agenda_text
from twoway_client.weighing import learned_settings_of
from twoway_core.events.prep import AgendaLine, AgendaPrepared
from twoway_core.events.talk import InterviewCancelled, InterviewRescheduled, InterviewScheduled
from twoway_core.ids import is_handle
from twoway_core.journal.state import Case, Interview, State
from twoway_core.projections.agenda import agenda
from twoway_core.projections.planner import plan_lines
from twoway_core.projections.stages import shaped

_HALF_YEAR = timedelta(days=182)


@dataclass(slots=True)
class Planning:
    """One command's work on the plan of ``interview``, if there is one yet."""

    desk: Desk
    state: State
    case: Case
    interview: Interview | None

    @classmethod
    def at(cls, desk: Desk, target: str | None) -> Planning:
        """Return the planning of the interview that ``target`` names, else of the current one. Raises Refusal."""
        if target is not None:
            state, case, named = interview_called(desk, target)
            return cls(desk, state, case, named)
        state, case = current_case(desk)
        return cls(desk, state, case, case.interviews.get(desk.context.interview or b""))

    @property
    def _waiting(self) -> Interview | None:
        """The interview, if it is still to be held."""
        one = self.interview
        return one if one is not None and one.started is None and one.cancelled is None else None

    @property
    def _open(self) -> Interview | None:
        """The interview, if it is under way."""
        return self.interview if self.interview is not None and self.interview.is_open else None

    def _there(self) -> Interview:
        if self.interview is None:
            raise Refusal("no-interview", "no interview is planned.", mend="twoway plan 45m @who --when TIME")
        return self.interview

    def _lines(self) -> list[AgendaLine]:
        agenda = self._there().agenda
        return list(agenda.event.lines) if agenda is not None else []

    def make(self, minutes: int, contacts: list[bytes], args: Namespace) -> None:
        """Plan an interview; or plan anew the one that waits or is open."""
        current = self._waiting or self._open
        if current is not None and args.when is None and not args.new:
            self._plan_anew(current, minutes, contacts)
            return
        contacts = contacts or self._asked_contacts()
        starts = coming(args.when, self.desk.now) if args.when else None
        event = InterviewScheduled(
            opportunity=self.case.id,
            kind=args.kind or "",
            medium=args.medium or "",
            contacts=tuple(contacts),
            length_minutes=minutes,
            starts_ms=to_ms(starts) if starts else None,
            offset=offset_minutes(starts) if starts else 0,
        )
        lines = self._plan_lines(contacts, minutes)
        lines = shaped(self.state.mine, self.case, lines, contacts, args.kind or "")
        with self.desk.batch() as batch:
            entry = batch.add(event)
            batch.add(AgendaPrepared(opportunity=self.case.id, interview=entry, lines=lines, minutes=minutes))
        self._reread(entry)
        when = f", {show_moment(starts)}" if starts else ""
        self.desk.wrote(entry, f"interview planned: {self.desk.names.of(entry)}{when}")

    def _plan_lines(self, present: list[bytes], minutes: int, interview: bytes | None = None) -> tuple[AgendaLine, ...]:
        settings = learned_settings_of(self.desk)
        return plan_lines(self.state.mine, self.case, present, minutes, interview, settings)

    def _asked_contacts(self) -> list[bytes]:
        """Return whom one meets, asked for where somebody can answer; nobody in particular is an answer."""
        if not self.desk.prompts.can_ask or not self.desk.names.contacts:
            return []
        known = " ".join(f"@{name}" for name in self.desk.names.contacts)
        typed = self.desk.prompts.line(f"Whom do you meet, of {known}? (Enter: not known) ", "whom you meet")
        return contacts_called(self.desk, [word.removeprefix("@") for word in typed.replace(",", " ").split()])

    def _plan_anew(self, current: Interview, minutes: int, contacts: list[bytes]) -> None:
        present = contacts or list(current.contacts)
        lines = self._plan_lines(present, minutes, current.id)
        lines = shaped(self.state.mine, self.case, lines, present, current.kind)
        is_other = (minutes, tuple(present)) != (current.length_minutes, current.contacts)
        with self.desk.batch() as batch:
            if is_other and current.planned_ms is not None and not current.is_open:
                batch.add(
                    InterviewRescheduled(
                        opportunity=self.case.id,
                        interview=current.id,
                        starts_ms=current.planned_ms,
                        offset=current.planned_offset,
                        length_minutes=minutes,
                        contacts=tuple(present),
                    )
                )
            entry = batch.add(
                AgendaPrepared(opportunity=self.case.id, interview=current.id, lines=lines, minutes=minutes)
            )
        self._reread(current.id)
        self.desk.wrote(entry, f"interview planned anew: {self.desk.names.of(current.id)}")

    def reorder(self, number: int, place: int) -> None:
        """Put line ``number`` in ``place``, both from 1. Raises Refusal."""
        lines = self._lines()
        self._check(lines, number, place)
        lines.insert(place - 1, lines.pop(number - 1))
        self._change(lines, f"plan changed: {number} is now {place}")

    def drop(self, number: int) -> None:
        """Take line ``number`` off. Raises Refusal."""
        lines = self._lines()
        self._check(lines, number)
        del lines[number - 1]
        self._change(lines, f"plan changed: without {number}")

    def add(self, text: str, contacts: list[bytes], args: Namespace) -> None:
        """Add a question: ``text`` in one's own words, or the id of one of the bank. Raises Refusal."""
        interview = self._there()
        mine = self.state.mine
        text = text or self.desk.prompts.line("> ", "the question")
        question = mine.questions[entry_called(self.desk, text, mine.questions)] if is_handle(text) else None
        about = criterion_called(mine, args.about) if args.about else None
        if about is None and question is not None and question.event.criteria:
            about = question.event.criteria[0]
        line = AgendaLine(
            question=question.id if question is not None else None,
            text="" if question is not None else text,
            contacts=tuple(contacts or interview.contacts[:1]),
            minutes=question.event.minutes if question is not None else parse_minutes(args.minutes),
            criterion=about,
            late=args.late,
        )
        lines = [*self._lines(), line]
        self._change(lines, f"plan changed: {len(lines)} added")

    def _check(self, lines: list[AgendaLine], *numbers: int) -> None:
        for number in numbers:
            if not 1 <= number <= len(lines):
                there = f"1 to {len(lines)}" if lines else "none"
                raise Refusal("no-line", f"there is no line {number} in the plan ({there}).", mend="twoway plan")

    def _change(self, lines: list[AgendaLine], what: str) -> None:
        interview = self._there()
        minutes = interview.agenda.event.minutes if interview.agenda else interview.length_minutes or 0
        event = AgendaPrepared(opportunity=self.case.id, interview=interview.id, lines=tuple(lines), minutes=minutes)
        entry = self.desk.write(event)
        self._reread(interview.id)
        self.desk.wrote(entry, what)

    def move(self, when: str, reason: str) -> None:
        """Say that the interview takes place at another time. Raises Refusal."""
        interview = self._there()
        if self._waiting is None and interview.cancelled is None:
            raise Refusal("started", "that interview was held already.", mend="twoway plan 45m --when TIME --new")
        starts = coming(when, self.desk.now)
        event = InterviewRescheduled(
            opportunity=self.case.id,
            interview=interview.id,
            starts_ms=to_ms(starts),
            offset=offset_minutes(starts),
            reason=reason,
        )
        entry = self.desk.write(event)
        self._reread(interview.id)
        self.desk.wrote(entry, f"interview moved: {self.desk.names.of(interview.id)}, {show_moment(starts)}")

    def cancel(self, reason: str) -> None:
        """Say that the interview does not take place. Raises Refusal."""
        interview = self._there()
        if self._waiting is None:
            raise Refusal("started", "only an interview that waits can be cancelled.", mend="twoway plan")
        label = self.desk.names.of(interview.id)
        event = InterviewCancelled(opportunity=self.case.id, interview=interview.id, reason=reason)
        entry = self.desk.write(event)
        self._reread(None)
        self.desk.wrote(entry, f"interview cancelled: {label}")
        self.interview = None

    def _reread(self, interview: bytes | None) -> None:
        """Fold anew after a write, and turn to ``interview``, else to the likeliest one."""
        desk = self.desk
        desk.keep_context(replace(desk.context, opportunity=self.case.id, interview=interview))
        self.state = reread(desk)
        self.case = self.state.cases[self.case.id]
        chosen = interview or likely_interview(self.case)
        desk.keep_context(context_for(self.case, chosen, desk.context))
        self.interview = self.case.interviews.get(chosen or b"")

    def show(self) -> None:
        """Show the plan under what was written, to a person only."""
        if self.interview is not None:
            label = self.desk.names.of(self.interview.id)
            self.desk.output.hint(agenda_text(agenda(self.state.mine, self.case, self.interview, label)))


def coming(text: str, now: datetime) -> datetime:
    """Return the moment that ``text`` means; a day without its year that is long past is the next such day.

    Raises UsageRefusal.
    """
    moment = parse_moment(text, now)
    if now - moment > _HALF_YEAR and str(moment.year) not in text:
        try:
            return moment.replace(year=moment.year + 1)
        except ValueError:
            raise UsageRefusal(f'"{text}" is not a day of next year.', mend="the day with its year") from None
    return moment
