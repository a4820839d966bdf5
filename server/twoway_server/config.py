"""The configuration: flags over environment over TOML file over defaults, into one frozen value.

Every setting has one name: ``port`` in the file, ``TWOWAY_SERVER_PORT`` in the environment and
``--port`` as a flag. Limits stand under ``[limits]`` in the file, have ``TWOWAY_SERVER_`` before
their name in the environment, and are given as ``--limit NAME=NUMBER``.
"""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from twoway_core.errors import ConfigError
from twoway_server.limits import Limits
from twoway_server.registration import Mode

PREFIX = "TWOWAY_SERVER_"
_LISTS = ("trusted_proxies", "app_origins")
"""Settings that are written with commas between where there are no lists."""
_HOST_LETTERS = set("abcdefghijklmnopqrstuvwxyz0123456789-.:")
_SCHEME_PORTS = {"http": 80, "https": 443}


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one server runs."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, msgspec.Meta(ge=0, le=65_535)] = 8470
    """Port to listen on; 0 takes any free one."""
    data: Annotated[str, msgspec.Meta(min_length=1)] = "./twoway-server.db"
    """The store's file."""
    public_url: str = ""
    """The address that clients are given, and sign; http://HOST:PORT where nothing is said."""
    registration: Literal["", "open", "code", "closed"] = ""
    """Who may bring a new journal; open on loopback, by code elsewhere, where nothing is said."""
    trusted_proxies: list[str] = []
    """Addresses of proxies whose X-Forwarded-For is believed."""
    app: str = ""
    """Folder of a built app for phones; the one that came with this program where nothing is said."""
    app_origins: list[str] = []
    """Other origins (https://HOST) that host the phone's app, and whose pages may speak to this server."""
    log: Literal["auto", "error", "warning", "info"] = "auto"
    """What is logged; auto is error on a terminal and info elsewhere."""
    limits: Limits = Limits()

    def server_id(self, port: int) -> str:
        """Return the public base URL, which clients sign; ``port`` is the one that is listened on."""
        if self.public_url:
            return canonical_url(self.public_url)
        return canonical_url(f"http://{_bracketed(self.host)}:{port}")

    @property
    def mode(self) -> Mode:
        """Who may register a journal."""
        if self.registration:
            return Mode(self.registration)
        return Mode.OPEN if self.is_local else Mode.CODE

    @property
    def is_local(self) -> bool:
        """Whether only this computer can reach the server."""
        return is_loopback(self.host) and (not self.public_url or is_loopback(_host(self.public_url)))

    @property
    def proxies(self) -> frozenset[str]:
        """The trusted proxies."""
        return frozenset(self.trusted_proxies)


def load(flags: Mapping[str, str], limits: Mapping[str, str], environ: Mapping[str, str], file: Path | None) -> Config:
    """Return the configuration. Raises ConfigError, naming the setting that is wrong."""
    settings = _from_file(file) if file is not None else {}
    from_file = settings.pop("limits", {})
    if not isinstance(from_file, dict):
        raise ConfigError("limits: a table of names and numbers is wanted")
    said = _from_environment(environ)
    from_file |= {name: said.pop(name) for name in Limits.__struct_fields__ if name in said}
    settings |= said | dict(flags)
    for name in _LISTS:
        if isinstance(settings.get(name), str):
            settings[name] = [each.strip() for each in settings[name].split(",") if each.strip()]
    config: Config = _converted(Config, settings | {"limits": _converted(Limits, {**from_file, **limits})})
    _check(config)
    return config


def canonical_url(url: str) -> str:
    """Return ``url`` as both sides sign it: scheme and host in lower case, no default port, no slash at the end.

    Raises ConfigError when it is not the base address of a server.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ConfigError("public_url: this is not an address") from None
    if parts.scheme not in _SCHEME_PORTS or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ConfigError("public_url: an address such as https://sync.example.org is wanted")
    at = "" if port in (None, _SCHEME_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{_bracketed(parts.hostname)}{at}{parts.path.rstrip('/')}"


def is_loopback(host: str) -> bool:
    """Return whether only this computer can reach ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _converted(kind: type[Any], settings: Mapping[str, Any]) -> Any:
    """Return ``settings`` as a ``kind``; text that stands for a number is taken as one."""
    try:
        return msgspec.convert(settings, kind, strict=False)
    except msgspec.ValidationError as error:
        words, _, place = str(error).partition(" - at `$")
        where = place.strip(".`") or "settings"
        raise ConfigError(f"{where}: {words[:1].lower()}{words[1:]}") from None


def _from_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"config: {file} cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"config: {file} is not TOML ({error})") from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what the environment says, by setting; where the file lies is not one of them."""
    names = (name for name in environ if name.startswith(PREFIX) and name != f"{PREFIX}CONFIG")
    return {name.removeprefix(PREFIX).lower(): environ[name] for name in names}


def _check(config: Config) -> None:
    """Raise ConfigError for settings that are each well, but not together."""
    config.server_id(config.port)
    if config.mode is Mode.OPEN and not is_loopback(config.host):
        raise ConfigError("registration: open is for a server that only this computer reaches; say code or closed")
    for proxy in config.trusted_proxies:
        try:
            ipaddress.ip_address(proxy)
        except ValueError:
            raise ConfigError(f"trusted_proxies: {proxy} is not an address") from None
    for origin in config.app_origins:
        if not _is_origin(origin):
            raise ConfigError(f"app_origins: {origin} is not an origin such as https://app.example.org")


def _is_origin(text: str) -> bool:
    """Return whether ``text`` is the origin of a page that may hold keys, spelled as browsers spell it."""
    try:
        is_spelled = canonical_url(text) == text and not urlsplit(text).path
    except ConfigError:
        return False
    return is_spelled and set(_host(text)) <= _HOST_LETTERS and (text.startswith("https:") or is_loopback(_host(text)))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
