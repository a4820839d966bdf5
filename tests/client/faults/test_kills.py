"""L1: processes that are killed at any moment, without a chance to tidy up: what was said to be written is there."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

from tests.client.faults.programs import Program
from tests.client.home import TestHome
from tests.client.real_server import running

NOTES, SYNCS = 20, 8


class Killer:
    """Kills commands at moments of chance: anywhere in the time that a whole one takes now, and shortly after."""

    def __init__(self, program: Program, seed: int) -> None:
        self._program, self._chance = program, random.Random(seed)
        began = time.monotonic()
        assert program.run("jot", "to see how long it takes").code in (0, 1)
        self._seconds = 1.3 * (time.monotonic() - began)

    def run(self, *words: str) -> str:
        """Start a command, kill it, and return what it had printed as data until then."""
        process = self._program.start(*words)
        try:
            process.wait(self._chance.uniform(0, self._seconds))
        except subprocess.TimeoutExpired:
            process.kill()
        out, _ = process.communicate()
        return out.decode().strip()


def noted(program: Program) -> dict[str, str]:
    """Return what was jotted, by id."""
    return {jot["id"]: jot["text"] for jot in program.data("jot", "list")["jots"]}


def test_what_was_acknowledged_outlives_kill_9_l1(program: Program) -> None:
    """An id that was printed is in the journal; nothing is there twice, and the check finds all good."""
    killer = Killer(program, 1)
    told = {f"note {number}": killer.run("jot", f"note {number}") for number in range(NOTES)}
    acknowledged = {text for text, name in told.items() if name}
    after = list(noted(program).values())

    assert (acknowledged - set(after), len(after) - len(set(after))) == (set(), 0)
    assert program.run("verify").code == 0


def test_a_sync_killed_anywhere_loses_and_doubles_nothing_l1(program: Program, tmp_path: Path) -> None:
    """Whatever it was doing, the next one goes on, and both sides end with every note once."""
    killer, texts = Killer(program, 2), ["to see how long it takes"]
    with running(tmp_path) as address:
        assert program.run("sync", address).code == 0
        for number in range(SYNCS):
            texts.append(f"note {number} " + "x" * 400 * number)
            assert program.run("jot", texts[-1]).code == 0
            killer.run("sync")
        ended = program.run("sync", "--json")
        again = program.data("sync")

    assert ended.code in (0, 4), ended.err
    assert sorted(noted(program).values()) == sorted(texts)
    assert (again["sent"], again["received"], program.run("verify").code) == (0, 0, 0)


def test_a_journal_is_made_whole_or_not_at_all_l1(empty: TestHome) -> None:
    """Killed while it is made, it is there and works, or the same command makes it."""
    program, made = Program(empty.folder), 0
    killer = Killer(program, 4)
    for _ in range(6):
        killer.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check")
        written = program.run("jot", "is it there?")
        made += written.code == 0
        assert written.code == 0 or "no journal" in written.err, written.err
    program.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check")

    assert program.run("jot", "it is there").code == 0
    assert len(noted(program)) == made + 1
