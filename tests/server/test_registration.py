"""Registration codes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from twoway_core.errors import ConfigError, NotAllowedError
from twoway_core.ids import JournalId
from twoway_server.registration import Codes, Mode, Registration

from .caller import Clock
from .world import Person

ONE, OTHER = JournalId(b"1" * 16), JournalId(b"2" * 16)
DAY = 86_400


@pytest.fixture
def clock() -> Clock:
    """Return a clock at the beginning of 1970; files are of today."""
    return Clock()


@pytest.fixture
def codes(tmp_path: Path, clock: Clock) -> Codes:
    """Return codes in an empty folder."""
    return Codes(tmp_path / "codes", 7, clock)


def test_a_code_is_good_for_one_journal(codes: Codes, person: Person) -> None:
    """It works for the first journal, and for no second one."""
    code = codes.make(person.draw)

    assert codes.claim(code, ONE)
    assert not codes.claim(code, OTHER)


def test_a_journal_may_use_its_code_again(codes: Codes, person: Person) -> None:
    """A registration that was cut short is simply repeated."""
    code = codes.make(person.draw)

    assert codes.claim(code, ONE)
    assert codes.claim(code, ONE)


def test_a_code_may_be_typed_carelessly(codes: Codes, person: Person) -> None:
    """Capitals, missing hyphens and spaces around it do not matter."""
    code = codes.make(person.draw)

    assert codes.claim(f"  {code.upper().replace('-', '')} ", ONE)


@pytest.mark.parametrize("code", ["", "-", "wrong", "../../etc/passwd", "\udcff", "x" * 9000])
def test_what_is_no_code_is_no_code(codes: Codes, person: Person, code: str) -> None:
    """Whatever a caller sends is only ever hashed."""
    codes.make(person.draw)

    assert not codes.claim(code, ONE)


def test_a_code_grows_too_old(codes: Codes, person: Person, tmp_path: Path, clock: Clock) -> None:
    """After its days are over a code that was not used is worth nothing."""
    old, older = codes.make(person.draw), codes.make(person.draw)
    made = max(each.stat().st_mtime for each in (tmp_path / "codes").iterdir())

    clock.now = made + 7 * DAY - 10
    assert codes.claim(old, ONE)
    clock.now = made + 7 * DAY + 10
    assert not codes.claim(older, ONE)


def test_codes_are_kept_as_hashes(codes: Codes, person: Person, tmp_path: Path) -> None:
    """Whoever copies the folder has no code that works, and only the owner can look."""
    code = codes.make(person.draw)
    (file,) = (tmp_path / "codes").iterdir()

    assert len(code.replace("-", "")) == 32
    assert not codes.claim(file.name, ONE)
    assert file.read_bytes() == b""
    assert [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent)] == [0o600, 0o700]


def test_a_folder_that_cannot_be_written_is_a_setting_to_mend(tmp_path: Path, person: Person) -> None:
    """The error names the folder."""
    (tmp_path / "file").touch()

    with pytest.raises(ConfigError, match="cannot be written"):
        Codes(tmp_path / "file", 7, Clock()).make(person.draw)


def test_each_mode_has_its_rule(codes: Codes, person: Person) -> None:
    """Open takes any journal, code takes those with a code, closed takes none."""
    code = codes.make(person.draw)

    Registration(Mode.OPEN, codes).check(ONE, "")
    Registration(Mode.CODE, codes).check(ONE, code)
    for mode, said in ((Mode.CODE, ""), (Mode.CODE, code), (Mode.CLOSED, code), (Mode.CLOSED, codes.make(person.draw))):
        with pytest.raises(NotAllowedError):
            Registration(mode, codes).check(OTHER, said)
