"""Weighing: one opportunity with every other one beside it, and what was learned from looking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twoway_client.errors import Refusal
from twoway_client.naming import opportunity_names, refresh
from twoway_client.people import case_called, handle_of
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, State
from twoway_core.projections.looking_back import learned_settings
from twoway_core.projections.rivals import is_choice

if TYPE_CHECKING:
    from twoway_client.desk import Desk
    from twoway_core.projections.deciding import Deciding


class Weighed(NamedTuple):
    """``case``, called ``name``, and the ``cases`` still to choose from, itself too, by name; of a whole journal."""

    state: State
    case: Case
    name: str
    cases: list[tuple[str, Case]]
    settings: Settings

    def deciding(self) -> Deciding:
        """Return the word for the opportunity. It samples."""
        from twoway_core.projections.deciding import deciding

        return deciding(self.state.mine, self.cases, self.case, self.settings)

    def called(self, opportunity: bytes | None) -> str:
        """Return what an option is called in a sentence; None: the present job."""
        return next((name for name, case in self.cases if case.id == opportunity), "your present job")


def weighed(desk: Desk, typed: str | None) -> Weighed:
    """Fold everything; the opportunity is the one called ``typed``, else the current one. Raises Refusal."""
    _, case = case_called(desk, typed)
    state = whole(desk)
    refresh(desk, state)
    names = opportunity_names(desk).values()
    others = [state.cases[one] for one in names if one in state.cases]
    cases = [
        (handle_of(desk, one), one)
        for one in others
        if one.opened is not None and (is_choice(one) or one.id == case.id)
    ]
    return Weighed(state, state.cases[case.id], handle_of(desk, case), cases, learned(state))


def whole(desk: Desk) -> State:
    """Return the fold of the whole journal."""
    return desk.state(*(one.id for one in desk.index.checkpoint.summaries.values()))


def learned_settings_of(desk: Desk) -> Settings:
    """Return the settings with what was learned from looking back; costs nothing where nobody did."""
    reviewed = [one.id for one in desk.index.checkpoint.summaries.values() if one.reviewed]
    if not reviewed:
        return DEFAULTS
    try:
        return learned(desk.state(*reviewed))
    except Refusal:  # at an earlier date none of these was known
        return DEFAULTS


def learned(state: State) -> Settings:
    """Return the settings with what the reviews in ``state`` taught about each kind of source."""
    if not any(case.reviews for case in state.cases.values()):
        return DEFAULTS
    return learned_settings(state.mine, state.cases.values())
