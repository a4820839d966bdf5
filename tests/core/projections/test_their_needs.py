"""What they need, held against what I can show."""

from __future__ import annotations

import pytest

from twoway_core.events.prep import StoryPrepared
from twoway_core.events.talk import EmployerNeedNoted, FitFeedbackReceived, MyAnswerNoted, QuestionReceived
from twoway_core.projections.their_needs import are_alike, their_needs

from .diary import Firm, wanting


def test_a_need_shows_what_they_said_and_what_i_can_show() -> None:
    """Of one person the latest view; a story by its skill, told or not; questions by the skill they probed."""
    firm = Firm(wanting().diary, "Acme")
    ana = firm.meets("Ana", "boss")
    told = firm.diary.write(StoryPrepared(title="the migration", skills=("cloud", "streaming")))
    firm.diary.write(StoryPrepared(title="the night shift", skills=("Streaming Pipelines",)))
    firm.diary.write(StoryPrepared(title="a course", skills=("teaching",)))
    need = firm.write(
        EmployerNeedNoted(opportunity=firm.id, need="streaming pipelines", importance=4, mine=3, contact=ana)
    )
    other = firm.write(EmployerNeedNoted(opportunity=firm.id, need="german", importance=2))
    firm.write(MyAnswerNoted(opportunity=firm.id, text="so it went", story=told))
    firm.write(QuestionReceived(opportunity=firm.id, text="Kafka?", skill="streaming"))
    firm.write(QuestionReceived(opportunity=firm.id, text="Why us?"))
    for rating in (2, 5):
        firm.write(FitFeedbackReceived(opportunity=firm.id, view=f"a {rating}", need=need, rating=rating, contact=ana))
    first, second = their_needs(firm.mine, firm.case)

    assert [(one.who, one.rating, one.view) for one in first.said] == [("Ana", 5, "a 5")]
    assert [(one.title, one.skill, one.told) for one in first.shown] == [
        ("the migration", "streaming", True),
        ("the night shift", "Streaming Pipelines", False),
    ]
    assert (first.need, first.who, first.importance, first.own, first.probed) == ("streaming pipelines", "Ana", 4, 3, 1)
    assert first.weight == pytest.approx(4 / 6)
    assert (second.id, second.who, second.said, second.shown, second.probed) == (other, "", (), (), 0)


@pytest.mark.parametrize(
    ("skill", "need", "same"),
    [
        ("Streaming", "streaming pipelines", True),
        ("streaming pipelines at night", "pipelines streaming", True),
        ("teaching", "streaming", False),
        ("stream", "streaming", False),
        ("", "streaming", False),
        ("streaming", " ", False),
    ],
)
def test_skill_and_need_are_alike_by_whole_words(skill: str, need: str, same: bool) -> None:
    """However they are written, and in whatever order."""
    assert are_alike(skill, need) is same
