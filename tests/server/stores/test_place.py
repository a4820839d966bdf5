"""The place of the store: who may have it, and where it may lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from twoway_core.errors import ConfigError, StoreInUseError, StoreLostError
from twoway_server.stores.place import Place, file_system

MOUNTS = r"""
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /home rw,nosuid shared:5 - nfs4 server:/home rw,vers=4.2
31 30 0:27 / /home/local rw shared:6 - xfs /dev/vdb rw
32 22 0:28 / /mnt/my\040share rw shared:7 - cifs //server/share rw
33 22 0:29 / /mnt/twice rw - ext4 /dev/vdc rw
34 33 0:30 / /mnt/twice rw - fuse.sshfs user@host: rw
""".strip()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/var/lib", "ext4"),
        ("/home/ana", "nfs4"),
        ("/home/local/ana", "xfs"),
        ("/homely", "ext4"),
        ("/mnt/my share/db", "cifs"),
        ("/mnt/twice", "fuse.sshfs"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(folder: str, kind: str) -> None:
    """Of the mounts above a folder the deepest counts, and of two on one folder the later."""
    assert file_system(Path(folder), MOUNTS) == kind


def test_without_a_list_of_mounts_nothing_is_known() -> None:
    """Systems that do not tell are not refused."""
    assert file_system(Path("/"), "") == ""


def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's locks do not hold there."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text("22 1 0:1 / / rw - nfs4 server:/ rw\n")
    monkeypatch.setattr("twoway_server.stores.place._MOUNTS", mounts)

    with pytest.raises(ConfigError, match="network file system"):
        Place.claim(tmp_path / "store.db")


def test_a_place_is_held_by_one(tmp_path: Path) -> None:
    """Until it is let go, nobody else has it."""
    place = Place.claim(tmp_path / "store.db")

    with pytest.raises(StoreInUseError):
        Place.claim(tmp_path / "store.db")
    place.release()
    Place.claim(tmp_path / "store.db").release()


@pytest.mark.parametrize("path", ["missing/store.db", "folder"])
def test_a_place_that_cannot_be_is_refused_with_its_name(tmp_path: Path, path: str) -> None:
    """A missing folder, or a folder in the file's stead, is a setting to mend."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(ConfigError, match=r"data: .* cannot be opened"):
        Place.claim(tmp_path / path)


def test_a_place_knows_its_file(tmp_path: Path) -> None:
    """Another file under the same name is not the one that was claimed."""
    path = tmp_path / "store.db"
    place = Place.claim(path)
    place.check()
    path.rename(tmp_path / "other")
    path.touch()

    with pytest.raises(StoreLostError):
        place.check()
    path.unlink()
    with pytest.raises(StoreLostError):
        place.check()
    place.release()
