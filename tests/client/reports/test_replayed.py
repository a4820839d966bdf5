"""The replays of a report: steps that can be walked through and filtered without a script."""

from __future__ import annotations

import re
from pathlib import Path

from twoway_client.reports.markdown import markdown
from twoway_client.reports.page import html
from twoway_client.reports.replayed import KINDS, replays_html, talks_of
from twoway_core.events.talk import QuestionReceived, RedFlagRaised

from ...core.projections.diary import Acme, Firm, acme, begun
from .shown import Outline, page

STYLE = Path(__file__).parents[3] / "client/twoway_client/reports/style.css"


def told(known: Acme) -> str:
    """Return the replays of Acme as HTML."""
    return replays_html(talks_of(known.firm.mine, known.firm.case, "Acme"))


def test_each_talk_has_its_steps_the_last_of_them_chosen() -> None:
    """Everything is known until somebody steps back."""
    document = told(acme())
    talks = document.split("<details")[1:]

    assert ["Acme, talk 1" in talks[0], "Acme, talk 2" in talks[1], len(talks)] == [True, True, 2]
    for talk in talks:
        buttons = re.findall(r'<input type="radio" name="talk-\d"( checked)?>', talk)
        assert buttons == [""] * (len(buttons) - 1) + [" checked"]


def test_every_kind_that_is_there_can_be_left_out() -> None:
    """Its steps bear the class that its box hides, and the style sheet knows each."""
    known = acme()
    known.firm.notes(QuestionReceived(text="Why us?", contact=known.ana))
    known.firm.notes(RedFlagRaised(text="late"))
    document = told(known)
    style = STYLE.read_text(encoding="utf-8")

    for kind in ("asked", "noted", "theirs", "judged"):
        assert f'class="only-{kind}" checked' in document
        assert f'<li class="{kind}">' in document
    assert all(f".only-{kind}:not(:checked)) li.{kind}" in style for kind in KINDS)


def test_a_step_says_when_what_and_whom() -> None:
    """The words of the note stand under it, whole."""
    words = "".join(Outline(html(page(acme().firm))).words)

    assert re.search(r"\d\d:\d\d noted\b.*\bAna", words)
    assert "The arrow keys walk from step to step" in words


def test_without_a_talk_there_is_nothing_to_replay() -> None:
    """Neither a heading nor a list."""
    firm = Firm(begun().diary, "Acme")

    assert talks_of(firm.mine, firm.case, "Acme") == ()
    assert "Talk by talk" not in html(page(firm)) + markdown(page(firm))


def test_markdown_lists_the_same_steps() -> None:
    """In the same order."""
    known = acme()
    count = sum(len(talk.steps) for talk in talks_of(known.firm.mine, known.firm.case, "Acme"))
    section = markdown(page(known.firm)).split("## Talk by talk")[1].split("## Evidence")[0]

    assert len(re.findall(r"^- \d\d:\d\d ", section, re.MULTILINE)) == count
