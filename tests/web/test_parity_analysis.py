"""Fit, next question, plan and report: the app makes of any journal what Python makes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.examples import played
from tests.web.journals import RANDOM, lived, rich
from tests.web.near import differences, plain
from tests.web.node import Node
from tests.web.plain import sent
from tests.web.searches import search
from twoway_core.entry import Entry
from twoway_core.journal.fold import fold
from twoway_core.journal.state import Case, Interview, State
from twoway_core.projections.agenda import agenda
from twoway_core.projections.agreement import agreement
from twoway_core.projections.bank import bank_lint
from twoway_core.projections.deciding import deciding
from twoway_core.projections.fit import fit_report
from twoway_core.projections.flags import flag_rows, proposed_flags
from twoway_core.projections.labels import labels_of
from twoway_core.projections.looking_back import learned_settings
from twoway_core.projections.next_question import next_questions
from twoway_core.projections.offer_sheet import offer_sheet
from twoway_core.projections.people import people_of
from twoway_core.projections.planner import plan_lines, worth_asking
from twoway_core.projections.report import report

steady = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SEARCHES = st.integers(0, 2**20).map(search)
JOURNALS = RANDOM | lived() | SEARCHES | SEARCHES
NOW_MS = 1_772_700_000_000


def called(case: Case) -> str:
    """Return what ``case`` is called in these answers."""
    return case.opened.event.firm if case.opened is not None else "?"


def every_case(state: State, answer: Callable[[State, Case], object]) -> Any:
    """Return the answer on every opportunity."""
    return [[case.id.hex(), plain(answer(state, case))] for case in state.cases.values()]


def every_interview(state: State, answer: Callable[[State, Case, Interview], object]) -> Any:
    """Return the answer on every interview of every opportunity."""
    return every_case(
        state, lambda state, case: [(key, answer(state, case, one)) for key, one in case.interviews.items()]
    )


def fits(state: State) -> Any:
    """Return every fit report."""
    return every_case(state, lambda state, case: fit_report(state.mine, case, called(case)))


def asked_next(state: State, now_ms: int) -> Any:
    """Return what to ask now in every interview: at a glance, and with what each is worth."""
    return every_interview(
        state,
        lambda state, case, one: [
            next_questions(state.mine, case, one, now_ms, "a talk"),
            next_questions(state.mine, case, one, now_ms, "a talk", 20, priced=True),
        ],
    )


def plans(state: State) -> Any:
    """Return what would be planned for every interview: for whom it is with, for all, for nobody."""
    return every_interview(
        state,
        lambda state, case, one: [
            plan_lines(state.mine, case, one.contacts, minutes_of(one), one.id),
            plan_lines(state.mine, case, list(case.contacts), 20),
            plan_lines(state.mine, case, [], 90),
        ],
    )


def minutes_of(interview: Interview) -> int:
    """Return how long ``interview`` takes, as far as was said."""
    return 45 if interview.length_minutes is None else interview.length_minutes


def agendas(state: State) -> Any:
    """Return the plan of every interview as it stands."""
    return every_interview(state, lambda state, case, one: agenda(state.mine, case, one, "a talk"))


def reports(state: State) -> Any:
    """Return every report, with all opportunities beside it, and by what was learned from looking back."""
    learned = learned_settings(state.mine, state.cases.values())
    cases = [(called(case), case) for case in state.cases.values()]

    def one(state: State, case: Case) -> object:
        return report(state.mine, case, called(case), deciding(state.mine, cases, case, learned), learned)

    return every_case(state, one)


def around(state: State) -> Any:
    """Return what these views stand on, and what stands beside them."""
    return {
        "bank": plain(bank_lint(state.mine)),
        "labels": plain(labels_of(state, {})),
        "cases": [
            {
                "agreement": plain(agreement(state.mine, case, called(case))),
                "flags": plain([flag_rows(state.mine, case), proposed_flags(state.mine, case)]),
                "offer": plain(offer_sheet(state.mine, case, called(case))),
                "asks": plain(worth_asking(state.mine, case)),
                "people": plain([people_of(state.mine, case).person(contact) for contact in case.contacts]),
            }
            for case in state.cases.values()
        ],
    }


@steady
@given(JOURNALS)
def test_fit_is_the_same(node: Node, entries: list[Entry]) -> None:
    """Of every opportunity."""
    assert differences(fits(fold(entries)), node.ask("fit", **sent(entries))) == []


@steady
@given(JOURNALS, st.integers(-100, 100))
def test_the_next_question_is_the_same(node: Node, entries: list[Entry], minutes: int) -> None:
    """In every interview, early and late in it, with reasons and prices."""
    state = fold(entries)
    starts = [one.started.at for case in state.cases.values() for one in case.interviews.values() if one.started]
    now_ms = (starts[0] if starts else NOW_MS) + minutes * 60_000

    assert differences(asked_next(state, now_ms), node.ask("next", **sent(entries), now_ms=now_ms)) == []


@steady
@given(JOURNALS)
def test_the_plan_is_the_same(node: Node, entries: list[Entry]) -> None:
    """As it was made, and as it would be made now."""
    state, told = fold(entries), sent(entries)

    assert differences(agendas(state), node.ask("agenda", **told)) == []
    assert differences(plans(state), node.ask("plan", **told)) == []


@settings(steady, max_examples=20)
@given(JOURNALS)
def test_the_report_is_the_same(node: Node, entries: list[Entry]) -> None:
    """With the word, the race, what would flip it and what is worth asking."""
    assert differences(reports(fold(entries)), node.ask("report", **sent(entries))) == []


@steady
@given(JOURNALS)
def test_what_stands_beside_them_is_the_same(node: Node, entries: list[Entry]) -> None:
    """Agreement and contradictions, flags, the offer, the bank, the people."""
    assert differences(around(fold(entries)), node.ask("around", **sent(entries))) == []


def same(node: Node, entries: list[Entry], now_ms: int) -> list[str]:
    """Return where any of the views differs."""
    state, told = fold(entries), sent(entries)
    return [
        *differences(fits(state), node.ask("fit", **told)),
        *differences(asked_next(state, now_ms), node.ask("next", **told, now_ms=now_ms)),
        *differences(agendas(state), node.ask("agenda", **told)),
        *differences(plans(state), node.ask("plan", **told)),
        *differences(reports(state), node.ask("report", **told)),
        *differences(around(state), node.ask("around", **told)),
    ]


@pytest.mark.parametrize("place", range(len(rich())))
def test_of_a_whole_journal_all_is_the_same(node: Node, place: int) -> None:
    """Nothing left out, nothing added."""
    assert same(node, rich()[place], NOW_MS) == []


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    """Return the journal of the two months."""
    return played(tmp_path_factory.mktemp("example"))


def test_of_the_example_all_is_the_same(node: Node, example: list[Entry]) -> None:
    """Two months, three firms."""
    assert same(node, example, NOW_MS) == []


def test_the_figures_of_the_worked_example(node: Node) -> None:
    """They come out as they were worked out by hand."""
    (_, acme), (_, birch) = node.ask("fit", **sent(rich()[2]))

    assert [round(acme["fit"], 4), *(round(end, 2) for end in acme["range80"])] == [0.6696, 0.52, 0.82]
    assert [round(acme["coverage"], 2), round(acme["baseline"], 3), round(birch["fit"], 4)] == [0.49, 0.625, 0.6333]
