"""What must stand under the server."""

from __future__ import annotations

import pytest

from twoway_core.errors import ConfigError
from twoway_server.floors import check_floors, check_parser, check_version, is_safe_sqlite


def test_what_is_installed_here_is_good_enough() -> None:
    """The server would begin."""
    check_floors()


def test_the_parser_in_python_is_refused() -> None:
    """It lets requests be smuggled that the one in C refuses."""
    with pytest.raises(ConfigError, match="C parser is missing"):
        check_parser(type("HttpRequestParser", (), {"__module__": "aiohttp.http_parser"}))


@pytest.mark.parametrize("installed", ["3.14.3", "3.13.9", "2.99.99", "3.14"])
def test_an_older_library_is_refused(installed: str) -> None:
    """The error names what is there and what is wanted."""
    with pytest.raises(ConfigError, match=r"is installed, 3\.14\.4 or newer is wanted"):
        check_version("aiohttp", installed, (3, 14, 4))


@pytest.mark.parametrize("installed", ["3.14.4", "3.14.10", "3.15.0rc1", "4.0"])
def test_a_newer_library_is_taken(installed: str) -> None:
    """Also one that is not released yet."""
    check_version("aiohttp", installed, (3, 14, 4))


@pytest.mark.parametrize(
    ("installed", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
    ids=str,
)
def test_the_fixed_versions_of_sqlite_are_known(installed: tuple[int, ...], is_safe: bool) -> None:
    """3.51.3 and later, and the two lines to which the fix was carried back."""
    assert is_safe_sqlite(installed) is is_safe
