/** The page of one opportunity: the word first, then how well it fits, must-haves, and what is to be kept in mind. */
import { decimals, shortDecimals } from "../../core/analysis/rounding.ts";
import type { Settings } from "../../core/analysis/settings.ts";
import { idMs } from "../../core/ids.ts";
import { unhex } from "../../core/bytes.ts";
import { interviewNumbers } from "../../core/journal/handles.ts";
import type { Case, Mine, State } from "../../core/journal/state.ts";
import { type Agreement, agreement, contradicts } from "../../core/projections/agreement.ts";
import { recommended } from "../../core/projections/deciding.ts";
import { fitReport, type FitReport } from "../../core/projections/fit.ts";
import { flagRows } from "../../core/projections/flags.ts";
import { isWrittenAsMade, promisedIn, writtenSince } from "../../core/projections/kept.ts";
import { learnedSettings } from "../../core/projections/looking-back.ts";
import { moneyWords } from "../../core/projections/log.ts";
import { peopleOf } from "../../core/projections/people.ts";
import { met } from "../../core/projections/replay.ts";
import { lineOf, stageOf } from "../../core/projections/report.ts";
import { standingOf } from "../../core/projections/standing.ts";
import type { FirmPage } from "../port.ts";
import { calledIn, caseOf, choicesBeside } from "./called.ts";
import { shortDay } from "./days.ts";
import { firmRow } from "./firms.ts";
import type { View } from "./journal.ts";
import { termWords } from "./report-words.ts";

export const view: View<"firm"> = ({ state }, { id }) => {
  const opportunity = caseOf(state, id);
  const settings = learnedSettings(state.mine, state.cases.values());
  const name = calledIn(state).get(id) ?? "";
  const fit = fitReport(state.mine, opportunity, name, settings);
  return {
    row: firmRow(state, opportunity),
    headline: headlineOf(state, opportunity, name, settings),
    weighed: fit.weighed,
    fit: fit.coverage > 0 ? threeNumbers(fit) : null,
    must_haves: fit.must_haves.map(({ id: key, name: called, reason, verdict, chance }) => ({
      id: key,
      name: called,
      why: verdict === "open" ? `${reason} (${decimals(chance)})` : reason,
      state: verdict,
    })),
    criteria: fit.criteria.map(({ id: key, name: called, mean, weight, coverage }) => ({
      id: key,
      name: called,
      value: coverage > 0 ? mean : null,
      weight,
      coverage,
    })),
    contradictions: contradictionsIn(state.mine, opportunity, name, settings),
    promises: promisesIn(state.mine, opportunity),
    flags: flagRows(state.mine, opportunity).map((row) => ({
      id: row.id,
      text: row.text,
      severity: row.severity,
      is_open: row.open,
    })),
    interviews: interviewsOf(state.mine, opportunity),
  };
};

/** Return the recommendation in a sentence; of what is closed, how it ended. */
function headlineOf(state: State, opportunity: Case, name: string, settings: Settings): string {
  if (opportunity.closed !== null) return `${name}: ${stageOf(opportunity)}.`;
  const cases = choicesBeside(state, opportunity).map(([, one]) => one);
  return lineOf(recommended(state.mine, cases, opportunity, settings), name);
}

function threeNumbers(fit: FitReport): FirmPage["fit"] {
  const [low, high] = fit.range80;
  const { coverage, baseline, baseline_coverage } = fit;
  return { fit: fit.fit, low, high, coverage, baseline, baseline_coverage };
}

/** Return what does not hang together: stories that changed, people who differ, claims that others do not bear out. */
function contradictionsIn(
  mine: Mine,
  opportunity: Case,
  name: string,
  settings: Settings,
): FirmPage["contradictions"] {
  const grid = agreement(mine, opportunity, name, settings);
  return [...changed(grid), ...apart(mine, opportunity, settings, grid), ...otherwise(grid)];
}

function changed(grid: Agreement): FirmPage["contradictions"] {
  return grid.changes.map((one) => ({
    text: one.question || `What ${one.who} said`,
    detail: `${told(one.who, one.first, one.was)} ${told(one.who, one.at, one.now)}`,
    ids: [one.before, one.after],
  }));
}

/** Return who said what when, as a sentence. */
function told(who: string, at: string, words: string): string {
  const end = /[.!?…]$/u.test(words) ? "" : ".";
  return `${who}, ${shortDay(at)}: ${words}${end}`;
}

/** Return the criteria on which two people lie far apart, with what each said. */
function apart(mine: Mine, opportunity: Case, settings: Settings, grid: Agreement): FirmPage["contradictions"] {
  const standing = standingOf(mine, opportunity, settings);
  const rows = grid.criteria.filter((row) => contradicts(standing, row.id));
  return rows.map((row) => {
    const said = standing.heard(row.id).map((one) => `${standing.voiceName(one.person)} ${shortDecimals(one.rating)}`);
    const ids = standing.counting(row.id).map((piece) => piece.evidence.id);
    return { text: row.name, detail: said.join(", "), ids };
  });
}

/** Return what the firm claims and the boss does not bear out, and what was said and I saw otherwise. */
function otherwise(grid: Agreement): FirmPage["contradictions"] {
  const firm = grid.firm_and_boss.filter((one) => one.word === "says otherwise");
  const seen = grid.said_and_seen.filter((one) => one.word === "says otherwise");
  return [
    ...firm.map((one) => ({
      text: one.name,
      detail: `The firm ${one.firm} (${one.claim}); ${one.who} ${shortDecimals(one.boss ?? 0)}.`,
      ids: [one.belief],
    })),
    ...seen.map((one) => ({
      text: one.name,
      detail: `Said ${shortDecimals(one.said)}, seen ${shortDecimals(one.seen)}.`,
      ids: [],
    })),
  ];
}

/** Return what was promised, in lived order; in writing where it was made so, or came to be. */
function promisesIn(mine: Mine, opportunity: Case): FirmPage["promises"] {
  const people = peopleOf(mine, opportunity);
  return promisedIn(opportunity).map((fact) => ({
    id: fact.id,
    text: [termWords(fact.event), fact.event.money === null ? "" : moneyWords(fact.event.money)].filter(Boolean).join(", "),
    who: fact.event.contact === null ? "" : people.name(fact.event.contact),
    at_ms: fact.at,
    is_written: isWrittenAsMade(fact.event) || writtenSince(opportunity, fact) !== null,
  }));
}

/** Return the interviews that took place or shall, by their numbers. */
function interviewsOf(mine: Mine, opportunity: Case): FirmPage["interviews"] {
  const people = peopleOf(mine, opportunity);
  const numbers = interviewNumbers(opportunity.interviews.keys());
  const held = [...opportunity.interviews.values()].filter((one) => one.started !== null || one.cancelled === null);
  return held.map((one) => ({
    id: one.id,
    number: numbers.get(one.id) ?? 0,
    at_ms: one.started?.at ?? one.plannedMs ?? idMs(unhex(one.id)),
    people: met(opportunity, one).map((contact) => people.name(contact)),
    is_over: one.ended !== null || one.cancelled !== null,
  }));
}
