"""Ratings, questions and people as rows of a table; the first row says what the columns hold."""

from __future__ import annotations

from twoway_core.journal.state import Case, Mine, State
from twoway_core.projections.log import CANNOT_SAY
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import People, people_of
from twoway_core.projections.pieces import noted_as
from twoway_core.projections.plan import asked_words
from twoway_core.projections.view import day_of

QUESTION_COLUMNS = ("question", "about", "kind", "minutes", "ask", "tag", "topic", "when", "in writing")
CONTACT_COLUMNS = ("name", "role", "title", "channel", "tools", "months there", "note")
RATING_COLUMNS = ("day", "criterion", "person", "role", "question", "answer", "form", "sure", "rating", "because")
JOINED = "; "
"""Between several words in one cell."""


def question_table(mine: Mine) -> list[list[str]]:
    """Return the questions that were not dropped."""
    rows = [list(QUESTION_COLUMNS)]
    for question in mine.questions.values():
        event = question.event
        if question.retired is None:
            about = JOINED.join(name_of(mine, one) for one in event.criteria)
            written = "yes" if event.in_writing else ""
            ask = JOINED.join(event.ask)
            rows.append(
                [question.text, about, event.kind, str(event.minutes), ask, event.tag, event.topic, event.when, written]
            )
    return rows


def contact_table(state: State, case: Case) -> list[list[str]]:
    """Return the people of ``case``."""
    rows = [list(CONTACT_COLUMNS)]
    for contact in case.contacts.values():
        event = contact.event
        months = "" if event.tenure_months is None else str(event.tenure_months)
        role = people_of(state.mine, case).role(contact.id)
        rows.append([event.name, role, event.title, event.channel, JOINED.join(event.tools), months, event.note])
    return rows


def rating_table(state: State, case: Case) -> list[list[str]]:
    """Return the ratings of ``case`` that count, each with what it rests on; read and not rated is none."""
    rows = [list(RATING_COLUMNS)]
    people = people_of(state.mine, case)
    for (noted, criterion), rating in case.ratings.items():
        evidence = noted_as(case, people, noted, criterion)
        if evidence is not None:
            rows.append(
                [
                    day_of(evidence.at, evidence.offset).isoformat(),
                    name_of(state.mine, criterion),
                    _name(people, evidence.contact),
                    "" if evidence.contact is None else people.role(evidence.contact),
                    _question(state.mine, case, noted),
                    evidence.text,
                    evidence.form,
                    evidence.certainty,
                    CANNOT_SAY if rating.rating is None else str(rating.rating),
                    rating.event.rationale,
                ]
            )
    return rows


def _name(people: People, contact: bytes | None) -> str:
    """Return the whole name of who said it; nothing where that is nobody's word."""
    known = people.contacts.get(contact or b"")
    return known.name if known is not None else ""


def _question(mine: Mine, case: Case, noted: bytes) -> str:
    """Return the question that was answered, or nothing."""
    answer = case.answers.get(noted)
    asked = case.asked.get(answer.event.asked or b"") if answer is not None else None
    return asked_words(mine, case, asked) if asked is not None else ""
