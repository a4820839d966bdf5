"""The app that a server hands out, held against the one that came with this program.

- The hashes to hold it against are the build's own list, packed beside this module; in a checkout they lie where
  the app was built.
- The files are asked for as any browser asks, uncompressed; what is longer than any file of an app is not read on.
- What the host says beside a file counts as well: a browser guards the page, its workers and its frames by headers.
- What a server hands out to others, or later, nobody can see from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from twoway_client.app_headers import spoken_to, weaknesses
from twoway_client.errors import Refusal
from twoway_client.sync.remote import Remote

MAX_FILE_BYTES = 8 * 1024 * 1024
INDEX = "index.html"
GUARDED = (".html", ".js")
"""A page, and what runs in one or in a worker of its own."""
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
    """What was found. ``says``: the version that the server gives itself; empty where it says none.

    ``weak``: what the headers lack, in words, and the files concerned. ``speaks_to``: servers that the page may ask
    besides its own host.
    """

    same: int
    different: list[str]
    missing: list[str]
    weak: dict[str, list[str]]
    speaks_to: list[str]
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
    weak: dict[str, list[str]] = {}
    speaks_to: list[str] = []
    host = "{0.scheme}://{0.netloc}".format(urlsplit(remote.address.url))
    for name, hash_ in sorted(known.files.items(), key=lambda item: (item[0] != INDEX, item[0])):
        found = remote.fetch(f"{folder}{'' if name == INDEX else name}", MAX_FILE_BYTES)
        if found.status != 200:
            missing.append(name)
            continue
        if sha256(found.data).hexdigest() != hash_:
            different.append(name)
        if name == INDEX:
            speaks_to = spoken_to(found.headers, host)
        for each in weaknesses(found.headers, host) if name.endswith(GUARDED) else ():
            weak.setdefault(each, []).append(name)
    if len(missing) == len(known.files):
        raise Refusal(
            "no-app-there",
            f"{remote.address.url}{folder} hands out no app.",
            mend="the address of the server; for a folder of its own on another host: --folder /",
        )
    same = len(known.files) - len(different) - len(missing)
    return Compared(same, different, missing, weak, speaks_to, _version(remote))


def _version(remote: Remote) -> str:
    found = _VERSION.match(remote.fetch("/", _FRONT_PAGE_BYTES).data)
    return found[1].decode() if found else ""
