"""The paper key as a device."""

from __future__ import annotations

import pytest

from twoway_core.errors import BadKeyError
from twoway_core.sealing.symmetric import derive
from twoway_core.trust.paper import ENTROPY_BYTES, paper_keys

ENTROPY = bytes(range(ENTROPY_BYTES))


def test_the_same_paper_gives_the_same_device() -> None:
    """Twenty-four words are all that is needed, years later and on any machine."""
    assert paper_keys(ENTROPY).secret == paper_keys(ENTROPY).secret
    assert paper_keys(ENTROPY).public != paper_keys(bytes(32)).public


def test_the_two_keys_are_derived_apart() -> None:
    """Seed and scalar are what the format says, each under a label of its own."""
    keys = paper_keys(ENTROPY)

    assert keys.secret[:32] == derive(ENTROPY, b"", b"twoway/1/paper/sign\0")
    assert keys.secret[32:] == derive(ENTROPY, b"", b"twoway/1/paper/agree\0")


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_paper_key_has_256_bits(length: int) -> None:
    """Fewer words than twenty-four are not stretched."""
    with pytest.raises(BadKeyError, match="32 bytes"):
        paper_keys(bytes(length))
