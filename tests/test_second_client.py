"""The two pages suffice: a client written from them alone reads what Twoway wrote, and fits the golden vectors."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from mnemonic import Mnemonic
from msgspec import msgpack

from . import second_client as client
from . import second_format as form

BIN = Path(sys.executable).parent
VECTORS = Path(__file__).parent / "vectors"
LETTERS = "bcdfghjklmnpqrstvwxz"
ACCEPTING = {"success", "accepted", "waiting", "quarantined"}
REPLIES = {
    "WireSegment": client.WireSegment,
    "Challenge": tuple[form.Hash],
    "SignedIn": tuple[form.Hash, form.Int],
    "FoundJournals": client.Journals,
    "SyncReply": client.SyncReply,
}
SECRET = bytes(range(64))  # seed and scalar of a device that is in no roster


# A journal that the real programs wrote


@dataclass
class Written:
    """A journal, the store of the server that it was synced to, and its paper key."""

    home: Path
    store: Path
    url: str
    words: str = ""

    def twoway(self, *arguments: str) -> str:
        """Run a command on the journal."""
        command = [str(BIN / "twoway"), "--home", str(self.home), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout

    def json(self, verb: str) -> Any:
        """Run a command on the journal, for its JSON."""
        return json.loads(self.twoway("--json", verb))

    def read(self, words: str = "", url: str = "", *name: str) -> subprocess.CompletedProcess[str]:
        """Read the journal with the second client, which is told its ``name`` or finds it by the paper key."""
        command = [sys.executable, "-m", "tests.second_client", url or self.url, *name]
        return subprocess.run(
            command, check=False, capture_output=True, text=True, input=words or self.words, cwd=VECTORS.parent.parent
        )


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """Serve a store on a free port, with pages so small that each segment travels alone."""
    command = [str(BIN / "twoway-server"), "--port", "0", "--data", str(store), "--limit", "page_bytes=4096"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            line = server.stdout.readline()  # "twoway-server 0.1.0 on http://127.0.0.1:8470, data in ..."
            yield line.split(" on ")[1].split(",")[0]
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """Write a journal with several commands and two syncs."""
    home, store = tmp_path_factory.mktemp("journal"), tmp_path_factory.mktemp("server") / "server.db"
    with serving(store) as url:
        journal = Written(home / "laptop", store, url)
        journal.words = journal.twoway("init", "--no-passphrase", "--no-word-check", "--name", "laptop")
        for command in (
            ["jot", "Grüße: a thought on the way 🚲"],
            ["open", "Acme", "Engineer"],
            ["sync", url],
            ["who", "add", "Ana"],
            ["start", "@ana"],
            ["ask", "What would I do all day?"],
            ["note", "They deploy on Fridays"],
            ["flag", "no tests"],
            ["undo"],
            ["end"],
            ["sync"],
        ):
            journal.twoway(*command)
        yield journal


def letters(entry: str) -> str:
    """Give the letters under which people see an entry (FORMAT.md, section 2)."""
    number = int(entry[16:], 16) & (2**62 - 1)
    return "".join(LETTERS[number // 20**place % 20] for place in range(15))


def test_reads_what_twoway_wrote(written: Written) -> None:
    """Ids, times, types and their number are those that twoway shows, in the order of the journal."""
    run = written.read()
    assert (run.returncode, run.stdout != "") == (0, True), run.stderr
    entries = [json.loads(line) for line in run.stdout.splitlines()]
    rows = [entry["row"] for entry in written.json("log")["entries"]]
    assert {letters(entry["id"]) for entry in entries} == {row["id"] for row in rows}
    assert Counter(entry["type"] for entry in entries) == Counter(row["type"] for row in rows)
    assert [entry["id"] for entry in entries] == sorted(entry["id"] for entry in entries)
    assert entries[-1]["type"] == "interview.ended"
    assert "Grüße: a thought on the way 🚲" in [entry["fields"].get("text") for entry in entries]


def test_counts_what_twoway_counts(written: Written) -> None:
    """The state of the journal is the one that twoway verify tells."""
    run, verified = written.read(), written.json("verify")
    summary = json.loads(run.stderr)
    assert summary.pop("accepted") == verified["segments"] >= 2
    assert len(run.stdout.splitlines()) == verified["entries"]
    assert set(summary.values()) == {0}
    assert written.read("", "", verified["journal"]).stdout == run.stdout


def test_refuses_other_words(written: Written) -> None:
    """Another paper key is not in the roster; words that are none never reach the server."""
    stranger = written.read(Mnemonic("english").generate(256), "", written.json("verify")["journal"])
    assert (stranger.returncode, stranger.stdout) == (1, "")
    assert stranger.stderr == "refused: the server answers token with 404 not-found\n"
    for words in ("abandon " * 24, "abandon", Mnemonic("english").generate(128)):
        assert written.read(words).stderr.startswith("refused: these are not the words of a paper key: ")


@pytest.mark.parametrize(
    ("part", "byte", "why"),
    [
        (1, 0, "the signature of segment 1"),
        (2, 0, "the body of segment 1"),
        (2, 500, "the body of segment 1"),
        (2, -1, "the body of segment 1"),
    ],
    ids=["signature", "salt", "ciphertext", "tag"],
)
def test_refuses_a_bit_flipped_on_the_server(written: Written, tmp_path: Path, part: int, byte: int, why: str) -> None:
    """Nothing of the journal is shown when one bit of a stored segment is another."""
    copy = tmp_path / "server.db"
    with closing(sqlite3.connect(written.store)) as source, closing(sqlite3.connect(copy)) as store:
        source.backup(store)
        row, sent = store.execute("select rowid, sent from segments where number = 1").fetchone()
        parts = [bytearray(held) for held in msgpack.decode(sent)]
        parts[part][byte] ^= 1
        store.execute("update segments set sent = ? where rowid = ?", (msgpack.encode(parts), row))
        store.commit()
    with serving(copy) as url:
        run = written.read(url=url)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith(f"refused: {why}")


# The golden vectors


def _items(case: Any) -> list[tuple[bytes, bytes]]:
    return [
        (b"", bytes.fromhex(item["leaf"] + item["erasure"]))
        if "leaf" in item
        else (bytes.fromhex(item["blind"]), bytes.fromhex(item["entry"]))
        for item in case["items"]
    ]


def _seen(case: Any) -> list[tuple[bytes, bytes, int, bytes]]:
    return [
        (bytes.fromhex(head["device"]), bytes.fromhex(head["chain"]), head["number"], bytes.fromhex(head["hash"]))
        for head in case["seen"]
    ]


def _roster(case: Any, secret: bytes = SECRET) -> form.Roster:
    entries = [bytes.fromhex(entry) for entry in case["entries"]]
    form.require(bool(entries), "a roster has a genesis")
    statement, *_ = form.canonical(entries[0], form.RosterEntry, "a genesis")
    roster = form.Roster(form.digest("roster", statement)[:16], form.Device(secret[:32], secret[32:]))
    for entry in entries:
        roster.extend(entry)
    return roster


def read_leaf(case: Any) -> dict[str, Any]:
    """Hash a blind and an entry."""
    return {"leaf": form.digest("leaf", bytes.fromhex(case["blind"]), bytes.fromhex(case["entry"])).hex()}


def read_content(case: Any) -> dict[str, Any]:
    """Hash the leaves of items."""
    return {"content": form.content_of(_items(case)).hex()}


def read_seen(case: Any) -> dict[str, Any]:
    """Hash what a device had seen."""
    return {"hash": form.digest("seen", bytes.fromhex(case["blind"]), msgpack.encode(_seen(case))).hex()}


def read_pad(case: Any) -> dict[str, Any]:
    """Take a text out of its padding."""
    return {"text": form.unpad(bytes.fromhex(case["padded"]), 4).hex()}


def read_box(case: Any) -> dict[str, Any]:
    """Open a box."""
    key = X25519PrivateKey.from_private_bytes(bytes.fromhex(case["scalar"]))
    return {"secret": form.open_box(key, bytes.fromhex(case["info"]), bytes.fromhex(case["box"])).hex()}


def read_epoch(case: Any) -> dict[str, Any]:
    """Find the epoch key in a roster."""
    keys = _roster(case, bytes.fromhex(case["secret"])).epoch_keys()
    return {"epoch_key": keys[-1].hex()}


def read_epochs(case: Any) -> dict[str, Any]:
    """Find the keys of all epochs in a roster."""
    roster = _roster(case, bytes.fromhex(case["secret"]))
    keys = zip(roster.began, roster.epoch_keys(), strict=True)
    return {"keys": [{"began": began, "epoch_key": key.hex()} for began, key in keys]}


def read_held(case: Any) -> dict[str, Any]:
    """Find the keys in a roster that a device was given."""
    roster = _roster(case, bytes.fromhex(case["secret"]))
    keys = sorted(roster.held_keys().items())
    holes = [began for epoch, began in enumerate(roster.began) if epoch not in dict(keys)]
    held = [{"began": roster.began[epoch], "epoch_key": key.hex()} for epoch, key in keys]
    return {"keys": held, "holes": holes}


def read_roster(case: Any) -> dict[str, Any]:
    """Verify a roster from genesis on."""
    roster = _roster(case)
    members = [{"device": device.hex(), "number": member.number} for device, member in roster.members.items()]
    told = [{name: member[name] for name in ("device", "number")} for member in case.get("members", [])]
    assert members == told
    hashes, commitment = [each.hex() for each in roster.hashes], roster.epochs[-1].commitment
    return {"journal": roster.journal.hex(), "hashes": hashes, "commitment": commitment.hex()}


def read_standing(case: Any) -> dict[str, Any]:
    """Verify a roster from genesis on, and tell who stands in it."""
    roster = _roster(case)
    for (device, member), told in zip(roster.members.items(), case["members"], strict=True):
        cutoffs = [(bytes.fromhex(one["chain"]), one["number"], bytes.fromhex(one["hash"])) for one in told["cutoffs"]]
        assert (device.hex(), member.number, member.rank) == (told["device"], told["number"], told["rank"])
        assert (member.paper, member.revoked, member.cutoffs) == (told["paper"], told["revoked"], cutoffs)
    assert roster.began == [told["number"] for told in case["epochs"]]
    return {"head": roster.head.hex()}


def read_fork(case: Any) -> dict[str, Any]:
    """Take the branch that counts."""
    rosters = [_roster({"entries": [*case["entries"], *branch]}) for branch in case["branches"]]
    return {"preferred": reduce(form.preferred, rosters).head.hex()}


def read_name(case: Any) -> dict[str, Any]:
    """Open the name of a device."""
    key, context = bytes.fromhex(case["epoch_key"]), bytes.fromhex(case["journal"] + case["device"])
    padded = form.open_sealed(key, form.label("name"), context, bytes.fromhex(case["sealed"]))
    return {"text": form.unpad(padded, 1).decode()}


def read_signin(case: Any) -> dict[str, Any]:
    """Verify the answer to a challenge."""
    signing, agreement = (bytes.fromhex(case["device"][name]) for name in ("signing", "agreement"))
    device = form.digest("device", signing, agreement)[:16]
    message = msgpack.encode([case["server"], bytes.fromhex(case["journal"]), device, bytes.fromhex(case["nonce"])])
    form.check_signature(signing, bytes.fromhex(case["signature"]), form.label("auth") + message, "an answer")
    return {"message": message.hex()}


def read_find(case: Any) -> dict[str, Any]:
    """Verify a paper key's question for its journals."""
    paper = [bytes.fromhex(case["paper"][name]) for name in ("signing", "agreement")]
    message = msgpack.encode([case["server"], form.digest("device", *paper)[:16], bytes.fromhex(case["nonce"])])
    form.check_signature(paper[0], bytes.fromhex(case["signature"]), form.label("find") + message, "a question")
    return {"message": message.hex()}


def read_segment(case: Any) -> dict[str, Any]:
    """Check and open a segment."""
    segment = form.Segment(*(bytes.fromhex(case[part]) for part in ("header", "signature", "body")))
    signing, agreement = (bytes.fromhex(case["author"][name]) for name in ("signing", "agreement"))
    author = form.digest("device", signing, agreement)[:16]
    segment.check(bytes.fromhex(case["journal"]), {author: signing})
    assert segment.open(bytes.fromhex(case["epoch_key"])) == (_items(case), _seen(case))
    fields = {name: getattr(segment.header, name) for name in case["fields"]}
    plain = {name: value.hex() if isinstance(value, bytes) else value for name, value in fields.items()}
    return {"hash": segment.hash.hex(), "fields": plain}


def read_acceptance(case: Any) -> dict[str, Any]:
    """Judge segments."""
    parts = [(bytes.fromhex(sent["header"]), bytes.fromhex(sent["signature"])) for sent in case["segments"]]
    segments = [form.Segment(header, signature, b"") for header, signature in parts]
    verdicts = form.judge({segment.hash: segment.header for segment in segments}, _roster(case))
    accepted = [segment for segment in segments if verdicts[segment.hash] == "accepted"]
    return {
        "expect": verdicts[bytes.fromhex(case["judged"])],
        "verdicts": [verdicts[segment.hash] for segment in segments],
        "forked": sorted(chain.hex() for chain in form.forked({one.hash: one for one in accepted}.values())),
    }


def read_entry(case: Any) -> dict[str, Any]:
    """Read an entry."""
    entry = client.read_entry(bytes.fromhex(case["entry"]))
    return {name: entry[name] for name in ("id", "at", "type")}


def read_public(case: Any) -> dict[str, Any]:
    """Judge two public keys."""
    signing, agreement = bytes.fromhex(case["signing"]), bytes.fromhex(case["agreement"])
    form.check_keys(signing, agreement)
    return {"device": form.digest("device", signing, agreement)[:16].hex()}


def read_verify(case: Any) -> dict[str, Any]:
    """Verify a signature."""
    signing, signature, message = (bytes.fromhex(case[name]) for name in ("signing", "signature", "message"))
    form.check_signature(signing, signature, form.label(case["label"]) + message, "a message")
    return {}


def read_seal(case: Any) -> dict[str, Any]:
    """Open what was sealed."""
    parts = [bytes.fromhex(case[name]) for name in ("key", "label", "context", "sealed")]
    return {"text": form.open_sealed(*parts).hex()}


def read_message(case: Any) -> dict[str, Any]:
    """Decode a reply of a server."""
    form.canonical(bytes.fromhex(case["bytes"]), REPLIES[case["message"]], case["message"])
    return {}


READERS: dict[tuple[str, str], Callable[[Any], dict[str, Any]]] = {
    ("leaf", "leaf"): read_leaf,
    ("leaf", "content"): read_content,
    ("leaf", "seen"): read_seen,
    ("leaf", "pad"): read_pad,
    ("box", "box"): read_box,
    ("box", "epoch"): read_epoch,
    ("box", "epochs"): read_epochs,
    ("box", "held"): read_held,
    ("forks", ""): read_fork,
    ("roster", "roster"): read_roster,
    ("roster", "standing"): read_standing,
    ("roster", "name"): read_name,
    ("keys", "public"): read_public,
    ("keys", "verify"): read_verify,
    ("signin", ""): read_signin,
    ("find", ""): read_find,
    ("segment", ""): read_segment,
    ("acceptance", ""): read_acceptance,
    ("entry", ""): read_entry,
    ("seal", ""): read_seal,
    **{("messages", name): read_message for name in REPLIES},
}


def _cases() -> Iterator[Any]:
    for path in sorted(VECTORS.glob("*.json")):
        for case in json.loads(path.read_bytes())["cases"]:
            reader = READERS.get(
                (path.stem, case.get("do", case.get("message", "") if path.stem == "messages" else ""))
            )
            if reader is not None:
                yield pytest.param(reader, case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize(("read", "case"), list(_cases()))
def test_fits_the_golden_vectors(read: Callable[[Any], dict[str, Any]], case: Any) -> None:
    """What the vectors expect comes out, and what they refuse is refused; an unsupported format is told apart."""
    if case["expect"] in ACCEPTING:
        facts = read(case)
        assert facts == {name: case[name] for name in facts}
    else:
        with pytest.raises(form.RefusedError) as refusal:
            read(case)
        assert str(refusal.value).startswith("unsupported") == (case["expect"] == "unsupported")
