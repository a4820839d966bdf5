"""The phone's app on the wire: its files and no others, as browsers cache and open them."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path

import aiohttp
import pytest

from twoway_core.codec import encode
from twoway_server.app_files import NO_APP, App, read_app
from twoway_server.handlers.app_files import accepts

from .caller import Served
from .conftest import Serve

PAGE, SCRIPT, ICON = b"<!doctype html>", b"let it = be;" * 100, b"\x89PNG"
FILES = {"index.html": PAGE, "assets/index-abc.js": SCRIPT, "icon-192.png": ICON, "sw.js": b"self;"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a built app, and a file in it that is not of the app."""
    built = tmp_path / "web"
    (built / "assets").mkdir(parents=True)
    for name, content in FILES.items():
        (built / name).write_bytes(content)
    (built / "assets/index-abc.js.gz").write_bytes(gzip.compress(SCRIPT))
    (built / "assets/index-abc.js.br").write_bytes(b"smaller still")
    (built / "secret.txt").write_text("not of the app")
    hashes = {name: sha256(content).hexdigest() for name, content in FILES.items()}
    (built / "hashes.json").write_text(json.dumps({"version": "1", "files": hashes}))
    return built


@pytest.fixture
async def phone(serve: Serve, folder: Path) -> Served:
    """Return a server with that app."""
    return await serve(app=read_app(folder))


@pytest.mark.parametrize(
    ("path", "content", "content_type", "cached"),
    [
        ("/app/", PAGE, "text/html; charset=utf-8", "no-cache"),
        ("/app/index.html", PAGE, "text/html; charset=utf-8", "no-cache"),
        ("/app/sw.js", b"self;", "text/javascript; charset=utf-8", "no-cache"),
        ("/app/icon-192.png", ICON, "image/png", "no-cache"),
        (
            "/app/assets/index-abc.js",
            SCRIPT,
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
    ],
)
async def test_a_file_comes_with_its_type_and_how_long_it_holds(
    phone: Served, path: str, content: bytes, content_type: str, cached: str
) -> None:
    """What has a hash in its name never changes; everything else is asked about each time."""
    answer = await phone.send("GET", path, headers={"Accept-Encoding": "identity"})

    assert (answer.status, answer.body) == (200, content)
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (content_type, cached)
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self' wss://sync.example.org; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types twoway"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/app/secret.txt",
        "/app/hashes.json",
        "/app/assets/",
        "/app/assets/index-abc.js.gz",
        "/app/%2e%2e%2fserver.db",
        "/app/assets/%2e%2e/secret.txt",
        "/app//etc/passwd",
        "/app/index.html%00",
        "/app/INDEX.HTML",
        "/app/caf%C3%A9",
    ],
)
async def test_nothing_is_served_but_what_was_read_at_the_start(phone: Served, path: str) -> None:
    """Every other name gets the one 404, wherever it leads."""
    answer = await phone.send("GET", path)

    assert (answer.status, answer.body) == (404, encode(["not-found"]))


async def test_what_changes_on_the_disk_later_is_not_served(phone: Served, folder: Path) -> None:
    """A running server keeps to the app that it began with."""
    (folder / "index.html").write_text("another page")

    assert (await phone.send("GET", "/app/")).body == PAGE


async def test_a_browser_gets_the_smallest_copy_that_it_can_open(phone: Served, web: aiohttp.ClientSession) -> None:
    """Brotli before gzip before plain, each under a tag of its own."""
    seen = []
    for said in ("gzip, deflate, br", "gzip", "br;q=0, gzip;q=0.5", "identity", "gzip;q=0.0"):
        async with web.get(f"{phone.url}/app/assets/index-abc.js", headers={"Accept-Encoding": said}) as reply:
            seen.append((reply.headers.get("Content-Encoding"), await reply.read(), reply.headers["ETag"]))
            assert reply.headers["Vary"] == "Accept-Encoding"

    assert [each[0] for each in seen] == ["br", "gzip", "gzip", None, None]
    assert seen[0][1] == b"smaller still"
    assert gzip.decompress(seen[1][1]) == SCRIPT == seen[3][1]
    assert len({each[2] for each in seen}) == 3


def test_a_coding_is_known_by_its_whole_name() -> None:
    """A name that holds it is not it."""
    said = {"Accept-Encoding": "xbr, gzip-like, BR ; q=0.3"}

    assert (accepts(said, "br"), accepts(said, "gzip"), accepts({}, "br")) == (True, False, False)


async def test_a_browser_that_has_a_file_is_not_sent_it_again(phone: Served) -> None:
    """The tag that came with it is enough, among others and in its weak form too."""
    first = await phone.send("GET", "/app/", headers={"Accept-Encoding": "identity"})
    for said in (first.headers["ETag"], f'"else", W/{first.headers["ETag"]}'):
        again = await phone.send("GET", "/app/", headers={"If-None-Match": said, "Accept-Encoding": "identity"})

        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
        assert again.headers["Cache-Control"] == "no-cache"
    other = await phone.send("GET", "/app/", headers={"If-None-Match": '"else"'})
    assert other.status == 200


async def test_a_head_request_for_a_file_has_everything_but_the_file(phone: Served) -> None:
    """The headers are those of the answer that would have come."""
    plain = {"Accept-Encoding": "identity"}
    told, sent = await phone.send("HEAD", "/app/", headers=plain), await phone.send("GET", "/app/", headers=plain)

    assert (told.status, told.body) == (200, b"")
    names = ("Content-Length", "Content-Type", "ETag", "Content-Security-Policy")
    assert [told.headers[name] for name in names] == [sent.headers[name] for name in names]


async def test_who_leaves_out_the_slash_is_sent_to_the_app(phone: Served) -> None:
    """The app's own addresses hold below it only; the place is relative, so a proxy's prefix stays."""
    async with phone.session.get(f"{phone.url}/app", allow_redirects=False) as reply:
        assert (reply.status, reply.headers["Location"]) == (308, "app/")


async def test_a_server_without_the_app_says_how_to_build_it(server: Served) -> None:
    """One plain sentence; everything else works."""
    answer = await server.send("GET", "/app/")

    assert (answer.status, answer.headers["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert answer.body.decode().startswith("the phone's app is not built; run scripts/setup")
    assert (await server.send("GET", "/ready")).status == 200


@pytest.mark.parametrize("name", ["index.html", "hashes.json"])
def test_an_app_that_is_not_whole_is_not_served(folder: Path, name: str) -> None:
    """Half an upgrade is no app."""
    (folder / name).write_text("cut off")

    app = read_app(folder)

    assert (app.files, "is not whole" in app.missing) == ({}, True)


def test_an_app_that_was_never_built_is_missing(tmp_path: Path, folder: Path) -> None:
    """No folder, or one of its files gone."""
    (folder / "sw.js").unlink()

    assert read_app(tmp_path / "nowhere") == NO_APP == read_app(folder)


def test_an_app_is_read_whole(folder: Path) -> None:
    """What is not in the list is left out."""
    app: App = read_app(folder)

    assert (app.files.keys(), app.missing) == (FILES.keys(), "")
