"""Homes with a past, for the tests of verbs that look back; each is made once a run and copied for each test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ..home import TestHome
from .held import Held, birch, held, recruiter


def _copied(made: Held, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    home = made.home.copy(folder, monkeypatch)
    return replace(made, home=home)


@pytest.fixture(scope="session")
def _told(_planned: TestHome, tmp_path_factory: pytest.TempPathFactory) -> Held:
    with pytest.MonkeyPatch.context() as patch:
        return held(_planned.copy(tmp_path_factory.mktemp("told") / "home", patch))


@pytest.fixture(scope="session")
def _called(_told: Held, tmp_path_factory: pytest.TempPathFactory) -> Held:
    with pytest.MonkeyPatch.context() as patch:
        made = _copied(_told, tmp_path_factory.mktemp("called") / "home", patch)
        recruiter(made.home)
        return made


@pytest.fixture(scope="session")
def _known(_called: Held, tmp_path_factory: pytest.TempPathFactory) -> Held:
    with pytest.MonkeyPatch.context() as patch:
        made = _copied(_called, tmp_path_factory.mktemp("known") / "home", patch)
        birch(made.home)
        return made


@pytest.fixture
def told(_told: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    """Give acme/1, held on 4 March, and rated."""
    return _copied(_told, tmp_path / "home", monkeypatch)


@pytest.fixture
def called(_called: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    """Give acme after the recruiter's call on 5 March too: the worked example."""
    return _copied(_called, tmp_path / "home", monkeypatch)


@pytest.fixture
def known(_known: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    """Give that, and Birch since 6 March."""
    return _copied(_known, tmp_path / "home", monkeypatch)
