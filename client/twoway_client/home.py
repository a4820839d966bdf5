"""Homes: where a profile lives. ``--home`` or ``TWOWAY_HOME``, else the XDG data folder.

The rollback memory lies apart, in the XDG state folder, also when a home is given: a journal that
was restored from a backup must not bring its own memory back with it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from twoway_client.errors import Refusal, UsageRefusal


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

    @property
    def typed(self) -> str:
        """The folder as a shell takes it."""
        import shlex  # only where something went wrong

        plain = self.shown.removeprefix("~")
        return self.shown if shlex.quote(plain) == plain else shlex.quote(str(self.folder))

    def exists(self) -> bool:
        """Return whether a journal has been made here. Raises Refusal."""
        return self.has(self.journal) or self.has(self.key)

    def has(self, file: Path) -> bool:
        """Return whether ``file`` is there. Raises Refusal where nobody may look."""
        try:
            return file.exists()
        except OSError as error:
            raise Refusal(
                "home",
                f"cannot look into the folder {self.shown} ({error.strerror}).",
                mend="check its name and who owns it; or twoway --home DIR ...",
            ) from None

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
    chosen = _as_path(given) if given else os.environ.get("TWOWAY_HOME")
    if not chosen:
        return Home(_folder("XDG_DATA_HOME", ".local/share"))
    try:
        return Home(Path(chosen).expanduser().absolute())
    except RuntimeError:
        raise UsageRefusal(f"{chosen} names nobody on this computer.", mend="twoway --home DIR VERB") from None


def _as_path(word: str) -> str:
    """Return ``word``, which is UTF-8, as this system spells the names of files."""
    return os.fsdecode(word.encode(errors="surrogateescape"))


def state_folder() -> Path:
    """Return the folder of rollback memory: one file per device."""
    return _folder("XDG_STATE_HOME", ".local/state")
