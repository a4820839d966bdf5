"""The app shows what is wanted as ``want --json`` does, and writes what ``want`` writes."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from tests.web.journals import JOURNALS, rich
from tests.web.node import Node
from tests.web.plain import close, plain, sent
from twoway_client.desk import Batch
from twoway_client.views.wants import wants_view
from twoway_client.wishes import Must, Wishes, Writer
from twoway_core.entry import Entry
from twoway_core.events.base import Event
from twoway_core.events.mine import CriterionDefined
from twoway_core.events.vocabulary import wire_name
from twoway_core.journal.fold import fold
from twoway_core.starter import criteria, scales

steady = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SHARED = ("id", "name", "lens", "sphere", "weight", "shape", "ideal", "present")
NAMES = ["autonomy", "growth", "Balance", "sea air"]


def of_both(entries: list[Entry]) -> dict[str, Any]:
    """Return what ``want --json`` says that the app's page says as well."""
    view = plain(wants_view(fold(entries).mine))
    return {
        "weighed": view["weighed"],
        "criteria": [[*(one[name] for name in SHARED), dict(one["levels"])] for one in view["criteria"]],
        "must_haves": view["must_haves"],
        "present": view["present"],
        "present_coverage": view["present_coverage"],
        "styles": view["styles"],
        "beside": sorted(view["beside"]),
    }


def of_page(page: dict[str, Any]) -> dict[str, Any]:
    """Return the app's page in the same words."""
    musts = {one["id"] for one in page["must_haves"]}
    rows = page["criteria"]
    weighed = [one for one in rows if one["weight"] > 0]
    levels = [{at["level"]: at["ideal"] for at in one["ideals"]} for one in weighed]
    return {
        "weighed": page["weighed"],
        "criteria": [[*(one[name] for name in SHARED), at] for one, at in zip(weighed, levels, strict=True)],
        "must_haves": page["must_haves"],
        "present": page["present"],
        "present_coverage": page["present_coverage"],
        "styles": page["styles"],
        "beside": sorted(one["name"] for one in rows if one["weight"] == 0 and one["id"] not in musts),
    }


@steady
@given(JOURNALS | st.sampled_from(rich()))
def test_the_page_says_what_want_says(node: Node, entries: list[Entry]) -> None:
    """Weights, must-haves, levels and the present job, whatever the journal."""
    assert close(of_both(entries), of_page(node.ask("want", **sent(entries)))) == ""


class Pages:
    """Stands in for a batch: ids are ``$0``, ``$1`` ... as the app writes them.

    A criterion that ships is defined whole: the app knows its anchors where the journal has none of them yet.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []

    def add(self, event: Event) -> bytes:
        """Keep ``event`` and return what stands for its id."""
        shipped = [one for one in criteria() if event == CriterionDefined(name=one.name)]
        self.events.append(shipped[0] if shipped else event)
        return f"${len(self.events) - 1}".encode()

    def told(self) -> list[dict[str, Any]]:
        """Return the events as the app sends them: without what is a default."""
        return [{"type": wire_name(type(one)), "fields": said(one)} for one in self.events]


def said(event: Any) -> dict[str, Any]:
    """Return the fields of a struct that are no defaults, ids as the app writes them."""
    named = {one.name: (getattr(event, one.name), one.default) for one in fields(event)}
    return {name: worded(value) for name, (value, default) in named.items() if value not in (default, (), "", None)}


def worded(value: Any) -> Any:
    """Return ids in hex or as ``$0``, and structs in a row as objects."""
    if isinstance(value, bytes):
        return value.decode() if value.startswith(b"$") else value.hex()
    return [said(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("trade", [None, (100, 35), (35, 100), (0, 100)])
@pytest.mark.parametrize("entries", [[], *rich()], ids=lambda entries: f"{len(entries)} entries")
def test_both_write_the_same(node: Node, entries: list[Entry], trade: tuple[int, int] | None) -> None:
    """Points, must-haves with and without a level, the present job, working style, time or pay; new names, too."""
    mine = fold(entries).mine
    known = {one.event.name.casefold() for one in mine.criteria.values() if one.retired is None}
    points = {name: 100 - 30 * at for at, name in enumerate(NAMES) if at == 3 or name.casefold() in known}
    points = {name: 100 if at == 0 else value for at, (name, value) in enumerate(points.items())}
    musts = [Must("a quiet desk", None, negotiable=True), *[Must(name, 4) for name in known if name == "growth"]]
    present = dict.fromkeys(points, 2)
    batch = Pages()
    now = {name: fact.event.level for name, fact in mine.styles.items()}
    styles = {scale.name: 2 if now.get(scale.name) == 1 else 1 for scale in scales()}
    wishes = Wishes(points=dict(points), musts=musts, present=dict(present), styles=styles, trade=trade)
    Writer(cast(Batch, batch), mine, scales()).write(wishes)

    told = node.ask(
        "wishes",
        **sent(entries),
        ideals=[],
        points=list(points.items()),
        musts=[[one.name, one.threshold, one.negotiable] for one in musts],
        present=list(present.items()),
        styles=list(styles.items()),
        trade=trade,
    )

    assert told == batch.told()
