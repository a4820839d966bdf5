"""The log: one JSON object a line on stderr, without content.

What a line tells beside its event is given as ``extra={"facts": {...}}``. A line never holds a body,
a query, a header, a token or a whole id; of an error it tells the class and the places in the code,
never the message. Warnings that repeat are held to a few a second.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import TextIO

import msgspec

from twoway_server.rates import Buckets

LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "info": logging.INFO}
_OURS = "twoway_server"
_WARNINGS_PER_SECOND = 5.0
_WARNINGS_BURST = 20


class JsonFormatter(logging.Formatter):
    """Makes a line of a record: of our own its words, of others' (whose words may quote a peer) its place."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name.partition(".")[0] == _OURS:
            line["event"] = record.getMessage()
        else:
            line["event"] = f"{record.module}.{record.funcName}"
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["places"] = _places(record.exc_info[1])
        return msgspec.json.encode(line).decode()


class Rarely(logging.Filter):
    """Holds what repeats (warnings and worse) to a few lines a second for each place that logs."""

    def __init__(self) -> None:
        super().__init__()
        self._buckets = Buckets(_WARNINGS_PER_SECOND, _WARNINGS_BURST, time.monotonic)

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether ``record`` is written."""
        return record.levelno < logging.WARNING or self._buckets.take((record.pathname, record.lineno))


def configure(level: str, stream: TextIO | None = None) -> logging.Handler:
    """Send all logging to ``stream`` (stderr) from ``level`` on; ``auto`` is quiet on a terminal."""
    stream = sys.stderr if stream is None else stream
    if level == "auto":
        level = "error" if stream.isatty() else "info"
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(Rarely())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(LEVELS[level])
    if LEVELS[level] > logging.WARNING:
        root.setLevel(LEVELS[level])
    return handler


def _places(error: BaseException | None) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    return [f"{frame.name}:{frame.lineno}" for frame in frames]
