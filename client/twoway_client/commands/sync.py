"""Usage: twoway sync [URL] [options]
Exchange with your other devices over a server that can read nothing.
  URL              the server [the one used last]
  --code CODE      a registration code, where the server asks for one
  --plain-http     allow http to another computer (times and sizes show)
  --watch          stay, and exchange whatever is written here or elsewhere
                   within seconds; ends with Ctrl-C or twoway lock
Ctrl-C at any point: nothing is half applied, the rest comes with the next one.
Example: twoway sync https://sync.example.org
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from twoway_client.desk import Desk
from twoway_client.errors import DONE, WARNED, Refusal
from twoway_client.output import Output, wrapped
from twoway_client.parser import Parser
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.remote import Remote
from twoway_client.sync.session import choose_server, exchange, remembered_server
from twoway_client.sync.signs import states_after
from twoway_client.trust_states import TrustState, needs_eyes


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("url", nargs="?")
    parser.add_argument("--code", default="")
    parser.add_argument("--plain-http", action="store_true")
    parser.add_argument("--watch", action="store_true")


def run(desk: Desk, args: Namespace) -> int:
    """Exchange, and say what went and came."""
    known = remembered_server(desk)
    address = choose_server(desk, args.url, plain=args.plain_http)
    is_known = known is not None and known.url == address.url
    remote = Remote(address)
    remote.registration = args.code
    try:
        if args.watch:
            _watch(desk, remote, is_known=is_known)
        outcome = exchange(desk, remote)
    finally:
        remote.close()
    states = states_after(desk, outcome)
    desk.output.view("twoway.sync/1", _view(outcome, states), _sentence(outcome, is_known=is_known))
    for state in states:
        _say(desk.output, state)
    return WARNED if needs_eyes(states) else DONE


def _view(outcome: Outcome, states: Sequence[TrustState]) -> dict[str, object]:
    return {"sent": outcome.sent, "received": outcome.received, "lost_by_server": outcome.lost, "states": states}


def _say(output: Output, state: TrustState) -> None:
    """Say ``state`` beside the data; that it needs eyes is marked."""
    if state.needs_eyes:
        output.warn(state.what)
    else:
        output.talk(wrapped("", state.what))


def _watch(desk: Desk, remote: Remote, *, is_known: bool) -> NoReturn:
    """Exchange until interrupted. Raises Refusal."""
    from twoway_client.sync.watching import Watch  # a sync alone never waits for what listens

    Watch(desk, remote, Lines(desk.output, remote.address.url, is_known=is_known), is_known=is_known).run()


class Lines:
    """What a watch prints: a line for each exchange that moved something, and each trouble once."""

    def __init__(self, output: Output, url: str, *, is_known: bool) -> None:
        self._output, self._url, self._is_known = output, url, is_known
        self._is_first, self._trouble = True, ""
        self._said: set[TrustState] = set()

    def exchanged(self, outcome: Outcome, states: Sequence[TrustState], at: datetime) -> None:
        """Say what moved, and anything that needs eyes for the first time."""
        if self._trouble:
            self._output.talk(f"{at:%H:%M} in touch again.")
            self._trouble = ""
        news = [state for state in states if state not in self._said]
        moved = bool(outcome.sent or outcome.received or outcome.lost)
        if self._is_first or moved or (self._output.json and needs_eyes(news)):
            self._line(outcome, states, at)
        for state in news:
            self._said.add(state)
            _say(self._output, state)

    def _line(self, outcome: Outcome, states: Sequence[TrustState], at: datetime) -> None:
        time = {"at": at.replace(microsecond=0)}
        view = {**time, **_view(outcome, states), "needs_eyes": needs_eyes(states)}
        moved = {"sent": outcome.sent, "received": outcome.received}
        text = f"{at:%H:%M} {', '.join(f'{word} {count}' for word, count in moved.items() if count)}"
        if self._is_first:
            text = _sentence(outcome, is_known=self._is_known)
        self._output.view("twoway.watch/1", view, text)
        self._output.flush()  # a reader at the other end of a pipe sees each line when it is written
        if self._is_first:
            self._is_first = False
            self._output.talk(f"Watching {self._url}. Ctrl-C ends it; you can go on writing.")

    def failed(self, refusal: Refusal, at: datetime) -> None:
        """Say once what is the matter; it will be tried again."""
        if refusal.what == self._trouble:
            return
        self._trouble = refusal.what
        if self._output.json:
            self._output.refuse(refusal)
        else:
            self._output.talk(f"{at:%H:%M} {refusal.what} Trying again; Ctrl-C ends it.")


def _sentence(outcome: Outcome, *, is_known: bool) -> str:
    sent = f"{outcome.sent} {'entry' if outcome.sent == 1 else 'entries'}"
    news = "" if is_known else " This server is remembered."
    return f"Synced: sent {sent}, received {outcome.received}.{news}"
