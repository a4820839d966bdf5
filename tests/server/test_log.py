"""The log: one JSON object a line, and no content."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import msgspec
import pytest

from twoway_server import log


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Put the logging of the process back as it was."""
    root, ours = logging.getLogger(), logging.getLogger("twoway_server")
    before = root.handlers[:], root.level, ours.level
    yield
    root.handlers, root.level, ours.level = before[0], before[1], before[2]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    """Return the lines of ``stream``."""
    return [msgspec.json.decode(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_json_object() -> None:
    """Time, level, place, event, and the facts beside it."""
    stream = io.StringIO()
    log.configure("info", stream)

    logging.getLogger("twoway_server.edge").info("request", extra={"facts": {"status": 200}})

    (line,) = lines(stream)
    assert line.pop("at", None) is not None
    assert line == {"level": "info", "from": "twoway_server.edge", "event": "request", "status": 200}


def test_an_error_tells_its_place_and_not_its_words() -> None:
    """Exceptions may quote what a person wrote, so only their class and their places are logged."""
    stream = io.StringIO()
    log.configure("error", stream)

    try:
        int("canary")
    except ValueError:
        logging.getLogger("twoway_server.edge").exception("fault")

    (line,) = lines(stream)
    assert line["error"] == "ValueError"
    assert str(line["places"]).startswith("['test_an_error_tells_its_place_and_not_its_words:")
    assert "canary" not in stream.getvalue()


def test_the_words_of_libraries_are_not_logged() -> None:
    """Aiohttp quotes requests in its messages; a line tells only where it spoke."""
    stream = io.StringIO()
    log.configure("info", stream)

    logging.getLogger("aiohttp.server").error("Error handling request from %s", "canary")

    (line,) = lines(stream)
    assert line["event"] == "test_log.test_the_words_of_libraries_are_not_logged"
    assert "canary" not in stream.getvalue()


@pytest.mark.parametrize(
    ("level", "stream", "events"),
    [
        ("auto", Terminal(), ["error"]),
        ("auto", io.StringIO(), ["info", "warning", "error"]),
        ("warning", io.StringIO(), ["warning", "error"]),
        ("error", io.StringIO(), ["error"]),
        ("info", Terminal(), ["info", "warning", "error"]),
    ],
    ids=["auto on a terminal", "auto in a file", "warning", "error", "info on a terminal"],
)
def test_a_terminal_is_quiet_unless_asked(level: str, stream: io.StringIO, events: list[str]) -> None:
    """Where nothing is said, a person at a terminal sees errors and a service logs everything."""
    log.configure(level, stream)
    ours = logging.getLogger("twoway_server.x")
    ours.debug("debug")
    ours.info("info")
    ours.warning("warning")
    ours.error("error")

    assert [line["event"] for line in lines(stream)] == events


def test_libraries_speak_from_warnings_on() -> None:
    """Their chatter is not ours."""
    stream = io.StringIO()
    log.configure("info", stream)

    logging.getLogger("asyncio").info("chatter")

    assert stream.getvalue() == ""


def test_a_warning_that_repeats_does_not_fill_the_disk() -> None:
    """One place in the code writes only so many lines at once; other places still speak."""
    stream = io.StringIO()
    log.configure("info", stream)
    ours = logging.getLogger("twoway_server.x")
    for _ in range(1000):
        ours.warning("again")
    ours.warning("other")

    events = [line["event"] for line in lines(stream)]
    assert 20 <= events.count("again") < 40
    assert events.count("other") == 1
