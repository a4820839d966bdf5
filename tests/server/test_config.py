"""The configuration: where a setting comes from, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from twoway_core.errors import ConfigError
from twoway_server.config import Config, canonical_url, is_loopback, load
from twoway_server.registration import Mode


def test_nothing_said_is_a_server_for_this_computer() -> None:
    """The defaults listen on loopback, keep one file and let anybody here register."""
    config = load({}, {}, {}, None)

    assert config == Config()
    assert (config.host, config.port, config.data) == ("127.0.0.1", 8470, "./twoway-server.db")
    assert config.mode is Mode.OPEN
    assert config.server_id(8470) == "http://127.0.0.1:8470"


def test_flags_win_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    """Each place overrides the one that is further away."""
    file = tmp_path / "server.toml"
    file.write_text('host = "::1"\nport = 1\ndata = "file.db"\n[limits]\npage_bytes = 1111\nbody_seconds = 1\n')
    environ = {"TWOWAY_SERVER_PORT": "2", "TWOWAY_SERVER_DATA": "env.db", "TWOWAY_SERVER_PAGE_BYTES": "2222"}

    config = load({"data": "flag.db"}, {"body_seconds": "3.5"}, environ, file)

    assert (config.host, config.port, config.data) == ("::1", 2, "flag.db")
    assert (config.limits.page_bytes, config.limits.body_seconds) == (2222, 3.5)


def test_where_the_file_lies_is_no_setting_of_it() -> None:
    """The variable that names the file, and those of other programs, are left alone."""
    assert load({}, {}, {"TWOWAY_SERVER_CONFIG": "x", "TWOWAY_HOME": "y"}, None) == Config()


@pytest.mark.parametrize(
    ("flags", "limits", "environ", "words"),
    [
        ({"port": "x"}, {}, {}, "port: expected `int`"),
        ({"port": "70000"}, {}, {}, "port: expected `int` <= 65535"),
        ({"log": "loud"}, {}, {}, "log: invalid enum value 'loud'"),
        ({"registration": "yes"}, {}, {}, "registration: invalid enum value 'yes'"),
        ({"data": ""}, {}, {}, "data: expected `str` of length >= 1"),
        ({}, {"page_bytes": "1"}, {}, "page_bytes: expected `int` >= 1024"),
        ({}, {"page_bytes": ""}, {}, "page_bytes: expected `int`"),
        ({}, {"bodies": "1"}, {}, "unknown field `bodies`"),
        ({}, {}, {"TWOWAY_SERVER_PROT": "1"}, "unknown field `prot`"),
        ({"public_url": "sync.example.org"}, {}, {}, "public_url: an address such as"),
        ({"trusted_proxies": "proxy"}, {}, {}, "trusted_proxies: proxy is not an address"),
        ({"host": "0.0.0.0", "registration": "open"}, {}, {}, "registration: open is for"),
    ],
    ids=str,
)
def test_an_error_names_the_setting(
    flags: dict[str, str], limits: dict[str, str], environ: dict[str, str], words: str
) -> None:
    """Whoever mistypes a setting is told which one."""
    with pytest.raises(ConfigError) as caught:
        load(flags, limits, environ, None)

    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("port = ", "is not TOML"),
        ("prot = 1", "unknown field `prot`"),
        ("limits = 3", "limits: a table"),
        ("[limits]\nbodies = 1", "unknown field `bodies`"),
        ("port = 1.5", "port: expected `int`"),
    ],
)
def test_an_error_in_the_file_names_the_setting(tmp_path: Path, text: str, words: str) -> None:
    """The file is held to the same rules."""
    file = tmp_path / "server.toml"
    file.write_text(text)

    with pytest.raises(ConfigError) as caught:
        load({}, {}, {}, file)

    assert words in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that was asked for by name has to be there."""
    with pytest.raises(ConfigError, match=r"absent\.toml cannot be read"):
        load({}, {}, {}, tmp_path / "absent.toml")


def test_proxies_are_given_with_commas() -> None:
    """A flag holds several addresses."""
    config = load({"trusted_proxies": "127.0.0.1, ::1,"}, {}, {}, None)

    assert config.proxies == {"127.0.0.1", "::1"}


@pytest.mark.parametrize(
    ("config", "mode"),
    [
        (Config(), Mode.OPEN),
        (Config(host="::1"), Mode.OPEN),
        (Config(host="localhost", public_url="http://localhost:8470"), Mode.OPEN),
        (Config(host="0.0.0.0"), Mode.CODE),
        (Config(public_url="https://sync.example.org"), Mode.CODE),
        (Config(public_url="https://sync.example.org", registration="open"), Mode.OPEN),
        (Config(registration="closed"), Mode.CLOSED),
    ],
    ids=str,
)
def test_registration_is_open_only_where_nobody_else_can_come(config: Config, mode: Mode) -> None:
    """A server that others reach takes a code unless its operator says otherwise."""
    assert config.mode is mode


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://Sync.Example.org/", "https://sync.example.org"),
        ("HTTPS://sync.example.org:443", "https://sync.example.org"),
        ("http://sync.example.org:80/", "http://sync.example.org"),
        ("http://127.0.0.1:8470", "http://127.0.0.1:8470"),
        ("http://[::1]:8470/", "http://[::1]:8470"),
        ("https://example.org/twoway/", "https://example.org/twoway"),
    ],
)
def test_both_sides_sign_one_spelling_of_an_address(url: str, canonical: str) -> None:
    """However the address was typed, what is signed is the same."""
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    ["", "ftp://x", "http://", "https://a@b", "https://x?y", "https://x#y", "https://x:99999", "http://[::1"],
)
def test_what_is_no_address_of_a_server_is_refused(url: str) -> None:
    """Queries, names, fragments and other schemes have no place in it."""
    with pytest.raises(ConfigError, match="public_url"):
        canonical_url(url)


def test_loopback_is_known_by_name_and_number() -> None:
    """Everything else can be reached by others."""
    assert [is_loopback(host) for host in ("127.0.0.2", "::1", "localhost", "0.0.0.0", "example.org")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_an_ipv6_host_stands_in_brackets() -> None:
    """The server id of a server without a public address can be typed."""
    assert Config(host="::1").server_id(8470) == "http://[::1]:8470"


def test_origins_that_host_the_app_are_a_list_everywhere(tmp_path: Path) -> None:
    """With commas between as a flag and in the environment, as a list in the file."""
    file = tmp_path / "server.toml"
    file.write_text('app_origins = ["https://app.example.org", "http://localhost:8080"]\n')
    wanted = ["https://app.example.org", "http://localhost:8080"]

    assert load({}, {}, {}, file).app_origins == wanted
    assert load({"app_origins": ", ".join(wanted)}, {}, {}, None).app_origins == wanted
    assert load({}, {}, {"TWOWAY_SERVER_APP_ORIGINS": ",".join(wanted)}, None).app_origins == wanted


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "null",
        "app.example.org",
        "https://app.example.org/",
        "https://app.example.org/app",
        "https://App.example.org",
        "https://app.example.org:443",
        "http://app.example.org",
        "https://*.example.org",
        "https://app.example.org?x",
    ],
)
def test_an_origin_is_spelled_as_browsers_spell_it(origin: str) -> None:
    """No pattern, no path, and nothing that others on the way can change."""
    with pytest.raises(ConfigError, match="app_origins"):
        load({"app_origins": origin}, {}, {}, None)
