"""What a host of the phone's app tells a browser about it: the headers of its page, and the copy within the page.

- The app may run and fetch what lies beside it, and speak to its server. No string becomes code but through the
  app's one Trusted Types policy.
- The copy in the page holds where a host forgets the header. It is made once for every host, so it lets the app
  speak to any server that the app itself would take: over TLS, or on this computer. A page cannot say who may frame it.
- A browser keeps to the header and to the copy at once: the copy must forbid nothing that the header allows.
"""

from __future__ import annotations

from collections.abc import Mapping

POLICY_HEADER = "Content-Security-Policy"
POLICY = "twoway"
"""The name of the app's one Trusted Types policy."""
APP_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": POLICY,
}
"""What each directive allows; a server's address comes to ``connect-src``."""
HEADERS: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The other headers."""
ANY_SERVER = ("https:", "wss:", *(f"{how}://{here}:*" for here in ("127.0.0.1", "localhost") for how in ("http", "ws")))
_HEADER_ALONE = ("frame-ancestors",)


def app_policy(*servers: str) -> str:
    """Return the app's policy as a header says it; ``servers`` are what the app may speak to besides its own host."""
    return _joined({**APP_POLICY, "connect-src": " ".join((APP_POLICY["connect-src"], *servers))})


def page_policy() -> str:
    """Return the copy that stands in the app's page."""
    policy = {**APP_POLICY, "connect-src": " ".join((APP_POLICY["connect-src"], *ANY_SERVER))}
    return _joined({name: policy[name] for name in policy if name not in _HEADER_ALONE})


def _joined(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {allowed}" for name, allowed in policy.items())
