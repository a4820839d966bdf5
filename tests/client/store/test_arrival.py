"""M10: the same segments in every order of arrival, in any number of exchanges, give the same views."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client.home import TestHome
from tests.client.profiles import Profile, admit, found_profile
from tests.client.real_server import running
from twoway_client.home import Home
from twoway_core.sealing.segment import Segment
from twoway_core.trust.roster import Roster

VERBS = ("log", "fit", "compare", "agree", "report", "replay", "todo", "who", "want", "bank", "prep", "now")
CASE = (
    ("want", "growth=100", "autonomy=60", "--must", "growth"),
    ("open", "acme", "Data engineer"),
    ("who", "add", "Ana Ruiz", "--boss"),
    ("plan", "45m", "@ana", "--when", "4 mar 14:00"),
    ("start",),
    ("ask", "What have the new ones learned?", "@ana"),
    ("note", "e+: two went to a course"),
    ("flag", "two left this year"),
    ("end",),
    ("todo", "add", "send the sample", "@ana"),
)


@dataclass(frozen=True)
class Written:
    """What two devices wrote, as it travels, and the home of a third one to which nothing came yet."""

    segments: list[Segment]
    roster: Roster
    newcomer: Profile


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """Give the segments of a laptop and a desk that took turns, with a new key in between."""
    folder = tmp_path_factory.mktemp("arrival")
    with pytest.MonkeyPatch.context() as patch, running(folder) as address:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        laptop = found_profile(folder)
        desk, tablet = admit(laptop, folder, "desk"), admit(laptop, folder, "tablet")
        homes = [TestHome(each.home.folder, patch) for each in (laptop, desk)]
        for at, words in enumerate(CASE):
            homes[0].write(*words)
            homes[1].write("jot", f"after {words[0]}")
            for home in homes if at % 2 else homes[::-1]:
                home.write("sync", address)
            if at == 4:
                assert homes[0].run("devices", "rotate").code == 0
        homes[1].write("open", "acme")
        homes[1].write("saw", "the room was cold")
        homes[1].write("undo")
        homes[1].write("redo")
        for home in (homes[1], homes[0]):
            home.write("sync")
        held = laptop.desk().segments
        yield Written([segment for _, segment in held.all_segments() if segment.header.count], held.roster(), tablet)


def shown_after(written: Written, folder: Path, exchanges: list[list[Segment]], *, looks: bool) -> str:
    """Return a digest of every view once ``exchanges`` came, one after another; ``looks``: with views in between."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(written.newcomer.home.folder, folder)
    profile = Profile(Home(folder), written.newcomer.keys)
    desk = profile.desk()
    with desk.database.writing():
        desk.segments.pin(written.roster)
    for segments in exchanges:
        with desk.database.writing():
            desk.segments.admit(written.roster, segments, pushed=True)
        if looks:
            desk.index.refresh()
    desk.database.close()
    with pytest.MonkeyPatch.context() as patch:
        home = TestHome(folder, patch)
        home.write("open", "acme")
        shown = [home.run(verb, "--json").out for verb in VERBS]
    assert all(shown)
    return hashlib.sha256("\n".join([*shown, profile.state()]).encode()).hexdigest()


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_every_order_of_arrival_gives_the_same_views_m10(
    written: Written, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Children before parents, one by one or all at once, the same again: every view says the same."""
    folder = tmp_path_factory.getbasetemp() / "arrived"
    order = data.draw(st.permutations(written.segments))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(order) - 1), max_size=4)))
    exchanges = [order[first:last] for first, last in zip([0, *cuts], [*cuts, len(order)], strict=True)]

    arrived = shown_after(written, folder, [*exchanges, order[:3]], looks=data.draw(st.booleans()))

    assert arrived == shown_after(written, folder, [written.segments], looks=False)


def test_a_segment_that_is_missing_shows(written: Written, tmp_path: Path) -> None:
    """The digest tells journals apart."""
    whole = shown_after(written, tmp_path / "whole", [written.segments], looks=False)

    assert len(written.segments) > 10
    assert shown_after(written, tmp_path / "less", [written.segments[:-1]], looks=False) != whole
