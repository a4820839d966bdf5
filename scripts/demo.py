"""Plays the example through the real commands, each a process of its own, on a terminal of its own.

What is typed stands behind ``$``; what is shown is what a person would see. The clock of each command
is set to the example's day (TWOWAY_NOW).
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else ROOT / ".demo"
TWOWAY, SERVER = ROOT / ".venv/bin/twoway", ROOT / ".venv/bin/twoway-server"
EXAMPLES = (ROOT / "examples/two_firms.toml", ROOT / "examples/two_months.toml")
LAST = "2026-04-27T21:00:00+02:00"
SECONDS = 30
_ID = re.compile(r"^([bcdfghjklmnpqrstvwxz]{5,15})\s", re.MULTILINE)
_PLANNED = re.compile(r"^ +(\d+)  \S.*?\d  (\w+)", re.MULTILINE)
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_COUNTED = re.compile(r"^ *(Ends in)? *\d:\d\d *\n", re.MULTILINE)
_PROMPT = re.compile(r"(\[\w/\w\] |: |> |\? |\] )$")


class Device:
    """One device of the example: a home, and the commands typed there."""

    def __init__(self, name: str) -> None:
        self.name, self.home = name, FOLDER / name
        self.saved: dict[str, str] = {}

    def environment(self, when: str) -> dict[str, str]:
        """Return what a command of this device runs in."""
        quiet = {"TWOWAY_HOME": str(self.home), "XDG_STATE_HOME": str(FOLDER / "state"), "TWOWAY_NOW": when}
        return {**os.environ, **quiet, "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "80"}

    def spawn(self, words: list[str], when: str) -> pexpect.spawn:
        """Start a command on a terminal of 80 columns."""
        say(f"{self.name}$ twoway " + " ".join(quoted(word) for word in words))
        environment = self.environment(when)
        return pexpect.spawn(
            str(TWOWAY), words, env=environment, encoding="utf-8", timeout=SECONDS, dimensions=(50, 80)
        )

    def run(self, *words: str, when: str = LAST, answers: tuple[str, ...] = ()) -> str:
        """Run a command to its end, type ``answers`` at its prompts (Enter after them); return what it showed."""
        child = self.spawn([word.format(**self.saved) for word in words], when)
        shown, waiting = "", list(answers)
        while child.expect([pexpect.EOF, _PROMPT_AT_REST], timeout=SECONDS) == 1:
            shown += child.before + child.after
            child.sendline(waiting.pop(0) if waiting else "")
        shown += child.before
        child.close()
        shown = plain(shown).rstrip()
        say(shown)
        if child.exitstatus != 0:
            raise SystemExit(f"the demo stopped: twoway {words[0]} ended with {child.exitstatus}")
        return shown

    def pipe(self, words: list[str], text: str, when: str) -> str:
        """Run a command that reads ``text`` from a pipe; return the id that it printed."""
        typed = " ".join(quoted(word) for word in words)
        say(f"{self.name}$ echo {quoted(text)} | twoway {typed}")
        filled = [word.format(**self.saved) for word in words]
        done = subprocess.run(
            [TWOWAY, *filled], input=text, text=True, capture_output=True, env=self.environment(when), check=False
        )
        say((done.stdout + done.stderr).rstrip())
        if done.returncode != 0:
            raise SystemExit(f"the demo stopped: twoway {words[0]} ended with {done.returncode}")
        return done.stdout.split()[0]


_PROMPT_AT_REST = re.compile(r"(?:\[\w/\w\] |[:>?] |\]: )(?=$)")


def say(text: str) -> None:
    """Print one thing that happened."""
    print(text, flush=True)


def plain(shown: str) -> str:
    """Return what a terminal shows, without colours, carriage returns and the seconds that it counts down."""
    return _COUNTED.sub("", _COLOURS.sub("", shown).replace("\r\n", "\n").replace("\r", "\n"))


def quoted(word: str) -> str:
    """Return ``word`` as one would type it."""
    return word if re.fullmatch(r"[\w@.:/+-]+", word) else f'"{word}"'


@contextmanager
def server() -> Iterator[str]:
    """Run a server on a free port of this computer; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (FOLDER / "server.log").open("w") as log:
        process = subprocess.Popen(
            [SERVER, "--port", str(port), "--data", str(FOLDER / "twoway-server.db")], stdout=log, stderr=log
        )
    try:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(SECONDS)


def play(device: Device) -> None:
    """Type the example, chapter by chapter."""
    for example in EXAMPLES:
        for chapter in tomllib.loads(example.read_text())["chapter"]:
            say(f"\n== {chapter['title']} ==")
            for step in chapter["step"]:
                _play_step(device, step)


def _play_step(device: Device, step: dict[str, object]) -> None:
    when, words = step["when"].isoformat(), list(step["run"])  # type: ignore[attr-defined,call-overload]
    if "text" in step:
        name = device.pipe(words, str(step["text"]), when)
    else:
        shown = device.run(*words, when=when, answers=tuple(step.get("answers", ())))  # type: ignore[arg-type]
        found = _ID.search(shown)
        name = found[1] if found else ""
        if words[0] == "plan":
            device.saved |= {about: number for number, about in _PLANNED.findall(shown)}
    if "save" in step:
        device.saved[str(step["save"])] = name


def pair(laptop: Device, desk: Device, address: str) -> None:
    """Admit the second device: words from one screen to the other, and the check code back."""
    invite = laptop.spawn(["invite"], LAST)
    invite.expect("Ends in", timeout=SECONDS)
    screen = plain(invite.before)
    say(screen.rstrip())
    words = re.findall(r"(?<=  )[a-z]{3,8}(?=\s)", screen.partition("nine words:")[2].partition("or give")[0])
    join = desk.spawn(["join", "--name", "desk", "--server", address, "--no-passphrase"], LAST)
    join.expect("> ")
    join.sendline(" ".join(word[:4] for word in words))
    join.expect(r"Check code: (\d{3} \d{3})[^\n]*\n")
    code = join.match[1]
    say(plain(join.before + join.after).rstrip())
    invite.expect(f"{code}.*admit it: ")
    say("laptop's screen asks:\n" + plain(invite.before + invite.after).strip())
    join.expect("no to stop: ")
    say("desk's screen asks:\n" + plain(join.before + join.after).strip())
    for child in (invite, join):
        child.sendline("yes")
    for child in (invite, join):
        child.expect(pexpect.EOF)
        child.close()
        say(plain(child.before).strip())
        if child.exitstatus != 0:
            raise SystemExit("the demo stopped: the second device was not admitted")


def two_devices(laptop: Device, desk: Device) -> None:
    """Both write offline, both sync, both show the same."""
    say("\n== Both write while offline, then sync ==")
    laptop.pipe(["jot"], "Acme's stand at the fair had engineers at it, not only recruiters", LAST)
    desk.pipe(["jot"], "ask a former Birch person how the move to one warehouse went", LAST)
    for device in (laptop, desk, laptop):
        device.run("sync")
    if laptop.run("verify") != desk.run("verify"):
        raise SystemExit("the demo stopped: the two devices show different states")
    for view in (["fit", "acme"], ["compare"], ["todo"]):
        if laptop.run(*view) != desk.run(*view):
            raise SystemExit(f"the demo stopped: {view[0]} differs between the devices")


def look_back(desk: Device) -> Path:
    """Show the views on the second device, and write the report."""
    say("\n== On the second device: looking back, and deciding ==")
    for words in (
        ["open", "acme"],
        ["replay", "acme/2"],
        ["at", "2026-03-03", "fit", "acme"],
        ["agree"],
        ["why", "autonomy"],
    ):
        desk.run(*words)
    report = FOLDER / "report.html"
    desk.run("report", "--html", str(report))
    return report


def main() -> None:
    """Run the whole example in a fresh folder."""
    if len(sys.argv) == 1:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    laptop, desk = Device("laptop"), Device("desk")
    play(laptop)
    with server() as address:
        say("\n== A server, and a second device ==")
        laptop.run("sync", address)
        pair(laptop, desk, address)
        two_devices(laptop, desk)
        report = look_back(desk)
    say(f"\nThe journals of both devices are in {FOLDER}. Look around: TWOWAY_HOME={desk.home} twoway fit")
    say(f"The report: {report}")


if __name__ == "__main__":
    main()
