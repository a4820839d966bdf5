"""Unsent entries: what the phone exports, the command line takes in; and both refuse the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.home import TestHome
from tests.client.profiles import admit, found_profile
from tests.web.line import ask
from tests.web.node import Node
from twoway_client.store.outbox import Reader
from twoway_core.codec import encode
from twoway_core.exchange.unsent import UnsentEntries, write_unsent
from twoway_core.ids import JournalId
from twoway_core.sealing.segment import Segment
from twoway_core.trust.statements import encode_roster_entry

JOURNAL = JournalId(bytes(range(16)))
FILE = write_unsent(JOURNAL, [Segment(b"header", bytes(64), b"body")])


def test_the_command_line_takes_in_what_the_phone_exports(
    node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same entries, under the same ids."""
    laptop = found_profile(tmp_path)
    phone = admit(laptop, tmp_path, "phone")
    phone.jot(*(f"jot {number}, {'long ' * 900}" for number in range(40)))
    desk = phone.desk()
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    entries = [entry for _, entry in reader.entries()]
    roster = [encode_roster_entry(entry) for entry in desk.segments.roster().entries]
    file = tmp_path / "unsent.twoway"
    file.write_bytes(ask(node, "unsent.write", keys=phone.keys.secret, roster=roster, entries=entries))

    shown = TestHome(tmp_path / "laptop", monkeypatch).json("import", str(file), "--yes")

    assert shown["rows"] == [{"what": "jot noted", "text": "", "count": 40}]
    assert laptop.entries() >= set(entries)


def test_a_file_reads_alike_in_both(node: Node) -> None:
    """The journal and the segments."""
    assert ask(node, "unsent.read", file=FILE) == {"is": {"journal": JOURNAL.hex(), "bodies": [b"body"]}}


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (encode(UnsentEntries(2, JOURNAL, [])), "UnsupportedError"),
        (write_unsent(JOURNAL, []), "MalformedError"),
        (FILE + b"\0", "MalformedError"),
        (FILE[:-1], "MalformedError"),
        (b"", "MalformedError"),
    ],
)
def test_the_same_files_are_refused(node: Node, file: bytes, error: str) -> None:
    """With the same word (the other side: tests/core/exchange)."""
    assert ask(node, "unsent.read", file=file) == {"refused": error}
