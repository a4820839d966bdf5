"""Watching: exchanging again and again, as soon as something is written here or elsewhere, until it is interrupted.

Every exchange is the same as that of ``twoway sync``, on a desk of its own, so that other commands
write and read in between. A hint is never more than a reason for one. A server that cannot be reached
is waited for; whatever time does not mend ends the watch.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn, Protocol

from twoway_client import kernel_keyring
from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.store.database import read_mark
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.hints import Listener
from twoway_client.sync.remote import KEPT, Remote
from twoway_client.sync.schedule import Schedule
from twoway_client.sync.session import Stopped, exchange
from twoway_client.sync.signing import journal_path
from twoway_client.sync.signs import states_after
from twoway_client.times import now
from twoway_client.trust_states import TrustState
from twoway_core.errors import RequestError

_STEP_SECONDS = 0.25
"""How often the journal's lock file is looked at; other commands note there how far the journal goes."""
_PASSING = frozenset({"no-answer", "server-busy", "portal", "server", "busy"})
"""Codes of refusals that time may mend."""


class Report(Protocol):
    """Who is told what happens."""

    def exchanged(self, outcome: Outcome, states: Sequence[TrustState], at: datetime) -> None:
        """Take note of an exchange, and of the states after it; the first one is told even if nothing moved."""

    def failed(self, refusal: Refusal, at: datetime) -> None:
        """Take note of one that will be tried again."""


class Watch:
    """One profile, kept in step with one server.

    ``is_known``: whether this profile has exchanged with it before; if not, the first failure is final.
    """

    def __init__(self, desk: Desk, remote: Remote, report: Report, *, is_known: bool) -> None:
        self._desk, self._remote, self._report, self._is_known = desk, remote, report, is_known
        self._secret = desk.secret
        self._is_kept = self._is_unlocked()
        self._news = threading.Event()
        self._schedule = Schedule(time.monotonic())
        self._mark = read_mark(desk.home)
        live = f"{remote.address.url}{journal_path(desk.segments.roster().journal)}/live"
        desk.database.close()
        self._listener = Listener(live, self._news)

    def run(self) -> NoReturn:
        """Watch. Raises Stopped at Ctrl-C, and Refusal when there is no going on."""
        try:
            while True:
                if not self._schedule.wait(time.monotonic()):
                    self._exchange()
                self._news.wait(min(_STEP_SECONDS, self._schedule.wait(time.monotonic())))
                self._notice()
        except KeyboardInterrupt:
            raise Stopped from None
        finally:
            self._listener.close()

    def _notice(self) -> None:
        """See whether a hint came, whether somebody wrote here, and whether the keys were locked."""
        if self._news.is_set():
            self._news.clear()
            self._schedule.hinted(time.monotonic())
        mark = read_mark(self._desk.home)
        if mark != self._mark:
            self._mark = mark
            self._schedule.wrote(time.monotonic())
        if self._is_kept and not self._is_unlocked():
            raise Refusal(
                "locked",
                "the journal was locked, so this watch ended.",
                kept="everything; what waits goes with the next sync",
                mend="twoway sync --watch",
            )

    def _exchange(self) -> None:
        mark = read_mark(self._desk.home)
        try:
            outcome, states = self._exchange_once()
        except RequestError:  # the server forgot us in between, as it does when it is started again
            self._failed(_broken_off(self._remote))
        except Refusal as refusal:
            if refusal.code not in _PASSING or not self._is_known:
                raise
            self._failed(refusal)
        else:
            self._is_known = True
            # What came has moved the mark, too. If anything else has, it was written here meanwhile.
            self._mark = mark + outcome.received
            self._schedule.exchanged(time.monotonic())
            self._listener.offer(bytes.fromhex(self._remote.token))
            self._report.exchanged(outcome, states, now())

    def _exchange_once(self) -> tuple[Outcome, list[TrustState]]:
        desk = Desk(self._desk.home, self._desk.output, self._desk.verb, now())
        desk.secret = self._secret
        database = desk.database
        try:
            outcome = exchange(desk, self._remote)
            return outcome, states_after(desk, outcome)
        finally:
            database.close()

    def _failed(self, refusal: Refusal) -> None:
        self._schedule.failed(time.monotonic(), secrets.randbelow(1000) / 1000)
        self._report.failed(refusal, now())

    def _is_unlocked(self) -> bool:
        """Return whether the kernel keeps the secret, without letting its idle hours begin anew."""
        return self._desk.keys.protection == "passphrase" and kernel_keyring.holds(self._desk.keys.cache_name)


def _broken_off(remote: Remote) -> Refusal:
    return Refusal("server-busy", f"{remote.address.url} broke the exchange off.", kept=KEPT, mend="twoway sync again")
