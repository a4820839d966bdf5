/**
 * Red flags: what they rest on, and how many independent people stand behind them.
 *
 * One source is an anecdote, two are a pattern. A flag stays open until it was explained. Flags are proposed, never
 * raised by themselves: for a question that was refused, and for a position that is advertised again and again.
 */

import type { Speaker } from "../analysis/evidence.ts";
import { DEFAULTS } from "../analysis/settings.ts";
import type { Id, Severity } from "../events/base.ts";
import type { Flag } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { type People, peopleOf } from "./people.ts";
import { notedAs, speaker } from "./pieces.ts";
import { askedFor, askedWords } from "./plan.ts";

const GRAVITY: Record<Severity, number> = { severe: 0, serious: 1, light: 2 };

/** One flag. `sources`: independent people behind it; `pattern`: enough of them to be more than an anecdote. */
export interface FlagRow {
  id: Id;
  text: string;
  severity: Severity;
  kind: string;
  sources: number;
  pattern: boolean;
  open: boolean;
  explanation: string;
  evidence: readonly Id[];
}

/** A flag that could be raised, and what it would rest on. */
export interface ProposedFlag {
  text: string;
  evidence: Id;
}

/** Return the flags of `opportunity`: the open ones first, the gravest first. */
export function flagRows(mine: Mine, opportunity: Case): FlagRow[] {
  const people = peopleOf(mine, opportunity);
  const rows = [...opportunity.flags.values()].map((flag) => flagRow(opportunity, people, flag));
  return sortedBy(rows, (row) => [!row.open, GRAVITY[row.severity], row.id]);
}

/** Return one flag as a view shows it. */
export function flagRow(opportunity: Case, people: People, flag: Flag): FlagRow {
  const sources = sourcesOf(opportunity, people, flag);
  return {
    id: flag.id,
    text: flag.event.text,
    severity: flag.event.severity,
    kind: flag.event.kind,
    sources,
    pattern: sources >= DEFAULTS.patternSources,
    open: flag.resolved === null,
    explanation: flag.resolved?.event.explanation ?? "",
    evidence: flag.event.evidence,
  };
}

/** Return how many independent people stand behind `flag`; without evidence it is mine alone. */
export function sourcesOf(opportunity: Case, people: People, flag: Flag): number {
  const voices = new Set<Speaker>();
  for (const noted of flag.event.evidence) {
    const evidence = notedAs(opportunity, people, noted);
    voices.add(evidence === null ? noted : evidence.voice);
  }
  return Math.max(voices.size, 1);
}

/** Return the flags that could be raised and were not, in lived order. */
export function proposedFlags(mine: Mine, opportunity: Case): ProposedFlag[] {
  const flagged = new Set([...opportunity.flags.values()].flatMap((flag) => flag.event.evidence));
  const proposals = [...refusals(mine, opportunity), ...reposts(opportunity)];
  return sortedBy(proposals, ({ at, evidence }) => [at, evidence])
    .filter(({ evidence }) => !flagged.has(evidence))
    .map(({ text, evidence }) => ({ text, evidence }));
}

interface Proposal extends ProposedFlag {
  at: number;
}

function refusals(mine: Mine, opportunity: Case): Proposal[] {
  const people = peopleOf(mine, opportunity);
  const refused = [...opportunity.answers.values()].filter((answer) => answer.event.form === "refused");
  return refused.map((answer) => {
    const asked = askedFor(opportunity, answer.id);
    const what = asked === null ? "" : `: ${askedWords(mine, opportunity, asked)}`;
    const text = `${people.name(speaker(opportunity, answer))} would not answer${what}`;
    return { at: answer.at, text, evidence: answer.id };
  });
}

function reposts(opportunity: Case): Proposal[] {
  const again = opportunity.postings.filter((posting) => (posting.event.reposted ?? 0) !== 0);
  return again.map((posting) => {
    const times = posting.event.reposted === 1 ? "once" : `${String(posting.event.reposted)} times`;
    return { at: posting.at, text: `put up again ${times}`, evidence: posting.id };
  });
}
