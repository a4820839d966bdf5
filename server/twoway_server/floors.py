"""Floors: what must stand under the server, checked before it begins."""

from __future__ import annotations

import logging
import re
import sqlite3

import aiohttp
import cryptography
from aiohttp.http import HttpRequestParser

from twoway_core.errors import ConfigError

log = logging.getLogger("twoway_server.floors")

_FLOORS = {"aiohttp": (aiohttp.__version__, (3, 14, 4)), "cryptography": (cryptography.__version__, (50, 0, 0))}
_C_PARSER = "aiohttp._http_parser"
_SAFE_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def check_floors() -> None:
    """Raise ConfigError where the libraries under us are older, or laxer, than we rely on; warn of an old SQLite."""
    check_parser(HttpRequestParser)
    for name, (installed, floor) in _FLOORS.items():
        check_version(name, installed, floor)
    if not is_safe_sqlite(sqlite3.sqlite_version_info):
        log.warning(
            "this SQLite can lose commits if another program writes to the store",
            extra={"facts": {"sqlite": sqlite3.sqlite_version}},
        )


def check_parser(parser: type[object]) -> None:
    """Raise ConfigError unless ``parser`` is aiohttp's parser in C: the one in Python lets requests be smuggled."""
    if parser.__module__ != _C_PARSER:
        raise ConfigError("aiohttp: its C parser is missing; install aiohttp from a wheel")


def check_version(name: str, installed: str, floor: tuple[int, int, int]) -> None:
    """Raise ConfigError when ``installed`` (such as 3.14.5 or 3.15.0rc1) is below ``floor``."""
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", installed)[:3])
    if numbers < floor:
        wanted = ".".join(map(str, floor))
        raise ConfigError(f"{name}: {installed} is installed, {wanted} or newer is wanted")


def is_safe_sqlite(installed: tuple[int, ...]) -> bool:
    """Return whether ``installed`` is free of the WAL-reset race of SQLite 3.7.0 to 3.51.2."""
    return installed >= _SAFE_SQLITE[0] or any(
        installed[:2] == fixed[:2] and installed >= fixed for fixed in _SAFE_SQLITE[1:]
    )
