"""Interviews that were held, for the tests of verbs that look back."""

from __future__ import annotations

from dataclasses import dataclass

from ..home import TestHome


@dataclass
class Held:
    """A home after acme/1, and the ids of what was noted in it; Ana and Ben spoke on autonomy, rated 5 and 4.

    ``second``: what Ben was asked beside that, with his answer.
    """

    home: TestHome
    ana: str
    ben: str
    second: str
    flag: str
    promise: str
    rated: str


def held(home: TestHome) -> Held:
    """Hold the planned interview acme/1 on Wednesday 4 March, 14:00 to 14:44, and rate it."""
    home.now = "2026-03-04T14:00:00+01:00"
    home.write("start")
    home.now = "2026-03-04T14:02:00+01:00"
    home.write("ask", "2", "@ana")
    ana = home.write("note", "e+: her engineers decide; she heard of the last database change afterwards")
    home.now = "2026-03-04T14:19:00+01:00"
    home.write("ask", "2", "@ben")
    ben = home.write("note", "e+: mostly us, a reviewer can stop it")
    home.now = "2026-03-04T14:31:00+01:00"
    second = home.write("note", "-q", "5", "n+: second time in two years")
    flag = home.write("flag", "open twice in two years", "--on", second, "--light")
    promise = home.write("promise", "one training week a year", "@ana")
    home.now = "2026-03-04T14:44:00+01:00"
    home.write("end")
    home.now = "2026-03-04T15:00:00+01:00"
    rated = home.write("rate", ana, "5")
    home.write("rate", ben, "4")
    return Held(home, ana, ben, second, flag, promise, rated)


def recruiter(home: TestHome) -> None:
    """Hear from Carla, on Thursday 5 March: 4 on growth, and yes to three remote days."""
    home.now = "2026-03-05T09:00:00+01:00"
    home.write("who", "add", "Carla Stein", "--recruiter")
    home.write("start", "@carla")
    home.write("ask", "What training is there?", "@carla")
    courses = home.write("note", "n+: courses, if you ask")
    home.write("ask", "Three remote days?", "@carla")
    days = home.write("note", "n+: three days, no problem")
    home.write("end")
    home.write("rate", courses, "4", "--about", "growth")
    home.write("rate", days, "y", "--about", "3 remote days")


def birch(home: TestHome) -> None:
    """Open Birch on Friday 6 March; its boss is rated 3 on autonomy. Acme is the current one afterwards."""
    home.now = "2026-03-06T09:00:00+01:00"
    home.write("open", "Birch", "Analytics lead")
    home.write("who", "add", "Dev Rao", "--boss")
    home.write("start", "@dev")
    home.write("ask", "What may I decide?", "@dev")
    noted = home.write("note", "n+: within a budget of 500")
    home.write("end")
    home.write("rate", noted, "3", "--about", "autonomy")
    assert home.run("open", "acme").code == 0
