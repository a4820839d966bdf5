"""The report as PDF."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from twoway_client import memory
from twoway_client.errors import Refusal
from twoway_client.reports import pdf as printing
from twoway_client.reports.page import html
from twoway_client.reports.pdf import pdf

from ...core.projections.diary import acme
from .shown import page

has_chromium = any(shutil.which(name) for name in printing.NAMES)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a program that stands for Chromium; it notes what it was told, and prints nothing."""
    file = tmp_path / "chromium"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(printing, "NAMES", ("chromium",))
    return file


def says(program: Path, script: str) -> None:
    """Let the program do so."""
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.skipif(not has_chromium, reason="no Chromium is installed here")
def test_chromium_prints_the_page() -> None:
    """A PDF of several pages."""
    printed = pdf(html(page(acme().firm)))

    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") > 1


def test_what_is_printed_comes_back_and_nothing_stays(program: Path, tmp_path: Path) -> None:
    """The file lay in memory, private, in a folder that is gone; no name could be looked up."""
    says(
        program,
        f'for word in "$@"; do echo "$word" >> {tmp_path}/told; case $word in --print-to-pdf=*) '
        f"printf made > ${{word#--print-to-pdf=}};; esac; done; stat -c %a page.html >> {tmp_path}/told; "
        f"pwd > {tmp_path}/where",
    )
    printed = pdf("<p>words</p>")
    told, where = (tmp_path / "told").read_text(), Path((tmp_path / "where").read_text().strip())

    assert printed == b"made"
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in told
    assert "600" in told.splitlines()
    assert str(where).startswith(tuple(one.partition("{")[0] for one in memory.MEMORY_FOLDERS))
    assert not where.exists()


def test_without_chromium_one_is_told_how_to_print(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By hand, from the HTML."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Refusal) as refused:
        pdf("<p>words</p>")
    assert (refused.value.code, refused.value.what) == ("chromium", "no Chromium is installed to print with.")
    assert refused.value.mend == "--html FILE, and print it yourself"


def test_without_memory_to_work_in_nothing_is_printed(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notes would lie on a disk in clear."""
    says(program, "exit 0")
    monkeypatch.setattr(memory, "MEMORY_FOLDERS", ())

    with pytest.raises(Refusal, match="no memory-backed folder"):
        pdf("<p>words</p>")


def test_a_chromium_that_prints_nothing_is_refused(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ended badly, could not be started, or took too long."""
    says(program, "exit 7")
    with pytest.raises(Refusal, match="it ended with 7"):
        pdf("<p>words</p>")

    says(program, "exec sleep 5")
    monkeypatch.setattr(printing, "SECONDS", 0.2)
    with pytest.raises(Refusal, match="it did not finish"):
        pdf("<p>words</p>")
