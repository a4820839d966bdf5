"""The app adds entries up to the same state as Python, whatever stands in the journal."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.journals import JOURNALS
from tests.web.node import Node
from tests.web.plain import plain, sent
from twoway_core.entry import Entry
from twoway_core.journal.amendments import resolve
from twoway_core.journal.fold import fold
from twoway_core.journal.gather import gather
from twoway_core.journal.handles import contact_handles, opportunity_handles, slug
from twoway_core.journal.history import history
from twoway_core.journal.undo import to_redo, to_undo

steady = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def until(entries: list[Entry], share: int | None) -> int | None:
    """Return when that share (in tenths) of the journal was written."""
    ids = sorted(entry.id for entry in entries)
    return None if share is None or not ids else int.from_bytes(ids[(len(ids) - 1) * share // 10][:6], "big")


@steady
@given(JOURNALS, st.none() | st.integers(0, 10))
def test_the_state_and_the_fate_of_every_entry_are_the_same(
    node: Node, entries: list[Entry], share: int | None
) -> None:
    """Now, and as it was known then."""
    until_ms = until(entries, share)
    journal = sent(entries, until_ms)

    assert node.ask("state", **journal) == plain(fold(entries, until_ms))
    assert node.ask("history", **journal) == plain(history(entries, until_ms))


@steady
@given(JOURNALS)
def test_undo_takes_back_the_same(node: Node, entries: list[Entry]) -> None:
    """The newest batch that is left, and what comes back."""
    gathered = gather(entries).entries
    amendments = resolve(gathered)

    answer = node.ask("undo", **sent(entries))

    assert answer["undo"] == plain(to_undo(gathered[::-1], amendments))
    assert answer["redo"] == plain(to_redo(gathered[::-1], amendments))


NAMES = [
    *("Acme", "acme", "Acme GmbH", "ACME!", "", "  ", "42", "٤٢", "4 2", "Ana Ruiz", "Ana", "Ana R.", "ana-ruiz"),
    *(
        "İstanbul",
        "Straße",
        "ΣΊΣΥΦΟΣ",
        "ﬁrm",
        "日本電気",
        "፩",
        "➁",
        "⓪",
        "e\u0301lan",
        "\u0130",
        "x\u0300",
        "²",
        "½",
        "Ⅷ",
        "a_b",
        "👍",
    ),
]


def test_handles_are_the_same(node: Node) -> None:
    """Whatever a firm or a person is called, and however many are called so."""
    names = [(f"{place:032x}", name) for place, name in enumerate(NAMES * 3 + ["Acme"] * 30)]
    given_as = [(bytes.fromhex(name), called) for name, called in names]

    answer = node.ask("handles", names=names)

    assert answer["firms"] == plain_pairs(opportunity_handles(given_as))
    assert answer["people"] == plain_pairs(contact_handles(given_as))


def plain_pairs(handles: dict[str, bytes]) -> list[list[str]]:
    """Return handles as pairs."""
    return [[handle, thing.hex()] for handle, thing in handles.items()]


def test_every_character_goes_into_a_handle_alike(node: Node) -> None:
    """Each is kept or left out, and made small, as Python does it; what Python does not know yet is left aside."""
    known = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cs", "Cn")]
    words = [f"a{letter}b" for letter in known]

    answer = node.ask("slugs", names=words + NAMES)

    assert [pair for pair in zip(words + NAMES, answer, strict=True) if pair[1] != slug(pair[0])] == []
