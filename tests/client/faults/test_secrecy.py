"""No word of the person's lies in clear: not in a home, a temporary file, a trace, a core dump, or at the server."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.client.faults.canaries import CANARY, singing_events
from tests.client.faults.programs import Program
from tests.client.home import TestHome
from tests.client.profiles import Profile, found_profile
from tests.client.real_server import running
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.session import exchange
from twoway_client.trace import keep_trace
from twoway_core.events.vocabulary import WIRE


def songs(folder: Path) -> list[str]:
    """Return the files below ``folder`` in which the canary is heard, in UTF-8 or in UTF-16."""
    heard = (CANARY.encode(), CANARY.lower().encode(), CANARY.encode("utf-16-le"))
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [str(file.relative_to(folder)) for file in files if any(song in file.read_bytes() for song in heard)]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that all temporary files go to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)  # it is looked up once a process
    return folder


def sing(profile: Profile) -> int:
    """Write every type of event, file it, and return how many there were."""
    desk = profile.desk()
    with desk.batch() as batch:
        opportunity = batch.add(next(iter(singing_events(bytes(16)))))
    events = list(singing_events(opportunity))
    with desk.batch() as batch:
        for event in events:
            batch.add(event)
    desk.state(opportunity)
    desk.database.close()
    return len(events)


def test_no_field_of_any_event_lies_in_clear_here_or_at_the_server(tmp_path: Path, temporary: Path) -> None:
    """Journal, WAL, lock, keys, rollback memory, temporary files; the server's store, its WAL and its log."""
    profile = found_profile(tmp_path / "home")
    folder = tmp_path / "server"
    folder.mkdir()
    with running(folder) as server:
        written = sing(profile)
        before = songs(tmp_path)
        remote = Remote(Address.parse(server))
        outcome = exchange(profile.desk(), remote)
        remote.close()
        during = songs(tmp_path)

    assert (written, outcome.sent) == (len(WIRE), written + 1)
    assert (before, during, songs(tmp_path)) == ([], [], [])
    assert list(temporary.iterdir()) == []
    assert all((folder / name).stat().st_size > 0 for name in ("server.db", "server.log"))
    assert len(profile.entries()) == written + 1


def test_what_is_heard_would_be_found(tmp_path: Path) -> None:
    """The search is not deaf."""
    (tmp_path / "in clear").write_bytes(b"xx" + CANARY.encode() + b"xx")
    (tmp_path / "wide").write_text(CANARY, encoding="utf-16-le")

    assert sorted(songs(tmp_path)) == ["in clear", "wide"]


def test_commands_leave_no_word_behind(acme: TestHome, tmp_path: Path, temporary: Path) -> None:
    """Names that are remembered, plans, views, reports on the screen: through the commands themselves."""
    acme.write("open", CANARY, CANARY)
    acme.write("who", "add", f"{CANARY} Ruiz", "--boss")
    acme.write("want", f"{CANARY}=100", "growth=60", "--must", CANARY)
    acme.write("plan", "45m", f"@{CANARY.lower()}", "--when", "4 mar 14:00")
    acme.write("start")
    acme.write("ask", f"{CANARY}?", f"@{CANARY.lower()}")
    acme.write("note", f"e: {CANARY}")
    acme.write("jot", text=CANARY)
    acme.write("flag", CANARY, "--light")
    acme.write("end")
    shown = [acme.run(*words).out for words in (["fit"], ["report"], ["replay"], ["log"], ["todo"], ["compare"], [])]

    assert sum(CANARY in one for one in shown) >= 4
    assert (songs(acme.folder), songs(tmp_path)) == ([], [])
    assert list(temporary.iterdir()) == []


def test_the_editors_file_lies_in_memory_and_is_gone(program: Program, tmp_path: Path, temporary: Path) -> None:
    """Neither the disk nor the temporary folder ever sees it."""
    editor, seen = tmp_path / "editor", tmp_path / "seen"
    editor.write_text(f'#!/bin/sh\necho "$1" > {seen}\nprintf "%s" {CANARY} > "$1"\n')
    editor.chmod(0o700)

    assert program.run("jot", "-e", EDITOR=str(editor)).code == 0

    place = Path(seen.read_text().strip())
    assert (program.jots(), place.exists(), place.parts[1] in ("dev", "run")) == ([CANARY], False, True)
    editor.unlink()
    assert (songs(tmp_path), list(temporary.iterdir())) == ([], [])


def test_an_editor_that_cannot_be_started_is_said(program: Program) -> None:
    """It is no fault of ours, and nothing is written."""
    done = program.run("jot", "-e", EDITOR="/nonexistent/editor")

    assert (done.code, done.says("the editor /nonexistent/editor cannot be started", "name another in EDITOR")) == (
        1,
        True,
    )


def test_what_was_typed_in_an_editor_that_broke_comes_back(program: Program, tmp_path: Path) -> None:
    """It lay in memory only, and would be gone."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "half an hour of work" > "$1"\nexit 3\n')
    editor.chmod(0o700)

    done = program.run("jot", "-e", EDITOR=str(editor))

    assert (done.code, done.says("Nothing written.", "copy: half an hour of work")) == (130, True)


def test_a_process_of_ours_dumps_no_core() -> None:
    """A dump would hold notes and keys; the limit is set before either is read."""
    script = "from twoway_client.process import settle; settle(); import resource; print(resource.getrlimit(4))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert (resource.RLIMIT_CORE, done.stdout) == (4, "(0, 0)\n")


def test_a_trace_names_places_and_never_values(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says where it lies; neither holds a word of the journal, nor of the error's message."""
    home = TestHome(found_profile(tmp_path).home.folder, monkeypatch)

    def break_down(*_: object) -> None:
        secret = {CANARY: CANARY}
        raise LookupError(f"{secret}") from ValueError(CANARY)

    monkeypatch.setattr("twoway_client.commands.lock.run", break_down)
    done = home.run("lock", "--json")
    traces = [file.read_text() for file in temporary.iterdir()]

    assert (done.code, done.error["code"], CANARY in done.err) == (3, "fault", False)
    assert len(traces) == 1
    assert ("break_down" in traces[0], "LookupError" in traces[0], CANARY in traces[0]) == (True, True, False)
    assert oct(next(temporary.iterdir()).stat().st_mode)[-3:] == "600"


def test_a_trace_that_cannot_be_written_changes_nothing_else(temporary: Path) -> None:
    """The fault is still one sentence."""
    temporary.rmdir()
    tempfile.tempdir = str(temporary)

    assert keep_trace(ValueError("x")) is None
