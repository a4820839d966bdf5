"""The ledger of both sides: what each offers, needs and has learned, and the aims that they share.

- I offer ideas and the stories that I told; they offer what they promised and the terms of their offer.
- I need what I weigh, and my must-haves; they need what was noted as their need.
- An aim is shared when a need of theirs was said to want the same as a criterion of mine.
- What they probe for is counted by the skill noted with each of their questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from twoway_core.journal.state import Case, Mine
from twoway_core.projections.kept import kept_promises
from twoway_core.projections.log import money_words
from twoway_core.projections.matters import matters_of, name_of
from twoway_core.projections.people import People, people_of
from twoway_core.projections.plan import criteria_of, plain
from twoway_core.projections.steps import worded
from twoway_core.projections.terms import latest_offer
from twoway_core.projections.their_needs import TheirNeed, their_needs
from twoway_core.projections.view import Id, View

SKILL = "skill"


class Item(View, frozen=True, kw_only=True):
    """One line of a box: what, whose word or to whom, and what else there is to say."""

    id: Id | None
    text: str
    who: str = ""
    note: str = ""


class Contribution(View, frozen=True, kw_only=True):
    """An idea that I gave them, for which problem of theirs, and how they took it."""

    id: Id
    idea: str
    problem: str
    reaction: str
    who: str
    beyond: bool


class Probed(View, frozen=True, kw_only=True):
    """A skill that they asked for, and how often."""

    skill: str
    times: int


class Aim(View, frozen=True, kw_only=True):
    """A need of theirs about culture or a long-term aim, and what I want that is the same; empty where nothing is."""

    id: Id
    theirs: str
    who: str
    mine: str


class Learned(View, frozen=True, kw_only=True):
    """What one side asked, and what it heard. ``about``: how many of my criteria, or of their skills, that was on."""

    asked: int
    heard: int
    about: int


class Ledger(View, frozen=True, kw_only=True):
    """Both sides of one opportunity. ``matter``: how many criteria I weigh; ``skills``: those my stories show."""

    opportunity: str
    i_offer: tuple[Item, ...]
    they_offer: tuple[Item, ...]
    i_need: tuple[Item, ...]
    they_need: tuple[Item, ...]
    contributions: tuple[Contribution, ...]
    i_learned: Learned
    they_learned: Learned
    matter: int
    probed: tuple[Probed, ...]
    aims: tuple[Aim, ...]
    skills: tuple[str, ...]
    needs: tuple[TheirNeed, ...]


def ledger(mine: Mine, case: Case, name: str) -> Ledger:
    """Return the ledger of ``case``, which is called ``name``."""
    people, needs = people_of(mine, case), their_needs(mine, case)
    return Ledger(
        opportunity=name,
        i_offer=(*_ideas(case, people), *_stories(mine, case)),
        they_offer=tuple(_they_offer(mine, case, people)),
        i_need=tuple(_i_need(mine)),
        they_need=tuple(Item(id=one.id, text=one.need, who=one.who, note=one.kind) for one in needs),
        contributions=tuple(
            Contribution(
                id=Id(fact.id),
                idea=fact.event.idea,
                problem=fact.event.problem,
                reaction=fact.event.reaction,
                who=_name(people, fact.event.contact),
                beyond=fact.event.beyond,
            )
            for fact in case.contributions.values()
        ),
        i_learned=_i_learned(mine, case),
        they_learned=_they_learned(case),
        matter=len(_weighed(mine)),
        probed=probed(case),
        aims=_aims(mine, case, people),
        skills=tuple(dict.fromkeys(skill for one in mine.stories.values() for skill in one.event.skills)),
        needs=needs,
    )


def probed(case: Case) -> tuple[Probed, ...]:
    """Return the skills that they asked for, the one asked for most first; written in its first spelling."""
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for received in case.received.values():
        if received.event.skill.strip():
            words.setdefault(plain(received.event.skill), received.event.skill)
            counts[plain(received.event.skill)] += 1
    return tuple(Probed(skill=words[skill], times=times) for skill, times in counts.most_common())


def _name(people: People, contact: bytes | None) -> str:
    return "" if contact is None else people.name(contact)


def _ideas(case: Case, people: People) -> Iterator[Item]:
    for fact in case.contributions.values():
        yield Item(
            id=Id(fact.id), text=fact.event.idea, who=_name(people, fact.event.contact), note=fact.event.reaction
        )


def _stories(mine: Mine, case: Case) -> Iterator[Item]:
    """Yield the stories that were told, each once."""
    for story in dict.fromkeys(fact.event.story for fact in case.my_answers.values()):
        known = mine.stories.get(story) if story is not None else None
        if known is not None:
            yield Item(id=Id(known.id), text=known.event.title, note=", ".join(known.event.skills))


def _they_offer(mine: Mine, case: Case, people: People) -> Iterator[Item]:
    yield from promised(mine, case, people)
    offer = latest_offer(case)
    for term in offer.terms.values() if offer is not None else ():
        amount = term.term.value or (money_words(term.term.money) if term.term.money is not None else "")
        note = "offer, in writing" if term.written else "offer, spoken"
        yield Item(id=Id(term.id), text=worded(term.term.term, amount), note=note)


def promised(mine: Mine, case: Case, people: People) -> Iterator[Item]:
    """Yield what they promised, in lived order: how it was given and, after an offer, if it stands there."""
    kept = {one.id: one for one in kept_promises(mine, case)}
    for fact in sorted(case.commitments.values(), key=lambda one: (one.at, one.id)):
        event, against = fact.event, kept.get(Id(fact.id))
        amount = event.value or (money_words(event.money) if event.money is not None else "")
        how = event.medium or "spoken"
        note = how if against is None else f"{how}, {_IN_OFFER[against.word]}"
        yield Item(id=Id(fact.id), text=worded(event.term, amount), who=_name(people, event.contact), note=note)


_IN_OFFER = {"matches": "in the offer", "differs": "otherwise in the offer", "absent": "not in the offer"}


def _i_need(mine: Mine) -> Iterator[Item]:
    matters = matters_of(mine)
    for criterion in matters.must_haves:
        yield Item(id=Id(criterion), text=name_of(mine, criterion), note="must-have")
    for criterion in _weighed(mine):
        if criterion not in matters.must_haves:
            yield Item(id=Id(criterion), text=name_of(mine, criterion))


def _weighed(mine: Mine) -> list[bytes]:
    """Return what I weigh, the weightiest first; nothing where nobody was asked and all count alike."""
    matters = matters_of(mine)
    return sorted(matters.weights, key=lambda one: -matters.weights[one]) if matters.method else []


def _i_learned(mine: Mine, case: Case) -> Learned:
    answers = [one for one in case.answers.values() if not one.superseded_by and one.event.form != "refused"]
    noted = {answer.id for answer in answers}
    heard = {criterion for answer in noted for criterion in criteria_of(mine, case, answer)}
    heard |= {criterion for evidence, criterion in case.ratings if evidence in noted}
    return Learned(asked=len(case.asked), heard=len(answers), about=len(heard & set(_weighed(mine))))


def _they_learned(case: Case) -> Learned:
    answered = sum(bool(one.answers) for one in case.received.values())
    return Learned(asked=len(case.received), heard=answered, about=len(probed(case)))


def _aims(mine: Mine, case: Case, people: People) -> tuple[Aim, ...]:
    """Return the aims of theirs, the shared ones first."""
    rows = [
        Aim(
            id=Id(fact.id),
            theirs=fact.event.need,
            who=_name(people, fact.event.contact),
            mine=name_of(mine, fact.event.criterion) if fact.event.criterion is not None else "",
        )
        for fact in case.needs.values()
        if fact.event.kind != SKILL or fact.event.criterion is not None
    ]
    return tuple(sorted(rows, key=lambda row: not row.mine))
