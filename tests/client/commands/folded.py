"""What a test home's journal says: its one opportunity, folded from nothing."""

from __future__ import annotations

from datetime import datetime

from twoway_client.desk import Desk
from twoway_client.home import Home
from twoway_client.output import Output
from twoway_client.store.context import Context
from twoway_core.journal.state import Case, State

from ..home import TestHome


def desk_of(home: TestHome) -> Desk:
    """Return a desk on the home, as the next command would have it."""
    return Desk(Home(home.folder), Output(json=True), "test", datetime.fromisoformat(home.now))


def state_of(home: TestHome) -> State:
    """Return the fold of everything."""
    desk = desk_of(home)
    return desk.state(*(bytes.fromhex(name) for name in desk.index.checkpoint.summaries))


def case_of(home: TestHome) -> Case:
    """Return the only opportunity, or the first."""
    return next(iter(state_of(home).cases.values()))


def context_of(home: TestHome) -> Context:
    """Return where the person is."""
    return desk_of(home).context


def lock(home: TestHome) -> None:
    """Lock the journal for the commands that follow, as when the passphrase was not given yet."""
    home.monkeypatch.setattr("twoway_client.desk.secret_at_hand", lambda _keys: None)


def unlock(home: TestHome) -> None:
    """Give the passphrase."""
    home.monkeypatch.undo()
