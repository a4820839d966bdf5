"""V1: a hidden word in every field that holds text is found nowhere but where its journal is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.home import TestHome
from tests.client.profiles import Profile, admit, found_profile
from tests.privacy.canaries import CANARY, singing_events
from tests.privacy.conftest import Overheard
from tests.privacy.searching import found_in, is_heard
from tests.privacy.session import write_everything
from twoway_core.entry import decode_entry
from twoway_core.events.vocabulary import WIRE

LAPTOP, PHONE = "Zaunkoenig", "Wintergoldhaehnchen"
"""The names of two devices."""


def sing(profile: Profile) -> int:
    """Write every type of event, file it, and return how many there were."""
    desk = profile.desk()
    with desk.batch() as batch:
        opportunity = batch.add(next(iter(singing_events(bytes(16)))))
    events = list(singing_events(opportunity))
    with desk.batch() as batch:
        for event in events:
            batch.add(event)
    desk.state(opportunity)
    desk.database.close()
    return len(events)


def homes(laptop: Profile, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[TestHome]:
    """Return the command line of ``laptop``, and of a second device that it admits."""
    phone = admit(laptop, folder, PHONE)
    return [TestHome(each.home.folder, monkeypatch) for each in (laptop, phone)]


def test_no_field_of_any_event_is_found_anywhere_v1(
    tmp_path: Path, temporary: Path, server: Overheard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in two homes, the state beside them, the server's store and log, the wire, nor a temporary file."""
    laptop = found_profile(tmp_path)
    written = sing(laptop)
    before = found_in(tmp_path, CANARY)
    first, second = homes(laptop, tmp_path, monkeypatch)
    synced = [each.run("sync", server.url).code for each in (first, second)]
    shown = second.run("log", "--json").out

    assert (written, synced, CANARY in shown) == (len(WIRE), [0, 0], True)
    assert (before, found_in(tmp_path, CANARY), is_heard(CANARY, server.wire.everything)) == ([], [], False)
    assert (list(temporary.iterdir()), len(server.wire.received) > 10_000) == ([], True)
    assert all((server.folder / name).stat().st_size > 0 for name in ("server.db", "server.log"))


def test_commands_leave_no_word_behind_v1(acme: TestHome, tmp_path: Path, temporary: Path, server: Overheard) -> None:
    """Names that are remembered, plans, corrections, to-dos, views and reports: through the commands themselves."""
    write_everything(acme)
    synced = acme.run("sync", server.url)
    verbs = ("now", "fit", "report", "replay", "log", "todo", "compare", "agree", "who", "want", "bank")
    shown = [acme.run(verb) for verb in verbs]

    assert (synced.code, [view.code for view in shown]) == (0, [0] * len(verbs))
    assert sum(CANARY in view.out for view in shown) >= 9
    assert (found_in(tmp_path, CANARY), is_heard(CANARY, server.wire.everything)) == ([], False)
    assert list(temporary.iterdir()) == []


def test_the_session_of_commands_writes_most_types_of_event(acme: TestHome) -> None:
    """So that the test before it is about as much as it says."""
    write_everything(acme)
    desk = acme.desk()

    written = {entry.type for entry in desk.index.everything()}

    assert written >= {
        *("criterion.defined", "dealbreaker.set", "weights.elicited", "baseline.rated", "question.added"),
        *("question.reworded", "opportunity.opened", "contact.added", "contact.updated", "prep-step.planned"),
        *("prep-step.completed", "research.noted", "agenda.prepared", "interview.scheduled", "interview.started"),
        *("interview.ended", "question.asked", "answer.noted", "autonomy-limit.noted", "observation.noted"),
        *("question.received", "red-flag.raised", "commitment.noted", "jot.noted", "impression.sealed"),
        *("debrief.completed", "follow-up.planned", "follow-up.sent", "follow-up.answered", "follow-up.dropped"),
        *("entry.corrected", "entry.retracted", "entry.reinstated", "entry.erased"),
    }


def test_a_device_s_name_stays_on_that_device_v1(
    tmp_path: Path, server: Overheard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands in clear in its own key file, for the prompt that asks for the passphrase, and nowhere else."""
    for home in homes(found_profile(tmp_path, LAPTOP), tmp_path, monkeypatch):
        home.write("sync", server.url)
        assert PHONE in home.run("devices").out

    assert [found_in(server.folder, name) for name in (LAPTOP, PHONE)] == [[], []]
    assert [is_heard(name, server.wire.everything) for name in (LAPTOP, PHONE)] == [False, False]
    inside = {name: found_in(tmp_path / name, name) for name in (LAPTOP, PHONE)}
    assert inside == {LAPTOP: ["device.key"], PHONE: ["device.key"]}
    assert [found_in(tmp_path / LAPTOP, PHONE), found_in(tmp_path / PHONE, LAPTOP)] == [[], []]


def test_every_type_of_event_has_its_hidden_words() -> None:
    """A field that holds text and was left empty would prove nothing."""
    for event in singing_events(bytes(16)):
        texts = [value for name in event.__struct_fields__ if isinstance(value := getattr(event, name), str)]
        assert "" not in texts, event


@pytest.mark.parametrize(
    "hidden",
    [
        CANARY.encode(),
        CANARY.lower().encode(),
        CANARY.encode("utf-16-le"),
        CANARY.encode().hex().encode(),
    ],
)
def test_what_is_hidden_would_be_found(tmp_path: Path, hidden: bytes) -> None:
    """The search is not deaf."""
    (tmp_path / "a").write_bytes(b"xx" + hidden + b"xx")

    assert found_in(tmp_path, CANARY) == ["a"]


@pytest.mark.parametrize("before", ["", "x", "xx", "xxx"])
def test_what_is_packed_would_be_found(tmp_path: Path, before: str) -> None:
    """Neither base64 nor zlib hides anything, wherever the word stands in what was packed."""
    import base64
    import gzip
    import zlib

    text = f"{before}{CANARY} {CANARY}".encode()
    for name, packed in (("b", base64.b64encode(text)), ("g", gzip.compress(text)), ("z", zlib.compress(text))):
        (tmp_path / name).write_bytes(b"xx" + packed)

    assert found_in(tmp_path, CANARY) == ["b", "g", "z"]


def test_entries_are_read_as_they_were_written(tmp_path: Path) -> None:
    """What is hidden is there all the same, whole, in the journal that was opened."""
    profile = found_profile(tmp_path)
    sing(profile)

    types = {decode_entry(data).type for data in profile.entries()}

    assert types == set(WIRE)
