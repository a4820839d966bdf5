"""The app shows of a journal what Python shows of it: what is to be done, replays, timelines, the log, what to rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.examples import played
from tests.web.journals import JOURNALS, rich
from tests.web.node import Node
from tests.web.plain import close, plain, sent
from twoway_core.entry import Entry
from twoway_core.errors import TwowayError
from twoway_core.journal.fold import fold
from twoway_core.journal.history import history
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.debrief import debrief, unasked_lines
from twoway_core.projections.followups import TodoBrief, briefs, todo_rows
from twoway_core.projections.labels import labels_of
from twoway_core.projections.log import log_rows
from twoway_core.projections.rating import cards_of, to_rate
from twoway_core.projections.replay import replay
from twoway_core.projections.timeline import silences, timeline
from twoway_core.projections.unasked import never_asked

steady = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def views(entries: list[Entry], until_ms: int | None, now_ms: int, today: date) -> dict[str, Any]:
    """Return every view that is compared here."""
    state = fold(entries, until_ms)
    todos: list[tuple[str, TodoBrief]] = [("", one) for one in briefs(state.mine)]
    for case in state.cases.values():
        todos += [(case.id.hex(), one) for one in briefs(state.mine, case)]
    labels = labels_of(state, {})
    return {
        "todos": plain(todo_rows(todos, today)),
        "log": plain(log_rows(history(entries, until_ms), labels)),
        "labels": plain(labels),
        "cases": [of_case(state.mine, case, now_ms, today) for case in state.cases.values()],
    }


def of_case(mine: Mine, case: Case, now_ms: int, today: date) -> dict[str, Any]:
    """Return the views of one opportunity."""
    happened = timeline(mine, case, "it")
    return {
        "timeline": plain(happened),
        "silences": plain([(silence, silence.days) for silence in silences(happened.happenings, today)]),
        "unasked": plain(never_asked(mine, case)),
        "rate": plain(to_rate(mine, case)),
        "cards": list(cards(mine, case)),
        "interviews": [
            {
                "replay": plain(replay(mine, case, interview, "it/1")),
                "debrief": plain(debrief(mine, case, interview, now_ms, "it/1")),
                "unasked": plain(unasked_lines(mine, case, interview)),
                "rate": plain(to_rate(mine, case, interview.id)),
            }
            for interview in case.interviews.values()
        ],
    }


def cards(mine: Mine, case: Case) -> Iterator[object]:
    """Yield the cards of everything noted, or the refusal in their place."""
    for noted in (*case.answers, *case.observations, *case.asked):
        try:
            yield plain(cards_of(mine, case, noted))
        except TwowayError as error:
            yield {"error": type(error).__name__}


def assert_same_views(node: Node, entries: list[Entry], until_ms: int | None, days: int) -> None:
    """Assert that both show the same, ``days`` after the first entry."""
    first = min((int.from_bytes(entry.id[:6], "big") for entry in entries), default=1_772_000_000_000)
    now = datetime.fromtimestamp(first / 1000, UTC) + timedelta(days=days)
    now_ms, today = first + days * 86_400_000, now.date()

    answer = node.ask("views", **sent(entries, until_ms), now_ms=now_ms, today=str(today))

    difference = close(views(entries, until_ms, now_ms, today), answer)
    assert difference == "", difference


@steady
@given(JOURNALS, st.none() | st.integers(0, 10), st.integers(0, 30))
def test_every_view_of_a_journal_is_the_same(node: Node, entries: list[Entry], share: int | None, days: int) -> None:
    """Now, and as it was known then; whatever is missing, corrected, taken back, erased, newer or not readable."""
    ids = sorted(entry.id for entry in entries)
    until_ms = None if share is None or not ids else int.from_bytes(ids[(len(ids) - 1) * share // 10][:6], "big")

    assert_same_views(node, entries, until_ms, days)


@pytest.mark.parametrize("number", range(3))
def test_every_view_of_a_rich_journal_is_the_same(node: Node, number: int) -> None:
    """Where something of everything was noted."""
    assert_same_views(node, rich()[number], None, 10)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    """Give the journal of the two months that the examples tell."""
    return played(tmp_path_factory.mktemp("example"))


@pytest.mark.parametrize("share", [None, *range(1, 10)])
def test_every_view_of_the_example_is_the_same(node: Node, example: list[Entry], share: int | None) -> None:
    """After two months, and at each tenth of the way."""
    until_ms = None if share is None else int.from_bytes(example[len(example) * share // 10].id[:6], "big")

    assert_same_views(node, example, until_ms, 56)
