"""The phone's app as it was built: its files, read once when the server starts.

- What is served is what the build's own list of hashes names, each with the bytes that it names: no path is
  ever made of a request.
- An app that was not built, or of which a file differs, is not served at all; the reason is said.
- Beside a file may lie smaller copies of it, made by the build, for browsers that can open them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec

HASHES = "hashes.json"
INDEX = "index.html"
HOW_TO_BUILD = "run scripts/setup in a checkout where Node 20.19 or later is, or install a wheel that holds the app"

_HERE = Path(__file__).resolve()
_PACKED, _BUILT = _HERE.parent / "web", _HERE.parents[2] / "client" / "web" / "dist"
_CODINGS = {"br": ".br", "gzip": ".gz"}
"""What a browser may be given instead, best first, and how the copy's name ends."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_OTHER_TYPE = "application/octet-stream"
_NAMED_BY_HASH = "assets/"
_FOR_EVER, _ASK_FIRST = "public, max-age=31536000, immutable", "no-cache"


@dataclass(frozen=True, slots=True)
class AppFile:
    """One file: ``bodies`` by coding, the plain one under an empty name."""

    content_type: str
    cache_control: str
    hash: str
    bodies: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class App:
    """All files by name; none, and why, where there is no app to serve."""

    files: Mapping[str, AppFile]
    missing: str = ""


NO_APP = App({}, f"the phone's app is not built; {HOW_TO_BUILD}")


class _Hashes(msgspec.Struct):
    version: str
    files: dict[str, str]


def find_app() -> App:
    """Return the app of this installation: packed beside this module, or built in this checkout."""
    return read_app(_PACKED if _PACKED.is_dir() else _BUILT)


def read_app(folder: Path) -> App:
    """Return the app in ``folder``."""
    try:
        listed = msgspec.json.decode((folder / HASHES).read_bytes(), type=_Hashes).files
        files = {name: _read(folder, name, listed[name]) for name in listed}
    except FileNotFoundError:
        return NO_APP
    except (OSError, msgspec.DecodeError, _DiffersError):
        return App({}, f"the phone's app in {folder} is not whole; {HOW_TO_BUILD}")
    return App(files)


class _DiffersError(Exception):
    """A file is not what the list says."""


def _read(folder: Path, name: str, hash_: str) -> AppFile:
    path = folder / name
    plain = path.read_bytes()
    if sha256(plain).hexdigest() != hash_:
        raise _DiffersError
    copies = {coding: path.with_name(path.name + ending) for coding, ending in _CODINGS.items()}
    return AppFile(
        content_type=_TYPES.get(PurePosixPath(name).suffix, _OTHER_TYPE),
        cache_control=_FOR_EVER if name.startswith(_NAMED_BY_HASH) else _ASK_FIRST,
        hash=hash_,
        bodies={"": plain} | {coding: copy.read_bytes() for coding, copy in copies.items() if copy.is_file()},
    )
