"""Completion scripts."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from ..home import TestHome


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_knows_verbs_and_options(empty: TestHome, shell: str) -> None:
    """The script is made from the parsers, so that it names what they take."""
    script = empty.run("completion", shell).out

    assert all(word in script for word in ("replay", "want", "negotiable"))


def test_bash_reads_the_script(empty: TestHome) -> None:
    """The script is valid for the shell that it is meant for."""
    bash = shutil.which("bash")
    assert bash is not None
    read = subprocess.run([bash, "-n"], input=empty.run("completion", "bash").out, text=True, check=False)

    assert read.returncode == 0


@pytest.mark.parametrize("words", [[], ["bsh"], ["powershell"]])
def test_other_shells_are_refused(empty: TestHome, words: list[str]) -> None:
    """Only what is tested is offered."""
    assert empty.run("completion", *words).code == 2
