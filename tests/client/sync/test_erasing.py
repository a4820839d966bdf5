"""Erasing with other devices and a server: hidden at once, and the text destroyed everywhere in time."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import NOON, Profile, admit, found_profile
from tests.client.sync.erasures import (
    DUE,
    HOUR,
    SOON,
    Net,
    body_with,
    erase,
    leaves,
    look,
    texts,
    traces,
    write,
)
from twoway_client.errors import Refusal
from twoway_client.store.outbox import Reader
from twoway_client.sync.rewriting import Rewriter
from twoway_client.sync.session import exchange
from twoway_core.entry import decode_entry
from twoway_core.errors import NotAllowedError
from twoway_core.events.log import EntryCorrected, ErasureCancelled, JotNoted

SECRET = "one left in spring"


def test_an_erased_text_is_hidden_at_once_and_destroyed_everywhere_in_time(
    any_net: Net, pair: tuple[Profile, Profile]
) -> None:
    """Both devices hide it; after 72 hours each destroys it, the server's body goes, and every signature holds."""
    laptop, desk = pair
    laptop.jot("kept")
    entry = write(laptop, JotNoted(text=SECRET))
    for profile in (laptop, desk):
        any_net.sync(profile)
    old = body_with(laptop, entry)
    erase(laptop, entry)
    for profile in (laptop, desk):
        any_net.sync(profile, NOON + HOUR)
    state = laptop.state(), desk.state()
    hidden = [look(profile, SOON) for profile in pair]
    still_there = [texts(profile) for profile in pair]
    assert any_net.holds(old)
    assert traces(laptop, old)

    any_net.sync(laptop, DUE)
    first = texts(laptop), texts(desk), any_net.holds(old)
    between = laptop.state(), desk.state()
    any_net.sync(desk, DUE)

    assert hidden == [["kept"], ["kept"]]
    assert still_there == [{"kept", SECRET}] * 2
    assert first == ({"kept"}, {"kept", SECRET}, False)
    assert texts(desk) == {"kept"}
    assert not any_net.holds(old)
    assert [traces(profile, old) for profile in pair] == [[], []]
    assert [leaves(profile) for profile in pair] == [(1, 0), (1, 0)]
    assert {*state, *between, laptop.state(), desk.state()} == {state[0]}


def test_a_newcomer_takes_a_bare_leaf_with_its_reason(any_net: Net, tmp_path: Path) -> None:
    """Whoever joins later reads the rest, verifies everything, and asks nobody for the text."""
    laptop = found_profile(tmp_path)
    laptop.jot("kept")
    erase(laptop, write(laptop, JotNoted(text=SECRET)))
    any_net.sync(laptop)
    any_net.sync(laptop, DUE)
    newcomer = admit(laptop, tmp_path, "tablet")
    any_net.sync(laptop, DUE)

    any_net.sync(newcomer, DUE)

    assert look(newcomer, DUE) == ["kept"]
    assert leaves(newcomer) == (1, 0)
    assert newcomer.state() == laptop.state()


def test_a_slower_clock_puts_no_text_back_that_another_device_destroyed(any_net: Net, tmp_path: Path) -> None:
    """Two texts of one body: the desk heard of one erasure later, and its new body for the other keeps both away."""
    laptop = found_profile(tmp_path)
    desk = admit(laptop, tmp_path, "desk")
    first, second = write(laptop, JotNoted(text="first")), write(laptop, JotNoted(text="second"))
    any_net.sync(laptop)
    erase(laptop, first)
    any_net.sync(laptop)
    any_net.sync(desk)
    erase(laptop, second)
    any_net.sync(laptop)
    any_net.sync(desk, NOON + 48 * HOUR)

    for profile in (laptop, desk):
        any_net.sync(profile, DUE)
    newcomer = admit(laptop, tmp_path, "tablet")
    any_net.sync(laptop, DUE)
    any_net.sync(newcomer, DUE)

    assert (texts(laptop), texts(desk), texts(newcomer)) == (set(), {"second"}, set())


def test_corrections_go_with_what_they_correct(net: Net, pair: tuple[Profile, Profile]) -> None:
    """Also those that another device wrote."""
    laptop, desk = pair
    entry = write(laptop, JotNoted(text=SECRET))
    for profile in pair:
        net.sync(profile)
    write(desk, EntryCorrected(target=entry, reason="two left in spring"))
    for profile in (desk, laptop):
        net.sync(profile)
    erase(laptop, entry)
    for profile in pair:
        net.sync(profile)

    for profile in pair:
        net.sync(profile, NOON + 80 * HOUR)

    assert [b"in spring" in data for profile in pair for data in profile.entries()] == [False, False]


@pytest.mark.parametrize("is_seen", [True, False], ids=["a command came first", "the sync came first"])
def test_an_erased_entry_that_was_never_sent_never_is_after_its_time(
    net: Net, pair: tuple[Profile, Profile], is_seen: bool
) -> None:
    """It goes from the outbox; its erasure travels alone, and disturbs nobody."""
    laptop, desk = pair
    entry = write(laptop, JotNoted(text=SECRET))
    erase(laptop, entry)
    if is_seen:
        look(laptop, DUE)

    for profile in pair:
        net.sync(profile, DUE)

    assert texts(laptop) == texts(desk) == set()
    assert leaves(laptop) == leaves(desk) == (0, 0)
    assert laptop.state() == desk.state()


def test_a_cancellation_that_waits_on_the_server_comes_before_what_is_due(
    net: Net, pair: tuple[Profile, Profile]
) -> None:
    """A device that syncs after the hours are over hears first what the others said, and destroys then."""
    laptop, desk = pair
    entry = write(laptop, JotNoted(text=SECRET))
    for profile in pair:
        net.sync(profile)
    erasure = erase(desk, entry)
    for profile in (desk, laptop):
        net.sync(profile)
    write(laptop, ErasureCancelled(target=erasure), SOON)
    net.sync(laptop, SOON)

    net.sync(desk, DUE)

    assert look(desk, DUE) == look(laptop, DUE) == [SECRET]
    assert leaves(desk) == (0, 0)


def test_a_copy_that_arrives_later_is_destroyed_as_well(net: Net, pair: tuple[Profile, Profile]) -> None:
    """A device that wrote the entry again, under the same id in another chain, brings it nowhere for long."""
    laptop, desk = pair
    entry = write(laptop, JotNoted(text=SECRET))
    for profile in pair:
        net.sync(profile)
    (copy,) = [data for data in desk.entries() if decode_entry(data).id == entry]
    erase(laptop, entry)
    net.sync(laptop)
    net.sync(laptop, DUE)
    again(desk, copy)

    net.sync(desk, DUE)
    old = body_with(desk, entry)
    net.sync(laptop, DUE)
    after = texts(laptop), net.holds(old)
    for profile in pair:
        net.sync(profile, DUE + 73 * HOUR)

    assert after == (set(), False)
    assert texts(desk) == set()
    assert leaves(laptop) == leaves(desk) == (2, 0)


def again(profile: Profile, data: bytes) -> None:
    """Write an entry once more, under its own id."""
    with closing((desk := profile.desk()).database):
        reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
        with desk.database.writing():
            Rewriter(desk.database, desk.segments, reader, desk.device_keys).requeue({data})


def test_a_body_that_could_not_be_put_is_put_with_the_next_sync(net: Net, pair: tuple[Profile, Profile]) -> None:
    """The process ended between destroying here and putting there."""
    laptop, _ = pair
    entry = write(laptop, JotNoted(text=SECRET))
    net.sync(laptop)
    old = body_with(laptop, entry)
    erase(laptop, entry)
    look(laptop, DUE)
    before = net.holds(old)

    net.sync(laptop, DUE)

    assert before
    assert not net.holds(old)


@pytest.mark.parametrize("calls", range(8))
def test_an_answer_lost_at_any_step_of_a_settling_is_made_up_for(
    net: Net, pair: tuple[Profile, Profile], calls: int
) -> None:
    """The connection dies at each call in turn, after the server acted."""
    laptop, _ = pair
    entry = write(laptop, JotNoted(text=SECRET))
    net.sync(laptop)
    old = body_with(laptop, entry)
    erase(laptop, entry)
    net.sync(laptop)
    with closing((desk := laptop.desk(DUE)).database), suppress(Refusal):
        exchange(desk, FakeRemote(net.server, calls))

    net.sync(laptop, DUE)

    assert texts(laptop) == set()
    assert not net.holds(old)


def test_a_server_that_went_back_is_given_the_new_bodies_again(net: Net, pair: tuple[Profile, Profile]) -> None:
    """Its backup holds the old body, and it lost what came later: that is how it is noticed."""
    laptop, _ = pair
    entry = write(laptop, JotNoted(text=SECRET))
    net.sync(laptop)
    old = body_with(laptop, entry)
    backup = dict(net.server.segments)
    erase(laptop, entry)
    net.sync(laptop)
    net.sync(laptop, DUE)
    net.server.segments = backup
    assert net.holds(old)

    net.sync(laptop, DUE)

    assert not net.holds(old)


def test_a_server_without_these_routes_is_let_be(pair: tuple[Profile, Profile]) -> None:
    """An older server answers that there is nothing; everything else goes on."""
    laptop, _ = pair
    server = FakeServer()

    class Older(FakeRemote):
        """A connection to a server of the time before."""

        def call(self, path, message, reply):  # type: ignore[no-untyped-def]
            if path.rpartition("/")[2] in ("bodies", "wanted", "fetch"):
                raise NotAllowedError("no")
            return super().call(path, message, reply)

    erase(laptop, write(laptop, JotNoted(text=SECRET)))
    for now in (NOON, DUE):
        with closing((desk := laptop.desk(now)).database):
            exchange(desk, Older(server))

    assert texts(laptop) == set()
