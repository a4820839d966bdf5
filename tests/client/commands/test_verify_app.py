"""``twoway verify-app``: a server's app against the one that came with this program, over a real socket."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.client.home import TestHome
from twoway_client import app_check
from twoway_core.sync.page import HEADERS, POLICY_HEADER, app_policy

FILES = {"index.html": b"<!doctype html>", "assets/index-abc.js": b"let it = be", "sw.js": b"self;"}


class Host:
    """A host that hands out what a test says. ``front``: what it says of itself; ``headers``: on every response."""

    def __init__(self) -> None:
        self.served = {f"/app/{name}": content for name, content in FILES.items()}
        self.served["/app/"] = self.served.pop("/app/index.html")
        self.front = b"twoway-server 0.1.0 at http://x: keeps\n"
        self.headers = {**HEADERS, POLICY_HEADER: app_policy()}
        host, self.asked = self, list[tuple[str, str | None]]()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host.asked.append((self.path, self.headers.get("Accept-Encoding")))
                found = host.front if self.path == "/" else host.served.get(self.path)
                self.send_response(404 if found is None else 200)
                for name, value in host.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(found or b"")))
                self.end_headers()
                self.wfile.write(found or b"")

            def log_message(self, *_: object) -> None:
                return

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def host() -> Iterator[Host]:
    """Return a host that hands out the app as it was built."""
    made = Host()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this program have come with an app of three files."""
    file = tmp_path / "app_hashes.json"
    files = {name: sha256(content).hexdigest() for name, content in FILES.items()}
    file.write_text(json.dumps({"version": "abc", "files": files}))
    monkeypatch.setattr(app_check, "LISTS", (file,))


def test_the_same_app_is_said_to_be_the_same(empty: TestHome, host: Host) -> None:
    """Every file was asked for as it is, and nothing else of the app."""
    done = empty.run("verify-app", host.url)

    assert done.code == 0
    assert done.out == f"The app at {host.url}/app/ is the one that came with this program:\n3 files, all the same.\n"
    assert {path for path, _ in host.asked} == {"/", *host.served}
    assert {coding for _, coding in host.asked} == {"identity"}


def test_a_file_that_differs_or_lacks_is_named(empty: TestHome, host: Host) -> None:
    """Exit 4: it needs eyes."""
    host.served["/app/"] = b"<!doctype html><script>"
    del host.served["/app/sw.js"]

    done = empty.run("verify-app", host.url)

    assert done.code == 4
    assert done.out.splitlines() == [
        f"The app at {host.url}/app/ is NOT the one that came with this program:",
        "  different  index.html",
        "  missing    sw.js",
        "Until you know why, open it on no phone, and write with this command.",
    ]


def test_another_version_is_told_from_a_bad_one(empty: TestHome, host: Host) -> None:
    """Where the server says that it is of another version, that is the first thing to settle."""
    host.served["/app/sw.js"] = b"newer"
    host.front = b"twoway-server 9.9.9 at http://x: keeps\n"

    done = empty.run("verify-app", host.url)

    assert (done.code, "version 9.9.9" in done.out) == (4, True)


def test_programs_get_every_name(empty: TestHome, host: Host) -> None:
    """One object, with the build that it was held against."""
    host.served["/app/sw.js"] = b"newer"

    done = empty.run("verify-app", host.url, "--json")

    assert done.json == {
        "schema": "twoway.verify-app/1",
        "url": f"{host.url}/app/",
        "build": "abc",
        "is_same": False,
        "same": 2,
        "different": ["sw.js"],
        "missing": [],
        "headers": [],
        "speaks_to": [],
        "server_version": "0.1.0",
    }


def test_a_header_that_lacks_or_is_weaker_is_named_with_the_files_concerned(empty: TestHome, host: Host) -> None:
    """All files are the same, and yet it needs eyes."""
    del host.headers["Referrer-Policy"]
    host.headers[POLICY_HEADER] = app_policy().replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")

    done = empty.run("verify-app", host.url)

    assert done.code == 4
    assert done.out.splitlines()[:5] == [
        f"The app at {host.url}/app/ is the one that came with this program:",
        "3 files, all the same.",
        "The host guards it less than this program's own server does:",
        "  header     Content-Security-Policy: script-src allows 'unsafe-inline' (index.html and 2 more)",
        "  header     Referrer-Policy is missing (index.html and 2 more)",
    ]


def test_a_host_that_forgets_every_header_is_told_what_still_holds(empty: TestHome, host: Host) -> None:
    """The page carries its policy itself."""
    host.headers.clear()

    done = empty.run("verify-app", host.url)

    assert (done.code, "The copy of the policy within the page still holds" in done.out) == (4, True)
    assert len(empty.run("verify-app", host.url, "--json").json["headers"]) == 1 + len(HEADERS)


def test_servers_that_the_page_may_speak_to_are_named(empty: TestHome, host: Host) -> None:
    """An app that is hosted apart from the sync server needs one; whether it is the right one, the person knows."""
    host.headers[POLICY_HEADER] = app_policy("https://sync.example.org", "wss://sync.example.org")

    done = empty.run("verify-app", host.url)

    assert (done.code, done.out.splitlines()[-1]) == (
        0,
        "Besides its own host its page may speak to: https://sync.example.org wss://sync.example.org",
    )


def test_an_app_in_a_folder_of_its_own_is_found(empty: TestHome, host: Host) -> None:
    """Another host may have it at its root."""
    host.served = {path.removeprefix("/app"): content for path, content in host.served.items()}
    host.front = host.served["/"]

    assert empty.run("verify-app", host.url, "--folder", "/").code == 0


def test_a_server_without_an_app_is_no_bad_one(empty: TestHome, host: Host) -> None:
    """It is refused, with the way out, and nothing is called different."""
    host.served.clear()

    done = empty.run("verify-app", host.url, "--json")

    assert (done.code, done.error["code"]) == (1, "no-app-there")


def test_a_program_that_came_without_the_app_says_so(
    empty: TestHome, host: Host, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nobody is asked anything then."""
    monkeypatch.setattr(app_check, "LISTS", (tmp_path / "nowhere.json",))

    done = empty.run("verify-app", host.url, "--json")

    assert (done.code, done.error["code"], host.asked) == (1, "no-app", [])


def test_a_host_that_does_not_answer_is_named(empty: TestHome) -> None:
    """As any other command names it."""
    done = empty.run("verify-app", "http://127.0.0.1:9", "--json")

    assert (done.code, done.error["code"]) == (1, "no-answer")


@pytest.mark.parametrize("folder", ["app", "/app", "app/", "/ä/"])
def test_a_folder_begins_and_ends_with_a_slash(empty: TestHome, folder: str) -> None:
    """Anything else is a mistake in typing."""
    assert empty.run("verify-app", "http://127.0.0.1:9", "--folder", folder).code == 2


def test_an_endless_file_is_not_read_to_its_end(empty: TestHome, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is different, and that is enough."""
    monkeypatch.setattr(app_check, "MAX_FILE_BYTES", 100)
    host.served["/app/sw.js"] = b"self;" * 1000

    done = empty.run("verify-app", host.url)

    assert (done.code, "different  sw.js" in done.out) == (4, True)
