"""The server as a client meets it: one kept connection, bounded replies, and every failure in words.

``http.client`` and not aiohttp: a whole ``twoway sync`` spends less time than the import of aiohttp.
Nothing is followed, decoded or unpacked that was not asked for: a redirect or a web page is what a
captive portal sends, and is never parsed as a message.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from twoway_client.errors import Refusal, UsageRefusal
from twoway_core.codec import Wire, decode_canonical, encode
from twoway_core.errors import ConflictError, NotAllowedError
from twoway_core.sync.limits import CONTENT_TYPE, MAX_REPLY_BYTES, REGISTRATION_HEADER

TIMEOUT_SECONDS = 30.0
_FRONT_PAGE_BYTES = 512
KEPT = "everything on this device; what waits goes with the next sync"

Message = TypeVar("Message", bound=Wire)


@dataclass(frozen=True, slots=True)
class Address:
    """A server's public base URL, checked: https, or http to this computer or where it was allowed.

    ``url`` is what both sides sign: lower-case host, no standard port, no slash at the end.
    """

    url: str
    host: str
    port: int
    secure: bool
    path: str

    @classmethod
    def parse(cls, text: str, *, plain: bool = False) -> Address:
        """Return the address in ``text``; ``plain`` allows http to another computer. Raises UsageRefusal."""
        try:
            url = text if "//" in text else _with_scheme(text)
            parts = urlsplit(url.rstrip("/"))
            host, port = _plain_host(parts.hostname or ""), parts.port
        except ValueError:  # UnicodeError is one
            raise _no_address(text) from None
        rest = parts.query or parts.fragment or parts.username or parts.password
        if parts.scheme not in ("http", "https") or not host or rest or not _is_plain(parts.path):
            raise _no_address(text)
        secure = parts.scheme == "https"
        if not secure and not plain and not _is_here(host):
            raise UsageRefusal(
                f"{text} would go over the network in the open.",
                mend="the https address; or --plain-http, if you trust every computer in between",
            )
        standard = 443 if secure else 80
        shown = f"[{parts.hostname}]" if ":" in host else parts.hostname
        path, where = parts.path.rstrip("/"), "" if port in (None, standard) else f":{port}"
        return cls(f"{parts.scheme}://{shown}{where}{path}", host, port or standard, secure, path)


def _with_scheme(text: str) -> str:
    """Return ``text`` with https before it, or http where it is this computer. Raises ValueError."""
    return f"{'http' if _is_here(urlsplit(f'//{text}').hostname or '') else 'https'}://{text}"


def _no_address(text: str) -> UsageRefusal:
    return UsageRefusal(f"{text} is not the address of a server.", mend="twoway sync https://sync.example.org")


def _plain_host(host: str) -> str:
    """Return ``host`` as DNS spells it. Raises UnicodeError."""
    return host.encode("idna").decode() if _is_plain(host) or not host.isascii() else ""


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Fetched(NamedTuple):
    """A file of a host. ``headers``: by lower-case name, each line of its own."""

    status: int
    headers: Mapping[str, Sequence[str]]
    data: bytes


class Remote:
    """A connection to one server. ``asked_twice``: the last request had to be sent again, on a new connection."""

    def __init__(self, address: Address, timeout: float = TIMEOUT_SECONDS) -> None:
        self.address = address
        self.token = ""
        self.registration = ""
        self.asked_twice = False
        self._timeout = timeout
        self._connection: http.client.HTTPConnection | None = None

    def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
        """Send ``message`` to ``path`` and return the reply. Raises NotAllowedError, ConflictError, Refusal."""
        data = self.send("POST", path, encode(message))
        return decode_canonical(reply, data, MAX_REPLY_BYTES)

    def send(self, method: str, path: str, body: bytes | None = None, *, wait: float = 0.0) -> bytes:
        """Return the body of the reply; ``wait`` more seconds are given. Raises as ``call`` does."""
        headers = {"Content-Type": CONTENT_TYPE, "Accept": CONTENT_TYPE, "User-Agent": "twoway"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.registration:
            headers[REGISTRATION_HEADER] = self.registration
        self.asked_twice = False
        try:
            return self._exchange(method, path, body, headers, wait)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.close()  # a kept connection may have been closed meanwhile: once more, on a new one
            self.asked_twice = True
        except (OSError, http.client.HTTPException) as error:
            raise self._no_answer(error) from None
        try:
            return self._exchange(method, path, body, headers, wait)
        except (OSError, http.client.HTTPException) as error:
            raise self._no_answer(error) from None

    def _exchange(self, method: str, path: str, body: bytes | None, headers: dict[str, str], wait: float) -> bytes:
        connection = self._connect()
        try:
            if connection.sock is None:
                connection.timeout = self._timeout
                connection.connect()
            assert connection.sock is not None
            connection.sock.settimeout(self._timeout + wait)
            connection.request(method, self.address.path + path, body, headers)
            response = connection.getresponse()
            data = response.read(MAX_REPLY_BYTES + 1)
        except KeyboardInterrupt:
            self.close()  # half an exchange is on it; that words are burnt, say, has to go on another
            raise
        if len(data) > MAX_REPLY_BYTES or not response.isclosed():
            self.close()
        return self._checked(response, data)

    def _connect(self) -> http.client.HTTPConnection:
        if self._connection is None:
            host, port = self.address.host, self.address.port
            if self.address.secure:
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(host, port, timeout=self._timeout, context=context)
            else:
                self._connection = http.client.HTTPConnection(host, port, timeout=self._timeout)
        return self._connection

    def _checked(self, response: http.client.HTTPResponse, data: bytes) -> bytes:
        kind = response.headers.get_content_type()
        ours = kind == CONTENT_TYPE or response.status == 204
        if response.status == 404 and ours:
            raise NotAllowedError("the server answered its one 404")
        if response.status == 409 and ours:
            raise ConflictError("the server holds something else there")
        if ours and 200 <= response.status < 300:
            return data
        raise self._refusal(response, kind, ours=ours)

    def _refusal(self, response: http.client.HTTPResponse, kind: str, *, ours: bool) -> Refusal:
        if response.status in (429, 503, 507) and ours:
            words = {429: "asks to slow down", 503: "is busy", 507: "has no room left"}
            again = response.headers.get("Retry-After", "")
            when = f"twoway sync again in {again} s" if again.isdecimal() else "twoway sync later"
            return Refusal("server-busy", f"{self.address.url} {words[response.status]}.", kept=KEPT, mend=when)
        if kind == "text/html" or 300 <= response.status < 400 or response.status == 511:
            return Refusal(
                "portal",
                f"a web page answered instead of {self.address.url}.",
                kept=f"{KEPT}; nothing was sent",
                mend="sign in to this network in a browser, then twoway sync",
            )
        return self._stranger(f"status {response.status}")

    def _no_answer(self, error: Exception) -> Refusal:
        self.close()
        if isinstance(error, ssl.SSLCertVerificationError):
            return Refusal(
                "certificate",
                f"the certificate of {self.address.host} is not valid ({error.verify_message}).",
                kept=KEPT,
                mend="do not go on over this network; ask whoever runs the server",
            )
        if isinstance(error, ssl.SSLError):
            return self._stranger("it does not speak https")
        if isinstance(error, http.client.HTTPException) and not isinstance(error, OSError):
            return self._stranger("it does not speak http")
        return Refusal(
            "no-answer",
            f"no answer from {self.address.url} ({_reason(error)}).",
            kept=KEPT,
            mend="twoway sync later; you can go on writing",
        )

    def _stranger(self, how: str) -> Refusal:
        return Refusal(
            "server",
            f"{self.address.url} answered as no Twoway server does ({how}).",
            kept=KEPT,
            mend="check the address; if it is right, ask whoever runs the server",
        )

    def name(self) -> str:
        """Return the address by which the server knows itself, as its front page says; empty when it says none."""
        try:
            connection = self._connect()
            connection.request("GET", self.address.path + "/", headers={"User-Agent": "twoway"})
            line = connection.getresponse().read(_FRONT_PAGE_BYTES).decode(errors="replace")
        except (OSError, http.client.HTTPException):
            line = ""
        finally:
            self.close()
        found = re.match(r"twoway-server \S+ at (https?://[!-~]+): ", line)
        return found[1] if found else ""

    def fetch(self, path: str, most: int) -> Fetched:
        """Return what lies at ``path``, cut off behind ``most`` bytes and one. Raises Refusal."""
        try:
            connection = self._connect()
            connection.request("GET", self.address.path + path, headers={"User-Agent": "twoway"})
            response = connection.getresponse()
            data = response.read(most + 1)
        except (OSError, http.client.HTTPException) as error:
            raise self._no_answer(error) from None
        if not response.isclosed():
            self.close()
        headers: dict[str, list[str]] = {}
        for name, value in response.getheaders():
            headers.setdefault(name.lower(), []).append(value)
        return Fetched(response.status, headers, data)

    def close(self) -> None:
        """Close the connection; the next call opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _reason(error: Exception) -> str:
    """Return why nobody answered, in words."""
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, ConnectionError | http.client.IncompleteRead):
        return "the connection was cut"
    return getattr(error, "strerror", None) or type(error).__name__
