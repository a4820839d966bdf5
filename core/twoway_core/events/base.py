"""What all events share: the base struct, and the bounded words, texts and numbers they are made of.

An event is a fact in the past tense, a frozen struct. A field that holds its default is left out of the
bytes, unknown fields are ignored. There are no floats; text lengths are counted in Unicode code points.
The ``Literal`` types are closed: a rule or a formula reads them. All other words are free text.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from twoway_core.entry import MAX_INT, MAX_TEXT_BYTES, Ref

TEXT_LENGTH = MAX_TEXT_BYTES
LINE_LENGTH = 1000
NAME_LENGTH = 200
LIST_LENGTH = 1000

# Every day from 0001-01-01 to 9999-12-31 and no other, so that no view meets a day that does not exist.
_DAY = (
    "^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$"
)

Text = Annotated[str, Meta(max_length=TEXT_LENGTH)]
SomeText = Annotated[str, Meta(min_length=1, max_length=TEXT_LENGTH)]
Line = Annotated[str, Meta(max_length=LINE_LENGTH)]
SomeLine = Annotated[str, Meta(min_length=1, max_length=LINE_LENGTH)]
Name = Annotated[str, Meta(min_length=1, max_length=NAME_LENGTH)]
Lines = Annotated[tuple[Line, ...], Meta(max_length=LIST_LENGTH)]
Refs = Annotated[tuple[Ref, ...], Meta(max_length=LIST_LENGTH)]
Day = Annotated[str, Meta(pattern=_DAY, max_length=10)]
"""A day of the calendar such as 2026-03-05, wherever the person is."""

Rating = Annotated[int, Meta(ge=1, le=5)]
"""1 (worst or least) to 5; a yes is 5, a no is 1."""
Percent = Annotated[int, Meta(ge=0, le=100)]
Count = Annotated[int, Meta(ge=0, le=MAX_INT)]
Whole = Annotated[int, Meta(ge=-MAX_INT, le=MAX_INT)]
Minutes = Annotated[int, Meta(ge=0, le=100_000)]
Offset = Annotated[int, Meta(ge=-1080, le=1080)]
"""Minutes east of UTC."""

Form = Literal["example", "number", "general", "evasive", "refused"]
Certainty = Literal["sure", "fairly", "unsure"]
Shape = Literal["more", "less", "ideal"]
Severity = Literal["light", "serious", "severe"]
Stage = Literal["interested", "applied", "screening", "interviewing", "offer"]
Role = Literal["boss", "peer", "report", "leader", "ex-employee", "predecessor", "hr", "recruiter", "other"]
Source = Literal["website", "posting", "review", "news", "person", "other"]


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fact. ``opportunity`` and ``interview`` it belongs to, ``because`` of which entry it came about."""

    opportunity: Ref | None = None
    interview: Ref | None = None
    because: Ref | None = None


class Money(msgspec.Struct, frozen=True, omit_defaults=True):
    """An amount in minor units (cents) of a currency (three capital letters), ``per`` year, day ..."""

    amount: Whole
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$", max_length=3)]
    per: Line = ""


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number that was said: ``value`` / 10 ** ``decimals`` of a ``unit``, such as 7 hours."""

    value: Whole
    unit: Line = ""
    decimals: Annotated[int, Meta(ge=0, le=9)] = 0


class Rated(msgspec.Struct, frozen=True):
    """A rating of one criterion."""

    criterion: Ref
    rating: Rating
