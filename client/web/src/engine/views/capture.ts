/**
 * What the capture screen needs: where one is, who is there, what to ask, small enough to be kept apart.
 *
 * - An interview that is on; else the opportunity whose interview comes today.
 * - The lines of its plan keep their numbers, asked or not. Without a plan, one is made up of what is best asked; what
 *   was asked in this interview does not change it, so that no line moves under the person's hands.
 */
import type { Id } from "../../core/events/base.ts";
import type { QuestionAsked } from "../../core/events/talk.ts";
import type { Fact } from "../../core/journal/items.ts";
import type { Mine, State } from "../../core/journal/state.ts";
import { unique } from "../../core/order.ts";
import { learnedSettings } from "../../core/projections/looking-back.ts";
import { mattersOf, nameOf } from "../../core/projections/matters.ts";
import { type People, peopleOf } from "../../core/projections/people.ts";
import { askedIn, numberOf, type PlannedLine, planOf } from "../../core/projections/plan.ts";
import { met, MINUTE_MS } from "../../core/projections/replay.ts";
import type { CapturePlan } from "../port.ts";
import { calledIn } from "./called.ts";
import type { Journal, View } from "./journal.ts";
import { madeUp } from "./made-up.ts";
import { comingTalks, isToday, type Talk } from "./talks.ts";

type Question = CapturePlan["questions"][number];
type Asked = Fact<QuestionAsked>;

/** So many stories are at hand; the others can be typed. */
const MOST_STORIES = 20;

export const view: View<"capture"> = (journal) => {
  const { mine } = journal.state;
  const talk = talkNow(journal);
  const people = talk === null ? null : peopleOf(mine, talk.opportunity);
  return {
    ...placeOf(journal, talk),
    people: talk === null || people === null ? [] : around(talk, people),
    agenda: talk?.interview.agenda?.id ?? null,
    questions: talk === null ? [] : questionsOf(journal.state, talk),
    stories: [...mine.stories.values()].slice(-MOST_STORIES).map(({ id, event }) => ({ id, title: event.title })),
    criteria: criteriaOf(mine),
    made_ms: journal.nowMs,
  };
};

/** Return the interview that is on, else the next one of today. */
function talkNow(journal: Journal): Talk | null {
  const [first] = comingTalks(journal);
  if (first === undefined || first.interview.isOpen) return first ?? null;
  const { plannedMs } = first.interview;
  return plannedMs !== null && isToday(journal, plannedMs) ? first : null;
}

function placeOf({ state }: Journal, talk: Talk | null): Pick<CapturePlan, "opportunity" | "interview"> {
  if (talk === null) return { opportunity: null, interview: null };
  const { opportunity, interview } = talk;
  const name = calledIn(state).get(opportunity.id) ?? "";
  const known = { id: opportunity.id, name, role: opportunity.opened?.event.role ?? "" };
  const { started, lengthMinutes } = interview;
  if (started === null) return { opportunity: known, interview: null };
  const ends = lengthMinutes === null ? null : started.at + lengthMinutes * MINUTE_MS;
  return {
    opportunity: known,
    interview: { id: interview.id, kind: interview.kind, began_ms: started.at, ends_ms: ends },
  };
}

/** Return whom one meets in the interview, then everybody else of the opportunity. */
function around({ opportunity, interview }: Talk, people: People): CapturePlan["people"] {
  const known = [...met(opportunity, interview), ...opportunity.contacts.keys()];
  return unique(known)
    .filter((contact) => people.contacts.has(contact))
    .map((contact) => ({ id: contact, name: people.name(contact), role: people.role(contact) }));
}

function questionsOf(state: State, { opportunity, interview }: Talk): Question[] {
  const { mine } = state;
  const asked = askedIn(opportunity, interview.id);
  if (interview.agenda !== null) {
    const lines = planOf(mine, opportunity, interview, asked);
    return lines.map((line) => questionOf(mine, line, asked.filter((fact) => numberOf(interview, fact) === line.number)));
  }
  const settings = learnedSettings(mine, state.cases.values());
  return madeUp(mine, { opportunity, interview }, settings).map((line) => {
    const these = asked.filter((fact) => line.line.question !== null && fact.event.question === line.line.question);
    return questionOf(mine, line, these);
  });
}

function questionOf(mine: Mine, planned: PlannedLine, asked: readonly Asked[]): Question {
  const { line, number, text, about } = planned;
  const places = planned.asked.length + planned.waiting.length;
  const reason = [line.criterion === null ? about : nameOf(mine, line.criterion), line.reason];
  return {
    n: number,
    id: line.question,
    text,
    minutes: places === 0 ? line.minutes : Math.floor(line.minutes / places),
    reason: reason.filter((word) => word !== "").join(": "),
    is_asked: planned.waiting.length === 0,
    contacts: dueContacts(planned),
    askings: asked.map(({ id, event }) => ({ id, contacts: [...event.contacts] })),
  };
}

/** Return whom to ask the line now: the next of its people who was not asked yet. */
function dueContacts({ line, waiting }: PlannedLine): Id[] {
  const left = waiting.filter((contact) => contact !== null);
  return [...(left.length > 0 ? left : line.contacts)].slice(0, 1);
}

/** Return the criteria that are not retired: what matters first, the heaviest before the others. */
function criteriaOf(mine: Mine): CapturePlan["criteria"] {
  const alive = [...mine.criteria.values()].filter((one) => one.retired === null).map((one) => one.id);
  const mattering = mattersOf(mine).order().filter((one) => alive.includes(one));
  return unique([...mattering, ...alive]).map((one) => ({ id: one, name: nameOf(mine, one) }));
}
