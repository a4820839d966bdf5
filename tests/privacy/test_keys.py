"""V6: keys and what they opened: bare nowhere on the disk, gone once locked, and of no use once revoked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.commands.home_pair import Pair
from tests.client.faults.programs import Program
from tests.client.home import TestHome
from tests.client.profiles import NOON
from tests.privacy.conftest import Overheard
from tests.privacy.searching import forms
from tests.privacy.session import write_everything
from twoway_client import kernel_keyring
from twoway_client.desk import Desk
from twoway_client.home import Home
from twoway_client.keystore import read_key_file, secret_at_hand, unwrap
from twoway_client.output import Output

_BEARER = re.compile(rb"Authorization: Bearer ([0-9a-f]{64})")
PASSPHRASE = "five words that I know"


@pytest.fixture
def wrapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestHome]:
    """Give a journal whose keys are under a passphrase, and unlocked."""
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    monkeypatch.setenv("TWOWAY_PASSPHRASE_FILE", str(file))
    home = TestHome(tmp_path / "home", monkeypatch)
    assert home.run("init", "--name", "laptop", "--no-word-check").code == 0
    yield home
    kernel_keyring.forget(read_key_file(Home(home.folder)).cache_name)


@pytest.fixture
def acme_wrapped(wrapped: TestHome) -> TestHome:
    """Give that journal with the opportunity acme and Ana in it."""
    wrapped.write("want", "growth=60")
    wrapped.write("open", "acme")
    wrapped.write("who", "add", "Ana Ruiz", "--boss")
    return wrapped


def secrets_of(home: TestHome) -> dict[str, bytes]:
    """Return every key that opens something of this journal."""
    desk = Desk(Home(home.folder), Output(json=True), "test", NOON)
    secret = unwrap(desk.keys, PASSPHRASE)
    epochs = {f"epoch {at}": key.secret for at, key in enumerate(desk.epoch_keys.keys)}
    desk.database.close()
    return {"signing": secret.device[:32], "agreement": secret.device[32:], "local": secret.local, **epochs}


def bare(folder: Path, secret: bytes) -> list[str]:
    """Return the files below ``folder`` in which ``secret`` lies as it is, or in hex."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(each in file.read_bytes() for each in (secret, secret.hex().encode()))]


def test_no_key_lies_bare_on_the_disk_v6(acme_wrapped: TestHome, tmp_path: Path, server: Overheard) -> None:
    """Neither in the home, nor beside it, nor at the server, nor on the wire, after a whole case and a sync."""
    write_everything(acme_wrapped)
    acme_wrapped.write("sync", server.url)
    secrets = secrets_of(acme_wrapped)
    tokens = {bytes.fromhex(token.decode()) for token in _BEARER.findall(bytes(server.wire.sent))}

    assert set(secrets) == {"signing", "agreement", "local", "epoch 0"}
    assert {name: bare(tmp_path, secret) for name, secret in secrets.items()} == {name: [] for name in secrets}
    assert [name for name, secret in secrets.items() if secret in server.wire.everything] == []
    assert (len(tokens) > 0, [bare(tmp_path, token) for token in tokens if bare(tmp_path, token)]) == (True, [])


def test_after_locking_nothing_at_hand_opens_the_journal_v6(acme_wrapped: TestHome, tmp_path: Path) -> None:
    """What the kernel kept is gone; every view asks again, and writing goes on."""
    keys = read_key_file(Home(acme_wrapped.folder))
    kernel_keyring.remember(keys.cache_name, unwrap(keys, PASSPHRASE).joined)
    acme_wrapped.write("lock")
    locked = Program(acme_wrapped.folder, {"TWOWAY_PASSPHRASE_FILE": ""})
    done = {verb: locked.run(verb).code for verb in ("log", "fit", "who", "todo", "report", "verify", "sync")}

    assert (kernel_keyring.recall(keys.cache_name), secret_at_hand(keys)) == (None, None)
    assert done == dict.fromkeys(done, 1)
    assert locked.run("jot", "written while locked").code == 0


def test_what_is_kept_for_speed_is_sealed_v6(acme_wrapped: TestHome, tmp_path: Path) -> None:
    """Names, parts and summaries lie in the journal file under a key that is wrapped."""
    assert "Ana Ruiz" in acme_wrapped.run("who").out
    acme_wrapped.write("lock")
    hidden = [form for text in ("Ana Ruiz", "acme", "growth") for form in forms(text)]
    files = list(acme_wrapped.folder.iterdir())

    assert [file.name for file in files if any(form in file.read_bytes() for form in hidden)] == []
    assert len(files) >= 3


def test_a_revoked_device_is_sent_nothing_more_to_open_v6(tmp_path: Path, server: Overheard) -> None:
    """After the refusal nothing comes to it but the refusal, and its keys open none of what is written later."""
    pair = Pair(tmp_path, server.url)
    pair.run("laptop", "devices", "revoke", "phone", "--yes")
    pair.run("laptop", "jot", "x" * 5000)
    pair.run("laptop", "sync")
    held, received = pair.profiles["phone"].entries(), len(server.wire.received)
    refused = pair.run("phone", "sync")

    assert (refused.code, pair.profiles["phone"].entries() == held) == (1, True)
    assert len(server.wire.received) - received < 8 * 1024
    assert len(pair.profiles["laptop"].entries()) == len(held) + 1


def test_a_profile_lies_in_two_places_v6(
    acme_wrapped: TestHome, tmp_path: Path, temporary: Path, server: Overheard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever deletes the home and the one file of its rollback memory has deleted all that Twoway wrote there."""
    mine = tmp_path / "person"
    mine.mkdir()
    places = {"HOME": "", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config", "XDG_RUNTIME_DIR": "run"}
    for name, folder in places.items():
        monkeypatch.setenv(name, str(mine / folder))
    write_everything(acme_wrapped)
    acme_wrapped.write("sync", server.url)
    device = read_key_file(Home(acme_wrapped.folder)).device

    written = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    elsewhere = {name for name in written if not name.startswith(("home/", "server/")) and name != "passphrase"}
    assert elsewhere == {f"state/twoway/{device.hex()}.memory"}
    assert {name for name in written if name.startswith("home/")} <= {
        *("home/journal.db", "home/journal.db-wal", "home/journal.db-shm", "home/journal.lock", "home/device.key")
    }
