/** The list of opportunities: where each stands, who is there, and what was noted last, for when the phone rings. */
import type { Settings } from "../../core/analysis/settings.ts";
import type { Id } from "../../core/events/base.ts";
import type { Case, Mine, State } from "../../core/journal/state.ts";
import { sortedBy } from "../../core/order.ts";
import { fitReport } from "../../core/projections/fit.ts";
import { learnedSettings } from "../../core/projections/looking-back.ts";
import { type People, peopleOf } from "../../core/projections/people.ts";
import { speaker } from "../../core/projections/pieces.ts";
import { stageOf } from "../../core/projections/report.ts";
import { worded } from "../../core/projections/steps.ts";
import { split } from "../../core/words.ts";
import type { FirmRow } from "../port.ts";
import { calledIn } from "./called.ts";
import type { View } from "./journal.ts";
import { shown } from "./talks.ts";

type Noted = FirmRow["last"][number];

/** So many of the last facts stand in a row. */
const MOST_FACTS = 3;

export const view: View<"firms"> = ({ state }, { search = "" }) => {
  const settings = learnedSettings(state.mine, state.cases.values());
  const wanted = split(search.toLowerCase());
  const listed = sortedBy(shown(state), (one) => [one.closed !== null, -latestIn(one), one.id]);
  const rows = listed.map((one) => firmRow(state, one, settings));
  return rows.filter((row) => wanted.every((word) => row.search.includes(word)));
};

/** Return the row of one opportunity; its fit is null where nothing is known. */
export function firmRow(
  state: State,
  opportunity: Case,
  settings: Settings = learnedSettings(state.mine, state.cases.values()),
): FirmRow {
  const { mine } = state;
  const people = peopleOf(mine, opportunity);
  const name = calledIn(state).get(opportunity.id) ?? "";
  const opened = opportunity.opened?.event;
  const { fit, coverage } = fitReport(mine, opportunity, name, settings);
  return {
    id: opportunity.id,
    name,
    firm: opened?.firm ?? "",
    role: opened?.role ?? "",
    stage: stageOf(opportunity),
    fit: coverage > 0 ? fit : null,
    coverage,
    last: lastFacts(mine, opportunity, people),
    people: [...opportunity.contacts.keys()].map((id) => ({ id, name: people.name(id), role: people.role(id) })),
    search: haystack(opportunity, name),
  };
}

/** Return what the row is found by: names of the firm, the job and the people, in small letters. */
function haystack(opportunity: Case, name: string): string {
  const opened = opportunity.opened?.event;
  const people = [...opportunity.contacts.values()].flatMap((one) => [one.name, one.event.title]);
  const words = [name, opened?.firm, opened?.role, opened?.level, opened?.industry, ...people];
  return words.filter(Boolean).join(" ").toLowerCase();
}

function lastFacts(mine: Mine, opportunity: Case, people: People): Noted[] {
  const facts = [...said(opportunity, people), ...found(opportunity, people), ...toldOf(mine, opportunity)];
  return sortedBy(facts, (one) => [-one.at_ms, one.id]).slice(0, MOST_FACTS);
}

/** Return answers that still stand, and promises: Ana: sent two people to a course. */
function said(opportunity: Case, people: People): Noted[] {
  const answers = [...opportunity.answers.values()].filter(
    (one) => one.supersededBy.length === 0 && one.event.text !== "",
  );
  return [
    ...answers.map((one) => noted(one, by(people, speaker(opportunity, one)) + one.event.text)),
    ...[...opportunity.commitments.values()].map((one) =>
      noted(one, `${by(people, one.event.contact)}promises ${worded(one.event.term, one.event.value)}`),
    ),
  ];
}

function found(opportunity: Case, people: People): Noted[] {
  return [
    ...[...opportunity.observations.values()].map((one) => noted(one, by(people, one.event.contact) + one.event.text)),
    ...[...opportunity.research.values()].map((one) => noted(one, one.event.claim)),
    ...[...opportunity.flags.values()].map((one) => noted(one, `flag: ${one.event.text}`)),
    ...[...opportunity.feedback.values()].map((one) => noted(one, by(people, one.event.contact) + one.event.view)),
  ];
}

/** Return jots that wait under this opportunity, and offers. */
function toldOf(mine: Mine, opportunity: Case): Noted[] {
  const jots = [...mine.jots.values()].filter((one) => one.filed === null && one.event.opportunity === opportunity.id);
  return [
    ...jots.map((one) => noted(one, one.event.text)),
    ...[...opportunity.offers.values()].map((one) => {
      const terms = one.event.terms.map((term) => term.term).join(", ");
      return noted(one, terms === "" ? "an offer" : `an offer: ${terms}`);
    }),
  ];
}

function noted({ id, at }: { id: Id; at: number }, text: string): Noted {
  return { id, at_ms: at, text };
}

function by(people: People, contact: Id | null): string {
  return contact === null ? "" : `${people.name(contact)}: `;
}

/** Return when something was last noted of an opportunity. */
function latestIn(opportunity: Case): number {
  const { answers, observations, asked, research, todos, interviews, opened } = opportunity;
  const facts = [answers, observations, asked, research, todos].flatMap((map) => [...map.values()]);
  const talks = [...interviews.values()].flatMap((one) => [one.started?.at ?? 0, one.ended?.at ?? 0]);
  return Math.max(opened?.at ?? 0, ...facts.map((one) => one.at), ...talks);
}
