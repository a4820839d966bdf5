"""My stories: what each still lacks, where it was told, and which skills they probed for which there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from twoway_core.journal.items import Story
from twoway_core.journal.state import Case, State
from twoway_core.projections.view import Id, View, moment

PARTS = ("situation", "action", "result")
"""What makes a story: how it was, what I did, what came of it."""


class Telling(View, frozen=True, kw_only=True):
    """A story was told: at which opportunity, to which question, and how well I think it went, 1 to 5."""

    id: Id
    opportunity: str
    at: datetime
    question: str
    rating: int | None


class StoryView(View, frozen=True, kw_only=True):
    """One story. ``lacks``: the parts that are still empty; ``polished``: how often it was reworded."""

    id: Id
    title: str
    situation: str
    action: str
    result: str
    skills: tuple[str, ...]
    lacks: tuple[str, ...]
    polished: int
    told: tuple[Telling, ...]


class Probed(View, frozen=True, kw_only=True):
    """A skill that they asked about, and how often."""

    skill: str
    times: int


class Stories(View, frozen=True, kw_only=True):
    """Every story, the oldest first; ``bare``: skills that they probed and no story shows, the most asked first."""

    stories: tuple[StoryView, ...]
    bare: tuple[Probed, ...]


def stories_of(state: State, names: Mapping[bytes, str], skill: str = "") -> Stories:
    """Return the stories that show ``skill``, or all; ``names``: what the opportunities in ``state`` are called."""
    told: dict[bytes | None, list[Telling]] = {}
    for case in state.cases.values():
        for story, telling in _tellings(case, names.get(case.id, "")):
            told.setdefault(story, []).append(telling)
    wanted = [one for one in state.mine.stories.values() if not skill or plain(skill) in _skills(one)]
    shown = tuple(_story(one, sorted(told.get(one.id, ()), key=lambda telling: telling.at)) for one in wanted)
    return Stories(stories=shown, bare=() if skill else _bare(state))


def _story(story: Story, told: list[Telling]) -> StoryView:
    event = story.event
    return StoryView(
        id=Id(story.id),
        title=event.title,
        situation=event.situation,
        action=event.action,
        result=event.result,
        skills=event.skills,
        lacks=tuple(part for part in PARTS if not getattr(event, part)),
        polished=len(story.earlier),
        told=tuple(told),
    )


def _tellings(case: Case, name: str) -> Iterator[tuple[bytes, Telling]]:
    for fact in case.my_answers.values():
        if fact.event.story is None:
            continue
        received = case.received.get(fact.event.received or b"")
        yield (
            fact.event.story,
            Telling(
                id=Id(fact.id),
                opportunity=name,
                at=moment(fact.at, fact.offset),
                question=received.event.text if received is not None else "",
                rating=fact.event.rating,
            ),
        )


def _bare(state: State) -> tuple[Probed, ...]:
    shown = {skill for story in state.mine.stories.values() for skill in _skills(story)}
    probed = Counter(
        plain(received.event.skill) for case in state.cases.values() for received in case.received.values()
    )
    return tuple(
        Probed(skill=skill, times=times) for skill, times in probed.most_common() if skill and skill not in shown
    )


def _skills(story: Story) -> set[str]:
    return {plain(skill) for skill in story.event.skills}


def plain(skill: str) -> str:
    """Return the name of a skill as names are compared: in small letters, one gap between."""
    return " ".join(skill.casefold().split())
