"""Reading what strace tells: which files a program made, wrote, synced, moved and removed, and what it said."""

from __future__ import annotations

from tests.power.disk import Cut, Heard, Made, Removed, Renamed, Sent, Step, Synced, Told, Wrote
from tests.power.recording import steps
from tests.power.session import told


def hexed(text: str) -> str:
    """Return ``text`` as strace prints it."""
    return "".join(f"\\x{each:02x}" for each in text.encode())


def opened(number: int, path: str) -> str:
    """Return an open file as strace prints it."""
    return f"{number}<{hexed(path)}>"


def read(*lines: str) -> list[Step]:
    """Return the steps in the folder /h that ``lines`` of process 7 tell."""
    return list(steps([f"7 {line}" for line in lines], "/h"))


def test_a_file_that_is_replaced_is_made_written_synced_and_moved() -> None:
    """What is written without a place goes on where the last write ended."""
    here = f"AT_FDCWD<{hexed('/')}>"

    assert read(
        f'openat({here}, "{hexed("/h/a.new")}", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0600) = {opened(3, "/h/a.new")}',
        f'write({opened(3, "/h/a.new")}, "{hexed("one")}", 3) = 3',
        f'write({opened(3, "/h/a.new")}, "{hexed("two")}", 3) = 2',
        f"fsync({opened(3, '/h/a.new')}) = 0",
        f'rename("{hexed("/h/a.new")}", "{hexed("/h/a")}") = 0',
        f"fsync({opened(4, '/h')}) = 0",
    ) == [
        *(Made("a.new"), Cut("a.new", 0), Wrote("a.new", 0, b"one"), Wrote("a.new", 3, b"tw")),
        *(Synced("a.new"), Renamed("a.new", "a"), Synced(".")),
    ]


def test_writes_at_a_place_and_new_sizes_are_told() -> None:
    """As SQLite does it."""
    assert read(
        f'pwrite64({opened(3, "/h/j")}, "{hexed("ab")}", 2, 4096) = 2',
        f"ftruncate({opened(3, '/h/j')}, 12) = 0",
        f"fdatasync({opened(3, '/h/j')}) = 0",
        f"lseek({opened(5, '/h/k')}, 9, SEEK_SET) = 9",
        f'write({opened(5, "/h/k")}, "{hexed("z")}", 1) = 1',
    ) == [Wrote("j", 4096, b"ab"), Cut("j", 12), Synced("j"), Wrote("k", 9, b"z")]


def test_names_are_found_from_the_folder_that_is_named_before_them() -> None:
    """Removing by an open folder is removing all the same; a folder is made and goes as a file does."""
    assert read(
        f'mkdir("{hexed("/h/sub")}", 0700) = 0',
        f'unlinkat({opened(4, "/h/sub")}, "{hexed("a")}", 0) = 0',
        f'unlinkat({opened(4, "/h")}, "{hexed("sub")}", AT_REMOVEDIR) = 0',
        f'unlink("{hexed("/h/b")}") = 0',
    ) == [Made("sub", is_folder=True), Removed("sub/a"), Removed("sub"), Removed("b")]


def test_what_lies_elsewhere_failed_or_has_no_name_is_left_out() -> None:
    """Only what a crash could take away counts."""
    assert (
        read(
            f'write({opened(3, "/elsewhere/a")}, "{hexed("x")}", 1) = 1',
            f'write({opened(3, "/help")}, "{hexed("x")}", 1) = 1',
            f'rename("{hexed("/tmp/a")}", "{hexed("/tmp/b")}") = 0',
            f'unlink("{hexed("/h/a")}") = -1 ENOENT (No such file or directory)',
            f'write({opened(3, "/h/#123")}(deleted), "{hexed("x")}", 1) = 1',
            f"fsync({opened(3, '/elsewhere/a')}) = 0",
            "--- SIGCHLD {si_signo=SIGCHLD} ---",
            "+++ exited with 0 +++",
        )
        == []
    )


def test_a_call_that_another_thread_cut_in_two_counts_from_its_end() -> None:
    """Until then nobody may rely on it."""
    lines = [
        f"7 fsync({opened(3, '/h/a')} <unfinished ...>",
        f'8 pwrite64({opened(3, "/h/a")}, "{hexed("x")}", 1, 0) = 1',
        "7 <... fsync resumed>) = 0",
    ]

    assert list(steps(lines, "/h")) == [Wrote("a", 0, b"x"), Synced("a")]


def test_what_is_said_and_sent_stands_in_its_place() -> None:
    """So that it is known what was promised when the power failed."""
    assert read(
        f'write({opened(1, "pipe:[1]")}, "{hexed("done")}", 4) = 4',
        f'sendto({opened(3, "socket:[2]")}, "{hexed("GET")}", 3, 0, NULL, 0) = 3',
        f'recvfrom({opened(3, "socket:[2]")}, "{hexed("200 OK")}", 65536, 0, NULL, NULL) = 3',
    ) == [Told("done"), Sent(), Heard(b"200")]


def test_only_a_whole_answer_counts_as_told() -> None:
    """Half of it was not read by anybody."""
    wrote = '{"schema":"twoway.wrote/1","id":"cxrxp","what":"jotted"}'

    assert (told(wrote), told(wrote[:-1]), told('{"schema":"twoway.sync/1"}')) == ({"cxrxp"}, set(), set())
