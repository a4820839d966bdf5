"""The real process: how it begins, what it survives, and how it ends."""

# ruff: noqa: ASYNC240 - a test may wait for its own disk

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.metadata import version
from pathlib import Path

import aiohttp
import pytest

from twoway_core.codec import decode_canonical, encode
from twoway_core.sealing.writer import ChainTip
from twoway_core.sync.limits import CONTENT_TYPE, MAX_REPLY_BYTES
from twoway_core.sync.messages import (
    Challenge,
    ChallengeRequest,
    Push,
    Pushed,
    RosterPush,
    SignedIn,
    SignIn,
    SyncReply,
    SyncRequest,
    WireSegment,
    wire,
)
from twoway_core.trust.auth import sign_in

from .world import Person

Start = Callable[..., Awaitable["Running"]]


class Running:
    """A server process, and a client of it."""

    def __init__(self, process: asyncio.subprocess.Process, lines: list[str], session: aiohttp.ClientSession) -> None:
        self.process, self.lines, self.session = process, lines, session
        self.url = re.search(r"http://\S+(?=,)", lines[0])[0]  # type: ignore[index]

    async def post(self, person: Person, step: str, message: object, token: bytes = b"") -> bytes:
        """Post a message and return the body of a 200."""
        url = f"{self.url}/v1/journals/{person.journal.hex()}/{step}"
        headers = {"Content-Type": CONTENT_TYPE, "Authorization": f"Bearer {token.hex()}"}
        async with self.session.post(url, data=encode(message), headers=headers) as reply:
            body = await reply.read()
            assert reply.status == 200, (reply.status, body)
            return body

    async def join(self, person: Person) -> bytes:
        """Register ``person`` where needed, sign in and return the token."""
        await self.post(person, "roster", RosterPush(person.run))
        body = await self.post(person, "challenge", ChallengeRequest(person.device.id))
        nonce = decode_canonical(Challenge, body, 1000).nonce
        signature = sign_in(person.device.keys, self.url, person.journal, nonce)
        body = await self.post(person, "token", SignIn(person.device.id, nonce, signature))
        return decode_canonical(SignedIn, body, 1000).token

    async def push(self, person: Person, token: bytes, segments: list[WireSegment]) -> list[str]:
        """Push, and return the status of each segment."""
        body = await self.post(person, "push", Push(segments), token)
        return [outcome.status for outcome in decode_canonical(Pushed, body, MAX_REPLY_BYTES).outcomes]

    async def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), 10)


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Return a function that starts a server in its own folder; the test's end kills it."""
    running: list[Running] = []

    async def begin(*flags: str) -> Running:
        process = await spawn(tmp_path, "--port", "0", *flags)
        assert process.stdout is not None
        lines = [(await asyncio.wait_for(process.stdout.readline(), 10)).decode() for _ in range(2)]
        running.append(Running(process, lines, aiohttp.ClientSession()))
        return running[-1]

    yield begin
    for each in running:
        await each.session.close()
        if each.process.returncode is None:
            await each.end(signal.SIGKILL)


async def spawn(folder: Path, *arguments: str) -> asyncio.subprocess.Process:
    """Start the command in ``folder``."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TWOWAY_")}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "twoway_server",
        *arguments,
        cwd=folder,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ran(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command to its end; return status, stdout and stderr."""
    process = await spawn(folder, *arguments)
    out, err = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


async def test_a_server_says_where_it_is_and_who_may_register(start: Start) -> None:
    """Two lines on stdout, and the process serves."""
    server = await start()

    name = rf"twoway-server {version('twoway')} on http://127\.0\.0\.1:\d+"
    assert re.fullmatch(name + r", data in \./twoway-server\.db\n", server.lines[0])
    assert server.lines[1] == "Registration: open (only this computer can reach it). Stop: Ctrl-C\n"
    async with server.session.get(f"{server.url}/health") as reply:
        assert reply.status == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(start: Start, tmp_path: Path, how: signal.Signals) -> None:
    """The process ends with 0 and leaves one whole file, with a reader still waiting."""
    server = await start()
    await server.session.post(
        f"{server.url}/v1/mailboxes/{'0' * 32}/offer", data=b"keys", headers={"Content-Type": CONTENT_TYPE}
    )
    waiting = asyncio.ensure_future(server.session.get(f"{server.url}/v1/mailboxes/{'0' * 32}/reply?wait=20"))
    await asyncio.sleep(0.1)

    assert await server.end(how) == 0
    assert (await waiting).status == 204
    assert sorted(each.name for each in tmp_path.iterdir()) == ["twoway-server.db", "twoway-server.db.lock"]


async def test_live_sockets_are_told_that_the_server_stops(start: Start) -> None:
    """At SIGTERM each one is closed with 1001, and the process ends with 0."""
    person = Person(1)
    server = await start()
    token = await server.join(person)
    url = f"{server.url}/v1/journals/{person.journal.hex()}/live"
    sockets = [await server.session.ws_connect(url) for _ in range(20)]
    for each in sockets[:10]:
        await each.send_bytes(token)
        await each.receive_bytes()
    heard = [asyncio.ensure_future(each.receive()) for each in sockets]

    assert await server.end() == 0
    await asyncio.gather(*heard)
    assert [each.close_code for each in sockets] == [1001] * 20


async def test_what_was_acknowledged_survives_kill_9(start: Start) -> None:
    """After each of several kills in the midst of pushing, everything acknowledged is there."""
    person = Person(1)
    acknowledged: list[bytes] = []
    for _ in range(4):
        server = await start()
        token = await server.join(person)
        for _ in range(10):
            segment = person.write(person.device)
            assert await server.push(person, token, [wire(segment)]) == ["stored"]
            acknowledged.append(segment.hash)
        last = asyncio.ensure_future(server.push(person, token, person.write_run(person.device, 5)))
        await asyncio.sleep(0.001)
        await server.end(signal.SIGKILL)
        await asyncio.gather(last, return_exceptions=True)
        # What was under way is unknown, so the device goes on in a new chain, as clients do.
        person.device.tip = ChainTip.new(person.journal, person.device.id, person.draw)
    server = await start()
    token = await server.join(person)
    body = await server.post(person, "sync", SyncRequest(person.roster.head, []), token)

    there = {each.segment().hash for each in decode_canonical(SyncReply, body, MAX_REPLY_BYTES).segments}
    assert set(acknowledged) <= there


async def test_a_request_that_never_ends_does_not_hold_up_the_end(start: Start) -> None:
    """What is under way has so many seconds; then the process ends all the same."""
    server = await start("--limit", "body_seconds=60", "--limit", "stop_seconds=0.2")
    writer = await half_a_body(server)

    status = await server.end()
    writer.close()

    assert status == 0


async def half_a_body(server: Running) -> asyncio.StreamWriter:
    """Begin a request whose body does not come."""
    _, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
    head = f"POST /v1/journals/{'0' * 32}/challenge HTTP/1.1\r\nHost: x\r\nContent-Type: {CONTENT_TYPE}\r\n"
    writer.write(f"{head}Content-Length: 9\r\n\r\n".encode())
    await writer.drain()
    await asyncio.sleep(0.1)
    return writer


async def test_a_second_ctrl_c_ends_it_at_once(start: Start) -> None:
    """Whoever cannot wait for the requests under way presses Ctrl-C again."""
    server = await start()
    writer = await half_a_body(server)

    server.process.send_signal(signal.SIGINT)
    await asyncio.sleep(0.3)
    was_running = server.process.returncode is None
    status = await server.end(signal.SIGINT)
    writer.close()

    assert (was_running, status) == (True, 130)


async def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    """The person is told which file, and what to do."""
    (tmp_path / "letter.txt").write_text("Dear Ana, " * 1000)

    status, _, err = await ran(tmp_path, "--port", "0", "--data", "letter.txt")

    assert status == 1
    assert "error: letter.txt cannot be opened as a store" in err
    assert (tmp_path / "letter.txt").read_text().startswith("Dear Ana")


async def test_few_open_files_mean_few_connections(tmp_path: Path) -> None:
    """Where the system allows little, the server serves fewer callers, and says so in its log."""
    process = await asyncio.create_subprocess_shell(
        f"ulimit -n 256; exec {sys.executable} -m twoway_server --port 0",
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await asyncio.wait_for(process.stdout.readline(), 10)
    process.terminate()
    _, err = await asyncio.wait_for(process.communicate(), 10)

    assert b'allows fewer connections","connections":192}' in err


async def test_a_second_server_on_one_file_is_refused(start: Start, tmp_path: Path) -> None:
    """The second process says why, and how to go on."""
    await start()

    status, out, err = await ran(tmp_path, "--port", "0")

    assert (status, out) == (1, "")
    assert err.splitlines()[-2:] == [
        "error: another twoway-server works on twoway-server.db",
        "try:   stop that one first, or give this one another file with --data",
    ]


async def test_a_server_whose_file_is_gone_ends(start: Start, tmp_path: Path) -> None:
    """Within five seconds the process ends with a status that a supervisor sees."""
    server = await start()

    (tmp_path / "twoway-server.db").unlink()

    assert await asyncio.wait_for(server.process.wait(), 8) == 1


async def test_a_port_that_is_taken_is_named(start: Start, tmp_path: Path) -> None:
    """The error says where, and what to do."""
    server = await start()
    port = server.url.rpartition(":")[2]

    status, _, err = await ran(tmp_path, "--port", port, "--data", "other.db")

    assert status == 1
    assert f"error: 127.0.0.1 port {port} cannot be listened on (Address already in use)" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "x"], "error: port: expected `int`"),
        (["--limit", "bodies=1"], "unknown field `bodies`"),
        (["--config", "absent.toml"], "absent.toml cannot be read"),
        (["--data", "missing/store.db"], "data: missing/store.db cannot be opened"),
        (["dance"], "invalid choice: 'dance'"),
    ],
    ids=str,
)
async def test_a_wrong_setting_is_a_usage_error(tmp_path: Path, arguments: list[str], words: str) -> None:
    """Status 2, and the setting is named."""
    status, out, err = await ran(tmp_path, *arguments)

    assert (status, out) == (2, "")
    assert words in err


async def test_a_code_is_printed_alone(tmp_path: Path) -> None:
    """The code is on stdout for a script, the words about it on stderr."""
    status, out, err = await ran(tmp_path, "code")

    assert status == 0
    assert re.fullmatch(r"[a-z2-7]{8}(-[a-z2-7]{8}){3}\n", out)
    assert err == "Good for one new journal, within 7 days.\n"


async def test_a_code_registers_while_the_server_runs(start: Start, tmp_path: Path) -> None:
    """Codes are made beside a running server, and a server that others reach asks for them."""
    person = Person(1)
    server = await start("--registration", "code")
    _, out, _ = await ran(tmp_path, "code")
    url = f"{server.url}/v1/journals/{person.journal.hex()}/roster"
    headers = {"Content-Type": CONTENT_TYPE}
    body = encode(RosterPush(person.run))

    async with server.session.post(url, data=body, headers=headers) as without:
        assert without.status == 404
    async with server.session.post(url, data=body, headers=headers | {"Twoway-Registration": out.strip()}) as with_it:
        assert with_it.status == 200
    assert server.lines[1] == "Registration: by code (twoway-server code makes one). Stop: Ctrl-C\n"


async def test_help_names_every_limit(tmp_path: Path) -> None:
    """Whoever operates the server finds its limits by --help."""
    status, out, _ = await ran(tmp_path, "--help")

    assert status == 0
    assert "journal_bytes" in out
    assert "--public-url" in out


async def test_nothing_of_a_person_is_in_the_files_and_the_log(start: Start, tmp_path: Path) -> None:
    """What was written stands nowhere on the server in clear: not in its files, not on its screen."""
    person = Person(1)
    server = await start("--log", "info")
    token = await server.join(person)
    await server.push(person, token, [wire(person.write(person.device, [b"canary-of-a-note"]))])
    during = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    await server.end()
    assert server.process.stderr is not None
    log = await server.process.stderr.read()

    assert log.count(b'"event":"request"') == 4
    assert token.hex().encode() not in log
    assert person.journal.hex().encode() not in log
    for place in (during, log, (tmp_path / "twoway-server.db").read_bytes()):
        assert b"canary" not in place
        assert token not in place
