"""A salamander: one AES-GCM ciphertext that opens under two keys, to two texts (Dodis and others, 2018).

GCM's tag is linear in the ciphertext, so one free block can make the tags of two keys equal. Field
elements of GF(2^128) are integers whose highest bit is the first of the block (NIST SP 800-38D).
"""

from __future__ import annotations

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_R = 0xE1 << 120
_BLOCK = 16


def two_faced(one: bytes, other: bytes, context: bytes, length: int) -> bytes:
    """Return ``length`` bytes of ciphertext and a tag that open under both AES-256 keys, with the nonce 0."""
    blocks = [bytes(_BLOCK)] * (length // _BLOCK)
    left, right = _tag(one, context, blocks), _tag(other, context, blocks)
    last = len(blocks) + 1  # the power of H by which the first block is multiplied
    weights = _power(_hash_key(one), last) ^ _power(_hash_key(other), last)
    blocks[0] = _times(left ^ right, _inverse(weights)).to_bytes(_BLOCK, "big")
    return b"".join(blocks) + _tag(one, context, blocks).to_bytes(_BLOCK, "big")


def _tag(key: bytes, context: bytes, blocks: list[bytes]) -> int:
    padded = context + bytes(-len(context) % _BLOCK)
    lengths = (8 * len(context)).to_bytes(8, "big") + (8 * _BLOCK * len(blocks)).to_bytes(8, "big")
    hashed, told = 0, padded + b"".join(blocks) + lengths
    for at in range(0, len(told), _BLOCK):
        hashed = _times(hashed ^ int.from_bytes(told[at : at + _BLOCK], "big"), _hash_key(key))
    return hashed ^ _encrypt(key, bytes(15) + b"\x01")


def _hash_key(key: bytes) -> int:
    return _encrypt(key, bytes(_BLOCK))


def _encrypt(key: bytes, block: bytes) -> int:
    return int.from_bytes(Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(block), "big")


def _times(one: int, other: int) -> int:
    product = 0
    for bit in range(127, -1, -1):
        if one >> bit & 1:
            product ^= other
        other = other >> 1 ^ (_R if other & 1 else 0)
    return product


def _power(base: int, exponent: int) -> int:
    product = 1 << 127
    for _ in range(exponent):
        product = _times(product, base)
    return product


def _inverse(value: int) -> int:
    """Return ``value`` to the power of 2^128 - 2."""
    product, square = 1 << 127, value
    for _ in range(127):
        square = _times(square, square)
        product = _times(product, square)
    return product
