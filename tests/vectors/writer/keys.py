"""keys.json: public keys at the door, signatures, the paper key, and commitments to epoch keys."""

from __future__ import annotations

from hashlib import sha512

from tests.core import curve
from tests.core.chance import Chance
from tests.vectors.writer.cases import Case, case
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys, DevicePublic, EpochKey
from twoway_core.trust.paper import paper_keys

ABOUT = "Public keys at the door; signatures over label and message; the paper key; commitments to epoch keys."

KEYS = DeviceKeys.make(Chance("vectors: keys"))
SIGNING, AGREEMENT = KEYS.public.signing, KEYS.public.agreement
ORDER_8_Y = sorted({y for point in curve.torsion() for y in (point[1],)} - {0, 1, curve.P - 1})
ORDER_8_U = sorted(curve.montgomery(y) for y in ORDER_8_Y)

BAD_SIGNING = {
    "of order 1": curve.encoded(1),
    "of order 1 with a sign": curve.encoded(1, 1),
    "of order 2": curve.encoded(curve.P - 1),
    "of order 2 with a sign": curve.encoded(curve.P - 1, 1),
    "of order 4": curve.encoded(0),
    "of order 4 with a sign": curve.encoded(0, 1),
    "of order 8": curve.encoded(ORDER_8_Y[0]),
    "of order 8 with a sign": curve.encoded(ORDER_8_Y[0], 1),
    "of order 8, the other": curve.encoded(ORDER_8_Y[1]),
    "of order 8, the other, with a sign": curve.encoded(ORDER_8_Y[1], 1),
    "that is p": curve.encoded(curve.P),
    "that is p with a sign": curve.encoded(curve.P, 1),
    "that is p + 1": curve.encoded(curve.P + 1),
    "that is p + 1 with a sign": curve.encoded(curve.P + 1, 1),
    "that is p + 3": curve.encoded(curve.P + 3),
    "that is 2^255 - 1": curve.encoded(2**255 - 1),
    "that is all ones": b"\xff" * 32,
    "of 31 bytes": SIGNING[:-1],
    "of 33 bytes": SIGNING + b"\0",
    "of no bytes": b"",
}
BAD_AGREEMENT = {
    "that is 0": bytes(32),
    "that is 1": curve.encoded(1),
    "that is p - 1": curve.encoded(curve.P - 1),
    "of order 8": curve.encoded(ORDER_8_U[0]),
    "of order 8, the other": curve.encoded(ORDER_8_U[1]),
    "that is p": curve.encoded(curve.P),
    "that is p + 1": curve.encoded(curve.P + 1),
    "that is p + 9": curve.encoded(curve.P + 9),
    "that is 2^255 - 1": curve.encoded(2**255 - 1),
    "that is 2p - 1": curve.encoded(2 * curve.P - 1),
    "that is 2p": curve.encoded(2 * curve.P),
    "that is 2p + 1": curve.encoded(2 * curve.P + 1),
    "with its highest bit set": (int.from_bytes(AGREEMENT, "little") | 1 << 255).to_bytes(32, "little"),
    "that is 0 with its highest bit set": (1 << 255).to_bytes(32, "little"),
    "that is 1 with its highest bit set": curve.encoded(1, 1),
    "that is p - 1 with its highest bit set": curve.encoded(curve.P - 1, 1),
    "that is p with its highest bit set": curve.encoded(curve.P, 1),
    "of order 8 with its highest bit set": curve.encoded(ORDER_8_U[0], 1),
    "of order 8, the other, with its highest bit set": curve.encoded(ORDER_8_U[1], 1),
    "of 31 bytes": AGREEMENT[:-1],
    "of 33 bytes": AGREEMENT + b"\0",
    "of no bytes": b"",
}


def cases() -> list[Case]:
    """Return the cases of keys.json."""
    return [*_publics(), *_signatures(), *_second_forms(), *_papers(), *_commitments()]


def _publics() -> list[Case]:
    good = {
        "two good keys": (SIGNING, AGREEMENT),
        "the largest values below p, but for one": (curve.encoded(curve.P - 2), curve.encoded(curve.P - 2)),
        "a signing key with a sign": (curve.encoded(3, 1), AGREEMENT),
    }
    found = [_public("success", name, *keys) for name, keys in good.items()]
    found += [_public("bad-key", f"a signing key {name}", key, AGREEMENT) for name, key in BAD_SIGNING.items()]
    return found + [_public("bad-key", f"an agreement key {name}", SIGNING, key) for name, key in BAD_AGREEMENT.items()]


def _public(expect: str, name: str, signing: bytes, agreement: bytes) -> Case:
    given = case(expect, name, do="public", signing=signing, agreement=agreement)
    return given | {"device": DevicePublic(signing, agreement).device.hex()} if expect == "success" else given


def _signatures() -> list[Case]:
    """Each is over ``label ‖ message``; the label is given by its use, as the format lists them."""
    message = b"a message"
    good = KEYS.sign(labels.AUTH, message)
    other = DeviceKeys.make(Chance("vectors: another device"))
    mixed_key, mixed_signature = _with_small_part_in_key(message)
    zeros, identity = bytes(64), curve.encoded(1) + bytes(32)
    return [
        _signature("success", "a good signature", SIGNING, message, good),
        _signature("success", "a good signature over nothing", SIGNING, b"", KEYS.sign(labels.AUTH, b"")),
        _signature("bad-signature", "a signature over another message", SIGNING, b"a messagf", good),
        _signature("bad-signature", "a signature under another label", SIGNING, message, good, "header"),
        _signature("bad-signature", "a signature without a label", SIGNING, message, KEYS.sign(b"", message)),
        _signature("bad-signature", "a signature by another key", SIGNING, message, other.sign(labels.AUTH, message)),
        _signature("bad-signature", "the group's order added to s", SIGNING, message, curve.plus_order(good)),
        _signature("bad-signature", "one bit of R flipped", SIGNING, message, bytes([good[0] ^ 1]) + good[1:]),
        _signature("bad-signature", "one bit of s flipped", SIGNING, message, good[:63] + bytes([good[63] ^ 1])),
        _signature("bad-signature", "a signature of 63 bytes", SIGNING, message, good[:-1]),
        _signature("bad-signature", "a signature of 65 bytes", SIGNING, message, good + b"\0"),
        _signature("bad-signature", "a signature of no bytes", SIGNING, message, b""),
        _signature("bad-signature", "a signature of zeros", SIGNING, message, zeros),
        _signature("bad-signature", "the identity as R, zero as s", SIGNING, message, identity),
        _signature("bad-signature", "a key that is no point", curve.encoded(2), message, good),
        _signature(
            "bad-signature",
            "a part of small order in R, which only a check that multiplies by eight lets pass",
            SIGNING,
            message,
            _with_small_part_in_r(message),
        ),
        _signature(
            "bad-signature",
            "a part of small order in the key, which only a check that multiplies by eight lets pass",
            mixed_key,
            message,
            mixed_signature,
        ),
    ]


def _second_forms() -> list[Case]:
    """Return what libraries are known to differ on: an equation that holds, in a form that must not be taken."""
    message = b"a message"
    good = KEYS.sign(labels.AUTH, message)
    r, s = good[:32], int.from_bytes(good[32:], "little")
    wrong = {
        "eight times the group's order added to s": r + (s + 8 * curve.L).to_bytes(32, "little"),
        "the highest bit of s set": r + (s | 1 << 255).to_bytes(32, "little"),
        "an s of all ones": r + b"\xff" * 32,
        "an s that is the group's order": r + curve.L.to_bytes(32, "little"),
        "an s in the other order of bytes": r + good[:31:-1],
        "the other sign of R": r[:31] + bytes([r[31] ^ 0x80]) + good[32:],
        "R and s in the other order": good[32:] + r,
        "R alone": r,
        "an R that is no point": _answer(curve.encoded(2), 0, SIGNING, message),
        "the identity as R in a second encoding, with an s that fits": _answer(
            curve.encoded(curve.P + 1), 0, SIGNING, message
        ),
        "the identity as R with a sign, with an s that fits": _answer(curve.encoded(1, 1), 0, SIGNING, message),
        "an R of order 2, which only a check that multiplies by eight lets pass": _answer(
            curve.encoded(curve.P - 1), 0, SIGNING, message
        ),
        "an R of order 4, which only a check that multiplies by eight lets pass": _answer(
            curve.encoded(0), 0, SIGNING, message
        ),
    }
    return [_signature("bad-signature", name, SIGNING, message, signature) for name, signature in wrong.items()]


def _signature(expect: str, name: str, signing: bytes, message: bytes, signature: bytes, label: str = "auth") -> Case:
    return case(expect, name, do="verify", signing=signing, label=label, message=message, signature=signature)


def _with_small_part_in_r(message: bytes) -> bytes:
    small = next(point for point in sorted(curve.torsion()) if point[1] == ORDER_8_Y[0])
    r = curve.compress(curve.add(curve.times(7, curve.BASE), small))
    return _answer(r, 7, SIGNING, message)


def _with_small_part_in_key(message: bytes) -> tuple[bytes, bytes]:
    """Return a key and a signature; the nonce is the first whose challenge leaves the small part in place."""
    small = next(point for point in sorted(curve.torsion()) if point[1] == ORDER_8_Y[0])
    key = curve.compress(curve.add(curve.times(_scalar(), curve.BASE), small))
    nonce = next(n for n in range(1, 100) if _challenge(curve.compress(curve.times(n, curve.BASE)), key, message) % 2)
    return key, _answer(curve.compress(curve.times(nonce, curve.BASE)), nonce, key, message)


def _answer(r: bytes, nonce: int, key: bytes, message: bytes) -> bytes:
    s = (nonce + _challenge(r, key, message) * _scalar()) % curve.L
    return r + s.to_bytes(32, "little")


def _challenge(r: bytes, key: bytes, message: bytes) -> int:
    return int.from_bytes(sha512(r + key + labels.AUTH + message).digest(), "little") % curve.L


def _scalar() -> int:
    digest = sha512(KEYS.secret[:32]).digest()[:32]
    return int.from_bytes(digest, "little") & (2**254 - 8) | 2**254


def _papers() -> list[Case]:
    found = []
    for name, entropy in {"entropy of zeros": bytes(32), "entropy that counts": bytes(range(32))}.items():
        keys = paper_keys(entropy)
        secret = {"seed": keys.secret[:32], "scalar": keys.secret[32:]}
        public = {"signing": keys.public.signing, "agreement": keys.public.agreement, "device": keys.public.device}
        found.append(case("success", name, do="paper", entropy=entropy, **secret, **public))
    lengths = {"entropy of 16 bytes": 16, "entropy of 33 bytes": 33}
    return found + [case("bad-key", name, do="paper", entropy=bytes(length)) for name, length in lengths.items()]


def _commitments() -> list[Case]:
    key = EpochKey(bytes(range(32)))
    return [
        case("success", "an epoch key", do="commit", epoch_key=key.secret, commitment=key.commitment()),
        case("bad-key", "an epoch key of 31 bytes", do="commit", epoch_key=key.secret[:-1]),
        case("bad-key", "an epoch key of 33 bytes", do="commit", epoch_key=key.secret + b"\0"),
    ]
