/** What the events of my own wishes, my questions and the journal itself do to the state. */

import type { QuestionRetired, QuestionReworded } from "../events/bank.ts";
import type { ImportRecorded, JotFiled, LossAccepted } from "../events/log.ts";
import type {
  BaselineRated,
  CriterionRetired,
  DealbreakerLifted,
  DealbreakerSet,
  WeightsElicited,
  WorkingStyleStated,
} from "../events/mine.ts";
import { Criterion, Fact, Jot, Question } from "./items.ts";
import { Case, type Mine } from "./state.ts";
import { type Row, row } from "./steps.ts";

/** Add a criterion, unless it revises another. */
function defineCriterion(mine: Mine, criterion: Criterion): boolean {
  if (criterion.event.revises !== null) return true;
  mine.criteria.set(criterion.id, criterion);
  return false;
}

/** Replace the definition of a criterion, and keep the one before. */
function reviseCriterion(mine: Mine, revision: Criterion): boolean {
  const criterion = mine.criteria.get(revision.event.revises ?? "");
  if (criterion === undefined) return false;
  criterion.earlier.push(new Fact(criterion.id, criterion.at, criterion.offset, criterion.event));
  criterion.event = revision.event;
  return true;
}

function retireCriterion(mine: Mine, fact: Fact<CriterionRetired>): boolean {
  const criterion = mine.criteria.get(fact.event.criterion);
  if (criterion === undefined) return false;
  criterion.retired = fact;
  return true;
}

function setDealbreaker(mine: Mine, fact: Fact<DealbreakerSet>): void {
  mine.mustHaves.set(fact.event.criterion, fact);
}

function liftDealbreaker(mine: Mine, fact: Fact<DealbreakerLifted>): void {
  mine.mustHaves.delete(fact.event.criterion);
}

function elicitWeights(mine: Mine, fact: Fact<WeightsElicited>): void {
  mine.weighings.push(fact);
}

function stateStyle(mine: Mine, fact: Fact<WorkingStyleStated>): void {
  mine.styles.set(fact.event.scale, fact);
}

function rateBaseline(mine: Mine, fact: Fact<BaselineRated>): void {
  mine.baseline.set(fact.event.criterion, fact);
}

function addQuestion(mine: Mine, question: Question): void {
  mine.questions.set(question.id, question);
}

function rewordQuestion(mine: Mine, fact: Fact<QuestionReworded>): boolean {
  const question = mine.questions.get(fact.event.question);
  question?.rewordings.push(fact);
  return question !== undefined;
}

/** Set a question aside in one opportunity, if one is named. */
function setQuestionAside(owner: Mine | Case, fact: Fact<QuestionRetired>): boolean {
  if (!(owner instanceof Case)) return true;
  owner.setAside.set(fact.event.question, fact);
  return false;
}

/** Mark a question as retired everywhere. */
function retireQuestion(mine: Mine, fact: Fact<QuestionRetired>): boolean {
  const question = mine.questions.get(fact.event.question);
  if (question === undefined) return false;
  question.retired = fact;
  return true;
}

function noteJot(mine: Mine, jot: Jot): void {
  mine.jots.set(jot.id, jot);
}

function fileJot(mine: Mine, fact: Fact<JotFiled>): boolean {
  const jot = mine.jots.get(fact.event.jot);
  if (jot === undefined) return false;
  jot.filed = fact;
  return true;
}

function recordImport(mine: Mine, fact: Fact<ImportRecorded>): void {
  mine.imports.set(fact.id, fact);
}

function acceptLoss(mine: Mine, fact: Fact<LossAccepted>): void {
  mine.losses.set(fact.id, fact);
}

export const ROWS_MINE: Readonly<Record<string, Row>> = {
  "criterion.defined": row("mine", { is: Criterion, first: defineCriterion, second: reviseCriterion }),
  "criterion.retired": row("mine", { second: retireCriterion }),
  "dealbreaker.set": row("mine", { first: setDealbreaker }),
  "dealbreaker.lifted": row("mine", { first: liftDealbreaker }),
  "weights.elicited": row("mine", { first: elicitWeights }),
  "working-style.stated": row("mine", { first: stateStyle }),
  "baseline.rated": row("mine", { first: rateBaseline }),
  "question.added": row("mine", { is: Question, first: addQuestion }),
  "question.reworded": row("mine", { second: rewordQuestion }),
  "question.retired": row<Mine, Fact<QuestionRetired>>("either", { first: setQuestionAside, second: retireQuestion }),
  "jot.noted": row("mine", { is: Jot, first: noteJot }),
  "jot.filed": row("mine", { second: fileJot }),
  "import.recorded": row("mine", { first: recordImport }),
  "loss.accepted": row("mine", { first: acceptLoss }),
};
