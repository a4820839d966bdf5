"""Installing: the wheel as people get it, in a virtual environment of its own, compiled.

Its dependencies are copied from the one that runs the benchmarks, so the versions are the same; a
checkout that is installed editable would start otherwise.
"""

from __future__ import annotations

import compileall
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from .processes import HERE, ROOT, FailedError

PROJECT = "twoway"
FLOORS = ("floor_log", "floor_sync")
"""Floors that are timed as whole processes: installed like the command they stand beside."""


def install(folder: Path) -> Path:
    """Make a virtual environment in ``folder`` that holds the wheel of this checkout; return its Python."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    packages = folder / "lib" / Path(sysconfig.get_path("purelib")).relative_to(sys.prefix).relative_to("lib")
    for each in _closure(PROJECT):
        _copy(each, packages)
    _run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "wheel"))
    (wheel,) = (folder / "wheel").glob("*.whl")
    _run("-m", "pip", "-q", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    for name in FLOORS:
        shutil.copy2(HERE / f"{name}.py", packages)
        script = folder / "bin" / name
        script.write_text(f"#!{python}\nimport sys\nfrom {name} import main\nmain(sys.argv)\n")
        script.chmod(0o755)
    compileall.compile_dir(packages, quiet=2, workers=1)
    return python


def _run(*words: str) -> None:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(f"python {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def _closure(name: str) -> Iterator[Distribution]:
    """Yield what ``name`` needs here, and what those need, each once; without ``name`` itself."""
    seen, waiting = {name}, [name]
    while waiting:
        for text in distribution(waiting.pop()).requires or []:
            wanted = Requirement(text)
            if wanted.name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
                continue
            seen.add(wanted.name)
            waiting.append(wanted.name)
            yield distribution(wanted.name)


def _copy(each: Distribution, packages: Path) -> None:
    for file in each.files or []:
        if ".." in file.parts or "__pycache__" in file.parts:
            continue
        place = packages / file
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(str(file.locate()), place)
