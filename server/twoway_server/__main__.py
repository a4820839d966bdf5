"""twoway-server: the command.

``twoway-server`` serves; ``twoway-server code`` prints a registration code for one journal.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from twoway_core.errors import ConfigError, ListenError, StoreError, StoreInUseError
from twoway_server import log
from twoway_server.config import PREFIX, Config, load
from twoway_server.limits import Limits
from twoway_server.serve import codes_of, serve

REFUSED = 1
USAGE = 2
INTERRUPTED = 130

_FLAGS = {
    "host": "address to listen on [127.0.0.1]",
    "port": "port to listen on, 0 for any free one [8470]",
    "data": "file that holds everything [./twoway-server.db]",
    "public_url": "address that clients are given; they sign it [http://HOST:PORT]",
    "registration": "who may bring a new journal: open, code or closed [open on loopback, else code]",
    "trusted_proxies": "addresses, with commas between, of proxies whose X-Forwarded-For is believed",
    "app": "folder of a built app for phones, instead of the one that came with this program",
    "app_origins": "other origins, with commas between, that host the phone's app and may speak to this server",
    "log": "auto, error, warning or info, as JSON lines on stderr [auto: error on a terminal, else info]",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    arguments = _parser().parse_args(argv)
    try:
        config = _config(arguments, os.environ)
        return _code(config) if arguments.verb == "code" else _serve(config)
    except ConfigError as error:
        return _say(USAGE, str(error), "twoway-server --help")
    except ListenError as error:
        return _say(REFUSED, str(error), "another port with --port, or stop what listens there")
    except StoreInUseError as error:
        return _say(REFUSED, str(error), "stop that one first, or give this one another file with --data")
    except StoreError as error:
        return _say(REFUSED, str(error), "another file with --data, or a copy of this one from before")
    except KeyboardInterrupt:
        return INTERRUPTED


def _config(arguments: argparse.Namespace, environ: Mapping[str, str]) -> Config:
    given = {name: value for name in _FLAGS if (value := getattr(arguments, name)) is not None}
    limits = dict(each.partition("=")[::2] for each in arguments.limit)
    file = arguments.config or environ.get(f"{PREFIX}CONFIG")
    return load(given, limits, environ, Path(file) if file else None)


def _serve(config: Config) -> int:
    log.configure(config.log)
    return asyncio.run(serve(config, lambda text: print(text, flush=True)))  # noqa: T201


def _code(config: Config) -> int:
    code = codes_of(config).make(secrets.token_bytes)
    print(code)  # noqa: T201
    days = config.limits.code_days
    print(f"Good for one new journal, within {days} days.", file=sys.stderr)  # noqa: T201
    return 0


def _say(status: int, what: str, mend: str) -> int:
    print(f"error: {what}\ntry:   {mend}", file=sys.stderr)  # noqa: T201
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="twoway-server",
        description="Keep and pass on sealed journals between a person's devices; read none of them.",
        epilog=f"Every flag is also a line of the TOML file and, as {PREFIX}NAME, of the environment. "
        f"Limits: {', '.join(Limits.__struct_fields__)}.",
    )
    parser.add_argument("verb", nargs="?", choices=("run", "code"), default="run", help="serve [run], or make a code")
    parser.add_argument("--config", metavar="FILE", help="TOML file to begin from")
    for name, text in _FLAGS.items():
        flag, metavar = f"--{name.replace('_', '-')}", name.rpartition("_")[2].upper()
        parser.add_argument(flag, dest=name, metavar=metavar, help=text)
    parser.add_argument("--limit", action="append", default=[], metavar="NAME=NUMBER", help="one of the limits below")
    parser.add_argument("--version", action="version", version=f"twoway-server {version('twoway')}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
