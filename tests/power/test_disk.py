"""The disk that forgets: what was synced stays, and everything else may go in every way that it can."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.power.disk import MAPPED, Cut, Disk, Made, Removed, Renamed, Step, Synced, Wrote, lay

SEEDS = range(300)
OLD, NEW = b"o" * 1536, b"n" * 1536


def crashes(*steps: Step, disk: Disk | None = None) -> list[dict[str, bytes]]:
    """Return what many crashes leave after ``steps``."""
    disk = disk or Disk()
    for step in steps:
        disk.do(step)
    return [disk.after_crash(Random(seed)) for seed in SEEDS]


def test_what_was_synced_with_its_name_is_there_after_every_crash() -> None:
    """Then the file holds what was written, whole."""
    left = crashes(Made("a"), Wrote("a", 0, NEW), Synced("a"), Synced("."))

    assert all(files == {"a": NEW} for files in left)


def test_a_file_whose_name_was_not_synced_may_be_gone() -> None:
    """However well its contents were."""
    left = crashes(Made("a"), Wrote("a", 0, NEW), Synced("a"))

    assert {tuple(files) for files in left} == {(), ("a",)}


def test_writes_that_were_not_synced_may_be_lost_in_any_order() -> None:
    """The later one may be there without the earlier one, none of them, and both."""
    left = crashes(Made("a"), Synced("."), Wrote("a", 0, b"1"), Wrote("a", 1, b"2"))

    assert {files["a"] for files in left} == {b"", b"1", b"\x002", b"12"}


def test_a_write_may_be_there_in_part_cut_at_a_sector() -> None:
    """Its first sectors or its last ones, over what was there before."""
    folder = crashes(Made("a"), Wrote("a", 0, OLD), Synced("a"), Synced("."), Wrote("a", 0, NEW))
    contents = {files["a"] for files in folder}

    assert {OLD, NEW, NEW[:512] + OLD[512:], OLD[:512] + NEW[512:]} <= contents
    assert all({content[at : at + 512] for at in (0, 512, 1024)} <= {OLD[:512], NEW[:512]} for content in contents)


def test_a_new_size_that_was_not_synced_may_be_lost() -> None:
    """A file is as long as it was, or as it was cut."""
    left = crashes(Made("a"), Wrote("a", 0, OLD), Synced("a"), Synced("."), Cut("a", 3))

    assert {len(files["a"]) for files in left} == {len(OLD), 3}


def test_of_names_that_were_not_synced_the_first_few_hold() -> None:
    """A later one is never there without those before it, and a file that took another's name is that file whole."""
    left = crashes(
        *(Made("new"), Made("old"), Wrote("new", 0, NEW), Wrote("old", 0, OLD)),
        *(Synced("new"), Synced("old"), Synced(".")),
        *(Renamed("new", "old"), Made("later")),
    )

    assert {tuple(sorted(files.items())) for files in left} == {
        (("new", NEW), ("old", OLD)),
        (("old", NEW),),
        (("later", b""), ("old", NEW)),
    }


def test_a_removed_file_may_come_back_until_its_folder_was_synced() -> None:
    """A sync of the folder ends it."""
    disk = Disk()

    before = crashes(Made("a"), Synced("."), Removed("a"), disk=disk)
    after = crashes(Synced("."), disk=disk)

    assert ({tuple(files) for files in before}, {tuple(files) for files in after}) == ({(), ("a",)}, {()})


def test_a_killed_program_loses_nothing_that_it_wrote() -> None:
    """The machine goes on, and what was written reaches the disk."""
    disk = Disk()
    for step in (Made("sub", is_folder=True), Made("sub/a"), Wrote("sub/a", 2, b"x"), Made("sub/a")):
        disk.do(step)

    assert disk.now() == {"sub/a": b"\x00\x00x"}


def test_a_folder_is_taken_as_it_is_and_laid_out_again(tmp_path: Path) -> None:
    """All that was in it counts as synced; only what a program mapped may hold anything."""
    folder, copy, mapped = tmp_path / "folder", tmp_path / "copy", f"a.db{MAPPED}"
    folder.mkdir()
    (folder / "sub").mkdir()
    (folder / "sub" / "a").write_bytes(NEW)
    (folder / mapped).write_bytes(OLD)

    lay(Disk(folder).after_crash(Random(1)), copy, Random(1))

    assert (copy / "sub" / "a").read_bytes() == NEW
    assert len((copy / mapped).read_bytes()) == len(OLD)
    assert (copy / mapped).read_bytes() != OLD
