"""Recording: a program under strace, and what it did to the files of one folder, in order.

strace prints one call a line, with the paths of open files (``-y``) and every string in hex (``-xx``). What was written
to standard output is kept too: what was said to a person has to be true afterwards. What is written through mapped
memory is not seen; SQLite keeps nothing there that it could not make anew.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .disk import Cut, Heard, Made, Removed, Renamed, Sent, Step, Synced, Told, Wrote

_FILES = "openat,lseek,write,pwrite64,ftruncate,fsync,fdatasync"
_NAMES = "rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat"
_LONGEST_BYTES = 8 * 1024 * 1024
_LINE = re.compile(r"(?P<process>\d+) +(?P<call>\w+)\((?P<words>.*)\) += (?P<result>-?\d+)")
_CUT = re.compile(r"(?P<process>\d+) +(?P<begun>\w+\(.*) <unfinished \.\.\.>")
_REST = re.compile(r"(?P<process>\d+) +<\.\.\. \w+ resumed>(?P<rest>.*)")
_OPEN = re.compile(r"(?P<number>\d+|AT_FDCWD)<(?P<path>.*)>")


def record(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, scratch: Path
) -> tuple[int, list[Step]]:
    """Run ``command`` to its end; return its exit code, and its steps in ``folder`` with paths relative to it."""
    trace = scratch / "trace"
    done = subprocess.run(
        [*strace(trace), *command], env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return done.returncode, list(steps(trace.read_text().splitlines(), str(folder)))


def strace(trace: Path) -> list[str]:
    """Return the words before a command whose calls are to be written to ``trace``."""
    calls = f"trace={_FILES},{_NAMES},sendto,recvfrom"
    return ["strace", "-f", "-y", "-xx", "-s", str(_LONGEST_BYTES), "-e", calls, "-o", str(trace)]


def steps(lines: Sequence[str], folder: str) -> Iterator[Step]:
    """Yield the steps in ``folder`` that strace's ``lines`` tell; calls that failed did nothing."""
    reader = _Reader(folder)
    for line in _joined(lines):
        found = _LINE.match(line)
        if found is not None and not found["result"].startswith("-"):
            yield from reader.read(
                found["call"], _Call(found["process"], found["words"].split(", "), int(found["result"]))
            )


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Put together what another thread's call cut in two: a call counts from when it has ended."""
    begun: dict[str, str] = {}
    for line in lines:
        if cut := _CUT.match(line):
            begun[cut["process"]] = f"{cut['process']} {cut['begun']}"
        elif rest := _REST.match(line):
            yield begun.pop(rest["process"], "") + rest["rest"]
        else:
            yield line


@dataclass(frozen=True, slots=True)
class _Call:
    """One call: its words, which hold no comma, for strings are hex."""

    process: str
    words: Sequence[str]
    result: int

    def data(self, place: int) -> bytes:
        """Return the string at ``place``."""
        return _unhexed(self.words[place].strip('"'))

    def opened(self) -> tuple[str, str]:
        """Return the number of the open file that comes first, and its path."""
        found = _OPEN.match(self.words[0])
        assert found is not None, self.words
        return found["number"], _unhexed(found["path"]).decode()

    def paths(self) -> list[str]:
        """Return the paths among the words; a relative one is in the folder that is named before it."""
        paths, folder = [], ""
        for word in self.words:
            if word.startswith('"'):
                path = _unhexed(word.strip('"')).decode()
                paths.append(path if path.startswith("/") else f"{folder}/{path}")
            elif found := _OPEN.match(word):
                folder = _unhexed(found["path"]).decode()
        return paths


@dataclass
class _Reader:
    """Turns calls into steps, and knows how far each open file was written."""

    folder: str
    _written: dict[tuple[str, str], int] = field(default_factory=dict)

    def read(self, call: str, told: _Call) -> Iterator[Step]:
        """Yield the steps of one call; of one that does nothing to files or names, none."""
        readers: dict[str, Callable[[_Call], Iterator[Step]]] = {
            "openat": self._openat,
            "lseek": self._lseek,
            "write": self._write,
            "pwrite64": self._pwrite,
            "ftruncate": self._ftruncate,
            "fdatasync": self._fsync,
            "fsync": self._fsync,
            "mkdir": self._mkdir,
            "rename": self._rename,
            "unlink": self._unlink,
            "rmdir": self._unlink,
            "sendto": self._send,
            "recvfrom": self._receive,
        }
        reader = readers.get(call) or readers.get(call.removesuffix("2").removesuffix("at"))
        if reader is not None:
            yield from reader(told)

    def _name(self, path: str) -> str | None:
        """Return ``path`` as it is called in the folder, which itself is ``.``.

        None where it lies elsewhere, or was opened without a name (``O_TMPFILE``): that is gone with its program.
        """
        if path == self.folder:
            return "."
        is_here = path.startswith(f"{self.folder}/") and "/#" not in path
        return path.removeprefix(f"{self.folder}/") if is_here else None

    def _openat(self, told: _Call) -> Iterator[Step]:
        path, flags = _unhexed(told.words[1].strip('"')).decode(), told.words[2]
        name = self._name(path)
        self._written[told.process, str(told.result)] = 0
        if name is not None and "O_CREAT" in flags:
            yield Made(name)
        if name is not None and "O_TRUNC" in flags:
            yield Cut(name, 0)

    def _lseek(self, told: _Call) -> Iterator[Step]:
        self._written[told.process, told.opened()[0]] = told.result
        yield from ()

    def _write(self, told: _Call) -> Iterator[Step]:
        (number, path), data = told.opened(), told.data(1)[: told.result]
        if number == "1":
            yield Told(data.decode(errors="replace"))
        elif (name := self._name(path)) is not None:
            offset = self._written.get((told.process, number), 0)
            self._written[told.process, number] = offset + told.result
            yield Wrote(name, offset, data)

    def _pwrite(self, told: _Call) -> Iterator[Step]:
        if (name := self._name(told.opened()[1])) is not None:
            yield Wrote(name, int(told.words[3]), told.data(1)[: told.result])

    def _ftruncate(self, told: _Call) -> Iterator[Step]:
        if (name := self._name(told.opened()[1])) is not None:
            yield Cut(name, int(told.words[1]))

    def _fsync(self, told: _Call) -> Iterator[Step]:
        if (name := self._name(told.opened()[1])) is not None:
            yield Synced(name)

    def _send(self, _: _Call) -> Iterator[Step]:
        yield Sent()

    def _receive(self, told: _Call) -> Iterator[Step]:
        yield Heard(told.data(1)[: told.result])

    def _mkdir(self, told: _Call) -> Iterator[Step]:
        if (name := self._name(told.paths()[0])) is not None:
            yield Made(name, is_folder=True)

    def _rename(self, told: _Call) -> Iterator[Step]:
        before, after = (self._name(path) for path in told.paths())
        if before is not None and after is not None:
            yield Renamed(before, after)

    def _unlink(self, told: _Call) -> Iterator[Step]:
        if (name := self._name(told.paths()[0])) is not None:
            yield Removed(name)


def _unhexed(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
