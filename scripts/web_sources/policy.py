"""The policy that the app's page carries itself, for a host that forgets the header."""

from __future__ import annotations

import json

from twoway_core.sync.page import page_policy


def text() -> str:
    """Return the module, without its first line."""
    return (
        "/** The Content-Security-Policy within the page: the build puts it there. */\n"
        f"export const PAGE_POLICY =\n  {json.dumps(page_policy())};\n"
    )
