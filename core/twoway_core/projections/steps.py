"""The steps of an interview: everything that was noted in it, in both directions, in lived order.

Texts read as they were corrected, and say so; an answer that was changed later says that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from twoway_core.events.base import Event
from twoway_core.events.talk import MyAnswerNoted
from twoway_core.ids import short
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.figures import figures_words
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import People, people_of
from twoway_core.projections.pieces import speaker
from twoway_core.projections.plan import asked_in, asked_words, number_of
from twoway_core.projections.view import Id, View, moment


class Given(View, frozen=True, kw_only=True):
    """A rating, 1 to 5, of one criterion."""

    criterion: str
    rating: int


class Step(View, frozen=True, kw_only=True):
    """One thing that happened.

    ``word``: asked, followed, noted, saw, flagged, promised, received, said, need, gave, feedback, limit or ended.
    ``number``: the line of the plan. ``extra``: what else there is to say of it. ``changed``: they changed it later.
    """

    id: Id
    at: datetime
    word: str
    number: int | None = None
    who: str = ""
    text: str = ""
    form: str = ""
    certainty: str = ""
    ratings: tuple[Given, ...] = ()
    extra: str = ""
    corrected: bool = False
    changed: bool = False


def steps_of(mine: Mine, case: Case, interview: Interview) -> tuple[Step, ...]:
    """Return what happened in ``interview``, in lived order, its end last."""
    people = people_of(mine, case)
    steps = [
        *_asked(mine, case, interview, people),
        *_noted(mine, case, interview, people),
        *_seen(mine, case, interview, people),
        *_told(case, interview, people),
        *_theirs(mine, case, interview, people),
        *_wanted(case, interview, people),
    ]
    steps.sort(key=lambda step: (step.at, step.id))
    return (*steps, _step(interview.ended, "ended")) if interview.ended is not None else tuple(steps)


def _asked(mine: Mine, case: Case, interview: Interview, people: People) -> Iterator[Step]:
    for fact in asked_in(case, interview.id):
        yield replace(
            _step(fact, "asked" if fact.event.follow_up_of is None else "followed"),
            number=number_of(interview, fact),
            who=", ".join(people.name(contact) for contact in fact.event.contacts),
            text=asked_words(mine, case, fact),
        )


def _noted(mine: Mine, case: Case, interview: Interview, people: People) -> Iterator[Step]:
    for answer in case.answers.values():
        if answer.event.interview == interview.id:
            event = answer.event
            yield replace(
                _step(answer, "noted"),
                who=people.name(speaker(case, answer)),
                text=event.text,
                form=event.form,
                certainty=event.certainty,
                ratings=_ratings(mine, case, answer.id),
                extra=figures_words(event.figures),
                changed=bool(answer.superseded_by),
            )


def _seen(mine: Mine, case: Case, interview: Interview, people: People) -> Iterator[Step]:
    for seen in case.observations.values():
        if seen.event.interview == interview.id:
            event = seen.event
            yield replace(
                _step(seen, "saw"),
                who=_named(people, event.contact),
                text=event.text,
                form=event.form,
                certainty=event.certainty,
                ratings=_ratings(mine, case, seen.id),
                extra=event.cue,
            )


def _told(case: Case, interview: Interview, people: People) -> Iterator[Step]:
    """Yield flags, promises and limits."""
    for flag in case.flags.values():
        if flag.event.interview == interview.id:
            on = ", ".join(short(one) for one in flag.event.evidence)
            extra = flag.event.severity + (f", on {on}" if on else "")
            yield replace(_step(flag, "flagged"), text=flag.event.text, extra=extra)
    for promise in case.commitments.values():
        if promise.event.interview == interview.id:
            who, how = _named(people, promise.event.contact), promise.event.medium or "spoken"
            yield replace(
                _step(promise, "promised"), who=who, text=worded(promise.event.term, promise.event.value), extra=how
            )
    for limit in case.limits.values():
        if limit.event.interview == interview.id:
            who, above = _named(people, limit.event.contact), limit.event.approver
            text = worded(limit.event.area, limit.event.limit)
            yield replace(_step(limit, "limit"), who=who, text=text, extra=f"above that: {above}" if above else "")


def _theirs(mine: Mine, case: Case, interview: Interview, people: People) -> Iterator[Step]:
    """Yield the other direction: what they asked, and heard from me."""
    for asked in case.received.values():
        if asked.event.interview == interview.id:
            who = _named(people, asked.event.contact)
            yield replace(_step(asked, "received"), who=who, text=asked.event.text, extra=asked.event.skill)
    for said in case.my_answers.values():
        if said.event.interview == interview.id:
            yield replace(_step(said, "said"), text=said.event.text, extra=_told_how(mine, said.event))
    for gave in case.contributions.values():
        if gave.event.interview == interview.id:
            who = _named(people, gave.event.contact)
            yield replace(_step(gave, "gave"), who=who, text=gave.event.idea, extra=gave.event.reaction)


def _told_how(mine: Mine, said: MyAnswerNoted) -> str:
    """Return the story that I told, and how well I think it went."""
    story = mine.stories.get(said.story) if said.story is not None else None
    own = f"rated {said.rating} by you" if said.rating is not None else ""
    return ", ".join(part for part in (own, story.event.title if story is not None else "") if part)


def _wanted(case: Case, interview: Interview, people: People) -> Iterator[Step]:
    """Yield what they need, and how they see me."""
    for need in case.needs.values():
        if need.event.interview == interview.id:
            yield replace(_step(need, "need"), who=_named(people, need.event.contact), text=need.event.need)
    for view in case.feedback.values():
        if view.event.interview == interview.id:
            who = _named(people, view.event.contact)
            yield replace(_step(view, "feedback"), who=who, text=view.event.view, extra=view.event.concern)


def worded(what: str, value: str) -> str:
    """Return ``what`` with its ``value``, if there is one."""
    return f"{what}: {value}" if value else what


def _named(people: People, contact: bytes | None) -> str:
    return "" if contact is None else people.name(contact)


def _ratings(mine: Mine, case: Case, evidence: bytes) -> tuple[Given, ...]:
    return tuple(
        Given(criterion=name_of(mine, rated.event.criterion), rating=rated.rating)
        for rated in case.ratings_of(evidence)
        if rated.rating is not None
    )


def _step(fact: Fact[Event], word: str) -> Step:
    """Return ``fact`` as a bare step."""
    return Step(id=Id(fact.id), at=moment(fact.at, fact.offset), word=word, corrected=bool(fact.corrections))
