"""What the second client knows of FORMAT.md: keys, boxes, the roster, segments, and which of them count.

Written from that page alone, it imports nothing of Twoway. What a reader must refuse is a ``RefusedError``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated, Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from mnemonic import Mnemonic
from msgspec import Meta, MsgspecError, defstruct, msgpack

BUCKETS = [512 << power for power in range(10)]
ROSTER_ENTRY_BYTES, ROSTER_ENTRIES, MEMBERS = 16 << 10, 1024, 64
SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
FAULTS = (InvalidSignature, InvalidTag, MsgspecError, ValueError, TypeError, LookupError, RecursionError)
P = 2**255 - 19
Y_OF_ORDER_8 = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
ANOTHER_Y = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
U_OF_ORDER_8 = "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"
ANOTHER_U = "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"
SMALL_Y = {0, 1, P - 1, *(int.from_bytes(bytes.fromhex(y), "little") for y in (Y_OF_ORDER_8, ANOTHER_Y))}
SMALL_U = {0, 1, P - 1, *(int.from_bytes(bytes.fromhex(u), "little") for u in (U_OF_ORDER_8, ANOTHER_U))}


def array(name: str, fields: str, *types: Any, tag: str | None = None, kept: bool = False) -> Any:
    """Make the type of a msgpack array with these fields, and no more unless it is kept as it came."""
    named = list(zip(fields.split(), types, strict=True))
    return defstruct(name, named, frozen=True, array_like=True, forbid_unknown_fields=not kept, tag=tag)


Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]
Int = Annotated[int, Meta(ge=0, lt=2**53)]
Number = Annotated[int, Meta(ge=1, lt=2**53)]
# FORMAT 3
At = Annotated[int, Meta(gt=-(2**53), lt=2**53)]
Offset = Annotated[int, Meta(ge=-1080, le=1080)]
Type = Annotated[str, Meta(min_length=1, max_length=64)]
Entry = array("Entry", "id at offset batch type fields", Id, At, Offset, Id | None, Type, Any, kept=True)
# FORMAT 4
NAMES = "format journal device chain number previous count content roster seen"
Count = Annotated[int, Meta(ge=0, le=512)]
Header = array("Header", NAMES, Int, Id, Id, Id, Number, Hash, Count, Hash, Hash, Hash)
Items = Annotated[list[tuple[bytes, bytes]], Meta(max_length=512)]
Text = tuple[Items, Id, Annotated[list[tuple[Id, Id, Number, Hash]], Meta(max_length=512)]]
# FORMAT 6
NAMES = "format salt signing agreement commitment boxes"
Genesis = array("Genesis", NAMES, Int, Hash, Hash, Hash, Hash, Hash, tag="genesis")
NAMES = "format journal previous signer signing agreement name boxes"
Name = Annotated[bytes, Meta(max_length=256)]
Added = array("Added", NAMES, Int, Id, Hash, Id, Hash, Hash, Name, Hash, tag="device.added")
Cutoffs = Annotated[list[tuple[Id, Number, Hash]], Meta(max_length=100)]
SomeIds, Ids = Annotated[list[Id], Meta(min_length=1, max_length=64)], Annotated[list[Id], Meta(max_length=64)]
SealedKey = Annotated[bytes, Meta(min_length=80, max_length=80)]
NAMES = "format journal previous signer revoked cutoffs commitment previous_key boxes"
Revoked = array("Revoked", NAMES, Int, Id, Hash, Id, SomeIds, Cutoffs, Hash, SealedKey, Hash, tag="device.revoked")
NAMES = "format journal previous signer commitment previous_key boxes"
Rotated = array("Rotated", NAMES, Int, Id, Hash, Id, Hash, SealedKey, Hash, tag="epoch.rotated")
NAMES = "format journal previous signer signing agreement revoked commitment previous_key boxes"
OF_REPLACED = (Int, Id, Hash, Id, Hash, Hash, Ids, Hash, SealedKey, Hash)
Replaced = array("Replaced", NAMES, *OF_REPLACED, tag="paper.replaced")
Boxes = tuple[Annotated[list[tuple[Id, Annotated[bytes, Meta(max_length=128)]]], Meta(max_length=64)]]
RosterEntry = tuple[Annotated[bytes, Meta(max_length=8192)], bytes, bytes, bytes]


class RefusedError(Exception):
    """What came is not what the pages allow."""


def require(good: bool, otherwise: str) -> None:
    """Refuse, with these words, what is not good."""
    if not good:
        raise RefusedError(otherwise)


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Say of what it was that something inside is refused."""
    try:
        yield
    except (*FAULTS, RefusedError) as fault:
        raise RefusedError(f"{what}: {str(fault) or 'it does not fit'}") from None


def label(name: str) -> bytes:
    """Give the label that stands before whatever is hashed, signed or derived under this name (FORMAT 1)."""
    return b"twoway/1/" + name.encode() + b"\0"


def digest(name: str, *parts: bytes) -> bytes:
    """Hash the parts under the label of this name."""
    return sha256(label(name) + b"".join(parts)).digest()


def canonical(data: bytes, kind: Any, what: str) -> Any:
    """Decode one value of this kind, or refuse it."""
    with refusing(f"malformed: {what}"):
        value = msgpack.decode(data, type=kind)
        require(msgpack.encode(value) == data, "not canonical")
    return value


def open_sealed(key: bytes, under: bytes, context: bytes, sealed: bytes) -> bytes:
    """Open what was sealed under a symmetric key and this label."""
    own = HKDF(SHA256(), 32, sealed[:32], under + sha256(context).digest()).derive(key)
    with refusing("sealed bytes"):
        require(len(sealed) >= 48, "cut short")
        return AESGCM(own).decrypt(bytes(12), sealed[32:], context)


def open_box(key: X25519PrivateKey, info: bytes, box: bytes) -> bytes:
    """Open a box with a private key."""
    with refusing("a box"):
        return SUITE.decrypt(box, key, info)


def check_signature(key: bytes, signature: bytes, message: bytes, what: str) -> None:
    """Refuse a signature that is not of this key over this message."""
    with refusing(f"the signature of {what}"):
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)


def check_keys(signing: bytes, agreement: bytes) -> None:
    """Refuse public keys that are not reduced or of small order."""
    y, u = int.from_bytes(signing, "little") & (2**255 - 1), int.from_bytes(agreement, "little")
    require(len(signing) == 32 and y < P and y not in SMALL_Y, "a signing key is no good")
    require(len(agreement) == 32 and u < P and u not in SMALL_U, "an agreement key is no good")


def unpad(padded: bytes, width: int) -> bytes:
    """Take a text out of its padding: its length in so many bytes, the text, zeros."""
    end = width + int.from_bytes(padded[:width], "big")
    require(end <= len(padded) and not any(padded[end:]), "it is not padded with zeros")
    return padded[width:end]


class Device:
    """A device: its private keys, and the id that the public ones make (FORMAT 2)."""

    def __init__(self, seed: bytes, scalar: bytes) -> None:
        self.signing = Ed25519PrivateKey.from_private_bytes(seed)
        self.agreement = X25519PrivateKey.from_private_bytes(scalar)
        self.public = [key.public_key().public_bytes_raw() for key in (self.signing, self.agreement)]
        self.id = digest("device", *self.public)[:16]

    @classmethod
    def of_paper(cls, words: str) -> Device:
        """Derive the device that the 24 words of a paper key are (FORMAT 5)."""
        with refusing("these are not the words of a paper key"):
            entropy = bytes(Mnemonic("english").to_entropy(words.split()))
            require(len(entropy) == 32, "it has 24")
        return cls(*(HKDF(SHA256(), 32, b"", label(name)).derive(entropy) for name in ("paper/sign", "paper/agree")))


@dataclass
class Member:
    """A device of the roster (FORMAT 6): since which entry, how old, until which entry, and what of it counts."""

    signing: bytes
    number: int
    rank: int
    paper: bool
    revoked: int | None = None
    cutoffs: list[tuple[bytes, int, bytes]] = field(default_factory=list)


class Roster:
    """The verified roster of a journal (FORMAT 6), for one of its devices."""

    def __init__(self, journal: bytes, reader: Device) -> None:
        self.journal, self.reader = journal, reader
        self.hashes: list[bytes] = []
        self.signers: list[bytes] = []
        self.members: dict[bytes, Member] = {}
        self.keys: set[bytes] = set()
        self.epochs: list[Any] = []  # the entry with which each began
        self.began: list[int] = []
        self.boxes: list[tuple[bytes, bytes] | None] = []  # the reader's first one of each epoch: its info, and itself

    @property
    def head(self) -> bytes:
        """The hash of the last entry."""
        return self.hashes[-1] if self.hashes else bytes(32)

    def extend(self, data: bytes) -> None:
        """Check the next entry and add it, or refuse it."""
        number = len(self.hashes)
        what = f"roster entry {number + 1}"
        require(len(data) <= ROSTER_ENTRY_BYTES and number < ROSTER_ENTRIES, f"malformed: {what} is too much")
        statement, signature, countersignature, boxes = canonical(data, RosterEntry, what)
        new = canonical(statement, Genesis | Added | Revoked | Rotated | Replaced, what)
        require(new.format == 1, f"unsupported: {what} has another format number")
        require(digest("boxes", boxes) == new.boxes, f"{what} came with other boxes")
        own_hash, before = digest("roster", statement), self.journal + self.head
        if isinstance(new, Genesis):
            require(number == 0 and own_hash[:16] == self.journal, f"{what} is not the genesis of this journal")
            self.signers.append(self._join(new, 0, what))
            before = bytes(16) + new.salt
        else:
            self._follow(new, countersignature, what)
        by = self.members[self.signers[-1]]
        check_signature(by.signing, signature, label("roster") + statement, what)
        require(bool(countersignature) == isinstance(new, Added | Replaced), f"{what} is countersigned, or is not")
        if not isinstance(new, Added):
            self.epochs.append(new)
            self.began.append(number)
            self.boxes.append(None)
        self._find_box(before, canonical(boxes, Boxes, f"the boxes of {what}")[0])
        self.hashes.append(own_hash)
        standing = sum(member.revoked is None for member in self.members.values())
        require(0 < standing <= MEMBERS, f"{what} leaves nobody or too many in good standing")

    def _follow(self, new: Any, countersignature: bytes, what: str) -> None:
        follows = bool(self.hashes) and new.journal == self.journal and new.previous == self.head
        require(follows, f"{what} does not follow the entry before it in this journal")
        signer = self.members.get(new.signer)
        require(signer is not None and signer.revoked is None, f"the signer of {what} is not in good standing")
        assert signer is not None
        self.signers.append(new.signer)
        papers = {device for device, member in self.members.items() if member.paper}
        require(isinstance(new, Revoked) or set(getattr(new, "revoked", ())) <= papers, f"{what} revokes a device")
        if isinstance(new, Added | Replaced):
            self._join(new, signer.rank if isinstance(new, Replaced) else len(self.hashes), what)
            message = label("join") + self.journal + new.signer + new.signing + new.agreement
            check_signature(new.signing, countersignature, message, f"the newcomer of {what}")
        for device in getattr(new, "revoked", ()):
            member = self.members.get(device)
            require(member is not None and member.revoked is None, f"{what} revokes who is not in good standing")
            assert member is not None
            require(device == new.signer or signer.rank <= member.rank, f"{what} revokes an elder device")
            member.revoked, member.cutoffs = len(self.hashes), list(getattr(new, "cutoffs", ()))

    def _join(self, new: Any, rank: int, what: str) -> bytes:
        check_keys(new.signing, new.agreement)
        require(not self.keys & {new.signing, new.agreement}, f"the newcomer of {what} has a key of a member")
        device = digest("device", new.signing, new.agreement)[:16]
        self.members[device] = Member(new.signing, len(self.hashes), rank, not isinstance(new, Added))
        self.keys |= {new.signing, new.agreement}
        return device

    def _find_box(self, before: bytes, boxes: list[tuple[bytes, bytes]]) -> None:
        for recipient, box in boxes:
            if recipient == self.reader.id and self.boxes[-1] is None:
                self.boxes[-1] = label("box") + before + recipient, box

    def epoch_keys(self) -> list[bytes]:
        """Open the keys of all epochs, oldest first."""
        keys = self.held_keys()
        require(len(keys) == len(self.epochs), "the key of an epoch was not given to this device")
        return [keys[epoch] for epoch in sorted(keys)]

    def held_keys(self) -> dict[int, bytes]:
        """Open the keys that were given, by epoch: each in a box of its own epoch, or under that of a later one."""
        keys: dict[int, bytes] = {}
        for epoch in reversed(range(len(self.epochs))):
            with suppress(RefusedError):
                keys = self._fitting(self._in_box(epoch), [epoch]) | keys
            with suppress(RefusedError):
                keys = self._fitting(self._under(epoch, keys), range(epoch)) | keys
        require(bool(keys), "no box of the roster is for this device")
        return keys

    def _in_box(self, epoch: int) -> bytes:
        info, box = self.boxes[epoch] or (b"", b"")
        return open_box(self.reader.agreement, info, box)

    def _under(self, epoch: int, keys: Mapping[int, bytes]) -> bytes:
        require(epoch > 0 and epoch in keys, "nothing lies under a key that is not here")
        context = self.journal + self.hashes[self.began[epoch] - 1]
        return open_sealed(keys[epoch], label("epoch"), context, self.epochs[epoch].previous_key)

    def _fitting(self, key: bytes, epochs: Iterable[int]) -> dict[int, bytes]:
        """Return ``key`` by those of ``epochs`` that it was committed to for."""
        digested = digest("epoch", key) if len(key) == 32 else b""
        return {epoch: key for epoch in epochs if digested == self.epochs[epoch].commitment}

    def epoch_of(self, entry: bytes) -> int:
        """Tell which epoch that entry is of."""
        return bisect_right(self.began, self.hashes.index(entry)) - 1


def preferred(one: Roster, other: Roster) -> Roster:
    """Choose the roster that counts: the longer one, or the winning branch of a fork (FORMAT 6)."""
    require(one.journal == other.journal, "two journals have no roster in common")
    split = sum(left == right for left, right in zip(one.hashes, other.hashes, strict=False))
    if split == min(len(one.hashes), len(other.hashes)):
        return max(one, other, key=lambda roster: len(roster.hashes))

    def standing(roster: Roster) -> tuple[tuple[int, int], int, bytes]:
        members = [roster.members[device] for device in roster.signers[split:]]
        ages = [(member.rank, member.number) for member in members]
        return min(ages), -ages.count(min(ages)), roster.hashes[split]

    return min(one, other, key=standing)


class Segment:
    """A segment (FORMAT 4), as it came and with its header decoded."""

    def __init__(self, header: bytes, signature: bytes, body: bytes) -> None:
        require(2 <= len(header) <= 256, "malformed: a header is too short or too long")
        require(header[1] == 1, "unsupported: a segment has another format number")
        self.header = canonical(header, Header, "a header")
        self.sent = (header, signature, body)
        self.hash = sha256(header + signature).digest()
        self.name = f"segment {self.header.number} of chain {self.header.chain.hex()[:8]}"

    def check(self, journal: bytes, signers: Mapping[bytes, bytes]) -> None:
        """Check what can be checked without the epoch key; the signers are the signing keys of devices."""
        header, signature, body = self.sent
        require(len(body) - 48 in BUCKETS, f"the body of {self.name} fills no bucket")
        require(self.header.journal == journal, f"{self.name} is of another journal")
        require(self.header.device in signers, f"the author of {self.name} is not in the roster")
        check_signature(signers[self.header.device], signature, label("header") + header, self.name)

    def open(self, epoch_key: bytes) -> tuple[list[tuple[bytes, bytes]], list[tuple[bytes, bytes, int, bytes]]]:
        """Open the body, check it against the header, and give its items and what its author had seen."""
        with refusing(f"the body of {self.name}"):
            text = unpad(open_sealed(epoch_key, label("body"), self.sent[0], self.sent[2]), 4)
            items, blind, seen = canonical(text, Text, "its text")
            held = (len(items), content_of(items), digest("seen", blind, msgpack.encode(seen)))
            promised = (self.header.count, self.header.content, self.header.seen)
            require(held == promised, "its count, content or seen records are not those of the header")
        return items, seen


def content_of(items: list[tuple[bytes, bytes]]) -> bytes:
    """Hash the leaves of all items; of a destroyed entry only the leaf is left, and the id of its erasure."""
    good = all(len(blind) == 16 or (not blind and len(entry) == 48) for blind, entry in items)
    require(good, "an item is neither a blind with its entry nor a leaf")
    return digest("content", *(digest("leaf", blind, entry) if blind else entry[:32] for blind, entry in items))


def within(key: bytes, own: Any, author: Member, headers: Mapping[bytes, Any]) -> bool | None:
    """Tell whether a segment of a revoked author is within its cut-offs; None while it cannot be told (FORMAT 7)."""
    answers: list[bool | None] = []
    for _, listed, found in (cutoff for cutoff in author.cutoffs if cutoff[0] == own.chain):
        at, number = found, listed
        while number > own.number and at in headers:
            at, number = headers[at].previous, number - 1
        answers.append(None if number > own.number else number == own.number and at == key)
    return True if True in answers else None if None in answers else False


def verdict(key: bytes, own: Any, roster: Roster, accepted: Mapping[bytes, Any], headers: Mapping[bytes, Any]) -> str:
    """Judge the header of a segment by the roster and by those accepted so far (FORMAT 7)."""
    if own.roster not in roster.hashes:
        return "waiting"
    cited, author = roster.hashes.index(own.roster), roster.members.get(own.device)
    if own.journal != roster.journal or author is None or author.number > cited:
        return "quarantined"
    if author.revoked is not None:
        inside = author.revoked > cited and within(key, own, author, headers)
        if not inside:
            return "waiting" if inside is None else "quarantined"
    if own.number == 1:
        good = own.chain == digest("chain", own.journal, own.device, own.previous)[:16]
    elif own.previous not in accepted:
        return "waiting"
    else:
        old = accepted[own.previous]
        follows = (old.chain, old.device, old.number + 1) == (own.chain, own.device, own.number)
        good = follows and roster.hashes.index(old.roster) <= cited
    return "accepted" if good else "quarantined"


def judge(headers: Mapping[bytes, Any], roster: Roster) -> dict[bytes, str]:
    """Judge all segments by their headers, in whatever order they came."""
    accepted: dict[bytes, Any] = {}
    for key in sorted(headers, key=lambda key: int(headers[key].number)):
        if verdict(key, headers[key], roster, accepted, headers) == "accepted":
            accepted[key] = headers[key]
    return {key: verdict(key, header, roster, accepted, headers) for key, header in headers.items()}


def forked(accepted: Iterable[Segment]) -> set[bytes]:
    """Name the chains that have two accepted segments with one number."""
    places = Counter((segment.header.chain, segment.header.number) for segment in accepted)
    return {chain for (chain, _), count in places.items() if count > 1}
