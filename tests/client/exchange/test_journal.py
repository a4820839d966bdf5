"""The whole journal out as JSON Lines, and in again."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ..commands.held import Held, birch, held, recruiter
from ..home import TestHome

VIEWS = (
    ("fit", "acme"),
    ("agree", "acme"),
    ("why", "autonomy"),
    ("replay", "acme/1"),
    ("report", "acme"),
    ("compare",),
    ("todo",),
    ("bank",),
    ("want",),
)

COMPUTED = {
    "twoway.report/1": ("opportunity", "firm", "role", "stage", "flags", "promises", "fit"),
    "twoway.compare/1": ("options", "present", "criteria", "weighed"),
}
"""What is not sampled of the views that sample."""


@pytest.fixture
def full(planned: TestHome) -> Held:
    """Give a journal with two opportunities, ratings, a correction, a retraction and an erased note."""
    done = held(planned)
    recruiter(planned)
    birch(planned)
    home = planned
    home.now = "2026-03-07T09:00:00+01:00"
    home.write("fix", done.ana, "--text", "her engineers decide", "--because", "shorter")
    home.write("jot", "a thought that goes")
    home.write("undo")
    secret = home.write("jot", "a secret that must not leave")
    assert home.run("erase", secret, "--confirm", "erase").code == 0
    home.write("todo", "add", "send the work sample", "@ana", "--day", "2026-03-16")
    return done


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Give a new journal without any content."""
    home = TestHome(tmp_path / "bare", monkeypatch, "2026-03-08T10:00:00+01:00")
    words = ("init", "--name", "desk", "--no-passphrase", "--no-word-check", "--no-starter")
    assert home.run(*words).code == 0
    return home


def views(home: TestHome) -> list[Any]:
    """Return what the views say, as JSON."""
    home.now = "2026-03-08T12:00:00+01:00"
    assert home.run("open", "acme").code == 0
    return [computed(home.json(*words)) for words in VIEWS]


def computed(view: dict[str, Any]) -> dict[str, Any]:
    """Return ``view``; of one that samples, what is computed: the seed is drawn from all ids, also those of imports."""
    names = COMPUTED.get(view["schema"], view)
    return {name: view[name] for name in names}


def exported(home: TestHome, file: Path, *words: str) -> Path:
    """Export the journal to ``file``."""
    done = home.run(*words, "export", "journal", "--to", str(file))
    assert done.code == 0, done.err
    return file


def test_a_round_trip_gives_the_same_views(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Every view of an empty journal that took the export in says what the first one says."""
    file = exported(full.home, tmp_path / "all.jsonl")
    done = bare.run("import", str(file), "--yes")

    assert done.code == 0, done.err
    assert views(bare) == views(full.home)


def test_importing_again_changes_nothing(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Neither the journal it came from nor the one that has it already."""
    file = exported(full.home, tmp_path / "all.jsonl")
    bare.write("import", str(file), "--yes")
    before = bare.json("log")
    again, own = bare.json("import", str(file), "--yes"), full.home.json("import", str(file), "--yes")

    assert bare.json("log") == before
    assert (again["rows"], again["written"]) == ([], False)
    assert (own["rows"], own["written"]) == ([], False)
    assert again["known"] == len(file.read_text().splitlines())


def test_every_entry_leaves_under_its_id_but_the_erased(full: Held, tmp_path: Path) -> None:
    """Corrections and retractions are in it, and no word of what was erased."""
    text = exported(full.home, tmp_path / "all.jsonl").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    kinds = {line["type"] for line in lines}

    assert len(lines) == len({line["id"] for line in lines})
    assert {"twoway.entry.corrected.v1", "twoway.entry.retracted.v1", "twoway.entry.erased.v1"} <= kinds
    assert "a secret that must not leave" not in text
    assert "a thought that goes" in text
    assert all({"specversion", "source", "time", "recordedtime", "data", "entry"} <= line.keys() for line in lines)


def test_a_first_look_writes_nothing(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Without a yes it says what it would do, in a script as well as with --dry-run."""
    file = exported(full.home, tmp_path / "all.jsonl")
    before = bare.json("log")
    look, dry = bare.run("import", str(file)), bare.run("import", str(file), "--dry-run", "--yes")

    assert "things to import." in look.out
    assert "answer noted" in look.out
    assert "Nothing is written yet." in look.err
    assert look.out == dry.out
    assert bare.json("log") == before


def test_a_person_is_asked_first(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Enter is a no."""
    file = exported(full.home, tmp_path / "all.jsonl")
    no = bare.try_typing("import", str(file), answers=[""])
    yes = bare.type("import", str(file), answers=["y"])

    assert no.code == 130
    assert "Nothing written." in no.out
    assert "imported: " in yes


def test_undo_takes_an_import_back_whole_and_redo_brings_it_back(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Also what came under ids of its own."""
    file = exported(full.home, tmp_path / "all.jsonl")
    bare.write("import", str(file), "--yes")
    there = views(bare)
    bare.write("undo")
    gone = bare.json("open")["opportunities"]
    bare.write("redo")

    assert gone == []
    assert views(bare) == there


def test_undo_of_an_import_says_how_to_bring_it_back(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """By the id of the import, not of one of its entries."""
    file = exported(full.home, tmp_path / "all.jsonl")
    record = bare.write("import", str(file), "--yes")
    shown = bare.type("undo", record)
    again = bare.type("redo", record)

    assert f"undone: {record}" in shown
    assert f"redo {record}" in shown
    assert f"brought back: {record}" in again


def test_a_file_that_was_taken_back_says_how_it_comes_back(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Its entries are here already, so importing it again would do nothing."""
    file = exported(full.home, tmp_path / "all.jsonl")
    record = bare.write("import", str(file), "--yes")
    bare.write("undo")

    assert f"taken back: twoway redo {record} brings it back" in " ".join(bare.run("import", str(file)).out.split())


def test_entries_of_a_newer_version_and_of_tomorrow_travel_on(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Byte for byte, through two journals; a time far ahead is said."""
    from twoway_core.entry import Entry, encode_entry
    from twoway_core.exchange.cloud_events import to_line
    from twoway_core.ids import make_entry_id

    newer = Entry(
        make_entry_id(1_900_000_000_000, 0, 9),
        0,
        0,
        None,
        "thing.of-tomorrow",
        msgspec.Raw(b"\x81\xa1x\xcb" + bytes(8)),
    )
    line = to_line(encode_entry(newer), bytes(16))
    given = tmp_path / "newer.jsonl"
    given.write_text(line + "\n")
    look = bare.json("import", str(given), "--yes")
    back = exported(bare, tmp_path / "back.jsonl").read_text().splitlines()
    attributes = [json.loads(one) for one in back]

    assert look["notes"] == ["1 claim a time more than a day ahead: unreliable time"]
    assert json.loads(line)["entry"] in {one["entry"] for one in attributes}
    assert bare.run("jot", "the clock is not dragged along").code == 0
    assert (
        json.loads(exported(bare, tmp_path / "more.jsonl").read_text().splitlines()[-1])["type"]
        == "twoway.thing.of-tomorrow.v1"
    )


def test_an_export_never_drives_a_terminal_m4(bare: TestHome, tmp_path: Path) -> None:
    """Whatever a note holds, down a pipe go letters; and it comes back as it was."""
    bare.write("open", "acme")
    bare.write("jot", text="\x1b]52;c;evil\x07 \x9b2J \u202e")
    bare.write("learn", text="\x1b[2J")
    bare.write("who", "add", "\x1b[31mAna", "--boss")
    for words in (["journal"], ["notes"], ["contacts"], ["calendar", "--names"]):
        out = bare.run("export", *words).out

        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", out)


def test_the_log_stays_in_order_after_an_import(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Entries that kept their ids stand where their ids say, before and after a sync would cut them."""
    bare.now = "2026-03-06T23:00:00+01:00"
    between = bare.write("jot", "between the two journals")
    bare.now = "2026-03-08T10:00:00+01:00"
    bare.write("import", str(exported(full.home, tmp_path / "all.jsonl")), "--yes")
    rows = [line["row"] for line in bare.json("log")["entries"]]
    words = [row["what"] for row in rows]

    assert words[0] == "import recorded"
    assert 1 < [row["id"][:5] for row in rows].index(between) < len(rows) - 1


def test_an_export_of_the_past_holds_what_was_known_then(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """Taken in elsewhere it gives the views of that day."""
    file = exported(full.home, tmp_path / "then.jsonl", "at", "2026-03-04")
    bare.write("import", str(file), "--yes")
    assert bare.run("open", "acme").code == 0
    bare.now = full.home.now = "2026-03-08T12:00:00+01:00"
    then = full.home.json("at", "2026-03-04", "fit", "acme")
    del then["known_until"]

    assert bare.json("fit", "acme") == then
    assert "Birch" not in file.read_text()


def test_down_a_pipe_goes_the_export_alone(full: Held, tmp_path: Path) -> None:
    """The same lines as in a file, and what is said beside it goes elsewhere; also from the past."""
    file = exported(full.home, tmp_path / "all.jsonl")
    piped, past = full.home.run("export", "journal"), full.home.run("at", "yesterday", "export", "journal")

    assert piped.out == file.read_text()
    assert "not encrypted" in piped.err
    assert past.out.startswith('{"specversion"')


def test_a_file_has_one_owner_and_is_not_written_over(full: Held, tmp_path: Path) -> None:
    """Unless that was asked for."""
    file = exported(full.home, tmp_path / "all.jsonl")
    mode = stat.S_IMODE(file.stat().st_mode)
    file.write_text("mine")
    refused = full.home.run("export", "journal", "--to", str(file), "--json").error
    kept = file.read_text()
    forced = full.home.run("export", "journal", "--to", str(file), "--force")

    assert mode == 0o600
    assert refused["code"] == "file"
    assert kept == "mine"
    assert forced.code == 0
    assert file.read_text() != "mine"
    assert not list(tmp_path.glob(".twoway-*"))


def test_a_program_learns_where_the_file_is(full: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --json the export is a file, and its place is the answer."""
    monkeypatch.chdir(tmp_path)
    done = full.home.json("export", "journal")

    assert done["file"] == "twoway-journal-2026-03-07.jsonl"
    assert done["holds"] == f"{len((tmp_path / done['file']).read_text().splitlines())} entries"


def test_a_file_system_without_links_gets_its_file_too(
    full: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one that came there meanwhile is still not written over."""

    def refuses(part: str, file: Path) -> None:
        raise OSError(1, "not here")

    def loses(part: str, file: Path) -> None:
        file.write_text("mine")
        raise OSError(1, "not here")

    monkeypatch.setattr(os, "link", refuses)
    file = exported(full.home, tmp_path / "all.jsonl")
    monkeypatch.setattr(os, "link", loses)
    late = tmp_path / "late.jsonl"
    refused = full.home.run("export", "journal", "--to", str(late), "--json").error

    assert file.read_text().startswith('{"specversion"')
    assert (refused["code"], late.read_text()) == ("file", "mine")


def test_an_edited_line_is_refused_and_nothing_is_taken_in(full: Held, bare: TestHome, tmp_path: Path) -> None:
    """What is read must be what comes in; a line that says so has its number."""
    file = exported(full.home, tmp_path / "all.jsonl")
    file.write_text(file.read_text().replace("mostly us", "mostly me"))
    before = bare.json("log")
    refused = bare.run("import", str(file), "--yes", "--json").error

    assert "it was edited" in refused["what"]
    assert refused["kept"] == "nothing was imported"
    assert bare.json("log") == before


def test_a_file_cannot_erase_what_is_here(full: Held, tmp_path: Path, bare: TestHome) -> None:
    """An erasure of an entry that is here stays out, and is counted."""
    bare.write("import", str(exported(full.home, tmp_path / "all.jsonl")), "--yes")
    assert bare.run("erase", full.ben, "--confirm", "erase").code == 0
    evil = exported(bare, tmp_path / "evil.jsonl")
    before = views(full.home)
    done = full.home.json("import", str(evil), "--yes")

    assert any("would erase what is here" in note for note in done["notes"])
    assert views(full.home) == before
