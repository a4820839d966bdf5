"""PROTOCOL.md tells every route, word and limit that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from twoway_core.codec import Wire
from twoway_core.sealing.replacing import Replacement
from twoway_core.sync import limits as wire
from twoway_core.sync import messages
from twoway_server import admission, app, replies
from twoway_server.handlers import bodies
from twoway_server.limits import Limits
from twoway_server.mailboxes import SLOTS
from twoway_server.registration import Codes, Mode, Registration
from twoway_server.stores import linking, port

from .caller import SERVER_ID, Clock
from .memory_store import MemoryStore

PAGE = (Path(__file__).parents[2] / "server" / "PROTOCOL.md").read_text(encoding="utf-8")


def routes() -> list[tuple[str, str]]:
    """Return method and path of each route, but for the one that catches the rest."""
    setting = app.Setting(
        limits=Limits(),
        server_id=SERVER_ID,
        version="0",
        registration=Registration(Mode.OPEN, Codes(Path("nowhere"), 7, Clock())),
    )
    made = app.build_app(MemoryStore(), setting)
    found = [(route.method, route.resource.canonical) for route in made.router.routes() if route.resource is not None]
    return [(method, path) for method, path in found if path != "/{rest}"]


async def test_every_route_has_its_place() -> None:
    """Each route stands in the page with its method, and the page names no route that is not there."""
    there = {f"{method} {path}" for method, path in routes()}
    told = set(re.findall(r"`((?:GET|HEAD|POST|DELETE) /[^`?]*)`", PAGE))

    assert there == told


def test_every_refusal_stands_with_its_status() -> None:
    """The table of refusals is the one in the code."""
    told = {
        (int(status), word)
        for status, words in re.findall(r"^\| (\d{3}) \| (.*?) \|", PAGE, re.MULTILINE)
        for word in re.findall(r"`([a-z-]+)`", words)
    }

    assert told == set(replies.STATUS.values())


def test_every_reason_is_explained() -> None:
    """The table of reasons is what a push may be told."""
    reasons = {
        admission.MALFORMED,
        admission.UNSUPPORTED,
        port.ROSTER,
        admission.DEVICE,
        admission.SIGNATURE,
        linking.GAP,
        linking.CHAIN,
        port.QUOTA,
    }
    table = PAGE.partition("| reason | meaning |")[2].partition("\n\n")[0]

    assert set(re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE)) == reasons


def test_every_reason_against_a_new_body_is_explained() -> None:
    """The table of reasons is what a device that puts bodies may be told."""
    reasons = {admission.DEVICE, bodies.SIZE, admission.SIGNATURE, port.UNKNOWN, port.QUOTA}
    table = PAGE.partition("| refused as | meaning |")[2].partition("\n\n")[0]

    assert set(re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE)) == reasons


def test_every_limit_stands_with_its_default() -> None:
    """Names and numbers in the page are those of the code, in the same order."""
    defaults = Limits()
    told = re.findall(r"^\| `([a-z_]+)` \| (\d+) \|", PAGE, re.MULTILINE)

    assert told == [(name, str(getattr(defaults, name))) for name in Limits.__struct_fields__]


@pytest.mark.parametrize(
    "message",
    [
        messages.Head,
        messages.ChainHeads,
        messages.WireSegment,
        messages.ChallengeRequest,
        messages.Challenge,
        messages.SignIn,
        messages.SignedIn,
        messages.FindJournals,
        messages.FoundJournals,
        messages.RosterPush,
        messages.RosterState,
        messages.SyncRequest,
        messages.SyncReply,
        messages.Push,
        messages.Outcome,
        messages.Pushed,
        messages.SegmentPlace,
        messages.NewBody,
        messages.PutBodies,
        messages.Wanted,
        messages.WantedNow,
        messages.Fetch,
        messages.Fetched,
        Replacement,
    ],
    ids=lambda each: each.__name__,
)
def test_every_message_stands_with_its_fields(message: type[Wire]) -> None:
    """The fields of a message are told in their order."""
    (fields,) = re.findall(rf"\b{message.__name__} +\[(.*?)\](?:$|  )", PAGE, re.MULTILINE)

    assert re.findall(r"(\w+): ", fields) == list(message.__struct_fields__)


def test_the_page_tells_the_sizes_of_the_wire() -> None:
    """Numbers that both sides must agree on are written out."""
    for number in (
        wire.MAX_CHAINS,
        wire.MAX_SEGMENTS_A_MESSAGE,
        wire.SLOT_BYTES,
        wire.MAX_WANTED_A_MESSAGE,
        wire.MAX_WANTED,
    ):
        assert f"{number:,}" in PAGE
    assert f"?wait=SECONDS` (a whole number; above {wire.WAIT_SECONDS} counts as {wire.WAIT_SECONDS})" in PAGE
    assert f"`seconds` ({wire.TOKEN_SECONDS})" in PAGE
    assert f"within {wire.NONCE_SECONDS} seconds" in PAGE
    assert f"≤ {wire.MAX_HEADS_A_CHAIN} Head" in PAGE
    assert f"≤ {wire.MAX_BODIES_A_MESSAGE} NewBody" in PAGE
    assert f"array of ≤ {wire.MAX_FOUND_JOURNALS} id]" in PAGE
    assert f"Content-Type: {wire.CONTENT_TYPE}`" in PAGE
    assert f"`{wire.REGISTRATION_HEADER}`" in PAGE
    assert f"more than {wire.MAX_LIVE_MESSAGE_BYTES} bytes" in PAGE
    assert f"a binary message of one byte, `{wire.HINT.hex()}`" in PAGE
    assert all(f"| {code} |" in PAGE for code in (wire.CLOSE_NOT_ALLOWED, wire.CLOSE_PULL_AGAIN))
    assert all(f"`{slot}`" in PAGE for slot in SLOTS)
