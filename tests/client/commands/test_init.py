"""Making the journal, without the check of the paper key."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..home import NOW, TestHome

BARE = ("init", "--name", "laptop", "--no-passphrase", "--no-word-check", "--no-starter")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Give a folder without a journal."""
    return TestHome(tmp_path / "home", monkeypatch, NOW)


def test_a_person_gets_the_paper_key_in_columns(empty: TestHome) -> None:
    """Numbered, four in a row, as it is to be written down."""
    lines = empty.type(*BARE, answers=["n"]).splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("   1 "))
    rows = [line.split() for line in lines[first : first + 6]]

    assert [row[::2] for row in rows] == [[str(at), str(at + 6), str(at + 12), str(at + 18)] for at in range(1, 7)]
    assert lines[-2:] == ["Ready: device laptop, keys bare in a file, paper not checked.", "Next: twoway want"]


def test_a_pipe_gets_the_paper_key_on_one_line(empty: TestHome) -> None:
    """24 words, and nothing else."""
    assert len(empty.run(*BARE).out.strip().split(" ")) == 24
