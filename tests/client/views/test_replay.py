"""The replay of an interview, as lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from twoway_client.views.replay import replay_text, step_texts
from twoway_core.ids import short
from twoway_core.projections.replay import Replay
from twoway_core.projections.steps import Given, Step
from twoway_core.projections.view import Id

AT = datetime(2026, 3, 4, 14, 2, tzinfo=UTC)


def replay_of(*steps: Step, **more: object) -> Replay:
    """Return a replay with these steps."""
    fields: dict[str, object] = {
        "interview": "acme/2", "id": Id(b"i" * 16), "kind": "", "medium": "", "people": ("Ana",), "starts": AT,
        "minutes": None, "planned": 0, "asked": 0, "partly": 0, "own": 0, "received": 0, "steps": steps, "unasked": (),
        "sealed": False, "gut": None,
    }  # fmt: skip
    return Replay(**(fields | more))  # type: ignore[arg-type]


def step(word: str, text: str = "", **more: object) -> Step:
    """Return one step."""
    return Step(id=Id(b"s" * 16), at=AT, word=word, text=text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("utc", [False, True])
def test_nothing_of_a_step_is_lost_within_80_columns(utc: bool) -> None:
    """Neither of its text, of who spoke, nor of what stands beside it."""
    words = " ".join(f"word{number}" for number in range(40))
    steps = (
        step("noted", words, who="Maximiliane Hohenstein", form="number", certainty="sure"),
        step("asked", words, number=12, who="Ana, Ben, Carla and Dev"),
        step("flagged", "x" * 100, extra="light, on " + ", ".join(f"kdmx{letter}" for letter in "bcdfgh")),
        step("promised", "a week of\ntraining", extra="spoken"),
    )
    lines = replay_text(replay_of(*steps), utc=utc).splitlines()
    shown = " ".join(lines).split()

    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if "~" in line]
    assert [shown.count(word) for word in words.split()] == [2] * 40
    assert {"Maximiliane", "Hohenstein", "Dev", "kdmxb,", "kdmxh", "training", "spoken"} <= set(shown)
    assert sum(len(word) for word in shown if set(word) == {"x"}) == 100


def test_what_stands_beside_a_text_keeps_its_column() -> None:
    """After the end of a text that goes on below, where there is room; else on a line of its own."""
    short_end = step("noted", "word " * 12 + "end", form="number", certainty="sure")
    long_end = step("noted", "word " * 22, form="number", certainty="sure")
    one = step("noted", "yes", form="number", certainty="sure")
    lines = replay_text(replay_of(short_end, long_end, one)).splitlines()[1:-1]

    assert [line.find("number sure") for line in lines] == [-1, 69, -1, -1, 69, 69]
    assert lines[1].split() == ["word", "end", "number", "sure"]
    assert lines[4].split() == ["number", "sure"]


def test_what_was_asked_of_some_alone_is_told() -> None:
    """It is not done, and not untouched."""
    text = replay_text(replay_of(step("asked", "Why?"), planned=6, asked=1, partly=2))

    assert text.startswith("Wed 4 Mar, Ana; asked 1 of 6 planned, 2 in part\n")


def test_an_interview_without_a_time_says_so() -> None:
    """Planned for some day."""
    assert replay_text(replay_of(starts=None, planned=1)).startswith("No time set, Ana; 1 question planned\n")


def test_counts_of_ones_own_and_of_theirs_are_told() -> None:
    """Beside the plan."""
    text = replay_text(replay_of(step("asked", "Why?"), planned=7, asked=3, own=1, received=2, minutes=44))

    assert text.startswith("Wed 4 Mar, Ana, 44 min; asked 3 of 7 planned, 1 of your own, received 2\n")


def test_the_end_says_what_is_left() -> None:
    """Nothing, or that there was no plan."""
    ended = step("ended")

    assert "14:02  ended. Nothing left unasked" in replay_text(replay_of(ended, planned=1, asked=1))
    assert "14:02  ended. No plan" in replay_text(replay_of(ended))
    assert replay_text(replay_of(asked=1)).endswith("  Not ended yet. No plan")


def test_a_step_by_itself_says_everything() -> None:
    """Every line of its text, its ratings, what it was, and what became of it."""
    whole = step(
        "noted", "first line\n\nsecond line", number=3, who="Ana", form="general", certainty="unsure",
        ratings=(Given(criterion="growth", rating=2),), extra="tone", corrected=True, changed=True,
    )  # fmt: skip
    (text,) = step_texts(replay_of(whole))

    assert text.splitlines() == [
        f"1 of 1  Wed 4 Mar 14:02  noted  line 3  Ana  general, unsure  {short(whole.id)}",
        "    first line",
        "    second line",
        "    rated 2 on growth",
        "    tone",
        "    They changed this answer later.",
        "    You corrected this entry.",
    ]
    assert "2026-03-04T14:02:00Z" in step_texts(replay_of(whole), utc=True)[0]


def test_what_happened_to_an_answer_stands_beside_it() -> None:
    """Changed later, corrected."""
    text = replay_text(replay_of(step("noted", "yes", changed=True, corrected=True)))

    assert "yes changed later corrected" in " ".join(text.split())
