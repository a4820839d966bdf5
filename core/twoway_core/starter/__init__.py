"""What a new journal may begin with: criteria, questions, a checklist, scales of working style, and a guide.

The content lies beside this file as TOML and Markdown and is read when asked for; nothing is written.
Wording is ours to change in a later version: a journal keeps the words it was given.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from twoway_core.entry import Ref
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.base import Shape
from twoway_core.events.mine import CriterionDefined
from twoway_core.events.prep import PrepStepPlanned

ORIGIN = "starter"
"""What ``origin`` says of a question that came from here."""

T = TypeVar("T")


class _Shipped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of one table of a content file."""


class _Criterion(_Shipped, frozen=True):
    name: str
    lens: str
    sphere: str
    shape: Shape
    anchors: tuple[str, str, str]
    ends: tuple[str, str] | None = None


class _Question(_Shipped, frozen=True):
    text: str
    about: str
    kind: str
    minutes: int
    ask: tuple[str, ...]
    tag: str
    topic: str
    when: str = ""
    condition: str = ""
    in_writing: bool = False


class Pack(_Shipped, frozen=True):
    """A pack of questions beside those that a journal begins with; ``line``: what it is for."""

    name: str
    line: str


class _Packed(_Question, frozen=True):
    pack: str = ""
    under: str = ""
    roles: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


class _Step(_Shipped, frozen=True):
    kind: str
    text: str


class Stage(_Shipped, frozen=True):
    """A kind of interview: what to do before it, and how its plan is shaped; ``stories``: how many to have ready."""

    kind: str
    line: str
    first: tuple[str, ...]
    stories: int
    steps: tuple[str, ...]
    everyone: bool = False
    all: bool = False


class Scale(_Shipped, frozen=True):
    """A two-ended scale of working style: ``low`` is 1, ``high`` is 5; ``about``: name of a criterion."""

    name: str
    low: str
    high: str
    about: str


def criteria() -> list[CriterionDefined]:
    """Return the sixteen criteria, in the order in which they are offered; no ideal level is presumed."""
    return [
        CriterionDefined(
            name=shipped.name,
            lens=shipped.lens,
            sphere=shipped.sphere,
            shape=shipped.shape,
            anchor1=shipped.anchors[0],
            anchor3=shipped.anchors[1],
            anchor5=shipped.anchors[2],
        )
        for shipped in _criteria()
    ]


def ideal_ends() -> dict[str, tuple[str, str]]:
    """Return what levels 1 and 5 mean, by name of each criterion that is best at a level of one's own."""
    return {shipped.name: shipped.ends for shipped in _criteria() if shipped.ends is not None}


def questions(criterion_ids: Mapping[str, Ref]) -> list[QuestionAdded]:
    """Return the twenty-eight questions; ``criterion_ids`` gives the id of each criterion by its name.

    A question about a criterion that is not in ``criterion_ids`` is left out: it could not be counted.
    """
    shipped = _tables("questions.toml", "question", list[_Question])
    return [_added(one, criterion_ids) for one in shipped if one.about in criterion_ids]


def packs() -> list[Pack]:
    """Return the packs of questions that can be added by name."""
    return _tables("packs.toml", "pack", list[Pack])


def pack(name: str, criterion_ids: Mapping[str, Ref], question_ids: Mapping[str, Ref]) -> list[QuestionAdded]:
    """Return the questions of the pack called ``name``; those about a criterion that is not here are left out.

    ``question_ids``: the id of each question of the bank by its words; what hangs under one that is not here hangs
    under none.
    """
    return [
        replace(
            _added(one, criterion_ids),
            roles=one.roles,
            industries=one.industries,
            levels=one.levels,
            parent=question_ids.get(one.under),
        )
        for one in _tables("packs.toml", "question", list[_Packed])
        if one.pack == name and one.about in criterion_ids
    ]


def _added(shipped: _Question, criterion_ids: Mapping[str, Ref]) -> QuestionAdded:
    return QuestionAdded(
        text=shipped.text,
        criteria=(criterion_ids[shipped.about],),
        kind=shipped.kind,
        tag=shipped.tag,
        topic=shipped.topic,
        ask=shipped.ask,
        when=shipped.when,
        condition=shipped.condition,
        in_writing=shipped.in_writing,
        minutes=shipped.minutes,
        origin=ORIGIN,
    )


def prep_steps() -> list[PrepStepPlanned]:
    """Return the checklist, in order; the caller says which opportunity or interview it is for."""
    return [PrepStepPlanned(kind=step.kind, text=step.text) for step in _tables("prep.toml", "step", list[_Step])]


def stages() -> dict[str, Stage]:
    """Return the kinds of interview by name, in the order in which they mostly come."""
    return {stage.kind: stage for stage in _tables("stages.toml", "stage", list[Stage])}


def scales() -> list[Scale]:
    """Return the scales of working style, in the order in which they are asked."""
    return _tables("styles.toml", "scale", list[Scale])


def guide() -> str:
    """Return the guide to preparing, holding and judging an interview, as Markdown, at most 80 columns."""
    return _text("guide.md")


def _criteria() -> list[_Criterion]:
    return _tables("criteria.toml", "criterion", list[_Criterion])


def _tables(file: str, name: str, kind: type[T]) -> T:
    return msgspec.convert(tomllib.loads(_text(file))[name], kind)


def _text(file: str) -> str:
    return files(__name__).joinpath(file).read_text(encoding="utf-8")
