"""A second client: pull a journal with its paper key, check all of it, and print its entries.

Written from FORMAT.md and PROTOCOL.md alone, it imports nothing of Twoway and shows whether the two pages suffice. The
24 words come on standard input. The entries go to standard output as lines of JSON, in the order of the journal; a
summary goes to standard error. What a reader must refuse ends it with status 1, before anything is shown.

    python -m tests.second_client http://127.0.0.1:8470 [JOURNAL-ID] < words
"""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlsplit

from msgspec import Meta, msgpack

from .second_format import (
    BUCKETS,
    ROSTER_ENTRY_BYTES,
    Device,
    Entry,
    Hash,
    Id,
    Int,
    Number,
    RefusedError,
    Roster,
    Segment,
    Signature,
    canonical,
    forked,
    judge,
    label,
    refusing,
    require,
)

REPLY_BYTES, ENTRY_BYTES = 2 << 20, 128 << 10
MEDIA = "application/vnd.twoway+msgpack"
# PROTOCOL 4 and 5
Vector = Annotated[list[tuple[Id, Annotated[list[tuple[Number, Hash]], Meta(max_length=64)]]], Meta(max_length=8192)]
Body = Annotated[bytes, Meta(max_length=BUCKETS[-1] + 48)]
WireSegment = tuple[Annotated[bytes, Meta(max_length=256)], Signature, Body]
Run = Annotated[list[Annotated[bytes, Meta(max_length=ROSTER_ENTRY_BYTES)]], Meta(max_length=1024)]
Journals = tuple[Annotated[list[Id], Meta(max_length=16)]]
SyncReply = tuple[Run, Vector, Annotated[list[WireSegment], Meta(max_length=2048)], bool]


class Server:
    """A server, for one device of one journal (PROTOCOL 1, 2, 5 and 6). A paper key finds its journal."""

    def __init__(self, url: str, journal: bytes, device: Device) -> None:
        parts = urlsplit(url)
        secure, host = parts.scheme == "https", parts.hostname or ""
        require(secure or host in ("localhost", "127.0.0.1", "::1"), "only https, or http to this computer")
        self.id = f"{parts.scheme}://{parts.netloc.lower().removesuffix(':443' if secure else ':80')}"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        self._connection, self._device = kind(host, parts.port, timeout=30), device
        self.journal = journal or self._find()

    def _find(self) -> bytes:
        """Ask for the journal of a paper key, which must be of one."""
        paper, path = self._device, f"/v1/papers/{self._device.id.hex()}"
        (nonce,) = self._post(f"{path}/challenge", [paper.id], tuple[Hash])
        signature = paper.signing.sign(label("find") + msgpack.encode([self.id, paper.id, nonce]))
        (found,) = self._post(f"{path}/journals", [*paper.public, nonce, signature], Journals)
        require(len(found) == 1, f"the server knows {len(found)} journals of this paper key")
        return bytes(found[0])

    def sync(self, roster: bytes, vector: list[tuple[bytes, list[tuple[int, bytes]]]]) -> Any:
        """Ask for a page of what is not held, with a token of its own, so that none can grow old."""
        device = self._device
        path = f"/v1/journals/{self.journal.hex()}"
        (nonce,) = self._post(f"{path}/challenge", [device.id], tuple[Hash])
        signature = device.signing.sign(label("auth") + msgpack.encode([self.id, self.journal, device.id, nonce]))
        token, _ = self._post(f"{path}/token", [device.id, nonce, signature], tuple[Hash, Int])
        return self._post(f"{path}/sync", [roster, vector], SyncReply, {"Authorization": f"Bearer {token.hex()}"})

    def _post(self, path: str, message: object, kind: Any, headers: Mapping[str, str] | None = None) -> Any:
        route = path.rpartition("/")[2]
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
        signers = {device: member.signing for device, member in roster.members.items()}
        fresh = {segment.hash: segment for segment in (Segment(*sent) for sent in page)}
        for segment in fresh.values():
            segment.check(roster.journal, signers)
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
    keys = roster.epoch_keys()
    verdicts = judge({key: segment.header for key, segment in segments.items()}, roster)
    accepted = [segments[key] for key, word in verdicts.items() if word == "accepted"]
    opened = [segment.open(keys[roster.epoch_of(segment.header.roster)]) for segment in accepted]
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
        _, url, *names = sys.argv
        reader = Device.of_paper(sys.stdin.read())
        server = Server(url, bytes.fromhex("".join(names)), reader)
        entries, summary = read_journal(server, Roster(server.journal, reader))
    except (ValueError, RefusedError) as fault:
        sys.stderr.write(f"refused: {fault}\n")
        return 1
    for entry in entries:
        sys.stdout.write(json.dumps(entry) + "\n")
    sys.stderr.write(json.dumps(summary) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
