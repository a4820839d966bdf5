"""What a host tells a browser about the app's page: a header, and a copy in the page that forbids nothing it allows."""

from __future__ import annotations

import pytest

from twoway_core.sync.page import ANY_SERVER, APP_POLICY, HEADERS, POLICY, app_policy, page_policy


def directives(policy: str) -> dict[str, list[str]]:
    """Return what each directive of ``policy`` allows."""
    return {name: allowed for name, *allowed in (each.split() for each in policy.split("; "))}


def test_the_header_names_the_servers_that_the_app_may_speak_to() -> None:
    """And no other; all else is as it is for everybody."""
    header = directives(app_policy("wss://sync.example.org"))

    assert header["connect-src"] == ["'self'", "wss://sync.example.org"]
    assert " ".join(header["trusted-types"]) == POLICY
    assert [*header] == [*APP_POLICY]


def test_the_copy_in_the_page_is_the_header_but_for_what_a_page_cannot_say() -> None:
    """Who may frame it is left out, and the servers, which the page does not know, are any that the app would take."""
    header, copy = directives(app_policy()), directives(page_policy())

    assert copy.pop("connect-src") == ["'self'", *ANY_SERVER]
    del header["frame-ancestors"], header["connect-src"]
    assert copy == header


@pytest.mark.parametrize("allowed", ["https:", "wss:", "http://127.0.0.1:*", "ws://127.0.0.1:*", "ws://localhost:*"])
def test_the_copy_forbids_no_server_that_a_header_may_name(allowed: str) -> None:
    """Any that speaks TLS, and any port of this computer."""
    assert allowed in directives(page_policy())["connect-src"]


def test_the_other_headers_leave_the_page_the_camera_and_nothing_else() -> None:
    """It is for the square of an invitation."""
    granted = [each for each in HEADERS["Permissions-Policy"].split(", ") if not each.endswith("=()")]

    assert granted == ["camera=(self)"]
