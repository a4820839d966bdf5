"""The whole story, with real processes and real sockets: what ``scripts/demo`` plays must come out as it should."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the demo puts everything."""
    return tmp_path_factory.mktemp("story")


@pytest.fixture(scope="module")
def shown(folder: Path) -> str:
    """Everything that the demo showed."""
    command = [sys.executable, str(ROOT / "scripts/demo.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


FINDINGS = (
    "contradict each other",
    "acme promised one training week a year, and it lasted ",
    "cedar has put this job up again ",
    "birch’s supervision lies ",
)
"""What two months bring to light: a word against a word, a promise not kept, a job posted again, a way of working."""

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize(
    "line",
    [
        "autonomy 0.50, growth 0.30, balance 0.20; must-have: 3 remote days",
        "present job 0.63 (your own ratings: no range)",
        "acme  fit 0.53  range 0.30 to 0.75  coverage 0.10      present job 0.63",
        "acme  fit 0.67  range 0.52 to 0.82  coverage 0.49      present job 0.63",
        "birch        0.63  0.49 to 0.77      0.67      0.3",
        "Must-have  3 remote days  open, 0.67: only the recruiter said so",
        "They agree 0.94; two people of one firm count 0.90; so 6.75 of 8 counts.",
    ],
)
def test_the_figures_of_two_firms_come_out_of_what_was_logged(shown: str, line: str) -> None:
    """Fit, range, coverage, must-have and evidence are those computed by hand."""
    assert line in shown


def test_both_screens_ask_for_a_yes_to_one_code(shown: str) -> None:
    """Neither device lets the other in unasked."""
    old = re.findall(r"Its check code must read: (\d{3} \d{3})", shown)
    new = re.findall(r"Does the other screen show (\d{3} \d{3})\? Type yes to join, no to stop:", shown)

    assert len(old) == 1
    assert old == new


def test_the_second_device_received_everything(shown: str) -> None:
    """Admitted by the first one, all entries, all signatures good."""
    assert "Admitted by laptop. Received 351 of 351 entries, all signatures good." in shown


def test_both_devices_verify_to_the_same_state(shown: str) -> None:
    """After writing apart and syncing, the eight letters are equal."""
    states = [line for line in shown.splitlines() if line.startswith("State ")]

    assert len(states) == 2
    assert len(set(states)) == 1
    assert "353 entries, 5 segments, 2 devices and the paper key: all good." in shown


def test_the_report_stands_where_the_demo_says(shown: str, folder: Path) -> None:
    """A whole HTML file that fetches and runs nothing."""
    report = folder / "report.html"
    text = report.read_text()

    assert shown.rstrip().endswith(f"The report: {report}")
    assert "NEGOTIATE with acme: ask for one training week a year, in writing" in text
    assert text.count('<section class="picture') == 12
    for finding in FINDINGS:
        assert finding in text
    assert "default-src 'none'" in text
    assert "<script" not in text


def test_the_server_holds_no_word_of_it(shown: str, folder: Path) -> None:
    """Neither a note nor a name nor a kind of entry can be found in the server's files."""
    held = b"".join(path.read_bytes() for path in folder.glob("twoway-server.db*"))

    assert len(held) > 50_000
    assert shown
    for word in (b"Ana", b"acme", b"engineers decide", b"answer.noted", b"autonomy", b"laptop"):
        assert word not in held
