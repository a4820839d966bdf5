"""Searches for a job by chance, in all that numbers rest on: several firms and people, ratings, must-haves, offers."""

from __future__ import annotations

from random import Random
from typing import Any, get_args

from tests.core.projections.diary import Diary, Firm, ms
from twoway_core.entry import Entry
from twoway_core.events.after import (
    DecisionRecorded,
    NegotiationAnswered,
    NegotiationAsked,
    OfferReceived,
    OfferTerm,
    OfferTermChanged,
    OutcomeReviewed,
)
from twoway_core.events.bank import QuestionAdded, QuestionRetired
from twoway_core.events.base import Certainty, Form, Money, Rated, Role, Severity, Source
from twoway_core.events.case import ContactUpdated, OpportunityClosed, OpportunityOpened, StageChanged
from twoway_core.events.judge import DebriefCompleted, ImpressionSealed, RatingRevised
from twoway_core.events.mine import (
    BaselineRated,
    CriterionDefined,
    CriterionRetired,
    DealbreakerSet,
    IdealAt,
    Points,
    Preference,
    WeightsElicited,
)
from twoway_core.events.prep import AgendaLine, AgendaPrepared, ResearchNoted
from twoway_core.events.talk import (
    AnswerNoted,
    CommitmentNoted,
    InterviewEnded,
    InterviewScheduled,
    ObservationNoted,
    QuestionAsked,
    RedFlagRaised,
    RedFlagResolved,
)

CRITERIA = ["pay", "autonomy", "growth", "3 remote days", "hours in a week", "team spirit", "Straße"]
LENSES = ["values", "boss", "team", "money", "daily", ""]
QUESTIONS = [
    "How many office days at {firm}, and who decides?",
    "What hours were worked in the last busy month?",
    "Tell me of a training plan you made with a {level}",
    "What is paid for courses?",
    "Who settles a dispute?",
    "Which of your needs do I meet?",
    "Why is the {role} open?",
]
TERMS = ["training week", "remote days", "salary", "start"]
PEOPLE = ["Ana Ruiz", "Ana Li", "Ben", "Carla Stein", "Dev  Rao", "ana b"]


class Search:
    """A search that is being made up; ``chance`` settles everything."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.diary = Diary()
        self.criteria: list[bytes] = []
        self.questions: list[bytes] = []

    def some(self, things: list[Any], most: int = 9) -> list[Any]:
        """Return a few of ``things``, in any order."""
        return self.chance.sample(things, self.chance.randint(0, min(most, len(things))))

    def maybe(self, thing: Any, share: float = 0.5) -> Any:
        """Return ``thing``, or None."""
        return thing if self.chance.random() < share else None

    def one(self, kind: Any) -> Any:
        """Return one word of a vocabulary."""
        return self.chance.choice(get_args(kind))

    def wants(self) -> None:
        """Say what matters, in any of the ways there are, and rate the present job, perhaps."""
        chance, write = self.chance, self.diary.write
        for name in chance.sample(CRITERIA, chance.randint(1, 6)):
            ideals = tuple(IdealAt(level, chance.randint(1, 5)) for level in self.some(["Senior", "junior"]))
            defined = CriterionDefined(
                name=name,
                lens=chance.choice(LENSES),
                shape=chance.choice(["more", "more", "less", "ideal"]),
                ideal=self.maybe(chance.randint(1, 5)),
                ideals=ideals,
                yes_no=name == "3 remote days" or chance.random() < 0.1,
            )
            self.criteria.append(write(defined))
        for key in self.some(self.criteria, 2):
            write(DealbreakerSet(criterion=key, threshold=chance.randint(2, 5), negotiable=chance.random() < 0.3))
        self.weigh()
        for key in self.criteria if chance.random() < 0.8 else ():
            if chance.random() < 0.9:
                write(BaselineRated(criterion=key, rating=self.maybe(chance.randint(1, 5), 0.9)))
        if chance.random() < 0.2:
            write(CriterionRetired(criterion=chance.choice(self.criteria)))
        self.ask_about()

    def weigh(self) -> None:
        """Give weights by points, by order, by pairs, or not at all."""
        chance = self.chance
        points = tuple(Points(key, chance.choice([0, 20, 40, 60, 100])) for key in self.criteria)
        drawn = [chance.sample(self.criteria, 2) for _ in range(3 if len(self.criteria) > 1 else 0)]
        pairs = tuple(Preference(better, other) for better, other in drawn)
        ways: list[dict[str, Any]] = [
            {"method": "swing", "answers": points},
            {"method": "swing", "answers": points, "weights": points[:2]},
            {"method": "rank", "order": tuple(self.some(self.criteria))},
            {"method": "pairs", "pairs": pairs},
        ]
        for _ in range(chance.randint(0, 2)):
            self.diary.write(WeightsElicited(**chance.choice(ways)))

    def ask_about(self) -> None:
        """Fill the bank."""
        chance = self.chance
        for text in chance.sample(QUESTIONS, chance.randint(2, len(QUESTIONS))):
            added = QuestionAdded(
                text=text,
                criteria=tuple(self.some(self.criteria, 2)),
                kind="feedback" if "needs" in text else chance.choice(["example", "number", "fact", "open"]),
                ask=tuple(self.some(["boss", "peer", "recruiter", "everyone"], 2)),
                when=chance.choice(["", "", "late", "after offer"]),
                tag="flag" if "Why" in text else chance.choice(["", "duties"]),
                topic=chance.choice(["", "work", "boss"]),
                condition=chance.choice(["", "", "", "remote"]),
                levels=tuple(self.some(["senior"], 1)) if chance.random() < 0.2 else (),
                in_writing=chance.random() < 0.2,
                minutes=chance.randint(1, 5),
                parent=self.questions[0] if self.questions and chance.random() < 0.2 else None,
            )
            self.questions.append(self.diary.write(added))

    def meet(self, name: str) -> None:
        """Go through one opportunity, as far as it comes."""
        chance = self.chance
        firm = Firm(self.diary, name)
        level, remote = chance.choice(["", "Senior", "junior"]), chance.choice([None, True, False])
        firm.id = self.diary.write(OpportunityOpened(firm=name, role="Data engineer", level=level, remote=remote))
        people = [firm.meets(who, self.one(Role)) for who in chance.sample(PEOPLE, chance.randint(0, 4))]
        if people and chance.random() < 0.3:
            firm.write(ContactUpdated(contact=people[0], opportunity=firm.id, will_be_boss=True, reports_to=people[-1]))
        if chance.random() < 0.3:
            firm.write(StageChanged(opportunity=firm.id, stage="offer"))
        for key in self.some(self.questions, 1):
            firm.write(QuestionRetired(question=key, opportunity=firm.id, reason=chance.choice(["", "known"])))
        self.read(firm, people)
        for _ in range(chance.randint(0, 3)):
            self.diary.now_ms += chance.randint(1, 50) * 3_600_000
            self.talk(firm, people)
        if chance.random() < 0.5:
            self.offer(firm, people)
        self.end(firm)

    def read(self, firm: Firm, people: list[bytes]) -> None:
        """Note what was read of the firm."""
        chance = self.chance
        for _ in range(chance.randint(0, 2)):
            noted = ResearchNoted(
                opportunity=firm.id,
                claim="a claim",
                scope=chance.choice(["firm", "team", ""]),
                source=self.one(Source),
                contact=chance.choice([None, *people]),
                criteria=tuple(self.some(self.criteria, 2)),
                rating=self.maybe(chance.randint(1, 5), 0.7),
            )
            self.judge(firm, firm.write(noted), 0.3)

    def talk(self, firm: Firm, people: list[bytes]) -> None:
        """Plan an interview, hold it, and look back on it, each perhaps."""
        chance = self.chance
        here = tuple(self.some(people))
        length = self.maybe(chance.choice([20, 45, 90]), 0.8)
        starts = self.diary.now_ms + 60_000
        planned = InterviewScheduled(
            opportunity=firm.id, contacts=here, length_minutes=length, starts_ms=starts, offset=60
        )
        firm.interview = self.maybe(self.diary.write(planned))
        agenda = None
        if firm.interview is not None and chance.random() < 0.6:
            lines = tuple(self.line(here) for _ in range(chance.randint(0, 5)))
            agenda = firm.notes(AgendaPrepared(lines=lines, minutes=45))
        if firm.interview is None or chance.random() < 0.8:
            firm.starts(*here)
            self.hear(firm, people, agenda)
            if chance.random() < 0.4:
                firm.notes(ImpressionSealed(gut=chance.randint(1, 5), words="so so"))
            if chance.random() < 0.8:
                firm.notes(InterviewEnded(interview=firm.interview or b""))
            if chance.random() < 0.3:
                firm.notes(DebriefCompleted(unasked=(self.line(here),), keep=chance.random() < 0.5))

    def line(self, here: tuple[bytes, ...]) -> AgendaLine:
        """Return a line of a plan."""
        chance = self.chance
        return AgendaLine(
            question=self.maybe(chance.choice(self.questions), 0.8),
            text="in words of my own",
            contacts=tuple(self.some(list(here))),
            minutes=chance.randint(0, 9),
            criterion=self.maybe(chance.choice(self.criteria)),
            about=chance.choice(["", "", "flag"]),
            reason=chance.choice(["", "it matters"]),
            late=chance.random() < 0.2,
        )

    def hear(self, firm: Firm, people: list[bytes], agenda: bytes | None) -> None:
        """Ask and note, see something, raise a flag, be promised something."""
        chance, before = self.chance, None
        for _ in range(chance.randint(0, 6)):
            whom = tuple(self.some(people, 2))
            asked = QuestionAsked(
                contacts=whom,
                question=self.maybe(chance.choice(self.questions), 0.7),
                text=chance.choice(["", "In words of my own", "anything else"]),
                agenda=agenda,
                line=self.maybe(chance.randint(0, 5), 0.3),
                follow_up_of=self.maybe(before, 0.1),
            )
            answer = AnswerNoted(
                text="what was said",
                asked=self.maybe(firm.notes(asked), 0.8),
                contact=chance.choice([None, *people]),
                form=self.one(Form),
                certainty=self.one(Certainty),
                criteria=tuple(self.some(self.criteria, 2)),
                supersedes=self.maybe(before, 0.15),
            )
            before = firm.notes(answer)
            self.judge(firm, before, 0.8)
        self.see(firm, people, before)

    def see(self, firm: Firm, people: list[bytes], answer: bytes | None) -> None:
        """Note what was not said, and what was promised."""
        chance = self.chance
        if chance.random() < 0.5:
            seen = ObservationNoted(
                text="seen",
                contact=chance.choice([None, *people]),
                about=answer,
                form=self.one(Form),
                certainty=self.one(Certainty),
                criteria=tuple(self.some(self.criteria, 2)),
            )
            self.judge(firm, firm.notes(seen), 0.8)
        if chance.random() < 0.3:
            evidence = (answer,) if answer is not None else ()
            flag = firm.notes(RedFlagRaised(text="a flag", severity=self.one(Severity), evidence=evidence))
            if chance.random() < 0.3:
                firm.notes(RedFlagResolved(flag=flag, explanation="explained"))
        for term in self.some(TERMS, 2):
            promised = CommitmentNoted(
                term=term,
                value=chance.choice(["", "one", "TWO"]),
                money=self.maybe(Money(150_000, "EUR", "year"), 0.3),
                contact=chance.choice([None, *people]),
                medium=chance.choice(["", "mail"]),
                criterion=self.maybe(chance.choice(self.criteria), 0.3),
            )
            firm.notes(promised)

    def judge(self, firm: Firm, noted: bytes, share: float) -> None:
        """Rate what was noted, perhaps twice, and perhaps otherwise later."""
        chance = self.chance
        for criterion in self.some(self.criteria, 3):
            if chance.random() < share:
                rated = firm.rates(noted, criterion, self.maybe(chance.randint(1, 5), 0.9))
                if chance.random() < 0.1:
                    firm.notes(RatingRevised(rated=rated, rating=chance.randint(1, 5)))
                if chance.random() < 0.1:
                    firm.rates(noted, criterion, chance.randint(1, 5))

    def offer(self, firm: Firm, people: list[bytes]) -> None:
        """Get an offer, have it changed, judge it, and ask for more."""
        chance = self.chance
        promises = [None, *firm.case.commitments]
        for _ in range(chance.randint(1, 2)):
            terms = tuple(self.term(promises) for _ in range(chance.randint(0, 3)))
            offer = firm.write(OfferReceived(opportunity=firm.id, terms=terms, written=chance.random() < 0.5, note="o"))
            self.judge(firm, offer, 0.6)
            if chance.random() < 0.5:
                changed = OfferTermChanged(opportunity=firm.id, term=self.term(promises), offer=self.maybe(offer))
                self.judge(firm, firm.write(changed), 0.6)
        for noted in [*firm.case.answers][:1]:
            self.judge(firm, noted, 0.5)
        for term in self.some(TERMS, 2):
            asked = firm.write(NegotiationAsked(opportunity=firm.id, term=term, goal="more"))
            if chance.random() < 0.5:
                granted = chance.choice([True, False, None])
                firm.write(NegotiationAnswered(opportunity=firm.id, asked=asked, result="no", granted=granted))

    def term(self, promises: list[bytes | None]) -> OfferTerm:
        """Return a term of an offer."""
        chance = self.chance
        return OfferTerm(
            term=chance.choice(TERMS),
            value=chance.choice(["", "one", "two"]),
            money=self.maybe(Money(150_000, "EUR", "year"), 0.3),
            written=chance.random() < 0.5,
            criterion=self.maybe(chance.choice(self.criteria)),
            commitment=chance.choice(promises),
        )

    def end(self, firm: Firm) -> None:
        """Decide, look back, close, each perhaps."""
        chance = self.chance
        if chance.random() < 0.3:
            firm.write(DecisionRecorded(opportunity=firm.id, action=chance.choice(["accept", "decline", "ask more"])))
        if chance.random() < 0.3:
            found = tuple(Rated(key, chance.randint(1, 5)) for key in self.some(self.criteria))
            firm.write(OutcomeReviewed(opportunity=firm.id, days=90, found=found))
        if chance.random() < 0.15:
            firm.write(OpportunityClosed(opportunity=firm.id, outcome="rejected"))


def search(seed: int) -> list[Entry]:
    """Return the journal of a search for a job; every ``seed`` is another one."""
    made = Search(seed)
    made.diary.now_ms = ms(1)
    made.wants()
    for name in made.chance.sample(["Acme", "Birch", "Cedar", "Acme"], made.chance.randint(1, 3)):
        made.meet(name)
    return made.diary.entries
