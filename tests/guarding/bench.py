"""A bench: a copy of the tree in a scratch folder, in which one check at a time is switched off and tests are run.

The tree itself is never touched. The copy comes first on the import path, so that the tests, and the
programs that they start, run the copy.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from .guards import ROOT, Guard, switched_off

_PARTS = ("core", "server", "client", "tests", "scripts")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", ".*")
_PACKAGES = ("core", "server", "client")
_MOMENTS = count(1_000_000_000)
_TEST_SECONDS = 60
_RUN_SECONDS = 600
_SUMMARY = re.compile(r"^(?:FAILED|ERROR) (\S+?\.py(?:::[^\[ ]+)?)(\[.*?\])?(?: - (.*))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run of tests ended. ``failed``: (test, reason) pairs. ``code``: pytest's; 1 is "some test failed"."""

    code: int
    failed: list[tuple[str, str]]
    tail: str


@dataclass(frozen=True, slots=True)
class Bench:
    """One copy of the tree."""

    root: Path

    def run(self, tests: Sequence[str], *, stop: bool) -> Verdict:
        """Run ``tests``; ``stop`` at the first failure."""
        command = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider"]
        command += [f"--timeout={_TEST_SECONDS}", "--hypothesis-seed=0", *(["-x"] if stop else ["-n", "2"]), *tests]
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env=self.environ(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_RUN_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Verdict(-1, [], f"no end after {_RUN_SECONDS} s")
        failed = [(name, reason) for name, _, reason in _SUMMARY.findall(done.stdout)]
        return Verdict(done.returncode, failed, "\n".join(done.stdout.splitlines()[-3:]) or done.stderr[-300:])

    @contextmanager
    def without(self, guard: Guard) -> Iterator[None]:
        """Switch ``guard`` off for as long as the context lasts."""
        changed, file = switched_off(guard, self.root), self.root / guard.file
        kept = file.with_name(f"{file.name}.kept")
        shutil.copy2(file, kept)
        file.write_text(changed, encoding="utf-8")
        moment = next(_MOMENTS)  # compiled files are told apart by the second and the size of their source
        os.utime(file, (moment, moment))
        try:
            yield
        finally:
            os.replace(kept, file)

    def environ(self) -> dict[str, str]:
        """Return the environment of a program that is to run this copy."""
        ours = ("TWOWAY_", "COVERAGE_", "PYTEST_")
        environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        paths = [str(self.root / package) for package in _PACKAGES]
        return environ | {"PYTHONPATH": os.pathsep.join([*paths, str(self.root)]), "COLUMNS": "2000"}


@contextmanager
def benches(wanted: int) -> Iterator[list[Bench]]:
    """Give ``wanted`` copies of the tree. Raises ValueError when the copy would not be what is imported."""
    with tempfile.TemporaryDirectory(prefix="twoway-guards-") as scratch:
        made = []
        for number in range(wanted):
            root = Path(scratch) / f"bench{number}"
            for part in _PARTS:
                shutil.copytree(ROOT / part, root / part, ignore=_LEFT_OUT, symlinks=True)
            for file in ROOT.glob("*.*"):
                if file.is_file() and not file.name.startswith("."):
                    shutil.copy2(file, root / file.name)
            made.append(Bench(root))
            _check_imports(made[-1])
        yield made


def _check_imports(bench: Bench) -> None:
    script = "import twoway_core, twoway_server, twoway_client as c; print(twoway_core.__file__, c.__file__)"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd="/", env=bench.environ(), capture_output=True, text=True, check=True
    )
    if not all(name.startswith(str(bench.root)) for name in run.stdout.split()):
        raise ValueError(f"the copy of the tree is not what is imported: {run.stdout}")
