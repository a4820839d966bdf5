"""What was erased: its sealed text lies in no file any more, here or at the server, free pages and logs included."""

from __future__ import annotations

from pathlib import Path

from tests.client.home import TestHome
from tests.privacy.canaries import CANARY
from tests.privacy.conftest import Overheard

LATER = "2026-03-08T13:50:00+01:00"
"""More than 72 hours after the clock of these homes."""
_PIECE = 64


def body_with_text(home: TestHome) -> bytes:
    """Return the sealed body of the newest segment that holds entries."""
    desk = home.desk()
    bodies = [segment.body for _, segment in desk.segments.all_segments() if segment.header.count]
    desk.database.close()
    return bodies[-1]


def files_with(folder: Path, body: bytes) -> list[str]:
    """Return the files below ``folder`` in which any whole piece of ``body`` lies: pages may cut it anywhere."""
    pieces = [body[at : at + _PIECE] for at in range(0, len(body) - _PIECE + 1, _PIECE)]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sorted(file.name for file in files if any(piece in file.read_bytes() for piece in pieces))


def test_an_erased_text_lies_in_no_file_of_device_or_server(fresh: TestHome, server: Overheard) -> None:
    """Searched while the server runs: the database, its write-ahead log, and the journal's."""
    fresh.write("sync", server.url)
    written = fresh.write("jot", f"{CANARY} " * 400)
    fresh.write("sync")
    old = body_with_text(fresh)
    before = files_with(server.folder, old), files_with(fresh.folder, old)
    fresh.write("erase", written, "--confirm", "erase")
    fresh.now = LATER
    fresh.write("sync")

    assert all(before)
    assert (files_with(server.folder, old), files_with(fresh.folder, old)) == ([], [])
    assert body_with_text(fresh) != old
    assert fresh.run("verify").code == 0
