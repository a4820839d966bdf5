/** What the projections that stand on the analysis say of a whole journal. */
import type { Case, Interview, State } from "../../src/core/journal/state.ts";
import { fold } from "../../src/core/journal/fold.ts";
import { agenda } from "../../src/core/projections/agenda.ts";
import { agreement } from "../../src/core/projections/agreement.ts";
import { bankLint } from "../../src/core/projections/bank.ts";
import { deciding } from "../../src/core/projections/deciding.ts";
import { fitReport } from "../../src/core/projections/fit.ts";
import { flagRows, proposedFlags } from "../../src/core/projections/flags.ts";
import { labelsOf } from "../../src/core/projections/labels.ts";
import { learnedSettings } from "../../src/core/projections/looking-back.ts";
import { nextQuestions } from "../../src/core/projections/next-question.ts";
import { offerSheet } from "../../src/core/projections/offer-sheet.ts";
import { peopleOf } from "../../src/core/projections/people.ts";
import { planLines, worthAsking } from "../../src/core/projections/planner.ts";
import { report } from "../../src/core/projections/report.ts";
import type { Journal } from "../../src/engine/views/journal.ts";
import { view as firmPage } from "../../src/engine/views/firm.ts";
import { view as nextPage } from "../../src/engine/views/next.ts";
import { view as reportPage } from "../../src/engine/views/report.ts";
import { type Sent, entriesOf } from "./journal.ts";

/** Return what every opportunity of the journal is called in these answers: its firm, or "?". */
function called(opportunity: Case): string {
  return opportunity.opened?.event.firm ?? "?";
}

function everyCase(sent: Sent, answer: (state: State, opportunity: Case) => unknown): unknown {
  const state = fold(entriesOf(sent), sent.until_ms);
  return [...state.cases.values()].map((one) => [one.id, answer(state, one)]);
}

function everyInterview(sent: Sent, answer: (state: State, of: Case, one: Interview) => unknown): unknown {
  return everyCase(sent, (state, of) => [...of.interviews.values()].map((one) => [one.id, answer(state, of, one)]));
}

export const ANALYSIS = {
  fit: (sent: Sent) => everyCase(sent, ({ mine }, one) => fitReport(mine, one, called(one))),
  next: (sent: Sent & { now_ms: number }) =>
    everyInterview(sent, ({ mine }, of, one) => [
      nextQuestions(mine, of, one, sent.now_ms, "a talk"),
      nextQuestions(mine, of, one, sent.now_ms, "a talk", { count: 20, priced: true }),
    ]),
  plan: (sent: Sent) =>
    everyInterview(sent, ({ mine }, of, one) => [
      planLines(mine, of, one.contacts, one.lengthMinutes ?? 45, one.id),
      planLines(mine, of, [...of.contacts.keys()], 20),
      planLines(mine, of, [], 90),
    ]),
  agenda: (sent: Sent) =>
    everyInterview(sent, ({ mine }, of, one) => {
      const view = agenda(mine, of, one, "a talk");
      return { ...view, topics: Object.entries(view.topics), tags: Object.entries(view.tags) };
    }),
  report: (sent: Sent) =>
    everyCase(sent, (state, one) => {
      const cases = [...state.cases.values()].map((other) => [called(other), other] as const);
      const learned = learnedSettings(state.mine, state.cases.values());
      const word = deciding(state.mine, cases, one, learned);
      return report(state.mine, one, called(one), word, learned);
    }),
  around: (sent: Sent) => {
    const state = fold(entriesOf(sent), sent.until_ms);
    const cases = [...state.cases.values()];
    return {
      bank: bankLint(state.mine),
      labels: [...labelsOf(state, new Map())],
      cases: cases.map((one) => ({
        agreement: agreement(state.mine, one, called(one)),
        flags: [flagRows(state.mine, one), proposedFlags(state.mine, one)],
        offer: offerSheet(state.mine, one, called(one)),
        asks: worthAsking(state.mine, one),
        people: [...one.contacts.keys()].map((contact) => peopleOf(state.mine, one).person(contact)),
      })),
    };
  },
  pages: (sent: Sent & { now_ms: number }) => {
    const entries = entriesOf(sent);
    const stateAt = (untilMs: number | null): State => fold(entries, untilMs);
    const journal: Journal = { state: stateAt(null), entries, stateAt, nowMs: sent.now_ms, offset: () => 60 };
    const opened = [...journal.state.cases.values()].filter((one) => one.opened !== null);
    return opened.map(({ id }) => [
      id,
      reportPage(journal, { id }),
      firmPage(journal, { id }),
      nextPage(journal, { id }),
    ]);
  },
};
