"""Making a profile: keys, roster and journal, all in place or nothing.

Both files are made whole in a draft folder inside the home, and moved: the keys first. Where a crash comes
between the two, the next command moves the journal after them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from twoway_client import keystore
from twoway_client.errors import Refusal
from twoway_client.home import Home
from twoway_client.keystore import DeviceSecret, KeyFile, Protection
from twoway_client.store.database import Database
from twoway_client.store.segments import SegmentStore
from twoway_core.ids import JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.trust.names import seal_name
from twoway_core.trust.paper import ENTROPY_BYTES, paper_keys
from twoway_core.trust.roster import Roster, found, join_message
from twoway_core.trust.writing import RosterWriter, make_genesis

_LOCAL_KEY_BYTES = 32
_DRAFT = ".making-"
_ROOM_BYTES = 512 * 1024
"""What a new journal with the starter content takes, and some."""


@dataclass(frozen=True, slots=True)
class Lock:
    """How the keys of a new profile are protected; ``passphrase`` only for that protection."""

    protection: Protection
    passphrase: str = ""


def claim_home(home: Home) -> None:
    """Make the folder of ``home``. Raises Refusal when it holds a journal or keys, or takes no files.

    It is asked for first: nobody is to write 24 words on paper for a journal that cannot be made. What a profile
    that was never finished has left there is removed.
    """
    if home.exists():
        raise Refusal(
            "exists",
            f"there is a journal in {home.shown} already.",
            kept="it, untouched",
            mend="twoway --home DIR, for a second one",
        )
    home.make()
    for left in home.folder.glob(f"{_DRAFT}*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        with tempfile.TemporaryFile(dir=home.folder) as probe:
            probe.write(bytes(_ROOM_BYTES))
            probe.flush()
    except OSError as error:
        raise _unwritable(home, error) from None


def _unwritable(home: Home, error: OSError) -> Refusal:
    return Refusal(
        "home",
        f"cannot write to {home.shown} ({error.strerror}).",
        kept="nothing was made; a paper key that was shown opens nothing",
        mend="check the folder and its free space; or twoway --home DIR ...",
    )


def new_roster(name: str, keys: DeviceKeys, random: Callable[[int], bytes]) -> tuple[bytes, Roster]:
    """Return (entropy of the paper key, roster): a journal founded by a new paper, with ``keys`` admitted by it."""
    entropy = random(ENTROPY_BYTES)
    paper, epoch = paper_keys(entropy), EpochKey(random(32))
    roster = found([make_genesis(paper, epoch, random, seal_box)])
    agreed = keys.sign(labels.JOIN, join_message(roster.journal, paper.public.device, keys.public))
    sealed = seal_name(epoch, roster.journal, keys.public.device, name, random)
    writer = RosterWriter(roster, paper, epoch, random, seal_box)
    return entropy, roster.extended([writer.add_device(keys.public, agreed, sealed)])


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device of ``journal`` whose profile is being made, and how its keys are protected."""

    name: str
    keys: DeviceKeys
    journal: JournalId
    lock: Lock


def make_profile(
    home: Home, name: str, keys: DeviceKeys, journal: JournalId, roster: Roster | None, lock: Lock
) -> None:
    """Put key file and journal in place. ``roster``: None while it still has to come from the server."""
    with drafted(home) as draft:
        database = Database(draft, is_new=True)
        if roster is not None:
            with database.writing():
                SegmentStore(database).pin(roster)
        prepare(draft, database, NewDevice(name, keys, journal, lock))
        put_in_place(draft, home)


@contextmanager
def drafted(home: Home) -> Iterator[Home]:
    """Give a folder inside ``home`` in which a profile is made; it is removed at the end.

    Raises Refusal where the disk is at fault.
    """
    draft = _draft_in(home)
    try:
        yield draft
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(home, error) from None
    finally:
        if not (draft.journal.exists() and home.key.exists() and not home.journal.exists()):  # half moved: see finish
            shutil.rmtree(draft.folder, ignore_errors=True)


def prepare(draft: Home, database: Database, device: NewDevice) -> None:
    """Write the key file of ``device``, and make the journal in ``draft`` its own; the database is closed then."""
    secret = DeviceSecret(device.keys.secret, os.urandom(_LOCAL_KEY_BYTES))
    keystore.write_key_file(draft, _key_file(device.name, device.keys, device.journal, secret, device.lock))
    with database.writing():
        database.execute("UPDATE clock SET owner = ?", (device.keys.public.device,))
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def put_in_place(draft: Home, home: Home) -> None:
    """Move the files of ``draft``, which was prepared, to where they belong."""
    home.lock.unlink(missing_ok=True)  # left by a journal that is gone: it tells how far that one went
    os.replace(draft.key, home.key)
    os.replace(draft.journal, home.journal)
    keystore.flush_folder(home)


def unmake(home: Home) -> None:
    """Remove a profile to whose journal nobody admitted it: the keys first, wherever they lie."""
    file = keystore.read_key_file(home)
    if file.protection == "keyring":
        from twoway_client import system_keyring

        system_keyring.forget(file.cache_name)
    elif file.protection == "passphrase":
        from twoway_client import kernel_keyring

        kernel_keyring.forget(file.cache_name)
    beside = [home.journal.with_name(f"{home.journal.name}{end}") for end in ("-wal", "-shm")]
    for path in (home.key, home.journal, *beside, home.lock):
        path.unlink(missing_ok=True)
    keystore.flush_folder(home)


def finish(home: Home, device: bytes) -> bool:
    """Move a journal of ``device`` after its keys, which are in place; return whether there was one."""
    for folder in home.folder.glob(f"{_DRAFT}*"):
        draft = Home(folder)
        if draft.journal.exists() and not draft.key.exists() and _owner(draft) == device:
            os.replace(draft.journal, home.journal)
            shutil.rmtree(folder, ignore_errors=True)
            return True
    return False


def _owner(home: Home) -> bytes:
    database = Database(home)
    database.close()
    return database.owner


def _draft_in(home: Home) -> Home:
    home.make()
    try:
        return Home(Path(tempfile.mkdtemp(prefix=_DRAFT, dir=home.folder)))
    except OSError as error:
        raise _unwritable(home, error) from None


def _key_file(name: str, keys: DeviceKeys, journal: JournalId, secret: DeviceSecret, lock: Lock) -> KeyFile:
    salt, sealed = b"", b""
    public = keys.public
    if lock.protection == "passphrase":
        salt, sealed = keystore.wrap(secret, lock.passphrase)
    elif lock.protection == "none":
        sealed = secret.joined
    file = KeyFile(
        format=keystore.FORMAT,
        journal=journal,
        device=public.device,
        signing=public.signing,
        agreement=public.agreement,
        name=name,
        protection=lock.protection,
        salt=salt,
        secret=sealed,
    )
    if lock.protection == "keyring":
        from twoway_client import system_keyring

        system_keyring.keep(file.cache_name, secret.joined)
    elif lock.protection == "passphrase":
        from twoway_client import kernel_keyring

        kernel_keyring.remember(file.cache_name, secret.joined)
    return file
