"""What a watch prints: each state once, in text and as JSON, from the same objects."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest

from twoway_client.commands.sync import Lines
from twoway_client.output import Output
from twoway_client.sync.exchange import Outcome
from twoway_client.trust_states import TrustState, repaired, stale

AT = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
LOST, SILENT = repaired(2), stale("phone", 73 * 60 * 60 * 1000)


class Printed:
    """A watch's lines, and what they printed so far."""

    def __init__(self, *, as_json: bool) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        output = Output(json=as_json, out=self.out, err=self.err)
        self.lines = Lines(output, "http://127.0.0.1:8470", is_known=True)

    def take(self) -> tuple[list[str], str]:
        """Return the lines of data and the talk since last time."""
        taken = self.out.getvalue().splitlines(), " ".join(self.err.getvalue().split())
        for stream in (self.out, self.err):
            stream.seek(0)
            stream.truncate()
        return taken


def test_a_state_is_said_once_as_long_as_it_lasts() -> None:
    """The warning comes with the first exchange that tells it; a calm state is no warning."""
    printed = Printed(as_json=False)
    printed.lines.exchanged(Outcome(), [], AT)
    printed.take()

    printed.lines.exchanged(Outcome(), [LOST, SILENT], AT)
    first = printed.take()
    printed.lines.exchanged(Outcome(), [LOST, SILENT], AT)

    assert first == ([], f"warning: {LOST.what} {SILENT.what}")
    assert printed.take() == ([], "")


@pytest.mark.parametrize(("states", "count"), [([LOST], 1), ([SILENT], 0)])
def test_a_program_gets_a_line_for_what_needs_eyes(states: list[TrustState], count: int) -> None:
    """Also when nothing moved; the words are those of the text."""
    printed = Printed(as_json=True)
    printed.lines.exchanged(Outcome(), [], AT)
    printed.take()

    printed.lines.exchanged(Outcome(), states, AT)
    printed.lines.exchanged(Outcome(), states, AT)
    lines, talk = printed.take()

    assert (len(lines), talk) == (count, "")
    for line in lines:
        view = json.loads(line)
        assert (view["needs_eyes"], view["states"][0]["what"]) == (True, LOST.what)
