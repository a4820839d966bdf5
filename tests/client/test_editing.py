"""The editor's file: in memory, private, and gone afterwards."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from twoway_client import editing, memory
from twoway_client.errors import Refusal


def test_a_folder_on_a_disk_takes_no_editors_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing lies in memory the text is asked for otherwise."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr(memory, "MEMORY_FOLDERS", (str(tmp_path),))

    with pytest.raises(Refusal, match="no memory-backed folder"):
        editing.edited("note", "")

    assert list(tmp_path.iterdir()) == []


def test_the_file_is_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is edited, nobody else on this computer may look at it."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import os, sys\n"
        "file = sys.argv[1]\n"
        "modes = [oct(os.stat(each).st_mode & 0o777) for each in (file, os.path.dirname(file))]\n"
        "open(file, 'w').write(' '.join(modes))\n"
    )
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))

    assert editing.edited("note", "") == "0o600 0o700"
