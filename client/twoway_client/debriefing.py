"""The questions of a debrief, in words."""

from __future__ import annotations

from typing import NamedTuple

from twoway_client.output import visible
from twoway_client.room import listed
from twoway_client.times import show_short_day
from twoway_core.journal.state import Case, Interview, State
from twoway_core.projections.debrief import Debrief, Proposal
from twoway_core.projections.replay import Unasked

_HOUR, _DAY = 60, 24 * 60


class Debriefing(NamedTuple):
    """An interview that one looks back on: where it lies, and what there is to say of it."""

    state: State
    case: Case
    interview: Interview
    view: Debrief
    firm: str


def unasked_words(at_hand: Debriefing) -> str:
    """Return what went unasked: 2 growth, 3 balance; with the people left where others were asked."""
    agenda = at_hand.interview.agenda
    planned = [len(line.contacts) for line in agenda.event.lines] if agenda is not None else []
    return ", ".join(
        f"{line.number} {visible(line.about) or 'your own'}" + (_people(line, planned[line.number - 1]))
        for line in at_hand.view.unasked
    )


def _people(line: Unasked, planned: int) -> str:
    return f" ({visible(listed(list(line.people)))})" if 0 < len(line.people) < planned else ""


def thanks_question(view: Debrief) -> str:
    """Return the question whether to thank everybody met."""
    thanks = [proposal for proposal in view.proposals if proposal.kind == "thanks"]
    names = visible(listed([proposal.who for proposal in thanks]))
    return f"Send thanks to {names} by {show_short_day(thanks[0].due)}?"


def writing_question(view: Debrief, proposal: Proposal) -> str:
    """Return the question whether to ask by mail for what is best had in writing."""
    line = next((line for line in view.unasked if line.number == proposal.line), None)
    what = f"{proposal.line} {visible(line.about)}" if line is not None else "This"
    who = visible(proposal.who)
    return f"{what} is best had in writing. A to-do: ask {who} by mail?"


def minutes_words(minutes: int) -> str:
    """Return a time in minutes as a person says it: 21 min, 3 h, 2 days."""
    if minutes < 2 * _HOUR:
        return f"{minutes} min"
    return f"{minutes // _HOUR} h" if minutes < 2 * _DAY else f"{minutes // _DAY} days"
