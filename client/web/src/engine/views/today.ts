/**
 * Today: the interviews that are on or come, what is left to prepare, what is due, and what waits to be rated or filed.
 *
 * The checklist is shown of opportunities with an interview ahead, and of those where nothing took place yet.
 */
import type { Id } from "../../core/events/base.ts";
import type { PrepStep } from "../../core/journal/items.ts";
import type { Case, Mine, State } from "../../core/journal/state.ts";
import { unique } from "../../core/order.ts";
import { briefs, type TodoBrief, todoRows } from "../../core/projections/followups.ts";
import { peopleOf } from "../../core/projections/people.ts";
import { planOf } from "../../core/projections/plan.ts";
import { foundOn, isDone, itemsOf, stepWords } from "../../core/projections/preparation.ts";
import { toRate } from "../../core/projections/rating.ts";
import { met } from "../../core/projections/replay.ts";
import { dayOf } from "../../core/projections/view.ts";
import type { Today } from "../port.ts";
import { calledIn } from "./called.ts";
import type { View } from "./journal.ts";
import { comingTalks, liveTalks, shown, type Talk } from "./talks.ts";

type Names = ReadonlyMap<Id, string>;

const DAY_MS = 86_400_000;

export const view: View<"today"> = (journal) => {
  const { state, nowMs } = journal;
  const names = calledIn(state);
  const day = dayOf(nowMs, journal.offset(nowMs));
  const coming = comingTalks(journal);
  return {
    day,
    interviews: coming.map((talk) => interviewOf(state.mine, talk, names)),
    prep: prepOf(state, coming, names),
    todos: todosOf(state, day, names),
    unrated: unratedIn(state, names),
    jots: [...state.mine.jots.values()]
      .filter((jot) => jot.filed === null)
      .map(({ id, at, event }) => ({ id, opportunity: event.opportunity, text: event.text, at_ms: at })),
  };
};

function interviewOf(mine: Mine, { opportunity, interview }: Talk, names: Names): Today["interviews"][number] {
  const people = peopleOf(mine, opportunity);
  const waiting = planOf(mine, opportunity, interview).filter((line) => line.waiting.length > 0 && !line.line.late);
  return {
    id: interview.id,
    opportunity: opportunity.id,
    firm: names.get(opportunity.id) ?? "",
    people: met(opportunity, interview).map((one) => ({ name: people.name(one), role: people.role(one) })),
    starts_ms: interview.started?.at ?? interview.plannedMs,
    length_minutes: interview.lengthMinutes,
    medium: interview.medium,
    first_question: waiting[0]?.text ?? "",
    is_open: interview.isOpen,
  };
}

function prepOf(state: State, coming: readonly Talk[], names: Names): Today["prep"] {
  const fresh = shown(state).filter((one) => one.closed === null && one.interviews.size === 0);
  const near = unique([...coming.map((talk) => talk.opportunity), ...fresh]);
  return near.flatMap((one) => [...one.prep.values()].map((step) => stepOf(one, step, names)));
}

/** Return a step; where it names items, they are its hint, without those that were noted. */
function stepOf(opportunity: Case, step: PrepStep, names: Names): Today["prep"][number] {
  const words = stepWords(step.event);
  const items = itemsOf(step.event);
  const found = foundOn(opportunity, step);
  const text = items.length > 0 ? words.slice(0, words.indexOf(":")) : words;
  return {
    id: step.id,
    opportunity: opportunity.id,
    firm: names.get(opportunity.id) ?? "",
    kind: step.event.kind,
    text: capital(text),
    hint: step.completed === null ? items.filter((item) => !found.has(item)).join(", ") : "",
    minutes: 0,
    is_done: isDone(opportunity, step),
  };
}

function todosOf(state: State, today: string, names: Names): Today["todos"] {
  const given: (readonly [Id, TodoBrief])[] = [
    ...shown(state).flatMap((one) => briefs(state.mine, one).map((brief) => [one.id, brief] as const)),
    ...briefs(state.mine).map((brief) => ["", brief] as const),
  ];
  const waits = new Map(given.map(([, brief]) => [brief.id, brief.waits]));
  return todoRows(given, today).map(({ id, opportunity, words, day }) => ({
    id,
    opportunity: opportunity === "" ? null : opportunity,
    what: capital(words),
    about: names.get(opportunity) ?? "",
    due: day,
    days_late: day === null ? 0 : Math.max(0, Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS)),
    waits: waits.get(id) ?? false,
  }));
}

/** Return how many notes wait to be rated of each interview that is over, the latest first. */
function unratedIn(state: State, names: Names): Today["unrated"] {
  const over = liveTalks(state).filter(({ interview }) => interview.ended !== null);
  const counted = over.map(({ opportunity, interview }) => ({
    interview: interview.id,
    firm: names.get(opportunity.id) ?? "",
    count: unique(toRate(state.mine, opportunity, interview.id).map((card) => card.id)).length,
    at: interview.ended?.at ?? 0,
  }));
  const waiting = counted.filter(({ count }) => count > 0).sort((one, other) => other.at - one.at);
  return waiting.map(({ interview, firm, count }) => ({ interview, firm, count }));
}

function capital(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}
