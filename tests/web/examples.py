"""The example journal: what the commands of examples/*.toml write, played in this process."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.client.home import TestHome
from twoway_core.entry import Entry

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = (ROOT / "examples/two_firms.toml", ROOT / "examples/two_months.toml")
ENTERS = 20
_ID = re.compile(r"^([bcdfghjklmnpqrstvwxz]{5,15})\s", re.MULTILINE)
_PLANNED = re.compile(r"^ +(\d+)  \S.*?\d  (\w+)", re.MULTILINE)


def played(folder: Path) -> list[Entry]:
    """Return the entries of the two months, written into ``folder``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("COLUMNS", "80")
        home, saved = TestHome(folder / "home", patch), dict[str, str]()
        for example in EXAMPLES:
            for chapter in tomllib.loads(example.read_text(encoding="utf-8"))["chapter"]:
                for step in chapter["step"]:
                    _play(home, step, saved)
        return home.desk().index.everything()


def _play(home: TestHome, step: dict[str, Any], saved: dict[str, str]) -> None:
    home.now = step["when"].isoformat()
    words = [word.format(**saved) for word in step["run"]]
    if "text" in step:
        shown = home.write(*words, text=step["text"]) + "\n"
    else:
        shown = home.type(*words, answers=[*step.get("answers", ()), *[""] * ENTERS])
    found = _ID.search(shown)
    saved[step.get("save", "")] = found[1] if found else ""
    if words[0] == "plan":
        saved |= {about: number for number, about in _PLANNED.findall(shown)}
