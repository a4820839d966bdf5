"""The steps of an interview."""

from __future__ import annotations

import msgspec

from twoway_core.codec import encode
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected
from twoway_core.events.prep import StoryPrepared
from twoway_core.events.talk import (
    AnswerNoted,
    AutonomyLimitNoted,
    CommitmentNoted,
    ContributionOffered,
    EmployerNeedNoted,
    FitFeedbackReceived,
    MyAnswerNoted,
    ObservationNoted,
    QuestionReceived,
    RedFlagRaised,
)
from twoway_core.ids import short
from twoway_core.projections.steps import Given, steps_of, worded

from .diary import DISPUTE, Firm, Wants, acme, ms, wanting


def talk() -> tuple[Wants, Firm, bytes]:
    """Return a firm with an interview that goes on, and Ana in it."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana Ruiz", "boss")
    firm.starts(ana)
    return wants, firm, ana


def told(firm: Firm) -> list[tuple[str, str, str, str]]:
    """Return the steps as (word, who, text, extra)."""
    return [(one.word, one.who, one.text, one.extra) for one in steps_of(firm.mine, firm.case, firm.talk())]


def test_everything_noted_in_an_interview_is_a_step() -> None:
    """Both directions stand in one line of time, and the end is last."""
    _, firm, ana = talk()
    answer = firm.hears(ana, "an answer", asked=firm.asks(ana, text="a question"))
    firm.asks(ana, text="and further?", after=answer)
    firm.notes(ObservationNoted(text="a sight", cue="tone", contact=ana))
    firm.notes(RedFlagRaised(text="a flag", severity="light", evidence=(answer,)))
    firm.notes(RedFlagRaised(text="another flag"))
    firm.notes(CommitmentNoted(term="a promise", value="soon", contact=ana))
    firm.notes(AutonomyLimitNoted(area="money", limit="2,000 euro", approver="Ana", contact=ana))
    firm.notes(AutonomyLimitNoted(area="time"))
    firm.notes(QuestionReceived(text="their question", skill="drive"))
    firm.notes(MyAnswerNoted(text="my answer"))
    firm.notes(ContributionOffered(idea="an idea", reaction="a nod", contact=ana))
    firm.notes(EmployerNeedNoted(need="a need", contact=ana))
    firm.notes(FitFeedbackReceived(view="a view", concern="a doubt", contact=ana))
    firm.ends()

    assert told(firm) == [
        ("asked", "Ana", "a question", ""),
        ("noted", "Ana", "an answer", ""),
        ("followed", "Ana", "and further?", ""),
        ("saw", "Ana", "a sight", "tone"),
        ("flagged", "", "a flag", f"light, on {short(answer)}"),
        ("flagged", "", "another flag", "serious"),
        ("promised", "Ana", "a promise: soon", "spoken"),
        ("limit", "Ana", "money: 2,000 euro", "above that: Ana"),
        ("limit", "", "time", ""),
        ("received", "", "their question", "drive"),
        ("said", "", "my answer", ""),
        ("gave", "Ana", "an idea", "a nod"),
        ("need", "Ana", "a need", ""),
        ("feedback", "Ana", "a view", "a doubt"),
        ("ended", "", "", ""),
    ]


def test_another_interview_has_its_own_steps() -> None:
    """Nothing of one interview shows in another, of whatever kind."""
    _, firm, ana = talk()
    events: tuple[Event, ...] = (
        AnswerNoted(text="a"),
        ObservationNoted(text="a"),
        RedFlagRaised(text="a"),
        CommitmentNoted(term="a"),
        AutonomyLimitNoted(area="a"),
        QuestionReceived(text="a"),
        MyAnswerNoted(text="a"),
        ContributionOffered(idea="a"),
        EmployerNeedNoted(need="a"),
        FitFeedbackReceived(view="a"),
    )
    for event in events:
        firm.notes(event)
    firm.interview = None
    firm.starts(ana)

    assert told(firm) == []


def test_an_interview_that_goes_on_has_no_end() -> None:
    """Until it ended, the last step is the last thing noted."""
    _, firm, ana = talk()
    firm.asks(ana, text="a question")

    assert [step.word for step in steps_of(firm.mine, firm.case, firm.talk())] == ["asked"]


def test_steps_stand_in_lived_order() -> None:
    """What was written down late comes where it happened."""
    _, firm, ana = talk()
    firm.asks(ana, text="second")
    firm.notes(AnswerNoted(contact=ana, text="first"), at_ms=ms(1, 1))

    assert [text for _, _, text, _ in told(firm)] == ["first", "second"]


def test_an_answer_shows_how_it_was_said_and_rated() -> None:
    """Form, certainty and the ratings that there are; a rating of none is none."""
    known = acme()
    known.firm.rates(known.ana_said, known.wants["team"], None)
    steps = {bytes(step.id): step for step in steps_of(known.firm.mine, known.firm.case, known.firm.talk())}
    said = steps[known.ana_said]

    assert (said.form, said.certainty, said.ratings) == (
        "example",
        "sure",
        (Given(criterion="autonomy", rating=5),),
    )


def test_a_corrected_text_reads_as_corrected_and_says_so() -> None:
    """The replay shows the mended words."""
    known = acme()
    patch = {"text": msgspec.Raw(encode("her engineers never decide"))}
    known.firm.write(EntryCorrected(opportunity=known.firm.id, target=known.ana_said, patch=patch))
    steps = {bytes(step.id): step for step in steps_of(known.firm.mine, known.firm.case, known.firm.talk())}

    assert (steps[known.ana_said].text, steps[known.ana_said].corrected) == ("her engineers never decide", True)
    assert not steps[known.ben_said].corrected


def test_a_changed_answer_stays_and_says_so() -> None:
    """They changed their story: both are there."""
    known = acme()
    known.firm.hears(known.ana, "well, I decide", instead_of=known.ana_said)
    noted = [step for step in steps_of(known.firm.mine, known.firm.case, known.firm.talk()) if step.word == "noted"]

    assert [(step.who, step.changed) for step in noted] == [("Ana", True), ("Ben", False), ("Ana", False)]


def test_a_question_of_the_bank_reads_in_its_words() -> None:
    """An asking names the question, the step shows it."""
    wants, firm, ana = talk()
    firm.asks(ana, wants.questions[DISPUTE])

    assert told(firm) == [("asked", "Ana", DISPUTE, "")]


def test_a_value_follows_what_it_is_of() -> None:
    """With a colon, where there is one."""
    assert (worded("training", "a week"), worded("training", "")) == ("training: a week", "training")


def test_my_answer_tells_its_story_and_how_well_it_went() -> None:
    """Each where it was noted; a story that is not here tells nothing."""
    firm = Firm(wanting().diary, "Acme")
    firm.starts()
    story = firm.diary.write(StoryPrepared(title="the migration"))
    for told, rating in ((story, 4), (story, None), (bytes(16), 2), (None, None)):
        firm.notes(MyAnswerNoted(text="so", story=told, rating=rating))
    steps = steps_of(firm.mine, firm.case, firm.talk())

    assert [step.extra for step in steps] == ["rated 4 by you, the migration", "the migration", "rated 2 by you", ""]
