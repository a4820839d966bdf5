"""What the app takes over from the Python core word for word is written by a script, and is up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_generated_files_say_what_python_says() -> None:
    """Whoever changes an event, a setting or the starter content runs the script, or this fails."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "web_events.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
