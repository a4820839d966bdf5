"""What a host's headers lack, held against what this version's own server says."""

from __future__ import annotations

import pytest

from twoway_client.app_headers import spoken_to, weaknesses
from twoway_core.sync.page import APP_POLICY, HEADERS, POLICY_HEADER, app_policy

HOST = "https://app.example.org"
NAME = POLICY_HEADER.lower()
OURS = {name.lower(): [value] for name, value in HEADERS.items()}


def weak(*policies: str) -> list[str]:
    """Return what is weak where the headers are ours but for the ``policies``."""
    return weaknesses(OURS | {NAME: list(policies)}, HOST)


def without(name: str, policy: str = "") -> str:
    """Return our policy without the directive ``name``."""
    return "; ".join(each for each in (policy or app_policy()).split("; ") if not each.startswith(f"{name} "))


def test_what_this_version_sends_itself_is_not_weak() -> None:
    """With its own live socket, or the sync server of another host."""
    assert weak(app_policy()) == []
    assert weak(app_policy("wss://app.example.org")) == []
    assert weak(app_policy("https://sync.example.org", "wss://sync.example.org:8443")) == []
    assert weaknesses(OURS | {NAME: [app_policy("ws://192.0.2.7:8470")]}, "http://192.0.2.7:8470") == []


@pytest.mark.parametrize("name", [*APP_POLICY])
def test_a_directive_that_lacks_is_missed_unless_another_stands_for_it(name: str) -> None:
    """What a browser takes from ``default-src`` is no weaker without a line of its own."""
    stands_in = {"script-src", "style-src", "img-src", "connect-src", "manifest-src", "worker-src"}

    assert weak(without(name)) == ([] if name in stands_in else [f"{POLICY_HEADER}: {name} is missing"])


def test_nothing_stands_for_a_source_where_there_is_no_default() -> None:
    """A browser then allows everything."""
    bare = without("default-src", without("script-src", without("worker-src")))

    found = weak(bare)

    assert f"{POLICY_HEADER}: script-src is missing" in found
    assert f"{POLICY_HEADER}: worker-src is missing" in found


@pytest.mark.parametrize(
    ("loose", "said"),
    [
        ("script-src 'self' 'unsafe-eval'", "script-src allows 'unsafe-eval'"),
        ("script-src *", "script-src allows *"),
        ("style-src 'self' 'unsafe-inline'", "style-src allows 'unsafe-inline'"),
        ("worker-src 'self' blob:", "worker-src allows blob:"),
        ("connect-src 'self' https:", "connect-src allows https:"),
        ("connect-src 'self' https://*.example.org", "connect-src allows https://*.example.org"),
        ("connect-src 'self' http://sync.example.org", "connect-src allows http://sync.example.org"),
        ("frame-ancestors 'self'", "frame-ancestors allows 'self'"),
        ("base-uri 'self'", "base-uri allows 'self'"),
        ("trusted-types twoway other", "trusted-types allows other"),
        ("require-trusted-types-for 'none'", "require-trusted-types-for is missing"),
    ],
)
def test_a_directive_that_allows_more_is_named(loose: str, said: str) -> None:
    """With what it allows beyond ours."""
    name = loose.partition(" ")[0]

    assert weak(f"{without(name)}; {loose}") == [f"{POLICY_HEADER}: {said}"]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (
            "script-src-elem * 'unsafe-inline'; style-src-elem *",
            ["script-src-elem allows 'unsafe-inline' *", "style-src-elem allows *"],
        ),
        ("script-src-attr 'unsafe-inline'", ["script-src-attr allows 'unsafe-inline'"]),
        ("style-src-attr 'unsafe-inline'", ["style-src-attr allows 'unsafe-inline'"]),
        ("frame-src *", ["frame-src allows *"]),
        ("child-src 'self'", ["child-src allows 'self'"]),
        ("child-src *; fenced-frame-src 'none'", ["child-src allows *"]),
        ("child-src 'none'; frame-src 'self'", ["frame-src allows 'self'"]),
        ("fenced-frame-src https:", ["fenced-frame-src allows https:"]),
        ("object-src 'self'", ["object-src allows 'self'"]),
        ("font-src data:", ["font-src allows data:"]),
        ("media-src blob:", ["media-src allows blob:"]),
    ],
)
def test_a_directive_that_ours_does_without_is_judged_by_what_stands_for_it_there(added: str, said: list[str]) -> None:
    """A browser goes by the more special one, whatever the one behind it says."""
    assert weak(f"{app_policy()}; {added}") == [f"{POLICY_HEADER}: {each}" for each in said]


@pytest.mark.parametrize(
    "added",
    [
        "script-src-elem 'self'; script-src-attr 'none'; style-src-elem 'self'; style-src-attr 'none'",
        "frame-src 'none'; child-src *; fenced-frame-src 'none'",
        "object-src 'none'; font-src 'none'; media-src 'none'",
        "upgrade-insecure-requests; sandbox allow-scripts; report-to here",
    ],
)
def test_a_directive_more_that_allows_no_more_is_no_weakness(added: str) -> None:
    """A host may say what ours leaves to what stands behind it, or forbid more."""
    assert weak(f"{app_policy()}; {added}") == []


def test_what_stands_for_several_is_named_once_with_all_that_it_allows() -> None:
    """The line to mend is the one that says it."""
    loose = without("style-src", without("script-src", without("worker-src")))

    found = weak(loose.replace("default-src 'none'", "default-src 'self' https:"))

    assert found == [f"{POLICY_HEADER}: default-src allows 'self' https:"]


@pytest.mark.parametrize("gap", ["\xa0", "\x0b", "\x1f"])
@pytest.mark.parametrize("name", [*APP_POLICY])
def test_a_directive_that_no_browser_reads_is_missing(name: str, gap: str) -> None:
    """What looks like a blank is part of the name, or makes the whole directive count for nothing."""
    broken = app_policy().replace(f"{name} ", f"{name}{gap}", 1)

    assert weak(broken) == weak(without(name))


def test_a_demand_with_a_letter_that_is_not_ascii_is_missing() -> None:
    """A browser skips the directive, whatever else it says."""
    loose = app_policy().replace("for 'script'", "for 'script' \xe9")

    assert weak(loose) == [f"{POLICY_HEADER}: require-trusted-types-for is missing"]


def test_of_two_directives_of_one_name_the_first_counts() -> None:
    """As in a browser."""
    assert weak(f"{app_policy()}; script-src *") == []
    assert weak(f"script-src *; {app_policy()}") == [f"{POLICY_HEADER}: script-src allows *"]


@pytest.mark.parametrize("how", ["two headers", "one with a comma"])
def test_a_browser_keeps_to_every_policy_that_is_sent(how: str) -> None:
    """So a loose one beside ours takes nothing away."""
    loose = "default-src *; script-src * 'unsafe-inline'"

    assert weak(*([loose, app_policy()] if how == "two headers" else [f"{loose}, {app_policy()}"])) == []


def test_a_policy_that_is_only_reported_is_none() -> None:
    """A browser forbids nothing by it."""
    assert weaknesses(OURS | {f"{NAME}-report-only": [app_policy()]}, HOST) == [f"{POLICY_HEADER} is missing"]


@pytest.mark.parametrize("name", [*HEADERS])
def test_each_other_header_is_missed(name: str) -> None:
    """One line each."""
    there = {key: value for key, value in OURS.items() if key != name.lower()} | {NAME: [app_policy()]}

    assert weaknesses(there, HOST) == [f"{name} is missing"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("Referrer-Policy", "origin", "Referrer-Policy is origin"),
        ("Cross-Origin-Opener-Policy", "unsafe-none", "Cross-Origin-Opener-Policy is unsafe-none"),
        ("Permissions-Policy", "camera=*, microphone=()", "Permissions-Policy leaves the page camera, geolocation,"),
    ],
)
def test_another_header_that_is_looser_is_named(name: str, value: str, said: str) -> None:
    """With what it says."""
    [found] = weaknesses(OURS | {NAME: [app_policy()], name.lower(): [value]}, HOST)

    assert found.startswith(said)


def test_a_permission_that_nobody_has_is_no_weaker() -> None:
    """A host may deny more than ours does."""
    stricter = {"permissions-policy": ["camera=(), geolocation=(), microphone=(), payment=(), usb=(), midi=()"]}

    assert weaknesses(OURS | {NAME: [app_policy()]} | stricter, HOST) == []


def test_the_servers_that_every_policy_lets_the_page_speak_to_are_named() -> None:
    """Its own host and socket are none of them."""
    mine = app_policy(HOST, "wss://app.example.org", "https://sync.example.org")

    assert spoken_to({NAME: [mine]}, HOST) == ["https://sync.example.org"]
    assert spoken_to({NAME: [mine, app_policy()]}, HOST) == []
    assert spoken_to({}, HOST) == []
