"""V3: what a note's size tells: one of ten steps, and nothing finer."""

from __future__ import annotations

import random
import re

from tests.client.home import TestHome
from tests.privacy.conftest import Overheard
from tests.server.world import Person
from twoway_core.entry import Entry, encode_entry
from twoway_core.events.log import JotNoted
from twoway_core.events.vocabulary import encode_event
from twoway_core.ids import make_entry_id

_PUSHED = re.compile(rb"POST /v1/journals/[0-9a-f]{32}/push HTTP/1.1\r\n(?:.*\r\n)*?Content-Length: (\d+)\r\n")


def jot(text: str, number: int) -> bytes:
    """Return the bytes of a note."""
    name = make_entry_id(1_772_629_200_000, number, number)
    return encode_entry(Entry(name, 0, 60, None, *encode_event(JotNoted(text=text))))


def test_a_thousand_notes_have_ten_sizes_at_most_v3() -> None:
    """Of 1 to 60,000 characters, each sent alone."""
    chance, person = random.Random(3), Person(3)
    long, short = ([chance.randint(1, most) for _ in range(499)] for most in (60_000, 2000))
    lengths = [1, 60_000, *long, *short]

    sizes = {len(person.write(person.device, [jot("x" * length, at)]).body) for at, length in enumerate(lengths)}

    assert len(lengths) == 1000
    assert 2 <= len(sizes) <= 10
    assert all((size - 48).bit_count() == 1 for size in sizes)


def test_what_a_note_holds_changes_no_size_v3() -> None:
    """Neither repetition nor chance: nothing is compressed."""
    person = Person(4)
    texts = ["a" * 3000, "".join(random.Random(4).choices("abcdefghijklmnopqrstuvwxyz ", k=3000)), "ab" * 1500]

    assert len({len(person.write(person.device, [jot(text, 1)]).body) for text in texts}) == 1


def test_the_wire_shows_the_step_and_no_more_v3(fresh: TestHome, server: Overheard) -> None:
    """Notes of one step make requests of one size, through the real client and server."""
    fresh.write("sync", server.url)
    before = len(server.wire.sent)
    for text in ("yes", "no, never", "x" * 150, "1", "perhaps"):
        fresh.write("jot", text)
        fresh.write("sync")

    sizes = [int(size) for size in _PUSHED.findall(bytes(server.wire.sent[before:]))]
    assert (len(sizes), len(set(sizes))) == (5, 1)


def test_an_unpadded_size_would_be_noticed() -> None:
    """The entries themselves have as many sizes as there are lengths."""
    sizes = {len(jot("x" * length, 1)) for length in range(1, 1001)}

    assert len(sizes) == 1000
