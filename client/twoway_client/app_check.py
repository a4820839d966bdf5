"""The app that a server hands out, held against the one that came with this program.

- The hashes to hold it against are the build's own list, packed beside this module; in a checkout they lie where
  the app was built.
- The files are asked for as any browser asks, uncompressed; what is longer than any file of an app is not read on.
- What a server hands out to others, or later, nobody can see from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from twoway_client.errors import Refusal
from twoway_client.sync.remote import Remote

MAX_FILE_BYTES = 8 * 1024 * 1024
INDEX = "index.html"
_HERE = Path(__file__).resolve()
LISTS = (_HERE.with_name("app_hashes.json"), _HERE.parents[1] / "web" / "dist" / "hashes.json")
_VERSION = re.compile(rb"twoway-server ([0-9A-Za-z.+-]{1,32}) at ")
_FRONT_PAGE_BYTES = 512


class KnownApp(msgspec.Struct, frozen=True):
    """The list of hashes: SHA-256, in hex, by the name of the file."""

    version: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found. ``says``: the version that the server gives itself; empty where it says none."""

    same: int
    different: list[str]
    missing: list[str]
    says: str

    @property
    def is_same(self) -> bool:
        """Whether every file is there as it should be."""
        return not (self.different or self.missing)


def known_app() -> KnownApp:
    """Return the list of this program. Raises Refusal where it came without the app."""
    for file in LISTS:
        if file.is_file():
            return msgspec.json.decode(file.read_bytes(), type=KnownApp)
    raise Refusal(
        "no-app",
        "this program came without the app, so there is nothing to compare with.",
        mend="install a wheel that holds the app; in a checkout: scripts/setup, with Node",
    )


def compare(remote: Remote, folder: str, known: KnownApp) -> Compared:
    """Return how the files below ``folder`` of the server differ from ``known``. Raises Refusal."""
    different, missing = [], []
    for name, hash_ in sorted(known.files.items()):
        status, data = remote.fetch(f"{folder}{'' if name == INDEX else name}", MAX_FILE_BYTES)
        if status != 200:
            missing.append(name)
        elif sha256(data).hexdigest() != hash_:
            different.append(name)
    if len(missing) == len(known.files):
        raise Refusal(
            "no-app-there",
            f"{remote.address.url}{folder} hands out no app.",
            mend="the address of the server; for a folder of its own on another host: --folder /",
        )
    return Compared(len(known.files) - len(different) - len(missing), different, missing, _version(remote))


def _version(remote: Remote) -> str:
    _, line = remote.fetch("/", _FRONT_PAGE_BYTES)
    found = _VERSION.match(line)
    return found[1].decode() if found else ""
