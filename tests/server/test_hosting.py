"""Hosting: file descriptors, and where the server listens."""

from __future__ import annotations

import resource
from collections.abc import Iterator

import pytest

from twoway_core.errors import ListenError
from twoway_server.config import Config
from twoway_server.hosting import allow_descriptors, listen


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Put this process's limit of open files back as it was."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_the_limit_of_open_files_is_raised_as_far_as_needed() -> None:
    """A low limit of the shell does not bound the connections."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))

    assert allow_descriptors(300) == 300
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (300, hard)


def test_a_higher_limit_is_left_alone() -> None:
    """What is enough is not lowered."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)

    assert allow_descriptors(10) == 10
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before


def test_a_host_that_is_not_known_is_named() -> None:
    """Where the name leads nowhere, the error says so."""
    with pytest.raises(ListenError, match=r"no-such-host\.invalid port 8470 cannot be listened on"):
        listen(Config(host="no-such-host.invalid"))


def test_an_ipv6_address_can_be_listened_on() -> None:
    """Loopback has two addresses."""
    with listen(Config(host="::1", port=0)) as listener:
        assert listener.getsockname()[0] == "::1"
