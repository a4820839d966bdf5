"""Everything a person writes through the commands, with one hidden word in every text, name and reason."""

from __future__ import annotations

from tests.client.home import TestHome
from tests.privacy.canaries import CANARY

WHO = f"@{CANARY.lower()}"
LONGER = f"{CANARY}, and what it cost"


def write_everything(home: TestHome) -> None:
    """Work through a whole case, from the wishes to the last to-do."""
    _prepare(home)
    _meet(home)
    _look_back(home)


def _prepare(home: TestHome) -> None:
    home.write("want", f"{CANARY}=100", "growth=60", "--must", CANARY)
    home.write("want", "--present", f"{CANARY}=3")
    home.write("open", CANARY, CANARY)
    home.write("who", "add", f"{CANARY} Ruiz", "--boss", "--title", CANARY, "--channel", CANARY, "--tool", CANARY)
    home.write("who", "change", WHO, "--about", LONGER, "--name", f"{CANARY} Ruiz-Marin")
    home.write("prep", "add", CANARY)
    home.write("prep", "done", "1", CANARY)
    home.write("learn", CANARY, "--from", "review", "--where", CANARY, "--about", CANARY)
    asked = home.write("bank", "add", f"{CANARY}?", "--about", CANARY)
    home.write("bank", "reword", asked, f"{CANARY}, in other words?")
    home.write("plan", "45m", WHO, "--when", "4 mar 14:00")


def _meet(home: TestHome) -> None:
    home.write("start")
    home.write("ask", f"{CANARY}?", WHO)
    answer = home.write("note", f"e: {CANARY}", "--limit", f"{CANARY}={CANARY}", "--approver", CANARY)
    home.write("follow", f"{CANARY}!", WHO)
    home.write("note", text=LONGER)
    home.write("got", CANARY, WHO, "--skill", CANARY)
    home.write("saw", CANARY, "--cue", CANARY)
    home.write("flag", CANARY, "--light")
    home.write("promise", CANARY, WHO, "--value", CANARY, "--medium", CANARY)
    home.write("jot", text=CANARY)
    home.write("fix", answer, "--text", LONGER, "--because", CANARY)
    home.write("end")


def _look_back(home: TestHome) -> None:
    home.write("gut", "4", CANARY)
    home.write("rate", "--list")
    home.write("debrief", "--yes", "--note", CANARY)
    todo = home.write("todo", "add", CANARY, WHO, "--kind", "ask", "--by", CANARY)
    home.write("sent", todo, CANARY, "--by", CANARY)
    home.write("todo", "reply", todo, CANARY)
    dropped = home.write("todo", "add", LONGER)
    home.write("todo", "drop", dropped, CANARY)
    home.write("undo")
    home.write("redo")
    home.write("erase", home.write("jot", CANARY), "--because", CANARY, "--confirm", "erase")
