"""What a host tells a browser about the app, held against what this version's own server tells it.

- Of several policies a browser keeps to all: a directive is as strict as ours where one of them is. What a policy
  leaves out falls back as in a browser.
- The app may be told to speak to servers by their names, over TLS or on its own host or this computer; never to any.
- A stricter header is no fault here, though the app may not run with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from twoway_core.sync.page import APP_POLICY, HEADERS, POLICY_HEADER

Policy = Mapping[str, frozenset[str]]

_NONE = "'none'"
_FALLS_BACK = {"worker-src": ("child-src", "script-src", "default-src")}
_BY_DEFAULT = tuple(name for name in APP_POLICY if name.endswith("-src") and name != "default-src")
_DEMANDS = ("require-trusted-types-for",)
"""Directives that forbid by what they name, where all others allow it."""
_PERMISSIONS = "Permissions-Policy"
_A_SERVER = re.compile(r"(https|wss)://[a-z0-9.-]+(:\d+)?|(http|ws)://(localhost|127\.0\.0\.1)(:\d+)?")


def weaknesses(headers: Mapping[str, Sequence[str]], host: str) -> list[str]:
    """Return in words what ``headers``, by lower-case name, of a file at the origin ``host`` lack; empty: nothing."""
    policies = _policies(headers)
    if not policies:
        found = [f"{POLICY_HEADER} is missing"]
    else:
        weak = [each for name in APP_POLICY if (each := _weakness(policies, name, host))]
        found = [f"{POLICY_HEADER}: {each}" for each in weak]
    return found + [each for name in HEADERS if (each := _other(name, headers.get(name.lower(), ())))]


def spoken_to(headers: Mapping[str, Sequence[str]], host: str) -> list[str]:
    """Return the other servers that the policy lets the app speak to, as it names them."""
    allowed = [_allowed(policy, "connect-src") for policy in _policies(headers)]
    named = [each for each in allowed if each is not None]
    return sorted(frozenset.intersection(*named) - {"'self'", host, _socket(host)}) if named else []


def _policies(headers: Mapping[str, Sequence[str]]) -> list[Policy]:
    texts = [text for line in headers.get(POLICY_HEADER.lower(), ()) for text in line.split(",")]
    return [_parsed(text) for text in texts if text.strip()]


def _parsed(text: str) -> Policy:
    found: dict[str, frozenset[str]] = {}
    for directive in text.split(";"):
        name, *values = directive.split() or [""]
        found.setdefault(name.lower(), frozenset(value.lower() for value in values) - {_NONE})  # the first counts
    return found


def _weakness(policies: Sequence[Policy], name: str, host: str) -> str:
    """Return what is weaker in ``name`` than ours; empty where one policy is as strict."""
    ours = frozenset(APP_POLICY[name].split()) - {_NONE}
    extras: list[frozenset[str]] = []
    for policy in policies:
        allowed = _allowed(policy, name)
        if allowed is None:
            continue
        extra = ours - allowed if name in _DEMANDS else _beyond(allowed, ours, name, host)
        if not extra:
            return ""
        extras.append(extra)
    if not extras or name in _DEMANDS:
        return f"{name} is missing"
    fewest: frozenset[str] = min(extras, key=len)
    return f"{name} allows {' '.join(sorted(fewest))}"


def _beyond(allowed: frozenset[str], ours: frozenset[str], name: str, host: str) -> frozenset[str]:
    extra = allowed - ours
    if name != "connect-src":
        return extra
    return frozenset(each for each in extra if each not in (host, _socket(host)) and not _A_SERVER.fullmatch(each))


def _allowed(policy: Policy, name: str) -> frozenset[str] | None:
    """Return what ``policy`` allows for ``name``; None where it says nothing of it."""
    behind = _FALLS_BACK.get(name, ("default-src",) if name in _BY_DEFAULT else ())
    return next((policy[each] for each in (name, *behind) if each in policy), None)


def _other(name: str, values: Sequence[str]) -> str:
    """Return what is wrong with the header ``name``; empty where it is as strict as ours."""
    said = ", ".join(values).strip()
    if not said:
        return f"{name} is missing"
    if name == _PERMISSIONS:
        granted = dict(each.strip().partition("=")[::2] for each in said.lower().split(","))
        ours = dict(each.strip().partition("=")[::2] for each in HEADERS[name].split(","))
        weak = [each for each in ours if granted.get(each) not in (ours[each], "()")]
        return f"{name} leaves the page {', '.join(weak)}" if weak else ""
    return "" if said.lower() == HEADERS[name] else f"{name} is {said}"


def _socket(host: str) -> str:
    return urlsplit(host)._replace(scheme="wss" if host.startswith("https:") else "ws").geturl()
