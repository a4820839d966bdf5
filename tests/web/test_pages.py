"""The app's pages of an opportunity say in words what the command line says, and hold together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.examples import played
from tests.web.journals import lived, rich
from tests.web.near import differences
from tests.web.node import Node
from tests.web.plain import sent
from tests.web.searches import search
from twoway_client.times import show_short_day
from twoway_client.views.deciding import remarks
from twoway_client.views.report import asks, flag_line, flips, never_asked_beside, promise_words, since_words
from twoway_core.entry import Entry
from twoway_core.journal.fold import fold
from twoway_core.journal.handles import opportunity_handles
from twoway_core.journal.state import Case, Interview, State
from twoway_core.projections.deciding import deciding
from twoway_core.projections.fit import fit_report
from twoway_core.projections.looking_back import learned_settings
from twoway_core.projections.next_question import next_questions
from twoway_core.projections.report import report
from twoway_core.projections.rivals import is_choice

steady = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOW_MS = 1_772_700_000_000
JOURNALS = st.sampled_from(rich()) | lived() | st.integers(0, 2**20).map(search)


def called(state: State) -> dict[bytes, str]:
    """Return what each opportunity is called: its firm, or its handle where two are at one firm."""
    firms = {case.id: case.opened.event.firm for case in state.cases.values() if case.opened is not None}
    handles = {key: handle for handle, key in opportunity_handles(firms.items()).items()}
    every = list(firms.values())
    return {key: firm if firm and every.count(firm) == 1 else handles[key] for key, firm in firms.items()}


def page(state: State, case: Case) -> dict[str, Any]:
    """Return the report page that the command line's words make."""
    names = called(state)
    learned = learned_settings(state.mine, state.cases.values())
    opened = [one for one in state.cases.values() if one.opened is not None]
    cases = [(names[one.id], one) for one in opened if is_choice(one) or one.id == case.id]
    word = deciding(state.mine, cases, case, learned)
    view = report(state.mine, case, names[case.id], word, learned)
    more = [("also", line) for line in remarks(word)]
    more += [("flags", flag_line(row)) for row in view.flags]
    days = [f"{promise_words(one)}, {show_short_day(one.at.date())}{since_words(one)}" for one in view.promises]
    more += [("promised", line) for line in days]
    return {
        "opportunity": case.id.hex(),
        "name": names[case.id],
        "line": view.line,
        "stage": view.stage,
        "weighed": view.fit.weighed,
        "reasons": list(view.reasons),
        "gaps": list(view.gaps),
        "ask": [line.removesuffix(": twoway plan") for line in asks(view)],
        "flips": flips(view),
        "never_asked": never_asked_beside(view),
        "more": [{"label": label, "text": text} for label, text in more],
    }


@steady
@given(JOURNALS)
def test_the_report_page_says_what_the_command_line_says(node: Node, entries: list[Entry]) -> None:
    """Line by line; before the rest of it stand fit, range and coverage."""
    state = fold(entries)

    for key, told, firm, upcoming in node.ask("pages", **sent(entries), now_ms=NOW_MS):
        case = state.cases[bytes.fromhex(key)]
        figures, *told["more"] = told["more"]

        assert differences(page(state, case), told) == []
        assert figures["label"] == "fit"
        assert case.closed is not None or firm["headline"] == told["line"]
        holds_together(state, case, firm, upcoming)


def test_the_next_questions_are_those_of_the_command_line(node: Node, tmp_path: Path) -> None:
    """The same ones, of the same people, in the same order and at the same worth, all through the example journal."""
    entries = played(tmp_path)
    state = fold(entries)
    learned = learned_settings(state.mine, state.cases.values())
    settled = {key: upcoming["rows"] for key, _, _, upcoming in node.ask("pages", **sent(entries), now_ms=NOW_MS)}

    for case in state.cases.values():
        ours = next_questions(
            state.mine, case, Interview(case.id), NOW_MS, "it", 99, priced=True, settings=learned
        ).questions
        theirs = settled[case.id.hex()]

        assert [(one.text, one.who) for one in ours] == [
            (row["text"], (row["who"] or {"name": ""})["name"]) for row in theirs
        ]
        assert differences([one.worth or 0 for one in ours], [row["worth"] for row in theirs]) == []
    assert any(len(rows) > 3 for rows in settled.values())


def holds_together(state: State, case: Case, firm: dict[str, Any], upcoming: dict[str, Any]) -> None:
    """Assert that the page of the firm has the fit report's numbers, and that next questions are of one scale."""
    fit = fit_report(state.mine, case, "", learned_settings(state.mine, state.cases.values()))
    told = firm["fit"]

    assert (told is None) == (fit.coverage == 0)
    assert told is None or differences([fit.fit, *fit.range80], [told["fit"], told["low"], told["high"]]) == []
    assert [row["state"] for row in firm["must_haves"]] == [row.verdict for row in fit.must_haves]
    assert [row["value"] is None for row in firm["criteria"]] == [row.coverage == 0 for row in fit.criteria]
    assert len(firm["promises"]) == len(case.commitments)
    shares = [row["share"] for row in upcoming["rows"]]
    assert all(0 <= share <= 1 for share in shares)
    assert not any(shares) or max(shares) == 1
    assert all(row["claim"] or not row["because"] for row in upcoming["rows"])
