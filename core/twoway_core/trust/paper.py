"""The paper key: 24 words (256 bits) that are a device of the roster, the eldest.

The words are BIP-39 and are made and read at the edge; here are the 32 bytes that they stand for.
"""

from __future__ import annotations

from twoway_core.errors import BadKeyError
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.symmetric import KEY_BYTES, derive

ENTROPY_BYTES = 32


def paper_keys(entropy: bytes) -> DeviceKeys:
    """Return the device keys of the paper with ``entropy`` (32 bytes). Raises BadKeyError."""
    if len(entropy) != ENTROPY_BYTES:
        raise BadKeyError(f"a paper key has {ENTROPY_BYTES} bytes")
    signing = derive(entropy, b"", labels.PAPER_SIGN, KEY_BYTES)
    return DeviceKeys.from_secret(signing + derive(entropy, b"", labels.PAPER_AGREE, KEY_BYTES))
