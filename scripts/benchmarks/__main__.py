"""Runs the benchmarks: ``scripts/bench [--quick] [--json FILE] [ROW ...]``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import (
    row_append,
    row_decide,
    row_disk,
    row_hints,
    row_load,
    row_log,
    row_one,
    row_phone,
    row_pull,
    row_push,
    row_rebuild,
    row_sync,
    row_views,
)
from .bench import QUICK, Bench, Effort
from .installing import install
from .processes import ROOT, FailedError, Launcher
from .table import Row, json_of, text_of

ROWS: dict[str, Callable[[Bench], Row]] = {
    "log": row_log.run,
    "views": row_views.run,
    "decide": row_decide.run,
    "append": row_append.run,
    "rebuild": row_rebuild.run,
    "push": row_push.run,
    "pull": row_pull.run,
    "one": row_one.run,
    "sync": row_sync.run,
    "disk": row_disk.run,
    "load": row_load.run,
    "phone": row_phone.run,
    "hints": row_hints.run,
}
_DISK = Path("/var/tmp")  # noqa: S108  # on a disk, where /tmp may be memory
_MEMORY = Path("/dev/shm")  # noqa: S108  # tmpfs, on every Linux
_PEERS = ROOT / ".venv-bench/bin/python"
_PACKAGES = ("aiohttp", "cryptography", "msgspec")


def main() -> int:
    """Measure the rows that were asked for, print the table, and write the JSON; return the exit status."""
    arguments = _parser().parse_args()
    facts = _facts(quick=arguments.quick)
    try:
        with _bench(arguments.scratch, QUICK if arguments.quick else Effort()) as bench:
            rows = [_measured(name, bench) for name in arguments.rows or ROWS]
    except FailedError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    facts["load_after"] = os.getloadavg()[0]
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    arguments.json.write_text(json.dumps(json_of(rows, facts), indent=1) + "\n")
    print(text_of(rows))
    if arguments.quick:
        print("This was --quick: it shows that everything runs, and its verdicts say nothing.")
    print(f"Load {facts['load_before']:.2f} before, {facts['load_after']:.2f} after; {facts['processors']} processors.")
    print(f"Every sample: {arguments.json}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Floor, peer and Twoway in turn, in one run.")
    parser.add_argument("rows", nargs="*", metavar="ROW", choices=[[], *ROWS], help=f"only these: {', '.join(ROWS)}")
    parser.add_argument("--quick", action="store_true", help="small and few: does it run, not how fast")
    parser.add_argument(
        "--json", type=Path, default=ROOT / "build/bench.json", metavar="FILE", help="[build/bench.json]"
    )
    parser.add_argument("--scratch", type=Path, default=_DISK, metavar="DIR", help=f"a folder on the disk [{_DISK}]")
    return parser


@contextmanager
def _bench(disk: Path, effort: Effort) -> Iterator[Bench]:
    """Yield the bench; its folders go afterwards. Raises FailedError."""
    if not _PEERS.exists():
        raise FailedError(f"no {_PEERS}: scripts/bench makes it")
    with ExitStack() as stack:
        scratch = stack.enter_context(_folder(disk))
        memory = stack.enter_context(_folder(_MEMORY)) if _MEMORY.is_dir() else None
        for name in ("person", "state", "homes"):
            (scratch / name).mkdir()
        _say("building the wheel, and a virtual environment for it")
        python = install(scratch / "venv")
        launcher = stack.enter_context(Launcher(scratch))
        yield Bench(scratch, memory, python, _PEERS, launcher, effort)


@contextmanager
def _folder(where: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="twoway-bench-", dir=where))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(name: str, bench: Bench) -> Row:
    began = time.monotonic()
    _say(f"{name} ...")
    row = ROWS[name](bench)
    _say(f"{name}: {time.monotonic() - began:.0f} s")
    return row


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _facts(*, quick: bool) -> dict[str, Any]:
    """Return what the figures depend on."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": quick,
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: version(name) for name in _PACKAGES},
        "load_before": os.getloadavg()[0],
    }


if __name__ == "__main__":
    sys.exit(main())
