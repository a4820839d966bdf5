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
from datetime import datetime
from typing import NoReturn

from twoway_client.desk import Desk
from twoway_client.errors import DONE, WARNED, Refusal
from twoway_client.output import Output, unprintable
from twoway_client.parser import Parser
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.remote import Remote
from twoway_client.sync.session import choose_server, exchange, remembered_server


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
    view = {"sent": outcome.sent, "received": outcome.received, "lost_by_server": outcome.lost}
    desk.output.view("twoway.sync/1", view, _sentence(outcome, is_known=is_known))
    warnings = _warnings(outcome)
    for text in warnings:
        desk.output.warn(text)
    return WARNED if warnings else DONE


def _watch(desk: Desk, remote: Remote, *, is_known: bool) -> NoReturn:
    """Exchange until interrupted. Raises Refusal."""
    from twoway_client.sync.watching import Watch  # a sync alone never waits for what listens

    Watch(desk, remote, Lines(desk.output, remote.address.url, is_known=is_known), is_known=is_known).run()


class Lines:
    """What a watch prints: a line for each exchange that moved something, and each trouble once."""

    def __init__(self, output: Output, url: str, *, is_known: bool) -> None:
        self._output, self._url, self._is_known = output, url, is_known
        self._is_first, self._trouble = True, ""
        self._warned: set[str] = set()

    def exchanged(self, outcome: Outcome, at: datetime) -> None:
        """Say what moved, and anything that needs eyes for the first time."""
        if self._trouble:
            self._output.talk(f"{at:%H:%M} in touch again.")
            self._trouble = ""
        warnings = _warnings(outcome)
        if self._is_first or outcome.sent or outcome.received or outcome.lost:
            self._line(outcome, at, is_warned=bool(warnings))
        for text in warnings:
            if text not in self._warned:
                self._warned.add(text)
                self._output.warn(text)

    def _line(self, outcome: Outcome, at: datetime, *, is_warned: bool) -> None:
        view = {
            "at": at.replace(microsecond=0),
            "sent": outcome.sent,
            "received": outcome.received,
            "lost_by_server": outcome.lost,
            "needs_eyes": is_warned,
        }
        moved = {"sent": outcome.sent, "received": outcome.received}
        text = f"{at:%H:%M} {', '.join(f'{word} {count}' for word, count in moved.items() if count)}"
        if self._is_first:
            text = _sentence(outcome, is_known=self._is_known)
        self._output.view("twoway.watch/1", view, text)
        _flush(self._output)
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


def _flush(output: Output) -> None:
    """Let a reader at the other end of a pipe see each line when it is written."""
    try:
        output.out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unprintable(error) from None


def _sentence(outcome: Outcome, *, is_known: bool) -> str:
    sent = f"{outcome.sent} {'entry' if outcome.sent == 1 else 'entries'}"
    news = "" if is_known else " This server is remembered."
    return f"Synced: sent {sent}, received {outcome.received}.{news}"


def _warnings(outcome: Outcome) -> list[str]:
    """Return what needs eyes."""
    warnings = []
    if outcome.lost:
        entries = "one entry" if outcome.lost == 1 else f"{outcome.lost} entries"
        was = "It was" if outcome.lost == 1 else "They were"
        warnings.append(
            f"the server had lost {entries} that it had confirmed. {was} sent again, nothing is lost. If you did not "
            "restore a backup, ask whoever runs it. Details: twoway verify"
        )
    if outcome.arrived.forked:
        warnings.append(
            "two copies of one device have written at the same time. Both are kept; use each copy with a home of its "
            "own. Details: twoway verify"
        )
    if outcome.arrived.quarantined or outcome.arrived.refused or outcome.refused:
        warnings.append(
            "some of what the server holds is not signed as it should be, and was put aside. Details: twoway verify"
        )
    return warnings
