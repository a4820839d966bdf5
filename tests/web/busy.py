"""Busy journals: small, and full of entries that meet. What refers to a person names a person, mostly of the same job.

Everything is drawn from one seed. Ids are given out first, so that an entry may refer to a later one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect as shapes

from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.vocabulary import WIRE, encode_event
from twoway_core.ids import make_entry_id

START_MS = 1_772_000_000_000
HOUR_MS = 3_600_000
FAR_MS = 40 * 24 * HOUR_MS
NOWHERE = b"\xff" * 16

WORDS = (
    "",
    "x",
    "pay",
    "Pay",
    "a mail",
    "thanks",
    "ask",
    "Ana Ruiz",
    "ana",
    "mail",
    "the firm: values,  Ways",
    "values",
)
TODOS = ("thanks", "thanks", "ask", "chase", "other", "x")
"""What stands in every field called ``kind``."""
DAYS = ("2026-02-26", "2026-03-01", "2026-03-20")

FIRST = ("opportunity.opened", "opportunity.opened", "criterion.defined", "criterion.defined", "question.added")
"""What stands in every journal, beside what is drawn."""

OFTEN = (
    *("contact.added", "interview.scheduled", "interview.started", "interview.started", "interview.ended"),
    *("agenda.prepared", "question.asked", "question.asked", "answer.noted", "answer.noted", "answer.noted"),
    *("observation.noted", "answer.rated", "answer.rated", "answer.rated", "rating.revised", "impression.sealed"),
    *("follow-up.planned", "follow-up.planned", "follow-up.sent", "follow-up.answered", "commitment.noted"),
    *("interview.rescheduled", "interview.rescheduled", "interview.cancelled"),
    *("offer.received", "offer-term.changed", "dealbreaker.set", "weights.elicited", "stage.changed"),
    *("entry.corrected", "entry.corrected", "entry.retracted", "entry.reinstated", "entry.erased", "erasure.cancelled"),
)

ANSWERS, EVIDENCE = ("answer.noted",), ("answer.noted", "observation.noted", "research.noted", "offer.received")
PEOPLE, TALKS = ("contact.added",), ("interview.scheduled", "interview.started")
KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("contact", "contacts", "reports_to"), PEOPLE),
    **dict.fromkeys(("criterion", "criteria", "better", "other", "order"), ("criterion.defined",)),
    **dict.fromkeys(("question", "parent"), ("question.added",)),
    **dict.fromkeys(("supersedes", "about"), ANSWERS),
    **dict.fromkeys(("confirms", "refutes"), ("research.noted",)),
    **dict.fromkeys(("evidence", "answer"), (*EVIDENCE, "offer-term.changed")),
    "interview": TALKS,
    "agenda": ("agenda.prepared",),
    "follow_up_of": (*ANSWERS, "question.asked"),
    "asked": ("question.asked", "negotiation.asked"),
    "received": ("question.received",),
    "story": ("story.prepared",),
    "revises": ("story.prepared", "criterion.defined"),
    "need": ("employer-need.noted",),
    "flag": ("red-flag.raised",),
    "rated": ("answer.rated",),
    "follow_up": ("follow-up.planned",),
    "offer": ("offer.received",),
    "commitment": ("commitment.noted",),
    "step": ("prep-step.planned",),
    "jot": ("jot.noted",),
    "share": ("report.shared",),
    "decision": ("decision.recorded",),
    "against": ("opportunity.opened",),
}
"""Which types of entries a field refers to; any other may refer to anything."""

SHARED = frozenset({"criterion.defined", "question.added", "story.prepared", "jot.noted", "report.shared"})
AMENDING = frozenset({"entry.corrected", "entry.retracted", "entry.reinstated", "entry.erased", "erasure.cancelled"})


class _Named(msgspec.Struct):
    """An entry to be written: its id, its type and the opportunity it is about."""

    id: bytes
    type: str
    part: bytes | None


class _Writer:
    """Fills in the fields of entries that have their ids."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.named = self._named()
        self.by_type: dict[str, list[_Named]] = defaultdict(list)
        for one in self.named:
            self.by_type[one.type].append(one)
        self.part: bytes | None = None
        self.batch: bytes | None = None

    def _named(self) -> list[_Named]:
        drawn = [self._type() for _ in range(self.chance.randint(5, 120))]
        named: list[_Named] = []
        for place, kind in enumerate([*FIRST, *drawn]):
            moment = place if self.chance.random() < 0.8 else self.chance.randint(0, 60)
            name = make_entry_id(START_MS + moment * HOUR_MS, place, self.chance.getrandbits(62))
            opened = [one.id for one in named if one.type == "opportunity.opened"]
            part = name if kind == "opportunity.opened" else self.chance.choice(opened)
            named.append(_Named(name, kind, None if kind in SHARED else part))
        return named

    def _type(self) -> str:
        return self.chance.choice(OFTEN if self.chance.random() < 0.7 else sorted(WIRE))

    def entries(self) -> list[Entry]:
        """Return every entry, in the order in which the ids were given out; a few come twice, and say otherwise."""
        entries = [self._entry(one) for one in self.named]
        return entries + [msgspec.structs.replace(one, at=one.at + 1) for one in entries if self.chance.random() < 0.01]

    def _entry(self, one: _Named) -> Entry:
        self.part = one.part
        kind, fields = encode_event(self._struct(WIRE[one.type]))
        if one.type in AMENDING:
            fields = self._amending(one.type)
        at = START_MS + self.chance.randint(0, 60) * HOUR_MS
        if self.chance.random() < 0.05:
            at += FAR_MS
        self.batch = self.batch if self.chance.random() < 0.3 else one.id
        return Entry(one.id, at, self.chance.choice((0, 60, -300)), self.batch, kind, fields)

    def _amending(self, kind: str) -> msgspec.Raw:
        """Return an amendment of an entry or, often, of another amendment, mostly in the part of its target."""
        others = [one for name in sorted(AMENDING) for one in self.by_type[name]]
        if kind == "erasure.cancelled":
            others = self.by_type["entry.erased"]
        target = self.chance.choice(others if others and self.chance.random() < 0.4 else self.named)
        fields: dict[str, object] = {"target": target.id}
        if target.part is not None and self.chance.random() < 0.9:
            fields["opportunity"] = target.part
        if kind == "entry.corrected":
            fields["patch"] = self._patch(target)
            if self.chance.random() < 0.3:
                fields["at"] = START_MS + self.chance.randint(0, 60) * HOUR_MS
        return msgspec.Raw(encode(fields))

    def _patch(self, target: _Named) -> dict[str, object]:
        if target.type == "entry.corrected" and self.chance.random() < 0.5:
            return {"patch": {"text": self.chance.choice(WORDS)}}
        fields = shapes.type_info(WIRE[target.type])
        assert isinstance(fields, shapes.StructType)
        field = self.chance.choice(fields.fields)
        if self.chance.random() < 0.1:
            return {field.name: self.chance.choice((None, 5, "x", []))}
        return {field.name: self._value(field.name, field.type)}

    def _struct(self, kind: type[Any]) -> Any:
        info = shapes.type_info(kind)
        assert isinstance(info, shapes.StructType)
        values = {field.name: self._value(field.name, field.type) for field in info.fields if self._is_given(field)}
        if "opportunity" in values:
            values["opportunity"] = self.part
        return kind(**values)

    def _is_given(self, field: shapes.Field) -> bool:
        return field.required or field.name in ("opportunity", "interview") or self.chance.random() < 0.5

    def _value(self, name: str, kind: shapes.Type) -> Any:
        return _MAKERS[type(kind)](self, name, kind)

    def ref(self, name: str) -> bytes:
        """Return something that the field ``name`` refers to, mostly of the same opportunity."""
        pool = [one for kind in KINDS.get(name, sorted(self.by_type)) for one in self.by_type[kind]]
        near = [one for one in pool if one.part in (None, self.part)]
        chosen = near if near and self.chance.random() < 0.95 else pool
        return self.chance.choice(chosen).id if chosen else NOWHERE

    def text(self, name: str, kind: Any) -> str:
        """Return a text that ``kind`` allows."""
        if name == "kind":
            return self.chance.choice(TODOS)
        if kind.pattern is not None:
            return self.chance.choice(("EUR", "JPY") if "A-Z" in kind.pattern else DAYS)
        return self.chance.choice(WORDS if not kind.min_length else WORDS[1:])

    def whole(self, kind: Any) -> int:
        """Return a small number, or a time near the others."""
        if kind.le > 10**9 and self.chance.random() < 0.3:
            return START_MS + self.chance.randint(0, 60) * HOUR_MS
        return self.chance.randint(max(kind.ge, 0), min(kind.le, 5))


_MAKERS: dict[type[shapes.Type], Callable[[_Writer, str, Any], Any]] = {
    shapes.StructType: lambda one, _, kind: one._struct(kind.cls),
    shapes.StrType: lambda one, name, kind: one.text(name, kind),
    shapes.UnionType: lambda one, name, kind: one._value(name, one.chance.choice(_likely(kind.types))),
    shapes.VarTupleType: lambda one, name, kind: tuple(
        one._value(name, kind.item_type) for _ in range(one.chance.randint(0, 2))
    ),
    shapes.DictType: lambda *_: {},
    shapes.LiteralType: lambda one, _, kind: one.chance.choice(sorted(kind.values)),
    shapes.BytesType: lambda one, name, kind: one.ref(name) if kind.min_length == 16 else bytes(32),
    shapes.IntType: lambda one, _, kind: one.whole(kind),
    shapes.BoolType: lambda one, *_: one.chance.random() < 0.5,
    shapes.NoneType: lambda *_: None,
}


def _likely(types: tuple[shapes.Type, ...]) -> list[shapes.Type]:
    """Return ``types``, what is something four times."""
    return [kind for kind in types for _ in range(1 if isinstance(kind, shapes.NoneType) else 4)]


@cache
def busy(seed: int) -> tuple[Entry, ...]:
    """Return the journal that ``seed`` gives."""
    return tuple(_Writer(seed).entries())
