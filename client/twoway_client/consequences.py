"""Consequences: the to-dos that follow from a decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from twoway_client.desk import Desk
from twoway_client.output import one_line
from twoway_client.weighing import Weighed
from twoway_core.events.after import FollowUpPlanned
from twoway_core.projections.deciding import Deciding
from twoway_core.projections.followups import PLAIN, default_due
from twoway_core.projections.terms import latest_offer

_MOST_QUESTIONS = 2
_WIDEST = 30


class Consequence(NamedTuple):
    """A to-do, and how it is told in a few words."""

    todo: FollowUpPlanned
    words: str


def consequences(desk: Desk, found: Weighed, view: Deciding, action: str) -> list[Consequence]:
    """Return what is to be done after ``action``: whom to tell, what to ask for, what to ask."""
    today = desk.now.date()
    if action == "accept":
        return [_tell(found, today, "yes"), *_tell_others(found, today)]
    if action in ("decline", "withdraw"):
        return [_tell(found, today, "no, with thanks")]
    if action == "negotiate":
        return _negotiate(found, view, today)
    return _questions(found, view, today) if action == "ask more" else []


def look_back(found: Weighed, day: date, decision: bytes) -> FollowUpPlanned:
    """Return the to-do of looking back on ``decision`` on ``day``."""
    text = f"look back on {found.name}: twoway review"
    return FollowUpPlanned(opportunity=found.case.id, because=decision, kind=PLAIN, due=day.isoformat(), text=text)


def _tell(found: Weighed, today: date, answer: str) -> Consequence:
    offer = latest_offer(found.case)
    due = offer.deadline if offer is not None and offer.deadline is not None else (today + timedelta(1)).isoformat()
    text = f"tell {found.name}: {answer}"
    return Consequence(FollowUpPlanned(opportunity=found.case.id, kind=PLAIN, due=due, text=text), f"tell {found.name}")


def _tell_others(found: Weighed, today: date) -> list[Consequence]:
    due = default_due("thanks", today).isoformat()
    return [
        Consequence(
            FollowUpPlanned(opportunity=case.id, kind=PLAIN, due=due, text=f"tell {name}: no, with thanks"),
            f"tell {name}",
        )
        for name, case in found.cases
        if case.id != found.case.id
    ]


def _negotiate(found: Weighed, view: Deciding, today: date) -> list[Consequence]:
    wanted = view.levers[0].term if view.levers else "what must not be missing"
    ask = FollowUpPlanned(
        opportunity=found.case.id,
        kind="ask",
        due=(today + timedelta(1)).isoformat(),
        text=f"ask {found.name} for {wanted}, in writing",
    )
    chase = FollowUpPlanned(
        opportunity=found.case.id,
        kind="chase",
        due=default_due("chase", today).isoformat(),
        text=f"what does {found.name} say to {wanted}?",
    )
    return [Consequence(ask, f"ask for {one_line(wanted, _WIDEST)}"), Consequence(chase, "chase the reply")]


def _questions(found: Weighed, view: Deciding, today: date) -> list[Consequence]:
    due = default_due("ask", today).isoformat()
    best = {row.best.question: row.best for row in view.never_asked if row.best is not None and row.best.fit > 0}
    return [
        Consequence(
            FollowUpPlanned(
                opportunity=found.case.id, kind="ask", due=due, contact=bytes(one.contact), question=bytes(one.question)
            ),
            f"ask {one.who}: {one_line(one.text, _WIDEST)}",
        )
        for one in list(best.values())[:_MOST_QUESTIONS]
    ]
