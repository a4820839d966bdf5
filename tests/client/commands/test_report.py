"""Everything on one page."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from ..home import TestHome
from .held import Held, birch


def test_page_one_is_shown_in_words(called: Held) -> None:
    """Recommendation, reasons, gaps, what to ask, flags with their ids, promises."""
    out = called.home.run("report").out

    assert out.startswith("ASK MORE about acme, before you go on.\n  fit 0.67  range 0.52 to 0.82  coverage 0.49")
    assert "  why       3 remote days open (0.67): only the recruiter said so\n" in out
    assert "            balance: unknown\n" in out
    assert "  ask       How often are office days, and who decides? (Ana, 1 min, in writing;" in out
    assert "worth up to 0.1" in " ".join(out.split())
    assert f"  flags     {called.flag}  light: open twice in two years (1 source, an anecdote)\n" in out
    assert "  promised  one training week a year, Ana, spoken, 4 Mar\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_page_is_written_as_html_and_markdown(called: Held, tmp_path: Path) -> None:
    """Both at once, readable by their owner alone; and the words are shown all the same."""
    page, text = tmp_path / "acme.html", tmp_path / "acme.md"
    done = called.home.run("report", "--html", str(page), "--md", str(text))

    assert done.out.startswith("ASK MORE")
    assert f"Wrote {page}: opens anywhere, holds private notes, not encrypted.\n" in done.err
    assert page.read_text().startswith("<!doctype html>")
    assert text.read_text().startswith("*Decision report on acme")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_a_promise_that_came_to_be_in_writing_says_since_when(called: Held, tmp_path: Path) -> None:
    """Asked for, and granted in writing: in the words, on the page, and in its notes."""
    home = called.home
    home.write("offer", "--term", "3 remote days")
    home.write("offer", "ask", "one training week a year")
    home.now = "2026-03-06T09:00:00+01:00"
    home.write("offer", "reply", "--yes", "--written")
    page = tmp_path / "acme.html"
    out = home.run("report", "--html", str(page)).out
    html = re.sub("<[^>]*>", "", page.read_text())

    assert "  promised  one training week a year, Ana, spoken, 4 Mar; in writing since 6 Mar\n" in out
    assert "one training week a year, Ana, spoken, 4 Mar; in writing since 6 Mar" in html
    assert "Promise, spoken, in writing since 6 Mar." in html


def test_other_open_opportunities_stand_beside_it(called: Held, tmp_path: Path) -> None:
    """Birch is in the pictures of the report on acme; once it is taken back it is not."""
    birch(called.home)
    before, after = tmp_path / "before.md", tmp_path / "after.md"
    called.home.run("report", "--md", str(before))
    called.home.write("undo", called.home.json("open")["opportunities"][-1]["id"])
    called.home.run("report", "--md", str(after))

    assert "Birch" in before.read_text()
    assert "Birch" not in after.read_text()


def test_two_opportunities_at_one_firm_are_told_apart(called: Held, tmp_path: Path) -> None:
    """By their short names."""
    called.home.write("open", "acme", "Architect")
    page = tmp_path / "both.md"
    called.home.run("report", "--md", str(page))

    assert "| acme-b |" in page.read_text()


def test_a_file_that_is_there_is_not_written_over(called: Held, tmp_path: Path) -> None:
    """Unless that is said."""
    page = tmp_path / "acme.html"
    page.write_text("mine")

    assert called.home.run("report", "--html", str(page), "--json").error["code"] == "file"
    assert page.read_text() == "mine"
    assert called.home.run("report", "--html", str(page), "--force").code == 0
    assert page.read_text() != "mine"


def test_a_folder_that_is_not_there_is_refused(called: Held, tmp_path: Path) -> None:
    """With what is wrong."""
    refused = called.home.run("report", "--html", str(tmp_path / "no" / "acme.html"), "--json").error

    assert "cannot be written (No such file or directory)" in refused["what"]


def test_json_holds_the_recommendation_and_the_fit(called: Held) -> None:
    """One document."""
    view = called.home.json("report", "acme")

    assert (view["schema"], view["action"], view["fit"]["fit"]) == ("twoway.report/1", "ASK MORE", 0.6696)


def test_a_must_have_that_failed_changes_the_recommendation(planned: TestHome) -> None:
    """Three people say no to remote days."""
    planned.write("who", "add", "Cy", "--peer")
    planned.write("start")
    for who in ("@ana", "@ben", "@cy"):
        planned.write("ask", "Remote?", who)
        planned.write("rate", planned.write("note", "e+: never, not one day"), "n", "--about", "3 remote days")
    planned.write("end")
    out = planned.run("report").out

    assert out.startswith("WITHDRAW from acme: a must-have has failed.\n")
    assert "  why       3 remote days failed (0.09): Ana, Ben and Cy said no\n" in out


def test_a_report_is_written_as_pdf_where_chromium_is_and_refused_where_not(
    called: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for Chromium prints; without one nothing is written, and the way out is said."""
    program, page = tmp_path / "chromium", tmp_path / "acme.pdf"
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = called.home.run("report", "--pdf", str(page), "--json").error
    program.write_text(
        '#!/bin/sh\nfor word in "$@"; do case $word in --print-to-pdf=*) printf made > ${word#*=};; esac; done\n'
    )
    program.chmod(0o755)
    done = called.home.run("report", "--pdf", str(page))

    assert (refused["code"], refused["try"]) == ("chromium", "--html FILE, and print it yourself")
    assert done.code == 0
    assert f"Wrote {page}: opens anywhere" in done.err
    assert page.read_bytes() == b"made"


def test_json_holds_every_picture_as_its_finding_and_its_table(called: Held) -> None:
    """Twelve, in order; one with nothing to draw says so, and has no rows."""
    pictures = called.home.json("report", "acme")["pictures"]

    assert [one["number"] for one in pictures] == list(range(1, 13))
    assert pictures[0]["title"] == "acme fits 0.67, more than the present job’s 0.50"
    assert pictures[0]["rows"][0] == ["acme", "0.67", "0.52 to 0.82", "49 %"]
    assert (pictures[9]["title"], pictures[9]["heads"]) == ("State your working style first", [])
