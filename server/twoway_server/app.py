"""The wiring: configuration and store in, an aiohttp application out. Every route stands here."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from twoway_core.errors import NotAllowedError
from twoway_core.sync.limits import SLOT_BYTES
from twoway_server.app_files import NO_APP, App
from twoway_server.auth import Nonces, Tokens
from twoway_server.edge import Access, Call, Edge, Route
from twoway_server.handlers.app_files import AppFiles
from twoway_server.handlers.bodies import NewBodies
from twoway_server.handlers.exchange import Exchange
from twoway_server.handlers.health import Health
from twoway_server.handlers.live import Live
from twoway_server.handlers.pairing import Pairing
from twoway_server.handlers.papers import Papers
from twoway_server.handlers.rosters import Rosters
from twoway_server.handlers.signin import SigningIn
from twoway_server.journals import Journals
from twoway_server.limits import Limits
from twoway_server.live import Hub
from twoway_server.mailboxes import SLOTS, Mailboxes
from twoway_server.registration import Registration
from twoway_server.replies import Reply
from twoway_server.shields import origin_of, preflight, shield
from twoway_server.sockets import Room
from twoway_server.stores.port import Store

_ID = "[0-9a-f]{32}"
_JOURNAL = f"/v1/journals/{{journal:{_ID}}}"
_PAPER = f"/v1/papers/{{paper:{_ID}}}"
_MAILBOX = f"/v1/mailboxes/{{mailbox:{_ID}}}"
_APP_FILE = "/app/{file:[A-Za-z0-9._/-]*}"
_SLOT = f"{_MAILBOX}/{{slot:{'|'.join(SLOTS)}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an application is made of, apart from its store."""

    limits: Limits
    server_id: str
    version: str
    registration: Registration
    trusted_proxies: frozenset[str] = frozenset()
    app_origins: frozenset[str] = frozenset()
    """Other origins whose pages may speak to this server."""
    app: App = NO_APP
    clock: Callable[[], float] = time.monotonic
    random: Callable[[int], bytes] = os.urandom


def build_app(store: Store, setting: Setting) -> web.Application:
    """Return the application over ``store``."""
    hub = Hub(setting.limits)
    journals = Journals(store, setting.limits, hub.roster_changed)
    tokens = Tokens(setting.random, setting.clock)
    mailboxes = Mailboxes(setting.limits, setting.clock)
    health = Health(store, setting.version, setting.server_id)
    edge = Edge(setting.limits, tokens, journals, setting.trusted_proxies, setting.clock)
    nonces = Nonces(setting.random, setting.clock)
    signing_in = SigningIn(journals, nonces, tokens, setting.server_id)
    papers = Papers(store, nonces, setting.server_id)
    rosters = Rosters(journals, setting.registration)
    exchange = Exchange(store, hub, setting.limits.page_bytes)
    origins = setting.app_origins | {origin_of(setting.server_id)}
    live = Live(Room(hub, edge.holder, setting.limits), origins, setting.clock)

    app = web.Application(client_max_size=setting.limits.body_bytes)
    for route in (
        *_open_routes(health, Pairing(mailboxes)),
        *_app_routes(AppFiles(setting.app, setting.server_id)),
        *_foreign_routes(setting.app_origins),
        *_paper_routes(setting.limits, papers),
        *_journal_routes(setting.limits, signing_in, rosters, exchange),
        *_body_routes(setting.limits, NewBodies(store, setting.limits.page_bytes)),
        Route("GET", f"{_JOURNAL}/live", Access.ANONYMOUS, 0, _nothing, live.upgrade),
        Route("*", "/{rest:.*}", Access.ANONYMOUS, 0, _nothing),
    ):
        app.router.add_route(route.method, route.path, edge.wrap(route))

    async def stop(_: web.Application) -> None:
        mailboxes.close()
        await hub.close()

    app.on_shutdown.append(stop)
    app.on_response_prepare.append(shield(setting.app_origins))
    return app


def _open_routes(health: Health, pairing: Pairing) -> list[Route]:
    return [
        Route("GET", "/", Access.FREE, 0, health.home),
        Route("GET", "/health", Access.FREE, 0, health.health),
        Route("GET", "/ready", Access.ANONYMOUS, 0, health.ready),
        Route("POST", _SLOT, Access.ANONYMOUS, SLOT_BYTES, pairing.write),
        Route("GET", _SLOT, Access.ANONYMOUS, 0, pairing.read),
        Route("DELETE", _MAILBOX, Access.ANONYMOUS, 0, pairing.burn),
    ]


def _app_routes(files: AppFiles) -> list[Route]:
    return [
        Route("GET", "/app", Access.ANONYMOUS, 0, files.folder),
        Route("GET", _APP_FILE, Access.ANONYMOUS, 0, files.file),
        Route("HEAD", _APP_FILE, Access.ANONYMOUS, 0, files.file),
    ]


def _foreign_routes(origins: frozenset[str]) -> list[Route]:
    async def asked(call: Call) -> Reply:
        return Reply(204, b"", headers=preflight(call.headers.get("Origin", ""), origins))

    return [Route("OPTIONS", "/v1/{rest:.*}", Access.ANONYMOUS, 0, asked)] if origins else []


def _paper_routes(limits: Limits, papers: Papers) -> list[Route]:
    return [
        Route("POST", f"{_PAPER}/challenge", Access.ANONYMOUS, limits.anonymous_body_bytes, papers.challenge),
        Route("POST", f"{_PAPER}/journals", Access.ANONYMOUS, limits.anonymous_body_bytes, papers.journals),
    ]


def _journal_routes(limits: Limits, signing_in: SigningIn, rosters: Rosters, exchange: Exchange) -> list[Route]:
    return [
        Route("POST", f"{_JOURNAL}/challenge", Access.ANONYMOUS, limits.anonymous_body_bytes, signing_in.challenge),
        Route("POST", f"{_JOURNAL}/token", Access.ANONYMOUS, limits.anonymous_body_bytes, signing_in.token),
        Route("POST", f"{_JOURNAL}/roster", Access.ANONYMOUS, limits.roster_body_bytes, rosters.push),
        Route("POST", f"{_JOURNAL}/sync", Access.TOKEN, limits.body_bytes, exchange.sync),
        Route("POST", f"{_JOURNAL}/push", Access.TOKEN, limits.body_bytes, exchange.push),
    ]


def _body_routes(limits: Limits, bodies: NewBodies) -> list[Route]:
    return [
        Route("POST", f"{_JOURNAL}/bodies", Access.TOKEN, limits.body_bytes, bodies.put),
        Route("POST", f"{_JOURNAL}/wanted", Access.TOKEN, limits.body_bytes, bodies.wanted),
        Route("POST", f"{_JOURNAL}/fetch", Access.TOKEN, limits.body_bytes, bodies.fetch),
    ]


async def _nothing(_: Call) -> Reply:
    raise NotAllowedError("nothing here")
