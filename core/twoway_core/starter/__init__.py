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


class _Step(_Shipped, frozen=True):
    kind: str
    text: str


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
    return [
        QuestionAdded(
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
        for shipped in _tables("questions.toml", "question", list[_Question])
        if shipped.about in criterion_ids
    ]


def prep_steps() -> list[PrepStepPlanned]:
    """Return the checklist, in order; the caller says which opportunity or interview it is for."""
    return [PrepStepPlanned(kind=step.kind, text=step.text) for step in _tables("prep.toml", "step", list[_Step])]


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
