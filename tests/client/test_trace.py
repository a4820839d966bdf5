"""The trace of a fault: where it came from, and nothing that anybody wrote."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.client.home import TestHome
from tests.client.profiles import found_profile
from twoway_client.trace import keep_trace

SECRET = "Kanarienvogel"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that all temporary files go to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_trace_names_places_and_never_values(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says where it lies; neither holds a word of the journal, nor of the error's message."""
    home = TestHome(found_profile(tmp_path).home.folder, monkeypatch)

    def break_down(*_: object) -> None:
        secret = {SECRET: SECRET}
        raise LookupError(f"{secret}") from ValueError(SECRET)

    monkeypatch.setattr("twoway_client.commands.lock.run", break_down)
    done = home.run("lock", "--json")
    traces = [file.read_text() for file in temporary.iterdir()]

    assert (done.code, done.error["code"], SECRET in done.err) == (3, "fault", False)
    assert len(traces) == 1
    assert ("break_down" in traces[0], "LookupError" in traces[0], SECRET in traces[0]) == (True, True, False)
    assert oct(next(temporary.iterdir()).stat().st_mode)[-3:] == "600"


def test_a_trace_that_cannot_be_written_changes_nothing_else(temporary: Path) -> None:
    """The fault is still one sentence."""
    temporary.rmdir()

    assert keep_trace(ValueError("x")) is None
