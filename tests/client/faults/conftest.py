"""The real program in journal homes that are copied for each test."""

from __future__ import annotations

import pytest

from tests.client.faults.programs import Program
from tests.client.home import TestHome


@pytest.fixture
def program(fresh: TestHome) -> Program:
    """Give the program in a new journal."""
    return Program(fresh.folder)


@pytest.fixture
def at_acme(acme: TestHome) -> Program:
    """Give the program in a journal with the opportunity acme, and Ana and Ben to meet there."""
    return Program(acme.folder)
