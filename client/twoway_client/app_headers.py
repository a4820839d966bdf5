"""What a host tells a browser about the app, held against what this version's own server tells it.

- Whatever a browser asks a policy for is judged, also what ours needs no directive for: a more special one counts
  before the one that it falls back to. Of several policies a browser keeps to all: one as strict as ours is enough.
- A policy is read as a browser reads it: of two directives of one name the first counts, and none that is not ASCII.
- The app may be told to speak to servers by their names, over TLS or on its own host or this computer; never to any.
- A stricter header is no fault here, though the app may not run with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from twoway_core.sync.page import APP_POLICY, HEADERS, POLICY_HEADER, app_policy

Policy = Mapping[str, frozenset[str]]

_NONE = "'none'"
_BY_DEFAULT = "default-src"
_FALLS_BACK: Mapping[str, tuple[str, ...]] = {
    "script-src-elem": ("script-src",),
    "script-src-attr": ("script-src",),
    "style-src-elem": ("style-src",),
    "style-src-attr": ("style-src",),
    "worker-src": ("child-src", "script-src"),
    "frame-src": ("child-src",),
    "fenced-frame-src": ("frame-src", "child-src"),
    "font-src": (),
    "media-src": (),
    "object-src": (),
}
"""What a browser goes by, before ``default-src``, where a policy leaves a source out (CSP Level 3, 6.8.3)."""
_JUDGED = tuple(dict.fromkeys((*APP_POLICY, *_FALLS_BACK)))
_DEMANDS = ("require-trusted-types-for",)
"""Directives that forbid by what they name, where all others allow it."""
_PERMISSIONS = "Permissions-Policy"
_WORD = re.compile(r"[^ \t\n\f\r]+")
_A_SERVER = re.compile(r"(https|wss)://[a-z0-9.-]+(:\d+)?|(http|ws)://(localhost|127\.0\.0\.1)(:\d+)?")


def weaknesses(headers: Mapping[str, Sequence[str]], host: str) -> list[str]:
    """Return in words what ``headers``, by lower-case name, of a file at the origin ``host`` lack; empty: nothing."""
    policies = _policies(headers)
    if not policies:
        found = [f"{POLICY_HEADER} is missing"]
    else:
        found = [f"{POLICY_HEADER}: {each}" for each in _weaker(policies, host)]
    return found + [each for name in HEADERS if (each := _other(name, headers.get(name.lower(), ())))]


def spoken_to(headers: Mapping[str, Sequence[str]], host: str) -> list[str]:
    """Return the other servers that the policy lets the app speak to, as it names them."""
    policies = _policies(headers)
    named = [policy[ruling] for policy in policies if (ruling := _ruling(policy, "connect-src")) is not None]
    return sorted(frozenset.intersection(*named) - {"'self'", host, _socket(host)}) if named else []


def _policies(headers: Mapping[str, Sequence[str]]) -> list[Policy]:
    texts = [text for line in headers.get(POLICY_HEADER.lower(), ()) for text in line.split(",")]
    return [_parsed(text) for text in texts if text.strip()]


def _parsed(text: str) -> Policy:
    found: dict[str, frozenset[str]] = {}
    for directive in text.split(";"):
        name, *values = _WORD.findall(directive) if directive.isascii() else [""]
        found.setdefault(name.lower(), frozenset(value.lower() for value in values) - {_NONE})  # the first counts
    return found


_OURS = _parsed(app_policy())


def _weaker(policies: Sequence[Policy], host: str) -> list[str]:
    """Return in words each directive that allows more than ours, or is missing."""
    found: dict[str, frozenset[str]] = {}
    for name in _JUDGED:
        directive, extra = _weakness(policies, name, host) or ("", frozenset())
        found[directive] = found.get(directive, frozenset()) | extra
    return [
        f"{directive} allows {' '.join(sorted(extra))}" if extra else f"{directive} is missing"
        for directive, extra in found.items()
        if directive
    ]


def _weakness(policies: Sequence[Policy], name: str, host: str) -> tuple[str, frozenset[str]] | None:
    """Return the directive that is weaker for ``name``, and what it allows beyond ours: nothing where it is missing.

    None where one policy is as strict as ours.
    """
    our_own = _ruling(_OURS, name) or name
    extras: list[tuple[str, frozenset[str]]] = []
    for policy in policies:
        directive = _ruling(policy, name)
        if directive is None:
            continue
        allowed, ours = policy[directive], _OURS[our_own]
        extra = ours - allowed if name in _DEMANDS else _beyond(allowed, ours, name, host)
        if not extra:
            return None
        extras.append((directive, extra))
    if not extras or name in _DEMANDS:
        return our_own, frozenset()
    return min(extras, key=lambda each: len(each[1]))


def _beyond(allowed: frozenset[str], ours: frozenset[str], name: str, host: str) -> frozenset[str]:
    extra = allowed - ours
    if name != "connect-src":
        return extra
    return frozenset(each for each in extra if each not in (host, _socket(host)) and not _A_SERVER.fullmatch(each))


def _ruling(policy: Policy, name: str) -> str | None:
    """Return the directive of ``policy`` that a browser goes by for ``name``; None where it says nothing of it."""
    is_source = name.endswith("-src") or name in _FALLS_BACK
    behind = (*_FALLS_BACK.get(name, ()), _BY_DEFAULT) if is_source else ()
    return next((each for each in (name, *behind) if each in policy), None)


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
