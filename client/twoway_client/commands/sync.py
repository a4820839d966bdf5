"""Usage: twoway sync [URL] [options]
Exchange with your other devices over a server that can read nothing.
  URL              the server [the one used last]
  --code CODE      a registration code, where the server asks for one
  --plain-http     allow http to another computer (times and sizes show)
Ctrl-C at any point: nothing is half applied, the rest comes with the next one.
Example: twoway sync https://sync.example.org
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import DONE, WARNED
from twoway_client.parser import Parser
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.remote import Remote
from twoway_client.sync.session import choose_server, exchange, remembered_server


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("url", nargs="?")
    parser.add_argument("--code", default="")
    parser.add_argument("--plain-http", action="store_true")


def run(desk: Desk, args: Namespace) -> int:
    """Exchange, and say what went and came."""
    known = remembered_server(desk)
    address = choose_server(desk, args.url, plain=args.plain_http)
    remote = Remote(address)
    remote.registration = args.code
    try:
        outcome = exchange(desk, remote)
    finally:
        remote.close()
    news = "" if known is not None and known.url == address.url else " This server is remembered."
    sent = f"{outcome.sent} {'entry' if outcome.sent == 1 else 'entries'}"
    view = {"sent": outcome.sent, "received": outcome.received, "lost_by_server": outcome.lost}
    desk.output.view("twoway.sync/1", view, f"Synced: sent {sent}, received {outcome.received}.{news}")
    return WARNED if _warn(desk, outcome) else DONE


def _warn(desk: Desk, outcome: Outcome) -> bool:
    """Say what needs eyes; return whether anything did."""
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
    for text in warnings:
        desk.output.warn(text)
    return bool(warnings)
