"""Usage: twoway verify-app [URL] [options]
Compare the app that a server hands out to phones with the one that came with
this program, file by file, and the headers that guard it in a browser with
those of this program's own server.
  URL              the server [the one of this journal]
  --folder PATH    where the app lies on that host [/app/]
  --plain-http     allow http to another computer
A server can hand out another app to another phone, or tomorrow: this says what
it hands out to you now. Exit 4 where it is not the same, or guarded less.
Example: twoway verify-app https://sync.example.org
"""

from __future__ import annotations

from argparse import Namespace
from importlib.metadata import version

from twoway_client.app_check import Compared, compare, known_app
from twoway_client.desk import Desk
from twoway_client.errors import DONE, WARNED, UsageRefusal
from twoway_client.output import visible
from twoway_client.parser import Parser
from twoway_client.sync.remote import Remote
from twoway_client.sync.session import choose_server

_GUARD = (
    "The copy of the policy within the page still holds for the page itself; not for its workers, and not against\n"
    "another page that frames it. SECURITY.md says what to send: Hosting the app on another host."
)


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("url", nargs="?", default="")
    parser.add_argument("--folder", default="/app/")
    parser.add_argument("--plain-http", action="store_true")


def run(desk: Desk, args: Namespace) -> int:
    """Compare, and say what differs."""
    if not (args.folder.startswith("/") and args.folder.endswith("/") and args.folder.isascii()):
        raise UsageRefusal(f"{visible(args.folder)} is no folder of a host.", mend="--folder /app/, or --folder /")
    known = known_app()
    remote = Remote(choose_server(desk, args.url, plain=args.plain_http))
    try:
        found = compare(remote, args.folder, known)
    finally:
        remote.close()
    where = f"{remote.address.url}{args.folder}"
    view = {
        "url": where,
        "build": known.version,
        "is_same": found.is_same,
        "same": found.same,
        "different": found.different,
        "missing": found.missing,
        "headers": _weak(found),
        "speaks_to": found.speaks_to,
        "server_version": found.says,
    }
    desk.output.view("twoway.verify-app/1", view, _text(where, found))
    return DONE if found.is_same and not found.weak else WARNED


def _text(where: str, found: Compared) -> str:
    if found.is_same:
        lines = [f"The app at {where} is the one that came with this program:", f"{found.same} files, all the same."]
    else:
        lines = [f"The app at {where} is NOT the one that came with this program:"]
        lines += [f"  different  {name}" for name in found.different]
        lines += [f"  missing    {name}" for name in found.missing]
        lines.append(_why(found))
    if found.weak:
        lines.append("The host guards it less than this program's own server does:")
        lines += [f"  header     {visible(each)}" for each in _weak(found)]
        lines.append(_GUARD)
    if found.speaks_to:
        lines.append(f"Besides its own host its page may speak to: {visible(' '.join(found.speaks_to))}")
    return "\n".join(lines)


def _why(found: Compared) -> str:
    ours = version("twoway")
    if found.says and found.says != ours:
        return f"The server says that it is version {found.says}; this is {ours}. Compare with its own version."
    return "Until you know why, open it on no phone, and write with this command."


def _weak(found: Compared) -> list[str]:
    """Return each weakness with the files concerned, the page first."""
    return [f"{each} ({_some(names)})" for each, names in found.weak.items()]


def _some(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
