"""What a reader does with each kind of golden vector: inputs in, what came out by name, or a typed refusal.

Another implementation does the same with the same files; nothing here knows how the vectors were made.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from twoway_core.clock import HybridClock, is_unreliable
from twoway_core.codec import Wire, decode_canonical, encode
from twoway_core.entry import decode_entry
from twoway_core.errors import CannotOpenError
from twoway_core.ids import DeviceId, JournalId, handle, id_counter, id_ms, make_entry_id, short
from twoway_core.sealing.boxes import open_box
from twoway_core.sealing.keys import DeviceKeys, DevicePublic, EpochKey
from twoway_core.sealing.replacing import Replacement, check_replacement, replacement_message
from twoway_core.sealing.segment import (
    Seen,
    Segment,
    chain_id,
    check_segment,
    content_hash,
    is_item,
    leaf,
    open_segment,
    pad,
    seen_hash,
    unpad,
)
from twoway_core.sealing.symmetric import open_sealed
from twoway_core.sync import messages
from twoway_core.sync.limits import MAX_REQUEST_BYTES
from twoway_core.trust.acceptance import accept
from twoway_core.trust.auth import auth_message, check_find, check_sign_in, find_message
from twoway_core.trust.epochs import open_epoch_keys
from twoway_core.trust.forks import is_fork, prefer, split_of
from twoway_core.trust.names import open_name
from twoway_core.trust.pairing import (
    SLOTS,
    Channel,
    Offer,
    Request,
    Reveal,
    check_code,
    check_reveal,
    public_of,
)
from twoway_core.trust.paper import paper_keys
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import decode_roster_entry

Judge = Callable[["Given"], dict[str, object]]


class Given(dict[str, Any]):
    """A case that notes which of its fields were read."""

    def __init__(self, case: dict[str, Any]) -> None:
        super().__init__(case)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """Return a field as it stands in the file."""
        self.read.add(name)
        return super().__getitem__(name)

    def hex(self, name: str) -> bytes:
        """Return a field that is bytes."""
        return bytes.fromhex(self[name])

    def public(self, name: str) -> DevicePublic:
        """Return a field that is a pair of public keys."""
        return public_from(self[name])


def public_from(pair: dict[str, str]) -> DevicePublic:
    """Return a pair of public keys, checked."""
    return DevicePublic(bytes.fromhex(pair["signing"]), bytes.fromhex(pair["agreement"]))


def entry_id(given: Given) -> dict[str, object]:
    """Take an id where an entry with it is taken, and make it again of its parts."""
    value = decode_entry(encode([given.hex("id"), 0, 0, None, "any", {}])).entry_id
    made = make_entry_id(given["ms"], given["counter"], int.from_bytes(given.hex("random"), "big"))
    assert made == value
    return {"ms": id_ms(value), "counter": id_counter(value), "handle": handle(value), "short": short(value)}


def clock(given: Given) -> dict[str, object]:
    """Run a clock from nothing: it sees ids and gives them out."""
    hybrid, done = HybridClock(), []
    for step in given["steps"]:
        now = step["now"]
        if "seen" in step:
            seen = bytes.fromhex(step["seen"])
            hybrid.observe(seen, now)
            done.append(step | {"unreliable": is_unreliable(seen, now)})
        else:
            done.append(step | {"id": hybrid.next(now, int(step["random"], 16)).hex()})
    return {"steps": done}


def chain(given: Given) -> dict[str, object]:
    """Name a chain after its beginning."""
    journal, device = JournalId(given.hex("journal")), DeviceId(given.hex("device"))
    return {"chain": chain_id(journal, device, given.hex("previous"))}


def public(given: Given) -> dict[str, object]:
    """Make a device of two keys."""
    return {"device": public_from(given).device}


def verify(given: Given) -> dict[str, object]:
    """Verify a signature over its label and a message; the agreement key plays no part."""
    keys = DevicePublic(given.hex("signing"), (9).to_bytes(32, "little"))
    keys.verify(f"twoway/1/{given['label']}".encode() + b"\0", given.hex("message"), given.hex("signature"))
    return {}


def paper(given: Given) -> dict[str, object]:
    """Make a device of a paper key's entropy."""
    keys = paper_keys(given.hex("entropy"))
    made: dict[str, object] = {"seed": keys.secret[:32], "scalar": keys.secret[32:], "device": keys.public.device}
    return made | {"signing": keys.public.signing, "agreement": keys.public.agreement}


def commitment(given: Given) -> dict[str, object]:
    """Commit to an epoch key."""
    return {"commitment": EpochKey(given.hex("epoch_key")).commitment()}


def symmetric(given: Given) -> dict[str, object]:
    """Open a sealed text."""
    return {"text": open_sealed(given.hex("key"), given.hex("label"), given.hex("context"), given.hex("sealed"))}


def entry(given: Given) -> dict[str, object]:
    """Decode an entry."""
    return msgspec.structs.asdict(decode_entry(given.hex("entry")))


def one_leaf(given: Given) -> dict[str, object]:
    """Hash an entry under its blind."""
    return {"leaf": leaf(given.hex("blind"), given.hex("entry"))}


def content(given: Given) -> dict[str, object]:
    """Hash items, if they are items."""
    pairs = [
        (each["blind"], each["entry"]) if "entry" in each else ("", each["leaf"] + each["erasure"])
        for each in given["items"]
    ]
    items = [(bytes.fromhex(blind), bytes.fromhex(data)) for blind, data in pairs]
    if not all(is_item(*item) for item in items):
        raise CannotOpenError("not an item")
    return {"content": content_hash(items)}


def what_was_seen(given: Given) -> dict[str, object]:
    """Hash what was seen under its blind."""
    seen = [
        Seen(bytes.fromhex(each["device"]), bytes.fromhex(each["chain"]), each["number"], bytes.fromhex(each["hash"]))
        for each in given["seen"]
    ]
    return {"hash": seen_hash(given.hex("blind"), seen)}


def padding(given: Given) -> dict[str, object]:
    """Take a text out of its padding, and put it back in."""
    text = unpad(given.hex("padded"))
    return {"text": text, "padded": pad(text)}


def segment(given: Given) -> dict[str, object]:
    """Check a segment, then open it; show nothing before both."""
    arrived = Segment(given.hex("header"), given.hex("signature"), given.hex("body"))
    check_segment(arrived, given.hex("journal"), given.public("author"))
    opened = open_segment(arrived, EpochKey(given.hex("epoch_key")))
    items = [
        {"blind": blind, "entry": data} if blind else {"leaf": data[:32], "erasure": data[32:]}
        for blind, data in opened.items
    ]
    return {"hash": arrived.hash, "fields": arrived.header, "items": items, "seen": opened.seen}


def replacing(given: Given) -> dict[str, object]:
    """Check a new body for a segment."""
    parts = (given.hex(name) for name in ("segment", "body", "device", "signature"))
    replacement = decode_canonical(Replacement, encode(list(parts)), MAX_REQUEST_BYTES)
    check_replacement(replacement, given.public("author"))
    return {"message": replacement_message(replacement.device, replacement.segment, replacement.body)}


def roster_from(given: Given) -> Roster:
    """Return the roster of the entries in a case."""
    return found([decode_roster_entry(bytes.fromhex(data)) for data in given["entries"]])


def roster(given: Given) -> dict[str, object]:
    """Make a roster of entries."""
    made = roster_from(given)
    members = [
        {"device": device, "number": each.number, "signer": each.signer, "name": each.name}
        for device, each in made.members.items()
    ]
    return {"journal": made.journal, "hashes": made.hashes, "commitment": made.commitment, "members": members}


def standing(given: Given) -> dict[str, object]:
    """Make a roster of entries, and tell who stands in it, since when and until when."""
    return standing_of(roster_from(given))


def standing_of(roster: Roster) -> dict[str, object]:
    """Return who stands in ``roster``, since when and until when, and its epochs."""
    members = [
        {
            "device": device,
            "number": each.number,
            "signer": each.signer,
            "name": each.name,
            "rank": each.rank,
            "paper": each.is_paper,
            "revoked": each.revoked,
            "cutoffs": each.cutoffs,
        }
        for device, each in roster.members.items()
    ]
    epochs = [
        {"number": each.number, "commitment": each.commitment, "previous_key": each.previous_key}
        for each in roster.epochs
    ]
    return {"head": roster.head, "members": members, "epochs": epochs}


def branches(given: Given) -> list[Roster]:
    """Return the rosters that the branches of a fork make, each with what is common to all."""
    return [
        found([decode_roster_entry(bytes.fromhex(data)) for data in [*given["entries"], *branch]])
        for branch in given["branches"]
    ]


def fork(given: Given) -> dict[str, object]:
    """Take the branch that counts."""
    made = branches(given)
    chosen = reduce(prefer, made)
    return {"preferred": chosen.head, "split": split_of(*made[:2]), "fork": is_fork(*made[:2])}


def name(given: Given) -> dict[str, object]:
    """Open a device's name."""
    key, journal, device = EpochKey(given.hex("epoch_key")), given.hex("journal"), given.hex("device")
    return {"text": open_name(key, JournalId(journal), DeviceId(device), given.hex("sealed"))}


def box(given: Given) -> dict[str, object]:
    """Open a box with a private key."""
    private = X25519PrivateKey.from_private_bytes(given.hex("scalar"))
    return {"secret": open_box(private, given.hex("info"), given.hex("box"))}


def epoch(given: Given) -> dict[str, object]:
    """Find the epoch key in a roster, for a device."""
    keys = DeviceKeys.from_secret(given.hex("secret"))
    return {"epoch_key": open_epoch_keys(roster_from(given), keys).current.secret}


def epochs(given: Given) -> dict[str, object]:
    """Find the keys of all epochs in a roster, for a device."""
    roster = roster_from(given)
    opened = open_epoch_keys(roster, DeviceKeys.from_secret(given.hex("secret")))
    keys = {number: opened.at(number).secret for number in (epoch.number for epoch in roster.epochs)}
    return {"keys": [{"began": began, "epoch_key": key} for began, key in keys.items()]}


def held(given: Given) -> dict[str, object]:
    """Find the keys in a roster that a device was given, and the epochs that it was left out of."""
    opened = open_epoch_keys(roster_from(given), DeviceKeys.from_secret(given.hex("secret")))
    pairs = zip(opened.began, opened.keys, strict=True)
    return {
        "keys": [{"began": began, "epoch_key": key.secret} for began, key in pairs],
        "holes": list(opened.holes),
    }


def acceptance(given: Given) -> dict[str, object]:
    """Judge segments as a set."""
    made = roster_from(given)
    arrived = [Segment(bytes.fromhex(e["header"]), bytes.fromhex(e["signature"]), b"") for e in given["segments"]]
    answer = accept(made, {each.hash: each.header for each in arrived})
    verdicts = [answer.verdicts[each.hash].value for each in arrived]
    judged = answer.verdicts[given.hex("judged")].value
    return {"expect": judged, "verdicts": verdicts, "forked": sorted(answer.forked)}


def sign_in(given: Given) -> dict[str, object]:
    """Check an answer to a challenge."""
    device, journal = given.public("device"), JournalId(given.hex("journal"))
    check_sign_in(device, given["server"], journal, given.hex("nonce"), given.hex("signature"))
    return {"message": auth_message(given["server"], journal, device.device, given.hex("nonce"))}


def find(given: Given) -> dict[str, object]:
    """Check a paper key's question for its journals."""
    paper = given.public("paper")
    check_find(paper, given["server"], given.hex("nonce"), given.hex("signature"))
    return {"message": find_message(given["server"], paper.device, given.hex("nonce"))}


def slot(given: Given) -> dict[str, object]:
    """Open a slot, and check the keys in it."""
    kind: Any = {word: kind for kind, word in SLOTS.items()}[given["slot"]]
    channel = Channel(given.hex("secret"))
    message = channel.open(kind, given.hex("sealed"))
    if isinstance(message, Offer | Request):
        public_of(message)
    return {"mailbox": channel.mailbox, "text": encode(message), "message": message}


def reveal(given: Given) -> dict[str, object]:
    """Hold what was revealed against what was committed to."""
    check_reveal(Offer(b"", b"", b"", given.hex("commitment")), Reveal(given.hex("nonce")))
    return {}


def code(given: Given) -> dict[str, object]:
    """Work out the six digits that both sides show."""
    inviter, newcomer = given.public("inviter"), given.public("newcomer")
    offer = Offer(inviter.signing, inviter.agreement, given.hex("journal"), b"")
    request = Request(newcomer.signing, newcomer.agreement, "", given.hex("newcomer_nonce"))
    digits = check_code(Channel(given.hex("secret")), offer, request, Reveal(given.hex("inviter_nonce")))
    return {"code": digits}


def wire_message(given: Given) -> dict[str, object]:
    """Decode a wire message."""
    kind: type[Wire] = getattr(messages, given["message"])
    return {"fields": decode_canonical(kind, given.hex("bytes"), MAX_REQUEST_BYTES)}


JUDGES: dict[str, dict[str | None, Judge]] = {
    "ids": {"entry": entry_id, "clock": clock, "chain": chain},
    "keys": {"public": public, "verify": verify, "paper": paper, "commit": commitment},
    "seal": {None: symmetric},
    "entry": {None: entry},
    "leaf": {"leaf": one_leaf, "content": content, "seen": what_was_seen, "pad": padding},
    "segment": {None: segment},
    "replacing": {None: replacing},
    "roster": {"roster": roster, "standing": standing, "name": name},
    "box": {"box": box, "epoch": epoch, "epochs": epochs, "held": held},
    "forks": {None: fork},
    "acceptance": {None: acceptance},
    "signin": {None: sign_in},
    "find": {None: find},
    "pairing": {"open": slot, "reveal": reveal, "code": code},
    "messages": {None: wire_message},
}
"""By file, and by what a case asks to be done where a file asks for several things."""
