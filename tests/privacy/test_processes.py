"""V2: nothing of a text is left in a temporary file, on a command line, in an environment or in a core dump."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.client.faults.programs import SECONDS, Program
from tests.client.home import TestHome
from tests.privacy.canaries import CANARY
from tests.privacy.conftest import Overheard
from tests.privacy.searching import found_in, is_heard


@pytest.fixture
def program(fresh: TestHome) -> Program:
    """Give the program, each command a process of its own, in a new journal."""
    return Program(fresh.folder)


def told_by(process: int) -> bytes:
    """Return what other programs of this person may read of a process: command line, environment, open files."""
    place = Path("/proc") / str(process)
    links = [str(link.readlink()) for link in (place / "fd").iterdir() if link.is_symlink()]
    return (place / "cmdline").read_bytes() + (place / "environ").read_bytes() + "\n".join(links).encode()


def awaited(process: subprocess.Popen[bytes], is_there: Callable[[], bool]) -> None:
    """Wait until ``process``, which must go on, has come so far."""
    until = time.monotonic() + SECONDS
    while not is_there():
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)


def no_core(process: int) -> bool:
    """Return whether the process would leave no core dump."""
    limits = (Path("/proc") / str(process) / "limits").read_text()
    return ["Max", "core", "file", "size", "0", "0", "bytes"] in [line.split() for line in limits.splitlines()]


def test_no_process_tells_others_what_is_written_v2(program: Program, tmp_path: Path, temporary: Path) -> None:
    """A text that is half piped in: not on the command line, in the environment, or in any file; no dump either."""
    process = program.start("jot", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(CANARY.encode())
    process.stdin.flush()
    awaited(process, lambda: no_core(process.pid))
    told, files = told_by(process.pid), found_in(tmp_path, CANARY)
    process.communicate()

    assert (is_heard(CANARY, told), files, list(temporary.iterdir())) == (False, [], [])
    assert (process.returncode, program.jots()) == (0, [CANARY])


def test_an_editor_is_told_a_place_and_no_text_v2(program: Program, tmp_path: Path, temporary: Path) -> None:
    """Its command line and its environment name the file; the text that is edited stands in that file only."""
    editor, told = tmp_path / "editor", tmp_path / "told"
    noted = program.run("jot", text=f"{CANARY} as first written".encode()).out.strip()
    editor.write_text(
        f'#!/bin/sh\ncat /proc/$$/cmdline /proc/$$/environ /proc/$PPID/cmdline > {told}\necho new > "$1"\n'
    )
    editor.chmod(0o700)

    assert program.run("fix", noted, "-e", EDITOR=str(editor)).code == 0

    assert (b"note.txt" in told.read_bytes(), is_heard(CANARY, told.read_bytes())) == (True, False)
    assert (program.jots(), list(temporary.iterdir())) == (["new"], [])


def test_the_editors_file_lies_in_memory_and_is_gone_v2(program: Program, tmp_path: Path, temporary: Path) -> None:
    """Neither the disk nor the temporary folder ever sees it, nor what the editor leaves beside it."""
    editor, seen = tmp_path / "editor", tmp_path / "seen"
    editor.write_text(f'#!/bin/sh\necho "$1" > {seen}\nprintf "%s" {CANARY} | tee "$1" "$1~" "$1.swp" > /dev/null\n')
    editor.chmod(0o700)

    assert program.run("jot", "-e", EDITOR=str(editor)).code == 0

    place = Path(seen.read_text().strip())
    assert (program.jots(), place.parent.exists(), place.parts[1] in ("dev", "run")) == ([CANARY], False, True)
    editor.unlink()
    assert (found_in(tmp_path, CANARY), list(temporary.iterdir())) == ([], [])


def test_a_watch_tells_others_nothing_v2(program: Program, server: Overheard) -> None:
    """The longest of all commands, with a live socket and notes going through it."""
    assert program.run("sync", server.url).code == 0
    program.run("jot", text=CANARY.encode())
    pushed = server.wire.sent.count(b"/push ")
    process = program.start("sync", "--watch")
    awaited(process, lambda: server.wire.sent.count(b"/push ") > pushed)
    told, is_safe = told_by(process.pid), no_core(process.pid)
    process.terminate()
    process.communicate()

    assert (is_heard(CANARY, told), is_safe, is_heard(CANARY, server.wire.everything)) == (False, True, False)


def test_a_process_of_ours_dumps_no_core_v2() -> None:
    """A dump would hold notes and keys; the limit is set before either is read."""
    script = "from twoway_client.process import settle; settle(); import resource; print(resource.getrlimit(4))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert (resource.RLIMIT_CORE, done.stdout) == (4, "(0, 0)\n")
