"""The wheel: what somebody installs holds the phone's app, and the hashes to check a server by."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "client/web/dist"
PACKED = ("pyproject.toml", "README.md", "LICENSE", "core", "server", "client/twoway_client", "scripts/wheel_app.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the sources that go into a wheel."""
    folder = tmp_path / "checkout"
    for name in PACKED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


def build(checkout: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Build the wheel of ``checkout`` into its ``out`` where there is no npm."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"]
    environ = kept | {"PATH": "/nonexistent"} | environ
    return subprocess.run(command, cwd=checkout, env=environ, capture_output=True, text=True, check=False)


def packed(checkout: Path) -> ZipFile:
    """Return the wheel that was built."""
    [wheel] = (checkout / "out").glob("*.whl")
    return ZipFile(wheel)


def test_a_wheel_holds_the_app_and_its_hashes(checkout: Path) -> None:
    """Every file of the app with the bytes that its list of hashes names, and the list again for the client."""
    if not (APP / "index.html").is_file() and not os.environ.get("CI"):
        pytest.skip("the app was not built: there is no Node here")
    shutil.copytree(APP, checkout / "client/web/dist")

    done = build(checkout)

    assert done.returncode == 0, done.stderr
    with packed(checkout) as wheel:
        listed = json.loads(wheel.read("twoway_client/app_hashes.json"))["files"]
        found = {name: sha256(wheel.read(f"twoway_server/web/{name}")).hexdigest() for name in listed}
    assert found == listed
    assert {"index.html", "sw.js", "manifest.webmanifest", "icon-192.png"} < listed.keys()


def test_a_wheel_without_the_app_says_so(checkout: Path) -> None:
    """Where nothing can build it, the rest is packed."""
    done = build(checkout)

    assert done.returncode == 0, done.stderr
    assert "going on without building the phone's app" in done.stdout + done.stderr
    with packed(checkout) as wheel:
        assert [name for name in wheel.namelist() if "web" in name] == []


@pytest.mark.parametrize("name", ["CI", "TWOWAY_REQUIRE_APP"])
def test_where_the_app_is_wanted_there_is_no_wheel_without_it(checkout: Path, name: str) -> None:
    """A release never leaves it out by accident."""
    done = build(checkout, **{name: "1"})

    assert done.returncode != 0
    assert "there is no npm to build it" in done.stdout + done.stderr
