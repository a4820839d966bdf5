"""What lies on a phone: its whole storage, as somebody reads it who has taken it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.privacy.canaries import CANARY
from tests.privacy.searching import found_in
from tests.privacy.test_canaries import sing
from tests.web.siege import App, Siege

HERE = "lies here alone"


def lies(app: App, folder: Path) -> dict[str, Any]:
    """Write the storage of ``app`` to a file in ``folder``, bytes as bytes; return its rows."""
    rows: dict[str, Any] = app.ask("rows")
    folder.mkdir()
    for number, (name, value) in enumerate(_leaves(rows, "")):
        (folder / f"{number}").write_bytes(name.encode() + b"\n" + value)
    return rows


def _leaves(value: Any, name: str) -> Iterator[tuple[str, bytes]]:
    if isinstance(value, dict) and "hex" in value:
        yield name, bytes.fromhex(value["hex"])
    elif isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in pairs:
            yield from _leaves(part, f"{name}/{key}")
    else:
        yield name, str(value).encode()


def test_no_field_of_any_event_lies_in_the_storage_of_the_app_v1(siege: Siege, tmp_path: Path) -> None:
    """Every type of event came from the laptop; a note, a draft and what is not sent yet were written here."""
    sing(siege.house.laptop.profile)
    siege.house.laptop.sync()
    assert siege.app.exchange() == ("", "")
    siege.app.note(f"{CANARY} {HERE}")
    siege.app.ask("draft", where="jot", text=f"{CANARY} {HERE}")

    rows = lies(siege.app, tmp_path / "storage")

    assert siege.app.shows(CANARY)
    assert siege.app.shows(HERE)
    assert (len(rows["segments"]), len(rows["outbox"]), len(rows["drafts"])) == (len(siege.house.stored()), 1, 1)
    assert found_in(tmp_path / "storage", CANARY) == []
    assert found_in(tmp_path / "storage", HERE) == []


def test_no_key_of_the_app_lies_where_a_script_can_read_it(siege: Siege, tmp_path: Path) -> None:
    """Private keys and epoch keys are wrapped; without a passphrase the wrapping key is one that is never given out."""
    rows = lies(siege.app, tmp_path / "storage")
    (profile,) = rows["profile"]
    epoch = siege.house.laptop.profile.desk().epoch_keys.current.secret
    stored = b"".join(path.read_bytes() for path in (tmp_path / "storage").iterdir())

    assert profile["wrapping"] == {}  # a CryptoKey, of which nothing can be written out
    assert epoch not in stored
    assert b"PRIVATE" not in stored
