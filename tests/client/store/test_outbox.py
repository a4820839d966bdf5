"""The outbox: what waits is sealed, each entry under a nonce of its own, each process under a key of its own."""

from __future__ import annotations

from pathlib import Path

from tests.client.profiles import Profile, found_profile

TEXT = "the same words"


def sealed(profile: Profile) -> list[tuple[int, bytes]]:
    """Return (key, sealed entry) of everything that waits."""
    database = profile.desk().database
    return [tuple(row) for row in database.execute("SELECT key, sealed FROM outbox ORDER BY seq").fetchall()]


def test_no_word_of_what_waits_lies_in_clear(tmp_path: Path) -> None:
    """Neither in the rows nor anywhere in the files."""
    profile = found_profile(tmp_path)
    profile.jot(TEXT)

    files = b"".join(file.read_bytes() for file in profile.home.folder.iterdir())

    assert len(sealed(profile)) == 1
    assert TEXT.encode() not in files


def test_every_entry_has_a_nonce_of_its_own(tmp_path: Path) -> None:
    """One process seals under one key: two equal texts have nothing in common all the same."""
    profile = found_profile(tmp_path)
    desk = profile.desk()
    desk.database.close()
    profile.jot(TEXT, TEXT, TEXT)

    rows = sealed(profile)

    assert len({key for key, _ in rows}) == 1
    assert len({data[:12] for _, data in rows}) == 3


def test_every_process_seals_under_a_key_of_its_own(tmp_path: Path) -> None:
    """A copy of a home, or a machine that was cloned, shares no key from then on."""
    profile = found_profile(tmp_path)
    profile.jot(TEXT)
    profile.jot(TEXT)

    assert len({key for key, _ in sealed(profile)}) == 2
