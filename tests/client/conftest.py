"""Journal homes for the tests of the verbs; each is made once a run and copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from .home import TestHome


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a profile writes outside its home away from the person who runs the tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in ("TWOWAY_HOME", "TWOWAY_PASSPHRASE_FILE", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> TestHome:
    with pytest.MonkeyPatch.context() as patch:
        home = TestHome(tmp_path_factory.mktemp("made") / "home", patch)
        assert home.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check").code == 0
        return home


@pytest.fixture(scope="session")
def _wanted(_made: TestHome, tmp_path_factory: pytest.TempPathFactory) -> TestHome:
    with pytest.MonkeyPatch.context() as patch:
        home = _made.copy(tmp_path_factory.mktemp("wanted") / "home", patch)
        home.write(
            "want", "autonomy=100", "growth=60", "balance=40", "--ideal", "autonomy=5", "--must", "3 remote days"
        )
        home.write("open", "acme", "Data engineer")
        home.write("who", "add", "Ana Ruiz", "--boss")
        home.write("who", "add", "Ben Okafor", "--peer")
        return home


@pytest.fixture(scope="session")
def _planned(_wanted: TestHome, tmp_path_factory: pytest.TempPathFactory) -> TestHome:
    with pytest.MonkeyPatch.context() as patch:
        home = _wanted.copy(tmp_path_factory.mktemp("planned") / "home", patch)
        home.write("plan", "45m", "@ana", "@ben", "--when", "4 mar 14:00")
        return home


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Give a home without a journal."""
    return TestHome(tmp_path / "home", monkeypatch)


@pytest.fixture
def fresh(_made: TestHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Give a new journal, with the starter content and nothing else."""
    return _made.copy(tmp_path / "home", monkeypatch)


@pytest.fixture
def acme(_wanted: TestHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Give a journal with wishes, and the opportunity acme with Ana, the boss, and Ben, a peer."""
    return _wanted.copy(tmp_path / "home", monkeypatch)


@pytest.fixture
def planned(_planned: TestHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Give acme with an interview, acme/1, planned for Wednesday 4 March 14:00, ten minutes from now."""
    return _planned.copy(tmp_path / "home", monkeypatch)
