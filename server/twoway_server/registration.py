"""Registration: which journals may come to this server.

``open``: any. ``code``: one for each code that the operator made; ``closed``: none. A code has 160
random bits and lies in a folder beside the store as the name of an empty file: its SHA-256, never
the code itself. Using it renames the file to name the journal too, so that it works once, and again
only for the same journal, whose first try may have been cut short.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from twoway_core.errors import ConfigError, NotAllowedError
from twoway_core.ids import JournalId

_CODE_BYTES = 20
_GROUP = 8
_DAY_SECONDS = 86_400


class Mode(StrEnum):
    """Who may register a journal."""

    OPEN = "open"
    CODE = "code"
    CLOSED = "closed"


class Codes:
    """The codes in ``folder``; ``now`` gives seconds since 1970, as the files' times do."""

    def __init__(self, folder: Path, days: int, now: Callable[[], float]) -> None:
        self._folder = folder
        self._seconds = days * _DAY_SECONDS
        self._now = now

    def make(self, random: Callable[[int], bytes]) -> str:
        """Return a new code. Raises ConfigError when the folder cannot be written."""
        letters = base64.b32encode(random(_CODE_BYTES)).decode().lower()
        code = "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            (self._folder / _name(code)).touch(mode=0o600, exist_ok=False)
        except OSError as error:
            raise ConfigError(f"data: {self._folder} cannot be written ({error.strerror})") from None
        return code

    def claim(self, code: str, journal: JournalId) -> bool:
        """Use ``code`` for ``journal``; return whether it was good, for it alone, and not too old."""
        unused = self._folder / _name(code)
        used = unused.with_name(f"{unused.name}.{journal.hex()}")
        try:
            if unused.stat().st_mtime < self._now() - self._seconds:
                return False
            unused.rename(used)
        except FileNotFoundError:
            return used.exists()
        return True


class Registration:
    """The rule, applied."""

    def __init__(self, mode: Mode, codes: Codes) -> None:
        self.mode = mode
        self._codes = codes

    def check(self, journal: JournalId, code: str) -> None:
        """Raise NotAllowedError unless ``journal`` may be registered now, using up ``code`` if it takes one."""
        if self.mode is Mode.OPEN or (self.mode is Mode.CODE and self._codes.claim(code, journal)):
            return
        raise NotAllowedError("registration is closed, or takes a code")


def _name(code: str) -> str:
    letters = code.strip().lower().replace("-", "")
    return sha256(letters.encode("utf-8", "replace")).hexdigest()
