"""Two homes of one journal, on one server, and the real command line in each."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from tests.client.profiles import Profile, admit, found_profile
from twoway_client.cli import run


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


@dataclass
class Pair:
    """A laptop and a phone with a jot each, synced."""

    folder: Path
    address: str
    profiles: dict[str, Profile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        laptop = found_profile(self.folder)
        self.profiles = {"laptop": laptop, "phone": admit(laptop, self.folder, "phone")}
        for name in self.profiles:
            self.run(name, "jot", f"by {name}")
            self.run(name, "sync", self.address)
        self.run("laptop", "sync")

    def run(self, name: str, *words: str) -> Ran:
        """Run a command on a device, as a script would: no terminal, nothing to read."""
        out, err = io.StringIO(), io.StringIO()
        home = str(self.profiles[name].home.folder)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["--home", home, *words])
        return Ran(code, out.getvalue(), err.getvalue())
