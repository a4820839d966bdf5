"""What ships with a new journal is whole, fits the screen and can be logged as it stands."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import msgspec
import pytest

from twoway_core import starter
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.base import Event, Role
from twoway_core.events.mine import CriterionDefined

TERMINAL_COLUMNS = 80
PLAN_COLUMNS = 51
"""What a plan leaves for the question beside number, people, minutes and criterion."""

NAMES = [
    "autonomy",
    "supervision",
    "communication",
    "pace and order",
    "technology",
    "growth",
    "career path",
    "boss support",
    "team",
    "values",
    "balance",
    "role clarity",
    "can I succeed here",
    "firm's prospects",
    "pay",
    "commute",
]
IDS = {name: bytes([number]) * 16 for number, name in enumerate(NAMES)}
CRITERIA = starter.criteria()
QUESTIONS = starter.questions(IDS)
EVENTS: list[Event] = [*CRITERIA, *QUESTIONS, *starter.prep_steps()]


def test_the_criteria_stand_in_the_order_in_which_they_are_offered() -> None:
    """A person picks them by number, so the order is part of the content."""
    assert [criterion.name for criterion in CRITERIA] == NAMES


def test_most_criteria_are_better_the_more_there_is() -> None:
    """Five are best at a level of one's own, and less of the commute is better."""
    shapes = {shape: [one.name for one in CRITERIA if one.shape == shape] for shape in ("ideal", "less")}

    assert shapes == {"ideal": NAMES[:5], "less": ["commute"]}


def test_no_ideal_level_is_presumed() -> None:
    """Which level is right is asked, never guessed."""
    assert {criterion.ideal for criterion in CRITERIA} == {None}


def test_every_ideal_criterion_says_what_its_ends_mean() -> None:
    """Whoever is asked for a level learns what 1 and 5 are, and nobody else is asked."""
    ends = starter.ideal_ends()

    assert set(ends) == {criterion.name for criterion in CRITERIA if criterion.shape == "ideal"}
    assert ends["autonomy"] == ("told how", "left alone")


def test_every_lens_has_a_criterion_and_none_has_half_of_them() -> None:
    """Each heading of the fit report can be filled, and none outweighs the rest by number alone."""
    counts = Counter(criterion.lens for criterion in CRITERIA)

    assert set(counts) == {"values", "goals", "daily", "growth", "boss", "team", "money"}
    assert max(counts.values()) < len(CRITERIA) / 2


def test_every_criterion_is_personal_or_professional_and_growth_is_both() -> None:
    """One criterion of growth is for the person, the other for the career."""
    assert {criterion.sphere for criterion in CRITERIA} == {"personal", "professional"}
    assert {one.sphere for one in CRITERIA if one.lens == "growth"} == {"personal", "professional"}


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.name)
def test_the_three_anchors_fit_one_line(criterion: CriterionDefined) -> None:
    """Whoever rates sees what 1, 3 and 5 mean at a glance."""
    anchors = (criterion.anchor1, criterion.anchor3, criterion.anchor5)
    line = " " * 8 + "   ".join(f"{rating} {anchor}" for rating, anchor in zip((1, 3, 5), anchors, strict=True))

    assert len(set(anchors)) == 3
    assert all(anchors)
    assert len(line) <= TERMINAL_COLUMNS


def test_there_are_twenty_eight_questions_and_no_two_alike() -> None:
    """The number is the one that is offered when a journal is made."""
    assert len({question.text for question in QUESTIONS}) == len(QUESTIONS) == 28


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.text)
def test_a_question_fits_its_line_of_the_plan(question: QuestionAdded) -> None:
    """Read at a glance, under a table's edge: one line, ending as a question or a request does."""
    assert len(question.text) <= PLAN_COLUMNS
    assert question.text.endswith("?") or question.text.startswith("Tell me ")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.text)
def test_a_question_says_what_kind_of_answer_it_wants_from_whom(question: QuestionAdded) -> None:
    """The words are those that plans and weights know, and the minutes are those of one answer."""
    assert question.kind in {"open", "example", "fact", "number", "feedback"}
    assert question.tag in {"duties", "organisation", "comfort", "flag"}
    assert question.topic in {"work", "opportunity", "boss"}
    assert question.ask
    assert set(question.ask) <= {*get_args(Role), "everyone"}
    assert 1 <= question.minutes <= 4
    assert question.origin == "starter"


def test_every_tag_and_topic_has_several_questions() -> None:
    """A plan can be balanced between duties, organisation and comfort, and between work, job and boss.

    One question is there to bring red flags to light.
    """
    tags = Counter(question.tag for question in QUESTIONS)
    topics = Counter(question.topic for question in QUESTIONS)

    assert tags.pop("flag") == 1
    assert min(tags.values()) >= 5
    assert min(topics.values()) >= 5


def test_questions_cite_the_criteria_by_the_ids_they_were_given() -> None:
    """The question about busy months is the only one that speaks to balance."""
    about_balance = [question.text for question in QUESTIONS if question.criteria == (IDS["balance"],)]

    assert about_balance == ["What hours were worked in the last busy month?"]


def test_a_question_about_a_criterion_that_was_not_kept_is_left_out() -> None:
    """Whoever begins with growth alone gets the three questions about growth."""
    growth = IDS["growth"]

    kept = starter.questions({"growth": growth})

    assert [question.criteria for question in kept] == [(growth,)] * 3


def test_their_view_of_me_is_asked_late() -> None:
    """Asking what they think of me belongs to the last minutes; it is the one question of its kind."""
    late = [(question.text, question.kind) for question in QUESTIONS if question.when == "late"]

    assert late == [("Which of your needs do I meet?", "feedback")]


def test_office_days_are_wanted_in_writing() -> None:
    """Who decides about days at home is the answer to have by mail as well."""
    written = [question.text for question in QUESTIONS if question.in_writing]

    assert written == ["How often are office days, and who decides?"]


def test_the_place_of_remote_people_is_asked_where_there_are_any() -> None:
    """The question stands under a condition."""
    remote = [question.text for question in QUESTIONS if question.condition == "remote"]

    assert remote == ["How do remote people join meetings and daily work?"]


def test_the_checklist_goes_from_the_firm_to_the_role_to_the_people() -> None:
    """Three steps, the last of which is who one will meet."""
    steps = [(step.kind, step.text) for step in starter.prep_steps()]

    assert steps == [
        ("firm", "the firm: values, ways of working, culture"),
        ("role", "recent projects and news, where the role fits in"),
        ("people", "who you meet"),
    ]


def test_every_scale_of_working_style_has_two_ends_and_a_criterion() -> None:
    """What I like can be held against what they say."""
    scales = starter.scales()

    assert len({scale.name for scale in scales}) == len(scales) == 8
    assert all(scale.low and scale.high and scale.low != scale.high for scale in scales)
    assert {scale.about for scale in scales} <= set(NAMES)


def test_what_ships_can_be_logged() -> None:
    """Each event keeps to the bounds of its fields, so that what is written can be read."""
    read = [msgspec.msgpack.decode(msgspec.msgpack.encode(event), type=type(event)) for event in EVENTS]

    assert read == EVENTS


def test_the_content_prints_everywhere() -> None:
    """Plain ASCII: no terminal and no font is too poor for it."""
    texts = [starter.guide(), *(repr(event) for event in EVENTS), *(repr(scale) for scale in starter.scales())]

    assert all(text.isascii() for text in texts)


def test_the_guide_is_markdown_that_fits_a_terminal() -> None:
    """One title, several parts, and no line too long to read as it stands."""
    lines = starter.guide().splitlines()

    assert lines[0].startswith("# ")
    assert sum(line.startswith("## ") for line in lines) >= 5
    assert max(len(line) for line in lines) <= TERMINAL_COLUMNS


def packed(name: str, questions: dict[str, bytes] | None = None) -> list[QuestionAdded]:
    """Return the questions of a pack."""
    return starter.pack(name, IDS, questions or {})


@pytest.mark.parametrize("pack", starter.packs(), ids=lambda pack: pack.name)
def test_a_pack_has_questions_that_are_whole(pack: starter.Pack) -> None:
    """Each fits its line, is about something, says whom to ask, and stands in no other place."""
    questions = packed(pack.name)

    assert questions
    assert all(len(one.text) <= PLAN_COLUMNS and one.criteria and one.ask and one.minutes for one in questions)
    assert not {one.text for one in questions} & {one.text for one in QUESTIONS}
    assert len(f"{pack.name:<12} {pack.line}") <= TERMINAL_COLUMNS


def test_a_pack_for_some_jobs_says_for_which() -> None:
    """By role, by level, by industry."""
    assert all("engineer" in one.roles for one in packed("engineering"))
    assert packed("beginners")[0].levels
    assert packed("health")[0].industries


def test_what_hangs_under_a_question_finds_it_in_the_bank() -> None:
    """By its words; where it is not there, it hangs under none; about what is not there, it is left out."""
    parent = "How did you last bring out the best in someone?"

    assert {one.parent for one in packed("boss", {parent: b"p" * 16})} == {b"p" * 16}
    assert {one.parent for one in packed("boss")} == {None}
    assert starter.pack("boss", {}, {}) == []


@pytest.mark.parametrize("stage", starter.stages().values(), ids=lambda stage: stage.kind)
def test_a_kind_of_interview_orders_all_three_topics_and_has_steps(stage: starter.Stage) -> None:
    """Each fits the terminal."""
    assert sorted(stage.first) == ["boss", "opportunity", "work"]
    assert stage.steps
    assert all(len(step) <= PLAN_COLUMNS for step in (stage.line, *stage.steps))
