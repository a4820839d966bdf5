"""Notes: everything that the figures of a report rest on, once each, in lived order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from twoway_client.reports.anchors import note_anchor
from twoway_client.reports.further_notes import further_notes
from twoway_client.reports.material import Gathered, Material
from twoway_client.reports.page import Note
from twoway_client.reports.phrases import Link, Phrase, joined
from twoway_client.times import show_short_day
from twoway_client.views.why import said_words, who_words
from twoway_core.analysis.rounding import decimals
from twoway_core.events.base import Event
from twoway_core.ids import short
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.flags import FlagRow, flag_rows
from twoway_core.projections.kept import written_since
from twoway_core.projections.matters import name_of
from twoway_core.projections.view import moment
from twoway_core.projections.why import Note as Noted
from twoway_core.projections.why import why_note

Dated = tuple[datetime, Note]


def notes_of(material: Material) -> tuple[Note, ...]:
    """Return the notes behind the report."""
    found: dict[str, Dated] = {}
    evidence = (dated for one in material.everyone for dated in _of_option(material, one))
    for at, note in [*_mine(material), *evidence, *further_notes(material)]:
        found.setdefault(note.anchor, (at, note))
    return tuple(note for _, note in sorted(found.values(), key=lambda dated: (dated[0], dated[1].anchor)))


def _mine(material: Material) -> Iterator[Dated]:
    """Yield what I said of myself: weights, and ratings of the present job."""
    mine = material.mine
    if (said := mine.weights) is not None:
        points = [f"{name_of(mine, one.criterion)} {one.points}" for one in (*said.event.answers, *said.event.weights)]
        order = [name_of(mine, criterion) for criterion in said.event.order]
        pairs = [f"{name_of(mine, one.better)} over {name_of(mine, one.other)}" for one in said.event.pairs]
        yield _dated(said, "You. Weights.", ", ".join([*points, *order, *pairs]))
    for criterion, rated in mine.baseline.items():
        if rated.event.rating is not None:
            text = f"{name_of(mine, criterion)} {rated.event.rating}"
            yield _dated(rated, "You. Present job.", f"{text}. {rated.event.reason}" if rated.event.reason else text)


def _of_option(material: Material, one: Gathered) -> Iterator[Dated]:
    yield from _evidence(material.mine, one)
    yield from _flags(material.mine, one)
    name = one.option.name
    for promise in one.case.commitments.values():
        text = f"{promise.event.term}: {promise.event.value}" if promise.event.value else promise.event.term
        who = next((row.words for row in one.times.happenings if row.id == promise.id), text)
        since = written_since(one.case, promise)
        how = (promise.event.medium or "spoken") + (f", in writing since {show_short_day(since)}" if since else "")
        yield _dated(promise, f"{name}. Promise, {how}.", who)
    for happening in one.times.happenings:
        if happening.kind == "talk":
            about = f"{show_short_day(happening.at.date())}. {name}. Talk."
            count = f"Asked {happening.asked} of {happening.planned} planned questions."
            yield (
                happening.at,
                _note(happening.id, about, happening.words, (count if happening.planned else "No plan.",)),
            )
        elif happening.kind == "sent":
            about = f"{show_short_day(happening.at.date())}. {name}. Sent, no reply yet."
            yield happening.at, _note(happening.id, about, happening.words, ())


def _evidence(mine: Mine, one: Gathered) -> Iterator[Dated]:
    """Yield each note that a criterion rests on, with all its judgements, and what flags rest on beside."""
    judged: dict[bytes, list[str]] = {}
    notes: dict[bytes, Noted] = {}
    about: dict[bytes, list[str]] = {}
    for why in one.whys:
        for note in (*why.notes, *why.unrated):
            notes.setdefault(note.id, note)
            about.setdefault(note.id, []).append(why.criterion)
            judged.setdefault(note.id, []).append(_judgement(why.criterion, note))
    for entry in _flagged(one.case):
        shown = why_note(mine, one.case, entry, one.option.name) if entry not in notes else None
        if shown is not None:
            notes[entry] = shown.note
    for entry, note in notes.items():
        words = [
            f"{show_short_day(note.at.date())}. {who_words(note)}, {one.option.name}.",
            *_tagged(about.get(entry, []), note),
        ]
        outcome = "; ".join(judged.get(entry, []))
        yield note.at, _note(entry, " ".join(words), note.text, (f"{outcome}.",) if outcome else ())


def _tagged(criteria: Iterable[str], note: Noted) -> list[str]:
    return [f"{', '.join(criteria)}; {said_words(note)}."] if criteria else [f"{said_words(note)}."]


def _judgement(criterion: str, note: Noted) -> str:
    if note.rating is None:
        return f"{criterion}: not rated"
    words = f"{criterion}: rated {note.rating}, counts {decimals(note.counts)}"
    return words if note.stands else f"{words}, but something later stands"


def _flagged(case: Case) -> Iterator[bytes]:
    return (noted for flag in case.flags.values() for noted in flag.event.evidence)


def _flags(mine: Mine, one: Gathered) -> Iterator[Dated]:
    evidence = {note.id for why in one.whys for note in (*why.notes, *why.unrated)}
    for row in flag_rows(mine, one.case):
        flag = one.case.flags[row.id]
        links: list[Phrase] = [
            (Link(short(entry), note_anchor(entry)),)
            for entry in row.evidence
            if entry in evidence or why_note(mine, one.case, entry, one.option.name) is not None
        ]
        rests: Phrase = ("Rests on ", *joined(links), ".") if links else ("No note is named for it.",)
        yield _dated(flag, f"{one.option.name}. Red flag, {', '.join(flag_words(row))}.", row.text, rests)


def flag_words(row: FlagRow) -> tuple[str, str, str]:
    """Return how grave a flag is, how many stand behind it, and whether it was explained."""
    sources = "1 source" if row.sources == 1 else f"{row.sources} sources"
    weight = "a pattern" if row.pattern else "an anecdote"
    state = "open" if row.open else f"explained: {row.explanation}" if row.explanation else "explained"
    return row.severity, sources, f"{weight}, {state}"


def _dated(fact: Fact[Event], about: str, text: str, outcome: Phrase = ()) -> Dated:
    at = moment(fact.at, fact.offset)
    return at, _note(fact.id, f"{show_short_day(at.date())}. {about}", text, outcome)


def _note(entry: bytes, about: str, text: str, outcome: Phrase) -> Note:
    return Note(note_anchor(entry), short(entry), about, text, outcome)
