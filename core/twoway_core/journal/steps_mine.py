"""What the events of my own wishes, my questions and the journal itself do to the state."""

from __future__ import annotations

from twoway_core.events.bank import QuestionAdded, QuestionRetired, QuestionReworded
from twoway_core.events.base import Event
from twoway_core.events.log import ImportRecorded, JotFiled, JotNoted, LossAccepted
from twoway_core.events.mine import (
    BaselineRated,
    CriterionDefined,
    CriterionRetired,
    DealbreakerLifted,
    DealbreakerSet,
    WeightsElicited,
    WorkingStyleStated,
)
from twoway_core.journal.items import Criterion, Fact, Jot, Question
from twoway_core.journal.state import Case, Mine
from twoway_core.journal.steps import Row


def define_criterion(mine: Mine, criterion: Criterion) -> bool:
    """Add a criterion, unless it revises another."""
    if criterion.event.revises is None:
        mine.criteria[criterion.id] = criterion
    return criterion.event.revises is not None


def revise_criterion(mine: Mine, revision: Criterion) -> bool:
    """Replace the definition of a criterion, and keep the one before."""
    criterion = mine.criteria.get(revision.event.revises or b"")
    if criterion is None:
        return False
    criterion.earlier.append(Fact(criterion.id, criterion.at, criterion.offset, criterion.event))
    criterion.event = revision.event
    return True


def retire_criterion(mine: Mine, fact: Fact[CriterionRetired]) -> bool:
    """Mark a criterion as retired."""
    criterion = mine.criteria.get(fact.event.criterion)
    if criterion is None:
        return False
    criterion.retired = fact
    return True


def set_dealbreaker(mine: Mine, fact: Fact[DealbreakerSet]) -> None:
    """Make a criterion a must-have."""
    mine.must_haves[fact.event.criterion] = fact


def lift_dealbreaker(mine: Mine, fact: Fact[DealbreakerLifted]) -> None:
    """Make a criterion a must-have no longer."""
    mine.must_haves.pop(fact.event.criterion, None)


def elicit_weights(mine: Mine, fact: Fact[WeightsElicited]) -> None:
    """Add an elicitation of weights."""
    mine.weighings.append(fact)


def state_style(mine: Mine, fact: Fact[WorkingStyleStated]) -> None:
    """Set my place on a scale of working style."""
    mine.styles[fact.event.scale] = fact


def rate_baseline(mine: Mine, fact: Fact[BaselineRated]) -> None:
    """Set the present job's rating on a criterion."""
    mine.baseline[fact.event.criterion] = fact


def add_question(mine: Mine, question: Question) -> None:
    """Add a question to the bank."""
    mine.questions[question.id] = question


def reword_question(mine: Mine, fact: Fact[QuestionReworded]) -> bool:
    """Give a question new words."""
    question = mine.questions.get(fact.event.question)
    if question is None:
        return False
    question.rewordings.append(fact)
    return True


def set_question_aside(owner: Mine | Case, fact: Fact[QuestionRetired]) -> bool:
    """Set a question aside in one opportunity, if one is named."""
    if isinstance(owner, Case):
        owner.set_aside[fact.event.question] = fact
    return isinstance(owner, Mine)


def retire_question(mine: Mine, fact: Fact[QuestionRetired]) -> bool:
    """Mark a question as retired everywhere."""
    question = mine.questions.get(fact.event.question)
    if question is None:
        return False
    question.retired = fact
    return True


def note_jot(mine: Mine, jot: Jot) -> None:
    """Add a jot."""
    mine.jots[jot.id] = jot


def file_jot(mine: Mine, fact: Fact[JotFiled]) -> bool:
    """Mark a jot as filed."""
    jot = mine.jots.get(fact.event.jot)
    if jot is None:
        return False
    jot.filed = fact
    return True


def record_import(mine: Mine, fact: Fact[ImportRecorded]) -> None:
    """Add an import."""
    mine.imports[fact.id] = fact


def accept_loss(mine: Mine, fact: Fact[LossAccepted]) -> None:
    """Add a loss."""
    mine.losses[fact.id] = fact


ROWS: dict[type[Event], Row] = {
    CriterionDefined: Row("mine", define_criterion, revise_criterion, Criterion),
    CriterionRetired: Row("mine", then=retire_criterion),
    DealbreakerSet: Row("mine", set_dealbreaker),
    DealbreakerLifted: Row("mine", lift_dealbreaker),
    WeightsElicited: Row("mine", elicit_weights),
    WorkingStyleStated: Row("mine", state_style),
    BaselineRated: Row("mine", rate_baseline),
    QuestionAdded: Row("mine", add_question, make=Question),
    QuestionReworded: Row("mine", then=reword_question),
    QuestionRetired: Row("either", set_question_aside, retire_question),
    JotNoted: Row("mine", note_jot, make=Jot),
    JotFiled: Row("mine", then=file_jot),
    ImportRecorded: Row("mine", record_import),
    LossAccepted: Row("mine", accept_loss),
}
