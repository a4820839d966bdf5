"""A diary for the views: the starter's criteria and questions, two firms, and the days of the worked example."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from msgspec.structs import replace

from twoway_core import starter
from twoway_core.entry import Entry
from twoway_core.events.base import Event, Form, Role
from twoway_core.events.case import ContactAdded, OpportunityOpened
from twoway_core.events.judge import AnswerRated
from twoway_core.events.mine import (
    BaselineRated,
    CriterionDefined,
    DealbreakerSet,
    Points,
    WeightsElicited,
)
from twoway_core.events.talk import AnswerNoted, InterviewEnded, InterviewScheduled, InterviewStarted, QuestionAsked
from twoway_core.events.vocabulary import encode_event
from twoway_core.ids import make_entry_id
from twoway_core.journal.fold import fold
from twoway_core.journal.state import Case, Interview, Mine, State

EAST = 60
"""The diary's UTC offset, in minutes."""
DISPUTE = "When a method is disputed, who settles it?"
TRAINING = "Tell me of a training plan you made with someone"
HOURS = "What hours were worked in the last busy month?"
OFFICE = "How often are office days, and who decides?"
WHY_OPEN = "Why is the position open, how often in two years?"
NEEDS = "Which of your needs do I meet?"


def ms(day: int, hour: int = 12, minute: int = 0) -> int:
    """Return a time in March 2026, where the person is, as ms since 1970 UTC."""
    local = datetime(2026, 3, 1, hour, minute, tzinfo=timezone(timedelta(minutes=EAST))) + timedelta(days=day - 1)
    return round((local - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)


@dataclass
class Diary:
    """``entries`` so far; ``now_ms`` is when the next one is written and, unless said otherwise, happened."""

    entries: list[Entry] = field(default_factory=list)
    now_ms: int = ms(1)

    def write(self, event: Event, at_ms: int | None = None) -> bytes:
        """Append ``event``, a second after the one before; ``at_ms``: it happened then. Return its id."""
        self.now_ms += 1000
        name, fields = encode_event(event)
        number = len(self.entries)
        at = self.now_ms if at_ms is None else at_ms
        entry = Entry(make_entry_id(self.now_ms, 0, number * 7919 + 1), at, EAST, None, name, fields)
        self.entries.append(entry)
        return entry.id

    @property
    def state(self) -> State:
        """What it all adds up to."""
        return fold(self.entries)

    @property
    def mine(self) -> Mine:
        """What is mine whatever the job."""
        return self.state.mine


class Firm:
    """One opportunity in a diary, written in short."""

    def __init__(self, diary: Diary, name: str, role: str = "Data engineer") -> None:
        self.diary = diary
        self.id = diary.write(OpportunityOpened(firm=name, role=role))
        self.interview: bytes | None = None

    @property
    def case(self) -> Case:
        """What is known of it."""
        return self.diary.state.cases[self.id]

    @property
    def mine(self) -> Mine:
        """What is mine whatever the job."""
        return self.diary.mine

    def talk(self, interview: bytes | None = None) -> Interview:
        """Return one interview, or the last."""
        wanted = interview or self.interview
        assert wanted is not None
        return self.case.interviews[wanted]

    def meets(self, name: str, role: Role, *, boss: bool = False, reports_to: bytes | None = None) -> bytes:
        """Add a contact."""
        return self.write(
            ContactAdded(opportunity=self.id, name=name, role=role, will_be_boss=boss, reports_to=reports_to)
        )

    def write(self, event: Event, at_ms: int | None = None) -> bytes:
        """Write any event."""
        return self.diary.write(event, at_ms)

    def notes(self, event: Event, at_ms: int | None = None) -> bytes:
        """Write an event of the current interview."""
        return self.write(replace(event, opportunity=self.id, interview=self.interview), at_ms)

    def plans(self, starts_ms: int, minutes: int, *contacts: bytes) -> bytes:
        """Schedule an interview, which is the current one from now on."""
        self.interview = self.write(
            InterviewScheduled(
                opportunity=self.id, contacts=contacts, length_minutes=minutes, starts_ms=starts_ms, offset=EAST
            )
        )
        return self.interview

    def starts(self, *contacts: bytes) -> bytes:
        """Start the interview that is planned, or one that is not."""
        started = self.write(InterviewStarted(opportunity=self.id, interview=self.interview, contacts=contacts))
        self.interview = self.interview or started
        return self.interview

    def ends(self) -> None:
        """End the current interview."""
        assert self.interview is not None
        self.write(InterviewEnded(opportunity=self.id, interview=self.interview))

    def asks(self, contact: bytes | None, question: bytes | None = None, text: str = "", **more: bytes) -> bytes:
        """Ask a question of the bank, or in words."""
        contacts = (contact,) if contact is not None else ()
        return self.write(
            QuestionAsked(
                opportunity=self.id,
                interview=self.interview,
                question=question,
                text=text,
                contacts=contacts,
                follow_up_of=more.get("after"),
            )
        )

    def hears(
        self,
        contact: bytes | None,
        text: str,
        *criteria: bytes,
        form: Form = "example",
        asked: bytes | None = None,
        instead_of: bytes | None = None,
    ) -> bytes:
        """Note an answer, heard for sure."""
        return self.write(
            AnswerNoted(
                opportunity=self.id,
                interview=self.interview,
                contact=contact,
                text=text,
                criteria=criteria,
                form=form,
                certainty="sure",
                asked=asked,
                supersedes=instead_of,
            )
        )

    def rates(self, noted: bytes, criterion: bytes, rating: int | None) -> bytes:
        """Rate something noted."""
        return self.write(
            AnswerRated(opportunity=self.id, interview=self.interview, answer=noted, criterion=criterion, rating=rating)
        )

    def hears_and_rates(self, contact: bytes, criterion: bytes, rating: int) -> bytes:
        """Note a plain example of ``contact`` on ``criterion``, and rate it. Return the note."""
        noted = self.hears(contact, f"what was said, {rating}", criterion)
        self.rates(noted, criterion, rating)
        return noted


@dataclass
class Wants:
    """A diary in which three criteria were weighed, one must-have set and the present job rated."""

    diary: Diary
    criteria: dict[str, bytes]
    questions: dict[str, bytes]

    def __getitem__(self, name: str) -> bytes:
        """Return a criterion by its name."""
        return self.criteria[name]


REMOTE = "3 remote days"


def begun() -> Wants:
    """Return a diary that holds the starter's criteria and questions, and nothing else."""
    diary = Diary()
    criteria = {event.name: diary.write(event) for event in starter.criteria()}
    questions = {event.text: diary.write(event) for event in starter.questions(criteria)}
    return Wants(diary, criteria, questions)


def wanting() -> Wants:
    """Return the diary of the worked example before any firm: swing 100, 60, 40; the present job 4, 3, 3."""
    wants = begun()
    diary = wants.diary
    ideal = CriterionDefined(name="autonomy", lens="daily", shape="ideal", ideal=5, revises=wants["autonomy"])
    diary.write(ideal)
    points = zip(("autonomy", "growth", "balance"), (100, 60, 40), strict=True)
    diary.write(WeightsElicited(method="swing", answers=tuple(Points(wants[name], one) for name, one in points)))
    wants.criteria[REMOTE] = diary.write(CriterionDefined(name=REMOTE, yes_no=True))
    diary.write(DealbreakerSet(criterion=wants[REMOTE], threshold=5))
    for name, rating in (("autonomy", 4), ("growth", 3), ("balance", 3)):
        diary.write(BaselineRated(criterion=wants[name], rating=rating))
    return wants


@dataclass
class Acme:
    """The worked example's first firm, after both its interviews, and the notes that its numbers rest on."""

    wants: Wants
    firm: Firm
    ana: bytes
    ben: bytes
    carla: bytes
    ana_said: bytes
    ben_said: bytes
    carla_said: bytes
    carla_remote: bytes


def acme() -> Acme:
    """Return Acme: boss 5 and peer 4 on autonomy, recruiter 4 on growth and yes to remote days; nothing on balance."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana Ruiz", "boss", boss=True), firm.meets("Ben Okafor", "peer")
    carla = firm.meets("Carla Stein", "recruiter")
    wants.diary.now_ms = ms(3, 9)
    firm.starts(carla)
    carla_said = firm.hears(carla, "courses, if you ask", wants["growth"], form="number")
    carla_remote = firm.hears(carla, "three days, she says", wants[REMOTE], form="number")
    firm.ends()
    firm.rates(carla_said, wants["growth"], 4)
    firm.rates(carla_remote, wants[REMOTE], 5)
    wants.diary.now_ms = ms(4, 14)
    firm.interview = None
    firm.starts(ana, ben)
    said = []
    for contact, text in ((ana, "her engineers decide; she hears afterwards"), (ben, "mostly us")):
        asked = firm.asks(contact, wants.questions[DISPUTE])
        said.append(firm.hears(contact, text, asked=asked))
    wants.diary.now_ms = ms(4, 14, 44)
    firm.ends()
    firm.rates(said[0], wants["autonomy"], 5)
    firm.rates(said[1], wants["autonomy"], 4)
    return Acme(wants, firm, ana, ben, carla, said[0], said[1], carla_said, carla_remote)


def birch(wants: Wants) -> Firm:
    """Return Birch, added to ``wants``: boss 3 on autonomy, 5 on growth, remote yes; peer 4 on balance."""
    firm = Firm(wants.diary, "Birch")
    dev, eva = firm.meets("Dev Rao", "boss", boss=True), firm.meets("Eva Lind", "peer")
    firm.starts(dev, eva)
    for contact, name, rating in ((dev, "autonomy", 3), (dev, "growth", 5), (dev, REMOTE, 5), (eva, "balance", 4)):
        firm.hears_and_rates(contact, wants[name], rating)
    firm.ends()
    return firm
