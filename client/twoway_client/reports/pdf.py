"""The page as PDF, printed by the Chromium of this computer.

Its files lie in memory only. It is started without any network: names resolve to nothing, and the page's own policy
fetches nothing. The profile is made for this one run, and is gone after it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from twoway_client.errors import Refusal
from twoway_client.memory import memory_folder

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 60
_BY_HAND = "--html FILE, and print it yourself"
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def pdf(html: str) -> bytes:
    """Return the HTML document ``html`` as PDF. Raises Refusal where Chromium, or memory to work in, is missing."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        raise Refusal("chromium", "no Chromium is installed to print with.", mend=_BY_HAND)
    folder = memory_folder()
    if folder is None:
        raise Refusal("memory", "there is no memory-backed folder to print in.", mend=_BY_HAND)
    with tempfile.TemporaryDirectory(prefix="twoway-", dir=folder, ignore_cleanup_errors=True) as name:
        return _printed(program, html, Path(name))


def _printed(program: str, html: str, folder: Path) -> bytes:
    page, target = folder / "page.html", folder / "page.pdf"
    page.touch(0o600)
    page.write_text(html, encoding="utf-8")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium has no sandbox for root
    places = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", page.as_uri()]
    try:
        done = subprocess.run(
            [program, *_FLAGS, *sandbox, *places], capture_output=True, timeout=SECONDS, check=False, cwd=folder
        )
    except (OSError, subprocess.TimeoutExpired):
        raise _failed(program, "it did not finish") from None
    if not target.exists():
        raise _failed(program, f"it ended with {done.returncode}")
    return target.read_bytes()


def _failed(program: str, why: str) -> Refusal:
    return Refusal("chromium", f"{program} could not print the report: {why}.", mend=_BY_HAND)
