"""The network as it is: down, slow, behind a portal, wrong, or answering too much."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.client.real_server import free_port
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.sync.remote import Address, Remote
from twoway_core.errors import ConflictError, MalformedError, NotAllowedError
from twoway_core.sync.limits import CONTENT_TYPE, MAX_REPLY_BYTES
from twoway_core.sync.messages import Challenge, ChallengeRequest

ASK = ChallengeRequest(bytes(16))
Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def answering(answer: Answer) -> Iterator[Remote]:
    """Run a web server that answers every POST in one way; yield a connection to it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:  # the name that http.server calls
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    remote = Remote(Address.parse(f"http://127.0.0.1:{server.server_port}"), timeout=2)
    try:
        yield remote
    finally:
        remote.close()
        server.shutdown()
        server.server_close()
        thread.join()


def reply(status: int, kind: str, body: bytes, **headers: str) -> Answer:
    """Return an answer that is always the same."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(200, "text/html; charset=utf-8", b"<h1>Welcome to the hotel</h1>"), "portal"),
        (reply(302, "text/html", b"", Location="http://login.example"), "portal"),
        (reply(511, "text/plain", b"log in"), "portal"),
        (reply(200, "application/json", b"{}"), "server"),
        (reply(404, "text/html", b"<h1>Not found</h1>"), "portal"),
        (reply(500, CONTENT_TYPE, b""), "server"),
        (reply(429, CONTENT_TYPE, b"", Retry_After="7"), "server-busy"),
        (reply(503, CONTENT_TYPE, b""), "server-busy"),
        (reply(507, CONTENT_TYPE, b""), "server-busy"),
    ],
    ids=["page", "redirect", "log in", "other program", "foreign 404", "fault", "too fast", "overloaded", "full"],
)
def test_whatever_answers_but_the_server_has_its_own_words(answer: Answer, code: str) -> None:
    """A portal, another program, a busy server: each has a sentence and a mend; nothing is parsed."""
    with answering(answer) as remote, pytest.raises(Refusal) as refused:
        remote.call("/v1/x", ASK, Challenge)

    assert refused.value.code == code
    assert refused.value.kept
    assert refused.value.mend


def test_a_busy_server_says_when_to_come_again() -> None:
    """Retry-After becomes part of the mend."""
    with answering(reply(429, CONTENT_TYPE, b"", Retry_After="7")) as remote, pytest.raises(Refusal) as refused:
        remote.call("/v1/x", ASK, Challenge)

    assert refused.value.mend == "twoway sync again in 7 s"


def test_nobody_there_is_told_as_such() -> None:
    """A refused connection names the address and what waits."""
    remote = Remote(Address.parse(f"http://127.0.0.1:{free_port()}"))

    with pytest.raises(Refusal, match="connection refused"):
        remote.call("/v1/x", ASK, Challenge)


def test_the_uniform_404_and_a_conflict_are_told_apart() -> None:
    """Callers decide what they mean."""
    with answering(reply(404, CONTENT_TYPE, b"")) as remote, pytest.raises(NotAllowedError):
        remote.call("/v1/x", ASK, Challenge)
    with answering(reply(409, CONTENT_TYPE, b"")) as remote, pytest.raises(ConflictError):
        remote.call("/v1/x", ASK, Challenge)


def test_a_message_that_is_none_is_refused() -> None:
    """Bytes of the right type that do not decode never reach anybody."""
    with answering(reply(200, CONTENT_TYPE, b"\x91\xc4\x01a")) as remote, pytest.raises(MalformedError):
        remote.call("/v1/x", ASK, Challenge)


def test_an_endless_reply_is_cut_off() -> None:
    """No more is read than the largest message may have, and what fits into the network's own memory."""
    size, written = 64 * MAX_REPLY_BYTES, []

    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", CONTENT_TYPE)
        handler.send_header("Content-Length", str(size))
        handler.end_headers()
        try:
            for _ in range(64):
                handler.wfile.write(bytes(MAX_REPLY_BYTES))
                written.append(MAX_REPLY_BYTES)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True

    with answering(flood) as remote, pytest.raises(MalformedError):
        remote.call("/v1/x", ASK, Challenge)

    assert len(written) < 16


def test_the_rest_of_a_reply_that_was_too_long_is_no_reply() -> None:
    """What follows is asked for on a new connection."""
    answers = [bytes(MAX_REPLY_BYTES + 100), b"\x91\xc4\x20" + bytes(32)]

    def longer_first(handler: BaseHTTPRequestHandler) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            reply(200, CONTENT_TYPE, answers.pop(0))(handler)

    with answering(longer_first) as remote:
        with pytest.raises(MalformedError):
            remote.call("/v1/x", ASK, Challenge)
        second = remote.call("/v1/x", ASK, Challenge)

    assert second == Challenge(bytes(32))


def test_a_connection_that_the_server_closed_is_opened_again() -> None:
    """A kept connection may be gone; the call goes through on a new one."""
    calls = []

    def once(handler: BaseHTTPRequestHandler) -> None:
        calls.append(1)
        reply(200, CONTENT_TYPE, b"\x91\xc4\x20" + bytes(32))(handler)
        handler.close_connection = True

    with answering(once) as remote:
        first = remote.call("/v1/x", ASK, Challenge)
        second = remote.call("/v1/x", ASK, Challenge)

    assert first == second == Challenge(bytes(32))
    assert len(calls) == 2


@pytest.mark.parametrize(
    "text", ["ftp://x", "https://", "https://x:99999", "https://x/?q=1", "https://x/#f", "http://sync.example.org"]
)
def test_what_is_no_safe_address_is_refused(text: str) -> None:
    """Another scheme, no host, a query; and plain http to another computer."""
    with pytest.raises(UsageRefusal):
        Address.parse(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://sync.example.org/", "https://sync.example.org"),
        ("sync.example.org", "https://sync.example.org"),
        ("http://127.0.0.1:8470", "http://127.0.0.1:8470"),
        ("127.0.0.1:8470", "http://127.0.0.1:8470"),
        ("localhost:8470", "http://localhost:8470"),
        ("http://localhost:8470", "http://localhost:8470"),
        ("http://[::1]:8470", "http://[::1]:8470"),
        ("HTTPS://Sync.Example.org:443/twoway/", "https://sync.example.org/twoway"),
    ],
)
def test_an_address_is_read_as_people_type_it(text: str, url: str) -> None:
    """Without a scheme it is https; this computer may be reached in plain."""
    assert Address.parse(text).url == url
