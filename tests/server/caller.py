"""A server in this process, and a client that speaks the protocol to it over a real socket."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import aiohttp
import msgspec

from twoway_core.codec import decode_canonical, encode
from twoway_core.sealing.segment import Segment
from twoway_core.sync.limits import CONTENT_TYPE, MAX_REPLY_BYTES
from twoway_core.sync.messages import (
    ChainHeads,
    Challenge,
    ChallengeRequest,
    Push,
    Pushed,
    RosterPush,
    SignedIn,
    SignIn,
    SyncReply,
    SyncRequest,
    wire,
)
from twoway_core.trust.auth import sign_in
from twoway_server.app import Setting, build_app
from twoway_server.app_files import NO_APP, App
from twoway_server.config import Config
from twoway_server.hosting import hosted, listen
from twoway_server.limits import Limits
from twoway_server.registration import Codes, Mode, Registration
from twoway_server.stores.port import Store

from .memory_store import MemoryStore
from .world import Device, Person

T = TypeVar("T")

SERVER_ID = "https://sync.example.org"


@dataclass(slots=True)
class Clock:
    """Seconds that pass when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    def read(self, kind: type[T]) -> T:
        """Return the message in the body, which has to be canonical."""
        return decode_canonical(kind, self.body, MAX_REPLY_BYTES)

    @property
    def word(self) -> str:
        """The word of a refusal."""
        (word,) = msgspec.msgpack.decode(self.body, type=list[str])
        return word


@dataclass(slots=True)
class Served:
    """A running server, and what a test may turn."""

    store: Store
    clock: Clock
    url: str
    port: int
    session: aiohttp.ClientSession
    stack: AsyncExitStack
    tokens: dict[bytes, bytes] = field(default_factory=dict)

    async def close(self) -> None:
        """Stop it."""
        await self.session.close()
        await self.stack.aclose()

    async def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send one request, labelled as a message unless ``headers`` says otherwise."""
        sent = {"Content-Type": CONTENT_TYPE} if body is not None else {}
        async with self.session.request(
            method, self.url + path, data=body, headers=sent | dict(headers or {})
        ) as reply:
            return Answer(reply.status, await reply.read(), reply.headers)

    async def post(self, person: Person, step: str, message: object, device: Device | None = None) -> Answer:
        """Post ``message`` to a route of the journal, with the token of ``device`` if it has one."""
        headers = {}
        if device is not None and device.id in self.tokens:
            headers["Authorization"] = f"Bearer {self.tokens[device.id].hex()}"
        return await self.send("POST", f"/v1/journals/{person.journal.hex()}/{step}", encode(message), headers)

    async def register(self, person: Person) -> None:
        """Bring the roster of ``person``."""
        answer = await self.post(person, "roster", RosterPush(person.run))
        assert answer.status == 200

    async def nonce(self, person: Person, device: Device) -> bytes:
        """Ask for a challenge."""
        answer = await self.post(person, "challenge", ChallengeRequest(device.id))
        return answer.read(Challenge).nonce

    async def answer(self, person: Person, device: Device, nonce: bytes, server_id: str = SERVER_ID) -> Answer:
        """Answer a challenge."""
        signature = sign_in(device.keys, server_id, person.journal, nonce)
        return await self.post(person, "token", SignIn(device.id, nonce, signature))

    async def sign_in(self, person: Person, device: Device | None = None) -> bytes:
        """Sign a device in, and remember its token."""
        device = device or person.device
        answer = await self.answer(person, device, await self.nonce(person, device))
        self.tokens[device.id] = answer.read(SignedIn).token
        return self.tokens[device.id]

    async def join(self, person: Person) -> None:
        """Register ``person`` and sign the first device in."""
        await self.register(person)
        await self.sign_in(person)

    async def push(self, person: Person, segments: Sequence[Segment], device: Device | None = None) -> Pushed:
        """Push, and return the outcomes."""
        message = Push([wire(each) for each in segments])
        answer = await self.post(person, "push", message, device or person.device)
        assert answer.status == 200, answer
        return answer.read(Pushed)

    async def sync(self, person: Person, roster: bytes | None = None, heads: Sequence[ChainHeads] = ()) -> SyncReply:
        """Ask for what is lacking."""
        asked = SyncRequest(person.roster.head if roster is None else roster, list(heads))
        answer = await self.post(person, "sync", asked, person.device)
        assert answer.status == 200, answer
        return answer.read(SyncReply)


async def served(
    *,
    limits: Limits | None = None,
    store: Store | None = None,
    mode: Mode = Mode.OPEN,
    codes: Codes | None = None,
    proxies: Sequence[str] = (),
    app: App = NO_APP,
    app_origins: Sequence[str] = (),
) -> Served:
    """Return a running server on a free port."""
    config = Config(port=0, limits=limits or Limits(), trusted_proxies=list(proxies))
    clock, store = Clock(), store or MemoryStore()
    setting = Setting(
        limits=config.limits,
        server_id=SERVER_ID,
        version="0",
        registration=Registration(mode, codes or Codes(Path("nowhere"), 7, clock)),
        trusted_proxies=config.proxies,
        app_origins=frozenset(app_origins),
        app=app,
        clock=clock,
    )
    stack = AsyncExitStack()
    listener: socket.socket = stack.enter_context(listen(config))
    port = listener.getsockname()[1]
    await stack.enter_async_context(hosted(build_app(store, setting), listener, config))
    return Served(store, clock, f"http://127.0.0.1:{port}", port, aiohttp.ClientSession(), stack)
