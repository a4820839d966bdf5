"""Which question to ask about what, and of whom: the choices that a plan is made of.

- Of the people present, those whose answer counts most by the question's own note are asked, all the same; where none
  of them is there, the one whose word is worth most. The boss comes first.
- Questions that ask for an example or a number come before those that ask for a fact, these before open ones.
- What hangs under another question comes after those that hang under none.
- Whoever was asked a question already is not asked it again.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from twoway_core.journal.items import Question
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.bank import LATE, suiting
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import People
from twoway_core.projections.pieces import question_key

FEEDBACK, FLAG = "feedback", "flag"
EVERYONE = "everyone"
_KINDS = {"example": 0, "number": 0, "fact": 1, "yes-no": 1}
_OTHER_KINDS = 2
_LEAST_LETTERS = 5
_EMPTY_WORDS = frozenset(
    {"about", "after", "every", "first", "least", "month", "months", "other", "people", "their", "there", "these"}
    | {"those", "where", "which", "while", "would", "years"}
)
_MATTERS = {
    "place": frozenset({"remote", "remotely", "office", "home", "hybrid", "telework"}),
    "hours": frozenset({"hours", "overtime", "weekend", "weekends", "night", "nights", "evenings"}),
    "training": frozenset({"training", "course", "courses", "learn", "learning"}),
    "pay": frozenset({"pay", "paid", "salary", "wage", "wages"}),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that can still be asked of ``contacts``; ``suited``: they are those it is best asked of."""

    question: Question
    contacts: tuple[bytes, ...]
    suited: bool

    def for_one(self) -> Candidate:
        """Return the same question for the one person whose word counts most."""
        return Candidate(self.question, self.contacts[:1], self.suited)

    @property
    def minutes(self) -> int:
        """How long it takes with all its people."""
        return self.question.event.minutes * max(len(self.contacts), 1)


def asked_pairs(case: Case) -> set[tuple[Hashable, bytes | None]]:
    """Return (question, contact) for all that was asked; None for a question asked of nobody in particular."""
    return {
        (question_key(case, fact), contact)
        for fact in case.asked.values()
        for contact in (fact.event.contacts or (None,))
    }


def candidates(mine: Mine, case: Case, people: People, present: Sequence[bytes]) -> list[Candidate]:
    """Return every question that suits ``case`` and was not asked of everybody ``present`` it is for, best first."""
    asked = asked_pairs(case)
    found = [_candidate(people, present, question, asked) for question in suiting(mine, case)]
    return sorted((one for one in found if one is not None), key=_preference)


def _candidate(
    people: People, present: Sequence[bytes], question: Question, asked: set[tuple[Hashable, bytes | None]]
) -> Candidate | None:
    """Return whom to ask ``question``; None where that was done. Without anybody present, it is for nobody named."""
    if (question.id, None) in asked:
        return None
    if not present:
        known = any(key == question.id for key, _ in asked)
        return None if known else Candidate(question, (), False)
    roles = question.event.ask
    best = [one for one in present if EVERYONE in roles or people.role(one) in roles]
    suited = people.weighty(one for one in best if (question.id, one) not in asked)
    if suited:
        return Candidate(question, tuple(suited), True)
    others = people.weighty(one for one in present if (question.id, one) not in asked)
    return Candidate(question, tuple(others[:1]), False) if others and not best else None


def _preference(one: Candidate) -> tuple[bool, bool, int, int, bytes]:
    event = one.question.event
    return (
        not one.suited,
        event.parent is not None,
        _KINDS.get(event.kind, _OTHER_KINDS),
        event.minutes,
        one.question.id,
    )


def is_late(question: Question) -> bool:
    """Return whether ``question`` is kept for the end."""
    return question.event.when == LATE


def is_feedback(question: Question) -> bool:
    """Return whether ``question`` asks what they think of me."""
    return question.event.kind == FEEDBACK


def is_flag(question: Question) -> bool:
    """Return whether ``question`` is one that brings red flags to light, such as why the position is open."""
    return question.event.tag == FLAG


def about(criterion: bytes, some: Iterable[Candidate]) -> list[Candidate]:
    """Return those of ``some`` that ask about ``criterion``, best first; not what they think of me."""
    return [one for one in some if criterion in one.question.event.criteria and not is_feedback(one.question)]


def settling(mine: Mine, criterion: bytes, some: Sequence[Candidate]) -> list[Candidate]:
    """Return those of ``some`` that may settle the must-have ``criterion``, best first.

    These are the questions about it; where there are none, those that speak of the same matter as its name does, the
    ones that are best had in writing first.
    """
    own = about(criterion, some)
    if own:
        return own
    wanted = matters_in(name_of(mine, criterion))
    shared = {
        one.question.id: len(matters_in(one.question.text) & wanted) for one in some if not is_feedback(one.question)
    }
    alike = [one for one in some if shared.get(one.question.id)]
    return sorted(alike, key=lambda one: (not one.question.event.in_writing, -shared[one.question.id]))


def matters_in(text: str) -> frozenset[str]:
    """Return what ``text`` speaks of: its longer words, and one word for all that mean the same matter."""
    found = set()
    for word in _words(text):
        matter = next((matter for matter, words in _MATTERS.items() if word in words), None)
        if matter is not None or (len(word) >= _LEAST_LETTERS and word not in _EMPTY_WORDS):
            found.add(matter or word)
    return frozenset(found)


def telling_word(name: str) -> str:
    """Return the word of ``name`` that says most: remote, of 3 remote days; all of it where no word stands out."""
    return next((word for word in name.split() if matters_in(word)), name)


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in text.casefold()).split()
