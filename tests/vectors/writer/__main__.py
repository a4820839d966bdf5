"""Write every vector file into ``tests/vectors``, or say which one is behind with ``--check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.vectors.writer.files import texts

FOLDER = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str]) -> int:
    """Write the files; with ``--check``, change nothing and return 1 where one would change."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write("vectors: takes --check or nothing\n")
        return 2
    behind = {name: text for name, text in texts().items() if _is_behind(FOLDER / name, text)}
    for name, text in behind.items():
        if arguments:
            sys.stdout.write(f"vectors: {name} is not what scripts/vectors writes\n")
        else:
            (FOLDER / name).write_text(text, encoding="ascii")
            sys.stdout.write(f"vectors: wrote {name}\n")
    return 1 if arguments and behind else 0


def _is_behind(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text(encoding="ascii") != text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
