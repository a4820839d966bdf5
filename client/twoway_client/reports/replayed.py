"""The replays of a report: each talk step by step, which can be walked through and filtered without any script.

Every step is a radio button: the arrow keys walk from one to the next, and what came after the chosen one is pale, as
it was not known then. A check box a kind leaves its steps out. Without a style sheet, and on paper, it is a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twoway_client.reports.phrases import cleaned, paragraphs
from twoway_client.times import show_day
from twoway_client.views.replay import clock, heading, remarks_on
from twoway_core.ids import short
from twoway_core.journal.handles import interview_numbers
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.replay import Replay, replay
from twoway_core.projections.steps import Step

KINDS = ("asked", "noted", "theirs", "judged", "other")
"""What a filter leaves out together; each is a class of the style sheet."""
_KIND_OF = {
    "asked": "asked",
    "followed": "asked",
    "noted": "noted",
    "saw": "noted",
    "feedback": "noted",
    "received": "theirs",
    "said": "theirs",
    "need": "theirs",
    "gave": "theirs",
    "flagged": "judged",
    "promised": "judged",
}
_SHOWN = {
    "asked": "questions",
    "noted": "answers, and what you saw",
    "theirs": "what they asked",
    "judged": "flags and promises",
    "other": "all else",
}
HELP = "The arrow keys walk from step to step; what came later is pale."


@dataclass(frozen=True, slots=True)
class Talk:
    """One interview: what it is called, ``about`` it in a line, and its steps."""

    name: str
    about: str
    steps: tuple[Step, ...]


def talks_of(mine: Mine, case: Case, called: str) -> tuple[Talk, ...]:
    """Return the interviews of ``case`` of which anything is known, in order."""
    numbers = interview_numbers(case.interviews)
    views = [(numbers[one.id], replay(mine, case, one, called)) for one in case.interviews.values()]
    return tuple(_talk(f"{called}, talk {number}", view) for number, view in views if view.steps)


def _talk(name: str, view: Replay) -> Talk:
    return Talk(name, " ".join(heading(view).split()), view.steps)


def replays_html(talks: Sequence[Talk]) -> str:
    """Return the section of all ``talks``; nothing where there is none."""
    if not talks:
        return ""
    told = "".join(_talk_html(number, talk) for number, talk in enumerate(talks, 1))
    return f'<section class="replays" id="replays"><h2>Talk by talk</h2><p>{HELP}</p>{told}</section>'


def _talk_html(number: int, talk: Talk) -> str:
    there = dict.fromkeys(_kind(step) for step in talk.steps)
    boxes = "".join(
        f'<label><input type="checkbox" class="only-{kind}" checked> {_SHOWN[kind]}</label>'
        for kind in KINDS
        if kind in there
    )
    filters = f'<fieldset><legend class="unseen">Show</legend>{boxes}</fieldset>' if len(there) > 1 else ""
    steps = "".join(_step(number, place, talk.steps) for place in range(len(talk.steps)))
    summary = f"<summary><b>{cleaned(talk.name)}</b> {cleaned(talk.about)}</summary>"
    return f'<details class="replay">{summary}{filters}<ol>{steps}</ol></details>'


def _step(number: int, place: int, steps: Sequence[Step]) -> str:
    step = steps[place]
    chosen = " checked" if place == len(steps) - 1 else ""
    day = show_day(step.at.date()) + " " if place and step.at.date() != steps[place - 1].at.date() else ""
    line = "" if step.number is None else f" {step.number}"
    head = f"{day}{clock(step.at, utc=False)} {step.word}{line} {step.who}".rstrip()
    remarks = f' <span class="meta">{cleaned(remarks_on(step))}</span>' if remarks_on(step) else ""
    return (
        f'<li class="{_kind(step)}"><label><input type="radio" name="talk-{number}"{chosen}>'
        f'<span><span class="meta">{cleaned(head)} {short(step.id)}</span><br><bdi>{paragraphs(step.text)}</bdi>'
        f"{remarks}</span></label></li>"
    )


def _kind(step: Step) -> str:
    return _KIND_OF.get(step.word, "other")
