"""What browsers are told on every response, and which pages of other origins may speak to the server."""

from __future__ import annotations

import aiohttp
import pytest

from twoway_server.shields import EVERYWHERE, app_policy

from .caller import Served
from .conftest import Serve
from .world import Person

OTHER, ID = "https://app.example.org", "0" * 32
ASKING = {"Origin": OTHER, "Access-Control-Request-Method": "POST"}


@pytest.mark.parametrize(
    ("how", "path"),
    [
        ("GET", "/"),
        ("GET", "/health"),
        ("GET", "/app/"),
        ("GET", "/app"),
        ("GET", "/nothing"),
        ("POST", f"/v1/journals/{ID}/sync"),
        ("POST", f"/v1/journals/{ID}/challenge"),
        ("GET", f"/v1/journals/{ID}/live"),
    ],
)
async def test_every_response_says_what_a_page_may_do(server: Served, how: str, path: str) -> None:
    """Refusals, texts and messages too: whatever a browser takes for a page may do nothing."""
    async with server.session.request(how, server.url + path, allow_redirects=False) as reply:
        assert {name: reply.headers[name] for name in EVERYWHERE} == EVERYWHERE


async def test_what_is_no_http_has_no_page_either(server: Served, web: aiohttp.ClientSession) -> None:
    """The library's own refusals carry the headers as well."""
    async with web.post(server.url + "/health", headers={"Expect": "something"}, data=b"x") as reply:
        assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_the_live_socket_is_the_server_s_own() -> None:
    """Where a browser does not count it as the page's origin, its address stands there."""
    assert "connect-src 'self' ws://127.0.0.1:8470;" in app_policy("http://127.0.0.1:8470")
    assert "connect-src 'self' wss://x.example;" in app_policy("https://x.example/twoway")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://app.example.org.evil.example", ""])
async def test_pages_of_other_sites_may_ask_nothing(serve: Serve, origin: str) -> None:
    """Whether another origin is allowed or none is, the browser is not told that it may."""
    for served in (await serve(), await serve(app_origins=[OTHER])):
        answers = [
            await served.send("OPTIONS", f"/v1/journals/{ID}/sync", headers=ASKING | {"Origin": origin}),
            await served.send("POST", f"/v1/journals/{ID}/challenge", b"\x90", headers={"Origin": origin}),
        ]

        assert answers[0].status == 404
        assert [name for each in answers for name in each.headers if name.startswith("Access-Control")] == []


async def test_a_page_of_a_named_origin_may_ask(serve: Serve, person: Person) -> None:
    """What the protocol needs and no more; without the browser's credentials."""
    served = await serve(app_origins=[OTHER, "https://other.example"])

    asked = await served.send("OPTIONS", f"/v1/journals/{ID}/sync", headers=ASKING)
    answer = await served.send("POST", f"/v1/journals/{ID}/challenge", b"\x90", {"Origin": OTHER})

    assert (asked.status, asked.body) == (204, b"")
    told = {name: value for name, value in asked.headers.items() if name.startswith("Access-Control")}
    assert told == {
        "Access-Control-Allow-Origin": OTHER,
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, Twoway-Registration",
        "Access-Control-Expose-Headers": "Retry-After",
        "Access-Control-Max-Age": "7200",
    }
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (400, OTHER)
    assert "Origin" in answer.headers["Vary"]


async def test_what_a_server_says_to_one_origin_is_kept_for_no_other(serve: Serve) -> None:
    """A cache between must tell them apart, also where no origin was named."""
    served = await serve(app_origins=[OTHER])

    assert "Origin" in (await served.send("GET", "/")).headers["Vary"]


@pytest.mark.parametrize(
    ("origins", "said", "status"),
    [
        ([OTHER], OTHER, 101),
        ([OTHER], "https://sync.example.org", 101),
        ([OTHER], "https://evil.example", 403),
        ([], OTHER, 403),
    ],
)
async def test_a_live_socket_is_for_pages_of_the_server_and_of_named_origins(
    serve: Serve, origins: list[str], said: str, status: int
) -> None:
    """All others are refused by their Origin."""
    served = await serve(app_origins=origins)
    shake = {
        "Origin": said,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    async with served.session.get(f"{served.url}/v1/journals/{ID}/live", headers=shake) as reply:
        assert reply.status == status
        assert ("Content-Security-Policy" in reply.headers) is (status != 101)
