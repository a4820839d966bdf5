"""Judging: what a crash left is looked at with the program itself, as the person would next morning."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.client.faults.programs import Ended, Program
from tests.client.real_server import running

from .disk import MAPPED, lay
from .session import program_in

Files = dict[str, bytes]


@dataclass
class Judge:
    """Looks at homes, each kind once."""

    scratch: Path
    looked: set[int] = field(default_factory=set)

    def fault(
        self, files: Files, ids: set[str], *, is_made: bool, server: Path | None = None, address: str = ""
    ) -> str:
        """Return what is wrong with a home that holds ``files`` although ``ids`` were told; nothing where all is well.

        ``is_made``: that there is a journal was told. ``server``: data of the server at that moment, to sync with.
        """
        seen = tuple((path, b"" if path.endswith(MAPPED) else content) for path, content in sorted(files.items()))
        key = hash((seen, frozenset(ids), is_made, server))
        if key in self.looked:
            return ""
        self.looked.add(key)
        place = self.scratch / "crashed"
        shutil.rmtree(place, ignore_errors=True)
        lay(files, place, Random(key))
        program = program_in(place)
        return _local(program, ids, is_made=is_made) or (self._shared(program, server, address) if server else "")

    def _shared(self, program: Program, server: Path, address: str) -> str:
        """Return what is wrong once this home and the server of that moment have met."""
        data = self.scratch / "met"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(server, data)
        with running(data, int(address.rpartition(":")[2])):
            synced = program.run("sync", address, "--json")
            again = program.run("sync", "--json")
        if synced.code or again.code:
            return f"sync ended with {synced.code}, {again.code}: {_brief(synced)} {_brief(again)}"
        if json.loads(again.out)["sent"] or json.loads(again.out)["received"]:
            return f"a second sync still had something to do: {_brief(again)}"
        return _verified(program)


def _local(program: Program, ids: set[str], *, is_made: bool) -> str:
    log = program.run("log", "--json")
    if log.code and not is_made and "no journal" in log.err:
        made = program.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check")
        return f"it cannot be made again: {_brief(made)}" if made.code else ""
    if log.code:
        return f"log ended with {log.code}: {_brief(log)}"
    names = [entry["row"]["id"] for entry in json.loads(log.out)["entries"]]
    lost = [name for name in ids if sum(each.startswith(name) for each in names) != 1]
    if lost:
        return f"lost, or there twice: {', '.join(sorted(lost))}"
    written = program.run("jot", "the morning after")
    return f"nothing can be written: {_brief(written)}" if written.code else _verified(program)


def _verified(program: Program) -> str:
    done = program.run("verify", "--json")
    is_good = done.code == 0 and json.loads(done.out)["good"]
    return "" if is_good else f"verify ended with {done.code}: {_brief(done)}"


def _brief(done: Ended) -> str:
    return " ".join((done.err or done.out).split())[:400]
