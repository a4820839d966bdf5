"""Homes: where a profile lives. ``--home`` or ``TWOWAY_HOME``, else the XDG data folder.

The rollback memory lies apart, in the XDG state folder, also when a home is given: a journal that
was restored from a backup must not bring its own memory back with it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from twoway_client.errors import Refusal


@dataclass(frozen=True, slots=True)
class Home:
    """The files of one profile."""

    folder: Path

    @property
    def journal(self) -> Path:
        """The SQLite file."""
        return self.folder / "journal.db"

    @property
    def lock(self) -> Path:
        """The file whose lock makes one writer at a time across processes; it holds who that is."""
        return self.folder / "journal.lock"

    @property
    def key(self) -> Path:
        """The device's keys, mode 0600."""
        return self.folder / "device.key"

    @property
    def shown(self) -> str:
        """The folder as a person would type it."""
        text, user = str(self.folder), str(Path.home())
        return "~" + text[len(user) :] if text.startswith(user + os.sep) else text

    def exists(self) -> bool:
        """Return whether a journal has been made here."""
        return self.journal.exists() or self.key.exists()

    def make(self) -> None:
        """Make the folder, readable by its owner only. Raises Refusal."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal(
                "home", f"cannot make the folder {self.shown} ({error.strerror}).", mend="twoway --home DIR ..."
            ) from None


def _folder(variable: str, fallback: str) -> Path:
    base = os.environ.get(variable, "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / fallback) / "twoway"


def find_home(given: str | None) -> Home:
    """Return the home that ``--home``, ``TWOWAY_HOME`` or XDG names."""
    chosen = given or os.environ.get("TWOWAY_HOME")
    return Home(Path(chosen).expanduser().absolute() if chosen else _folder("XDG_DATA_HOME", ".local/share"))


def state_folder() -> Path:
    """Return the folder of rollback memory: one file per device."""
    return _folder("XDG_STATE_HOME", ".local/state")
