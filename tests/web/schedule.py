"""Random schedules for devices of both kinds: who writes, who exchanges, and what happens to server and storage.

One seed is one schedule. Whatever happened, after a few quiet exchanges of everybody who may still read, all of them
hold the same entries, and nothing that was acknowledged, or written by somebody who stays, is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.client.home import TestHome
from tests.web.house import House, Phone, entries_of

SETTLING_ROUNDS = 4
CALM = (0, 4)
"""Exit codes of an exchange that went well; 4 says that something is to be looked at."""


class Schedule:
    """A laptop and a desk of the command line, a phone and a tablet of the app, and chance."""

    def __init__(self, town: House, laptop: TestHome, desk: TestHome, phone: Phone, tablet: Phone, seed: int) -> None:
        self.town, self.laptop, self.chance = town, laptop, Random(seed)
        self.homes: dict[str, TestHome] = {"laptop": laptop, "desk": desk}
        self.phones: dict[str, Phone] = {"phone": phone, "tablet": tablet}
        self.stay = {"laptop", "desk", "phone", "tablet"}
        self.written: set[bytes] = set()
        self.trace: list[str] = []
        self._copy: Path | None = None
        self._has_storage_copy = False
        self._notes: list[tuple[bytes, str]] = []

    def run(self, steps: int) -> None:
        """Do so many things by chance."""
        acts: list[tuple[int, Callable[[], None]]] = [
            (8, self._write),
            (8, self._sync),
            (2, self._erase),
            (1, self._let_days_pass),
            (1, self._rotate),
            (1, self._revoke),
            (1, self._restart),
            (1, self._wipe),
            (1, self._copy_server),
            (1, self._roll_back),
            (1, self._copy_storage),
            (1, self._put_back),
        ]
        for _ in range(steps):
            act = self.chance.choices([one for _, one in acts], [weight for weight, _ in acts])[0]
            self.trace.append(act.__name__.strip("_"))
            act()

    def settle(self) -> None:
        """Let everybody who may read exchange, a few times."""
        for _ in range(SETTLING_ROUNDS):
            self._everybody()
        self._let_days_pass()  # what was erased goes on each device by its own clock
        for _ in range(SETTLING_ROUNDS):
            self._everybody()

    def _everybody(self) -> None:
        for name in sorted(self.stay):
            self.sync(name)

    def sync(self, name: str) -> None:
        """Exchange; whoever was revoked is refused."""
        if name in self.homes:
            code = self.homes[name].run("sync").code
            assert code in CALM or name not in self.stay, (self.trace, name, code)
        else:
            refused = self.phones[name].ask("sync")
            assert refused is None or name not in self.stay, (self.trace, name, refused)

    def entries(self, name: str) -> set[bytes]:
        """Return what a device holds."""
        return entries_of(self.homes[name]) if name in self.homes else self.phones[name].entries()

    def _someone(self) -> str:
        return self.chance.choice(sorted(self.stay))

    def _write(self) -> None:
        name, text = self._someone(), f"note {len(self.trace)}"
        self.trace.append(name)
        if name in self.homes:
            self.homes[name].write("jot", text)
        else:
            made = self.phones[name].note(text)
            if name == "phone":
                self._notes.append((text.encode(), made))
        self.written.add(text.encode())

    def _sync(self) -> None:
        name = self._someone()
        self.trace.append(name)
        self.sync(name)

    def _erase(self) -> None:
        """Erase a note of the phone, from the phone."""
        if "phone" in self.stay and self._notes:
            for name in ("laptop", "phone"):  # after a storage was put back, and the server too, it has to come first
                self.sync(name)
            text, name = self._notes.pop(self.chance.randrange(len(self._notes)))
            event = {"type": "entry.erased", "fields": {"target": name}}
            self.phones["phone"].ask("write", events=[event])
            self.written.discard(text)

    def _let_days_pass(self) -> None:
        """Set every clock forward: what was erased is destroyed, and empty segments are due."""
        later = datetime.fromisoformat(self.town.now) + timedelta(days=4)
        self.town.set_time(later.isoformat())
        for home in self.homes.values():
            home.now = self.town.now

    def _rotate(self) -> None:
        assert self.laptop.run("devices", "rotate").code in CALM

    def _revoke(self) -> None:
        younger = sorted(self.stay & {"desk", "tablet"})
        if len(younger) < 2:
            return
        name = self.chance.choice(younger)
        self.sync(name)
        if name == "tablet" and self.chance.random() < 0.5:
            self.phones["phone"].sync()
            rows = self.phones["phone"].ask("devices")["rows"]
            device = next(row["id"] for row in rows if row["name"] == name and not row["is_revoked"])
            refused = self.phones["phone"].ask("revoke", id=device, others=[])
            assert refused is None, (self.trace, refused)
        else:
            assert self.laptop.run("devices", "revoke", name, "--yes").code in CALM, self.trace
        self.stay.discard(name)

    def _restart(self) -> None:
        self.town.restart()

    def _wipe(self) -> None:
        self.town.wipe()

    def _copy_server(self) -> None:
        self._copy = self.town.copy_server()

    def _roll_back(self) -> None:
        if self._copy is not None:
            self.town.roll_back(self._copy)

    def _copy_storage(self) -> None:
        self.sync("phone")  # what nobody else has would be lost with the copy put back, as it should
        self.phones["phone"].ask("copy", **{"as": "older"})
        self._has_storage_copy = True

    def _put_back(self) -> None:
        if self._has_storage_copy:
            self.sync("phone")
            self.sync("laptop")  # what only phone and server had would be lost if the server went back as well
            self.phones["phone"].ask("put-back", **{"from": "older"})
