"""``scripts/soak --browsers``: plays the story in each engine, on a screen that nobody sees."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .phone import Engine
from .sessions import Firefox, WebKit
from .story import alone, together

ENGINES: dict[str, Engine] = {"firefox": Firefox, "webkit": WebKit}


def main() -> int:
    """Play the story, and return 1 where it went wrong, else 0."""
    parser = argparse.ArgumentParser(prog="scripts/soak --browsers", description="Try the app in other engines.")
    parser.add_argument("engines", nargs="*", metavar="ENGINE", help=f"{' or '.join(ENGINES)} [both]")
    names = parser.parse_args().engines or list(ENGINES)
    if unknown := set(names) - set(ENGINES):
        parser.error(f"no engine is called {', '.join(sorted(unknown))}")
    faults = 0
    with _screen():
        for name in names:
            began = time.monotonic()
            faults += _played(name)
            _say(f"{name}: {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


def _played(name: str) -> int:
    faults = 0
    for story in (alone, together):
        with tempfile.TemporaryDirectory(prefix="twoway-engines-", ignore_cleanup_errors=True) as folder:
            try:
                story(ENGINES[name], Path(folder), _say)
            except AssertionError as fault:
                faults += 1
                _say(f"{name}, {story.__name__}: {fault}")
    return faults


@contextmanager
def _screen() -> Iterator[None]:
    """Run an X server without a screen: WebKit's window has to be somewhere."""
    mine, its = os.pipe()
    command = ["Xvfb", "-displayfd", str(its), "-screen", "0", "1000x1000x24"]
    with subprocess.Popen(command, pass_fds=[its], stderr=subprocess.DEVNULL) as server:
        os.close(its)
        try:
            os.environ["DISPLAY"] = ":" + os.read(mine, 16).decode().strip()
            yield
        finally:
            server.terminate()


def _say(text: str) -> None:
    sys.stdout.write(f"browsers: {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
