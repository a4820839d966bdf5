"""The simulator's own parts: they fail where they say, and look where the product cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial

import pytest

from twoway_server.limits import Limits

from .chance import Chance
from .crash import Crash
from .disk import Plan, Process, connector
from .network import CALM
from .oracle import NOTE
from .template import begin
from .world import World


@pytest.fixture
def world() -> Iterator[World]:
    """Give a world of three devices in calm weather, on its stage."""
    made = begin(1, 3, Limits())
    made.network.weather = CALM
    with made.on_stage():
        yield made
    made.close()


@pytest.mark.parametrize(("trouble", "kept"), [("crash-before-commit", 0), ("crash-after-commit", 1)])
def test_a_crash_keeps_what_was_committed_and_nothing_else(trouble: str, kept: int) -> None:
    """The process dies around its commit; another one sees all of the transaction or none of it."""
    process = Process(Plan(trouble, 1))  # type: ignore[arg-type]
    connection = connector(lambda: process, sqlite3.connect)("file:shared?mode=memory&cache=shared", uri=True)
    keeper = sqlite3.connect("file:shared?mode=memory&cache=shared", uri=True)
    keeper.execute("CREATE TABLE notes (text)")
    connection.isolation_level = None
    connection.execute("BEGIN")
    connection.execute("INSERT INTO notes VALUES ('one')")

    with pytest.raises(Crash):
        connection.execute("COMMIT")
    process.end()

    assert keeper.execute("SELECT count(*) FROM notes").fetchone()[0] == kept
    keeper.close()


def test_the_third_write_fails_and_no_other() -> None:
    """The disk has trouble once, at the write that was chosen; reading goes on."""
    process = Process(Plan("full", 3))
    connection = connector(lambda: process, sqlite3.connect)(":memory:")
    connection.execute("CREATE TABLE notes (text)")
    connection.execute("SELECT 1")
    connection.execute("INSERT INTO notes VALUES ('one')")

    with pytest.raises(sqlite3.OperationalError, match="full"):
        connection.execute("INSERT INTO notes VALUES ('two')")
    connection.execute("INSERT INTO notes VALUES ('three')")

    assert [text for (text,) in connection.execute("SELECT text FROM notes")] == ["one", "three"]
    process.end()


def test_decisions_do_not_depend_on_how_many_bytes_were_drawn() -> None:
    """A product that draws one key more takes the same steps."""
    one, other = Chance(7), Chance(7)
    other.bytes(1000)

    assert [one.among(0, 99) for _ in range(20)] == [other.among(0, 99) for _ in range(20)]


def test_the_oracle_sees_what_a_command_wrote(world: World) -> None:
    """A note is in the outbox, then in a segment at the server, then shown by the others."""
    laptop, desk = world.copies[:2]
    world.note(laptop)
    waiting = world.oracle.look(laptop).outbox
    for copy in (laptop, desk):
        assert world.sync(copy).is_done

    assert [set(notes) for _, notes in waiting] == [{world.notes}]
    assert world.notes in world.oracle.look(desk).shown
    assert any(world.notes in kept.notes for kept in world.stored().values())


def test_a_note_of_which_the_last_copy_is_taken_counts_as_destroyed(world: World) -> None:
    """A backup put over a note that nobody else has destroys it; one that was sent is not destroyed."""
    laptop = world.copies[0]
    backup = laptop.snapshot()
    world.note(laptop)
    sent = world.notes
    assert world.sync(laptop).is_done
    world.note(laptop)

    world.restore(laptop, backup, partial(laptop.load, memory=False))

    assert world.history.destroyed == {world.notes}
    assert sent not in world.history.destroyed


def test_a_canary_at_the_server_is_seen(world: World) -> None:
    """Text that leaves a device in the clear is noticed at the request that carries it."""
    answer = world.server.answer("GET", "/", None, {})

    world.history.watch("laptop", ("POST", "/v1/any", NOTE.format(number=1).encode(), {}), answer, True)

    assert world.history.leaks == ["laptop /v1/any"]


def test_a_wiped_server_is_filled_again_by_the_real_command(world: World) -> None:
    """What the seeds rely on, once by hand: a sync after the wipe brings everything back and says so."""
    laptop = world.copies[0]
    held = world.stored().keys()
    world.server.load(type(world.server.store)())

    done = world.sync(laptop)

    assert world.stored().keys() == held
    assert done.data["lost_by_server"] > 0
    assert done.word == "warned"
