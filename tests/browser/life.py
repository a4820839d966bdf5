"""A person's case from the wishes to the last to-do, written on a laptop, with ``mark`` in every text and name."""

from __future__ import annotations

from dataclasses import dataclass

from tests.client.home import TestHome


@dataclass(frozen=True)
class Life:
    """Ids, in hex, of what the screens of one case are about."""

    opportunity: str
    interview: str
    jot: str


def write_life(home: TestHome, mark: str = "") -> Life:
    """Write the case; everything in it happens now."""
    _prepare(home, mark)
    _meet(home, mark)
    _look_back(home, mark)
    return _ids(home)


def _prepare(home: TestHome, mark: str) -> None:
    home.write("want", "autonomy=100", f"calm{mark}=60", "--must", f"3 remote days{mark}")
    home.write("want", "--present", "autonomy=3")
    home.write("open", f"Acme{mark}", f"Data engineer{mark}")
    home.write("who", "add", f"Ana Ruiz{mark}", "--boss", "--title", f"Lead{mark}")
    home.write("who", "add", f"Ben Okafor{mark}", "--peer")
    home.write("prep", "add", f"read about them{mark}")
    home.write("learn", f"they grew by half{mark}", "--from", "review", "--where", f"a site{mark}")
    home.write("bank", "add", f"Who decides?{mark}", "--about", "autonomy")
    home.write("posting", "add", f"engineer wanted{mark}")
    home.write("plan", "45m", "@ana", "@ben")


def _meet(home: TestHome, mark: str) -> None:
    home.write("start")
    home.write("ask", "1", "@ana")
    home.write("note", f"e+: her engineers decide{mark}")
    home.write("follow", f"when was the last time?{mark}", "@ana")
    home.write("note", f"g: last spring{mark}")
    home.write("ask", f"And the hours?{mark}", "@ben")
    answer = home.write("note", f"v: it depends{mark}")
    home.write("got", f"why do you leave?{mark}", "@ana")
    home.write("saw", f"empty desks{mark}")
    home.write("flag", f"nobody stays{mark}", "--light")
    home.write("promise", f"a training week{mark}", "@ana")
    home.write("fix", answer, "--text", f"it depends on the team{mark}", "--because", f"misheard{mark}")
    home.write("end")


def _look_back(home: TestHome, mark: str) -> None:
    home.write("gut", "4", f"good talk{mark}")
    home.write("todo", "add", f"ask for the plan{mark}", "@ana", "--kind", "ask")
    home.write("offer", "--pay", "61000 EUR", "--term", f"3 remote days{mark}", "--note", f"by phone{mark}")
    home.write("jot", text=f"remember the name{mark}")


def _ids(home: TestHome) -> Life:
    desk = home.desk()
    desk.index.refresh()
    [opportunity] = [summary.id for summary in desk.index.checkpoint.summaries.values()]
    state = desk.state(opportunity)
    desk.database.close()
    [interview], [jot] = state.cases[opportunity].interviews, state.mine.jots
    return Life(opportunity.hex(), interview.hex(), jot.hex())
