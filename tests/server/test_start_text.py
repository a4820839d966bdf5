"""The three lines that a person sees: ``serve.start_text``."""

from __future__ import annotations

import pytest

from twoway_server.config import Config
from twoway_server.serve import start_text


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (Config(), "open (only this computer can reach it)"),
        (Config(registration="open", public_url="https://sync.example.org"), "open to whoever reaches it"),
        (Config(host="0.0.0.0"), "by code (twoway-server code makes one)"),
        (Config(registration="closed"), "closed"),
    ],
    ids=str,
)
def test_a_person_is_told_who_may_register(config: Config, words: str) -> None:
    """Each way of registering has its words, and the way out is told."""
    line = start_text(config, "https://sync.example.org", "").splitlines()[1]

    assert line == f"Registration: {words}. Stop: Ctrl-C"


@pytest.mark.parametrize(
    ("missing", "words"),
    [("", "https://sync.example.org/app/"), ("it is not built", "it is not built")],
    ids=["there", "not"],
)
def test_a_person_is_told_where_the_app_is_or_why_it_is_not(missing: str, words: str) -> None:
    """A phone needs an address, and an operator what to do."""
    line = start_text(Config(), "https://sync.example.org", missing).splitlines()[2]

    assert line == f"For phones: {words}"
