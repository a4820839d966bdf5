"""Made-up journals of any size, shaped like real ones: about ninety entries an opportunity, in order of time.

Three opportunities run side by side: the one before the last is closed, its thanks answered, when the
next has been interviewed for. So a long journal has a long past, and no more to do than a short one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from twoway_core import starter
from twoway_core.clock import HybridClock
from twoway_core.entry import Entry, encode_entry
from twoway_core.events import after, case, judge, mine, prep, talk
from twoway_core.events.base import Event
from twoway_core.events.vocabulary import encode_event
from twoway_core.ids import EntryId

START_MS = 1_700_000_000_000
STEP_MS = 45_000
QUESTIONS = 10
INTERVIEWS = 2
SIDE_BY_SIDE = 3
_WEIGHED = 6
_TALK = (
    "she sent two people to a course one moved up budget is fixed each year they teach what they learned the team "
    "meets on monday and writes things down a release week is longer nobody looks at hours the lead decides alone"
)
_WORDS = _TALK.split()


class Writer:
    """Writes entries one after the other, as one device would over the years."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # the same journal every time
        self.written: list[bytes] = []
        self.now_ms = START_MS
        self._clock = HybridClock()

    def write(self, event: Event) -> EntryId:
        """Write the next entry, and return its id."""
        self.now_ms += STEP_MS
        name = self._clock.next(self.now_ms, self.random.getrandbits(62))
        self.written.append(encode_entry(Entry(name, self.now_ms, 60, None, *encode_event(event))))
        return name

    def text(self) -> str:
        """Return a sentence of the length of a real note."""
        return " ".join(self.random.choices(_WORDS, k=self.random.randint(6, 18)))

    def take(self) -> list[bytes]:
        """Return what was written since the last call."""
        taken, self.written = self.written, []
        return taken


@dataclass(slots=True)
class Opportunity:
    """One opportunity, while it is written."""

    id: EntryId
    people: list[EntryId]
    thanks: list[EntryId] = field(default_factory=list)


def journal(entries: int, seed: int = 7, *, closing: bool = True) -> Iterator[bytes]:
    """Yield the bytes of ``entries`` entries: the starter content, weights, then one opportunity after another.

    ``closing``: False leaves every opportunity and every thanks open for ever.
    """
    return islice(_endless(Writer(seed), closing=closing), entries)


def _endless(writer: Writer, *, closing: bool) -> Iterator[bytes]:
    criteria = {event.name: writer.write(event) for event in starter.criteria()}
    questions = [writer.write(event) for event in starter.questions(criteria)]
    chosen = list(criteria.values())
    points = tuple(mine.Points(criterion, 100 - 12 * at) for at, criterion in enumerate(chosen[:_WEIGHED]))
    writer.write(mine.WeightsElicited(method="swing", answers=points))
    running: list[Opportunity] = []
    number = 0
    while True:
        number += 1
        running.append(_opportunity(writer, number))
        for _ in range(INTERVIEWS):
            _interview(writer, running[-1], chosen[:_WEIGHED], questions)
        if closing and len(running) == SIDE_BY_SIDE:
            _close(writer, running.pop(0))
        yield from writer.take()


def _opportunity(writer: Writer, number: int) -> Opportunity:
    name = writer.write(case.OpportunityOpened(firm=f"Firm {number}", role="Data engineer"))
    people = [
        writer.write(case.ContactAdded(opportunity=name, name="Ana Ruiz", role="boss", will_be_boss=True)),
        writer.write(case.ContactAdded(opportunity=name, name="Ben Okafor", role="peer")),
        writer.write(case.ContactAdded(opportunity=name, name="Carla Weiss", role="recruiter")),
    ]
    for kind in ("firm", "role", "people"):
        writer.write(prep.PrepStepCompleted(opportunity=name, kind=kind, finding=writer.text()))
    return Opportunity(name, people)


def _interview(writer: Writer, at: Opportunity, criteria: list[EntryId], questions: list[EntryId]) -> None:
    write, name, first = writer.write, at.id, at.people[0]
    asked = writer.random.sample(questions, QUESTIONS)
    starts_ms = writer.now_ms
    interview = write(
        talk.InterviewScheduled(opportunity=name, contacts=tuple(at.people), starts_ms=starts_ms, length_minutes=45)
    )
    lines = tuple(prep.AgendaLine(question=each, contacts=(first,), minutes=3) for each in asked)
    write(prep.AgendaPrepared(opportunity=name, interview=interview, lines=lines, minutes=45))
    write(talk.InterviewStarted(opportunity=name, interview=interview))
    answers = [_answer(writer, at, interview, number, question) for number, question in enumerate(asked, 1)]
    write(talk.QuestionReceived(opportunity=name, interview=interview, text=writer.text(), skill="motivation"))
    write(talk.CommitmentNoted(opportunity=name, interview=interview, term=writer.text(), contact=first))
    write(talk.InterviewEnded(opportunity=name, interview=interview))
    write(judge.ImpressionSealed(opportunity=name, interview=interview, gut=4, words=writer.text()))
    for answer in answers:
        criterion, rating = writer.random.choice(criteria), writer.random.randint(1, 5)
        write(
            judge.AnswerRated(opportunity=name, interview=interview, answer=answer, criterion=criterion, rating=rating)
        )
    write(judge.DebriefCompleted(opportunity=name, interview=interview, minutes_after=20))
    todo = write(after.FollowUpPlanned(opportunity=name, interview=interview, kind="thanks", contact=first))
    write(after.FollowUpSent(opportunity=name, interview=interview, follow_up=todo))
    at.thanks.append(todo)


def _answer(writer: Writer, at: Opportunity, interview: EntryId, line: int, question: EntryId) -> EntryId:
    who = at.people[line % len(at.people)]
    asked = writer.write(
        talk.QuestionAsked(opportunity=at.id, interview=interview, question=question, contacts=(who,), line=line)
    )
    return writer.write(
        talk.AnswerNoted(
            opportunity=at.id, interview=interview, text=writer.text(), asked=asked, contact=who, form="example"
        )
    )


def _close(writer: Writer, at: Opportunity) -> None:
    for todo in at.thanks:
        writer.write(after.FollowUpAnswered(opportunity=at.id, follow_up=todo, text=writer.text()))
    writer.write(case.OpportunityClosed(opportunity=at.id, outcome="declined", reason=writer.text()))
