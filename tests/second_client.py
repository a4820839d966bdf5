"""A second client: pull a journal with its paper key, check all of it, and print its entries.

Written from FORMAT.md and PROTOCOL.md alone, it imports nothing of Twoway and shows whether the two pages suffice. The
24 words come on standard input. The entries go to standard output as lines of JSON, in the order of the journal; a
summary goes to standard error. What a reader must refuse ends it with status 1, before anything is shown.

    second_client.py http://127.0.0.1:8470 JOURNAL-ID < words
"""

from __future__ import annotations

import http.client
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlsplit

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
REPLY_BYTES, ENTRY_BYTES, ROSTER_ENTRY_BYTES, ROSTER_ENTRIES = 2 << 20, 128 << 10, 16 << 10, 1024
MEDIA = "application/vnd.twoway+msgpack"
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
Name = Annotated[bytes, Meta(min_length=112, max_length=112)]
Added = array("Added", NAMES, Int, Id, Hash, Id, Hash, Hash, Name, Hash, tag="device.added")
Boxes = tuple[list[tuple[Id, Annotated[bytes, Meta(min_length=80, max_length=80)]]]]
RosterEntry = tuple[Annotated[bytes, Meta(max_length=1024)], bytes, bytes, bytes]
# PROTOCOL 4 and 5
Vector = Annotated[list[tuple[Id, Annotated[list[tuple[Number, Hash]], Meta(max_length=64)]]], Meta(max_length=8192)]
Body = Annotated[bytes, Meta(max_length=BUCKETS[-1] + 48)]
WireSegment = tuple[Annotated[bytes, Meta(max_length=256)], Signature, Body]
Run = Annotated[list[Annotated[bytes, Meta(max_length=ROSTER_ENTRY_BYTES)]], Meta(max_length=1024)]
SyncReply = tuple[Run, Vector, Annotated[list[WireSegment], Meta(max_length=2048)], bool]


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
        keys = (self.signing.public_key(), self.agreement.public_key())
        self.id = digest("device", *(key.public_bytes_raw() for key in keys))[:16]

    @classmethod
    def of_paper(cls, words: str) -> Device:
        """Derive the device that the 24 words of a paper key are (FORMAT 5)."""
        with refusing("these are not the words of a paper key"):
            entropy = bytes(Mnemonic("english").to_entropy(words.split()))
            require(len(entropy) == 32, "it has 24")
        return cls(*(HKDF(SHA256(), 32, b"", label(name)).derive(entropy) for name in ("paper/sign", "paper/agree")))


class Roster:
    """The verified roster of a journal (FORMAT 6), for one of its devices."""

    def __init__(self, journal: bytes, reader: Device) -> None:
        self.journal, self.reader = journal, reader
        self.head, self.commitment, self.epoch_key = bytes(32), b"", b""
        self.numbers: dict[bytes, int] = {}  # of entries by their hash, and of devices by their id
        self.signers: dict[bytes, bytes] = {}
        self.keys: set[bytes] = set()

    def extend(self, data: bytes) -> None:
        """Check the next entry and add it, or refuse it."""
        number = len(self.signers)
        what = f"roster entry {number + 1}"
        require(len(data) <= ROSTER_ENTRY_BYTES and number < ROSTER_ENTRIES, f"malformed: {what} is too much")
        statement, signature, countersignature, boxes = canonical(data, RosterEntry, what)
        new = canonical(statement, Genesis | Added, what)
        require(new.format == 1, f"unsupported: {what} has another format number")
        check_keys(new.signing, new.agreement)
        own_hash = digest("roster", statement)
        if isinstance(new, Genesis):
            require(number == 0 and own_hash[:16] == self.journal, f"{what} is not the genesis of this journal")
            require(not countersignature, f"{what} is a genesis with a countersignature")
            signer, box_info, self.commitment = new.signing, bytes(16) + new.salt, new.commitment
        else:
            self._check_added(new, countersignature, what)
            signer, box_info = self.signers[new.signer], self.journal + self.head
        check_signature(signer, signature, label("roster") + statement, what)
        require(digest("boxes", boxes) == new.boxes, f"{what} came with other boxes")
        for recipient, box in canonical(boxes, Boxes, f"the boxes of {what}")[0]:
            if recipient == self.reader.id:
                self.epoch_key = open_box(self.reader.agreement, label("box") + box_info + recipient, box)
                promised = digest("epoch", self.epoch_key) == self.commitment
                require(promised, f"the box of {what} holds another key than the one committed to")
        device = digest("device", new.signing, new.agreement)[:16]
        self.head, self.signers[device] = own_hash, new.signing
        self.numbers |= {own_hash: number, device: number}
        self.keys |= {new.signing, new.agreement}

    def _check_added(self, new: Any, countersignature: bytes, what: str) -> None:
        follows = bool(self.signers) and new.journal == self.journal and new.previous == self.head
        require(follows, f"{what} does not follow the entry before it in this journal")
        require(new.signer in self.signers, f"the signer of {what} is not in the roster")
        require(not self.keys & {new.signing, new.agreement}, f"the newcomer of {what} has a key of a member")
        message = label("join") + self.journal + new.signer + new.signing + new.agreement
        check_signature(new.signing, countersignature, message, f"the newcomer of {what}")


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
    """Hash the leaves of all items; of a destroyed entry only the leaf is left."""
    good = all(len(blind) == 16 or (not blind and len(entry) == 32) for blind, entry in items)
    require(good, "an item is neither a blind with its entry nor a leaf")
    return digest("content", *(digest("leaf", blind, entry) if blind else entry for blind, entry in items))


def verdict(own: Any, roster: Roster, accepted: Mapping[bytes, Any]) -> str:
    """Judge the header of a segment by the roster and by those accepted so far (FORMAT 7)."""
    cited = roster.numbers.get(own.roster, -1)
    if cited < 0 and own.journal == roster.journal:
        return "waiting"
    good = own.journal == roster.journal and roster.numbers.get(own.device, ROSTER_ENTRIES) <= cited
    if own.number == 1:
        good = good and own.chain == digest("chain", own.journal, own.device, own.previous)[:16]
    elif good and own.previous not in accepted:
        return "waiting"
    elif good:
        old = accepted[own.previous]
        follows = (old.chain, old.device, old.number + 1) == (own.chain, own.device, own.number)
        good = follows and roster.numbers[old.roster] <= cited
    return "accepted" if good else "quarantined"


def judge(headers: Mapping[bytes, Any], roster: Roster) -> dict[bytes, str]:
    """Judge all segments by their headers, in whatever order they came."""
    accepted: dict[bytes, Any] = {}
    for key in sorted(headers, key=lambda key: int(headers[key].number)):
        if verdict(headers[key], roster, accepted) == "accepted":
            accepted[key] = headers[key]
    return {key: verdict(header, roster, accepted) for key, header in headers.items()}


def forked(accepted: Iterable[Segment]) -> set[bytes]:
    """Name the chains that have two accepted segments with one number."""
    places = Counter((segment.header.chain, segment.header.number) for segment in accepted)
    return {chain for (chain, _), count in places.items() if count > 1}


class Server:
    """A server, for one device of one journal (PROTOCOL 1, 2 and 5)."""

    def __init__(self, url: str, journal: bytes, device: Device) -> None:
        parts = urlsplit(url)
        secure, host = parts.scheme == "https", parts.hostname or ""
        require(secure or host in ("localhost", "127.0.0.1", "::1"), "only https, or http to this computer")
        self.id = f"{parts.scheme}://{parts.netloc.lower().removesuffix(':443' if secure else ':80')}"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        self._connection, self._journal, self._device = kind(host, parts.port, timeout=30), journal, device

    def sync(self, roster: bytes, vector: list[tuple[bytes, list[tuple[int, bytes]]]]) -> Any:
        """Ask for a page of what is not held, with a token of its own, so that none can grow old."""
        device = self._device
        (nonce,) = self._post("challenge", [device.id], tuple[Hash])
        signature = device.signing.sign(label("auth") + msgpack.encode([self.id, self._journal, device.id, nonce]))
        token, _ = self._post("token", [device.id, nonce, signature], tuple[Hash, Int])
        return self._post("sync", [roster, vector], SyncReply, {"Authorization": f"Bearer {token.hex()}"})

    def _post(self, route: str, message: object, kind: Any, headers: Mapping[str, str] | None = None) -> Any:
        path = f"/v1/journals/{self._journal.hex()}/{route}"
        try:
            self._connection.request("POST", path, msgpack.encode(message), {"Content-Type": MEDIA, **(headers or {})})
            reply = self._connection.getresponse()
            data = reply.read(REPLY_BYTES + 1)
        except (OSError, http.client.HTTPException) as fault:
            raise RefusedError(f"no server answers: {fault}") from None
        ours = reply.headers["Content-Type"] == MEDIA and len(data) <= REPLY_BYTES
        require(ours, f"the reply to {route} is not one of the protocol")
        word = "" if reply.status == 200 else canonical(data, tuple[str], f"the refusal of {route}")[0]
        require(not word, f"the server answers {route} with {reply.status} {word}")
        return canonical(data, kind, f"the reply to {route}")


def vector_of(segments: Mapping[bytes, Segment]) -> list[tuple[bytes, list[tuple[int, bytes]]]]:
    """Name the last segment of each chain, and of each branch of it."""
    heads: dict[bytes, list[tuple[int, bytes]]] = {}
    for key in segments.keys() - {segment.header.previous for segment in segments.values()}:
        heads.setdefault(segments[key].header.chain, []).append((segments[key].header.number, key))
    return sorted(heads.items())


def pull(server: Server, roster: Roster) -> dict[bytes, Segment]:
    """Pull roster and segments page by page, and check each as it comes."""
    segments: dict[bytes, Segment] = {}
    more, idle, vector = True, 0, []
    while more:
        entries, vector, page, more = server.sync(roster.head, vector_of(segments))
        for data in entries:
            roster.extend(data)
        fresh = {segment.hash: segment for segment in (Segment(*sent) for sent in page)}
        for segment in fresh.values():
            segment.check(roster.journal, roster.signers)
        idle = 0 if fresh.keys() - segments.keys() else idle + 1
        require(idle < 2 or not more, "the server promises more and sends nothing new")
        segments |= fresh
    held = all(key in segments for _, heads in vector for _, key in heads)
    require(held, "the server names a segment that it does not send")
    return segments


def read_entry(data: bytes) -> dict[str, Any]:
    """Read one entry (FORMAT 3), with hex digits for bytes."""
    with refusing("malformed: an entry"):
        entry = msgpack.decode(data, type=Entry)
        require(entry.id[6] >> 4 == 7 and entry.id[8] >> 6 == 2, "its id is no UUIDv7")
        require(len(data) <= ENTRY_BYTES, "it is too long")
        fields = json.loads(json.dumps(entry.fields, default=bytes.hex))
        return {"id": entry.id.hex(), "at": entry.at, "type": entry.type, "fields": fields}


def read_journal(server: Server, roster: Roster) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Pull, check and open a journal: its entries in their order, and a summary."""
    segments = pull(server, roster)
    require(len(roster.epoch_key) == 32, "no box of the roster is for this device")
    verdicts = judge({key: segment.header for key, segment in segments.items()}, roster)
    accepted = [segments[key] for key, word in verdicts.items() if word == "accepted"]
    opened = [segment.open(roster.epoch_key) for segment in accepted]
    items = {item for items, _ in opened for item in items}
    entries: list[dict[str, Any]] = []
    # Of two entries with one id, the one with the smaller hash comes first: references mean that one.
    distinct = sorted({entry for blind, entry in items if blind}, key=lambda entry: sha256(entry).digest())
    for data in distinct:
        with suppress(RefusedError):  # one that is malformed must not block the others
            entries.append(read_entry(data))
    erased = any(entry["type"] == "entry.erased" for entry in entries)
    require(erased or all(blind for blind, _ in items), "an entry is destroyed that nobody erased")
    summary = {word: list(verdicts.values()).count(word) for word in ("accepted", "waiting", "quarantined")}
    withheld = {record[3] for _, seen in opened for record in seen} - segments.keys()
    summary |= {"forked": len(forked(accepted)), "withheld": len(withheld), "malformed": len(distinct) - len(entries)}
    return sorted(entries, key=lambda entry: str(entry["id"])), summary


def main() -> int:
    """Print the entries of a journal, or say why not."""
    try:
        _, url, name = sys.argv
        journal, reader = bytes.fromhex(name), Device.of_paper(sys.stdin.read())
        entries, summary = read_journal(Server(url, journal, reader), Roster(journal, reader))
    except (ValueError, RefusedError) as fault:
        sys.stderr.write(f"refused: {fault}\n")
        return 1
    for entry in entries:
        sys.stdout.write(json.dumps(entry) + "\n")
    sys.stderr.write(json.dumps(summary) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
