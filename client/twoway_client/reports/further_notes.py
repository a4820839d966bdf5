"""Further notes: what the pictures of the decision rest on, beside the evidence on criteria."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from twoway_client.reports.anchors import note_anchor
from twoway_client.reports.material import Gathered, Material
from twoway_client.reports.page import Note
from twoway_client.reports.phrases import Phrase
from twoway_client.times import show_short_day
from twoway_core.events.base import Event
from twoway_core.ids import short
from twoway_core.journal.items import Fact
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import people_of
from twoway_core.projections.terms import term_words
from twoway_core.projections.view import moment
from twoway_core.projections.why import why_note

Dated = tuple[datetime, Note]


def further_notes(material: Material) -> Iterator[Dated]:
    """Yield the notes, with when each was made; some may be among the evidence as well."""
    for scale, fact in material.mine.styles.items():
        said = fact.event
        yield _dated(fact, "You. Working style.", f"{scale} {said.level}, from {said.low or '1'} to {said.high or '5'}")
    for one in material.everyone:
        yield from _of_option(material, one)
    yield from _reviewed(material)


def _of_option(material: Material, one: Gathered) -> Iterator[Dated]:
    name, case = one.option.name, one.case
    people = people_of(material.mine, case)
    for need in case.needs.values():
        about = f"{name}. A need of theirs, importance {need.event.importance}."
        own = need.event.mine
        yield _dated(need, about, need.event.need, (f"You think you meet it: {own}.",) if own is not None else ())
    for view in case.feedback.values():
        who = people.name(view.event.contact) if view.event.contact is not None else "Somebody"
        rated = (f"Your fit, rated {view.event.rating}.",) if view.event.rating is not None else ()
        text = f"{view.event.view}\n{view.event.concern}" if view.event.concern else view.event.view
        yield _dated(view, f"{who}, {name}. What they think of you.", text, rated)
    for sight in case.postings:
        where = f", {sight.event.where}" if sight.event.where else ""
        yield _dated(
            sight, f"{name}. The posting, seen{where}.", _sighting_words(sight.event.days_open, sight.event.reposted)
        )
    for offer in case.offers.values():
        terms = "; ".join(term_words(term) for term in offer.event.terms)
        written = "written offer" if offer.event.written else "offer"
        yield _dated(offer, f"{name}. The {written}.", "\n".join(part for part in (terms, offer.event.note) if part))


def _sighting_words(days: int | None, again: int | None) -> str:
    words = [f"open for {days} days" if days is not None else "", f"put up again: {again}" if again else ""]
    return "; ".join(word for word in words if word) or "open"


def _reviewed(material: Material) -> Iterator[Dated]:
    """Yield the reviews, and what they were held against."""
    shown = {one.case.id: one.option.name for one in material.everyone}
    for case in material.further.reviewed:
        firm = case.opened.event.firm if case.opened is not None else short(case.id)
        name = shown.get(case.id, firm)
        for fact in case.reviews:
            found = ", ".join(f"{name_of(material.mine, one.criterion)} {one.rating}" for one in fact.event.found)
            text = "\n".join(part for part in (found, fact.event.surprise) if part)
            yield _dated(fact, f"You. {name} after {fact.event.days} days.", text)
        for row in material.further.held:
            told = why_note(material.mine, case, row.id, name) if row.case == case.id else None
            if told is not None:
                note = told.note
                about = f"{show_short_day(note.at.date())}. {note.who}, {name}."
                outcome: Phrase = (f"{row.name}: rated {row.said}, found {row.found}.",)
                yield note.at, Note(note_anchor(row.id), short(row.id), about, note.text, outcome)


def _dated(fact: Fact[Event], about: str, text: str, outcome: Phrase = ()) -> Dated:
    at = moment(fact.at, fact.offset)
    words = f"{show_short_day(at.date())}. {about}"
    return at, Note(note_anchor(fact.id), short(fact.id), words, text, outcome)
