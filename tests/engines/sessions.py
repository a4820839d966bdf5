"""Browsers that are driven: Firefox over Marionette, WebKit over its driver's HTTP. Both speak WebDriver's words.

Neither needs a package beside Debian's: geckodriver only translates what is spoken here.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol

from tests.client.real_server import free_port

SECONDS = 60.0
"""For a start, and for one command: the machine may be busy."""
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_GONE = ("stale element reference", "no such element", "element not interactable")
_WINDOW = Path(__file__).with_name("webkit_window.py")


@dataclass(frozen=True)
class Screen:
    """A phone's screen, in CSS pixels."""

    width: int
    height: int


class GoneError(AssertionError):
    """An element is not there any more, or not to be touched yet: the screen is being drawn anew."""


class Session(Protocol):
    """A browser with a profile of its own."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def version(self) -> str:
        """Which one it is."""

    def go(self, url: str) -> None:
        """Load ``url``."""

    def run(self, script: str, *args: object) -> Any:
        """Return what ``script``, the body of a function of ``args``, returns in the page."""

    def press(self, element: object) -> None:
        """Press an element that ``run`` returned."""

    def type(self, element: object, text: str) -> None:
        """Type into an element that ``run`` returned."""

    def kill(self) -> None:
        """End it at once, as a phone whose battery is out."""


class Firefox:
    """Firefox without a window on the screen; as narrow as a phone, for which its own least width is taken away."""

    name = "Firefox"

    def __init__(self, profile: Path, screen: Screen) -> None:
        (profile / "chrome").mkdir(parents=True, exist_ok=True)
        (profile / "user.js").write_text(
            'user_pref("marionette.port", 0);\n'
            'user_pref("toolkit.legacyUserProfileCustomizations.stylesheets", true);\n'
        )
        (profile / "chrome/userChrome.css").write_text(":root { min-width: 0 !important; }\n")
        told = profile / "MarionetteActivePort"
        told.unlink(missing_ok=True)
        command = ["firefox-esr", "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        _await(lambda: told.exists() and told.read_text() != "", "Firefox does not answer")
        self._socket = socket.create_connection(("127.0.0.1", int(told.read_text())), SECONDS)
        self._stream = self._socket.makefile("rb")
        self._read()
        self._asked = 0
        self.version: str = self._do("NewSession", capabilities={})["capabilities"]["browserVersion"]
        self._fit(screen)

    def _fit(self, screen: Screen) -> None:
        """Make the page as large as ``screen``: the browser's own bars come on top."""
        self._do("SetWindowRect", width=screen.width, height=screen.height)
        width, height = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        self._do("SetWindowRect", width=screen.width + width, height=screen.height + height)

    def go(self, url: str) -> None:
        """See `Session`."""
        self._do("Navigate", url=url)

    def run(self, script: str, *args: object) -> Any:
        """See `Session`."""
        return self._do("ExecuteScript", script=script, args=list(args))["value"]

    def press(self, element: object) -> None:
        """See `Session`."""
        self._do("ElementClick", id=_id(element))

    def type(self, element: object, text: str) -> None:
        """See `Session`."""
        self._do("ElementSendKeys", id=_id(element), text=text)

    def kill(self) -> None:
        """See `Session`."""
        _kill(self._process)
        self._stream.close()
        self._socket.close()

    def _do(self, command: str, **params: object) -> Any:
        self._asked += 1
        said = json.dumps([0, self._asked, f"WebDriver:{command}", params]).encode()
        self._socket.sendall(b"%d:%s" % (len(said), said))
        _, _, refused, value = self._read()
        if refused is not None:
            raise _fault(command, refused)
        return value

    def _read(self) -> Any:
        size = b""
        while (byte := self._stream.read(1)) != b":":
            assert byte, "Firefox has gone"
            size += byte
        return json.loads(self._stream.read(int(size)))


@dataclass
class WebKit:
    """WebKitGTK in a window of our own, which keeps its profile."""

    name: ClassVar[str] = "WebKitGTK"
    profile: Path
    screen: Screen
    version: str = field(init=False)

    def __post_init__(self) -> None:
        port = free_port()
        sizes = {"WIDTH": str(self.screen.width), "HEIGHT": str(self.screen.height)}
        self._process = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"],
            env={**os.environ, **sizes, "PROFILE": str(self.profile)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._base = f"http://127.0.0.1:{port}/session"
        _await(lambda: _listens(port), "WebKitWebDriver does not answer")
        options = {"binary": "/usr/bin/python3", "args": [str(_WINDOW)]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session = self._do("", capabilities=wanted)
        self.version = session["capabilities"]["browserVersion"]
        self._base += f"/{session['sessionId']}"

    def go(self, url: str) -> None:
        """See `Session`."""
        self._do("/url", url=url)

    def run(self, script: str, *args: object) -> Any:
        """See `Session`."""
        return self._do("/execute/sync", script=script, args=list(args))

    def press(self, element: object) -> None:
        """See `Session`."""
        self._do(f"/element/{_id(element)}/click")

    def type(self, element: object, text: str) -> None:
        """See `Session`."""
        self._do(f"/element/{_id(element)}/value", text=text)

    def kill(self) -> None:
        """See `Session`."""
        _kill(self._process)

    def _do(self, path: str, **params: object) -> Any:
        request = urllib.request.Request(self._base + path, json.dumps(params).encode(), method="POST")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise _fault(path, json.load(error)["value"]) from error


def _fault(what: str, said: dict[str, str]) -> AssertionError:
    kind = GoneError if said["error"] in _GONE else AssertionError
    return kind(f"{what}: {said['error']}: {said['message']}")


def _id(element: object) -> str:
    assert isinstance(element, dict)
    return str(element[_ELEMENT])


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End ``process`` and whatever it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(SECONDS)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _await(is_so: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < until, otherwise
        time.sleep(0.05)
