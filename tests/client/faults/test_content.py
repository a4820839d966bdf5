"""What entries may hold: a newer version's words, wrong types, any letters; worked through two devices and a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.client.commands.home_pair import Pair
from tests.client.faults.test_newer import entry, put
from tests.client.faults.test_text import HOSTILE
from tests.client.home import TestHome
from tests.client.profiles import found_profile
from tests.client.real_server import running
from twoway_client.desk import Desk
from twoway_client.times import to_ms
from twoway_core.codec import encode
from twoway_core.entry import MAX_TEXT_BYTES, Entry, decode_entry, encode_entry
from twoway_core.events import vocabulary
from twoway_core.events.base import Event, Line
from twoway_core.events.log import JotNoted
from twoway_core.events.vocabulary import WIRE, decode_event
from twoway_core.ids import make_entry_id

VIEWS = ["now", "log", "fit", "compare", "todo", "prep", "report", "next", "who", "agree", "want", "bank", "replay"]
WRONG: dict[str, Any] = {
    "nothing": None,
    "a number": 7,
    "a negative number": -(2**53),
    "a text": "x",
    "bytes": b"\xff" * 16,
    "a list": [1, [2, [3]]],
    "a map": {"x": {"y": "z"}},
    "a float": 0.5,
    "yes": True,
}


class NewerJot(Event, frozen=True, kw_only=True):
    """A jot as a newer version may know it."""

    text: str
    mood: Line = ""


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """Give a laptop and a phone that sync over a real server."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with running(tmp_path) as address:
        yield Pair(tmp_path, address)


def document(pair: Pair, name: str, *words: str) -> Any:
    """Return what a command prints for programs."""
    done = pair.run(name, *words, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_entries_of_a_newer_version_are_shown_after_the_upgrade_m1(pair: Pair) -> None:
    """An old program counts and keeps what it does not know; the new one shows it, in lists and in summaries."""
    pair.run("laptop", "open", "acme")
    pair.run("laptop", "saw", "two desks empty")
    pair.run("laptop", "todo", "add", "send the sample")
    pair.run("laptop", "sync")
    with pytest.MonkeyPatch.context() as old:
        for name in ("observation.noted", "follow-up.planned"):
            old.delitem(WIRE, name)
        pair.run("phone", "sync")
        before = {verb: pair.run("phone", verb).out for verb in ("verify", "log", "todo")}
    after = {verb: pair.run("phone", verb).out for verb in ("verify", "log", "todo")}

    assert "2 entries of a newer Twoway: kept" in before["verify"]
    assert "observation ~ (of a newer version: kept, not shown)" in before["log"]
    assert ["send the sample" in shown["todo"] for shown in (before, after)] == [False, True]
    assert ("newer" in after["verify"], "two desks empty" in after["log"]) == (False, True)


def test_a_field_of_a_newer_version_waits_in_the_bytes_m1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ignored and kept, and read by the version that knows it."""
    profile = found_profile(tmp_path)
    desk = profile.desk()
    put(desk, entry(desk, 1, "jot.noted", text="the rest is shown", mood="calm"))
    jots = TestHome(profile.home.folder, monkeypatch).json("jot", "list")["jots"]
    (kept,) = [decode_entry(data) for data in profile.entries()]
    old = decode_event(kept.type, kept.fields)
    monkeypatch.setitem(WIRE, "jot.noted", NewerJot)
    monkeypatch.setattr(vocabulary, "_decoder", msgspec.msgpack.Decoder)

    assert [jot["text"] for jot in jots] == ["the rest is shown"]
    assert old == JotNoted(text="the rest is shown")
    assert decode_event(kept.type, kept.fields) == NewerJot(text="the rest is shown", mood="calm")


def malformed(opportunity: bytes | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (type, fields) with every field of every event in a wrong type, and with every required one missing."""
    for name, kind in WIRE.items():
        for field in msgspec.structs.fields(kind):
            for wrong in WRONG.values():
                yield name, {"opportunity": opportunity, field.name: wrong}
        yield name, {}


def written(desk: Desk, number: int, name: str, fields: dict[str, Any]) -> bytes:
    """Return an entry of whatever type and fields."""
    made = make_entry_id(to_ms(desk.now) + number, 0, number)
    return encode_entry(Entry(made, 0, 0, None, name, msgspec.Raw(msgspec.msgpack.encode(fields))))


def test_whatever_bytes_an_entry_has_the_views_go_on_m2(acme: TestHome) -> None:
    """Each is kept and counted, none hides what is well, and no view or check fails."""
    desk = acme.desk()
    acme.write("jot", "all is well")
    bad = [
        written(desk, 1000 + at, name, fields) for at, (name, fields) in enumerate(malformed(desk.context.opportunity))
    ]
    put(desk, *bad, b"", b"\x93no entry at all", b"\xc1", bytes(70_000), encode(["x"] * 6))
    done = {verb: acme.run(verb) for verb in VIEWS}
    checked, jots = acme.run("verify"), acme.json("jot", "list")["jots"]

    assert len(bad) > 2000
    assert {verb: one.err for verb, one in done.items() if one.code not in (0, 1) or "fault" in one.err} == {}
    assert ("all is well" in [jot["text"] for jot in jots], checked.code) == (True, 0)
    assert "entries that no view can show: kept" in checked.out


@pytest.mark.parametrize(
    "text",
    [*HOSTILE.values(), "x" * MAX_TEXT_BYTES, "\U0001f469\u200d\U0001f4bb" * 5000, " \tleading and trailing\n\n x"],
    ids=[*HOSTILE.keys(), "64 KiB on one line", "five thousand joined emoji", "blanks"],
)
def test_a_text_is_the_same_bytes_on_the_other_device_m3(pair: Pair, text: str) -> None:
    """Through a pipe, the outbox, a segment, the server and another's journal, and out again."""
    laptop = TestHome(pair.profiles["laptop"].home.folder, pytest.MonkeyPatch())
    laptop.write("jot", text=text)
    pair.run("laptop", "sync")
    pair.run("phone", "sync")

    shown = [jot["text"].encode() for jot in document(pair, "phone", "jot", "list")["jots"]]
    assert (len(shown), text.encode() in shown) == (3, True)


@pytest.mark.parametrize("data", [b"", b" \n ", b"a\xed\xa0\x80", b"\xff", b"x" * (MAX_TEXT_BYTES + 1)])
def test_what_no_journal_can_hold_is_refused_when_it_is_typed_m3(fresh: TestHome, data: bytes) -> None:
    """Nothing is written of nothing, of half a pair of surrogates, of no text, or of too much."""
    done = fresh.run("jot", text=data.decode(errors="surrogateescape"))

    assert done.code in (1, 2)
    assert fresh.json("jot", "list")["jots"] == []
