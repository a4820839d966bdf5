"""Where a fault in twoway itself leaves its trace: file names, lines and error types, never a value or a text."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path


def keep_trace(error: BaseException) -> str | None:
    """Write where ``error`` came from; return the file's name, None when that failed.

    Messages are left out: they may hold text.
    """
    lines = [f"twoway on Python {sys.version.split()[0]}"]
    fault: BaseException | None = error
    while fault is not None:
        lines.append(type(fault).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(fault.__traceback__)
        ]
        fault = fault.__cause__ or fault.__context__
    try:
        descriptor, name = tempfile.mkstemp(prefix="twoway-trace-", suffix=".txt")
        with os.fdopen(descriptor, "w") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return name
