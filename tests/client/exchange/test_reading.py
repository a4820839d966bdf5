"""Files that come in: what is too large, packed, or no file is refused before anything is taken in."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

from ..home import TestHome


def refused(home: TestHome, *words: str) -> dict[str, str]:
    """Return the refusal of an import that was told to go on."""
    return home.run("import", *words, "--yes", "--json").error


def test_a_gigabyte_is_refused_unread_m9(fresh: TestHome, tmp_path: Path) -> None:
    """By its size, for each kind of file."""
    for name in ("x.jsonl", "x.ics", "x.csv", "x.md"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(1 << 30)

        assert refused(fresh, str(tmp_path / name))["code"] == "too-large"


def test_a_packed_file_is_not_opened_m9(fresh: TestHome, tmp_path: Path) -> None:
    """However much would come out of it."""
    bomb, archive = tmp_path / "x.jsonl", tmp_path / "y.jsonl"
    bomb.write_bytes(gzip.compress(bytes(10 << 20)))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("x", bytes(10 << 20))

    assert [refused(fresh, str(file))["code"] for file in (bomb, archive)] == ["packed", "packed"]


def test_what_is_no_file_is_refused_m9(fresh: TestHome, tmp_path: Path) -> None:
    """A folder, a device, a pipe that nobody writes to, nothing at all."""
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    for name in ("pipe.csv", "folder.csv", "none.csv"):
        assert refused(fresh, str(tmp_path / name))["code"] == "file"
    assert refused(fresh, "/dev/zero", "--as", "csv")["code"] == "file"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{}",
        "[" * 100_000,
        '{"specversion":"1.0","id":"x","type":"y","entry":"' + "A" * 2_000_000 + '"}',
        '{"specversion":"1.0","id":"x","type":"y","entry":"AAAA","data":' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"specversion":"0.3","id":"x","type":"y","entry":"kA=="}',
        '{"specversion":"1.0","id":"x","type":"y","entry":"no base64"}',
    ],
)
def test_a_line_that_is_no_entry_is_refused_m9(fresh: TestHome, tmp_path: Path, line: str) -> None:
    """Nested without end, longer than any entry, of another format; nothing is half taken in."""
    good = fresh.run("export", "journal").out
    file = tmp_path / "x.jsonl"
    file.write_text(f"{good}{line or '?'}\n")
    before = fresh.json("log")

    assert refused(fresh, str(file))["code"] == "line"
    assert fresh.json("log") == before


def test_a_file_that_breaks_off_is_refused_m9(fresh: TestHome, tmp_path: Path) -> None:
    """In the midst of a line."""
    file = tmp_path / "x.jsonl"
    file.write_text(fresh.run("export", "journal").out[:-40])

    assert refused(fresh, str(file))["code"] == "line"


def test_entries_that_refer_to_themselves_do_no_harm_m9(fresh: TestHome, tmp_path: Path) -> None:
    """A correction of itself, and two of each other, come in and change nothing."""
    from twoway_core.entry import Entry, encode_entry
    from twoway_core.events.log import EntryCorrected, EntryRetracted
    from twoway_core.events.vocabulary import encode_event
    from twoway_core.exchange.cloud_events import to_line
    from twoway_core.ids import make_entry_id

    names = [make_entry_id(1_770_000_000_000 + number, 0, number) for number in range(4)]
    targets = [names[0], names[2], names[1], names[3]]
    events = [EntryCorrected(target=target) for target in targets[:3]] + [EntryRetracted(target=targets[3])]
    made = [
        Entry(name, 1_770_000_000_000, 60, names[0], *encode_event(event))
        for name, event in zip(names, events, strict=True)
    ]
    file = tmp_path / "x.jsonl"
    file.write_text("".join(f"{to_line(encode_entry(one), bytes(16))}\n" for one in made))
    before = fresh.json("bank")
    done = fresh.json("import", str(file), "--yes")

    assert sum(row["count"] for row in done["rows"]) == 4
    assert fresh.json("bank") == before
    assert fresh.run("log").code == 0


def test_bytes_that_are_no_text_are_refused(fresh: TestHome, tmp_path: Path) -> None:
    """With how to mend it."""
    file = tmp_path / "x.csv"
    file.write_bytes(b"question\nGr\xfc\xdfe?\n")

    assert "iconv" in refused(fresh, str(file))["try"]


def test_a_pipe_can_be_imported(fresh: TestHome) -> None:
    """Its kind is said, for it has no name."""
    unnamed = fresh.run("import", "-", text="question\nWho?\n")
    done = fresh.run("import", "-", "--as", "csv", "--yes", "--json", text="\ufeffquestion\nWho?\n")

    assert unnamed.code == 2
    assert json.loads(done.out)["file"] == "a pipe"
    assert fresh.run("export", "questions").out.splitlines()[-1].startswith('"Who?"')


def test_a_kind_that_does_not_fit_is_said(fresh: TestHome, tmp_path: Path) -> None:
    """Contacts are no list, notes are no table, and a table has to say what it holds."""
    table, notes = tmp_path / "x.csv", tmp_path / "x.md"
    table.write_text("a,b\n1,2\n")
    notes.write_text("- a\n")

    assert fresh.run("import").code == 2
    assert fresh.run("import", str(notes), "--kind", "contacts").code == 2
    assert fresh.run("import", str(table), "--kind", "notes").code == 2
    assert fresh.run("import", str(table)).code == 2
    assert fresh.run("import", str(table), "--kind", "questions", "--map", "weather=a").code == 2
    assert fresh.run("import", str(tmp_path / "x.doc")).code == 2
