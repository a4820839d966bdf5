"""V8: a link in a note is text: nothing is fetched, looked up or opened because somebody wrote it down."""

from __future__ import annotations

import re
import socket
import subprocess
import webbrowser
from pathlib import Path

import pytest

from tests.client.home import TestHome

LINK = "https://canary.example.org/pixel.png?who=me"


class CalledError(Exception):
    """Something went out."""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what went out: connections, names that were looked up, programs that were started."""
    seen: list[str] = []

    def refuse(name: str) -> object:
        def call(*arguments: object, **_: object) -> object:
            seen.append(f"{name}{arguments!r}")
            raise CalledError(name)

        return call

    for place, name in (
        *((socket.socket, name) for name in ("connect", "connect_ex", "sendto")),
        *((socket, name) for name in ("getaddrinfo", "gethostbyname", "create_connection")),
        *((subprocess, "Popen"), (webbrowser, "open")),
    ):
        monkeypatch.setattr(place, name, refuse(name))
    return seen


@pytest.fixture
def linked(planned: TestHome) -> TestHome:
    """Give a journal with a link wherever people put one, rated so that reports have something to show."""
    planned.write("who", "change", "@ana", "--about", LINK, "--title", LINK)
    planned.write("learn", LINK, "--from", "website", "--where", LINK, "--about", "autonomy", "--rate", "4")
    planned.write("start")
    planned.write("ask", f"Is it as {LINK} says?", "@ana")
    noted = planned.write("note", f"e: {LINK}")
    planned.write("flag", LINK)
    planned.write("promise", LINK, "@ana", "--value", LINK)
    planned.write("jot", LINK)
    planned.write("end")
    planned.write("rate", noted, "5", "--about", "autonomy", "--because", LINK)
    planned.write("todo", "add", LINK, "@ana")
    return planned


def test_no_view_follows_a_link_v8(linked: TestHome, tmp_path: Path, calls: list[str]) -> None:
    """Lists, figures, the log and the report, on the screen and as files."""
    page = tmp_path / "report.html"
    lists = [["log"], ["jot", "list"], ["todo"], ["who"], ["who", "@ana"], ["want"], ["bank"], ["prep"], []]
    views = [["fit"], ["compare"], ["agree"], ["replay"], ["report"], ["report", "--html", str(page)]]
    done = [linked.run(*words) for words in (*lists, *views)]

    assert (calls, [one.err for one in done if one.code != 0]) == ([], [])
    assert sum("https://canary.example.org" in one.out for one in done) >= 5
    assert LINK in page.read_text()


def test_a_report_asks_a_browser_for_nothing_v8(linked: TestHome, tmp_path: Path) -> None:
    """No attribute of the page leads off it, and its policy would forbid it."""
    file = tmp_path / "report.html"
    linked.run("report", "--html", str(file))
    page = file.read_text()

    leading = re.findall(r"""(?:src|href|srcset|action|poster|data|xlink:href)\s*=\s*["']([^"']*)""", page)
    assert {link for link in leading if not link.startswith("#")} == set()
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert re.findall(r"url\((?!#)", page) == []


def test_what_goes_out_would_be_seen(calls: list[str]) -> None:
    """The test before is not blind."""
    with pytest.raises(CalledError):
        socket.create_connection(("192.0.2.1", 80))

    assert len(calls) == 1
