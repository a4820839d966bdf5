/**
 * The next questions of an interview: what to ask whom, why, and what an answer could change.
 *
 * - They stand in the order of the plan, as the command line has them: must-haves that are open, then what matters by
 *   what an answer is worth a minute, where there is a present job to beat. Without one, their share is how much there
 *   is to find out.
 * - Without a plan, and without an interview, one is made up on the spot for everybody who is there.
 * - What is best had in writing is asked by mail, and so is whether a must-have is met; it takes none of the minutes.
 */
import { decimals } from "../../core/analysis/rounding.ts";
import type { Id } from "../../core/events/base.ts";
import { Interview, type Case } from "../../core/journal/state.ts";
import { sortedBy, sum } from "../../core/order.ts";
import { learnedSettings } from "../../core/projections/looking-back.ts";
import {
  type Asking,
  askingOf,
  inTurn,
  isHurried,
  minutesLeft,
  presentIn,
  questionOf,
  type NextQuestion,
  type Waiting,
  waitingIn,
} from "../../core/projections/next-question.ts";
import { wording } from "../../core/projections/plan.ts";
import { NOTHING_TO_GAIN, prices } from "../../core/projections/prices.ts";
import type { NextPage } from "../port.ts";
import { caseOf } from "./called.ts";
import type { View } from "./journal.ts";
import { madeUp } from "./made-up.ts";

type Row = NextPage["rows"][number];

/** In what order the rows stand, for the heading. */
const PLANNED = "In the order of your plan.";
const PRICED = "By what an answer could change, per minute.";
const UNPRICED = "By what weighs and is not known yet.";

/** One row in the making, and how much an answer brings in all. */
interface Gaining {
  readonly row: Row;
  readonly gain: number;
}

export const view: View<"next"> = ({ state, nowMs }, { id, interview: wanted }) => {
  const opportunity = caseOf(state, id);
  const settings = learnedSettings(state.mine, state.cases.values());
  const interview = interviewOf(opportunity, wanted);
  const hasPlan = interview.agenda !== null;
  const asking = askingOf(state.mine, opportunity, { priced: true, settings });
  const waiting = hasPlan
    ? waitingIn(state.mine, opportunity, interview, nowMs, { settings })
    : inTurn(madeUp(state.mine, { opportunity, interview }, settings), isHurried(interview, nowMs));
  const isPriced = asking.known?.rows.some((row) => row.fit > 0) ?? false;
  const gaining = waiting.map((one) => gainingOf(asking, interview, one, isPriced));
  const best = Math.max(0, ...gaining.map((one) => one.gain));
  const rows = gaining.map(({ row, gain }) => ({ ...row, share: best > 0 ? gain / best : 0 }));
  const left = minutesLeft(interview, nowMs);
  return {
    minutes_left: left,
    heading: headingOf(rows, left, hasPlan ? PLANNED : isPriced ? PRICED : UNPRICED),
    rows,
    not_worth: idle(asking, opportunity, presentIn(opportunity, interview), rows),
  };
};

/** Return the interview `wanted`; else the one that is open, else the first that is planned, else one with nobody. */
function interviewOf(opportunity: Case, wanted: Id | undefined): Interview {
  const every = [...opportunity.interviews.values()];
  const waiting = every.filter((one) => one.ended === null && one.cancelled === null);
  return (
    every.find((one) => one.id === wanted) ??
    waiting.find((one) => one.isOpen) ??
    sortedBy(waiting, (one) => [one.plannedMs ?? Infinity])[0] ??
    new Interview(opportunity.id)
  );
}

function gainingOf(asking: Asking, interview: Interview, one: Waiting, isPriced: boolean): Gaining {
  const question = questionOf(asking, interview, one);
  const { criterion } = one.line.line;
  const price = asking.known?.of(question.question, question.contact) ?? null;
  const unknown = criterion === null ? 0 : toFindOut(asking, criterion);
  return {
    row: rowOf(asking, one, question),
    gain: isPriced ? (price?.fit ?? 0) : unknown,
  };
}

/** Return how much there is to find out about `criterion`: its weight by what is not known; all of a must-have. */
function toFindOut({ standing }: Asking, criterion: Id): number {
  if (standing.matters.mustHaves.has(criterion)) return 1;
  return standing.matters.weight(criterion) * (1 - standing.believed(criterion).coverage);
}

function rowOf(asking: Asking, { line, contact }: Waiting, question: NextQuestion): Row {
  const [claim = "", ...because] = question.reasons;
  return {
    n: question.number ?? line.number,
    question: question.question,
    text: question.text,
    who: contact === null ? null : { id: contact, name: question.who },
    minutes: question.minutes,
    claim,
    because: because.join(" "),
    share: 0,
    worth: question.worth ?? 0,
    by_mail: isByMail(asking, line.line),
  };
}

/** Return whether a line is best had in writing. */
function isByMail({ mine, standing }: Asking, line: { question: Id | null; criterion: Id | null }): boolean {
  const question = line.question === null ? undefined : mine.questions.get(line.question);
  if (question?.event.in_writing === true) return true;
  return line.criterion !== null && standing.matters.mustHaves.has(line.criterion);
}

function headingOf(rows: readonly Row[], left: number | null, order: string): string {
  if (rows.length === 0) return "Nothing is left on the plan.";
  const minutes = sum(rows.filter((row) => !row.by_mail).map((row) => row.minutes));
  return left === null ? `${order} These take ${minutes} min.` : `${order} These fill ${minutes} of your ${left}.`;
}

/** Return the questions that it is no use to put to those present, or not worth the minutes, and why. */
function idle(asking: Asking, opportunity: Case, present: readonly Id[], rows: readonly Row[]): NextPage["not_worth"] {
  const known = prices(asking.mine, opportunity, present, asking.settings);
  const shown = new Set(rows.map((row) => row.question));
  const told = new Map<Id, string>();
  for (const row of known?.rows ?? []) {
    if (row.about === null || row.finding === "worth asking" || shown.has(row.question)) continue;
    const reason = NOTHING_TO_GAIN.includes(row.finding)
      ? (known?.idle(row.question) ?? "")
      : `Worth ${decimals(row.per_minute, 4)} a minute: less than its time.`;
    if (!told.has(row.question)) told.set(row.question, reason);
  }
  return [...told].map(([question, reason]) => ({ text: wording(asking.mine, opportunity, question, ""), reason }));
}
