"""The opportunities, as a list and one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from twoway_client.desk import Desk
from twoway_client.output import visible
from twoway_client.times import show_moment, to_ms
from twoway_client.views.table import table
from twoway_core.projections.outcomes import choice_words
from twoway_core.projections.summary import InterviewBrief, Summary
from twoway_core.projections.view import Id, View, moment


class OpportunityView(View, frozen=True, kw_only=True):
    """One opportunity: where it stands; ``next``: its next interview, and when that starts."""

    id: Id
    handle: str
    firm: str
    role: str
    stage: str
    closed: str
    current: bool
    next: str
    starts: datetime | None


class OpportunitiesView(View, frozen=True, kw_only=True):
    """Every opportunity, the oldest first."""

    opportunities: tuple[OpportunityView, ...]


def opportunities_view(desk: Desk, names: Mapping[str, bytes]) -> OpportunitiesView:
    """Return all opportunities; ``names``: handle -> id."""
    return OpportunitiesView(opportunities=tuple(opened_view(desk, handle, one) for handle, one in names.items()))


def opened_view(desk: Desk, handle: str, opportunity: bytes) -> OpportunityView:
    """Return one opportunity."""
    summary: Summary = desk.index.checkpoint.summaries[opportunity.hex()]
    coming = _coming(summary.interviews, to_ms(desk.now))
    return OpportunityView(
        id=Id(opportunity),
        handle=handle,
        firm=summary.firm,
        role=summary.role,
        stage=summary.stage,
        closed=summary.closed,
        current=desk.context.opportunity == opportunity,
        next=f"{handle}/{coming.number}" if coming else "",
        starts=moment(coming.planned_ms or 0, coming.offset) if coming else None,
    )


def _coming(interviews: Iterable[InterviewBrief], now_ms: int) -> InterviewBrief | None:
    waiting = [one for one in interviews if one.started_ms is None and not one.cancelled and one.planned_ms is not None]
    ahead = [one for one in waiting if (one.planned_ms or 0) >= now_ms]
    return min(ahead, key=lambda one: (one.planned_ms or 0, one.id), default=None)


def opportunities_text(view: OpportunitiesView) -> str:
    """Return the list as text; a star marks the current one."""
    if not view.opportunities:
        return 'No opportunity yet. Open one: twoway open NAME "the role"'
    rows = [("*" if one.current else " ", one.handle, one.role, _stands(one), _next(one)) for one in view.opportunities]
    return table(rows, indent="")


def _stands(one: OpportunityView) -> str:
    """Return the stage or, of one that ended, how and by whose choice."""
    if not one.closed:
        return one.stage
    return ", ".join(part for part in (one.closed, choice_words(one.closed)) if part)


def opened_text(one: OpportunityView) -> str:
    """Return one opportunity on one line."""
    parts = [one.handle, one.role, f"closed: {one.closed}" if one.closed else one.stage, _next(one)]
    return visible(", ".join(part for part in parts if part))


def _next(one: OpportunityView) -> str:
    return f"{one.next} {show_moment(one.starts)}" if one.starts is not None else ""
